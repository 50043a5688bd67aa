"""D14, G8: what is no longer true: an ended job shown as current, an old e-mail still on a profile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, network_name, network_of, public
from ereput.analyse.presence.career import Point, Stay, cv_line, dates, house_key, months_since, stays
from ereput.analyse.presence.making import Rule, finding, lacking, part, proof, share, table
from ereput.masking import mask
from ereput.model import Axis, Cell, Finding, Kind, Reading, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "stale.facts"
TITLE = say("Qu'est-ce qui n'est plus à jour ?")
_SHORT = re.compile(r"\b(?:stage|stagiaire|intern(?:ship)?|alternan(?:t|te|ce)|apprenti(?:e|ssage)?|cdd)\b", re.IGNORECASE)
SHORT_STAY = 26
"""Months after which an internship or apprenticeship still shown as current is surely over (the longest apprenticeship contract: 36)."""


def run(known: Known) -> Iterator[Yield]:
    profiles, listed = about(known, Kind.PROFILE), stays(known)
    if not profiles and not listed:
        yield lacking(NAME, TITLE, say("Aucun profil lu : rien à vérifier."))
        return
    found = [*(f for s in listed if (f := _current_but_ended(known, s))), *(f for p in profiles for f in _old_addresses(known, p))]
    found += [f for p in profiles for f in _old_words(known, p)]
    found = list({f.id: f for f in found}.values())  # a headline that the bio repeats is one fact
    rows: list[tuple[Cell, ...]] = [(f.label, f.title, f.evidence[0].url) for f in found]
    yield table(NAME, TITLE, ("what", "why", "url"), rows, note=None if rows else say("Rien de périmé n'a été trouvé."))
    yield from found
    looked = len(listed) + len(profiles)
    inputs = say("{n} {n:point périmé|points périmés} sur {all} vérifiés", n=len(found), all=looked)
    yield part(Axis.CREDIBLE, "fresh", share(max(looked - len(found), 0), looked), inputs)


def _current_but_ended(known: Known, stay: Stay) -> Finding | None:
    if stay.kind is not Kind.POSITION or stay.end is not None or stay.start is None:
        return None
    end = _end_elsewhere(known, stay)
    age = months_since(stay.start, known.now.date())
    if end is None and not (_SHORT.search(stay.what) and age > SHORT_STAY):
        return None
    why = (
        say("Un autre document dit que ce poste s'est terminé en {end}.", end=str(end))
        if end
        else say("Un stage ou une alternance commencé il y a {n} mois s'affiche encore comme en cours.", n=age)
    )
    return finding(
        known, NAME, f"{stay.network}|{stay.key}|current", axis=Axis.CREDIBLE, severity=Severity.MEDIUM, label=stay.house,
        title=say("{house} s'affiche encore comme poste actuel", house=stay.house), explanation=why,
        remedy=say("Ajoutez la date de fin sur le profil."), evidence=(proof(stay.reading,
        f"{stay.house} · {stay.what} · {stay.start} – …"),),
        part=("fresh", 100 / (len(stays(known)) + len(about(known, Kind.PROFILE)))),
    )  # fmt: skip


def _end_elsewhere(known: Known, stay: Stay) -> Point | None:
    """The end of the same stay in the CV or on another network, when it is past."""
    others = [o.end for o in stays(known) if o.key == stay.key and o.network != stay.network and o.end and o.start == stay.start]
    for cv in about(known, Kind.CV):
        line = cv_line(cv.mention.text, stay.key)
        if line and not line.open and len(line.points) >= 2:
            others.append(line.points[-1])
    return next((e for e in others if months_since(e, known.now.date()) >= 1), None)


SEARCH = re.compile(
    r"\b(?:recherche|cherche)[^.!?\n]{0,60}?\b(?:stage|alternance|emploi|poste|cdi|apprentissage)\b[^.!?\n]{0,80}", re.IGNORECASE
)
SINCE = re.compile(r"\b(?:à partir d[eu]?|dès|pour|en|à compter d[eu]?)\b", re.IGNORECASE)
AT = re.compile(r"\b(?:en|actuellement en)\s(?:stage|alternance|poste)\s(?:chez|à|au)\s([^.,;|·\n]{2,60})", re.IGNORECASE)


def _old_words(known: Known, profile: Reading) -> Iterator[Finding]:
    """A headline that still looks for something that should have begun, or says "en stage chez" a house that is over."""
    for words in dict.fromkeys(filter(None, (profile.mention.field("headline"), profile.mention.field("summary"), profile.mention.text))):
        for found in SEARCH.finditer(words):
            days = dates(found[0]) if SINCE.search(found[0]) else ()
            if days and months_since(days[-1], known.now.date()) >= 1:
                why = say("Il annonce une recherche pour {when}, date passée.", when=str(days[-1]))
                yield _words(known, profile, found[0], why)
        for found in AT.finditer(words):
            if _over(known, house_key(found[1])):
                yield _words(known, profile, found[0], say("Vos autres documents disent que ce passage est terminé."))


def _over(known: Known, key: str) -> bool:
    """Has every stay at this house ended, by the profiles and the CV?"""
    ends = [s.end for s in stays(known) if s.key and (key.startswith(s.key) or s.key.startswith(key))]
    for cv in about(known, Kind.CV):
        line = cv_line(cv.mention.text, key)
        if line and not line.open and len(line.points) >= 2:
            ends.append(line.points[-1])
    return bool(ends) and all(e is not None and months_since(e, known.now.date()) >= 1 for e in ends)


def _words(known: Known, profile: Reading, words: str, why: Text) -> Finding:
    start = profile.mention.text.find(words)
    shown = proof(profile, start=start, end=start + len(words)) if start >= 0 else proof(profile, words)
    return finding(
        known, NAME, f"{network_of(profile.mention)}|{words}", axis=Axis.CREDIBLE, severity=Severity.MEDIUM,
        label=network_name(profile.mention),
        title=say("Une présentation dépassée : {network}", network=network_name(profile.mention)), explanation=why,
        remedy=say("Réécrivez cette ligne au présent : ce que vous savez faire, ce que vous cherchez maintenant."), evidence=(shown,),
        part=("fresh", 100 / (len(stays(known)) + len(about(known, Kind.PROFILE)))),
    )  # fmt: skip


def _old_addresses(known: Known, profile: Reading) -> Iterator[Finding]:
    mine = {e.casefold() for e in known.subject.emails}
    if not mine or not public(profile.mention):
        return
    for address in profile.mention.all("email"):
        if address.casefold() in mine:
            continue
        hidden = mask("EMAIL", address)
        yield finding(
            known, NAME, f"{network_of(profile.mention)}|{address.casefold()}", axis=Axis.CREDIBLE, severity=Severity.LOW, label=hidden,
            title=say("Une adresse e-mail que vous n'avez pas déclarée s'affiche"), confidence=0.6,
            explanation=say("Si vous ne la lisez plus, les réponses s'y perdent ; un ancien compte peut aussi être repris par un autre."),
            remedy=say("Remplacez-la par votre adresse actuelle, ou retirez-la."), evidence=(proof(profile, hidden),),
            part=("fresh", 100 / (len(stays(known)) + len(about(known, Kind.PROFILE)))),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("D14", "G8"), needs=say("un profil ou un export qui liste vos postes"), run=run)
