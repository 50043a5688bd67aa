"""NIR, the social security number: thirteen characters and a key; Corsica's 2A and 2B, temporary numbers."""

from __future__ import annotations

import re

from stdnum.fr import nir

from ereput.analyse.exposure.base import Checked, Odds, Shape, words
from ereput.model import say

_SEP = r"[ .\-]?"
PATTERN = re.compile(
    rf"(?<![\w])\d(?:{_SEP}\d){{4}}{_SEP}(?:\d{_SEP}\d|2{_SEP}[ab])(?:{_SEP}\d){{6}}(?:{_SEP}\d\d?|{_SEP}\d{_SEP}\d)?(?!\w|[.,]\d)"
)
"""INSEE, "Numéro d'inscription au répertoire" (arrêté du 27 avril 1946, décret 82-103): sex, year, month, department, commune, order,
key."""
MONTHS = {*range(1, 13), *range(20, 43), *range(50, 100)}
CONTEXT = words(
    "nir", "insee", "num[ée]ro de s[ée]cu(?:rit[ée])?(?: sociale)?", "s[ée]cu(?:rit[ée])?(?: sociale)?", "n° ?ss", "nss",
    "immatriculation", "num[ée]ro d'assur[ée]", "assur[ée](?:e)?", "carte vitale", "vitale", "social security",
)  # fmt: skip


def check(raw: str) -> Checked | None:
    """The number without separators; "nir_key" when python-stdnum accepts its key. A month or sex that INSEE never gave lowers the
    trust."""
    number = re.sub(r"[ .\-]", "", raw).upper()
    plausible = number[0] in "123478" and number[3:5].isdigit() and int(number[3:5]) in MONTHS
    if nir.is_valid(number):
        return Checked(number, "nir_key", 0.99 if plausible else 0.55)
    return Checked(number) if number[0] in "1234578" and len(number) >= 13 else None


RECOGNISER = Shape(
    name="nir",
    kind="NIR",
    title=say("Numéro de sécurité sociale (NIR)"),
    source="INSEE ; python-stdnum",
    pattern=PATTERN,
    check=check,
    context=CONTEXT,
    odds=Odds(alone=0.0, near=0.85, checked=0.95, both=0.99),
    digits=12,
    lead=(0,),
    before=60,
)
