"""Bookmarks in Netscape's form, which browsers and bookmarking services write (nested `<DL>`, unclosed `<DT>` and `<DD>`); and the JSON
in which Chrome keeps them (its profile's file « Bookmarks ») and Firefox saves them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import Count
from ereput.collect.archives.dates import seconds
from ereput.collect.archives.items import at, list_at, text_at, whole
from ereput.collect.archives.reading import outcome
from ereput.collect.html_bounds import bounded
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from selectolax.lexbor import LexborNode

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "bookmarks"


class Bookmarks:
    """Reads a bookmark file."""

    name = SOURCE
    title = say("Marque-pages")
    ask = say("Navigateur : gestionnaire de marque-pages, Exporter au format HTML.")

    def recognises(self, archive: Archive) -> bool:
        return any(map(partial(_form, archive), _candidates(archive)))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in _candidates(archive):
            if each := _form(archive, name):
                yield from _read(archive, name, each)


READER = Bookmarks()


def _candidates(archive: Archive) -> tuple[str, ...]:
    return archive.ending("html", "htm", "json", "")


def _form(archive: Archive, name: str) -> Callable[[Archive, str], Iterator[Outcome]] | None:
    """How this file writes bookmarks; None when it does not."""
    head = archive.head(name)
    if b"netscape-bookmark-file" in head[:400].lower():
        return _links
    is_chrome = b'"roots"' in head and b'"bookmark_bar"' in head
    return _saved if is_chrome or (b"text/x-moz-place-container" in head and b'"guid"' in head) else None


def _read(archive: Archive, name: str, each: Callable[[Archive, str], Iterator[Outcome]]) -> Iterator[Yield]:
    count = Count(name)
    try:
        for found in each(archive, name):
            yield from outcome(count, lambda found=found: found)  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _saved(archive: Archive, name: str) -> Iterator[Outcome]:
    """Chrome's tree (`roots`, `name`, `url`, microseconds since 1601), or Firefox's (`title`, `uri`, microseconds since 1970)."""
    body = whole(archive, name)
    roots = at(body, "roots")
    waiting = [(node, "") for node in reversed(list(roots.values()) if isinstance(roots, dict) else [body])]
    while waiting:
        node, folder = waiting.pop()
        title = text_at(node, "name") or text_at(node, "title")
        if url := text_at(node, "url") or text_at(node, "uri"):
            stamp = (text_at(node, "date_added") or text_at(node, "dateAdded"))[:18]
            epoch = _FROM_1601 if "date_added" in node else 0
            added = seconds(int(stamp) / 1e6 - epoch) if stamp.isdecimal() and int(stamp) else None
            yield _bookmark(url, title, folder, tags=text_at(node, "tags"), added=added)
        waiting += [(child, title) for child in reversed(list_at(node, "children"))]


_FROM_1601 = 11_644_473_600
"""Seconds between 1 January 1601, where Chrome counts from, and 1 January 1970."""


def _links(archive: Archive, name: str) -> Iterator[Outcome]:
    """PRIVATE="0" is how a bookmarking service says that everybody sees it; browsers say nothing, and nobody does."""
    tree = LexborHTMLParser(bounded(archive.text(name, most=32 * 1024**2)))
    for link in tree.css("dt > a"):
        given = link.attributes
        yield _bookmark(
            given.get("href") or "",
            " ".join(link.text().split()),
            _folder(link),
            note=_note(link),
            tags=given.get("tags") or "",
            added=seconds(given.get("add_date")) if given.get("add_date") else None,
            audience=Audience.PUBLIC if given.get("private") == "0" else Audience.PRIVATE,
        )


def _bookmark(
    url: str, title: str, folder: str, *, note: str = "", tags: str, added: datetime | None, audience: Audience = Audience.PRIVATE
) -> Outcome:
    if not url:
        return ()
    facts = [(fields.SECTION, "bookmarks"), (fields.LINK, url), *((fields.TAG, tag) for tag in tags.split(",")), ("folder", folder)]
    return mention(SOURCE, Kind.OTHER, "bookmarks", title=title, text=note, facts=facts, published=added, audience=audience)


def _note(link: LexborNode) -> str:
    """Her own words, in the `<DD>` that follows."""
    following = link.parent.next if link.parent else None
    while following is not None and following.tag == "-text":
        following = following.next
    if following is None or following.tag != "dd":
        return ""
    return " ".join(following.text(deep=False).split())


def _folder(link: LexborNode) -> str:
    """The heading before the list in which it stands."""
    node = link.parent
    while node is not None and node.tag != "dl":
        node = node.parent
    previous = node.prev if node is not None else None
    while previous is not None and previous.tag in ("-text", "p"):
        previous = previous.prev
    return " ".join(previous.text().split()) if previous is not None and previous.tag == "h3" else ""
