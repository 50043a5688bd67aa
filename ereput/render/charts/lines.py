"""Two small line figures: how exposure falls as facts are removed, and each axis before and now."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, circle, figure, path, text

HEIGHT, LEFT, FOOT = 110, 34, 16


def staircase(values: Sequence[float], title: str) -> Markup:
    """`values` in 0–100: before anything is done, then after each step."""
    high, steps = HEIGHT - FOOT - 6, max(len(values) - 1, 1)
    wide = (WIDTH - LEFT - 30) / steps

    def at(i: int) -> tuple[float, float]:
        return LEFT + i * wide, 6 + high * (1 - min(max(values[i], 0), 100) / 100)

    shapes = [path(f"M{LEFT} {6 + high * (1 - mark / 100):.1f}H{WIDTH - 10}", stroke="track", cap="butt") for mark in (0, 50, 100)]
    shapes += [text(LEFT - 6, 9 + high * (1 - mark / 100), str(mark), size=8.5, fill="muted", anchor="end") for mark in (0, 50, 100)]
    points = [at(i) for i in range(len(values))]
    line = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:])
    shapes.append(path(line, stroke="accent", width=2))
    shapes += [circle(x, y, 3.2, fill="accent") for x, y in points]
    shapes += [text(x, HEIGHT - 3, str(i), size=8.5, fill="muted", anchor="middle") for i, (x, _) in enumerate(points) if i]
    return figure(WIDTH, HEIGHT, title, *shapes, css="staircase")


def dumbbells(rows: Sequence[tuple[str, float, float]], title: str) -> Markup:
    """One line an axis: an open ring where it stood, a full disc where it stands, a line between."""
    left, wide, step = 110, 480, 24
    shapes: list[str] = []
    for i, (name, before, after) in enumerate(rows):
        y = i * step + 12
        x1, x2 = left + wide * before / 100, left + wide * after / 100
        shapes.append(text(0, y + 4, name, size=10.5, bold=True))
        shapes.append(path(f"M{left} {y}H{left + wide}", stroke="track", cap="butt"))
        shapes.append(path(f"M{x1:.1f} {y}H{x2:.1f}", stroke="good-mark" if after >= before else "high-mark", width=3))
        shapes.append(circle(x1, y, 5, fill="paper", stroke="muted", width=2))
        shapes.append(circle(x2, y, 6, fill="good" if after >= before else "high"))
    return figure(WIDTH, len(rows) * step, title, *shapes, css="dumbbells")
