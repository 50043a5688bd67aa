"""Bluesky by the AT Protocol (docs.bsky.app, atproto.com): the public AppView, or a server of one's own through its repository routes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, at, facts, load_object, mapped, mention, objects_at, required, rows_at, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

APPVIEW = "https://public.api.bsky.app"
PDS = "bluesky_pds"
"""Service name of an account on a server of its own, asked by repository routes rather than through the AppView."""
_NOT_FOUND = ("not found", "unable to resolve", "could not resolve", "could not find", "could not locate")
_HIDDEN = "!no-unauthenticated"
"""Self-label by which an account asks not to be shown to people who are not signed in: obeyed."""


PAGES = 3
"""Pages of one list that are read."""


class Bluesky:
    name = "bluesky"
    title = say("Bluesky")
    needs = say("handles.bluesky")
    terms = say("API publique sans clé : https://docs.bsky.app/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base, actor = handle.base or APPVIEW, quote(handle.user.lstrip("@"), safe=":")
            url = f"{base}/xrpc/app.bsky.actor.getProfile?actor={actor}"
            yield api(url, say("votre profil Bluesky"), self.name, part="profile", base=base, actor=actor)
        for handle in subject.users_of(PDS):
            actor = quote(handle.user.lstrip("@"), safe=":")
            url = f"{handle.base}/xrpc/com.atproto.repo.describeRepo?repo={actor}"
            yield api(url, say("votre compte sur ce serveur Bluesky"), self.name, part="repo", base=handle.base or "", actor=actor)

    def read(self, page: Page) -> Iterator[Yield]:
        body = load_object(page)
        if page.status >= 400:
            yield from _refusal(body)
            return
        match page.query.about("part"):
            case "profile":
                yield from _profile(page, body)
            case "repo":
                yield from _repo(page, body)
            case "records":
                yield from _records(page, body)
            case _:
                yield from _feed(page, body)


def _refusal(body: dict[str, Any]) -> Iterator[Yield]:
    said = text_at(body, "message")
    if any(words in said.lower() for words in _NOT_FOUND):
        yield Seen(verdict=Verdict.ABSENT, reason=say("Bluesky ne connaît pas ce compte."))
    else:
        yield Seen(verdict=Verdict.UNDECIDED, reason=say("Bluesky a refusé la demande : {code}.", code=text_at(body, "error") or "?"))


def _profile(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    actor = required(body, "handle")
    values = mapped(body, name="displayName", handle="handle", summary="description", avatar="avatar", created="createdAt",
                    count_followers="followersCount", count_posts="postsCount")  # fmt: skip
    yield mention(
        page, Kind.PROFILE, url=f"https://bsky.app/profile/{actor}", title=text_at(body, "displayName") or actor,
        text=text_at(body, "description"), fields=(*values, (fields.NETWORK, "bluesky")), author=actor or None, declared=True,
    )  # fmt: skip
    if any(text_at(label, "val") == _HIDDEN for label in objects_at(body, "labels")):
        yield Seen(verdict=Verdict.PRESENT, reason=say("Le compte demande à n'être montré qu'aux membres : ses messages ne sont pas lus."))
        return
    base, did = page.query.about("base"), quote(text_at(body, "did") or actor, safe=":")
    url = f"{base}/xrpc/app.bsky.feed.getAuthorFeed?actor={did}&limit=100&filter=posts_with_replies"
    yield api(url, say("vos messages publics"), "bluesky", part="feed", actor=actor)


def _feed(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    rows = rows_at(body, "feed")
    yield from _further(page, body)
    own = [row for row in rows if "reason" not in row]
    yield from (
        _post(page, at(row, "post", "record"), text_at(row, "post", "uri"), text_at(row, "post", "author", "handle")) for row in own
    )
    yield Tally(name="bluesky:posts", read=len(own), skipped=len(rows) - len(own), reason=say("messages d'autrui repris"))
    yield Seen(verdict=Verdict.PRESENT if rows or page.query.about("page") else Verdict.ABSENT, reason=say("La liste a été lue."))


def _further(page: Page, body: dict[str, Any]) -> Iterator[Query | Tally]:
    """The next page of a list, by the cursor that this one gives (atproto.com/specs/xrpc)."""
    cursor, number = text_at(body, "cursor"), int(page.query.about("page", "1"))
    if cursor and number >= PAGES:
        yield Tally(name="bluesky", read=0, skipped=1, reason=say("au-delà des plus récentes"))
    elif cursor:
        context = dict(page.query.context) | {"page": str(number + 1)}
        url = f"{page.query.url.partition('&cursor=')[0]}&cursor={quote(cursor, safe='')}"
        yield replace(page.query, url=url, context=tuple(sorted(context.items())))


def _repo(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    actor, base = required(body, "handle"), page.query.about("base")
    values = facts((fields.HANDLE, actor), (fields.NETWORK, "bluesky"))
    yield mention(page, Kind.ACCOUNT, url=f"https://bsky.app/profile/{actor}", title=actor, fields=values, author=actor, declared=True)
    for name in ("app.bsky.actor.profile", "app.bsky.feed.post"):
        if name in texts_at(body, "collections"):
            url = f"{base}/xrpc/com.atproto.repo.listRecords?repo={quote(text_at(body, 'did'), safe=':')}&collection={name}&limit=100"
            yield api(url, say("vos messages publics"), "bluesky", part="records", actor=actor, base=base)


def _records(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    rows, actor = rows_at(body, "records"), page.query.about("actor")
    yield from _further(page, body)
    for row in rows:
        value = row.get("value")
        if text_at(value, "$type") == "app.bsky.actor.profile":
            values = (*mapped(value, name="displayName", summary="description"), (fields.HANDLE, actor), (fields.NETWORK, "bluesky"))
            yield mention(
                page, Kind.PROFILE, url=f"https://bsky.app/profile/{actor}", title=text_at(value, "displayName"),
                text=text_at(value, "description"), fields=values, author=actor, declared=True,
            )  # fmt: skip
        else:
            yield _post(page, value, text_at(row, "uri"), actor)
    yield Tally(name="bluesky:records", read=len(rows))
    yield Seen(verdict=Verdict.PRESENT, reason=say("La liste a été lue."))


def _post(page: Page, record: Any, uri: str, actor: str) -> Mention:
    return mention(
        page, Kind.ANSWER if at(record, "reply") else Kind.POST, url=f"https://bsky.app/profile/{actor}/post/{uri.rsplit('/', 1)[-1]}",
        text=text_at(record, "text"),
        fields=facts(
            (fields.NETWORK, "bluesky"), (fields.REPLY_TO, text_at(record, "reply", "parent", "uri")), (fields.LINK, _links(record)),
        ),
        published=moment(text_at(record, "createdAt")), author=actor or None, language=text_at(record, "langs")[:2], declared=True,
    )  # fmt: skip


def _links(record: Any) -> list[str]:
    return [uri for facet in objects_at(record, "facets") for item in objects_at(facet, "features") if (uri := text_at(item, "uri"))]


COLLECTOR = Bluesky()
