"""Section 10: what was looked at and what could not be, possible namesakes, how the scores are made, limits, notices, glossary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ereput.model import Band, Coverage, Match, Mention, Score, Skip, Text, Verdict, say
from ereput.render.book import Book
from ereput.render.look import VERDICTS
from ereput.render.sections.base import Section, gathered
from ereput.render.sections.chapter import tables_in
from ereput.render.share import chosen
from ereput.render.tables import TableView

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOKS = 120
"""Lines of coverage that are shown at once; the others are folded on a screen, and counted on paper."""
DOUBTS = 40
"""Possible namesakes that are shown at once, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A mention that may be about somebody else, with the reasons."""

    mention: Mention
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All looks at one source: how many ended with each of the verdicts, in the order of `View.counts`."""

    source: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`groups` are for paper, where `looks` are those that found nothing and that no skip explains; a screen shows every look instead.

    `looks` and `skips` come as they are told: on paper, those that share a reason are one line. `counts` are all looks by verdict;
    each of `scores` comes with the percents of its parts and what keeps it from more; `first` are shown at once. `told_doubts` is false
    when she keeps to herself what may be a namesake's.
    """

    counts: tuple[tuple[Verdict, int], ...]
    groups: tuple[Group, ...]
    looks: tuple[tuple[Coverage, ...], ...]
    skips: tuple[tuple[Skip, ...], ...]
    doubts: tuple[Doubt, ...]
    scores: tuple[tuple[Score, tuple[int, ...], tuple[Text, ...]], ...]
    tables: tuple[TableView, ...]
    told_doubts: bool = True
    first: int = LOOKS
    first_doubts: int = DOUBTS


def build(book: Book) -> View:
    audit = book.audit
    counted = Counter(look.verdict for look in audit.coverage)
    verdicts = tuple(verdict for verdict in VERDICTS if counted[verdict])
    on_paper = book.medium == "pdf"
    told = {(skip.source, skip.where) for skip in audit.skips}
    looks = tuple(
        look for look in audit.coverage if not on_paper or (look.verdict is not Verdict.PRESENT and (look.source, look.where) not in told)
    )
    doubts = [
        Doubt(mention=book.mentions[match.mention], match=match)
        for match in sorted(audit.matches, key=lambda m: (-m.probability, m.mention))
        if match.band in (Band.TO_CHECK, Band.NAMESAKE) and match.mention in book.mentions
    ]
    if on_paper:
        doubts = _by_place(doubts)
    return View(
        counts=tuple((verdict, counted[verdict]) for verdict in verdicts),
        groups=_groups(audit.coverage, verdicts) if on_paper else (),
        looks=gathered(looks, lambda look: (look.source, look.verdict, look.reason)) if on_paper else _alone(looks),
        skips=gathered(audit.skips, lambda skip: (skip.reason, skip.hint)) if on_paper else _alone(audit.skips),
        doubts=tuple(doubts),
        scores=tuple((score, weights(score), reasons(score)) for score in audit.scores),
        tables=tables_in(book, "method"),
        told_doubts="recruiter" in chosen(audit, book.options),
    )


def _by_place(doubts: Iterable[Doubt]) -> list[Doubt]:
    """The likeliest mention of each page: a result and the page it leads to, or the posts of one thread, are one line."""
    places: dict[tuple[str, Band], Doubt] = {}
    for doubt in doubts:
        places.setdefault((doubt.mention.url or doubt.mention.id, doubt.match.band), doubt)
    return [*places.values()]


def reasons(score: Score) -> tuple[Text, ...]:
    """Why the score is not higher, without what the line of a part says already."""
    told = {part.title for part in score.parts}
    return tuple(why for why in score.why_not if dict(why.args).get("part") not in told)


def weights(score: Score) -> tuple[int, ...]:
    """What each part of `score` weighs, in whole percents that sum to 100 (the largest remainders are rounded up)."""
    whole = sum(part.weight for part in score.parts) or 1
    exact = [100 * part.weight / whole for part in score.parts]
    left = round(sum(exact)) - sum(int(share) for share in exact)
    up = sorted(range(len(exact)), key=lambda i: (int(exact[i]) - exact[i], i))[:left]
    return tuple(int(share) + (i in up) for i, share in enumerate(exact))


T = TypeVar("T")


def _alone(values: tuple[T, ...]) -> tuple[tuple[T], ...]:
    return tuple((value,) for value in values)


def _groups(looks: tuple[Coverage, ...], verdicts: tuple[Verdict, ...]) -> tuple[Group, ...]:
    counted = Counter((look.source, look.verdict) for look in looks)
    sources = dict.fromkeys(look.source for look in looks)
    return tuple(Group(source=source, counts=tuple(counted[source, verdict] for verdict in verdicts)) for source in sources)


SECTION = Section(
    id="method",
    title=say("Ce qui a été regardé, et comment"),
    asks=say("D'où viennent ces constats, et que valent-ils ?"),
    build=build,
)
