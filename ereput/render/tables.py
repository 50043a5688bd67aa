"""A measured `Table` as the report shows it: column names and coded values in words, numbers aligned, one header row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from ereput.model import Cell, Table, Text, say
from ereput.render.book import Book
from ereput.render.figures import picture

MOST_ROWS = 60
"""Rows of one table in the report; the others stand in `audit.json` and in the CSV, and the report says so."""

COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "action": say("Action"),
        "account": say("Compte"),
        "axis": say("Axe"),
        "category": say("Catégorie"),
        "circle": say("Cercle"),
        "column": say("Colonne"),
        "combination": say("Combinaison"),
        "concept": say("Notion"),
        "contacts": say("Contacts"),
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
        "job_relevance": say("Rapport avec l'emploi"),
        "keyword": say("Mot-clé"),
        "kind": say("Type"),
        "label": say("Élément"),
        "loss": say("Perte"),
        "metric": say("Mesure"),
        "minutes": say("Minutes"),
        "missing": say("Manquants"),
        "month": say("Mois"),
        "name": say("Nom"),
        "network": say("Réseau"),
        "note": say("Remarque"),
        "objective": say("Objectif"),
        "other": say("Autre valeur"),
        "other_value": say("Autre valeur"),
        "page": say("Page"),
        "pages": say("Pages"),
        "period": say("Période"),
        "present": say("Présents"),
        "query": say("Recherche"),
        "rank": say("Rang"),
        "reason": say("Raison"),
        "relevance": say("Rapport avec l'emploi"),
        "risk": say("Risque"),
        "score": say("Note"),
        "share": say("Part"),
        "source": say("Source"),
        "state": say("État"),
        "status": say("État"),
        "step": say("Étape"),
        "stop": say("Étape"),
        "terms": say("Mots"),
        "theme": say("Thème"),
        "title": say("Titre"),
        "topic": say("Sujet"),
        "total": say("Total"),
        "type": say("Type"),
        "url": say("Adresse"),
        "value": say("Valeur"),
        "verdict": say("Constat"),
        "visibility": say("Visibilité"),
        "week": say("Semaine"),
        "weight": say("Poids"),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name and its share of the width in percent. `numeric` columns are aligned to the right."""

    name: Text | str
    width: int
    numeric: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """What the template shows of one `Table`. `more` counts the rows left out; `state` is set when there is nothing to measure yet."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int
    note: Text | None
    state: Text | None
    picture: Markup | None


def shown(book: Book, table: Table) -> TableView:
    """`table` in words, with its figure when we know one."""
    rows = table.rows[:MOST_ROWS]
    return TableView(
        id=table.id,
        title=table.title,
        columns=_columns(table),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in rows),
        more=len(table.rows) - len(rows),
        note=table.note,
        state=STATES.get(table.status) if table.status != "ok" else None,
        picture=picture(table, book.voice) if table.rows and table.status == "ok" else None,
    )


def _cell(cell: Cell) -> Cell:
    return VALUES.get(cell, cell) if isinstance(cell, str) else cell


def _columns(table: Table) -> tuple[Column, ...]:
    lengths = [_length(table, i) for i in range(len(table.columns))]
    total = sum(lengths) or 1
    return tuple(
        Column(
            name=COLUMNS.get(name, name.replace("_", " ")),
            width=max(round(100 * length / total), 1),
            numeric=all(isinstance(row[i], int | float) for row in table.rows if i < len(row)) and bool(table.rows),
        )
        for i, (name, length) in enumerate(zip(table.columns, lengths, strict=True))
    )


def _length(table: Table, column: int) -> int:
    """How wide a column wants to be, in characters: between 9 and 40."""
    cells = [len(str(row[column])) for row in table.rows[:MOST_ROWS] if column < len(row)]
    widest = max([len(table.columns[column]), *cells])
    return min(max(widest, 9), 40)
