"""The six stages in order: collect, resolve, analyse, score, advise (render is the caller's). One profile in, one `Audit` out."""

from __future__ import annotations

import hashlib
import secrets
from functools import partial
from typing import TYPE_CHECKING

from ereput import __version__
from ereput.errors import NothingCollected
from ereput.keeping import kept_matches, kept_mentions, read_salt, shown
from ereput.model import Audit, Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ereput.profile import Profile

NOTICES = (
    "fr_core_news_md 3.8 — Explosion, LGPL-LR (WikiNER CC BY 4.0, Sequoia LGPL-LR)",
    "wordfreq 3.1 (CC BY-SA 4.0) ; INSEE, La Poste (Licence Ouverte 2.0) ; GeoNames (CC BY 4.0) ; U.S. Census Bureau 1990",
)


def run(
    profile: Profile,
    *,
    now: Callable[[], datetime],
    store: Path,
    offline: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    keep_evidence: Path | None = None,
    new_salt: Callable[[int], bytes] = secrets.token_bytes,
    meanwhile: Callable[[], object] | None = None,
) -> Audit:
    """Audit `profile`; what must be remembered between runs (salt, answers, decisions) lives in `store`; `meanwhile` is called in a thread
    while the network is waited for.

    Raises NothingCollected when no source and no file gave anything: a report would say nothing.
    """
    from ereput.advise.stage import advise, plan_tables
    from ereput.analyse.ahead import ReadAhead
    from ereput.analyse.exposure import gazetteers
    from ereput.analyse.exposure import stage as exposure
    from ereput.analyse.keywords import stage as keywords
    from ereput.analyse.presence import stage as presence
    from ereput.analyse.presence.base import Known
    from ereput.collect.pictures import pictures
    from ereput.collect.stage import collect
    from ereput.resolve.frequency import namesakes
    from ereput.resolve.stage import decisions, resolve
    from ereput.score.stage import load_rubric, score

    subject, started = profile.subject, now()
    store.mkdir(parents=True, exist_ok=True)
    salt = read_salt(store, new_salt)
    prior = partial(namesakes, first_names=gazetteers.first_names(), surnames=gazetteers.surnames())
    with ReadAhead(keywords.finder, meanwhile) as nlp:
        harvest = collect(
            profile, now=now, store=store, salt=salt, offline=offline, progress=progress, keep_evidence=keep_evidence,
            notice=lambda mention: nlp.feed(exposure.wanted(mention, nlp)),
        )  # fmt: skip
        if not harvest.mentions:
            raise NothingCollected(harvest.skips)
        matches = resolve(subject, harvest.mentions, decisions=decisions(profile.decisions), namesakes=prior)
        readings = exposure.read(harvest.mentions, matches, nlp, subject, spot=nlp.detect)
    exposed, exposure_tables = exposure.judge(readings, subject, salt=salt, now=started, images=pictures(subject))
    hers = tuple(reading for reading in readings if reading.match.counts)
    gaps, worded, keyword_tables = keywords.gaps(hers, subject, now=started, find=nlp.find)
    known = Known(subject=subject, readings=presence.seen(readings), coverage=harvest.coverage, gaps=gaps, now=started, salt=salt)
    checked, presence_tables = presence.run(known)
    findings, tables = (*exposed, *worded, *checked), (*exposure_tables, *keyword_tables, *presence_tables)
    again = partial(score, gaps=gaps, tables=tables, coverage=harvest.coverage, matches=matches, rubric=load_rubric())
    scores = again(findings=findings)
    return Audit(
        subject=shown(subject),
        run=Run(
            id=hashlib.sha256(salt + started.isoformat().encode()).hexdigest()[:12],
            started_at=started,
            finished_at=now(),
            version=__version__,
            mandate=profile.mandate,
            offline=offline,
            notices=NOTICES,
        ),
        mentions=kept_mentions(readings),
        matches=kept_matches(readings),
        skips=harvest.skips,
        coverage=harvest.coverage,
        findings=findings,
        gaps=gaps,
        tables=(*tables, *plan_tables(subject, hers, findings, gaps, today=started.date())),
        scores=scores,
        actions=advise(subject, findings, gaps, scores, today=started.date(), rescore=lambda rest: again(findings=rest)),
    )
