"""The collector of cycles is put off, and afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from ereput.cycles import SELDOM, seldom, uncollected


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_as_it_was(on: bool) -> None:
    """Whether it was on or off, and whatever happens inside."""
    try:
        if not on:
            gc.disable()
        with pytest.raises(ValueError, match="x"), uncollected():
            assert not gc.isenabled()
            raise ValueError("x")
        assert gc.isenabled() is on
    finally:
        gc.enable()


def test_the_collector_stays_off_when_somebody_turns_it_on() -> None:
    """A library that spares itself the collector turns it on at its end: nothing is walked all the same."""
    was = gc.get_threshold()
    with uncollected():
        gc.enable()
        before = gc.get_stats()[0]["collections"]
        kept: list[list[int]] = [[n] for n in range(3 * was[0])]
        assert gc.get_stats()[0]["collections"] == before
    assert len(kept) == 3 * was[0]
    assert gc.get_threshold() == was


def test_what_another_thread_has_set_since_stays() -> None:
    """Thresholds put back in between, as by `seldom` in a thread beside, are not put back twice."""
    was = gc.get_threshold()
    try:
        with uncollected():
            gc.set_threshold(123, 4, 5)
        assert gc.get_threshold()[:2] == (123, 4)
    finally:
        gc.set_threshold(*was)


@pytest.mark.parametrize("first", [0, 700, 50_000])
def test_a_collector_at_work_less_often_is_as_it_was(first: int) -> None:
    """Its thresholds are put back, none is lowered, one that is off stays off; what was alive before is walked again afterwards."""
    was, set_aside = gc.get_threshold(), gc.get_freeze_count()
    try:
        gc.set_threshold(first, 10, 10)
        with pytest.raises(ValueError, match="x"), seldom():
            assert gc.get_threshold() == (first and max(first, SELDOM), 10, 10)
            assert gc.get_freeze_count() > set_aside
            raise ValueError("x")
        assert gc.get_threshold() == (first, 10, 10)
        assert gc.get_freeze_count() == 0
    finally:
        gc.set_threshold(*was)


def test_cycles_are_still_collected() -> None:
    """Held back is not put off: a network that goes on for an hour does not fill the memory."""
    with seldom():
        before = gc.get_stats()[0]["collected"]
        for _ in range(3 * SELDOM):
            knot: list[object] = []
            knot.append(knot)
        assert gc.get_stats()[0]["collected"] - before > SELDOM
