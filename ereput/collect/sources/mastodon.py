"""Mastodon and what speaks its API (docs.joinmastodon.org): profile with verified links, public posts if she lets them be indexed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, at, facts, following, load_list, load_object, mention, objects_at, plain, required, text_at
from ereput.model import Audience, Handle, Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

_HREF = re.compile(r'href="([^"]{1,500})"')


def place(handle: Handle) -> tuple[str, str] | None:
    """(server, user) of "camille", "camille@server" or "@camille@server"; None when no server is named."""
    user, _, host = handle.user.lstrip("@").partition("@")
    server = handle.base or (f"https://{host}" if host else "")
    return (server, user) if server and user else None


PAGES = 3
"""Pages of one list that are read."""


class Mastodon:
    name = "mastodon"
    title = say("Mastodon et les réseaux compatibles")
    needs = say('handles.mastodon = "vous@serveur", ou { user, base }')
    terms = say("API publique ; le réglage « ne pas indexer » du compte est respecté.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            found = place(handle)
            if found:
                server, user = found
                url = f"{server}/api/v1/accounts/lookup?{urlencode({'acct': user})}"
                yield api(url, say("votre profil Mastodon"), self.name, part="account", server=server, user=user)

    def read(self, page: Page) -> Iterator[Yield]:
        part = page.query.about("part")
        if page.status == 404:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Le serveur ne connaît pas ce compte."))
            if part == "account":
                yield _elsewhere(page)
        elif page.status >= 400:
            return
        elif part == "webfinger":
            yield from _from_webfinger(page, load_object(page))
        elif part == "account":
            yield from _account(page, load_object(page))
        else:
            yield from _statuses(page, load_list(page))


def _elsewhere(page: Page) -> Query:
    """Ask the domain which server the account is really on (RFC 7033): it may differ from the domain of the address."""
    server, user = page.query.about("server"), page.query.about("user")
    host = urlsplit(server).netloc
    url = f"{server}/.well-known/webfinger?{urlencode({'resource': f'acct:{user}@{host}'})}"
    return api(url, say("sur quel serveur est votre compte"), "mastodon", part="webfinger", server=server, user=user)


def _from_webfinger(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    links = [text_at(link, "href") for link in objects_at(body, "links") if text_at(link, "rel") == "self"]
    parts = urlsplit(links[0]) if links else None
    if parts is None or not parts.hostname or f"{parts.scheme}://{parts.netloc}" == page.query.about("server"):
        yield Seen(verdict=Verdict.UNDECIDED, reason=say("Le serveur nomme ce compte sans en montrer le profil."))
        return
    server, user = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/").rsplit("/", 1)[-1]
    url = f"{server}/api/v1/accounts/lookup?{urlencode({'acct': user})}"
    yield api(url, say("votre profil Mastodon"), "mastodon", part="account", server=server, user=user)


def _account(page: Page, account: dict[str, Any]) -> Iterator[Yield]:
    hidden = at(account, "noindex") is True or at(account, "indexable") is False
    rows = [(plain(text_at(row, "name")), text_at(row, "value"), text_at(row, "verified_at")) for row in objects_at(account, "fields")]
    links = [(match[1], verified) for _, value, verified in rows if (match := _HREF.search(value))]
    values = facts(
        (fields.NAME, text_at(account, "display_name")), (fields.HANDLE, text_at(account, "acct")),
        (fields.SUMMARY, plain(text_at(account, "note"))), (fields.LOCATION, _place(rows)),
        (fields.SAME_AS, [url for url, _ in links]), (fields.VERIFIED, [url for url, verified in links if verified]),
        (fields.AVATAR, text_at(account, "avatar")), (fields.CREATED, text_at(account, "created_at")),
        (fields.LAST_ACTIVE, text_at(account, "last_status_at")), (fields.NETWORK, "mastodon"),
        (fields.ROBOTS, "noindex" if hidden else ""),
        (fields.COUNT + "followers", text_at(account, "followers_count")), (fields.COUNT + "posts", text_at(account, "statuses_count")),
        ("profile_field", [f"{name}: {plain(value)}" for name, value, _ in rows]),
    )  # fmt: skip
    yield mention(
        page,
        Kind.PROFILE,
        url=text_at(account, "url"),
        title=text_at(account, "display_name") or text_at(account, "acct"),
        text="\n".join((plain(text_at(account, "note")), *(f"{name} : {plain(value)}" for name, value, _ in rows))).strip(),
        fields=values,
        author=required(account, "acct"),
        audience=Audience.PUBLIC if hidden else Audience.INDEXED,
        declared=True,
    )
    if hidden:
        yield Seen(verdict=Verdict.PRESENT, reason=say("Le compte demande de ne pas être indexé : ses messages ne sont pas lus."))
        return
    server, number = page.query.about("server"), quote(text_at(account, "id"), safe="")
    if number:
        url = f"{server}/api/v1/accounts/{number}/statuses?limit=40&exclude_reblogs=true"
        yield api(url, say("vos messages publics"), "mastodon", part="statuses", server=server, user=page.query.about("user"))


def _place(rows: list[tuple[str, str, str]]) -> str:
    return next((plain(value) for name, value, _ in rows if name.lower() in ("ville", "city", "location", "lieu")), "")


def _statuses(page: Page, rows: list[dict[str, Any]]) -> Iterator[Yield]:
    shown = [row for row in rows if text_at(row, "visibility") in ("", "public", "unlisted")]
    yield from (_status(page, row) for row in shown)
    yield Tally(name="mastodon:statuses", read=len(shown), skipped=len(rows) - len(shown), reason=say("messages non publics"))
    yield from following(page, PAGES)
    if not rows and page.query.about("page"):
        yield Seen(verdict=Verdict.PRESENT, reason=say("La liste a été lue."))
    elif not rows:
        yield Seen(verdict=Verdict.ABSENT, reason=say("Le compte n'a pas de message public."))


def _status(page: Page, row: dict[str, Any]) -> Mention:
    reply = text_at(row, "in_reply_to_id")
    return mention(
        page,
        Kind.ANSWER if reply else Kind.POST,
        url=text_at(row, "url"),
        title=text_at(row, "spoiler_text"),
        text=plain(text_at(row, "content")),
        fields=facts(
            (fields.TAG, [text_at(tag, "name") for tag in objects_at(row, "tags")]), (fields.REPLY_TO, reply),
            (fields.LINK, [url for url in _HREF.findall(text_at(row, "content")) if "/tags/" not in url and "/@" not in url]),
            (fields.VISIBILITY, text_at(row, "visibility")), (fields.COUNT + "replies", text_at(row, "replies_count")),
            (fields.COUNT + "likes", text_at(row, "favourites_count")), (fields.NETWORK, "mastodon"),
        ),
        published=moment(text_at(row, "created_at")),
        author=text_at(row, "account", "acct") or page.query.about("user"),
        language=text_at(row, "language"),
        declared=True,
    )  # fmt: skip


COLLECTOR = Mastodon()
