"""LinkedIn's own copy of one's data: the ZIP of CSV tables, basic or complete, and its folder of articles.

Tables are found by base name at any depth (`Shares_123456789.csv`), else by their columns; formats as observed in exports from 2018 to
2026. Every row is counted; a table or column that nobody knows is said.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from ereput.collect.archives.container import Archive, base, skip_of
from ereput.collect.archives.counting import EMPTY, NOTHING_SAID, Count
from ereput.collect.archives.linkedin import activity, network, private, profile
from ereput.collect.archives.linkedin.aliases import ALIASES
from ereput.collect.archives.linkedin.articles import is_article, read_article
from ereput.collect.archives.linkedin.sheet import SOURCE, Here, Sheet
from ereput.collect.archives.rows import PREAMBLE, Header, cells, header_of, row_of
from ereput.errors import ArchiveError
from ereput.model import Skip, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield

SHEETS: tuple[Sheet, ...] = (*profile.SHEETS, *network.SHEETS, *activity.SHEETS, *private.SHEETS)
UNKNOWN_TABLE = say("tableau que ereput ne connaît pas encore")


class LinkedIn:
    """Reads the LinkedIn ZIP, or its CSV files alone."""

    name = SOURCE
    title = say("Export LinkedIn")
    ask = say("LinkedIn : Préférences et confidentialité, Confidentialité des données, Obtenir une copie de vos données.")

    def recognises(self, archive: Archive) -> bool:
        return any(find_sheet(archive, name) for name in archive.ending("csv")) or any(
            is_article(archive, n) for n in archive.ending("html")
        )

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        found = {name: find_sheet(archive, name) for name in archive.ending("csv")}
        roots = {name.rpartition("/")[0] for name, place in found.items() if place}
        for name, place in found.items():
            if place:
                yield from _read_table(archive, name, place[0], owner)
            elif any(name.startswith(root) for root in roots):
                yield from _unknown_table(archive, name)
        for name in archive.ending("html"):
            if is_article(archive, name):
                yield from read_article(archive, name)


READER = LinkedIn()


def find_sheet(archive: Archive, name: str) -> tuple[Sheet, Header] | None:
    """The sheet of a CSV member and its header: by base name and columns, else by the columns alone when they are telling."""
    stem = base(name)
    named = [sheet for sheet in SHEETS if stem in sheet.names]
    try:
        first = list(islice(cells(archive, name), PREAMBLE))
    except ArchiveError:
        return None
    for sheet in named:
        if place := header_of(first, sheet.columns, ALIASES):
            return sheet, place[1]
    scored = [(header_of(first, sheet.columns, ALIASES), sheet) for sheet in SHEETS if sheet.alone]
    telling = [(len(p[1].names) - len(p[1].unknown), s, p[1]) for p, s in scored if p and not p[1].unknown]
    best = max(telling, key=lambda t: t[0], default=None)
    return (best[1], best[2]) if best and best[0] >= min(3, len(best[1].columns)) else None


def _read_table(archive: Archive, name: str, sheet: Sheet, owner: Owner) -> Iterator[Yield]:
    count, here = Count(name), Here(file=base(name), owner=owner)
    try:
        rows = cells(archive, name, escaped=sheet.escaped)
        first = list(islice(rows, PREAMBLE))
        place = header_of(first, sheet.columns, ALIASES)
        if place is None:
            return
        at, header = place
        if header.unknown and sheet.read:
            yield unknown_columns(archive, name, header)
        for number, values in enumerate(chain(first[at + 1 :], rows), start=1):
            row = row_of(number, header.names, values)
            if not row:
                count.skip(EMPTY)
            elif sheet.read is None:
                count.skip(sheet.skip or NOTHING_SAID)
            else:
                before = count.read
                for found in sheet.read(row, here):
                    count.read = before + 1
                    yield found
                if count.read == before:
                    count.skip(NOTHING_SAID)
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def unknown_columns(archive: Archive, name: str, header: Header) -> Skip:
    shown = ", ".join(column[:60] for column in header.unknown[:8])
    reason = say("Colonnes inconnues : {columns}. Les autres colonnes de chaque ligne ont été lues.", columns=shown)
    return Skip(source=SOURCE, code="unknown_header", where=f"{archive.name}/{name}", reason=reason)


def _unknown_table(archive: Archive, name: str) -> Iterator[Yield]:
    count = Count(name)
    header: list[str] = []
    try:
        for row in cells(archive, name):
            if not header:
                header = row
            else:
                count.skip(UNKNOWN_TABLE if any(cell.strip() for cell in row) else EMPTY)
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    reason = say("Tableau inconnu, dont les colonnes sont : {columns}.", columns=", ".join(c.strip()[:60] for c in header[:8]))
    yield Skip(source=SOURCE, code="unknown_header", where=f"{archive.name}/{name}", reason=reason)
    yield count.tally()
