"""Positions and studies as the sources give them, and dated lines of a CV: what the coherence checks compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold, network_of
from ereput.model import Kind, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once

_LEGAL = frozenset({"sas", "sasu", "sarl", "sa", "eurl", "gmbh", "ltd", "inc", "groupe", "group", "france"})
_MONTHS = {
    m[:4]: i
    for i, names in enumerate(
        (("janvier", "january", "janv"), ("fevrier", "february", "fevr"), ("mars", "march"), ("avril", "april", "avr"), ("mai", "may"),
         ("juin", "june"), ("juillet", "july", "juil"), ("aout", "august", "aug"), ("septembre", "september", "sept", "sep"),
         ("octobre", "october", "oct"), ("novembre", "november", "nov"), ("decembre", "december", "dec")), start=1)
    for m in names
}  # fmt: skip
_DATE = re.compile(r"(?:\b(?P<m>[a-zA-Zéûôè]{3,9})\.?\s{1,3}|\b(?P<n>0?[1-9]|1[0-2])\s?[/.\-]\s?)?\b(?P<y>(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A moment as precise as its source: `month` is None when only the year is said."""

    year: int
    month: int | None = None

    def months_from(self, other: Point) -> int | None:
        """Distance in months when both have a month; whole years ×12 when only years differ; None when they may be the same."""
        if self.month and other.month:
            return abs((self.year - other.year) * 12 + self.month - other.month)
        return abs(self.year - other.year) * 12 or None

    def __str__(self) -> str:
        return f"{self.month:02d}/{self.year}" if self.month else str(self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One job or study somewhere: `house` as written, folded in `key`; `what` is the title or degree."""

    reading: Reading
    kind: Kind
    house: str
    key: str
    what: str
    start: Point | None
    end: Point | None
    network: str


def point(iso: str) -> Point | None:
    """An ISO date, of any precision, as a Point."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?", iso)
    return Point(year=int(found[1]), month=int(found[2]) if found[2] else None) if found else None


def house_key(name: str) -> str:
    """An employer or school by its telling words.

    >>> house_key("Cartolis SAS")
    'cartolis'
    """
    words = [w for w in fold(name).split() if w not in _LEGAL]
    return " ".join(words) or fold(name)


@Once
def stays(known: Known) -> tuple[Stay, ...]:
    """Every job and study the sources list (profiles, exports), the CV's text aside."""
    return tuple(_stays(known))


def _stays(known: Known) -> Iterator[Stay]:
    for reading in known.readings:
        mention = reading.mention
        if mention.kind not in (Kind.POSITION, Kind.EDUCATION):
            continue
        school = mention.kind is Kind.EDUCATION
        house = mention.field("school" if school else "organisation")
        if not house:
            continue
        yield Stay(
            reading=reading, kind=mention.kind, house=house, key=house_key(house),
            what=mention.field("degree") if school else mention.field("title"),
            start=point(mention.field("start")), end=point(mention.field("end")), network=network_of(mention),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block of a CV around a house: where it stands in the text (code points), the dates it shows, its words."""

    start: int
    end: int
    text: str
    points: tuple[Point, ...]
    open: bool


_OPEN = re.compile(r"\b(?:aujourd.?hui|présent|present|actuel(?:le)?(?:ment)?|en cours|depuis|current|now)\b", re.IGNORECASE)


def cv_line(text: str, key: str) -> Line | None:
    """The lines of `text` that name the house `key`: that line, the one before and the one after, not across a blank line."""
    lines, at = text.split("\n"), 0
    for i, line in enumerate(lines):
        if f" {key} " in f" {fold(line)} ":
            first = i - 1 if i and lines[i - 1].strip() and not dates(line) else i
            last = i + 1 if i + 1 < len(lines) and lines[i + 1].strip() and not dates(line) else i
            block = "\n".join(lines[first : last + 1])
            start = at - (len(lines[first]) + 1 if first < i else 0)
            return Line(start=start, end=start + len(block), text=block, points=dates(block), open=bool(_OPEN.search(block)))
        at += len(line) + 1
    return None


def dates(text: str) -> tuple[Point, ...]:
    """The months and years a text shows, in order ("avr. 2025", "04/2025", "2025"). Month names in French and English."""
    return tuple(
        Point(year=int(m["y"]), month=int(m["n"]) if m["n"] else _MONTHS.get(fold(m["m"])[:4]) if m["m"] else None)
        for m in _DATE.finditer(text)
    )


def months_since(past: Point, today: date) -> int:
    """Whole months between a point and today (from the end of its year when no month is said)."""
    return (today.year - past.year) * 12 + today.month - (past.month or 12)
