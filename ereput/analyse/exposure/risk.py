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
_UNIQUE = re.compile(
    r"(?<!\w)(?:l[ea] seule?|les seuls|l'unique|l'une? des rares|seule? (?:femme|homme|personne|habitant)"
    r"|le premier|la premi[èe]re|le plus (?:jeune|vieux|âgé|grand)|la plus (?:jeune|vieille|âgée)"
    r"|le dernier|la derni[èe]re|l'ancien(?:ne)?|the only|the sole|the first|the last|the youngest|the oldest"
    r"|the former|only (?:woman|man|person)|champion(?:ne)?|laur[ée]ate?|winner|record)(?!\w)"
)
_ROLE = re.compile(
    r"(?<!\w)(?:maire|mayor|adjointe?|boulang[èe]re?|baker|pharmacien(?:ne)?|pharmacist|facteur|factrice|postman"
    r"|cur[ée]|pr[êe]tre|priest|m[ée]decin|doctor|instituteur|institutrice|directeur|directrice"
    r"|head|principal|pr[ée]sidente?|proviseure?|notaire|v[ée]t[ée]rinaire|vet|sacristain|bedeau|gardien(?:ne)?"
    r"|keeper|chef|captain|capitaine|coach|entra[îi]neur|doctorante?|phd student|th[èe]se|professor"
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
    r"(?<!\w)(?:accident|incendie|fire|divorce|op[ée]ration|surgery|agression|cambriolage|burglary|mariage|wedding"
    r"|naissance|licenciement|proc[èe]s|trial|hospitalis|d[ée]c[èe]s|vol de|crash)"
)
_SCALES = {"IP": 0.1, "MAC": 0.1, "API_KEY": 0.15, "PASSWORD": 0.5}
"""Secrets of a machine expose a system before they expose a person."""
REACHED = 0.13  # somebody named in full, with a way to reach her


def risk(text: str, spans: Iterable[Span]) -> float:
    """0–100 for `text` with its `spans` (as `stage.scan` gives them)."""
    kept = tuple(spans)
    return 100.0 * (1.0 - prod(1.0 - part for part in sorted((*_singling(lower(text), kept), *_turned(kept)))))


def _singling(low: str, spans: tuple[Span, ...]) -> Iterator[float]:
    """What tells one person from all others."""
    kinds = {span.kind for span in spans}
    places = [share for span in spans if span.kind == "LOCATION" and (share := place_share(span.value))]
    small = any(share * PEOPLE <= SMALL_PLACE for share in places)
    unique, role, owns, self_told = (bool(pattern.search(low)) for pattern in (_UNIQUE, _ROLE, _OWNS, _SELF))
    if unique:
        yield 0.55
    if small:
        yield 0.35
    if role and (small or unique or "SCHOOL" in kinds):
        yield 0.5
    if owns:
        yield 0.35
    if self_told and kinds & {"AGE", "SCHOOL", "JOB_TITLE"}:
        yield 0.3
    if "AGE" in kinds and kinds & {"SCHOOL", "LOCATION", "JOB_TITLE"}:
        yield 0.4
    if _EVENT.search(low):
        yield 0.25


def _turned(spans: tuple[Span, ...]) -> Iterator[float]:
    """What can be turned against somebody: each fact once, by gravity; a name with a way to reach it."""
    facts = {(span.kind, span.value or str(span.start)): span for span in spans}
    for kind, _ in facts:
        gravity = table().get(kind)
        if gravity is None:
            if kind == "PERSON":
                yield 0.06
            continue
        yield (0.3 if kind in SENSITIVE else gravity.weight) * _SCALES.get(kind, 1.0)
    named = sum(kind == "PERSON" and " " in value for kind, value in facts)
    reachable = sum(kind in ("EMAIL", "PHONE") for kind, _ in facts)
    yield from [REACHED] * min(named, reachable)
