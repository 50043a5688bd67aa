"""Telephone numbers: French in all their spacings, international with "+" or "00", North American and British in English texts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ereput.analyse.exposure.base import FLOOR, Passage, words
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEP = r"[ .\-/·_]"
_PAIRS = re.compile(rf"(?<![\d+])(?<!\d[.,/\-])[0o][1-9](?P<s>{_SEP})\d\d(?:(?P=s)\d\d){{3}}(?!\d|[.,/\-]\d)")
"""ARCEP numbering plan: ten digits, by pairs. The first zero may be an O: scanned documents read it so."""
_SPACED = re.compile(r"(?<![\w+])(?<!\d[.,/\-])0[1-9](?:(?: ?[.\-/] ?| {1,2})\d\d){4}(?!\d|[.,/\-]\d)")
_LOOSE = re.compile(rf"(?<![\w+])(?<!\d{_SEP})[0o]{_SEP}?[1-9](?:{_SEP}{{0,2}}\d){{8}}(?!\d|{_SEP}\d)")
_SCANNED = re.compile(rf"(?<![\w+])[0o][1-9il](?:{_SEP}[\dobils]{{2}}){{4}}(?!\w)")
"""By pairs, with the letters that scanned documents read for 0, 1, 5 and 8."""
_READ = str.maketrans("oilsb", "01158")
_SERVICE = re.compile(r"(?<![\w+])(?<!\d[.,/\-])0 ?8\d\d(?:[ .]?\d\d){3}(?!\d|[.,/\-]\d)")
"""Numbers of services are written by hundreds: 0 800 12 34 56."""
_BARE = re.compile(r"(?<![\w+.,/\-])0[1-9]\d{8}(?![\d]|[.,/\-]\d)")
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00 ?|\(\+|\((?=(?:33|32|41)\)))\d{1,3}\)?(?: ?\(0\))?(?:[ .\-()]{0,2}\d){6,12}(?!\d|[.,/\-]\d)")
"""ITU-T E.164: at most fifteen digits after the international prefix."""
_ENGLISH = re.compile(
    r"(?<![\w+.\-])(?:\(\d{2,4}\) ?|\d{2,4}[ .\-])(?:\d{2,4}[ .\-]){0,2}\d{3,6}(?:(?: ?x| ext\.? ?)\d{1,6})?(?!\d|[.\-]\d)"
)
LEAST = 7
"""Digits of the shortest number; a scanned one may have letters in their place."""
_CONTEXT = words(
    "t[ée]l(?:[ée]phon(?:e|ique|ie))?s?", "tel", "phones?", "portables?", "mobiles?", "fixe", "fax", "gsm", "appele[rz]", "joindre",
    "joignable", "rappele[rz]", "call(?:ing)?", "cell", "num[ée]ro", "sms", "whatsapp", "contact(?:e[rz])?", "standard",
    "secr[ée]tariat", "office", "text", "dial",
)  # fmt: skip
_NOT = words(
    "isbn(?:-1[03])?", "issn", "siren", "siret", "ean", "imei", "r[ée]f(?:[ée]rence)?", "commande", "facture",
    "n° ?(?:de )?(?:dossier|client)", "doi", "rpps", "adeli",
)  # fmt: skip


class Phone:
    """Finds telephone numbers; `value` is E.164 when libphonenumber can read it, else the digits."""

    name = "phone"
    kinds = ("PHONE",)
    title = say("Numéro de téléphone")
    source = "ARCEP, plan national de numérotation ; ITU-T E.164 ; libphonenumber"

    def find(self, passage: Passage) -> Iterator[Span]:
        if passage.digits < LEAST:
            return
        taken: list[tuple[int, int]] = []
        for pattern, region, alone in _PATTERNS:
            if region == "US" and passage.language != "en":
                continue
            for match in passage.led(pattern, (2, 1, 0), least=1 if pattern is _SCANNED else LEAST):
                start, end = match.span()
                if any(start < e and s < end for s, e in taken):
                    continue
                if span := self._judge(passage, start, end, region, alone):
                    taken.append((start, end))
                    yield span

    def _judge(self, passage: Passage, start: int, end: int, region: str, alone: float) -> Span | None:
        raw = passage.low[start:end]
        raw = raw.translate(_READ) if region == "FR" else raw
        if passage.near(start, end, _NOT, before=18, after=0):
            return None
        value, valid = read(raw, region)
        if not value or (region == "US" and len(value.lstrip("+")) < 7):
            return None
        context = passage.near(start, end, _CONTEXT, before=40, after=12)
        base = alone if valid else alone - 0.15
        confidence = 0.99 if context and valid else max(base, 0.85) if context else base
        if confidence < FLOOR:
            return None
        checks = ("phone_valid",) if valid else ()
        return Span(
            start=start,
            end=end,
            kind="PHONE",
            confidence=confidence,
            rule=self.name,
            value=value,
            base=base,
            checks=checks,
            context=context,
        )


_PATTERNS = (
    (_ABROAD, "ZZ", 0.9),
    (_PAIRS, "FR", 0.95),
    (_SPACED, "FR", 0.9),
    (_SERVICE, "FR", 0.9),
    (_BARE, "FR", 0.75),
    (_LOOSE, "FR", 0.7),
    (_SCANNED, "FR", 0.6),
    (_ENGLISH, "US", 0.55),
)
"""Pattern, region to read it in, confidence when valid and without context."""


@cache
def _library() -> Any:
    import phonenumbers

    return phonenumbers


def read(raw: str, region: str) -> tuple[str, bool]:
    """(E.164 or the bare digits, is it assigned to somebody by libphonenumber); ("", False) when it cannot be a number at all."""
    library = _library()
    if region == "ZZ":
        raw = "+" + re.sub(r"^\(?(?:\+|00 ?)?", "", raw).replace("(0)", "", 1)
    try:
        number = library.parse(raw, None if region == "ZZ" else region)
    except library.NumberParseException:
        return "", False
    if not library.is_possible_number(number):
        return (re.sub(r"\D", "", raw), False) if region == "US" else ("", False)
    return library.format_number(number, library.PhoneNumberFormat.E164), library.is_valid_number(number)


RECOGNISER = Phone()
