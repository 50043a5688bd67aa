"""The map of networks (CHECKS B1, B2): professional or generalist across, cross-sector or sectoral down."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, figure, rect, short, text

CELL, LEFT, TOP, LINE = 74, 110, 20, 15
MOST = 4


def typology(columns: Sequence[str], rows: Sequence[str], cells: Sequence[Sequence[Sequence[str]]], title: str) -> Markup:
    """`cells[row][column]` are the names that stand there; an empty cell shows a dash."""
    wide = (WIDTH - LEFT) / len(columns)
    shapes = [text(LEFT + i * wide + 8, TOP - 7, name, size=10, fill="muted", bold=True) for i, name in enumerate(columns)]
    for r, name in enumerate(rows):
        y = TOP + r * CELL
        shapes.append(text(0, y + CELL / 2, name, size=10, fill="muted", bold=True))
        for c, names in enumerate(cells[r]):
            x = LEFT + c * wide
            shapes.append(rect(x + 1, y + 1, wide - 4, CELL - 4, "accent-tint" if names else "wash", radius=4))
            shapes += _names(x + 10, y + 18, names)
    return figure(WIDTH, TOP + len(rows) * CELL, title, *shapes, css="typology")


def _names(x: float, y: float, names: Sequence[str]) -> list[str]:
    shown = list(names) if len(names) <= MOST else [*names[: MOST - 1], f"+{len(names) - MOST + 1}"]
    return [text(x, y + i * LINE, short(name, 36), size=10.5) for i, name in enumerate(shown or ["–"])]
