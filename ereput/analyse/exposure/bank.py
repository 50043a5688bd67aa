"""Bank details: IBAN (ISO 13616) and the French RIB with its key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.base import Checked, Odds, Passage, Shape, words
from ereput.analyse.exposure.checksums import keyed
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d\d(?:[ \-]?[a-z0-9]){11,30}")
_CONTEXT = words(
    "iban", "rib", "compte(?: bancaire)?", "virement", "bank account", "wire", "account", "coordonn[ée]es bancaires", "domiciliation",
    "cl[ée]",
)  # fmt: skip
_RIB = re.compile(r"(?<![a-z0-9])\d{5}[ \-]?\d{5}[ \-]?[a-z0-9]{11}[ \-]?\d\d(?![a-z0-9])")
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


class Iban:
    """Finds IBANs whose key is right, whatever follows them in the sentence; `value` has no spaces."""

    name = "iban"
    kinds = ("IBAN",)
    title = say("IBAN (compte bancaire)")
    source = "ISO 13616 ; python-stdnum"

    def find(self, passage: Passage) -> Iterator[Span]:
        if passage.digits < 2:
            return
        for match in passage.led(_IBAN, (2,)):
            end, number = _longest(passage.low, match.start(), match.end())
            if number:
                context = passage.near(match.start(), end, _CONTEXT)
                yield Span(
                    start=match.start(),
                    end=end,
                    kind="IBAN",
                    confidence=0.99,
                    rule=self.name,
                    value=number,
                    base=0.99,
                    checks=("iban_key",),
                    context=context,
                )


def _longest(low: str, start: int, stop: int) -> tuple[int, str]:
    """Where the IBAN that begins at `start` ends: the following word may have been caught with it."""
    for end in range(stop, start + 14, -1):
        if low[end - 1].isalnum() and not (end < len(low) and low[end].isalnum()):
            number = re.sub(r"[ \-]", "", low[start:end]).upper()
            if keyed("iban", number):
                return end, number
    return start, ""


def check_rib(raw: str) -> Checked | None:
    """The RIB without spaces when its key is right (Banque de France: 97 - (89 b + 15 g + 3 c) mod 97, letters as digits)."""
    number = re.sub(r"[ \-]", "", raw).upper()
    bank, desk, account, key = number[:5], number[5:10], number[10:21].translate(_LETTERS), number[21:]
    right = 97 - (89 * int(bank) + 15 * int(desk) + 3 * int(account)) % 97 == int(key)
    return Checked(number, "rib_key") if right else None


RECOGNISER = (
    Iban(),
    Shape(
        name="rib",
        kind="RIB",
        title=say("RIB (compte bancaire)"),
        source="Banque de France, clé RIB",
        pattern=_RIB,
        check=check_rib,
        context=_CONTEXT,
        odds=Odds(checked=0.9, both=0.99),
        digits=12,
        lead=(0,),
    ),
)
