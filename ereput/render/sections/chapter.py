"""What most sections are made of: findings, measured tables, and a word on what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from ereput.model import Axis, Finding, Severity, Table, Text
from ereput.render import paper
from ereput.render.book import Book, Item, is_problem
from ereput.render.tables import TableView, shown

CARDS = 24
"""Findings shown as cards in one section; the next ones have a line each, so that a long report stays readable."""

GOOD = 12
"""Good points told in full in one section."""

_OWNERS = (
    ("recruiter", ("recruiter.", "serp.")),
    ("networks", ("networks.", "contacts.", "network.", "contact.", "accounts.", "partition.", "showcase.", "student.")),
    ("coherence", ("coherence.", "career.", "stale.", "proof.", "evidence.")),
    ("alive", ("activity.", "alive.", "links.")),
    ("keywords", ("keywords.", "readability.", "readable.", "findability.", "words.", "visibility.", "headline.", "offer.", "letter.")),
    ("exposure", ("exposure.", "pii.")),
    ("plan", ("plan.", "interview.", "watch.", "alerts.", "employer.")),
)
_BY_AXIS = {Axis.FINDABLE: "keywords", Axis.CREDIBLE: "coherence", Axis.ALIVE: "alive", Axis.PROTECTED: "exposure"}
PARTS = ("part", "value", "inputs")
"""Columns of the tables that the score is folded from: the report shows the score's own parts instead."""


def section_of(finding: Finding) -> str:
    """The section where a finding is told: by its rule's family, else by its axis; the plan tells what to do, and no finding.

    What weighs on the exposure is told with the rest of it, whichever check found it.
    """
    owner = "exposure" if finding.axis is Axis.PROTECTED and finding.weight > 0 else _owner(finding.rule)
    return owner if owner and owner != "plan" else _BY_AXIS[finding.axis]


def section_of_table(table: Table) -> str:
    """The section where a table stands: by its id's family, else the annex of the last section."""
    return _owner(table.id) or "method"


def _owner(name: str) -> str | None:
    return next((section for section, prefixes in _OWNERS if name.startswith(prefixes) or f"{name}." in prefixes), None)


def tables_in(book: Book, section: str) -> tuple[TableView, ...]:
    """Every table of `section` that measured something and that the medium shows, in the order of the audit."""
    return tuple(shown(book, table) for table in _measured(book, section) if table.status == "ok" and paper.prints(book, table))


def unmeasured(book: Book, section: str) -> tuple[TableView, ...]:
    """The tables of `section` that had too little to measure: told together, in a line each, where they would stand."""
    return tuple(shown(book, table) for table in _measured(book, section) if table.status != "ok" and paper.prints(book, table))


def elsewhere(book: Book, section: str) -> tuple[Text, ...]:
    """The titles of the tables of `section` that stand in the HTML page alone."""
    return paper.named(book, _measured(book, section))


def _measured(book: Book, section: str) -> tuple[Table, ...]:
    return tuple(table for table in book.audit.tables if table.columns != PARTS and section_of_table(table) == section)


Lines: TypeAlias = "tuple[tuple[Severity, tuple[Item, ...]], ...]"
"""Findings told in one line each, by gravity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """`cards` are the gravest problems, `good` what is already fine; `lines` and `good_lines` the next ones, by gravity; `missing` says
    what to add to know more.
    """

    cards: tuple[Item, ...] = ()
    lines: Lines = ()
    good: tuple[Item, ...] = ()
    good_lines: Lines = ()
    tables: tuple[TableView, ...] = ()
    missing: Text | None = None

    @property
    def empty(self) -> bool:
        return not (self.cards or self.good or self.tables)


def _by_gravity(items: tuple[Item, ...]) -> Lines:
    """`items`, which come from the gravest to the best, one group a gravity."""
    return tuple((level, tuple(group)) for level, group in groupby(items, key=lambda item: item.finding.severity))


def chapter(book: Book, section: str, *, missing: Text) -> Chapter:
    """The findings and the tables of `section`; `missing` is said when there is nothing at all."""
    mine = [item for item in book.items if section_of(item.finding) == section and not item.finding.lane]
    problems = tuple(item for item in mine if is_problem(item.finding))
    good = tuple(item for item in mine if item.finding.severity in (Severity.GOOD, Severity.INFO))
    tables = tables_in(book, section)
    most = paper.cards(book, problems, CARDS)
    return Chapter(
        cards=problems[:most],
        lines=_by_gravity(problems[most:]),
        good=good[:GOOD],
        good_lines=_by_gravity(good[GOOD:]),
        tables=tables,
        missing=None if mine or _measured(book, section) else missing,
    )
