"""Text -> concepts: one walk of the trie over the words of a text, then a careful look at the few places that matched (`scene`).

The walk is exact on keys (so inflection, gender, accents and linking words never matter); the look decides what keys cannot. Every match
says which form it is and how it was read.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ereput.analyse.keywords.scene import Scene, Skill
from ereput.analyse.keywords.typos import Typos

if TYPE_CHECKING:
    from ereput.analyse.keywords.index import Index

__all__ = ["Matcher", "Skill"]


class Matcher:
    """Reads texts against one index. Safe to share between texts; keeps only a memory of words."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self.index)

    def find(self, text: str, *, language: str = "fr", nested: bool = False) -> tuple[Skill, ...]:
        """Every concept of `text`, left to right; negated ones ("pas besoin de…") are left out.

        Without overlaps, the longest form at each place; with `nested`, also those inside a longer one ("tableaux de bord Power BI").
        """
        trie = self.index.trie
        tokens, words = trie.tokens(text), trie.words(text)
        hits = list(trie.walk(tokens))
        slips = [(at, form) for at, token in enumerate(tokens) if token == -1 and (form := self._typos.form(words[at])) is not None]
        if not hits and not slips:
            return ()
        scene = Scene(self.index, text, words, hits)
        settled = [*(scene.all(language) if nested else scene.settle(language)), *scene.misspelt(slips, language)]
        return tuple(sorted((s for s in settled if not scene.negated(s)), key=lambda s: (s.start, -s.end)))
