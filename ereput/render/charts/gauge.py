"""A half-dial from 0 to 100: the value as a thick arc, its interval as a thin one outside."""

from __future__ import annotations

from math import cos, pi, sin

from markupsafe import Markup

from ereput.render.charts.svg import circle, figure, number, path

WIDTH, HEIGHT, RADIUS = 148, 84, 58


def gauge(value: float | None, low: float, high: float, tone: str, title: str) -> Markup:
    """`value`, `low`, `high` in 0–100; None draws an empty dial. `tone` is a colour family ("good", "medium"…)."""
    shapes = [_arc(0, 100, RADIUS, "track", 13)]
    if value is not None:
        shapes += [_arc(0, value, RADIUS, f"{tone}-mark", 13), _arc(low, high, RADIUS + 12, f"{tone}-mark", 2)]
        x, y = _point(value, RADIUS)
        shapes.append(circle(x, y, 6, fill="paper", stroke=tone, width=3))
    return figure(WIDTH, HEIGHT, title, *shapes, css="gauge")


def _point(value: float, radius: float) -> tuple[float, float]:
    angle = pi * (1 - min(max(value, 0), 100) / 100)
    return WIDTH / 2 + radius * cos(angle), HEIGHT - 8 - radius * sin(angle)


def _arc(start: float, end: float, radius: float, token: str, width: float) -> str:
    (x1, y1), (x2, y2) = _point(start, radius), _point(max(end, start + 0.5), radius)
    size = number(radius)
    return path(f"M{number(x1)} {number(y1)}A{size} {size} 0 0 1 {number(x2)} {number(y2)}", stroke=token, width=width)
