"""Cuts a long text at paragraph or sentence bounds, so that the model's memory stays bounded whatever a page holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Where: TypeAlias = "tuple[int, int]"
"""Which text of the window, and at which offset in it."""
LIMIT = 4_000
"""Code points that one piece holds at most."""
BATCH_TEXTS, BATCH_SIZE = 64, 12_000
"""Pieces and code points read together at most: enough for the matrix product to be fast, little enough to stay under 450 MB."""
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


def batches(cut: Iterable[tuple[str, Where]]) -> Iterator[list[tuple[str, Where]]]:
    """`(piece, where)` pairs in lists that the model reads at once; every pair once, in order, no list empty."""
    batch: list[tuple[str, Where]] = []
    size = 0
    for piece, where in cut:
        if batch and (len(batch) == BATCH_TEXTS or size + len(piece) > BATCH_SIZE):
            yield batch
            batch, size = [], 0
        batch.append((piece, where))
        size += len(piece)
    if batch:
        yield batch
