"""What most sections are made of: findings, measured tables, and a word on what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from ereput.model import Axis, Finding, Severity, Text
from ereput.render.book import Book, Item, is_problem
from ereput.render.tables import TableView, tables_of

CARDS = 24
"""Findings shown as cards in one section; the next ones are lines of a table, so that a long report stays readable."""

_OWNERS = (
    ("recruiter", ("recruiter.", "serp.")),
    ("networks", ("networks.", "contacts.", "network.", "contact.")),
    ("coherence", ("coherence.", "proof.", "evidence.")),
    ("alive", ("activity.", "alive.")),
    ("keywords", ("keywords.", "readability.", "findability.", "words.")),
    ("exposure", ("exposure.", "pii.")),
)
_BY_AXIS = {Axis.FINDABLE: "keywords", Axis.CREDIBLE: "coherence", Axis.ALIVE: "alive", Axis.PROTECTED: "exposure"}
KNOWN = (*(prefix for _, prefixes in _OWNERS for prefix in prefixes), "plan.", "interview.", "watch.", "evolution.")
"""Prefixes of the tables that a section shows; the others go to the annex."""


def section_of(finding: Finding) -> str:
    """The section where a finding is told: by its rule's family, else by its axis."""
    for section, prefixes in _OWNERS:
        if finding.rule.startswith(prefixes):
            return section
    return _BY_AXIS[finding.axis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """`cards` are the gravest problems, `lines` the next ones, `good` what is already fine; `missing` says what to add to know more."""

    cards: tuple[Item, ...] = ()
    lines: tuple[Item, ...] = ()
    good: tuple[Item, ...] = ()
    tables: tuple[TableView, ...] = ()
    missing: Text | None = None

    @property
    def empty(self) -> bool:
        return not (self.cards or self.good or self.tables)


def chapter(book: Book, section: str, *prefixes: str, missing: Text, but: tuple[str, ...] = ()) -> Chapter:
    """The findings of `section` and the tables under `prefixes`; `missing` is said when there is nothing at all."""
    mine = [item for item in book.items if section_of(item.finding) == section and not item.finding.lane]
    problems = tuple(item for item in mine if is_problem(item.finding))
    good = tuple(item for item in mine if item.finding.severity in (Severity.GOOD, Severity.INFO))
    tables = tables_of(book, *prefixes, but=but)
    return Chapter(
        cards=problems[:CARDS],
        lines=problems[CARDS:],
        good=good,
        tables=tables,
        missing=None if mine or tables else missing,
    )
