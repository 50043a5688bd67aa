"""What a section is: an id, a title, a template, and the function that prepares what the template shows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ereput.model import Text
from ereput.render.book import Book

ALIKE = 3
"""As many lines that say the same of several places are each told in full; more of them are told once, with their places."""

T = TypeVar("T")


def gathered(values: Iterable[T], wording: Callable[[T], Hashable]) -> tuple[tuple[T, ...], ...]:
    """`values` in the order of their first, those of one wording together when they are more than ALIKE, else each alone."""
    alike: dict[Hashable, list[T]] = {}
    kept = tuple(values)
    for value in kept:
        alike.setdefault(wording(value), []).append(value)
    groups: list[tuple[T, ...]] = []
    for value in kept:
        same = alike[wording(value)]
        if len(same) <= ALIKE:
            groups.append((value,))
        elif same[0] is value:
            groups.append(tuple(same))
    return tuple(groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section. `asks` is the question it answers, in the reader's words; `build` never fails on missing data."""

    id: str
    title: Text
    asks: Text
    build: Callable[[Book], Any]

    @property
    def template(self) -> str:
        return f"report/sections/{self.id}.html.j2"
