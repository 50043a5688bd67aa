"""Address books as tables: Google Contacts (both layouts) and Outlook, in English, French, German, Spanish or Dutch.

A column is known by its words, a value by its shape: each export has as many e-mail and telephone columns as its largest entry needs, and
Google puts several values in one cell, between « ::: ».
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect.archives.reading import table
from ereput.collect.archives.rows import first_names
from ereput.collect.archives.vcard import person
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.container import Archive
    from ereput.collect.archives.reading import Outcome
    from ereput.collect.archives.rows import Row

SOURCE = "contacts_csv"
_GIVEN = ("first name", "given name", "prenom", "vorname", "nombre", "voornaam")
_FAMILY = ("last name", "family name", "nom", "nom de famille", "nachname", "apellidos", "apellido", "achternaam")
_WHOLE = ("name", "display name", "full name", "nom complet", "nom affiche", "anzeigename", "file as")
_HOUSE = ("organization name", "organization 1 - name", "company", "societe", "entreprise", "firma", "empresa", "organizacion", "bedrijf")
_TITLE = ("organization title", "organization 1 - title", "job title", "fonction", "poste", "position", "puesto", "cargo", "functie")
_LABELS = ("labels", "group membership", "categories", "kategorien", "categorias", "categorieen")
_GOOGLE = frozenset({"phonetic first name", "yomi name", "group membership"})
_MAIL = re.compile(r"mail|messagerie|correo")
_PHONE = re.compile(r"phone|mobile?\b|\btel|telefo|handy|movil|mobiel")
_NOT_A_PHONE = re.compile(r"fax|telex|pager|telecopie")
_ADDRESS = re.compile(r"[^@\s:]{1,64}@[^@\s]{1,190}")
_BETWEEN = re.compile(r"\s*(?::::|;)\s*")
_EVERYBODY = frozenset({"", "mycontacts", "my contacts", "other contacts", "starred", "friends and family"})
"""Labels that Google puts on all entries, or on the ones she likes: no circle."""


class ContactsCsv:
    """Reads the CSV file of an address book."""

    name = SOURCE
    title = say("Carnet d'adresses (CSV de Google ou d'Outlook)")
    ask = say("Google Contacts : Exporter, format Google CSV ; Outlook : Contacts, Gérer, Exporter.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_book(archive, name) for name in archive.ending("csv"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("csv"):
            if _is_book(archive, name):
                yield from table(archive, name, SOURCE, lambda row: _entry(row, owner), columns=first_names(archive, name))


READER = ContactsCsv()


def _is_book(archive: Archive, name: str) -> bool:
    """Google's own columns; else a name, an e-mail and a telephone, which a LinkedIn table never has together."""
    columns = set(first_names(archive, name))
    if not columns.isdisjoint(_GOOGLE):
        return True
    named = not columns.isdisjoint(_GIVEN) and not columns.isdisjoint(_FAMILY)
    return named and any(map(_MAIL.search, columns)) and any(map(_PHONE.search, columns))


def _entry(row: Row, owner: Owner) -> Outcome:
    mails = [part for column, cell in row.cells if _MAIL.search(column) for part in _BETWEEN.split(cell) if _ADDRESS.fullmatch(part)]
    calls = [cell for column, cell in row.cells if _PHONE.search(column) and not _NOT_A_PHONE.search(column)]
    phones = [part for cell in calls for part in _BETWEEN.split(cell) if sum(c.isdigit() for c in part) > 5]
    name = f"{row.any(*_GIVEN)} {row.any(*_FAMILY)}".strip() or row.any(*_WHOLE)
    circles = [label for part in _BETWEEN.split(row.any(*_LABELS)) if (label := part.strip("* ")).casefold() not in _EVERYBODY]
    house, title = row.any(*_HOUSE), row.any(*_TITLE)
    return person(SOURCE, owner, name, emails=mails, phones=phones, organisation=house, title=title, circles=circles)
