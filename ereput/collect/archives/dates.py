"""Dates as exports write them, in French, English, German, Spanish and Dutch; a date without a zone is taken as UTC.

Shapes met: `05 Mar 2024`, `12 janv. 2023`, `Apr 2025`, `May 3, 1999`, `2025-04-01 07:30:00 UTC`, `2022/01/16 02:51:39 UTC`,
`08/29/25, 11:04 AM`, `Sat Mar 14 09:00:00 +0000 2026`, `2013-09-05 17:04:05+0000`, ISO 8601, RFC 5322, Unix seconds and milliseconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

from ereput.collect.archives.container import folded

_MONTHS = (
    "jan january janv janvier januar enero ene januari jänner", "feb february fev fevr fevrier februar febrero februari",
    "mar march mars marz maerz mrz marzo maart mrt", "apr april avr avril abr abril",
    "may mai mayo mei", "jun june juin juni junio", "jul july juil juillet juli julio",
    "aug august aout agosto ago augustus", "sep sept september septembre septiembre",
    "oct october octobre oktober okt octubre", "nov november novembre noviembre",
    "dec december decembre dezember dez diciembre dic",
)  # fmt: skip
MONTHS = {folded(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
"""Month names and abbreviations, folded, without a final dot."""

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.I,
)
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:er|\.)? )?([^\W\d_]{3,12})\.?(?: (\d{1,2}),?)?,? (\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: ?UTC)?$"
)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4}),? ?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([AP])\.?M\.?)?$", re.I)
_TWITTER = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})$")
_YEAR = re.compile(r"(\d{4})$")


def moment(text: str) -> datetime | None:
    """The instant that `text` names, first of the month or year when it says no more; None when it is not a date.

    >>> moment("12 janv. 2023")
    datetime.datetime(2023, 1, 12, 0, 0, tzinfo=datetime.timezone.utc)
    """
    found = _parse(text)
    return found[0] if found else None


def iso(text: str) -> str:
    """ISO 8601 as precise as the text: "2025", "2025-04", "2025-04-01"; the text itself when it is not a date.

    >>> iso("Apr 2025"), iso("2022"), iso("05 Mar 2024")
    ('2025-04', '2022', '2024-03-05')
    """
    found = _parse(text)
    return found[0].date().isoformat()[: found[1]] if found else text.strip()


def seconds(value: object) -> datetime | None:
    """The instant of Unix seconds, or milliseconds when they would be later than the year 5138."""
    try:
        number = float(value)  # type: ignore[arg-type]  # anything else raises TypeError, caught below
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number / 1000 if abs(number) > 1e11 else number)
    except (TypeError, ValueError, OverflowError):
        return None


def mail(text: str) -> datetime | None:
    """The instant of an RFC 5322 date."""
    try:
        found = parsedate_to_datetime(text[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@lru_cache(maxsize=8192)
def _parse(text: str) -> tuple[datetime, int] | None:
    text = " ".join(text.replace("\u202f", " ").split())[:60]
    for shape in (_iso, _words, _us, _twitter, _year):
        try:
            found = shape(text)
        except (ValueError, OverflowError):
            return None
        if found:
            return found
    return None


def _iso(text: str) -> tuple[datetime, int] | None:
    if not (m := _ISO.match(text)):
        return None
    year, month, day, hour, minute, second = (int(m[i] or (1 if i <= 3 else 0)) for i in range(1, 7))
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(m[7])), 10 if m[3] else 7


def _words(text: str) -> tuple[datetime, int] | None:
    m = _WORDS.match(text)
    month = MONTHS.get(folded(m[2])) if m else None
    if not m or not month:
        return None
    day = m[1] or m[3]
    hour, minute, second = (int(m[i] or 0) for i in (5, 6, 7))
    return datetime(int(m[4]), month, int(day or 1), hour, minute, second, tzinfo=UTC), 10 if day else 7


def _us(text: str) -> tuple[datetime, int] | None:
    if not (m := _US.match(text)):
        return None
    month, day, year = int(m[1]), int(m[2]), int(m[3])
    if month > 12 >= day:
        month, day = day, month
    hour = int(m[4] or 0) % 12 + 12 * ((m[7] or "").upper() == "P")
    return datetime(year + 2000 if year < 100 else year, month, day, hour, int(m[5] or 0), int(m[6] or 0), tzinfo=UTC), 10


def _twitter(text: str) -> tuple[datetime, int] | None:
    if not (m := _TWITTER.match(text)) or folded(m[1]) not in MONTHS:
        return None
    parts = (int(m[7]), MONTHS[folded(m[1])], int(m[2]), int(m[3]), int(m[4]), int(m[5]))
    return datetime(*parts, tzinfo=_zone(m[6])), 10


def _year(text: str) -> tuple[datetime, int] | None:
    m = _YEAR.match(text)
    return (datetime(int(m[1]), 1, 1, tzinfo=UTC), 4) if m else None


def _zone(text: str | None) -> timezone:
    if not text or text[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(offset if text[0] == "+" else -offset)
