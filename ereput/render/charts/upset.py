"""Which people are in which networks (CHECKS C2), after UpSet plots (Lex et al. 2014, doi 10.1109/TVCG.2014.2346248): one column for each
combination of networks, a bar as high as its people, a dot on the line of each network it is made of.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, circle, figure, path, rect, short, text

LABEL, TOP, BARS, LINE, DOT = 170, 16, 90, 22, 6
MOST = 12
"""Columns shown: the largest combinations."""


def upset(sets: Sequence[tuple[str, int]], groups: Sequence[tuple[frozenset[int], int]], title: str) -> Markup:
    """`sets` are the names of the networks and their totals; `groups` the places of those a combination is made of, and its people."""
    shown = sorted(groups, key=lambda group: -group[1])[:MOST]
    most = max((count for _, count in shown), default=0) or 1
    step = min((WIDTH - LABEL) / max(len(shown), 1), 70)
    base = TOP + BARS
    shapes: list[str] = []
    for place, (name, total) in enumerate(sets):
        y = base + LINE * (place + 1)
        shapes += [
            rect(LABEL, y - LINE / 2, step * len(shown), LINE, "wash" if place % 2 else "paper"),
            text(0, y + 4, short(name, 22), size=10.5),
        ]
        shapes.append(text(LABEL - 10, y + 4, str(total), size=10, fill="muted", anchor="end"))
    for column, (members, count) in enumerate(shown):
        x, high = LABEL + step * (column + 0.5), max(BARS * count / most, 1)
        shapes.append(rect(x - step / 4, base - high, step / 2, high, "accent-mark", radius=2))
        shapes.append(text(x, base - high - 4, str(count), size=10.5, anchor="middle", bold=True))
        places = [base + LINE * (place + 1) for place in sorted(members)]
        if len(places) > 1:
            shapes.append(path(f"M{x:.1f} {places[0]}V{places[-1]}", stroke="accent-mark", width=3))
        for place in range(len(sets)):
            there = place in members
            y = base + LINE * (place + 1)
            shapes.append(circle(x, y, DOT if there else 4, fill="accent-mark" if there else "", stroke="" if there else "info-mark"))
    return figure(WIDTH, base + LINE * len(sets) + LINE / 2 + 4, title, *shapes, css="upset")
