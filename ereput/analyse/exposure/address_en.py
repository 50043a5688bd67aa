"""Postal addresses written the English way: number and street type, flat or suite, military mail, boxes; postcodes after their label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

_TYPE = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|square|sq|terrace|way"
    r"|parkway|pkwy|highway|hwy|crescent|close|gardens|grove"
    r"|mews|walk|hill|view|views|trail|circle|cir|loop|alley|plaza|row)"
)
_FLAT = r"(?:apt|apartment|suite|ste|unit|flat|room|floor|fl|#)\.? ?#?\d{1,5}[a-z]?"
_STREET = re.compile(
    rf"(?<![\w.,$€£/-])(?:{_FLAT},? )?\d{{1,5}}[a-z]?(?:-\d{{1,5}})? (?:[nsew]\.? )?(?:[a-z][\w.'-]{{1,20}}"
    rf" ){{1,4}}{_TYPE}(?![\w'])\.?(?:[ ,\n]{{1,4}}{_FLAT}(?!\w))?"
)
"""USPS Publication 28; Royal Mail PAF."""
_NUMBERED = re.compile(
    rf"(?<![\w.,$€£/-])\d{{1,5}}(?: \d{{1,5}})?(?: [^\W\d_][\w.'-]{{1,24}}){{1,5}}(?: \d{{1,5}})?[ ,\n]{{1,4}}{_FLAT}(?!\w)"
)
_MILITARY = re.compile(
    r"(?<!\w)(?:psc|unit|uss|usns|usnv|uscgc|cmr)[ \w,]{1,40}[ \n](?:apo|fpo|dpo),? (?:aa|ae|ap)(?: \d{5}(?:-\d{4})?)?(?!\w)"
)
_PO_BOX = re.compile(r"(?<!\w)p\.?o\.? box \d{1,6}(?!\w)")
_TAIL = re.compile(
    r"(?:[ ,\n]{1,4}[^\W\d_][\w.'-]{1,20}(?: [^\W\d_][\w.'-]{1,20}){0,2}){0,3}[ ,\n]{1,3}(?:[a-z]{2}["
    r" ,\n]{1,3})?(?:\d{5}(?:-\d{4})?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})(?!\w)"
)
_NOT_STREET = re.compile(r"\d{1,5} (?:years?|days?|months?|hours?|minutes?|people|times|of|and|to|or|in|on|at|for|the|a)(?!\w)")


_ENGLISH = frozenset({"street", "road", "lane", "drive"})
"""Types of way that make an address English inside a French text."""


class EnglishAddress:
    """ADDRESS in English texts; `value` is the address in lower case, one space between words."""

    name = "address_en"
    kinds = ("ADDRESS",)
    title = say("Adresse postale")
    source = "USPS Publication 28 ; Royal Mail PAF"

    def find(self, passage: Passage) -> Iterator[Span]:
        if not passage.digits or (passage.language != "en" and passage.words.isdisjoint(_ENGLISH)):
            return
        for pattern, confidence in ((_STREET, 0.85), (_NUMBERED, 0.85), (_MILITARY, 0.95), (_PO_BOX, 0.9)):
            for match in pattern.finditer(passage.low):
                start, end = match.span()
                capital = any(char.isupper() for char in passage.text[start:end])
                if _NOT_STREET.match(match[0]) or not (capital or pattern is _MILITARY):
                    continue
                if tail := _TAIL.match(passage.low, end):
                    end = tail.end()
                yield Span(
                    start=start,
                    end=end,
                    kind="ADDRESS",
                    confidence=confidence,
                    rule=self.name,
                    value=" ".join(passage.low[start:end].split()),
                    base=confidence,
                    checks=("way",),
                )


def check_zip(raw: str) -> Checked | None:
    return Checked(raw, "postcode_label")


RECOGNISER = (
    EnglishAddress(),
    Shape(
        name="zip_label",
        kind="ZIP",
        title=say("Code postal"),
        source="USPS Publication 28",
        pattern=re.compile(
            r"(?<!\w)(?:zip|postcode|postal code|code postal)(?: code)? ?(?:is|:|=)? ?(?P<v>\d{4,5}(?:[- ]\d{2,4})?)(?![\w-])"
        ),
        check=check_zip,
        odds=Odds(checked=0.9),
        digits=4,
        gate=frozenset({"zip", "postcode", "postal"}),
    ),
)
