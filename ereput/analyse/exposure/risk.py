"""How exposed is the person whom one text is about? One number, 0–100, for a text alone (`ereput scan`), without a subject.

Counting personal data points the wrong way: a ticket full of addresses of servers says little of anybody, "le seul boulanger de
Saint-Cirq-Lapopie" says
all. So what singles a person out weighs most (a place that few live in, "le seul", age with studies), then what can be turned against her
(home, secrets, papers), and repeated contact details least. Noisy-or of the parts: order does not matter, one more part never lowers it.
"""

from __future__ import annotations

import re
from math import prod
from typing import TYPE_CHECKING

from ereput.analyse.exposure.base import lower
from ereput.analyse.exposure.gravity import table
from ereput.analyse.exposure.identifiability import PEOPLE, place_share
from ereput.analyse.exposure.kinds import SENSITIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.model import Span

SMALL_PLACE = 5_000  # inhabitants below which a role or a possession names one person
_SMALL = re.compile(
    r"(?<!\w)(?:village|hameau|bourgade|bourg|lieu-dit|[îi]le|[îi]lot|phare|refuge|hamlet|islands?|isle|parish|small town|lighthouse)(?!\w)"
)
_HOUSE = re.compile(
    r"(?<!\w)(?:[ée]cole|lyc[ée]e|coll[èe]ge|universit[ée]|facult[ée]|conservatoire|h[ôo]pital|clinique|ehpad|maternit[ée]|mairie|mus[ée]e"
    r"|caserne|paroisse|[ée]glise|mosqu[ée]e|synagogue|tribunal|prison|laboratoire|pharmacie|librairie|boulangerie|restaurant|auberge"
    r"|town hall|hospital|school|college|university|museum|barracks|church|mosque|laboratory|pharmacy|bookshop|bakery)(?!\w)"
)
"""Houses where each role is held by one person or by a few."""
_KIN = re.compile(
    r"(?<!\w)(?:(?:p[èe]re|m[èe]re|father|mother) (?:de|d'|of) (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|jum|tripl"
    r"|two|three|four|five"
    r"|six|seven|eight|nine|ten|twins|triplets|\d)|veuve?s?|widow(?:er)?|orphelin|orphan|jum(?:eaux|elles)|tripl[ée]s|twins|triplets)"
)
_ROOTS = re.compile(r"(?<!\w)(?:originaire d|n[ée]e? (?:à|en|au) |natif d|native d|originally from|native of|born in )")
_CONDITION = re.compile(
    r"(?<!\w)(?:malvoyante?|aveugle|sourde?|muette?|malentendante?|unijambiste|en fauteuil|albinos|maladie rare|blind|deaf|mute"
    r"|wheelchair|amput[ée]e|rare (?:disease|condition)|amputee)(?!\w)"
)
_UNIQUE = re.compile(
    r"(?<!\w)(?:(?:l[ea]|du|au|à la|de la) seule?|les seuls|l'unique|l'une? des rares|seule? (?:femme|homme|personne|habitant)"
    r"|le premier|la premi[èe]re|le plus (?:jeune|vieux|âgé|grand)|la plus (?:jeune|vieille|âgée)"
    r"|le dernier|la derni[èe]re|l'ancien(?:ne)?|the only|the sole|the first|the last|the youngest|the oldest"
    r"|the former|only (?:woman|man|person)|champion(?:ne)?|laur[ée]ate?|winner|record)(?!\w)"
)
_ROLE = re.compile(
    r"(?<!\w)(?:maire|mayor|adjointe?|boulang[èe]re?|baker|pharmacien(?:ne)?|pharmacist|facteur|factrice|postman"
    r"|cur[ée]|pr[êe]tre|priest|m[ée]decin|doctor|instituteur|institutrice|directeur|directrice"
    r"|head|principal|pr[ée]sidente?|proviseure?|notaire|v[ée]t[ée]rinaire|vet|sacristain|bedeau|gardien(?:ne)?"
    r"|infirmi[èe]re?|nurse|vet|pilote|pilot|officer"
    r"|headmaster|headmistress|curator|conservat(?:eur|rice)|keeper"
    r"|chef|captain|capitaine|coach|entra[îi]neur|doctorante?|phd student|th[èe]se|professor"
    r"|professeure?|teacher|propri[ée]taire|owner|fondatrice|fondateur|founder|ceo|pdg|g[ée]rante?|luthier"
    r"|apicultrice|apiculteur|beekeeper|sculpteur|potier|potière)(?!\w)"
)
_OWNS = re.compile(
    r"(?<!\w)(?:poss[èe]de|poss[ée]dant|qui a|conduit|roule en|son|sa|owns?|owning|drives?|driving|with a|avec un"
    r"|avec une) (?:\w+ ){0,2}(?:tesla|ferrari|porsche|jaguar|voiture|car|moto|harley|bateau|yacht|boat"
    r"|cheval|horse|chien|dog|perroquet|parrot|lama|python|tatouage|tattoo|cheveux|hair|proth[èe]se|jumeaux|twins"
    r"|tripl[ée]s|triplets)(?!\w)"
)
_SELF = re.compile(r"(?<!\w)(?:je suis|j'ai|j'habite|je vis|mon|ma|mes|i am|i'm|i live|my)(?!\w)")
_EVENT = re.compile(
    r"(?<!\w)(?:accident|incendie|house fire|divorce|op[ée]r[ée]e (?:d|à|au)|surgery|agression|cambriolage|cambriol[ée]e|burglary"
    r"|mariage"
    r"|wedding|naissance d|licenciement|licenci[ée]e|proc[èe]s"
    r"|on trial|hospitalis|d[ée]c[èe]s|vol de (?:mon|ma|sa|son)|(?:car|bike|plane) crash)"
)
_TRAITS = ((_EVENT, 0.25), (_KIN, 0.3), (_ROOTS, 0.2), (_CONDITION, 0.35))
_SCALES = {"IP": 0.1, "MAC": 0.1, "API_KEY": 0.15, "PASSWORD": 0.5}
"""Secrets of a machine expose a system before they expose a person."""
NAMED, REACHED, HOUSED = 0.1, 0.13, 0.5
"""Somebody named in full; with a way to reach her; with a home, which finds her as surely as a role in a village does.
An address that nobody is named beside is a shop's as often as not."""


