"""Feeds as they are in the wild: RSS, Atom (feedparser) and JSON Feed 1.1, each entry as one mention. Entity definitions are refused."""

from __future__ import annotations

from calendar import timegm
from codecs import BOM_UTF8
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.sax import SAXParseException

from ereput.collect import fields
from ereput.collect.dates import from_seconds, moment
from ereput.collect.reading import Malformed, facts, load_object, mention, objects_at, plain, text_at, texts_at
from ereput.model import Kind, Mention, Page, Tally, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

ENTRIES = 300
"""Entries read of one feed: the latest come first."""
_COMMENTS = ("comments for", "commentaires sur", "comments on", "commentaires pour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: absolute link, title and words as inert text."""

    link: str
    title: str
    text: str
    published: datetime | None
    author: str
    tags: tuple[str, ...]
    email: str = ""
    ident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    title: str
    language: str
    entries: tuple[Entry, ...]
    skipped: int
    of_comments: bool


def read(page: Page) -> Feed:
    """The feed in `page`. Raises Malformed when it is none, or when it defines entities (billion laughs, external entities)."""
    body = page.body.removeprefix(BOM_UTF8).lstrip()
    if not body:  # feedparser asks it for a version, which it has not
        raise Malformed
    if body[:1] == b"{":
        return _json_feed(load_object(page))
    if b"<!ENTITY" in page.body or b"<\x00!\x00E\x00N\x00T" in page.body:
        raise Malformed
    import feedparser

    parsed = feedparser.parse(page.body, response_headers={"content-location": page.url, "content-type": page.header("content-type")})
    if not parsed.version or (not parsed.entries and isinstance(parsed.get("bozo_exception"), SAXParseException)):
        raise Malformed  # a feed cut before its first entry is no empty feed
    language, title = str(parsed.feed.get("language", ""))[:2].lower(), plain(str(parsed.feed.get("title", "")))
    found = [entry for item in parsed.entries[:ENTRIES] if (entry := _entry(item, language)) is not None]
    return Feed(
        title=title,
        language=language,
        entries=tuple(found),
        skipped=len(parsed.entries) - len(found),
        of_comments=title.lower().startswith(_COMMENTS) or "/comments/" in page.url or "comments-rss2" in page.url,
    )


def _entry(item: Any, language: str) -> Entry | None:
    contents = [str(part.get("value", "")) for part in item.get("content", ())]
    text = plain(max([*contents, str(item.get("summary", ""))], key=len))
    title = plain(str(item.get("title", "")))
    if not (text or title):
        return None
    name = "published" if "published" in item or "updated" not in item else "updated"
    when, told = item.get(f"{name}_parsed"), str(item.get(name, ""))  # some write the date in French, which feedparser does not read
    return Entry(
        link=str(item.get("link", "")),
        ident=str(item.get("id", "")),
        title=title,
        text=text,
        published=from_seconds(timegm(when)) if when else moment(told, language=language),
        author=plain(str((item.get("author_detail") or {}).get("name") or item.get("author", ""))),
        tags=tuple(str(tag.get("term") or "") for tag in item.get("tags", ())),
        email=str((item.get("author_detail") or {}).get("email", "")),
    )


def _json_feed(body: dict[str, Any]) -> Feed:
    if "jsonfeed.org" not in text_at(body, "version"):
        raise Malformed
    items, language = objects_at(body, "items"), text_at(body, "language")[:2].lower()
    entries = tuple(
        Entry(
            link=text_at(item, "url") or text_at(item, "external_url"),
            title=plain(text_at(item, "title")),
            text=plain(text_at(item, "content_html") or text_at(item, "content_text") or text_at(item, "summary")),
            published=moment(text_at(item, "date_published"), language=language),
            author=text_at(item, "authors", 0, "name") or text_at(item, "author", "name"),
            tags=tuple(texts_at(item, "tags")),
            ident=text_at(item, "id"),
        )
        for item in items[:ENTRIES]
    )
    return Feed(title=text_at(body, "title"), language=language, entries=entries, skipped=len(items) - len(entries), of_comments=False)


def mentions(page: Page, feed: Feed, *, kind: Kind = Kind.ARTICLE, declared: bool) -> Iterator[Mention | Tally]:
    """One mention an entry. In a feed of comments each is its author's word, not the owner's."""
    for entry in feed.entries:
        yield mention(
            page,
            Kind.COMMENT if feed.of_comments else kind,
            url=entry.link or f"{page.url}#entry-{_mark(entry)}",
            title=entry.title,
            text=entry.text,
            fields=facts((fields.TAG, entry.tags), (fields.NAME, entry.author), (fields.EMAIL, entry.email)),
            published=entry.published,
            author=entry.author or None,
            language=feed.language,
            declared=declared and not feed.of_comments,
        )
    yield Tally(name=feed.title or page.url, read=len(feed.entries), skipped=feed.skipped, reason=say("entrées vides ou trop anciennes"))


def _mark(entry: Entry) -> str:
    """What tells an entry without a link of its own (RSS allows it) from the others of its feed, from one run to the next."""
    return sha256((entry.ident or entry.title + entry.text).encode("utf-8", "replace")).hexdigest()[:12]


def is_feed(page: Page) -> bool:
    """Whether an answer looks like a feed by its type or its first bytes."""
    kind = page.header("content-type").lower()
    start = page.body[:600].lstrip().lower()
    return any(word in kind for word in ("rss", "atom", "feed+json")) or (
        start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
    )
