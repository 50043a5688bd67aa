"""Family: who is related to the author and named, children apart; a pet and a mother's maiden name, which open secret questions."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Odds, Shape
from ereput.analyse.exposure.phrases import NAME, USAGE, check_capital, check_first_name
from ereput.model import say

_OWN = r"(?:mon|ma|mes|notre|nos|my|our)"
_KIN = (
    r"(?:mari|femme|[ée]pouse|[ée]poux|compagnon|compagne|conjointe?|p[èe]re|m[èe]re|papa|maman|fr[èe]re|s[œo]e?ur"
    r"|cousine?|oncle|tante|neveu|ni[èe]ce|grand-m[èe]re|grand-p[èe]re"
    r"|belle-m[èe]re|beau-p[èe]re|belle-s[œo]e?ur|beau-fr[èe]re|ex-mari|ex-femme|filleule?|parrain|marraine|husband|wife|mother"
    r"|father|brother|sister|mum|dad|partner)"
)
_KIDS = (
    r"(?:fils|beau-fils|belle-fille|filles?|enfants?|b[ée]b[ée]|petite?|a[îi]n[ée]e?|cadette?|gar[çc]on"
    r"|jumeaux|jumelles|son|daughter|kids?|baby|child|children)"
)
_SIZE = r"(?:petite? |grande? |deux |trois |premier |premi[èe]re |[a-z]{3,9} )?"
_NAMED = r"(?:'s name is|,? qui s'appelle|,? s'appell(?:e|ent)|,? is called|,? (?:est|is) named)?,? \(?"
_FAMILY = re.compile(rf"(?<!\w){_OWN} {_SIZE}{_KIN}{_NAMED}(?P<v>{NAME})")
_FAMILY_AFTER = re.compile(rf"(?<![\w-])(?P<v>{NAME}), {_OWN} {_SIZE}{_KIN}(?=[,.;)\n]|$)")
_CHILD = re.compile(rf"(?<!\w){_OWN} {_SIZE}{_KIDS}{_NAMED}(?:[a-z]{{0,3}}: )?(?P<v>{NAME}(?:(?:, | et | and ){NAME}){{0,3}})")
_CHILD_AFTER = re.compile(rf"(?<![\w-])(?P<v>{NAME}), {_OWN} {_SIZE}{_KIDS}(?=[,.;)\n]|$)")
_PARENT = re.compile(
    rf"(?<!\w)(?:papa|maman|(?:l'heureux |l'heureuse )?(?:p[èe]re|m[èe]re)|mum|mom|dad|father|mother) (?:de|d'"
    rf"|of) ?(?P<v>{NAME}(?:(?:, | et | and ){NAME}){{0,3}})"
)
_RELATIVE = re.compile(
    rf"(?<!\w)(?:je suis|i am|i'm) (?:la |le |l'|the )?(?!papa|maman|p[èe]re|m[èe]re|mum|dad|mother|father){_KIN} (?:de |d'"
    rf"|of )(?P<v>{NAME})"
)
_MAIDEN = re.compile(
    rf"(?<!\w)(?:nom de jeune fille(?: de (?:ma|sa) m[èe]re)?|(?:my )?mother's maiden name) ?(?:est|is"
    rf"|:)? ?(?P<v>{NAME}(?: {NAME}){{0,2}})"
)
_PET = re.compile(
    rf"(?<!\w)(?:mon|ma|notre|my|our) (?:petite? |vieux |vieille )?(?:chien|chienne|chat|chatte|lapin|cheval|hamster"
    rf"|perroquet|dog|cat|pet),? (?:s'appelle |called |named )?(?P<v>{NAME})"
)
_KIN_WORDS = frozenset(
    "mari femme épouse epouse époux epoux compagnon compagne conjoint conjointe père pere mère mere papa maman"
    " frère frere filleul filleule parrain marraine ex beau belle soeur sœur cousin cousine oncle tante neveu nièce niece grand belle"
    " beau husband wife mother father brother sister mum dad partner".split()
)
_CHILD_WORDS = frozenset(
    "fils fille filles enfant enfants bébé bebe petit petite aîné aînée cadet cadette garçon garcon jumeaux"
    " jumelles beau belle papa maman père mère mum mom dad father mother son daughter kid kids baby child children".split()
)


def _relation(name: str, pattern: re.Pattern[str], *, child: bool) -> Shape:
    return Shape(
        name=name,
        around=40,
        kind="CHILD" if child else "FAMILY",
        title=say("Enfant nommé") if child else say("Lien de famille"),
        source="Loi 2024-120 du 19 février 2024" if child else USAGE,
        pattern=pattern,
        check=check_first_name,
        odds=Odds(checked=0.85),
        gate=_CHILD_WORDS if child else _KIN_WORDS,
    )


RECOGNISER = (
    _relation("family", _FAMILY, child=False),
    _relation("family_after", _FAMILY_AFTER, child=False),
    _relation("relative", _RELATIVE, child=False),
    _relation("child", _CHILD, child=True),
    _relation("parent_of", _PARENT, child=True),
    _relation("child_after", _CHILD_AFTER, child=True),
    Shape(
        name="pet",
        around=24,
        kind="FAMILY",
        title=say("Animal nommé"),
        source=USAGE,
        pattern=_PET,
        check=check_capital,
        odds=Odds(checked=0.6),
        gate=frozenset("chien chienne chat chatte lapin cheval hamster perroquet dog cat pet".split()),
    ),
    Shape(
        name="mother_name",
        around=16,
        kind="FAMILY",
        title=say("Nom de jeune fille"),
        source=USAGE,
        pattern=_MAIDEN,
        check=check_capital,
        odds=Odds(checked=0.6),
        gate=frozenset({"jeune", "maiden"}),
    ),
)
