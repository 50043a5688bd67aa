"""PeerTube REST API (docs.joinpeertube.org/api-rest-reference.html): an account's card and videos; by name, SepiaSearch over all servers.

SepiaSearch (framagit.org/framasoft/peertube/search-index) answers as a server's own list of videos does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, listed, load_object, mapped, mention, required, rows_at, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


SEPIA = "https://sepiasearch.org"


class PeerTube:
    name = "peertube"
    title = say("PeerTube")
    needs = say("handles.peertube = { user, base }, ou network.ask (SepiaSearch)")
    terms = say("API publique du serveur, et de https://sepiasearch.org/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if " " in handle.user:
                wanted = urlencode({"search": f'"{handle.user}"', "count": 50, "sort": "-match"})
                url = f"{handle.base or SEPIA}/api/v1/search/videos?{wanted}"
                yield api(url, say("les vidéos qui citent votre nom, sur tous les serveurs"), self.name, part="search")
            elif handle.base:
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
                page, Kind.PROFILE, url=required(body, "url"), title=text_at(body, "displayName"), text=text_at(body, "description"),
                fields=(*values, (fields.NETWORK, "peertube")), author=text_at(body, "name") or None, declared=True,
            )  # fmt: skip
            return
        rows, own = rows_at(body, "data"), page.query.about("part") == "videos"
        yield from (_video(page, row, own=own) for row in rows)
        yield listed("peertube:videos", len(rows), body.get("total"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _video(page: Page, row: dict[str, Any], *, own: bool) -> Mention:
    """A video of hers, or one that anybody may have made: then who made it is told."""
    who = () if own else ((fields.NAME, text_at(row, "account", "displayName")), (fields.HANDLE, text_at(row, "account", "name")))
    return mention(
        page, Kind.POST, url=text_at(row, "url"), title=text_at(row, "name"), text=text_at(row, "description"),
        fields=facts(
            *who, (fields.TAG, texts_at(row, "tags")), (fields.COUNT + "views", text_at(row, "views")), (fields.NETWORK, "peertube")
        ),
        published=moment(text_at(row, "publishedAt")), declared=own, language=text_at(row, "language", "id"),
        author=page.query.about("user") if own else text_at(row, "account", "name") or None,
    )  # fmt: skip


COLLECTOR = PeerTube()
