"""E20: does the CV agree with the profiles? Employers, schools, titles and dates, each difference with both quotations.

Severity follows what recruiters say they reject for: dates and titles that do not match come before an omission.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, fold
from ereput.analyse.presence.career import Line, Stay, cv_line, house_key, stays
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.making import Rule, finding, lacking, part, proof, share, table
from ereput.model import Axis, Cell, Finding, Kind, Reading, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "coherence.cv"
TITLE = say("CV et profils disent-ils la même chose ?")
SLACK = 1
"""Months of difference that are rounding, not contradiction."""

_SMALL = frozenset({"de", "du", "des", "d", "l", "la", "le", "les", "en", "et", "a", "au", "aux", "of", "the", "in", "h", "f", "hf"})
_INTERN = re.compile(r"\b(?:stag\w{1,8}|intern\w{0,5}|alternan\w{1,3}|apprenti\w{0,8})\b")


def run(known: Known) -> Iterator[Yield]:
    papers, listed = about(known, Kind.CV), stays(known)
    if not papers or not listed:
        yield lacking(
            NAME, TITLE, say("Il faut un CV et au moins un profil qui liste vos postes ou études (par exemple l'export LinkedIn).")
        )
        return
    cv, rows = papers[0], []
    apart: list[Finding] = []
    for stay in listed:
        line = cv_line(cv.mention.text, stay.key)
        found = tuple(_differences(known, cv, stay, line))
        apart.extend(found)
        rows.append(_row(stay, line, found))
    for house, line, network, missing in _missing(known, cv, listed):
        apart.append(missing)
        rows.append((house, "", " ".join(line.text.split())[:160], missing.title, network))
    yield table(NAME, TITLE, ("what", "profile", "cv", "verdict", "network"), rows)
    yield from apart
    agreed = len(rows) - len({f.details[0] for f in apart})
    inputs = say("{n} {n:poste ou étude concorde|postes ou études concordent} sur {all}", n=agreed, all=len(rows))
    yield part(Axis.CREDIBLE, "coherence", share(agreed, len(rows)), inputs)


def _row(stay: Stay, line: Line | None, found: tuple[Finding, ...]) -> tuple[Cell, ...]:
    verdict = found[0].title if found else (say("concorde") if line else say("absent du CV"))
    cv = " ".join(line.text.split())[:160] if line else ""
    return (stay.house, _words(stay), cv, verdict, stay.network)


def _words(stay: Stay) -> str:
    dated = f"{stay.start} – {stay.end or '…'}" if stay.start else ""
    return " · ".join(filter(None, (stay.what, dated)))


def _differences(known: Known, cv: Reading, stay: Stay, line: Line | None) -> Iterator[Finding]:
    if line is None:
        if stay.kind is Kind.POSITION:
            yield _finding(known, cv, stay, None, Severity.LOW, say("{house} n'est pas dans le CV", house=stay.house), _ABSENT)
        return
    if _dates_differ(stay, line):
        yield _finding(known, cv, stay, line, Severity.HIGH, say("Dates différentes pour {house}", house=stay.house), _DATES)
    if stay.kind is not Kind.POSITION or not stay.what:
        return
    if _intern(stay.what) != _intern(line.text):
        yield _finding(
            known, cv, stay, line, Severity.HIGH, say("Stage d'un côté, emploi de l'autre pour {house}", house=stay.house), _LEVELS
        )
    elif not _same_title(stay.what, line.text):
        yield _finding(known, cv, stay, line, Severity.MEDIUM, say("Intitulé différent pour {house}", house=stay.house), _TITLES)


def _missing(known: Known, cv: Reading, listed: tuple[Stay, ...]) -> Iterator[tuple[str, Line, str, Finding]]:
    """Employers she declared, that the CV tells and a profile that lists jobs does not."""
    for network in dict.fromkeys(s.network for s in listed if s.kind is Kind.POSITION):
        shown = {s.key for s in listed if s.network == network}
        for house in known.subject.employers:
            key = house_key(house)
            line = cv_line(cv.mention.text, key)
            if line is None or any(key in other or other in key for other in shown):
                continue
            name = catalogue().by_id[network].name if network in catalogue().by_id else network
            title = say("{house} est dans le CV, pas sur {network}", house=house, network=name)
            yield house, line, network, finding(
                known, NAME, f"{network}|{key}|missing", axis=Axis.CREDIBLE, severity=Severity.LOW, title=title, explanation=_UNSAID,
                remedy=say("Ajoutez ce poste au profil, ou retirez-le du CV s'il ne sert plus."), label=house,
                evidence=(proof(cv, start=line.start, end=line.end),), details=(("house", f"{network}|{key}||"),),
                part=("coherence", 100 / max(len(listed), 1)),
            )  # fmt: skip


_UNSAID = say("Votre CV cite cette expérience et ce profil ne la dit pas. Un recruteur qui compare peut en douter.")
_ABSENT = say("Votre profil cite cette expérience et votre CV ne la dit pas. Ce peut être un choix ; un recruteur peut poser la question.")
_DATES = say("Le profil et le CV ne donnent pas les mêmes dates. C'est l'écart que les recruteurs relèvent le plus.")
_LEVELS = say("L'un parle de stage ou d'alternance, l'autre non. Un recruteur qui compare peut y voir un titre gonflé.")
_TITLES = say("Le profil et le CV ne nomment pas ce poste de la même façon.")


def _finding(known: Known, cv: Reading, stay: Stay, line: Line | None, severity: Severity, title: Text, why: Text) -> Finding:
    evidence = [proof(stay.reading, f"{stay.house} · {_words(stay)}")]
    if line:
        evidence.append(proof(cv, start=line.start, end=line.end))
    remedy = say("Choisissez la version exacte, puis reportez-la des deux côtés.")
    return finding(
        known, NAME, f"{stay.network}|{stay.key}|{why.msg}", axis=Axis.CREDIBLE, severity=severity, title=title, explanation=why,
        remedy=remedy, evidence=evidence, details=(("house", f"{stay.network}|{stay.key}|{stay.what}|{stay.start}"),), label=stay.house,
        part=("coherence", 100 / max(len(stays(known)), 1)),
    )  # fmt: skip


def _dates_differ(stay: Stay, line: Line) -> bool:
    """True when a date of the profile has no date in the CV's lines within the slack. Silence is not a contradiction: studies are often
    told by the year of the diploma alone, their end.
    """
    if not line.points:
        return False
    diploma = stay.kind is Kind.EDUCATION and stay.end is not None
    for own in (stay.end,) if diploma else (stay.start, stay.end):
        if own is None:
            continue
        distances = [own.months_from(p) for p in line.points]
        if all(d is not None and d > SLACK for d in distances):
            return True
    return False


def _same_title(title: str, text: str) -> bool:
    """Do the telling words of the title stand in the CV's lines, gender endings aside?"""
    wanted = {_stem(w) for w in fold(title).split() if w not in _SMALL and not _INTERN.fullmatch(w)}
    there = {_stem(w) for w in fold(text).split()}
    return not wanted or len(wanted & there) * 2 >= len(wanted)


def _stem(word: str) -> str:
    for ending in ("euse", "rice", "eur", "ienne", "ien", "ee", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _intern(text: str) -> bool:
    """Is it told as an internship or apprenticeship? Hiding one is the difference that costs most."""
    return bool(_INTERN.search(fold(text)))


CHECK = Rule(
    name=NAME, title=TITLE, answers=("E20",),
    needs=say("un CV et un profil qui liste des postes ou des études"), run=run,
)  # fmt: skip
