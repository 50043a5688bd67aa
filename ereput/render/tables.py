"""A measured `Table` as the report shows it: column names and coded values in words, numbers aligned, one header row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from markupsafe import Markup

from ereput.model import Axis, Cell, Table, Text, say
from ereput.render import paper
from ereput.render.book import Book
from ereput.render.figures import COMPLETE, picture
from ereput.render.labels import CODED, UNMEASURED, VALUES, column
from ereput.render.names import SOURCES
from ereput.render.origins import origin
from ereput.render.redact import HIDDEN

MOST_ROWS = {"pdf": paper.MOST, "html": 300}
"""Rows of one table, by medium (all of them elsewhere): paper shows the first ones and says how many stand in the page and in the data."""
LINE = 104
"""Characters that one line of a table holds."""

_BREAKS = re.compile(r"[ \n\t-]")
"""Where a line may end: not at a no-break space, as between the day and the month."""
IDS = ("fact", "finding", "gap")
"""Columns that hold the id of a finding: not shown, the row links to it instead."""
WEIGHED = "exposure.exposition"
GRAVITY = 2
"""The table that says what each exposed fact weighs, and its column that the line of the total leaves empty."""
SMALL = 0.01
ONE_IN_TWO = 0.5
"""Up to here a fraction is told as one out of many: « 1 sur 80 », where rounding would say 0."""
METERS = frozenset({"share", "contribution", "coverage"})
"""Columns in percent that a bar makes visible."""


NOTHING = say("Rien de tel dans ce qui a été lu.")

GREYED: Mapping[str, tuple[str, str]] = MappingProxyType({"employer.letter": ("verdict", "générale")})
"""Id of a table -> the column and the French word of its rows that stand back in grey: sentences that any employer could receive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name and its share of the width in percent. `numeric` is aligned right; `meter` gets a bar (0-100)."""

    name: Text | str
    width: int
    numeric: bool
    meter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a line, the anchor of the finding it is about, and whether it stands back in grey."""

    cells: tuple[Cell, ...]
    anchor: str | None
    greyed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """What the template shows of one `Table`. `more` counts the rows left out; `state` is set when there is nothing to measure yet, or when
    nothing was found; `origin` is what the rows were computed from; `unmeasured` when there was too little.
    """

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: int
    note: Text | None
    state: Text | None
    picture: Markup | None
    told_by_picture: bool
    origin: Text | None
    unmeasured: bool = False


def shown(book: Book, table: Table) -> TableView:
    """`table` in words, with its figure when we know one."""
    kept = [i for i, name in enumerate(table.columns) if not _is_said(table, name) and not paper.hides(book, table, name)]
    if book.options.redact:
        kept = [i for i in kept if not _hidden(table, i)] or kept
    measured = table.status == "ok"
    names = ["odds" if name == "share" and not _is_share(table, i) else name for i, name in enumerate(table.columns)]
    rows = table.rows[: _most(book, table)] if measured else ()
    drawn = picture(table, book.voice) if measured else None
    cells = [tuple(_cell(names[i], row[i]) for i in kept if i < len(row)) for row in rows]
    return TableView(
        id=table.id,
        title=table.title,
        columns=_columns(book, table, kept, cells),
        rows=tuple(Row(cells=line, anchor=_anchor(book, row), greyed=_greyed(table, row)) for line, row in zip(cells, rows, strict=True)),
        more=len(table.rows) - len(rows) if measured else 0,
        note=_note(book, table),
        state=NOTHING if _empty(table) else UNMEASURED.get(table.status),
        picture=drawn,
        told_by_picture=drawn is not None and table.id in COMPLETE,
        origin=origin(table.id) if rows else None,
        unmeasured=not measured,
    )


def _empty(table: Table) -> bool:
    """A measure that found nothing: its note explains lines that are not there."""
    return table.status == "ok" and bool(table.columns) and not table.rows


def _most(book: Book, table: Table) -> int | None:
    most = MOST_ROWS.get(book.medium)
    return paper.MAIN.get(table.id, most) if book.medium == "pdf" else most


def _note(book: Book, table: Table) -> Text | None:
    """What is said under the table; under that of the exposed facts, how many more the score counts, which no row of it weighs."""
    note = _told(table.note) if table.note and not _empty(table) else None
    facts = sum(len(row) > GRAVITY and row[GRAVITY] is not None for row in table.rows)
    counted = sum(item.finding.axis is Axis.PROTECTED and item.finding.weight > 0 for item in book.items)
    if table.id != WEIGHED or not facts or facts >= counted:
        return note
    more = say(
        "La note Protégé en compte {n} de plus, {n:qu'une vérification a relevé|que des vérifications ont relevés}.", n=counted - facts
    )
    return say("{note} {more}", note=note, more=more) if note else more


