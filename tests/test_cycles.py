"""The collector of cycles is put off, and afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from ereput.cycles import uncollected


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
