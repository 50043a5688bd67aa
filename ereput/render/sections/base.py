"""What a section is: an id, a title, a template, and the function that prepares what the template shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ereput.model import Text
from ereput.render.book import Book


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
