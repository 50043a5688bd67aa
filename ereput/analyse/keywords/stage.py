"""The keyword stage: what the job asks for, where she says it, what is missing, and where to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords import coverage, expected, footprint, library, offer, tables, wording
from ereput.model import Finding, Gap, Kind, Reading, Subject, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from ereput.analyse.keywords.footprint import Trace
    from ereput.analyse.keywords.matcher import Matcher, Skill


def scan(texts: Iterable[str], *, matcher: Matcher | None = None) -> Iterator[tuple[Skill, ...]]:
    """The skills of each text, in order. `matcher` defaults to our taxonomy with those installed on this machine."""
    matcher = matcher or library.open_matcher()
    for text in texts:
        yield matcher.find(text)


def gaps(
    readings: Sequence[Reading], subject: Subject, *, now: datetime, matcher: Matcher | None = None
) -> tuple[tuple[Gap, ...], tuple[Finding, ...], tuple[Table, ...]]:
    """The keywords expected with their standing, the findings on her vocabulary, and the tables behind them.

    `readings` are those that count as hers, her own documents and the offers included; `now` is the run's time.
    """
    matcher = matcher or library.open_matcher()
    offers = [offer.read(r, matcher) for r in readings if r.mention.kind is Kind.OFFER]
    wanted = expected.expected(offers, None, subject, matcher)
    traces = tuple(footprint.traces(readings, matcher))
    sources = tuple(dict.fromkeys(footprint.source_of(r) for r in readings if r.mention.kind not in footprint.NOT_HERS))
    near = coverage.relatives(matcher.index)
    found = tuple(_gap(item, traces, near.get(item.concept, frozenset()), sources, subject) for item in wanted)
    labels = {item.concept: item.label for item in wanted}
    return found, (), (tables.matrix(traces, sources, labels), tables.coverage(found, sources))


def _gap(item: expected.Expected, traces: Sequence[Trace], near: frozenset[str], sources: Sequence[str], subject: Subject) -> Gap:
    standing = coverage.stand(item.concept, item.form, traces, near, sources)
    return Gap(
        keyword=item.label,
        concept=item.concept,
        weight=item.weight,
        required=item.required,
        state=standing.state,
        kind=item.kind,
        in_cv=standing.in_cv,
        proven=standing.proven,
        sightings=standing.sightings,
        why=item.why,
        belongs=wording.places(item, standing, subject),
        suggestion=wording.suggestion(item, standing),
    )
