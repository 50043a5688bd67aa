"""YouTube: the Data API v3 with the person's own key (developers.google.com/youtube/v3)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import api, load_object, mapped, mention, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://www.googleapis.com/youtube/v3"


class YouTube:
    name = "youtube"
    title = say("YouTube (API)")
    needs = say("handles.youtube = « @vous », et une clé")
    terms = say("API avec votre clé : https://developers.google.com/youtube/terms/api-services-terms-of-service")
    key = "youtube"

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if not handle.user.startswith("UC"):
                user = quote(f"@{handle.user.lstrip('@')}")
                url = f"{handle.base or API}/channels?part=snippet,statistics&forHandle={user}&key={{key}}"
                yield api(url, say("votre chaîne YouTube"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        nobody = "items" not in body and "pageInfo" in body  # the list is left out then
        rows = [] if nobody else rows_at(body, "items")
        for row in rows:
            handle = text_at(row, "snippet", "customUrl")
            values = mapped(row, name="snippet.title", handle="snippet.customUrl", created="snippet.publishedAt",
                            count_followers="statistics.subscriberCount", count_posts="statistics.videoCount")  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=f"https://www.youtube.com/{handle or 'channel/' + text_at(row, 'id')}",
                title=text_at(row, "snippet", "title"), text=text_at(row, "snippet", "description"),
                fields=(*values, (fields.NETWORK, "youtube")), author=handle or None, declared=True,
            )  # fmt: skip
        if not rows:
            yield Seen(verdict=Verdict.ABSENT, reason=say("YouTube n'a pas de chaîne de ce nom."))


COLLECTOR = YouTube()
