"""One bar made of several amounts. Each piece carries its shape and its amount inside: colour never speaks alone."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, figure, rect, text

HEIGHT, FOOT = 26, 4
LETTER = 6.2
"""Mean width of a character of the caption, in pixels."""


def stack(pieces: Sequence[tuple[float, str, str]], title: str) -> Markup:
    """Amounts side by side: (amount, colour family, caption). A caption too long for its piece is left to the legend."""
    total = sum(max(amount, 0) for amount, _, _ in pieces) or 1
    shapes, x = [], 0.0
    for amount, tone, caption in pieces:
        wide = max(amount, 0) / total * WIDTH
        if wide:
            shapes.append(rect(x, 0, wide - 2, HEIGHT - FOOT, f"{tone}-tint"))
            shapes.append(rect(x, HEIGHT - FOOT, wide - 2, FOOT, f"{tone}-mark"))
        if len(caption) * LETTER < wide - 6:
            shapes.append(text(x + 6, 15.5, caption, size=10, fill=tone, bold=True))
        x += wide
    return figure(WIDTH, HEIGHT, title, *shapes, css="stack")
