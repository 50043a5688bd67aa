"""What the PDF prints of the measured tables: those that the story of a section needs, and how many of their rows.

Every other table stands in full in the HTML page and in `audit.json`; the PDF names them at the end of their section.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ereput.model import Severity, Table, Text
from ereput.render.book import Book, Item

MOST = 20
"""Rows of a table on paper when nothing else is said."""

MAIN: Mapping[str, int] = MappingProxyType(
    {
        "recruiter.stops": 6,
        "recruiter.view": 10,
        "exposure.exposition": 8,
        "exposure.removal": 5,
        "exposure.identifiability": 6,
        "exposure.cocktails": 4,
        "keywords.matrix": 8,
        "keywords.funnel": 6,
        "keywords.findability": 4,
        "activity.calendar": MOST,
        "activity.mix": MOST,
        "activity.targeting": 6,
        "networks.map": 6,
        "contacts.circles": 9,
        "contacts.introducers": 5,
        "contacts.renew": 5,
        "coherence.cv": 5,
        "coherence.facts": 5,
        "coherence.profiles": 5,
        "plan.weeks": 12,
        "plan.interview": 5,
        "employer.letter": 6,
        "employer.cv": 5,
        "employer.sheet": 5,
    }
)
"""Id of a table that the PDF prints -> its rows on paper, at most. An id that is not here is a detail."""

LEFT_OUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "keywords.matrix": ("nature",),
        "coherence.cv": ("network",),
        "plan.weeks": ("week", "source"),
        "plan.interview": ("source",),
        "employer.letter": ("reason",),
        "employer.sheet": ("source",),
    }
)
"""Columns that the others already tell on a narrow page: a screen shows them."""

TOTAL = "total"
"""What the first cell of a line that sums the others holds."""

PROOFS: Mapping[str, int] = MappingProxyType({"pdf": 2, "html": 4})
"""Proofs of one finding, by medium."""

REASONS: Mapping[str, int] = MappingProxyType({"pdf": 3, "html": 6})
"""Reasons of one finding, by medium."""

PLACES = 12
"""Addresses told on paper after one reason that they share."""

LOW = 2
"""Findings of low gravity told as cards in a section on paper; the next ones have a line, and their remedy in the plan."""

SUGGESTIONS = 5
"""Missing words told one by one on paper; the page tells the next ones."""


def cards(book: Book, problems: tuple[Item, ...], most: int) -> int:
    """How many of `problems`, the gravest first, are told as cards: at most `most`, and few of low gravity on paper; never all but one,
    which would stand under a heading of its own.
    """
    grave = sum(item.finding.severity is not Severity.LOW for item in problems)
    shown = min(grave + LOW, most) if book.medium == "pdf" else most
    return shown + (len(problems) - shown == 1)


def prints(book: Book, table: Table) -> bool:
    """Whether this medium shows `table`: paper shows the main ones that have something to say, a screen shows all of them."""
    return book.medium != "pdf" or (table.id in MAIN and not _blank(table))


def _blank(table: Table) -> bool:
    """A measure that found nothing, or no more than a total of nothing."""
    return table.status == "ok" and bool(table.columns) and not any(row[0] != TOTAL for row in table.rows)


def hides(book: Book, table: Table, column: str) -> bool:
    """Whether this medium leaves out `column` of `table`."""
    return book.medium == "pdf" and column in LEFT_OUT.get(table.id, ())


def named(book: Book, tables: tuple[Table, ...]) -> tuple[Text, ...]:
    """The titles of those of `tables` that this medium leaves out, each once; one that measured nothing is not worth a look elsewhere."""
    return tuple(dict.fromkeys(table.title for table in tables if table.rows and not _blank(table) and not prints(book, table)))
