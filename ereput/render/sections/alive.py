"""Section 5: is the presence alive: calendar, mix of acts, targeting, context (CHECKS D1-D17). Volume is never rewarded."""

from __future__ import annotations

from ereput.model import say
from ereput.render.book import Book
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import Chapter, chapter


def build(book: Book) -> Chapter:
    missing = say("Aucune publication datée n'a été lue : ajoutez un blog, un compte ou un export pour mesurer votre rythme.")
    return chapter(book, "alive", missing=missing)


SECTION = Section(id="alive", title=say("Une présence vivante"), asks=say("Publiez-vous avec régularité, sur votre sujet ?"), build=build)
