"""Lemmy API v3 (join-lemmy.org/docs/contributors/04-api.html): a member's card, posts and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, at, facts, listed, load_object, mapped, mention, objects_at, required, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


class Lemmy:
    name = "lemmy"
    title = say("Lemmy")
    needs = say("handles.lemmy = { user, base }")
    terms = say("API publique du serveur.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                url = f"{handle.base}/api/v3/user?username={quote(handle.user, safe='@')}&limit=50&sort=New"
                yield api(url, say("votre profil et vos messages publics"), self.name, user=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        body = load_object(page)
        if page.status >= 400:
            if text_at(body, "error") in ("couldnt_find_person", "couldnt_find_that_username_or_email", "not_found"):
                yield Seen(verdict=Verdict.ABSENT, reason=say("Le serveur ne connaît pas ce compte."))
            return
        person, user = body.get("person_view"), page.query.about("user")
        where = required(person, "person", "actor_id")
        values = mapped(person, name="person.display_name", handle="person.name", summary="person.bio", created="person.published",
                        count_posts="counts.post_count", count_comments="counts.comment_count")  # fmt: skip
        yield mention(
            page, Kind.PROFILE, url=where, title=text_at(person, "person", "display_name") or user,
            text=text_at(person, "person", "bio"), fields=(*values, (fields.NETWORK, "lemmy")), author=user, declared=True,
        )  # fmt: skip
        posts, comments = objects_at(body, "posts"), objects_at(body, "comments")
        for row in posts:
            yield mention(
                page, Kind.POST, url=text_at(row, "post", "ap_id"), title=text_at(row, "post", "name"), text=text_at(row, "post", "body"),
                fields=facts((fields.LINK, text_at(row, "post", "url")), (fields.SECTION, text_at(row, "community", "name"))),
                published=moment(text_at(row, "post", "published")), author=user, declared=True,
            )  # fmt: skip
        for row in comments:
            yield mention(
                page, Kind.COMMENT, url=text_at(row, "comment", "ap_id"), title=text_at(row, "post", "name"),
                text=text_at(row, "comment", "content"), published=moment(text_at(row, "comment", "published")), author=user, declared=True,
            )  # fmt: skip
        counts = [at(person, "counts", f"{kind}_count") for kind in ("post", "comment")]
        total = sum(count for count in counts if isinstance(count, int))
        yield listed("lemmy", len(posts) + len(comments), total, say("au-delà des plus récentes"))


COLLECTOR = Lemmy()
