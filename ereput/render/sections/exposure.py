"""Section 3: personal data that shows: by gravity, masked, where; what is about others; the sensitive lane, for the person only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from ereput.model import Severity, say
from ereput.render.book import Book, Item, is_problem
from ereput.render.look import SEVERITIES
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import Chapter, chapter, section_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`counts` by gravity, of all that is told here; `sensitive` are GDPR article 9 facts, told apart; `others` are facts about other
    people.
    """

    chapter: Chapter
    counts: tuple[tuple[Severity, int], ...]
    sensitive: tuple[Item, ...]
    others: int


def build(book: Book) -> View:
    missing = say("Aucune donnée personnelle exposée n'a été relevée dans ce qui a été lu.")
    mine = [item for item in book.items if section_of(item.finding) == "exposure"]
    counted = Counter(item.finding.severity for item in mine if is_problem(item.finding))
    told, sensitive = chapter(book, "exposure", missing=missing), tuple(item for item in book.items if item.finding.lane)
    return View(
        chapter=told if counted or sensitive else replace(told, missing=missing),
        counts=tuple((severity, counted[severity]) for severity in SEVERITIES if counted[severity]),
        sensitive=sensitive,
        others=sum(item.finding.whose == "other" for item in mine),
    )


SECTION = Section(id="exposure", title=say("Ce qui est exposé"), asks=say("Quelles données personnelles se voient, et où ?"), build=build)
