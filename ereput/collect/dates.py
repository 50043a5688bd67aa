"""Dates as sites write them: ISO 8601, RFC 2822, French or English words, figures. Always aware; without a zone, UTC is assumed."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NAMES = (
    ("janvier", "janv", "january", "jan"), ("fevrier", "fevr", "february", "feb"), ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"), ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"), ("septembre", "sept", "september", "sep"), ("octobre", "oct", "october"),
    ("novembre", "nov", "november"), ("decembre", "dec", "december"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_WORDS = re.compile(r"\b(\d{1,2})(?:er)? ([a-z]{3,9})\.? (\d{4})\b")
_ENGLISH = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2}),? (\d{4})\b")
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d|[/.-]\d)")
_FINE = re.compile(r"(\.\d{6})\d{1,6}")
"""Fractions finer than a microsecond, as servers in Go write them."""
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}")


def moment(text: str | None, *, since: int = 1990, language: str = "") -> datetime | None:
    """The moment that `text` says, or None. Years outside `since`–2100 are none: before the web, they are placeholders of software.

    Catalogues of publications are older than the web: they are read with `since=1900`. Figures ("05/03/2026") are read when only one
    order is possible, or when `language` (of the page) puts the day first, as all do but English; else they are no date, never a guess.

    >>> moment("1er mars 2026")
    datetime.datetime(2026, 3, 1, 0, 0, tzinfo=datetime.timezone.utc)
    >>> moment("05/03/2026"), moment("05/03/2026 à 14h05", language="fr") == moment("5 mars 2026")
    (None, True)
    """
    value = (text or "").strip()[:80]
    if not value:
        return None
    found = _iso(value) or _mail(value) or _words(value) or _figures(value, language)
    if found is None or not since <= found.year <= 2100:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def from_seconds(value: object) -> datetime | None:
    """A Unix time in seconds, or None when it is not one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 4_102_444_800:
        return None
    return datetime.fromtimestamp(value, UTC)


def _iso(value: str) -> datetime | None:
    if not _ISO.match(value):
        return None
    value = _FINE.sub(r"\1", value)
    for candidate in (value, value.replace(" UTC", "+00:00"), value[:19], value[:10]):
        try:
            return datetime.fromisoformat(candidate)
        except ValueError:
            continue
    return None


def _mail(value: str) -> datetime | None:
    if ":" not in value:
        return None
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(value: str) -> datetime | None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", value.lower()) if not unicodedata.combining(c))
    match = _WORDS.search(plain)
    if match:
        day, month, year = match[1], match[2], match[3]
    else:
        match = _ENGLISH.search(plain)
        if not match:
            return None
        day, month, year = match[2], match[1], match[3]
    try:
        return datetime(int(year), _MONTHS[month], int(day), tzinfo=UTC)
    except (KeyError, ValueError):
        return None


def _figures(value: str, language: str) -> datetime | None:
    """Day, month and year. With dots the day is first in every language that writes them so (CLDR: de, ru, tr, fr-CH)."""
    match = _FIGURES.search(value)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days_first = first > 12 or match[2] == "." or language not in ("", "en") or first == second
    if not days_first and second <= 12:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
