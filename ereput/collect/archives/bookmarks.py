"""Bookmarks in Netscape's form, which every browser and bookmarking service writes: nested `<DL>`, unclosed `<DT>` and `<DD>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import Count
from ereput.collect.archives.dates import seconds
from ereput.collect.archives.reading import outcome
from ereput.collect.html_bounds import bounded
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        return any(_is_bookmarks(archive, name) for name in archive.ending("html", "htm"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("html", "htm"):
            if _is_bookmarks(archive, name):
                yield from _read(archive, name)


READER = Bookmarks()


def _is_bookmarks(archive: Archive, name: str) -> bool:
    return b"netscape-bookmark-file" in archive.head(name)[:400].lower()


def _read(archive: Archive, name: str) -> Iterator[Yield]:
    count = Count(name)
    try:
        tree = LexborHTMLParser(bounded(archive.text(name, most=32 * 1024**2)))
        for link in tree.css("dt > a"):
            yield from outcome(count, lambda link=link: _bookmark(link))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _bookmark(link: LexborNode) -> Outcome:
    """PRIVATE="0" is how a bookmarking service says that everybody sees it; browsers say nothing, and nobody does."""
    at = link.attributes
    url = at.get("href") or ""
    if not url:
        return ()
    tags = [(fields.TAG, tag.strip()) for tag in (at.get("tags") or "").split(",")]
    return mention(
        SOURCE,
        Kind.OTHER,
        "bookmarks",
        title=" ".join(link.text().split()),
        text=_note(link),
        facts=[(fields.SECTION, "bookmarks"), (fields.LINK, url), *tags, ("folder", _folder(link))],
        published=seconds(at.get("add_date")) if at.get("add_date") else None,
        audience=Audience.PUBLIC if at.get("private") == "0" else Audience.PRIVATE,
    )


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
