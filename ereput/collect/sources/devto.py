"""dev.to and other Forem sites (developers.forem.com/api): an author's card and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, listed, load_list, load_object, mapped, mention, required, text_at, texts_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://dev.to"
ARTICLES = 100
_HEADERS = (("accept", "application/vnd.forem.api-v1+json"),)


class DevTo:
    name = "devto"
    title = say("dev.to")
    needs = say("handles.devto")
    terms = say("API publique : https://developers.forem.com/api/v1")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base, user = handle.base or API, quote(handle.user, safe="")
            card = f"{base}/api/users/by_username?url={user}"
            yield api(card, say("votre profil dev.to"), self.name, headers=_HEADERS, part="user", base=base)
            articles = f"{base}/api/articles?username={user}&per_page={ARTICLES}"
            yield api(articles, say("vos articles"), self.name, headers=_HEADERS, part="articles", user=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        if page.query.about("part") == "user":
            row = load_object(page)
            user = required(row, "username")
            values = mapped(row, name="name", handle="username", summary="summary", location="location", url="website_url",
                            avatar="profile_image", created="joined_at")  # fmt: skip
            github = text_at(row, "github_username")
            values += facts((fields.SAME_AS, f"https://github.com/{github}" if github else ""), (fields.NETWORK, "devto"))
            yield mention(
                page, Kind.PROFILE, url=f"{page.query.about('base')}/{user}", title=text_at(row, "name"), text=text_at(row, "summary"),
                fields=values, author=user, declared=True,
            )  # fmt: skip
            return
        rows = load_list(page)
        for row in rows:
            yield mention(
                page, Kind.ARTICLE, url=text_at(row, "url"), title=text_at(row, "title"), text=text_at(row, "description"),
                fields=facts((fields.TAG, texts_at(row, "tag_list")), (fields.COUNT + "comments", text_at(row, "comments_count"))),
                published=moment(text_at(row, "published_at")), author=page.query.about("user"), declared=True,
            )  # fmt: skip
        yield listed("devto:articles", len(rows), len(rows) + (len(rows) >= ARTICLES), say("au-delà des plus récentes"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = DevTo()
