"""Gitea and Forgejo API (docs.gitea.com/api), so Codeberg too: an account and its public repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, following, load_list, load_object, mention, required, text_at, texts_at
from ereput.model import Handle, Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

CODEBERG = "https://codeberg.org"


PAGES = 3
"""Pages of one list that are read."""


class Gitea:
    name = "gitea"
    title = say("Gitea, Forgejo, Codeberg")
    needs = say("handles.codeberg, ou handles.gitea = { user, base }")
    terms = say("API publique du serveur.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        known: list[Handle] = [*subject.users_of("gitea"), *subject.users_of("codeberg"), *subject.users_of("forgejo")]
        for handle in known:
            root = f"{handle.base or CODEBERG}/api/v1/users/{quote(handle.user, safe='')}"
            yield api(root, say("votre profil sur cette forge"), self.name, user=handle.user, part="user")
            yield api(f"{root}/repos?limit=50", say("vos dépôts publics"), self.name, user=handle.user, part="repos")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        user = page.query.about("user")
        if page.query.about("part") == "user":
            row = load_object(page)
            where = required(row, "html_url")
            values = facts(
                (fields.NAME, text_at(row, "full_name")), (fields.HANDLE, text_at(row, "login")),
                (fields.EMAIL, _shown(text_at(row, "email"))),
                (fields.LOCATION, text_at(row, "location")), (fields.URL, text_at(row, "website")),
                (fields.SUMMARY, text_at(row, "description")),
                (fields.CREATED, text_at(row, "created")), (fields.AVATAR, text_at(row, "avatar_url")), (fields.NETWORK, "gitea"),
            )  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=where, title=text_at(row, "full_name") or user,
                text=text_at(row, "description"), fields=values, author=user, declared=True,
            )  # fmt: skip
            return
        rows = load_list(page)
        own = [row for row in rows if row.get("fork") is not True]
        for row in own:
            values = facts(
                (fields.SKILL, text_at(row, "language")), (fields.TAG, texts_at(row, "topics")), (fields.URL, text_at(row, "website"))
            )
            yield mention(
                page, Kind.PROJECT, url=text_at(row, "html_url"), title=text_at(row, "name"), text=text_at(row, "description"),
                fields=values, published=moment(text_at(row, "created_at")), author=user, declared=True,
            )  # fmt: skip
        yield Tally(name="gitea:repos", read=len(own), skipped=len(rows) - len(own), reason=say("copies du travail d'autrui (forks)"))
        yield from following(page, PAGES)
        yield Seen(verdict=Verdict.PRESENT, reason=say("La liste a été lue."))


def _shown(email: str) -> str:
    """A hidden address is given as one at "noreply.<server>" (Forgejo and Gitea, `NO_REPLY_ADDRESS`): it exposes nothing."""
    return "" if email.partition("@")[2].startswith("noreply.") else email


COLLECTOR = Gitea()
