"""What is known of one kind of LinkedIn table, and the helpers by which its rows become mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ereput.collect import fields
from ereput.collect.archives.base import Fields, Owner, mention
from ereput.collect.archives.container import folded
from ereput.collect.archives.dates import iso, moment
from ereput.model import Audience, Kind, Mention, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from ereput.collect.archives.rows import Row

SOURCE = "linkedin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where rows stand: the base name of their file, and whose export it is."""

    file: str
    owner: Owner

    def mention(
        self,
        kind: Kind,
        *,
        url: str = "",
        title: str = "",
        text: str = "",
        facts: Iterable[tuple[str, str]] = (),
        published: datetime | None = None,
        audience: Audience = Audience.MEMBERS,
    ) -> Mention:
        """A mention read from this file."""
        facts = ((fields.NETWORK, SOURCE), *facts)
        return mention(SOURCE, kind, self.file, url=url, title=title, text=text, facts=facts, published=published, audience=audience)


Pairs: TypeAlias = "tuple[tuple[str, str], ...]"
"""Field names, and the columns that give them."""
RowReader: TypeAlias = "Callable[[Row, Here], Iterator[Mention]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: base names of its file, its folded English columns, how to read it or why it is not read, its DMA domains.

    `escaped`: quotes inside a cell are written with a backslash. `alone`: its columns suffice to recognise it, whatever the file is called.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...]
    read: RowReader | None = None
    skip: Text | None = None
    domains: tuple[str, ...] = ()
    escaped: bool = False
    alone: bool = False


def columns(header: str) -> tuple[str, ...]:
    """The folded names of a header written as the file has it."""
    return tuple(folded(name) for name in header.split(",") if name)


def plain(
    kind: Kind,
    *,
    title: str,
    text: tuple[str, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
    dates: tuple[tuple[str, str], ...] = (),
    published: str = "",
    url: str = "",
    section: str = "",
    audience: Audience = Audience.MEMBERS,
) -> RowReader:
    """A reader for tables whose columns are facts: which column is the title, which make the text, which field each other one is.

    `dates` are fields in ISO 8601, left out when the cell is no date (« N/A », « Present »); `published` is the column of the instant.
    A row without title, text or fact gives nothing.
    """

    def read(row: Row, here: Here) -> Iterator[Mention]:
        known: Fields = [(name, row[column]) for name, column in facts if row[column]]
        known += [(name, iso(row[column])) for name, column in dates if moment(row[column])]
        body = "\n".join(row[column] for column in text if row[column])
        if not (row[title] or body or known):
            return
        where = [(fields.SECTION, section)] if section else []
        at = moment(row[published]) if published else None
        yield here.mention(
            kind, url=row[url] if url else "", title=row[title], text=body, facts=[*where, *known], published=at, audience=audience
        )

    return read


_BRACKETED = re.compile(r"(?:[A-Z_]{2,20}:)?(https?://[^\s,\]]{3,500}|[^\s,\[\]]{1,200})")


def bracketed(value: str) -> tuple[str, ...]:
    """The values of `[PERSONAL:https://a.example/,BLOG:https://b.example/]` or `[alice_m]`.

    >>> bracketed("[PERSONAL:https://a.example/,BLOG:https://b.example/]")
    ('https://a.example/', 'https://b.example/')
    """
    return tuple(match[1] for match in _BRACKETED.finditer(value.strip().removeprefix("[").removesuffix("]")))


_WRAPPED = re.compile(r'"?\r?\n"?')


def unwrapped(value: str) -> str:
    """A commentary without the quotes that LinkedIn puts around each of its lines: they remain at the line ends once the CSV is decoded.

    >>> unwrapped('Bonjour !"' + chr(10) + '""' + chr(10) + '"Merci')
    'Bonjour !\\n\\nMerci'
    """
    if '"\n' not in value and '\n"' not in value and '"\r' not in value:
        return value.strip()
    lines = _WRAPPED.sub("\n", value).strip()
    if lines.startswith('"') and lines.count('"') % 2:
        lines = lines[1:]
    elif lines.endswith('"') and lines.count('"') % 2:
        lines = lines[:-1]
    return "\n".join("" if line.strip() == '"' else line for line in lines.split("\n")).strip()
