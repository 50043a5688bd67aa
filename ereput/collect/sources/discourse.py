"""Discourse forums (docs.discourse.org): a member's card, and her topics and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, load_object, mapped, mention, objects_at, plain, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


class Discourse:
    name = "discourse"
    title = say("Forums sous Discourse")
    needs = say("handles.discourse = { user, base }")
    terms = say("API publique du forum.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                user = quote(handle.user, safe="")
                yield api(f"{handle.base}/u/{user}.json", say("votre profil sur ce forum"), self.name, base=handle.base, part="user")
                posts = f"{handle.base}/user_actions.json?username={user}&filter=4,5&offset=0"
                yield api(posts, say("vos messages sur ce forum"), self.name, base=handle.base, part="posts", user=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, base = load_object(page), page.query.about("base")
        if page.query.about("part") == "user":
            row = body.get("user")
            user = text_at(row, "username")
            values = mapped(row, name="name", handle="username", summary="bio_raw", location="location", url="website", title="title",
                            created="created_at", last_active="last_posted_at")  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=f"{base}/u/{user}", title=text_at(row, "name") or user, text=plain(text_at(row, "bio_excerpt")),
                fields=(*values, (fields.NETWORK, "discourse")), author=user or None, declared=True,
            )  # fmt: skip
            return
        rows = objects_at(body, "user_actions")
        for row in rows:
            url = f"{base}/t/{text_at(row, 'slug')}/{text_at(row, 'topic_id')}/{text_at(row, 'post_number')}"
            kind = Kind.POST if text_at(row, "action_type") == "4" else Kind.ANSWER
            yield mention(
                page, kind, url=url, title=text_at(row, "title"), text=plain(text_at(row, "excerpt")),
                fields=facts((fields.NAME, text_at(row, "acting_name"))), published=moment(text_at(row, "created_at")),
                author=text_at(row, "acting_username") or page.query.about("user"), declared=True,
            )  # fmt: skip
        yield Tally(name="discourse:posts", read=len(rows))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = Discourse()
