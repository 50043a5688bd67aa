"""A measured `Table` as the report shows it: column names and coded values in words, numbers aligned, one header row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from ereput.model import Cell, Table, Text, say
from ereput.render.book import Book
from ereput.render.figures import COMPLETE, picture

MOST_ROWS = 60
"""Rows of one table in the report; the others stand in `audit.json` and in the CSV, and the report says so."""

COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "act": say("Geste"),
        "action": say("Action"),
        "acts": say("Gestes"),
        "account": say("Compte"),
        "axis": say("Axe"),
        "category": say("Catégorie"),
        "circle": say("Cercle"),
        "close": say("Proche"),
        "column": say("Colonne"),
        "combination": say("Combinaison"),
        "concept": say("Notion"),
        "contacts": say("Contacts"),
        "contribution": say("Part de l'exposition"),
        "control": say("Maîtrise"),
        "count": say("Nombre"),
        "coverage": say("Couverture"),
        "cv": say("CV"),
        "date": say("Date"),
        "day": say("Jour"),
        "employer": say("Employeur"),
        "evidence": say("Preuve"),
        "fact": say("Fait"),
        "found": say("Trouvé"),
        "from": say("Avant"),
        "gravity": say("Gravité"),
        "hosts": say("Sites"),
        "invisible": say("Invisible"),
        "job_relevance": say("Rapport avec l'emploi"),
        "keyword": say("Mot-clé"),
        "kind": say("Type"),
        "label": say("Élément"),
        "last": say("Dernier signe"),
        "line": say("Ligne à ajouter"),
        "loss": say("Perte"),
        "measure": say("Mesure"),
        "metric": say("Mesure"),
        "minutes": say("Minutes"),
        "missing": say("Manquants"),
        "month": say("Mois"),
        "name": say("Nom"),
        "nature": say("Nature"),
        "network": say("Réseau"),
        "note": say("Remarque"),
        "objective": say("Objectif"),
        "other": say("Autre valeur"),
        "other_name": say("Autre nom"),
        "other_value": say("Autre valeur"),
        "own_words": say("Mots à vous"),
        "page": say("Page"),
        "pages": say("Pages"),
        "period": say("Période"),
        "present": say("Présents"),
        "profile": say("Profil"),
        "query": say("Recherche"),
        "rank": say("Rang"),
        "reason": say("Raison"),
        "relevance": say("Rapport avec l'emploi"),
        "risk": say("Risque"),
        "scope": say("Portée"),
        "score": say("Note"),
        "sign": say("Signe"),
        "skill": say("Compétence"),
        "share": say("Part"),
        "source": say("Source"),
        "state": say("État"),
        "status": say("État"),
        "step": say("Étape"),
        "stop": say("Étape"),
        "terms": say("Mots"),
        "theme": say("Thème"),
        "title": say("Titre"),
        "to": say("Après"),
        "topic": say("Sujet"),
        "total": say("Total"),
        "type": say("Type"),
        "url": say("Adresse"),
        "value": say("Valeur"),
        "verdict": say("Constat"),
        "visibility": say("Visibilité"),
        "week": say("Semaine"),
        "weight": say("Poids"),
        "what": say("Quoi"),
        "where": say("Où"),
        "why": say("Pourquoi"),
    }
)
"""Column id -> its name for the reader; an unknown id is shown with spaces for underscores."""

VALUES: Mapping[str, Text] = MappingProxyType(
    {
        "owned": say("Maîtrisé"),
        "influenced": say("Influencé"),
        "suffered": say("Subi"),
        "absent": say("Absent"),
        "present": say("Présent"),
        "true": say("oui"),
        "false": say("non"),
        "True": say("oui"),
        "False": say("non"),
    }
)
"""Coded value -> its word."""

STATES: Mapping[str, Text] = MappingProxyType(
    {
        "not_enough_data": say("Pas assez de données pour cette mesure."),
        "too_early": say("Trop tôt pour juger : cette mesure demande plusieurs semaines."),
    }
)


IDS = ("fact", "finding", "gap")
"""Columns that hold the id of a finding: not shown, the row links to it instead."""
METERS = frozenset({"share", "contribution", "coverage"})
"""Columns in percent that a bar makes visible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name and its share of the width in percent. `numeric` is aligned right; `meter` gets a bar (0-100)."""

    name: Text | str
    width: int
    numeric: bool
    meter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a line, and the anchor of the finding it is about."""

    cells: tuple[Cell, ...]
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """What the template shows of one `Table`. `more` counts the rows left out; `state` is set when there is nothing to measure yet."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: int
    note: Text | None
    state: Text | None
    picture: Markup | None
    told_by_picture: bool


def shown(book: Book, table: Table) -> TableView:
    """`table` in words, with its figure when we know one."""
    kept = [i for i, name in enumerate(table.columns) if not _is_id(book, table, i, name)]
    rows = table.rows[:MOST_ROWS]
    drawn = picture(table, book.voice) if table.status == "ok" else None
    return TableView(
        id=table.id,
        title=table.title,
        columns=_columns(table, kept),
        rows=tuple(Row(cells=tuple(_cell(row[i]) for i in kept if i < len(row)), anchor=_anchor(book, row)) for row in rows),
        more=len(table.rows) - len(rows),
        note=table.note,
        state=STATES.get(table.status) if table.status != "ok" else None,
        picture=drawn,
        told_by_picture=drawn is not None and table.id in COMPLETE,
    )


def _is_id(book: Book, table: Table, index: int, name: str) -> bool:
    """A column of finding ids; a column of facts in words has the same name, and stays."""
    return name in IDS and len(table.columns) > 1 and any(index < len(row) and _known(book, row[index]) for row in table.rows)


def _known(book: Book, cell: Cell) -> bool:
    return isinstance(cell, str) and book.item(cell) is not None


def _anchor(book: Book, row: tuple[Cell, ...]) -> str | None:
    item = book.item(row[0]) if row and isinstance(row[0], str) else None
    return item.anchor if item else None


def _cell(cell: Cell) -> Cell:
    return VALUES.get(cell, cell) if isinstance(cell, str) else cell


def _columns(table: Table, kept: list[int]) -> tuple[Column, ...]:
    lengths = [_length(table, i) for i in kept]
    edges = [round(100 * sum(lengths[:i]) / (sum(lengths) or 1)) for i in range(len(lengths) + 1)]
    numeric = [_numeric(table, i) for i in kept]
    return tuple(
        Column(
            name=COLUMNS.get(name := table.columns[i], name.replace("_", " ")),
            width=edges[place + 1] - edges[place],
            numeric=numeric[place],
            meter=numeric[place] and name in METERS,
        )
        for place, i in enumerate(kept)
    )


def _numeric(table: Table, column: int) -> bool:
    cells = [row[column] for row in table.rows if column < len(row) and row[column] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def _length(table: Table, column: int) -> int:
    """How wide a column wants to be, in characters: between 9 and 40."""
    cells = [len(str(row[column])) for row in table.rows[:MOST_ROWS] if column < len(row)]
    widest = max([len(table.columns[column]), *cells])
    return min(max(widest, 9), 40)
