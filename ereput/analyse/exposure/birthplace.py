"""Places of birth: with a date, they open many a procedure."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Odds, Shape
from ereput.analyse.exposure.phrases import NAME, check_capital
from ereput.model import say

_BIRTHPLACE = re.compile(
    rf"(?<!\w)(?:(?<!est )|(?<=elle est )|(?<=il est ))(?:né(?:\(e\))?e?(?: (?:le|en) [\w/. -]{{4,60}}?)?,? (?:à|a|au) |(?:lieu"
    rf"|ville|commune) de naissance ?:? ?|vu le jour à "
    rf"|naissance le [\w/. ]{{4,40}}? à |born (?:on [\w ,/]{{4,24}}? |and raised )?in "
    rf"|place of birth ?:? ?)(?P<v>{NAME}(?:[ -](?:{NAME})){{0,3}})"
)

RECOGNISER = Shape(
    name="birthplace",
    around=20,
    kind="BIRTHPLACE",
    title=say("Lieu de naissance"),
    source="Code civil art. 57",
    pattern=_BIRTHPLACE,
    check=check_capital,
    odds=Odds(checked=0.85),
    gate=frozenset("jour né née naissance born birth".split()),
)
