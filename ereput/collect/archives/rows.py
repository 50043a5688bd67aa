"""Rows of CSV files as exports write them: RFC 4180 at heart, with a notes preamble, localised headers and rows of commas only."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from ereput.collect.archives.container import Archive, folded, unlatin
from ereput.errors import ArchiveError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

FIELD_MAX = 4 * 1024**2
"""Characters of one field; the standard library stops at 131,072, less than a long article."""
COLUMNS_MAX = 1_000
"""Cells of a header; a row with more is none."""
PREAMBLE = 25
"""Rows among which the header is looked for (LinkedIn writes three lines of notes first)."""

Aliases: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""A folded column name in another language, and the folded English names it may stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header row found: its names folded and brought to their English form, the columns that nobody knows as they are written."""

    names: tuple[str, ...]
    shown: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: its number in the file (1 = first after the header) and its cells, by folded English column name."""

    number: int
    cells: tuple[tuple[str, str], ...]
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def any(self, *names: str) -> str:
        """The first of these columns that has something."""
        return next((value for name in names if (value := self[name])), "")

    def __bool__(self) -> bool:
        return any(value for _, value in self.cells)


def row_of(number: int, names: Sequence[str], cells: Sequence[str]) -> Row:
    """Cells beyond the header are kept under ""; of columns with the same name, `values` has the first that is not empty."""
    pairs = tuple((names[i] if i < len(names) else "", cell.strip()) for i, cell in enumerate(cells))
    values: dict[str, str] = {}
    for name, cell in pairs:
        if cell and not values.get(name):
            values[name] = cell
    return Row(number=number, cells=pairs, values=MappingProxyType(values))


_LINE_END = re.compile(r"[\r\n\0]")
_BACKSLASHED = re.compile(r'\\(["\\])')


def cells(archive: Archive, name: str, *, escaped: bool = False) -> Iterator[list[str]]:
    """The rows of a CSV member as written, blank lines left out. `escaped`: a quote inside a cell is written with a backslash.

    Semicolons and tabs are recognised in the first line (a spreadsheet rewrites them). Raises ArchiveError.
    """
    csv.field_size_limit(FIELD_MAX)
    lines = _doubled(archive.lines(name)) if escaped else archive.lines(name)
    first = list(islice(lines, PREAMBLE))
    reader = csv.reader(chain(first, lines), delimiter=_delimiter(first))
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise ArchiveError(say("{where} n'est pas un tableau CSV lisible.", where=name), code="malformed") from error
        if row is None:
            return
        if row:
            yield row


def _doubled(lines: Iterable[str]) -> Iterator[str]:
    """Backslashed quotes as RFC 4180 doubles them; a lone backslash (a Windows path) stays."""
    for line in lines:
        yield _BACKSLASHED.sub(lambda m: '""' if m[1] == '"' else "\\", line) if "\\" in line else line


def _delimiter(lines: Sequence[str]) -> str:
    """The separator by which most of the first rows have the same number of cells, above one; the comma on a tie."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        except csv.Error:
            return 0, 0
        width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return rows, width

    return max(",;\t", key=agreement)


def header_of(rows: Sequence[Sequence[str]], known: Collection[str], aliases: Aliases) -> tuple[int, Header] | None:
    """Where the header stands among the first rows, and what it says: the row with most known names; None when no row has one.

    Ties go to the earlier row. `known` holds folded English names.
    """
    best, best_at = 0, -1
    for at, row in enumerate(rows[:PREAMBLE]):
        if len(row) > COLUMNS_MAX:
            continue
        hits = sum(1 for cell in row if _english(cell, known, aliases) in known)
        if hits > best and hits * 2 >= sum(1 for cell in row if cell.strip()):
            best, best_at = hits, at
    if best_at < 0:
        return None
    shown = tuple(cell.strip().lstrip("\ufeff") for cell in rows[best_at])
    names = tuple(_english(cell, known, aliases) for cell in shown)
    unknown = tuple(s for s, n in zip(shown, names, strict=True) if s and n not in known)
    return best_at, Header(names=names, shown=shown, unknown=unknown)


def _english(cell: str, known: Collection[str], aliases: Aliases) -> str:
    name = folded(cell)
    return name if name in known else next((other for other in aliases.get(name, ()) if other in known), name)


def first_names(archive: Archive, name: str) -> tuple[str, ...]:
    """The folded cells of the first line of a CSV member, as far as its head goes; () when there is none."""
    head, _ = unlatin(archive.head(name).decode("utf-8", "surrogateescape"))
    first = _LINE_END.split(head.removeprefix("\ufeff"), maxsplit=1)[0]
    try:
        return tuple(folded(cell) for cell in next(csv.reader([first], delimiter=_delimiter([first])), []))
    except csv.Error:
        return ()


def looks_like(archive: Archive, name: str, *columns: str) -> bool:
    """Whether the first line of a CSV member has all these column names (folded)."""
    return set(first_names(archive, name)).issuperset(columns)
