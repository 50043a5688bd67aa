"""Shares of a whole: a ring, and the caption of each piece beside it, so that colour never speaks alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from markupsafe import Markup

from ereput.render.charts.svg import circle, figure, path, rect, text

WIDE, RADIUS, RING, LINE = 420, 40, 18, 22
TURN = 0.9999
"""Of a turn: an arc that ends where it starts is nothing."""


def donut(pieces: Sequence[tuple[str, float, str]], title: str) -> Markup:
    """(caption, amount, colour family), clockwise from the top; a piece of nothing is named and not drawn."""
    total = sum(max(amount, 0) for _, amount, _ in pieces) or 1
    middle = RADIUS + RING / 2
    high = max(2 * middle, LINE * len(pieces))
    shapes, turned = [circle(middle, high / 2, RADIUS, stroke="wash", width=RING)], 0.0
    for place, (caption, amount, tone) in enumerate(pieces):
        share = max(amount, 0) / total
        if share:
            shapes.append(path(_arc(middle, high / 2, turned, min(share, TURN)), stroke=f"{tone}-mark", width=RING, cap="butt"))
        y = high / 2 + LINE * (place - (len(pieces) - 1) / 2)
        shapes.append(rect(2 * middle + 24, y - 5, 10, 10, f"{tone}-mark"))
        shapes.append(text(2 * middle + 42, y + 4, caption, size=10.5))
        turned += share
    shapes.append(text(middle, high / 2 + 5, f"{total:g}", size=15, anchor="middle", bold=True))
    return figure(WIDE, high, title, *shapes, css="donut")


def _arc(x: float, y: float, start: float, share: float) -> str:
    """An arc of `share` of a turn from `start`, clockwise from the top."""
    a, b = (2 * pi * turn - pi / 2 for turn in (start, start + share))
    ends = [(x + RADIUS * cos(angle), y + RADIUS * sin(angle)) for angle in (a, b)]
    return f"M{ends[0][0]:.2f} {ends[0][1]:.2f}A{RADIUS} {RADIUS} 0 {int(share > 0.5)} 1 {ends[1][0]:.2f} {ends[1][1]:.2f}"
