"""Mastodon's archive (`actor.json`, `outbox.json`, `likes.json`, `bookmarks.json`; ActivityStreams 2.0), in a gzipped tar or a ZIP.

Who may see a post is in its `to` and `cc` (https://docs.joinmastodon.org/spec/activitypub/): public, unlisted, followers, or direct.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, base, skip_of
from ereput.collect.archives.counting import PRIVATE_TALK, Count
from ereput.collect.archives.dates import iso, moment
from ereput.collect.archives.items import Json, at, list_at, text_at, whole
from ereput.collect.archives.reading import links_of, outcome, records, table, text_of
from ereput.collect.archives.rows import looks_like
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome
    from ereput.collect.archives.rows import Row

SOURCE = "mastodon"
_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_FILES = ("outbox", "likes", "bookmarks")


class Mastodon:
    """Reads a Mastodon archive, and the CSV of followed accounts."""

    name = SOURCE
    title = say("Archive Mastodon")
    ask = say("Mastodon : Préférences, Import et export, Exporter vos données, Demander vos archives.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_collection(archive, n) or _is_actor(archive, n) for n in archive.ending("json")) or bool(_follows(archive))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        actors = [name for name in archive.ending("json") if _is_actor(archive, name)]
        identity = _identity(archive, actors)
        for name in actors:
            yield from _read_actor(archive, name)
        for name in archive.ending("json"):
            if _is_collection(archive, name):
                stem = base(name)
                yield from records(archive, name, SOURCE, lambda key, item, stem=stem: _item(key, item, stem, identity))  # type: ignore[misc]  # mypy: lambda defaults
        for name in _follows(archive):
            yield from table(archive, name, SOURCE, lambda row: _follow(row, owner), columns=("account address",))


READER = Mastodon()


def _read_actor(archive: Archive, name: str) -> Iterator[Yield]:
    """The whole file is one record."""
    count = Count(name)
    try:
        body = whole(archive, name)
        yield from outcome(count, lambda: _actor(body))
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _is_actor(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    return (base(name) == "actor" and b'"Person"' in head) or (b'"preferredUsername"' in head and b'"outbox"' in head)


def _is_collection(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    return b'"OrderedCollection"' in head and (base(name) in _FILES or b'"orderedItems"' in head)


def _follows(archive: Archive) -> tuple[str, ...]:
    return tuple(n for n in archive.ending("csv") if looks_like(archive, n, "account address") and "follow" in base(n))


def _identity(archive: Archive, actors: list[str]) -> str:
    for name in actors:
        try:
            return text_at(whole(archive, name), "id")
        except ArchiveError:
            continue
    return ""


def _actor(body: Json) -> Outcome:
    summary = text_of(text_at(body, "summary"))
    url = text_at(body, "url") or text_at(body, "id")
    icon = text_at(body, "icon", "url")
    facts: Fields = [
        (fields.NETWORK, SOURCE),
        (fields.NAME, text_at(body, "name")),
        (fields.HANDLE, text_at(body, "preferredUsername")),
        (fields.SUMMARY, summary),
        (fields.CREATED, iso(text_at(body, "published"))),
        (fields.AVATAR, icon if icon.startswith("http") else ""),
        *((fields.SAME_AS, str(other)) for other in list_at(body, "alsoKnownAs")),
    ]
    for proof in list_at(body, "attachment"):
        value = text_at(proof, "value")
        facts += [(fields.SAME_AS if 'rel="me' in value else fields.URL, link) for link in links_of(value)] or [
            ("property", text_of(value))
        ]
    audience = Audience.INDEXED if at(body, "indexable") is True else Audience.PUBLIC
    return mention(SOURCE, Kind.PROFILE, "actor", url=url, title=text_at(body, "name"), text=summary, facts=facts, audience=audience)


def _item(key: str, item: Json, stem: str, identity: str) -> Outcome:
    if key != "orderedItems":
        return None
    if stem == "likes":
        url = item if isinstance(item, str) else text_at(item, "object")
        return mention(
            SOURCE, Kind.REACTION, "likes", url=url, facts=[(fields.NETWORK, SOURCE), (fields.TYPE, "LIKE"), (fields.REPLY_TO, url)]
        )
    if stem == "bookmarks":
        url = item if isinstance(item, str) else text_at(item, "object")
        return mention(SOURCE, Kind.OTHER, "bookmarks", facts=[(fields.NETWORK, SOURCE), (fields.SECTION, "saved"), (fields.LINK, url)])
    return _activity(item, identity)


def _activity(item: Json, identity: str) -> Outcome:
    published = moment(text_at(item, "published"))
    audience = _audience(item)
    if text_at(item, "type") == "Announce":
        url = text_at(item, "object") or text_at(item, "object", "id")
        facts = [(fields.NETWORK, SOURCE), (fields.TYPE, "REPOST"), (fields.REPLY_TO, url)]
        return mention(
            SOURCE, Kind.REACTION, "outbox", url=text_at(item, "id"), facts=facts, published=published, audience=audience or Audience.PUBLIC
        )
    note = at(item, "object")
    if not isinstance(note, dict):
        return ()
    return _note(note, published, audience, identity) if audience else PRIVATE_TALK


def _audience(item: Json) -> Audience | None:
    """None for a direct message: neither public nor to followers."""
    seen = {str(who) for key in ("to", "cc") for who in (list_at(item, key) or [text_at(item, key)])}
    if seen & _PUBLIC:
        return Audience.PUBLIC
    return Audience.MEMBERS if any(who.endswith("/followers") for who in seen) else None


def _note(note: Json, published: datetime | None, audience: Audience, identity: str) -> Mention:
    html = text_at(note, "content")
    text = "\n".join(filter(None, (text_of(text_at(note, "summary")), text_of(html))))
    answered = text_at(note, "inReplyTo")
    is_thread = bool(identity) and answered.startswith(identity.rstrip("/") + "/")
    tags = [(fields.TAG, text_at(tag, "name").lstrip("#")) for tag in list_at(note, "tag") if text_at(tag, "type") == "Hashtag"]
    hidden = {text_at(tag, "href") for tag in list_at(note, "tag")}
    links = [(fields.LINK, link) for link in links_of(html) if link not in hidden]
    media = [("media", text_at(part, "name") or text_at(part, "mediaType")) for part in list_at(note, "attachment")]
    language = at(note, "contentMap")
    return mention(
        SOURCE,
        Kind.COMMENT if answered and not is_thread else Kind.POST,
        "outbox",
        url=text_at(note, "url") or text_at(note, "id"),
        text=text,
        facts=[(fields.NETWORK, SOURCE), *links, *tags, *media, (fields.REPLY_TO, answered), *_languages(language)],
        published=moment(text_at(note, "published")) or published,
        author=text_at(note, "attributedTo") or None,
        audience=audience,
    )


def _languages(content: Json) -> Fields:
    return [("language", str(key)[:10]) for key in content] if isinstance(content, dict) else []


def _follow(row: Row, owner: Owner) -> Outcome:
    address = row["account address"]
    facts = [(fields.NETWORK, SOURCE), *owner.contact(address.partition("@")[0], url=address)]
    return mention(SOURCE, Kind.CONTACT, "following", facts=facts, audience=Audience.MEMBERS)