def _told(note: Text) -> Text:
    """A note whose lists of sources ("forum.example.org, linkedin") are in words."""
    return Text(msg=note.msg, args=tuple((name, _listed(value) if isinstance(value, str) else value) for name, value in note.args))


def _listed(value: str) -> Text | str:
    words = value.split(", ")
    if not any(word in SOURCES for word in words):
        return value
    named = tuple((f"w{i}", SOURCES.get(word, word)) for i, word in enumerate(words))
    return Text(msg=", ".join(f"{{{place}}}" for place, _ in named), args=named)


def _hidden(table: Table, place: int) -> bool:
    """A column of which a redacted report tells nothing."""
    cells = [row[place] for row in table.rows if place < len(row) and row[place] not in (None, "")]
    return bool(cells) and all(cell == HIDDEN for cell in cells)


def _is_said(table: Table, name: str) -> bool:
    """A column of finding ids, or of sites beside their addresses; "fact" and "gap" hold ids beside the column that names them, and words,
    which stay, without one.
    """
    return name == "finding" or (name in IDS and "name" in table.columns) or (name == "host" and "url" in table.columns)


def _anchor(book: Book, row: tuple[Cell, ...]) -> str | None:
    item = book.about(row[0]) if row and isinstance(row[0], str) else None
    return item.anchor if item else None


def _greyed(table: Table, row: tuple[Cell, ...]) -> bool:
    name, word = GREYED.get(table.id, ("", ""))
    cell = row[table.columns.index(name)] if name in table.columns else None
    return isinstance(cell, Text) and cell.msg == word


def _cell(name: str, cell: Cell) -> Cell:
    """A coded value in words; "declared, shown" word by word; a tiny share as one out of many; a count of none as a dot."""
    if isinstance(cell, str):
        return CODED.get(name, {}).get(cell) or VALUES.get(cell) or _several(cell) or SOURCES.get(cell, cell)
    if name == "odds" and isinstance(cell, float) and 0 < cell <= ONE_IN_TWO:
        return say("1 sur {n}", n=round(1 / cell))
    if isinstance(cell, float) and 0 < cell < SMALL:
        return say("moins de 0,01")
    return cell


def _several(cell: str) -> Text | None:
    words = [VALUES.get(word) for word in cell.split(", ")] if len(cell) < 60 else []
    told = [word for word in words if word]
    if len(told) < 2 or len(told) != len(words):
        return None
    places = [f"w{i}" for i in range(len(told))]
    return Text(msg=", ".join(f"{{{place}}}" for place in places), args=tuple(zip(places, told, strict=True)))


def _columns(book: Book, table: Table, kept: list[int], cells: list[tuple[Cell, ...]]) -> tuple[Column, ...]:
    names = [column(table.id, table.columns[i]) for i in kept]
    widths = _widths([_room(book, name, [line[place] for line in cells if place < len(line)]) for place, name in enumerate(names)])
    numeric = [_numeric(table, i) for i in kept]
    return tuple(
        Column(name=names[place], width=widths[place], numeric=numeric[place], meter=numeric[place] and _is_share(table, i))
        for place, i in enumerate(kept)
    )


def _numeric(table: Table, place: int) -> bool:
    cells = [row[place] for row in table.rows if place < len(row) and row[place] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def _is_share(table: Table, place: int) -> bool:
    """A column in percent: by its name, and by values that are not fractions of one."""
    cells = [row[place] for row in table.rows if place < len(row)]
    return table.columns[place] in METERS and any(isinstance(cell, int | float) and cell > 1 for cell in cells)


def _room(book: Book, name: Text | str, cells: list[Cell]) -> tuple[int, int]:
    """What a column wants, in characters: (at least: its longest word; at best: its longest cell)."""
    words = [book.voice.read(cell) for cell in (name, *cells)]
    longest = max(len(part) for text in words for part in _BREAKS.split(text))
    return min(max(longest + 1, 6), 18), min(max(len(text) for text in words) + 2, 44)


def _widths(rooms: list[tuple[int, int]]) -> list[int]:
    """Percents that sum to 100: every column gets its least, then what is left goes by what each still wants."""
    if not rooms:
        return []
    wanted = sum(best - least for least, best in rooms) or 1
    left = max(LINE - sum(least for least, _ in rooms), 0)
    shares = [least + left * (best - least) / wanted if wanted > left else best for least, best in rooms]
    edges = [round(100 * sum(shares[:i]) / sum(shares)) for i in range(len(shares) + 1)]
    return [max(after - before, 1) for before, after in pairwise(edges)]
