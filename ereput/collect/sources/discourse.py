"""Discourse forums (docs.discourse.org): a member's card, and her topics and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, load_object, mapped, mention, plain, required, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

CHUNK, POSTS = 30, 300
"""Messages of one answer (`user_actions_controller.rb`), and messages read in all."""


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
                yield _posts(handle.base, handle.user, 0)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, base = load_object(page), page.query.about("base")
        if page.query.about("part") == "user":
            row = body.get("user")
            user = required(row, "username")
            values = mapped(row, name="name", handle="username", summary="bio_raw", location="location", url="website", title="title",
                            created="created_at", last_active="last_posted_at")  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=f"{base}/u/{user}", title=text_at(row, "name") or user, text=plain(text_at(row, "bio_excerpt")),
                fields=(*values, (fields.NETWORK, "discourse")), author=user, declared=True,
            )  # fmt: skip
            return
        rows, offset = rows_at(body, "user_actions"), int(page.query.about("offset", "0"))
        for row in rows:
            url = f"{base}/t/{text_at(row, 'slug')}/{text_at(row, 'topic_id')}/{text_at(row, 'post_number')}"
            kind = Kind.POST if text_at(row, "action_type") == "4" else Kind.ANSWER
            yield mention(
                page, kind, url=url, title=text_at(row, "title"), text=plain(text_at(row, "excerpt")),
                fields=facts((fields.NAME, text_at(row, "acting_name"))), published=moment(text_at(row, "created_at")),
                author=text_at(row, "acting_username") or page.query.about("user"), declared=True,
            )  # fmt: skip
        if len(rows) >= CHUNK and offset + CHUNK < POSTS:
            yield _posts(base, page.query.about("user"), offset + CHUNK)
            rest = None
        else:
            rest = say("au-delà des plus récentes") if len(rows) >= CHUNK else None
        yield Tally(name="discourse:posts", read=len(rows), skipped=1 if rest else 0, reason=rest)
        yield Seen(verdict=Verdict.PRESENT if rows or offset else Verdict.ABSENT, reason=say("La liste a été lue."))


def _posts(base: str, user: str, offset: int) -> Query:
    url = f"{base}/user_actions.json?username={quote(user, safe='')}&filter=4,5&offset={offset}"
    return api(url, say("vos messages sur ce forum"), "discourse", base=base, part="posts", user=user, offset=str(offset))


COLLECTOR = Discourse()
