"""Section 6: networks and contacts: the typology map, overlaps, circles (CHECKS B and C). Counts only: no contact is named."""

from __future__ import annotations

from ereput.model import say
from ereput.render.book import Book
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import Chapter, chapter


def build(book: Book) -> Chapter:
    missing = say("Aucun réseau n'a été lu : ajoutez l'export de LinkedIn ou votre carnet d'adresses (exports) pour dresser cette carte.")
    return chapter(book, "networks", missing=missing)


SECTION = Section(id="networks", title=say("Vos réseaux et vos contacts"), asks=say("Sur quels réseaux, avec quels cercles ?"), build=build)
