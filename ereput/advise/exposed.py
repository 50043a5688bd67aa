"""Exposed facts -> actions: one action per set of sites to change, so that one edit that settles three facts is one action."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.advise.guides import Guide, for_url
from ereput.advise.hers import host, is_hers, is_minor, may_edit
from ereput.advise.requests import pages
from ereput.model import Action, Audience, Axis, Finding, Severity, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ereput.advise.gain import Gains

RANK = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO, Severity.GOOD)
DAYS = {Severity.CRITICAL: 2, Severity.HIGH: 7, Severity.MEDIUM: 30, Severity.LOW: 90}
"""By when: two days for what can be used against her at once, a week for what is grave, then the 30/60/90 plan."""
WRITING = 15
"""Minutes to send a letter that is ready: fill, read again, send."""


def actions(subject: Subject, findings: Sequence[Finding], gains: Gains, *, today: date) -> Iterator[Action]:
    """One action per set of sites; hers first said as an edit, somebody else's as a letter."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for fact in findings:
        if fact.axis is Axis.PROTECTED and fact.severity not in (Severity.GOOD, Severity.INFO) and fact.whose == "subject":
            groups.setdefault(_sites(fact), []).append(fact)
    for sites, facts in sorted(groups.items()):
        if sites:
            yield _action(subject, sites, facts, gains, today)
        else:
            yield from (_alone(fact, gains, today) for fact in facts)


def _sites(fact: Finding) -> tuple[str, ...]:
    """The hosts where somebody else may read it; () when it is only in her own files."""
    urls = (e.url for e in fact.evidence if e.audience is not Audience.PRIVATE)
    return tuple(sorted({h for u in urls if u.startswith("http") and (h := host(u))}))


def worst(facts: Iterable[Finding]) -> Severity:
    return min((f.severity for f in facts), key=RANK.index)


def _action(subject: Subject, sites: tuple[str, ...], facts: list[Finding], gains: Gains, today: date) -> Action:
    facts = sorted(facts, key=lambda f: (-f.weight, str(f.title), f.label, f.id))
    urls = _pages(facts)
    theirs = [u for u in urls if not all(may_edit(subject, f, u) for f in facts if u in pages(f))]
    mine, guide = not theirs, for_url(urls[0])
    if mine and not all(is_hers(subject, u) for u in urls):
        guide = None  # its settings are those of a profile, not of a message
    where = sites[0] if len(sites) == 1 else say("{n} sites", n=len(sites))
    return Action(
        id=f"protect:{'+'.join(sites)}", title=_title(facts, where), axis=Axis.PROTECTED,
        detail=_detail(facts, guide, urls=urls, theirs=theirs),
        minutes=_minutes(urls, guide, mine=mine), gain=round(gains.exposure(f.id for f in facts), 1),
        link=(guide.settings if mine and guide and guide.settings else (theirs or urls)[0]),
        deadline=today + timedelta(days=DAYS[worst(facts)]),
        letter=None if mine else letter_for(facts, subject, today), targets=tuple(f.id for f in facts),
        difficulty=_difficulty(guide, mine=mine),
    )  # fmt: skip


def letter_for(facts: Iterable[Finding], subject: Subject, today: date) -> str:
    """The letter that settles most: a minor's reinforced erasure when something dates from before eighteen, else erasure (art. 17)."""
    return "erasure-minor" if is_minor(subject, today) or any(f.kind == "MINOR" for f in facts) else "erasure"


def _pages(facts: Iterable[Finding]) -> list[str]:
    """Where somebody else may read them, each once, in order."""
    return list(dict.fromkeys(url for fact in facts for url in pages(fact)))


def _title(facts: list[Finding], where: str | Text) -> Text:
    sensitive = any(f.lane for f in facts)
    if len(facts) == 1 and not sensitive:
        return say("Retirer de {where} : {what}", where=where, what=facts[0].title)
    return say("Retirer de {where} {n} {n:information personnelle|informations personnelles}", where=where, n=len(facts))


def _detail(facts: list[Finding], guide: Guide | None, *, urls: list[str], theirs: list[str]) -> Text:
    remedy = facts[0].remedy or say("Retirez cette information de la page.")
    if theirs:
        remedy = say(
            "Écrivez à l'éditeur (lettre prête), comptez un mois, puis demandez le déréférencement aux moteurs. Pages concernées : {n}.",
            n=len(theirs),
        )
    if theirs and len(theirs) < len(urls):
        remedy = say(
            "Corrigez vous-même ce que vous avez publié. Pour {n} {n:autre page|autres pages}, écrivez à l'éditeur (lettre prête), "
            "comptez un mois, puis demandez le déréférencement aux moteurs.",
            n=len(theirs),
        )
    if len(facts) > 1 and not facts[0].lane:  # "Remove it": which of them
        remedy = say("{what}. {remedy}", what=facts[0].title, remedy=remedy)
    if theirs:
        return remedy
    if guide is not None:
        return say("{remedy} {guide}", remedy=remedy, guide=Text(msg=guide.fr))
    return say("{remedy} À modifier par vous-même : {n} {n:page|pages}.", remedy=remedy, n=len(urls))


def _minutes(urls: list[str], guide: Guide | None, *, mine: bool) -> int:
    if not mine:
        return WRITING + 5 * (len({host(u) for u in urls}) - 1)
    return min((guide.minutes if guide else 5) + 2 * (len(urls) - 1), 60)


def _difficulty(guide: Guide | None, *, mine: bool) -> str:
    return "easy" if mine else (guide.difficulty if guide else "medium")


def _alone(fact: Finding, gains: Gains, today: date) -> Action:
    return Action(
        id=f"protect:{fact.id}", title=say("Corriger dans vos documents : {what}", what=fact.title), axis=Axis.PROTECTED,
        detail=fact.remedy or say("Retirez cette information avant d'envoyer le document."), minutes=5,
        gain=round(gains.exposure((fact.id,)), 1), deadline=today + timedelta(days=DAYS[fact.severity]), targets=(fact.id,),
    )  # fmt: skip
