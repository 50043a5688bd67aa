"""What readers share: every record of a member goes through one function, and is counted; HTML fragments become text."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from selectolax.lexbor import LexborHTMLParser

from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import EMPTY, NOTHING_SAID, UNREADABLE, Count
from ereput.collect.archives.items import Json, items
from ereput.collect.archives.rows import PREAMBLE, Row, cells, header_of, row_of
from ereput.collect.html_bounds import bounded
from ereput.errors import ArchiveError
from ereput.model import Mention, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ereput.collect.archives.base import Yield
    from ereput.collect.archives.rows import Aliases

Outcome: TypeAlias = "Mention | tuple[Mention, ...] | Text | None"
"""What one record gives: mentions, or the reason for which it gives none; None for what is no record (a total, a version number)."""


def records(
    archive: Archive, name: str, source: str, each: Callable[[str, Json], Outcome], *, script: bool = False, enter: Collection[str] = ()
) -> Iterator[Yield]:
    """Every record of a JSON member (see `items`) through `each`; ends with the member's tally. A damaged end keeps what stands before."""
    count = Count(name)
    try:
        for key, item in items(archive, name, script=script, enter=enter):
            yield from outcome(count, lambda key=key, item=item: each(key, item))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, source, f"{archive.name}/{name}")
    yield count.tally()


def outcome(count: Count, read: Callable[[], Outcome]) -> Iterator[Mention]:
    """The mentions of one record, counted; a record of an impossible shape is unreadable, and the next ones are read."""
    try:
        found = read()
    except (RecursionError, TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError):
        count.skip(UNREADABLE)
        return
    if found is None:
        return
    if isinstance(found, Text):
        count.skip(found)
    elif found == ():
        count.skip(NOTHING_SAID)
    else:
        count.read += 1
        yield from found if isinstance(found, tuple) else (found,)


def table(
    archive: Archive, name: str, source: str, each: Callable[[Row], Outcome], *, columns: Collection[str], aliases: Aliases | None = None
) -> Iterator[Yield]:
    """Every row of a CSV member through `each`; ends with the member's tally. The header is found by `columns`, folded names."""
    count = Count(name)
    try:
        rows = cells(archive, name)
        first = list(islice(rows, PREAMBLE))
        place = header_of(first, columns, aliases or {})
        at, names = (place[0], place[1].names) if place else (0, tuple(columns))
        for number, values in enumerate(chain(first[at + 1 :], rows), start=1):
            row = row_of(number, names, values)
            if row:
                yield from outcome(count, lambda row=row: each(row))  # type: ignore[misc]  # mypy: lambda defaults
            else:
                count.skip(EMPTY)
    except ArchiveError as error:
        yield skip_of(error, source, f"{archive.name}/{name}")
    yield count.tally()


def text_of(html: str) -> str:
    """The text of an HTML fragment, one line for each paragraph.

    >>> text_of('<p>Je cherche un <a href="/x">stage</a></p><p>à Lyon<br>vite</p>')
    'Je cherche un stage\\nà Lyon\\nvite'
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    tree = LexborHTMLParser(bounded(html))
    for node in tree.css("script, style"):
        node.decompose()
    for node in tree.css("p, br, div, li, h1, h2, h3, h4, h5, h6, blockquote, tr"):
        node.insert_before("\n")
        node.insert_after("\n")
    lines = (" ".join(line.split()) for line in (tree.body.text() if tree.body else "").splitlines())
    return "\n".join(line for line in lines if line)


def links_of(html: str) -> tuple[str, ...]:
    """The addresses of the links of an HTML fragment."""
    if "<a" not in html:
        return ()
    nodes = LexborHTMLParser(bounded(html)).css("a[href^=http]")
    return tuple(dict.fromkeys((node.attributes.get("href") or "")[:2000] for node in nodes))
