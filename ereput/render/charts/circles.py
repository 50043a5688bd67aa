"""The circles of contacts (CHECKS C1): a disc as large as its contacts, a ring where nobody is yet."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from textwrap import wrap

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, circle, figure, text

RADIUS, LETTER = 34, 5.2
"""LETTER: mean width of a character of a name, in pixels."""


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
        for line, words in enumerate(wrap(name, max(int(step / LETTER), 4))[:2]):
            shapes.append(text(x, 2 * RADIUS + 31 + 11 * line, words, size=9, fill="muted", anchor="middle"))
    return figure(WIDTH, 2 * RADIUS + 47, title, *shapes, css="circles")
