"""Payment cards: an issuer's prefix (ISO/IEC 7812) and a Luhn key."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import REFERENCE, Checked, Odds, Shape, words
from ereput.analyse.exposure.checksums import keyed
from ereput.model import say

PATTERN = re.compile(r"(?<![\w])(?<!\d[.,])[1-6]\d{3}(?:[ \-]?\d{2,6}){2,4}(?!\w|[.,]\d|[ \-]\d{4})")
_ISSUER = re.compile(r"2131|1800|4|5[0-8]|3[0456789]|6[0-9]|2[2-7]")
_CONTEXT = words(
    "cartes?(?: bleue| bancaire| de cr[ée]dit)?", "cb", "visa", "mastercard", "amex", "cards?(?: number)?", "credit", "debit", "cvv",
    "expire?",
)  # fmt: skip


def check(raw: str) -> Checked | None:
    """The digits when there are 13 to 19 of them, an issuer has their prefix, and python-stdnum accepts the Luhn key."""
    number = re.sub(r"[ \-]", "", raw)
    if 12 <= len(number) <= 19 and _ISSUER.match(number) and keyed("luhn", number) and len(set(number)) > 1:
        return Checked(number, "luhn")
    return None


RECOGNISER = Shape(
    name="card",
    kind="CREDIT_CARD",
    title=say("Carte bancaire"),
    source="ISO/IEC 7812 ; python-stdnum",
    pattern=PATTERN,
    check=check,
    against=REFERENCE,
    context=_CONTEXT,
    odds=Odds(checked=0.85, both=0.99),
    digits=12,
    lead=(0,),
)