def risk(text: str, spans: Iterable[Span]) -> float:
    """0–100 for `text` with its `spans` (as `stage.scan` gives them)."""
    kept = tuple(spans)
    return 100.0 * (1.0 - prod(1.0 - part for part in sorted((*_singling(lower(text), kept), *_turned(kept)))))


def _singling(low: str, spans: tuple[Span, ...]) -> Iterator[float]:
    """What tells one person from all others."""
    kinds = {span.kind for span in spans}
    places = [share for span in spans if span.kind == "LOCATION" and (share := place_share(span.value))]
    small = any(share * PEOPLE <= SMALL_PLACE for share in places) or bool(_SMALL.search(low))
    streets = [span for span in spans if span.kind == "ADDRESS"]  # "rue de l'Église" is no church
    house = "SCHOOL" in kinds or any(not any(s.start <= m.start() < s.end for s in streets) for m in _HOUSE.finditer(low))
    unique, role, owns, self_told = (bool(pattern.search(low)) for pattern in (_UNIQUE, _ROLE, _OWNS, _SELF))
    if unique:
        yield 0.55
    if small:
        yield 0.35
    if (role or "JOB_TITLE" in kinds) and (small or unique or house):
        yield 0.5
    if owns:
        yield 0.35
    if self_told and kinds & {"AGE", "SCHOOL", "JOB_TITLE"}:
        yield 0.3
    if "AGE" in kinds and kinds & {"SCHOOL", "LOCATION", "JOB_TITLE"}:
        yield 0.4
    yield from (weight for pattern, weight in _TRAITS if pattern.search(low))


def _turned(spans: tuple[Span, ...]) -> Iterator[float]:
    """What can be turned against somebody: each fact once, by gravity; a name with a way to reach it."""
    facts = {(span.kind, span.value or str(span.start)) for span in spans}
    named = sum(kind == "PERSON" and " " in value for kind, value in facts)
    for kind, _ in facts:
        gravity = table().get(kind)
        if gravity is None:
            if kind == "PERSON":
                yield 0.06
            continue
        scale = 0.5 if kind == "ADDRESS" and not named else _SCALES.get(kind, 1.0)
        yield (0.3 if kind in SENSITIVE else gravity.weight) * scale
    reachable = sum(kind in ("EMAIL", "PHONE") for kind, _ in facts)
    yield from [NAMED] * named
    yield from [REACHED] * min(named, reachable)
    if named and any(kind in ("ADDRESS", "HOME") for kind, _ in facts):
        yield HOUSED
