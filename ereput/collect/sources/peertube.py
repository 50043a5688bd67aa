"""PeerTube REST API (docs.joinpeertube.org/api-rest-reference.html): a channel's or account's card and videos."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, load_object, mapped, mention, objects_at, text_at, texts_at
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


class PeerTube:
    name = "peertube"
    title = say("PeerTube")
    needs = say("handles.peertube = { user, base }")
    terms = say("API publique du serveur.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                root = f"{handle.base}/api/v1/accounts/{quote(handle.user, safe='@')}"
                yield api(root, say("votre profil PeerTube"), self.name, part="account")
                yield api(f"{root}/videos?count=50", say("vos vidéos"), self.name, part="videos", user=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        if page.query.about("part") == "account":
            values = mapped(body, name="displayName", handle="name", summary="description", created="createdAt",
                            count_followers="followersCount")  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=text_at(body, "url"), title=text_at(body, "displayName"), text=text_at(body, "description"),
                fields=(*values, (fields.NETWORK, "peertube")), author=text_at(body, "name") or None, declared=True,
            )  # fmt: skip
            return
        rows = objects_at(body, "data")
        for row in rows:
            yield mention(
                page, Kind.POST, url=text_at(row, "url"), title=text_at(row, "name"), text=text_at(row, "description"),
                fields=facts((fields.TAG, texts_at(row, "tags")), (fields.COUNT + "views", text_at(row, "views"))),
                published=moment(text_at(row, "publishedAt")), author=page.query.about("user"), declared=True,
                language=text_at(row, "language", "id"),
            )  # fmt: skip
        yield Tally(name="peertube:videos", read=len(rows))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = PeerTube()
