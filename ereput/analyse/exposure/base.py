"""What a recogniser is: shape, check and context kept apart, each saying whether it spoke.

A module of `ereput.analyse.exposure` exposes its recogniser (or a tuple of them) as `RECOGNISER`. `find` sees one text and the named
entities of that text, and yields spans with their confidence before and after context.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ereput.model import Entity, Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text to look into: the text, its language ("fr", "en"), the named entities found in it."""

    text: str
    language: str = "fr"
    entities: tuple[Entity, ...] = ()


class Recogniser(Protocol):
    """One kind (or family) of personal data. `kinds` are the KINDs it may give; `title` names it for the reader; `source` cites the norm."""

    name: str
    kinds: tuple[str, ...]
    title: Text
    source: str

    def find(self, passage: Passage) -> Iterable[Span]: ...
