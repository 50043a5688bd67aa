"""The words of `sensitive.toml`, in an index: each expression with its kind and the frame in which it is said of somebody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.exposure.base import _WORD, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = Path(__file__).with_name("sensitive.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """One expression of the table: the kind it tells, and in which frame ("is", "has", "joins", "firm", "label", "alone")."""

    text: str
    kind: str
    frame: str


@cache
def terms() -> dict[str, tuple[Term, ...]]:
    """The table, each expression under its longest word: that is the one a text seldom has."""
    index: dict[str, list[Term]] = {}
    for kind, frames in tomllib.loads(PATH.read_text("utf-8")).items():
        for frame, listed in frames.items():
            for text in map(_spaced, listed.split()) if isinstance(listed, str) else listed:
                for whole, how in _forms(lower(text), frame):
                    index.setdefault(_rarest(whole), []).append(Term(whole, kind, how))
    return {word: tuple(group) for word, group in index.items()}


def _spaced(word: str) -> str:
    """In a list of words, "_" stands for the space inside an expression."""
    return word.replace("_", " ")


def _forms(text: str, frame: str) -> Iterator[tuple[str, str]]:
    """The expressions that one entry of the table stands for, each with its frame: itself, or a people or a mother tongue in words."""
    if frame == "languages":
        for tongue in ("langue maternelle : {}", "langue maternelle: {}", "langue maternelle est le {}", "langue maternelle est l'{}",
                       "{} (langue maternelle)", "{} : langue maternelle", "{} langue maternelle", "mother tongue: {}",
                       "mother tongue is {}",
                       "native {} speaker", "native speaker of {}"):  # fmt: skip
            yield tongue.format(text), "label"
        return
    yield text, "is" if frame == "peoples" else frame
    if frame == "peoples":
        for origin in ("origine {}", "origines {}s", "{} origin", "{} descent", "{} heritage", "nationalité {}", "ethnie {}"):
            yield origin.format(text), "firm"
        for label in ("nationalité : {}", "nationalité: {}", "nationality: {}"):
            yield label.format(text), "alone"


def _rarest(text: str) -> str:
    words: list[str] = _WORD.findall(text)
    return max(words, key=len)
