"""The tax number (numéro fiscal de référence, SPI): thirteen digits, the last three a key."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape, words
from ereput.analyse.exposure.checksums import keyed
from ereput.model import say

PATTERN = re.compile(r"(?<![\w])(?<!\d[.,])[0-3]\d ?\d\d ?\d{3} ?\d{3} ?\d{3}(?!\w|[.,]\d)")
_CONTEXT = words("fiscal(?:e)?", "spi", "nif", "imp[ôo]ts?", "tax", "tin", "imposition")


def check(raw: str) -> Checked | None:
    """The digits; "spi_key" when python-stdnum accepts the key."""
    number = raw.replace(" ", "")
    return Checked(number, "spi_key") if keyed("fr.nif", number) else None


RECOGNISER = Shape(
    name="tax",
    kind="TAX_ID",
    title=say("Numéro fiscal"),
    source="DGFiP (SPI) ; python-stdnum",
    pattern=PATTERN,
    check=check,
    context=_CONTEXT,
    odds=Odds(checked=0.7, both=0.99),
    digits=13,
    lead=(0,),
)
