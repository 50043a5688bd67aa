"""A funnel: one centred bar a step, narrowing; the step after the biggest loss is marked by its shape (an arrow), not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, figure, path, rect, short, text

LABEL, BAR, GAP = 200, 22, 8


def funnel(rows: Sequence[tuple[str, float, str]], title: str) -> Markup:
    """Each step's name, value and the value as words."""
    most = max((value for _, value, _ in rows), default=0) or 1
    losses = [before[1] - after[1] for before, after in pairwise(rows)]
    worst = losses.index(max(losses)) + 1 if losses and max(losses) > 0 else -1
    room, middle = WIDTH - LABEL - 80, LABEL + (WIDTH - LABEL - 80) / 2
    shapes: list[str] = []
    for i, (name, value, words) in enumerate(rows):
        y, wide = i * (BAR + GAP), max(room * value / most, 2)
        shapes.append(text(0, y + 15, short(name, 34), size=10.5, bold=i == worst))
        shapes.append(rect(middle - wide / 2, y, wide, BAR, "medium-mark" if i == worst else "accent-mark", radius=3))
        shapes.append(text(WIDTH - 66, y + 15, words, size=10.5, bold=True))
        if i == worst:
            shapes.append(path(f"M{middle - 6} {y - GAP}h12l-6 {GAP - 2}z", fill="medium"))
    return figure(WIDTH, len(rows) * (BAR + GAP), title, *shapes, css="funnel")
