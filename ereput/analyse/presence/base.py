"""What a check is: one question of CHECKS.md, answered from what was read, with its evidence, or "not enough data".

A module of `ereput.analyse.presence` exposes its check as `CHECK`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ereput.model import Coverage, Finding, Gap, Reading, Subject, Table, Text

Yield: TypeAlias = "Finding | Table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a check may look at. `readings` are the mentions that count as hers (and her own documents), masked, with every line of
    a results page (`Kind.RESULT`), a namesake's too: `match.counts` tells. `now` is the run's time.
    """

    subject: Subject
    readings: tuple[Reading, ...]
    coverage: tuple[Coverage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    now: datetime
    salt: bytes = b""

    @property
    def young(self) -> bool:
        """Is she under eighteen on the day of the run, for sure? No public presence is expected of her yet."""
        return self.subject.is_minor(self.now.date())


class Check(Protocol):
    """One check. `name` is its rule id ("activity.regularity"); `answers` the rows of CHECKS.md ("D2"); `needs` what it needs, in words."""

    name: str
    title: Text
    answers: tuple[str, ...]
    needs: Text

    def run(self, known: Known) -> Iterable[Yield]: ...
