"""Content that the subject posted before she was eighteen: a reinforced right to erasure (CHECKS G7)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ereput.analyse.exposure.facts import Fact, fingerprint
from ereput.analyse.exposure.whose import own_page, published
from ereput.masking import quote
from ereput.model import Audience, Evidence, Kind, Span, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ereput.model import Mention, Reading, Subject, Text

MAJORITY = 18
POSTED = frozenset({Kind.POST, Kind.COMMENT, Kind.ANSWER, Kind.ARTICLE, Kind.PAGE, Kind.IMAGE, Kind.REACTION})
MOST = 20
"""Proofs kept: each is a page to ask about or to change; the number of posts says the rest."""
FIRST = 3
"""Proofs kept of the posts that a minor today can hide with one setting."""


def majority(subject: Subject) -> date | None:
    """The day she turned eighteen; the first day of the year after when only the year of birth is known. None without a birth."""
    if subject.born is not None:
        day = 28 if (subject.born.month, subject.born.day) == (2, 29) else subject.born.day
        return date(subject.born.year + MAJORITY, subject.born.month, day)
    return date(subject.born_year + MAJORITY, 1, 1) if subject.born_year else None


def as_a_minor(readings: Iterable[Reading], subject: Subject, *, salt: bytes, today: date) -> Iterator[Fact]:
    """One fact for all that she posted as a minor and that others can see; nothing when her birth is unknown.

    Its words say how many there are; whoever is a minor `today` is told of a setting for all rather than of each.
    """
    limit = majority(subject)
    if limit is None:
        return
    posts = [
        reading
        for reading in readings
        if reading.match.counts and own_page(reading.mention, subject) and _posted_before(reading.mention, limit)
    ]
    if posts:
        still = today < limit
        yield Fact(
            id=fingerprint(salt, "MINOR", "posts"),
            kind="MINOR",
            label=f"× {len(posts)}",
            best=Span(start=0, end=0, kind="MINOR", confidence=0.95, rule="minor", base=0.95),
            whose="subject",
            why_whose=say("C'est votre page ou votre document, et personne d'autre n'y est nommé à cet endroit."),
            evidence=_proofs(posts, still=still),
            value="posts",
            told=_told(len(posts), still=still),
            remedy=_EVERY if still else None,
        )


_EVERY = say(
    "Réglez d'abord, une fois pour toutes, qui voit vos publications (compte privé, ou amis seulement) ; puis relisez les plus anciennes."
    " Pour celles que vous voulez voir disparaître, la loi vous donne un droit renforcé à l'effacement (RGPD art. 17, loi Informatique et"
    " Libertés art. 51)."
)


def _told(n: int, *, still: bool) -> Text:
    if still:
        return say(
            "Vous avez moins de dix-huit ans : {n} {n:publication à vous que d'autres peuvent lire est comptée|publications à vous que"
            " d'autres peuvent lire sont comptées} en un seul constat, avec les premières adresses.",
            n=n,
        )
    return say("{n} {n:publication date|publications datent} d'avant vos dix-huit ans, et d'autres que vous peuvent {n:la|les} lire.", n=n)


def _posted_before(mention: Mention, limit: date) -> bool:
    return (
        mention.kind in POSTED
        and mention.audience is not Audience.PRIVATE
        and mention.published is not None
        and mention.published.date() < limit
    )


def _proofs(posts: Sequence[Reading], *, still: bool) -> tuple[Evidence, ...]:
    """The first posts; of whoever is a minor still, a few of her own, and those that only somebody else can remove."""
    if not still:
        return tuple(_evidence(reading) for reading in posts[:MOST])
    hers = [reading for reading in posts if published(reading.mention)]
    others = [reading for reading in posts if not published(reading.mention)]
    return tuple(_evidence(reading) for reading in (*hers[:FIRST], *others[: MOST - FIRST]))


def _evidence(reading: Reading) -> Evidence:
    mention = reading.mention
    return Evidence(
        url=mention.url,
        quote=quote(reading.masked, 0, 0, around=80),
        sha256=mention.sha256,
        seen_at=mention.seen_at,
        mention=mention.id,
        audience=mention.audience,
        hers=published(mention),
    )
