"""Words with one slip of the keyboard: "Terrafrom", "comptabilté". Names of tools of six letters or more, other words of nine or more, the
first letter right. Everyday words are never corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords.tokens import fold
from ereput.wordlist import zipf

if TYPE_CHECKING:
    from ereput.analyse.keywords.index import Index

LEAST, LONG = 6, 9
"""Letters of the shortest name of a tool that is corrected, and of the shortest other word: of its neighbours few are words."""
ENDING = 2
"""Last letters of a word of the language that are no slip: "comptabilité" and "comptabilisé" are two."""


class Typos:
    """Corrects single words against the forms of one index; remembers its answers."""

    def __init__(self, index: Index) -> None:
        self._near: dict[tuple[str, int], list[tuple[str, int, str]]] = {}
        """The forms that begin with a letter and have so many: name, number, and the ending it must keep."""
        least = {"tool": LEAST, "skill": LONG, "knowledge": LONG}
        for number, owner in enumerate(index.owners):
            kind, _, source = index.traits[owner]
            if kind not in least or source != "own" or " " in (text := index.texts[number]):  # most forms have two words
                continue
            if (name := fold(text)).isalpha() and len(name) >= least[kind]:
                self._near.setdefault((name[0], len(name)), []).append((name, number, "" if kind == "tool" else name[-ENDING:]))
        self._known: dict[str, int | None] = {}

    def form(self, word: str) -> int | None:
        """The form that `word` misspells; None for everyday words, for what is too short, and when two names are as near."""
        if word not in self._known:
            self._known[word] = self._look(fold(word)) if len(word) >= LEAST and word.isalpha() else None
        return self._known[word]

    def _look(self, word: str) -> int | None:
        if zipf(word, "fr") or zipf(word, "en"):
            return None
        sizes = (len(word) - 1, len(word), len(word) + 1)
        near = {
            pair for size in sizes for pair in self._near.get((word[0], size), ()) if word.endswith(pair[2]) and _one_edit(word, pair[0])
        }
        names = {name for name, _, _ in near}
        return min(number for _, number, _ in near) if len(names) == 1 else None


def _one_edit(one: str, other: str) -> bool:
    """One letter added, lost, changed, or two neighbours exchanged."""
    if len(one) > len(other):
        one, other = other, one
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(other) - len(one) == 1:
        return one[same:] == other[same + 1 :]
    swapped = one[same + 1 : same + 2] + one[same : same + 1] == other[same : same + 2] and one[same + 2 :] == other[same + 2 :]
    return len(one) == len(other) and (one[same + 1 :] == other[same + 1 :] or swapped)
