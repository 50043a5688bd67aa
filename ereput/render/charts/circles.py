"""The circles of contacts (CHECKS C1): a disc as large as its contacts, a ring where nobody is yet."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, circle, figure, short, text

RADIUS = 34


def circles(rows: Sequence[tuple[str, int]], title: str) -> Markup:
    """Each circle's name and how many contacts it holds."""
    most = max((count for _, count in rows), default=0) or 1
    step = WIDTH / len(rows)
    shapes: list[str] = []
    for i, (name, count) in enumerate(rows):
        x = step * (i + 0.5)
        radius = max(RADIUS * sqrt(count / most), 5) if count > 0 else 11
        shapes.append(circle(x, RADIUS + 2, radius, fill="accent-mark" if count > 0 else "paper", stroke="" if count > 0 else "info-mark"))
        shapes.append(text(x, 2 * RADIUS + 18, str(count), size=11, anchor="middle", bold=True))
        shapes.append(text(x, 2 * RADIUS + 31, short(name, max(int(step / 5.4), 4)), size=9, fill="muted", anchor="middle"))
    return figure(WIDTH, 2 * RADIUS + 36, title, *shapes, css="circles")
