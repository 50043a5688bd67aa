"""GitLab REST API v4 (docs.gitlab.com/api): an account and its public projects, on gitlab.com or any server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, following, load_list, mention, text_at, texts_at
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

SERVER = "https://gitlab.com"


PAGES = 3
"""Pages of one list that are read."""


class GitLab:
    name = "gitlab"
    title = say("GitLab")
    needs = say("handles.gitlab, avec base pour un autre serveur que gitlab.com")
    terms = say("API publique : https://docs.gitlab.com/api/rest/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or SERVER
            url = f"{base}/api/v4/users?username={quote(handle.user, safe='')}"
            yield api(url, say("votre profil GitLab"), self.name, base=base, user=handle.user, part="user")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        rows, base, user = load_list(page), page.query.about("base"), page.query.about("user")
        if page.query.about("part") == "projects":
            for row in rows:
                values = facts(
                    (fields.TAG, texts_at(row, "topics")), (fields.CREATED, text_at(row, "created_at")),
                    (fields.LAST_ACTIVE, text_at(row, "last_activity_at")), (fields.COUNT + "stars", text_at(row, "star_count")),
                )  # fmt: skip
                yield mention(
                    page, Kind.PROJECT, url=text_at(row, "web_url"), title=text_at(row, "name"), text=text_at(row, "description"),
                    fields=values, published=moment(text_at(row, "created_at")), author=user, declared=True,
                )  # fmt: skip
            yield Tally(name="gitlab:projects", read=len(rows))
            yield from following(page, PAGES)
            yield Seen(verdict=Verdict.PRESENT, reason=say("La liste a été lue."))
            return
        if not rows:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Ce serveur GitLab n'a pas de compte de ce nom."))
            return
        row = rows[0]
        values = facts(
            (fields.NAME, text_at(row, "name")), (fields.HANDLE, text_at(row, "username")), (fields.AVATAR, text_at(row, "avatar_url")),
            (fields.SUMMARY, text_at(row, "bio")), (fields.LOCATION, text_at(row, "location")), (fields.NETWORK, "gitlab"),
            (fields.ORGANISATION, text_at(row, "organization")), (fields.TITLE, text_at(row, "job_title")),
            (fields.URL, text_at(row, "website_url")), (fields.EMAIL, text_at(row, "public_email")),
        )  # fmt: skip
        yield mention(
            page, Kind.PROFILE, url=text_at(row, "web_url"), title=text_at(row, "name"), text=text_at(row, "bio"), fields=values,
            author=user, declared=True,
        )  # fmt: skip
        number = text_at(row, "id")
        if number.isdecimal():
            url = f"{base}/api/v4/users/{number}/projects?per_page=100"
            yield api(url, say("vos projets publics"), self.name, base=base, user=user, part="projects")


COLLECTOR = GitLab()
