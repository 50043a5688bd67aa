"""The six stages in order: collect, resolve, analyse, score, advise (render is the caller's). One profile in, one `Audit` out."""

from __future__ import annotations

import secrets
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from ereput.cycles import uncollected
from ereput.errors import NothingCollected
from ereput.keeping import begin, kept_matches, kept_mentions, read_salt, shown
from ereput.model import Audit, Harvest, Match, Reading, Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ereput.analyse.keywords.footprint import Find
    from ereput.profile import Profile


def run(
    profile: Profile, *, now: Callable[[], datetime], store: Path, offline: bool = False, keep_evidence: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None, meanwhile: Callable[[], object] | None = None,
    new_salt: Callable[[int], bytes] = secrets.token_bytes,
) -> Audit:  # fmt: skip
    """Audit `profile`; what must be remembered between runs (salt, answers, decisions) lives in `store`; `meanwhile` is called in a thread
    while the network is waited for. Until `collect.stage.finish` is told that the report is written, the next run continues this one.

    Raises NothingCollected when no source and no file gave anything: a report would say nothing.
    """
    from ereput.analyse.ahead import ReadAhead
    from ereput.analyse.exposure import stage as exposure
    from ereput.collect.stage import collect, finish

    salt = read_salt(store, new_salt)
    begun = begin(profile.mandate, salt=salt, now=now(), offline=offline)
    with ReadAhead(_finder, meanwhile) as nlp:
        harvest = collect(
            profile, now=now, store=store, salt=salt, offline=offline, progress=progress, keep_evidence=keep_evidence,
            notice=lambda mention: nlp.feed(exposure.wanted(mention, nlp)),
        )  # fmt: skip
        if not harvest.mentions:
            finish(store, now=now())
            raise NothingCollected(harvest.skips)
        readings = exposure.read(harvest.mentions, _matches(profile, harvest), nlp, profile.subject, spot=nlp.detect)
    with uncollected():
        audit = _judged(profile, harvest, readings, begun, salt=salt, find=nlp.find)
    return replace(audit, run=replace(begun, finished_at=now()))


def _finder() -> Find:
    """For the reader ahead's thread: loads the rooms that come after the network, and makes what finds the concepts of a text."""
    from ereput.analyse.keywords.stage import finder
    from ereput.analyse.presence.stage import checks

    checks()
    for room in ("resolve", "score", "advise"):
        import_module(f"ereput.{room}.stage")
    return finder()


def _matches(profile: Profile, harvest: Harvest) -> tuple[Match, ...]:
    from ereput.analyse.exposure import gazetteers
    from ereput.resolve.frequency import namesakes
    from ereput.resolve.stage import decisions, resolve

    prior = partial(namesakes, first_names=gazetteers.first_names(), surnames=gazetteers.surnames())
    return resolve(profile.subject, harvest.mentions, decisions=decisions(profile.decisions), namesakes=prior)


def _judged(profile: Profile, harvest: Harvest, readings: tuple[Reading, ...], run: Run, *, salt: bytes, find: Find) -> Audit:
    from ereput.advise.stage import advise, plan_tables
    from ereput.analyse.exposure import stage as exposure
    from ereput.analyse.keywords import stage as keywords
    from ereput.analyse.presence import stage as presence
    from ereput.analyse.presence.base import Known
    from ereput.collect.pictures import pictures
    from ereput.score.stage import load_rubric, score

    subject, started, today = profile.subject, run.started_at, run.started_at.date()
    exposed, exposure_tables = exposure.judge(readings, subject, salt=salt, now=started, images=pictures(subject))
    hers = tuple(reading for reading in readings if reading.match.counts)
    gaps, worded, keyword_tables = keywords.gaps(hers, subject, now=started, find=find)
    known = Known(subject=subject, readings=presence.seen(readings), coverage=harvest.coverage, gaps=gaps, now=started, salt=salt)
    checked, presence_tables = presence.run(known)
    findings, tables = (*exposed, *worded, *checked), (*exposure_tables, *keyword_tables, *presence_tables)
    matches, rubric = tuple(reading.match for reading in readings), load_rubric()
    again = partial(score, gaps=gaps, tables=tables, coverage=harvest.coverage, matches=matches, rubric=rubric)
    scores = again(findings=findings)
    return Audit(
        subject=shown(subject), run=run, mentions=kept_mentions(readings), matches=kept_matches(readings), skips=harvest.skips,
        coverage=harvest.coverage, findings=findings, gaps=gaps, scores=scores,
        tables=(*tables, *plan_tables(subject, hers, findings, gaps, today=today)),
        actions=advise(subject, findings, gaps, scores, today=today, rescore=lambda rest: again(findings=rest)),
    )  # fmt: skip
