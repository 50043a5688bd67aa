"""The published table of gravity: level, weight, reason and reference of each KIND (gravity.toml), and what each audience weighs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.model import Audience, Severity, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = Path(__file__).with_name("gravity.toml")
SEVERITIES = {1: Severity.LOW, 2: Severity.MEDIUM, 3: Severity.HIGH, 4: Severity.CRITICAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravity:
    """Level 1–4 (CNIL), its weight in the exposition, a one-line reason and its reference."""

    level: int
    weight: float
    reason: Text
    reference: str

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.level]


@cache
def table() -> dict[str, Gravity]:
    """Gravity by KIND; a kind that is not there is a clue, not an exposure."""
    body = tomllib.loads(PATH.read_text("utf-8"))
    weights = {int(level): float(weight) for level, weight in body["weights"].items()}
    return {
        kind: Gravity(level=row["level"], weight=weights[row["level"]], reason=Text(msg=row["reason"]), reference=row["reference"])
        for kind, row in body["kinds"].items()
    }


@cache
def _visibilities() -> dict[str, float]:
    return {name: float(value) for name, value in tomllib.loads(PATH.read_text("utf-8"))["visibility"].items()}


def visibility(audiences: Iterable[Audience]) -> float:
    """1 - Π(1 - v): how visible a fact is that shows in several places; 0 for the person's own papers only."""
    return 1.0 - prod(1.0 - _visibilities()[audience] for audience in audiences)
