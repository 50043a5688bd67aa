"""LinkedIn's Member Data Portability answers (DMA, European Economic Area and Switzerland): the same tables as the ZIP, in JSON.

https://learn.microsoft.com/en-us/linkedin/dma/member-data-portability/shared/member-snapshot-api
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect.archives.container import Archive, base, folded, skip_of
from ereput.collect.archives.counting import NOTHING_SAID, Count
from ereput.collect.archives.items import Json, items, list_at, text_at
from ereput.collect.archives.linkedin import SHEETS, UNKNOWN_TABLE
from ereput.collect.archives.linkedin.sheet import SOURCE, Here, Sheet
from ereput.collect.archives.reading import Outcome, outcome
from ereput.collect.archives.rows import Row, row_of
from ereput.errors import ArchiveError
from ereput.model import Skip, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield

_DOMAINS = {domain: sheet for sheet in SHEETS for domain in sheet.domains}


class Portability:
    """Reads saved answers of the snapshot API, one page or many."""

    name = "linkedin_dma"
    title = say("LinkedIn, portabilité des données (DMA)")
    ask = say("LinkedIn : Préférences, Confidentialité des données, Portabilité (Espace économique européen et Suisse).")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_snapshot(archive, name) for name in archive.ending("json"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("json"):
            if _is_snapshot(archive, name):
                yield from _read(archive, name, owner)


READER = Portability()


def _is_snapshot(archive: Archive, name: str) -> bool:
    return b'"snapshotDomain"' in archive.head(name)


def _read(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    """One tally for the file; the rows of a domain without a table are counted, and the domain named."""
    count = Count(name)
    try:
        for _, element in items(archive, name):
            for part in list_at(element, "elements") or [element]:
                if domain := text_at(part, "snapshotDomain"):
                    yield from _domain(archive, name, count, domain, list_at(part, "snapshotData"), owner)
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _domain(archive: Archive, name: str, count: Count, domain: str, rows: list[Json], owner: Owner) -> Iterator[Yield]:
    sheet = _DOMAINS.get(domain)
    if sheet is None:
        count.skip(UNKNOWN_TABLE, len(rows))
        reason = say("Domaine que ereput ne connaît pas encore : {domain}.", domain=domain[:60])
        yield Skip(source=SOURCE, code="unknown_header", where=f"{archive.name}/{name}", reason=reason)
        return
    here = Here(file=base(sheet.names[0]), owner=owner)
    for number, record in enumerate(rows, start=1):
        yield from outcome(count, lambda n=number, r=record: _record(sheet, _row(n, r), here))  # type: ignore[misc]  # mypy: lambda defaults


def _row(number: int, record: Json) -> Row:
    pairs = [(folded(key), text_at(record, key)) for key in record] if isinstance(record, dict) else []
    return row_of(number, [key for key, _ in pairs], [value for _, value in pairs])


def _record(sheet: Sheet, row: Row, here: Here) -> Outcome:
    return tuple(sheet.read(row, here)) if sheet.read else sheet.skip or NOTHING_SAID
