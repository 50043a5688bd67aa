"""Section 10: what was looked at and what could not be, possible namesakes, how the scores are made, limits, notices, glossary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ereput.model import Band, Coverage, Match, Mention, Score, Skip, Verdict, say
from ereput.render.book import Book
from ereput.render.look import VERDICTS
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import tables_in
from ereput.render.tables import TableView

LOOKS = 120
"""Lines of coverage in the report; the others are counted, and stand in `audit.json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A mention that may be about somebody else, with the reasons."""

    mention: Mention
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    counts: tuple[tuple[Verdict, int], ...]
    looks: tuple[Coverage, ...]
    more_looks: int
    skips: tuple[Skip, ...]
    more_skips: int
    doubts: tuple[Doubt, ...]
    more_doubts: int
    scores: tuple[Score, ...]
    tables: tuple[TableView, ...]


def build(book: Book) -> View:
    audit = book.audit
    counted = Counter(look.verdict for look in audit.coverage)
    doubts = [
        Doubt(mention=book.mentions[match.mention], match=match)
        for match in sorted(audit.matches, key=lambda m: (-m.probability, m.mention))
        if match.band in (Band.TO_CHECK, Band.NAMESAKE) and match.mention in book.mentions
    ]
    return View(
        counts=tuple((verdict, counted[verdict]) for verdict in VERDICTS if counted[verdict]),
        looks=audit.coverage[:LOOKS],
        more_looks=max(len(audit.coverage) - LOOKS, 0),
        skips=audit.skips[:LOOKS],
        more_skips=max(len(audit.skips) - LOOKS, 0),
        doubts=tuple(doubts[:40]),
        more_doubts=max(len(doubts) - 40, 0),
        scores=audit.scores,
        tables=tables_in(book, "method"),
    )


SECTION = Section(
    id="method",
    title=say("Ce qui a été regardé, et comment"),
    asks=say("D'où viennent ces constats, et que valent-ils ?"),
    build=build,
)
