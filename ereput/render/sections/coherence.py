"""Section 7: the same facts told in several places: do they agree (CHECKS E20)? What is declared, is it proven (E4)?"""

from __future__ import annotations

from ereput.model import say
from ereput.render.book import Book
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import Chapter, chapter


def build(book: Book) -> Chapter:
    missing = say("Il faut au moins deux sources qui parlent de votre parcours (un CV et un profil) pour les comparer.")
    return chapter(book, "coherence", missing=missing)


SECTION = Section(
    id="coherence", title=say("Un parcours qui se recoupe"), asks=say("Votre CV et vos profils disent-ils la même chose ?"), build=build
)
