"""B1, B2, B4: the map of her networks by the three typologies; is there a professional one, is there one of her sector?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import Account, accounts
from ereput.analyse.presence.acts import fold
from ereput.analyse.presence.catalogue import Network, Sector, catalogue
from ereput.analyse.presence.making import Rule, computed, finding, lacking, listed, part, table
from ereput.model import Axis, Kind, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "networks.map"
TITLE = say("Vos réseaux, par nature, portée et objectif")
MOST = 3
"""Networks suggested of one sector: one is enough, three to choose from."""
_RESEARCH = re.compile(
    r"\b(?:enseignante?s? chercheu(?:r|se)s?|chercheu(?:r|se)s?(?! (?:d|de) )|doctora\w{1,4}|post ?doc\w{0,8}|phd|researchers?"
    r"|lecturer|research (?:fellow|assistant|engineer|scientist)|maitre(?:sse)? de conferences|professeure? des universites"
    r"|(?:ingenieure?|chargee?|direct(?:eur|rice)) de recherches?|recherche (?:scientifique|clinique|biomedicale|universitaire))\b"
)
"""The trades of research and higher education in folded words; a "chercheuse d'emploi" is none."""
NATURES = {"professional": say("professionnel"), "generalist": say("généraliste")}
SCOPES = {"cross": say("transversal"), "sectoral": say("sectoriel")}
OBJECTIVES = {
    "people": say("rencontrer"), "job": say("chercher un emploi"), "recruiting": say("recruter"), "expertise": say("montrer une expertise"),
    "friends": say("garder le contact"), "publishing": say("publier"), "leisure": say("loisirs"), "neighbours": say("voisinage"),
    "learning": say("apprendre"), "trade": say("vendre, échanger"),
}  # fmt: skip


def run(known: Known) -> Iterator[Yield]:
    found = accounts(known)
    if not found:
        yield lacking(NAME, TITLE, say("Aucun compte déclaré ni trouvé."))
        yield part(Axis.FINDABLE, "network", None, say("aucun compte déclaré ni trouvé"))
        return
    rows = ((a.name, *_typology(a), a.last.date() if a.last else None) for a in found)
    note = say("Catalogue de réseaux daté de {day}.", day=catalogue().dated)
    yield table(NAME, TITLE, ("network", "nature", "scope", "objective", "last"), rows, note=note)
    living = [a for a in found if a.entry and a.entry.status == "alive"]
    professional = [a for a in living if a.entry and a.entry.nature == "professional"]
    sectoral = [a for a in professional if a.entry and a.entry.scope == "sectoral"]
    sector = sector_of(known)
    value = 50.0 * bool(professional) + 50.0 * bool(sectoral)
    yield part(
        Axis.FINDABLE,
        "network",
        value,
        say("{n} {n:réseau professionnel|réseaux professionnels}, dont {s} de votre secteur", n=len(professional), s=len(sectoral)),
    )
    if not professional:
        yield _none_professional(known, found)
    elif not sectoral and sector is not None:
        yield _none_sectoral(known, found, sector)


def _typology(account: Account) -> tuple[Text | str, Text | str, Text | str]:
    entry = account.entry
    if entry is None:
        return say("non classé"), "", ""
    return NATURES[entry.nature], SCOPES[entry.scope], OBJECTIVES[entry.objective[0]]


def sector_of(known: Known) -> Sector | None:
    """The ROME domain her target, keywords and headlines point to."""
    target = known.subject.target
    headlines = (r.mention.field("headline") for r in known.readings if r.mention.kind is Kind.PROFILE)
    first = catalogue().sector_of(" ".join((target.occupation or "", *target.keywords)))
    return first or catalogue().sector_of(" ".join((*headlines, *(g.keyword for g in known.gaps))))


def suggested(known: Known, sector: Sector) -> tuple[Network, ...]:
    """Networks of the sector that fit her: those of research for whom that is the trade, and for a minor what admits her age."""
    age, scholar = known.subject.age(known.now.date()), _of_research(known)
    every = (catalogue().by_id[id_] for id_ in sector.suggest)
    fit = (n for n in every if scholar or not n.academic)
    admits = (n for n in fit if not known.young or (n.age is not None and age is not None and age > n.age))  # a year of birth: one open
    return tuple(admits)[:MOST]


def _of_research(known: Known) -> bool:
    """Does she aim at research or higher education, say that she works there, or hold an account where papers are signed?"""
    target = known.subject.target
    told = (r.mention.field("headline") for r in known.readings if r.mention.kind is Kind.PROFILE)
    posts = (r.mention.field("title") for r in known.readings if r.mention.kind is Kind.POSITION)
    words = fold(" ".join((target.occupation or "", *target.keywords, *told, *posts)))
    return bool(_RESEARCH.search(words)) or any(a.entry is not None and a.entry.academic for a in accounts(known))


def _none_professional(known: Known, found: tuple[Account, ...]) -> Yield:
    return finding(
        known, NAME, "professional", axis=Axis.FINDABLE, severity=Severity.MEDIUM, title=say("Aucun réseau professionnel"),
        explanation=say("Vos comptes sont tous généralistes : rien n'y dit d'abord votre métier."),
        remedy=say("Ouvrez un profil sur un réseau professionnel, et laissez les autres à la vie privée."),
        evidence=(computed(*(a.network for a in found)),), part=("network", 50),
    )  # fmt: skip


def _none_sectoral(known: Known, found: tuple[Account, ...], sector: Sector) -> Yield:
    names = suggested(known, sector)
    return finding(
        known, NAME, "sectoral", axis=Axis.FINDABLE, severity=Severity.LOW, title=say("Aucun réseau de votre secteur"),
        explanation=say("Les réseaux de métier sont ceux où l'on vous lit en connaissance de cause. Secteur : {sector}.",
        sector=Text(msg=sector.fr)),
        remedy=say("Regardez {networks} : un seul, choisi, suffit.", networks=listed([n.name for n in names])),
        evidence=(computed(*(a.network for a in found)),), part=("network", 50), details=(("suggest", ",".join(n.id for n in names)),),
    )  # fmt: skip


CHECK = Rule(
    name=NAME, title=TITLE, answers=("B1", "B2", "B4"), needs=say("au moins un compte, déclaré ou trouvé"), run=run,
)  # fmt: skip
