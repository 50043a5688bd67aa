"""The exposure stage: `read` texts into readings, `judge` readings into findings and tables, `scan` bare texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import tee
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
from ereput.analyse.exposure.explain import finding
from ereput.analyse.exposure.facts import gather
from ereput.analyse.exposure.minor import as_a_minor
from ereput.analyse.exposure.reports import tables
from ereput.masking import mask_spans
from ereput.model import Band, Entity, Finding, Kind, Match, Mention, Reading, Span, Subject, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime


class Reader(Protocol):
    """What finds the language and the named entities of texts: `nlp.Nlp`, or `ahead.ReadAhead` in its place."""

    def language(self, text: str) -> str: ...

    def entities(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Entity, ...]]: ...


Spot: TypeAlias = "Callable[[Passage], tuple[Span, ...]]"
SILENT = frozenset({Kind.CONTACT, Kind.OFFER})
"""Mentions that are not about her: her contacts' names are hashed already, an offer is the employer's text."""


def read(
    mentions: Sequence[Mention], matches: Sequence[Match], nlp: Reader, subject: Subject, *, spot: Spot = detect
) -> tuple[Reading, ...]:
    """Each mention read once: language, entities, personal data, masked text. One `Reading` a mention, in order.

    `spot` finds the personal data of a text: `detect`, or what a `ReadAhead` found already.
    """
    by_mention = {match.mention: match for match in matches}
    texts = [wanted(mention, nlp) for mention in mentions]
    return tuple(
        _reading(mention, by_mention.get(mention.id), language, entities, spot)
        for mention, (_, language), entities in zip(mentions, texts, nlp.entities(texts), strict=True)
    )


def wanted(mention: Mention, nlp: Reader) -> tuple[str, str]:
    """The text of `mention` that `read` will want the entities of, and its language; "" when it is not about her."""
    language = mention.language if mention.language in ("fr", "en") else nlp.language(mention.text or mention.title)
    return ("" if mention.kind in SILENT else mention.text, language)


def _reading(mention: Mention, match: Match | None, language: str, entities: tuple[Entity, ...], spot: Spot) -> Reading:
    silent = mention.kind in SILENT
    spans = () if silent else spot(Passage(text=mention.text, language=language, entities=entities))
    title_spans = () if silent else detect(Passage(text=mention.title, language=language))
    return Reading(
        mention=replace(mention, title=mask_spans(mention.title, title_spans)),
        match=match or Match(mention=mention.id, probability=0.0, band=Band.TO_CHECK),
        language=language,
        entities=entities,
        spans=spans,
        masked=mask_spans(mention.text, spans),
    )


def judge(
    readings: Sequence[Reading], subject: Subject, *, salt: bytes, now: datetime, images: Iterable[tuple[Mention, bytes]] = ()
) -> tuple[tuple[Finding, ...], tuple[Table, ...]]:
    """Findings (the heaviest first) and the tables `exposure.*`, from the readings that count. `images`: her own pictures, with their
    bytes."""
    young = as_a_minor(readings, subject, salt=salt, today=now.date())
    facts = gather(readings, subject, salt=salt, images=images, more=young)
    findings = [found for fact in facts if (found := finding(fact))]
    return tuple(sorted(findings, key=lambda f: (-f.weight, f.id))), tables(facts, subject)


def scan(texts: Iterable[str], nlp: Reader | None) -> Iterator[tuple[Span, ...]]:
    """The personal data of each text, in order; without `nlp`, by the rules alone. Lazy: texts are read as they are asked for."""
    if nlp is None:
        from ereput.analyse.nlp import language as identify

        yield from (detect(Passage(text=text, language=identify(text))) for text in texts)
        return
    for_entities, for_rules = tee((text, nlp.language(text)) for text in texts)
    for (text, language), entities in zip(for_rules, nlp.entities(for_entities), strict=True):
        yield detect(Passage(text=text, language=language, entities=entities))
