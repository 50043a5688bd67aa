"""The rubric: every number and word of the scores, read from `rubric.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.model import Axis, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule:
    """One part of an axis: its weight and its name for the reader."""

    id: str
    axis: Axis | None
    weight: float
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """`grades` from best to worst as (letter, lowest value); `words` by axis and letter; `caps` by severity, `caps_rules` by rule id."""

    version: str
    grades: tuple[tuple[str, float], ...]
    words: Mapping[Axis, Mapping[str, Text]]
    questions: Mapping[Axis, Text]
    caps: Mapping[str, float]
    caps_rules: Mapping[str, float]
    parts: Mapping[str, PartRule]
    other_weight: float
    least_answers: int
    least_share: float
    least_weight: float

    def grade(self, value: float) -> str:
        """The letter of a value 0–100."""
        return next(letter for letter, lowest in self.grades if value >= lowest)

    def part(self, id_: str) -> PartRule:
        return self.parts.get(id_) or PartRule(
            id=id_, axis=None, weight=self.other_weight, title=Text(msg=id_.replace("{", "").replace("}", ""))
        )


_FILE = Path(__file__).parent / "rubric.toml"


@cache
def load(path: Path = _FILE) -> Rubric:
    """The rubric in `path`; the one that ships by default."""
    body = tomllib.loads(path.read_text("utf-8"))
    parts = {
        id_: PartRule(id=id_, axis=Axis(row["axis"]), weight=float(row["weight"]), title=Text(msg=row["fr"]))
        for id_, row in body["parts"].items()
    }
    return Rubric(
        version=body["version"],
        grades=tuple(sorted(((k, float(v)) for k, v in body["grades"].items()), key=lambda g: -g[1])),
        words={axis: {k: Text(msg=v) for k, v in body[axis]["words_fr"].items()} for axis in Axis},
        questions={axis: Text(msg=body[axis]["question_fr"]) for axis in Axis},
        caps={k: float(v) for k, v in body["caps"].items()},
        caps_rules={k: float(v) for k, v in body["caps_rules"].items()},
        parts=parts,
        other_weight=float(body["other"]["weight"]),
        least_answers=body["coverage"]["least_answers"],
        least_share=body["coverage"]["least_share"],
        least_weight=body["coverage"]["least_weight"],
    )


def translations(path: Path = _FILE) -> Iterator[tuple[str, str]]:
    """French and English of every word in the rubric: what the catalogue of the room must hold."""
    body = tomllib.loads(path.read_text("utf-8"))
    for axis in Axis:
        row = body[axis]
        yield row["fr"], row["en"]
        yield row["question_fr"], row["question_en"]
        yield from ((row["words_fr"][k], row["words_en"][k]) for k in row["words_fr"])
    yield from ((row["fr"], row["en"]) for row in body["parts"].values())
