"""What she did in public, one act at a time: published, answered, commented; and which network each mention belongs to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ereput.analyse.presence.catalogue import catalogue
from ereput.model import Audience, Kind, Mention, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once

YEAR = timedelta(days=365)
URL = re.compile(r"https?://[^\s<>\"')\]]{1,500}|\b(?:www\.)[^\s<>\"')\]]{1,300}")
_NOT_WORDS = re.compile(r"[#@][\w.]{1,100}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Act(StrEnum):
    """The three acts of a living profile (CHECKS D4)."""

    PUBLISH = "publish"
    ANSWER = "answer"
    COMMENT = "comment"


_ACTS = {Kind.POST: Act.PUBLISH, Kind.ARTICLE: Act.PUBLISH, Kind.ANSWER: Act.ANSWER, Kind.COMMENT: Act.COMMENT, Kind.PROJECT: Act.PUBLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One act of hers: what, when (UTC), where; `words` are her own (links, hashtags and names of others left out)."""

    act: Act
    at: datetime
    network: str
    reading: Reading
    words: int


def fold(text: str) -> str:
    """Lower case without accents; one space between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def host(url: str) -> str:
    """The host of a URL without www; "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def network_of(mention: Mention) -> str:
    """The id of the network a mention comes from: its own word, else the catalogue's by source or host, else the host."""
    named = mention.field("network") or (mention.source if mention.source in catalogue().by_id else "")
    if named:
        return named
    known = catalogue().by_host(host(mention.url))
    return known.id if known else host(mention.url) or mention.source


def network_name(mention: Mention) -> str:
    """The name of the network a mention comes from, as its users say it."""
    known = catalogue().by_id.get(network_of(mention))
    return known.name if known else network_of(mention)


def hers(mention: Mention, subject: Subject) -> bool:
    """Did she write it? Declared sources, her own pages, or an author that bears one of her names or handles."""
    if mention.declared or any(mention.url.startswith(p.rstrip("/")) for p in subject.pages):
        return True
    author = fold(mention.author or "")
    return bool(author) and author in _her_names(subject)


@cache
def _her_names(subject: Subject) -> frozenset[str]:
    return frozenset(fold(n) for n in (*subject.names, *subject.variants, *(h.user for h in subject.handles)))


@Once
def acts(known: Known) -> tuple[Done, ...]:
    """Her dated acts, oldest first."""
    return tuple(sorted(_acts(known), key=lambda d: (d.at, d.reading.mention.id)))


def _acts(known: Known) -> Iterator[Done]:
    for reading in known.readings:
        mention = reading.mention
        act = _ACTS.get(mention.kind)
        if act is None or mention.published is None or not hers(mention, known.subject) or mention.published > known.now:
            continue
        if mention.field("reply_to") and mention.kind is Kind.POST:
            act = Act.ANSWER
        yield Done(act=act, at=mention.published, network=network_of(mention), reading=reading, words=own_words(mention.text))


def recent(done: Iterable[Done], now: datetime, *, within: timedelta = YEAR) -> tuple[Done, ...]:
    """The acts of the last year (or `within`)."""
    return tuple(d for d in done if d.at >= now - within)


def own_words(text: str) -> int:
    """How many words are hers: links, hashtags and @names left out."""
    return len(_WORD.findall(_NOT_WORDS.sub(" ", URL.sub(" ", text))))


def links(reading: Reading) -> tuple[str, ...]:
    """The links of a post: its `link` fields and the addresses in its text, once each; a page's links to its own site are its
    navigation and are left out."""
    found = (*reading.mention.all("link"), *(u.rstrip(".,;:!?") for u in URL.findall(reading.mention.text)))
    here = host(reading.mention.url)
    return tuple(dict.fromkeys(u for u in found if not here or host(u) != here or reading.mention.kind in (Kind.POST, Kind.COMMENT)))


def public(mention: Mention) -> bool:
    """Can anybody see it without an account?"""
    return mention.audience in (Audience.INDEXED, Audience.PUBLIC)


def about(known: Known, *kinds: Kind) -> tuple[Reading, ...]:
    """The readings of these kinds, in the order given by the audit."""
    return tuple(r for r in known.readings if r.mention.kind in kinds)
