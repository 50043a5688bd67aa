"""RSS, Atom and JSON Feed: discovered from her pages, or named among them; its entries lead to the posts' own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import feed
from ereput.collect.reading import web
from ereput.collect.urls import host_of
from ereput.model import Page, Query, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

POSTS = 25
"""Posts of a feed whose page is read as well (is it indexable, who commented)."""


class Feeds:
    name = "feeds"
    title = say("Fils RSS, Atom et JSON Feed")
    needs = say("une page à vous qui annonce un fil")
    terms = say("Fils publics, faits pour être lus par des programmes.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        del subject
        return iter(())

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        found = feed.read(page)
        own = bool(page.query.about("own"))
        yield from feed.mentions(page, found, declared=own)
        if not own or found.of_comments:
            return
        host = host_of(page.url)
        links = [entry.link for entry in found.entries if host_of(entry.link) == host]
        for link in list(dict.fromkeys(links))[:POSTS]:
            yield web(link, say("un article que votre fil annonce"), "pages", own="1", entry="1")


COLLECTOR = Feeds()
