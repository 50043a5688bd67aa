"""Bars: one share of a whole, several shares in one bar, one bar a row."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ereput.render.charts.svg import figure, rect

HEIGHT = 12


def bar(share: float, tone: str, title: str, *, width: float = 160) -> Markup:
    """One bar filled to `share` (0–1)."""
    inside = min(max(share, 0.0), 1.0) * width
    filled = rect(0, 2, inside, HEIGHT - 4, f"{tone}-mark", radius=3) if inside else ""
    return figure(width, HEIGHT, title, rect(0, 2, width, HEIGHT - 4, "track", radius=3), filled, css="bar")


def stack(shares: Sequence[tuple[float, str]], title: str, *, width: float = 480, height: float = 22) -> Markup:
    """Several amounts side by side, each (amount, colour token), with a white gap between them so that edges show without colour."""
    total = sum(max(amount, 0) for amount, _ in shares) or 1
    shapes, x = [rect(0, 0, width, height, "track", radius=3)], 0.0
    for amount, token in shares:
        size = max(amount, 0) / total * width
        if size:
            shapes.append(rect(x, 0, size, height, token))
            shapes.append(rect(x + size - 1, 0, 2, height, "paper"))
        x += size
    return figure(width, height, title, *shapes, css="stack")
