"""Names with one slip of the keyboard: "Kubernets", "Tensorlfow". Only names of tools, six letters or more, the first one right.

Deletion neighbourhoods (Garbe's SymSpell, 2012): two words within one edit share a form with one letter less, which a dictionary finds.
Everyday words are never corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords.tokens import fold
from ereput.wordlist import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.keywords.index import Index

LEAST = 6
"""Letters of the shortest name that is corrected."""


class Typos:
    """Corrects single words against the tool names of one index; remembers its answers."""

    def __init__(self, index: Index) -> None:
        self._near: dict[str, set[tuple[str, int]]] = {}
        for number, owner in enumerate(index.owners):
            kind, _, source = index.traits[owner]
            if kind == "tool" and source == "own" and (name := fold(index.texts[number])).isalpha() and len(name) >= LEAST:
                for part in _shorter(name):
                    self._near.setdefault(part, set()).add((name, number))
        self._known: dict[str, int | None] = {}

    def form(self, word: str) -> int | None:
        """The form that `word` misspells; None for everyday words, for what is too short, and when two names are as near."""
        if word not in self._known:
            self._known[word] = self._look(fold(word)) if len(word) >= LEAST and word.isalpha() else None
        return self._known[word]

    def _look(self, word: str) -> int | None:
        if zipf(word, "fr") or zipf(word, "en"):
            return None
        near = {pair for part in _shorter(word) for pair in self._near.get(part, ()) if pair[0][0] == word[0] and _one_edit(word, pair[0])}
        names = {name for name, _ in near}
        return min(number for _, number in near) if len(names) == 1 else None


def _shorter(word: str) -> Iterator[str]:
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _one_edit(one: str, other: str) -> bool:
    """One letter added, lost, changed, or two neighbours exchanged."""
    if len(one) > len(other):
        one, other = other, one
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(other) - len(one) == 1:
        return one[same:] == other[same + 1 :]
    swapped = one[same + 1 : same + 2] + one[same : same + 1] == other[same : same + 2] and one[same + 2 :] == other[same + 2 :]
    return len(one) == len(other) and (one[same + 1 :] == other[same + 1 :] or swapped)
