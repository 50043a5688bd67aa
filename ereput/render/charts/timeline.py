"""Lives side by side (CHECKS D1, D5): one line for each account, from its first to its last sign of life, over the years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, circle, figure, path, rect, short, text

LABEL, LINE, FOOT = 150, 22, 20
MOST = 14


def timeline(rows: Sequence[tuple[str, date, date]], title: str) -> Markup:
    """(name, first day, last day) from top to bottom; years are ruled from the first to the last. `rows` is not empty."""
    shown = rows[:MOST]
    start = date(min(first for _, first, _ in shown).year, 1, 1)
    end = date(max(last for _, _, last in shown).year + 1, 1, 1)
    high = LINE * len(shown)

    def place(day: date) -> float:
        return LABEL + 8 + (WIDTH - LABEL - 28) * (day - start).days / (end - start).days

    years = range(start.year, end.year + 1, max((end.year - start.year) // 8, 1))
    shapes = [path(f"M{place(date(year, 1, 1)):.1f} 0V{high}", stroke="rule", width=0.75) for year in years]
    shapes += [text(place(date(year, 1, 1)), high + 14, str(year), size=9, fill="muted", anchor="middle") for year in years]
    for row, (name, first, last) in enumerate(shown):
        y = LINE * (row + 0.5)
        shapes.append(text(0, y + 4, short(name, 22), size=10.5))
        shapes.append(rect(place(first), y - 3, max(place(last) - place(first), 2), 6, "accent-mark", radius=3))
        shapes.append(circle(place(last), y, 5, fill="accent-mark"))
    return figure(WIDTH, high + FOOT, title, *shapes, css="timeline")
