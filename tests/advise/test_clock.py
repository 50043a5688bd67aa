"""One month to answer, counted as Regulation 1182/71 counts it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.advise.clock import due, easter, holidays, later

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2026, 1, 30), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 10, 1), date(2026, 11, 2)),  # 1 November is a Sunday and a holiday
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas, then a week-end
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 12, 1), date(2027, 1, 4)),  # 1 January, then a week-end
    ],
)
def test_the_day_of_the_same_number_or_the_next_working_day(received: date, last: date) -> None:
    """The period ends with the day of the same number, the last of a short month, or the next working day."""
    assert due(received) == last


@given(DAYS)
def test_a_deadline_is_a_working_day_a_month_away(day: date) -> None:
    """Never a week-end nor a holiday; at least a month, at most five days more; later requests never end earlier."""
    last = due(day)
    assert last.weekday() < 5
    assert last not in holidays(last.year)
    assert timedelta(0) <= last - later(day, 1) <= timedelta(days=5)
    assert due(day + timedelta(days=1)) >= last


@pytest.mark.parametrize(
    ("year", "day"), [(2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2024, (3, 31)), (2026, (4, 5)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    """Known Easters, the earliest and the latest of our times among them; eleven holidays a year unless two fall together."""
    assert easter(year) == date(year, *day)
    assert 10 <= len(holidays(year)) <= 11
