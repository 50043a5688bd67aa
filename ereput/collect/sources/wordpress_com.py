"""WordPress.com: the same REST routes as self-hosted WordPress, behind one public host (developer.wordpress.com/docs/api)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect.reading import api, following
from ereput.collect.sources.wordpress import COLLECTOR as SELF_HOSTED
from ereput.collect.sources.wordpress import PAGES
from ereput.model import Page, Query, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://public-api.wordpress.com/wp/v2/sites"


class WordPressCom:
    name = "wordpress_com"
    title = say("WordPress.com")
    needs = say("handles.wordpress_com = le nom du blog")
    terms = say("API publique : https://developer.wordpress.com/docs/api/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            site = handle.user if "." in handle.user else f"{handle.user}.wordpress.com"
            root = f"{handle.base or API}/{quote(site)}"
            for kind in ("posts", "pages", "comments"):
                yield api(f"{root}/{kind}?per_page=100", say("ce que votre blog publie"), self.name, kind=kind, own="1", root=root)

    def read(self, page: Page) -> Iterator[Yield]:
        for found in SELF_HOSTED.read(page):
            if not isinstance(found, Query):  # the routes are not those of a site of its own
                yield found
        yield from following(page, PAGES)


COLLECTOR = WordPressCom()
