"""Dailymotion platform API (developers.dailymotion.com): an account's card and videos."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import from_seconds
from ereput.collect.reading import api, at, facts, listed, load_object, mention, required, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.dailymotion.com"


class Dailymotion:
    name = "dailymotion"
    title = say("Dailymotion")
    needs = say("handles.dailymotion")
    terms = say("API publique : https://developers.dailymotion.com/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            root = f"{handle.base or API}/user/{quote(handle.user, safe='')}"
            card = f"{root}?fields=id,screenname,username,description,url,created_time"
            yield api(card, say("votre profil Dailymotion"), self.name, part="user")
            videos = f"{root}/videos?fields=id,title,description,url,created_time&limit=50"
            yield api(videos, say("vos vidéos"), self.name, part="videos", user=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        if page.query.about("part") == "user":
            created = from_seconds(body.get("created_time"))
            values = facts(
                (fields.NAME, text_at(body, "screenname")), (fields.HANDLE, text_at(body, "username")), (fields.NETWORK, "dailymotion"),
                (fields.CREATED, created.isoformat() if created else ""),
            )  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=required(body, "url"), title=text_at(body, "screenname"), text=text_at(body, "description"),
                fields=values, author=text_at(body, "username") or None, declared=True,
            )  # fmt: skip
            return
        rows = rows_at(body, "list")
        for row in rows:
            yield mention(
                page, Kind.POST, url=text_at(row, "url"), title=text_at(row, "title"), text=text_at(row, "description"),
                published=from_seconds(row.get("created_time")), author=page.query.about("user"), declared=True,
            )  # fmt: skip
        left = at(body, "total") if "total" in body else len(rows) + bool(body.get("has_more"))
        yield listed("dailymotion:videos", len(rows), left)
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = Dailymotion()
