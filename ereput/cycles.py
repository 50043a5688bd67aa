"""The collector of cycles, held back while values grow that are nearly all alive: it would walk them again and again, a tenth of the
time."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = 10_000
"""New values between two walks, where Python has 700: the cycles of what a network leaves behind stay a few megabytes."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the cyclic collector, for seconds at most; afterwards it is as it was."""
    was, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    gc.set_threshold(0)  # srsly turns it on each time it has read a file, whether it was on or off
    try:
        yield
    finally:
        if not gc.get_threshold()[0]:  # else another thread has set it since
            gc.set_threshold(*thresholds)
        if was:
            gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """With the cyclic collector at work on new values only, and less often: for as long as it takes. Afterwards it is as it was.

    What is alive at the beginning, libraries above all, is set aside, and walked again after the end.
    """
    first, *others = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(first and max(first, SELDOM), *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
        gc.unfreeze()
