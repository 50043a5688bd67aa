"""Bluesky's repository export: a CAR v1 file of DAG-CBOR blocks (https://atproto.com/specs/repository).

Read by `dagcbor.py`, some hundred lines of our own: the format is a small strict subset of CBOR, the libraries that read it are compiled
extras (libipld) or take a second to import (atproto), and most people who drop such a file would have neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import Count
from ereput.collect.archives.dagcbor import Cid, blocks, decode, header_length
from ereput.collect.archives.dates import moment
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.collect.archives.reading import outcome
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "bluesky"
FOLLOWS = say("comptes suivis : identifiants sans nom")
SETTINGS = say("réglages")


class Bluesky:
    """Reads `repo.car`."""

    name = SOURCE
    title = say("Dépôt Bluesky (CAR)")
    ask = say("Bluesky : Paramètres, Compte, Exporter mes données, fichier CAR.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_car(archive, name) for name in archive.names)

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.names:
            if _is_car(archive, name):
                yield from _read(archive, name)


READER = Bluesky()


def _is_car(archive: Archive, name: str) -> bool:
    """The header is the map {"roots": […], "version": 1}, whose bytes hardly vary."""
    head = archive.head(name)[:200]
    return b"erootsd" not in head and b"eroots" in head[:12] and b"gversion\x01" in head and header_length(head) > 0


def _read(archive: Archive, name: str) -> Iterator[Yield]:
    """Twice through the file: first the tree, which names each record, then the records. One tally of the records."""
    count = Count(name)
    try:
        keys, did = _tree(archive, name)
        with archive.open(name) as stream:
            for cid, body in blocks(stream, archive.name):
                if b"$type" in body and isinstance(kind := at(value := decode(body), "$type"), str):
                    key = keys.get(cid, "")
                    yield from outcome(count, lambda k=kind, v=value, key=key: _record(k, v, did, key))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _tree(archive: Archive, name: str) -> tuple[dict[bytes, str], str]:
    """The key of each record ("app.bsky.feed.post/3k…") by its content identifier, and whose repository it is."""
    keys: dict[bytes, str] = {}
    did = ""
    with archive.open(name) as stream:
        for _, body in blocks(stream, archive.name):
            if b"$type" in body:
                continue
            node = decode(body)
            did = text_at(node, "did") or did
            last = b""
            for entry in list_at(node, "e"):
                prefix, rest, value = at(entry, "p"), at(entry, "k"), at(entry, "v")
                if isinstance(prefix, int) and isinstance(rest, bytes) and isinstance(value, Cid):
                    last = last[:prefix] + rest
                    keys[value.digest] = last.decode("utf-8", "replace")
    return keys, did


def _record(kind: str, value: Json, did: str, key: str) -> Outcome:
    when = moment(text_at(value, "createdAt"))
    url = f"https://bsky.app/profile/{did}/post/{key.rpartition('/')[2]}" if did and key else ""
    match kind:
        case "app.bsky.feed.post":
            is_answer = isinstance(at(value, "reply"), dict) and did not in text_at(value, "reply", "parent", "uri")
            facts = [(fields.NETWORK, SOURCE), *_facts(value)]
            text = text_at(value, "text")
            where = Kind.COMMENT if is_answer else Kind.POST
            return mention(
                SOURCE, where, "posts", url=url, text=text, facts=facts, published=when, author=did or None, audience=Audience.PUBLIC
            )
        case "app.bsky.actor.profile":
            name, bio = text_at(value, "displayName"), text_at(value, "description")
            facts = [(fields.NETWORK, SOURCE), (fields.NAME, name), (fields.SUMMARY, bio), (fields.HANDLE, did)]
            home = f"https://bsky.app/profile/{did}" if did else ""
            return mention(SOURCE, Kind.PROFILE, "profile", url=home, title=name, text=bio, facts=facts, audience=Audience.PUBLIC)
        case "app.bsky.feed.like" | "app.bsky.feed.repost":
            what = "LIKE" if kind.endswith("like") else "REPOST"
            facts = [(fields.NETWORK, SOURCE), (fields.TYPE, what), (fields.REPLY_TO, text_at(value, "subject", "uri"))]
            return mention(SOURCE, Kind.REACTION, "likes", facts=facts, published=when, audience=Audience.PUBLIC)
        case "app.bsky.graph.follow" | "app.bsky.graph.block":
            return FOLLOWS
        case _:
            return SETTINGS


def _facts(value: Json) -> Fields:
    features = [feature for facet in list_at(value, "facets") for feature in list_at(facet, "features")]
    found = [(fields.LINK, uri) for feature in features if (uri := text_at(feature, "uri"))]
    found += [(fields.TAG, tag) for feature in features if (tag := text_at(feature, "tag"))]
    found += [(fields.LINK, text_at(value, "embed", "external", "uri"))]
    found += [("media", text_at(image, "alt") or "image") for image in list_at(value, "embed", "images")]
    return [
        *found,
        (fields.REPLY_TO, text_at(value, "reply", "parent", "uri")),
        *(("language", str(code)) for code in list_at(value, "langs")),
    ]
