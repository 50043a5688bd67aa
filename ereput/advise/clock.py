"""The clock of a request: one month to answer, counted as European law counts.

GDPR art. 12(3) gives one month from receipt. Regulation (EEC, Euratom) 1182/71, art. 3, says how a month is counted: the day of receipt is
left out, the period ends with the day of the same number, and a period that would end on a Saturday, a Sunday or a public holiday ends with
the next working day (EDPB Guidelines 01/2022 on the right of access, section 5.3, count the same way).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension and Whit Monday, in days after Easter (Code du travail, L3133-1)."""


def due(received: date, *, months: int = 1) -> date:
    """The last day to answer what was received on `received`.

    >>> due(date(2026, 11, 23)).isoformat(), due(date(2026, 1, 31)).isoformat(), due(date(2026, 10, 1)).isoformat()
    ('2026-12-23', '2026-03-02', '2026-11-02')
    """
    last = later(received, months)
    while last.weekday() >= 5 or last in holidays(last.year):
        last += timedelta(days=1)
    return last


def later(day: date, months: int) -> date:
    """The day of the same number `months` later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of France (Code du travail, L3133-1)."""
    feast = easter(year)
    return frozenset({date(year, month, day) for month, day in _FIXED} | {feast + timedelta(days=n) for n in _AFTER_EASTER})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8: the anonymous algorithm of 1876).

    >>> easter(2026).isoformat(), easter(2027).isoformat()
    ('2026-04-05', '2027-03-28')
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, odd = divmod(rest, 4)
    sunday = (32 + 2 * left + 2 * quarter - epact - odd) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
