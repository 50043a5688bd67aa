"""GitHub REST API (docs.github.com/rest): profile, repositories, declared accounts, public activity, and the e-mail in her commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, at, facts, following, load_list, load_object, mention, required, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.github.com"
_HEADERS = (
    ("accept", "application/vnd.github+json"),
    ("x-github-api-version", "2022-11-28"),
    ("authorization", "Bearer {key}"),  # left out when the person has no token: 60 requests an hour are enough
)
REPOSITORIES = 3
"""Repositories of hers whose latest commits are read, for the address that signs them."""


def _ask(url: str, why: Text, part: str, user: str, base: str) -> Query:
    return api(url, why, "github", headers=_HEADERS, part=part, user=user, base=base)


PAGES = 3
"""Pages of one list that are read."""


class GitHub:
    name = "github"
    title = say("GitHub")
    needs = say("handles.github")
    terms = say("API publique, 60 demandes par heure sans clé : https://docs.github.com/site-policy/github-terms")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base, user = handle.base or API, quote(handle.user, safe="")
            yield _ask(f"{base}/users/{user}", say("votre profil GitHub"), "user", handle.user, base)
            yield _ask(f"{base}/users/{user}/repos?per_page=100&type=owner&sort=pushed", say("vos dépôts"), "repos", handle.user, base)
            yield _ask(f"{base}/users/{user}/social_accounts", say("les comptes que votre profil annonce"), "accounts", handle.user, base)
            yield _ask(
                f"{base}/users/{user}/events/public?per_page=100", say("votre activité publique récente"), "events", handle.user, base
            )

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status == 404:
            yield Seen(verdict=Verdict.ABSENT, reason=say("GitHub n'a pas de compte de ce nom."))
            return
        if page.status >= 400:
            return
        part = page.query.about("part")
        if part == "user":
            yield _profile(page, load_object(page))
            return
        rows = load_list(page)
        if part == "repos":
            yield from _repositories(page, rows)
        elif part == "accounts":
            yield from _accounts(page, rows)
        elif part == "events":
            yield from _events(page, rows)
        else:
            yield from _commits(page, rows)
        if part == "repos":
            yield from following(page, PAGES)
        yield Seen(verdict=Verdict.PRESENT, reason=say("La liste a été lue."))


def _profile(page: Page, user: dict[str, Any]) -> Mention:
    blog = text_at(user, "blog")
    twitter = text_at(user, "twitter_username")
    values = facts(
        (fields.NAME, text_at(user, "name")), (fields.HANDLE, text_at(user, "login")), (fields.SUMMARY, text_at(user, "bio")),
        (fields.LOCATION, text_at(user, "location")), (fields.ORGANISATION, text_at(user, "company").lstrip("@")),
        (fields.EMAIL, text_at(user, "email")), (fields.URL, blog if "://" in blog or not blog else f"https://{blog}"),
        (fields.SAME_AS, f"https://x.com/{twitter}" if twitter else ""), (fields.AVATAR, text_at(user, "avatar_url")),
        (fields.CREATED, text_at(user, "created_at")), (fields.LAST_ACTIVE, text_at(user, "updated_at")), (fields.NETWORK, "github"),
        (fields.COUNT + "followers", text_at(user, "followers")), (fields.COUNT + "repositories", text_at(user, "public_repos")),
    )  # fmt: skip
    return mention(
        page,
        Kind.PROFILE,
        url=required(user, "html_url"),
        title=text_at(user, "name") or text_at(user, "login"),
        text=text_at(user, "bio"),
        fields=values,
        author=text_at(user, "login") or None,
        declared=True,
    )


def _repositories(page: Page, rows: list[dict[str, Any]]) -> Iterator[Yield]:
    user, base = page.query.about("user"), page.query.about("base")
    own = [row for row in rows if at(row, "fork") is not True]
    for row in own:
        yield mention(
            page,
            Kind.PROJECT,
            url=text_at(row, "html_url"),
            title=text_at(row, "name"),
            text=text_at(row, "description"),
            fields=facts(
                (fields.SKILL, text_at(row, "language")), (fields.TAG, texts_at(row, "topics")), (fields.URL, text_at(row, "homepage")),
                (fields.CREATED, text_at(row, "created_at")), (fields.LAST_ACTIVE, text_at(row, "pushed_at")),
                (fields.COUNT + "stars", text_at(row, "stargazers_count")),
            ),
            published=moment(text_at(row, "created_at")),
            author=user,
            declared=True,
        )  # fmt: skip
    yield Tally(name=say_part("repos"), read=len(own), skipped=len(rows) - len(own), reason=say("copies du travail d'autrui (forks)"))
    for row in own[: 0 if page.query.about("page") else REPOSITORIES]:  # the latest ones stand on the first page
        name = quote(text_at(row, "name"), safe="")
        url = f"{base}/repos/{quote(user, safe='')}/{name}/commits?author={quote(user, safe='')}&per_page=20"
        yield _ask(url, say("l'adresse e-mail qui signe vos derniers commits"), "commits", user, base)


def say_part(name: str) -> str:
    return f"github:{name}"


def _accounts(page: Page, rows: list[dict[str, Any]]) -> Iterator[Yield]:
    user = page.query.about("user")
    links = [url for row in rows if (url := text_at(row, "url"))]
    if links:
        values = facts((fields.HANDLE, user), (fields.SAME_AS, links), (fields.NETWORK, "github"))
        yield mention(page, Kind.ACCOUNT, title=user, fields=values, author=user, declared=True)


_EVENTS = {
    "IssueCommentEvent": (Kind.ANSWER, ("comment", "body"), ("comment", "html_url")),
    "IssuesEvent": (Kind.POST, ("issue", "title"), ("issue", "html_url")),
    "PullRequestEvent": (Kind.POST, ("pull_request", "title"), ("pull_request", "html_url")),
    "CommitCommentEvent": (Kind.COMMENT, ("comment", "body"), ("comment", "html_url")),
}


def _events(page: Page, rows: list[dict[str, Any]]) -> Iterator[Yield]:
    read = 0
    for row in rows:
        shape = _EVENTS.get(text_at(row, "type"))
        if shape is None:
            continue
        kind, words, link = shape
        text = text_at(row, "payload", *words)
        if text:
            read += 1
            values = facts((fields.SECTION, text_at(row, "repo", "name")))
            yield mention(
                page,
                kind,
                url=text_at(row, "payload", *link),
                title=text_at(row, "payload", "issue", "title"),
                text=text,
                fields=values,
                published=moment(text_at(row, "created_at")),
                author=page.query.about("user"),
                declared=True,
            )
    yield Tally(name=say_part("events"), read=read, skipped=len(rows) - read, reason=say("événements sans texte"))


def _commits(page: Page, rows: list[dict[str, Any]]) -> Iterator[Yield]:
    """One mention for each address of hers that signs commits: the exposure is the address, not the number of commits."""
    user = page.query.about("user")
    signed: dict[str, dict[str, Any]] = {}
    for row in rows:
        email = text_at(row, "commit", "author", "email")
        if email and not email.endswith("@users.noreply.github.com") and text_at(row, "author", "login").lower() in ("", user.lower()):
            signed.setdefault(email, row)
    for email, row in signed.items():
        name = text_at(row, "commit", "author", "name")
        yield mention(
            page,
            Kind.OTHER,
            url=text_at(row, "html_url"),
            title=text_at(row, "commit", "message").partition("\n")[0],
            text=f"Author: {name} <{email}>",
            fields=facts((fields.NAME, name), (fields.EMAIL, email)),
            published=moment(text_at(row, "commit", "author", "date")),
            author=user,
            declared=True,
        )
    yield Tally(name=say_part("commits"), read=len(rows), skipped=0)


COLLECTOR = GitHub()
