"""The keyword stage: what the job asks for, where she says it, what is missing, and where to write it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ereput.analyse.keywords import coverage, expected, findability, footprint, inputs, library, offer, picture, tables, vocabulary, wording
from ereput.analyse.keywords.everyday import kept
from ereput.analyse.keywords.official import beside
from ereput.model import Finding, Gap, Kind, Reading, Subject, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.coverage import Standing
    from ereput.analyse.keywords.footprint import Find, Trace
    from ereput.analyse.keywords.library import Library
    from ereput.analyse.keywords.matcher import Matcher, Skill
    from ereput.analyse.keywords.offer import Offer

SURE = 0.35
"""Confidence of the first occupation from which its profile is used when she named no occupation herself."""


def finder() -> Find:
    """What `gaps` asks of each text. Whatever the first text pays for is made ready: the index, the lists of words, the rankers' tables."""
    known = library.open_library()
    known.ranker("own")
    find = partial(known.matcher.find, nested=True)
    find("un tableau de brod")  # a slip, so that slips can be read
    return find


def scan(texts: Iterable[str], *, matcher: Matcher | None = None) -> Iterator[tuple[Skill, ...]]:
    """The skills of each text, in order, each with the official skills (ESCO, ROME) it names where those are installed.

    `matcher` defaults to our taxonomy with those installed on this machine.
    """
    matcher = matcher or library.open_matcher()
    for text in texts:
        yield beside(matcher.find(text), text, matcher)


def gaps(
    readings: Sequence[Reading], subject: Subject, *, now: datetime, known: Library | None = None, find: Find | None = None
) -> tuple[tuple[Gap, ...], tuple[Finding, ...], tuple[Table, ...]]:
    """The keywords expected with their standing, the findings on her vocabulary, and the tables behind them.

    `readings` are those that count as hers, her own documents and the offers included; `now` is the run's time. `find` gives the concepts
    of a text: this stage's own on the spot, or what a `ReadAhead` found already.
    """
    known = known or library.open_library()
    matcher = known.matcher
    find = find or partial(matcher.find, nested=True)
    given = [offer.read(r, matcher, subject.target.employers) for r in readings if r.mention.kind is Kind.OFFER]
    offers = [item for item in given if not item.foreign]
    occupation = occupation_of(offers, subject, known)
    wanted = expected.expected(offers, occupation, subject, matcher)
    unknown = {item.concept: item.form for item in wanted if not item.known}
    read = tuple(t for t in (*footprint.traces(readings, find), *footprint.phrases(readings, unknown)) if _past(t, now))
    traces = kept(read, {item.concept for item in wanted}, matcher.index)
    seen = {t.concept for t in traces}
    close = tuple(footprint.alike(readings, {item.concept: item.label for item in wanted if item.concept not in seen}))
    sources = tuple(dict.fromkeys(footprint.source_of(r) for r in readings if r.mention.kind not in footprint.NOT_HERS))
    every = (*traces, *close)
    linkedin = not subject.is_minor(now.date()) or bool(subject.users_of("linkedin")) or "linkedin" in sources
    found = tuple(_gap(item, coverage.stand(item, every, sources, matcher.index), subject, linkedin=linkedin) for item in wanted)
    labels, names = {item.concept: item.name for item in wanted}, picture.names_of(traces, matcher.index)
    title = _title(offers, subject)
    simulation = findability.table(readings, wanted, occupation, title, subject, matcher.index)
    visible, dominating = picture.dominant(traces, wanted, names)
    spoken, language = picture.languages(readings, traces, wanted)
    findings = (*vocabulary.vague(readings, traces), *vocabulary.stuffing(readings, traces, names), *dominating, *language)
    return (
        found,
        findings,
        (
            tables.credited(tables.matrix(traces, sources, labels, names), matcher.index, given), tables.coverage(found, sources),
            tables.evidence(traces, labels, names), visible, spoken,
            picture.funnel(traces), picture.internship(readings, traces, names), simulation, tables.target(given, occupation, known),
            inputs.findable(found, simulation), inputs.credible(traces), inputs.alive(readings, traces, found),
        ),
    )  # fmt: skip


def occupation_of(offers: Sequence[Offer], subject: Subject, known: Library) -> Occupation | None:
    """The occupation she names, else the one her first offer most likely means; always one of ours, whose profile is readable words."""
    ranker = known.ranker("own")
    if subject.target.occupation:
        found = ranker.rank(subject.target.occupation, limit=1)
        return found[0].occupation if found else None
    for item in offers:
        found = ranker.rank(item.title, item.text, limit=5)
        if found and item.rome and found[0].occupation.rome[:3] == item.rome[:3]:
            return found[0].occupation  # the title is finer than the code: "data analyst" under M1403
        by_code = next((job for job in ranker.jobs if item.rome and job.rome == item.rome), None)
        if by_code is not None:
            return by_code
        if found and found[0].confidence >= SURE:
            return found[0].occupation
    return None


def _title(offers: Sequence[Offer], subject: Subject) -> str:
    from ereput.analyse.keywords.titles import head

    return head(subject.target.occupation or next((item.title for item in offers if item.title), ""))


def _past(trace: Trace, now: datetime) -> bool:
    """A text dated in the future is a wrong date, not a proof."""
    return trace.published is None or trace.published.replace(tzinfo=None) <= now.replace(tzinfo=None)


def _gap(item: expected.Expected, standing: Standing, subject: Subject, *, linkedin: bool) -> Gap:
    return Gap(
        keyword=item.label,
        concept=item.concept,
        weight=item.weight,
        required=item.required,
        state=standing.state,
        kind=item.kind if item.kind in ("soft", "certification", "language") else "hard",
        in_cv=standing.in_cv,
        proven=standing.proven,
        sightings=standing.sightings,
        why=item.why,
        belongs=wording.places(item, standing, subject, linkedin=linkedin),
        suggestion=wording.suggestion(item, standing),
        hidden=standing.hidden,
        english=item.english if item.english != item.label else "",
    )
