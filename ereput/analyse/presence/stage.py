"""Every check run once over what is known: findings and tables, in a fixed order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.analyse.presence.making import lacking
from ereput.analyse.presence.once import forget
from ereput.analyse.presence.student_moment import spared
from ereput.model import Finding, Kind, Table, say
from ereput.registry import adapters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ereput.analyse.presence.base import Check, Known, Yield
    from ereput.model import Reading

PACKAGE, GROUP = "ereput.analyse.presence", "ereput.checks"


def checks() -> Mapping[str, Check]:
    """Every check, by its rule id."""
    return adapters(PACKAGE, "CHECK", group=GROUP)


def seen(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """What checks may look at: what counts as hers, and every line of a results page, namesakes' too."""
    return tuple(r for r in readings if r.match.counts or r.mention.kind is Kind.RESULT)


def run(known: Known, chosen: Iterable[Check] | None = None) -> tuple[tuple[Finding, ...], tuple[Table, ...]]:
    """Findings (one per id) and tables (one per id: the rows that several checks give to one table are joined)."""
    findings: dict[str, Finding] = {}
    tables: dict[str, Table] = {}
    for check in chosen if chosen is not None else checks().values():
        for found in _guarded(check, known):
            item = spared(found, known)
            if item is None:
                continue
            if isinstance(item, Table):
                tables[item.id] = _joined(tables[item.id], item) if item.id in tables else item
            else:
                findings.setdefault(item.id, item)
    forget()
    return tuple(findings.values()), tuple(tables.values())


def _guarded(check: Check, known: Known) -> Iterator[Yield]:
    """A check that fails says so in a table and leaves the others alone; what it gave before is kept."""
    try:
        yield from check.run(known)
    except Exception as error:  # one faulty check (perhaps a third party's) must not lose the audit; the table tells it
        note = say("Cette vérification a échoué ({kind}) : rien n'en est conclu.", kind=type(error).__name__)
        yield lacking(f"{check.name}.failed", check.title, note)


def _joined(one: Table, other: Table) -> Table:
    status = "too_early" if "too_early" in (one.status, other.status) else one.status
    return replace(one, rows=(*one.rows, *other.rows), status=status, note=one.note or other.note)
