"""What every check makes its answers with: findings with stable ids, rows of a score, evidence quoted from masked text, "not enough
data".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.masking import quote
from ereput.model import Axis, Cell, Evidence, Finding, Reading, Severity, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ereput.analyse.presence.base import Known, Yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check as a value (see `base.Check`): what it is called, which rows of CHECKS.md it answers, what it needs, how it is run."""

    name: str
    title: Text
    answers: tuple[str, ...]
    needs: Text
    run: Callable[[Known], Iterable[Yield]]


def finding(
    known: Known,
    rule: str,
    key: str,
    *,
    axis: Axis,
    severity: Severity,
    title: Text,
    explanation: Text,
    remedy: Text | None = None,
    evidence: Iterable[Evidence] = (),
    confidence: float = 0.9,
    label: str = "",
    part: tuple[str, float] | None = None,
    details: tuple[tuple[str, str], ...] = (),
) -> Finding:
    """A finding whose id depends on the rule and on `key` only. `part` = (part of the axis, points that part gains once settled)."""
    digest = hashlib.sha256(known.salt + f"{rule}\x1f{key}".encode("utf-8", "replace")).hexdigest()[:16]
    gain = (("part", part[0]), ("points", f"{part[1]:.2f}")) if part else ()
    return Finding(
        id=digest, rule=rule, kind=rule, axis=axis, severity=severity, confidence=confidence, title=title, explanation=explanation,
        label=label, remedy=remedy, evidence=tuple(evidence), details=(*details, *gain),
    )  # fmt: skip


def part(axis: Axis, id_: str, value: float | None, inputs: Text) -> Table:
    """One row of the score table of presence for `axis`; the stage joins the rows of all checks."""
    shown = None if value is None else round(min(max(value, 0.0), 100.0), 1)
    return Table(id=f"presence.{axis}", title=PART_TITLE, columns=PARTS, rows=((id_, shown, inputs),))


PARTS = ("part", "value", "inputs")
PART_TITLE = Text(msg="Parts mesurées par la présence")


def table(id_: str, title: Text, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], *, note: Text | None = None) -> Table:
    """A measured table; without any row nor note it says "not enough data"."""
    kept = tuple(rows)
    return Table(id=id_, title=title, columns=columns, rows=kept, status="ok" if kept or note else "not_enough_data", note=note)


def lacking(id_: str, title: Text, note: Text, *, status: str = "not_enough_data") -> Table:
    """The answer of a check that will not guess: why it cannot tell."""
    return Table(id=id_, title=title, columns=(), status=status, note=note)


def proof(reading: Reading, value: str = "", *, start: int | None = None, end: int | None = None) -> Evidence:
    """Evidence at a reading: a field's `value` quoted as it is, or the masked text around [start, end), or its first words."""
    mention = reading.mention
    if value:
        words = value[:200]
    elif start is not None and end is not None:
        words = quote(reading.masked, start, end)
    else:
        words = quote(reading.masked, 0, 0, around=120) if reading.masked else mention.title[:120]
    return Evidence(
        url=mention.url, quote=words, span=(start, end) if start is not None and end is not None else None,
        sha256=mention.sha256, seen_at=mention.seen_at, mention=mention.id, audience=mention.audience,
    )  # fmt: skip


def listed(words: Sequence[Text | str]) -> Text | str:
    """Words one after the other with commas; "" for none."""
    told: Text | str = next(iter(words), "")
    for word in words[1:]:
        told = say("{first}, {rest}", first=told, rest=word)
    return told


def computed(*inputs: str) -> Evidence:
    """Evidence of a statement that is a computation: the ids of what it was computed from."""
    return Evidence(url="", computed_from=inputs)


def share(part_: float, whole: float) -> float:
    """`part_` of `whole` in percent; 0 when there is nothing."""
    return 100 * part_ / whole if whole else 0.0
