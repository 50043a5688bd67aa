"""Wikipedia in French and English: the same API as any MediaWiki, with its User-Agent policy; an account, or pages that cite a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect.sources import mediawiki
from ereput.model import Page, Query, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

LANGUAGES = ("fr", "en")


class Wikipedia:
    name = "wikipedia"
    title = say("Wikipédia (français, anglais)")
    needs = say("handles.wikipedia = votre compte, ou network.ask")
    terms = say("API publique : https://www.mediawiki.org/wiki/Wikimedia_APIs/Access_policy")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            for where in [f"{handle.base}/w/api.php"] if handle.base else [f"https://{code}.wikipedia.org/w/api.php" for code in LANGUAGES]:
                if " " in handle.user:
                    yield mediawiki.search_query(where, handle.user, self.name)
                else:
                    yield mediawiki.user_query(where, handle.user, self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        return mediawiki.read(page)


COLLECTOR = Wikipedia()
