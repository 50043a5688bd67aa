"""What many checks ask of the same `Known` (her acts, contacts, accounts, jobs) is worked out once; nothing outlives the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.presence.base import Known

T = TypeVar("T")
_MADE: list[Once[object]] = []


class Once(Generic[T]):
    """A function of `Known` that remembers its last answer, for that very `Known` (by identity); `forget` lets it go."""

    def __init__(self, function: Callable[[Known], T]) -> None:
        self._function = function
        self._last: tuple[Known, T] | None = None
        self.__doc__ = function.__doc__
        _MADE.append(self)  # type: ignore[arg-type]  # only `drop` is called on what is kept here

    def __call__(self, known: Known) -> T:
        if self._last is None or self._last[0] is not known:
            self._last = (known, self._function(known))
        return self._last[1]

    def drop(self) -> None:
        self._last = None


def forget() -> None:
    """Let every remembered answer go: raw texts do not outlive the analysis."""
    for made in _MADE:
        made.drop()
