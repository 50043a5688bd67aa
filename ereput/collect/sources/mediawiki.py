"""MediaWiki action API (mediawiki.org/wiki/API): an account, its contributions, and the pages that name her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import Malformed, api, at, facts, listed, load_object, mention, objects_at, plain, rows_at, text_at
from ereput.collect.urls import host_of
from ereput.model import Kind, Mention, Page, Query, Seen, Skip, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

_COMMON = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5"}


def endpoint(base: str) -> str:
    """The API of a wiki named by its API, its script path or its root; `/w/api.php` is the usual place below a root."""
    if base.endswith("/api.php"):
        return base
    return f"{base}/api.php" if urlsplit(base).path.strip("/") else f"{base}/w/api.php"


def user_query(where: str, user: str, source: str) -> Query:
    params = _COMMON | {
        "list": "users|usercontribs", "ususers": user, "usprop": "registration|editcount",
        "ucuser": user, "ucprop": "ids|title|timestamp|comment|size", "uclimit": "100",
    }  # fmt: skip
    why = say("vos contributions à ce wiki")
    return api(f"{where}?{urlencode(params)}", why, source, where=where, user=user)


def search_query(where: str, words: str, source: str) -> Query:
    params = _COMMON | {"list": "search", "srsearch": f'"{words}"', "srlimit": "50"}
    return api(f"{where}?{urlencode(params)}", say("les pages de ce wiki qui citent votre nom"), source, where=where, words=words)


def page_url(where: str, title: str) -> str:
    """Where a reader sees the page `title` of the wiki whose API is at `where`."""
    return f"{where.removesuffix('api.php')}index.php?title={quote(title.replace(' ', '_'), safe=':/')}"


def read(page: Page) -> Iterator[Yield]:
    """An answer of the action API. Errors come with status 200: the body is what counts."""
    body = load_object(page)
    error = text_at(body, "error", "code")
    if error:
        yield from _error(page, error)
        return
    if not isinstance(body.get("query"), dict):
        if "warnings" not in body:
            raise Malformed
        yield Seen(verdict=Verdict.UNDECIDED, reason=say("Le wiki n'a pas compris la demande."))
        return
    where = page.query.about("where")
    if page.query.about("words"):
        yield from _found(page, body, where)
    else:
        yield from _account(page, body, where)


def _error(page: Page, code: str) -> Iterator[Yield]:
    if code in ("maxlag", "ratelimited", "readonly"):
        yield Skip(source=page.query.source, code="rate_limited", where=page.url, reason=say("Le wiki demande d'attendre."))
        yield Seen(verdict=Verdict.BLOCKED, reason=say("Le wiki demande d'attendre."))
    else:
        yield Seen(verdict=Verdict.UNDECIDED, reason=say("Le wiki a refusé la demande : {code}.", code=code))


def _found(page: Page, body: dict[str, Any], where: str) -> Iterator[Yield]:
    hits = rows_at(body, "query", "search")
    for rank, hit in enumerate(hits, start=1):
        yield mention(
            page,
            Kind.PAGE,
            url=page_url(where, text_at(hit, "title")),
            title=text_at(hit, "title"),
            text=plain(text_at(hit, "snippet")),
            published=moment(text_at(hit, "timestamp")),
            rank=rank,
        )
    yield listed(say_name(page), len(hits), at(body, "query", "searchinfo", "totalhits"), say("au-delà des 50 premières pages"))
    if not hits:
        yield Seen(verdict=Verdict.ABSENT, reason=say("Aucune page de ce wiki ne cite ce nom."))


def say_name(page: Page) -> str:
    return host_of(page.url) or page.query.source


def _account(page: Page, body: dict[str, Any], where: str) -> Iterator[Yield]:
    users = objects_at(body, "query", "users")
    if not users or "missing" in users[0] or "invalid" in users[0]:
        yield Seen(verdict=Verdict.ABSENT, reason=say("Ce wiki n'a pas de compte de ce nom."))
        return
    user = users[0]
    name = text_at(user, "name")
    values = facts(
        (fields.HANDLE, name), (fields.CREATED, text_at(user, "registration")), (fields.NETWORK, page.query.source),
        (fields.COUNT + "edits", text_at(user, "editcount")),
    )  # fmt: skip
    yield mention(page, Kind.PROFILE, url=page_url(where, f"User:{name}"), title=name, fields=values, author=name, declared=True)
    edits = objects_at(body, "query", "usercontribs")
    yield from (_edit(page, edit, where) for edit in edits)
    yield Tally(name=say_name(page), read=len(edits))


def _edit(page: Page, edit: dict[str, Any], where: str) -> Mention:
    title = text_at(edit, "title")
    return mention(
        page,
        Kind.POST,
        url=f"{where.removesuffix('api.php')}index.php?oldid={text_at(edit, 'revid')}",
        title=title,
        text=text_at(edit, "comment"),
        fields=facts((fields.SECTION, title), (fields.COUNT + "bytes", text_at(edit, "size"))),
        published=moment(text_at(edit, "timestamp")),
        author=text_at(edit, "user") or None,
        declared=True,
    )


class MediaWiki:
    name = "mediawiki"
    title = say("Wikis sous MediaWiki")
    needs = say("handles.mediawiki = { user, base }")
    terms = say("API publique du wiki ; adresse de contact dans l'en-tête User-Agent, demandes espacées.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                where = endpoint(handle.base)
                yield user_query(where, handle.user, self.name)
                yield search_query(where, subject.name, self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        return read(page)


COLLECTOR = MediaWiki()
