"""Hacker News, by Algolia's API (hn.algolia.com/api): an account's comments and stories, or those that cite a name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, listed, load_object, mention, plain, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://hn.algolia.com/api/v1"


class HackerNews:
    name = "hackernews"
    title = say("Hacker News")
    needs = say("handles.hackernews, ou network.ask")
    terms = say("API publique : https://hn.algolia.com/api")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or API
            if " " in handle.user:
                url = f"{base}/search?query={quote(chr(34) + handle.user + chr(34))}&hitsPerPage=50"
                yield api(url, say("les messages qui citent votre nom"), self.name)
            else:
                url = f"{base}/search_by_date?tags=author_{quote(handle.user, safe='')}&hitsPerPage=100"
                yield api(url, say("vos messages publics"), self.name, user=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, own = load_object(page), page.query.about("user")
        hits = rows_at(body, "hits")
        for hit in hits:
            comment = text_at(hit, "comment_text")
            yield mention(
                page, Kind.COMMENT if comment else Kind.POST, url=f"https://news.ycombinator.com/item?id={quote(text_at(hit, 'objectID'))}",
                title=plain(text_at(hit, "story_title") or text_at(hit, "title")), text=plain(comment or text_at(hit, "story_text")),
                fields=facts((fields.LINK, text_at(hit, "url")), (fields.HANDLE, text_at(hit, "author"))),
                published=moment(text_at(hit, "created_at")), author=text_at(hit, "author") or None,
                declared=bool(own) and text_at(hit, "author") == own,
            )  # fmt: skip
        yield listed("hackernews", len(hits), body.get("nbHits"))
        yield Seen(verdict=Verdict.PRESENT if hits else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = HackerNews()
