"""WordPress REST API (developer.wordpress.org/rest-api): posts, pages, comments, and the accounts that it shows to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import Malformed, facts, listed, load, mention, plain, text_at, web
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

_FIELDS = {
    "posts": "id,date_gmt,modified_gmt,link,title,content,excerpt,author",
    "pages": "id,date_gmt,modified_gmt,link,title,content,author",
    "comments": "id,post,parent,author,author_name,author_url,author_avatar_urls,date_gmt,content,link",
    "users": "id,name,url,description,link,slug,avatar_urls",
}
_WHY = {
    "posts": say("les articles publiés sur ce WordPress"),
    "pages": say("les pages publiées sur ce WordPress"),
    "comments": say("les commentaires laissés sur ce WordPress"),
    "users": say("les comptes que ce WordPress montre à tout le monde"),
}
PAGES = 3
"""Pages of 100 rows followed in one listing."""


def route(root: str, kind: str, params: str) -> str:
    """One route below an API root of either form: `/wp-json/` or `/?rest_route=/`."""
    path = f"wp/v2/{kind}"
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/{path}&{params}"
    return f"{root.rstrip('/')}/{path}?{params}"


def ask(root: str, kind: str, params: str = "", **context: str) -> Query:
    """100 rows of one kind."""
    wanted = f"per_page=100&_fields={_FIELDS[kind]}{'&' + params if params else ''}"
    return web(route(root, kind, wanted), _WHY[kind], "wordpress", root=root, kind=kind, params=params, **context)


def site_queries(root: str, *, own: str) -> Iterator[Query]:
    """Everything a site of hers shows."""
    for kind in _FIELDS:
        yield ask(root, kind, own=own)


class WordPress:
    name = "wordpress"
    title = say("WordPress (sites hébergés par leurs auteurs)")
    needs = say("handles.wordpress avec base, ou une page à vous sous WordPress")
    terms = say("API publique du site, dans le respect de robots.txt.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of("wordpress"):
            if handle.base:
                root = f"{handle.base}/wp-json/"
                yield ask(root, "users", f"slug={quote(handle.user)}", user=handle.user)
                yield from (ask(root, kind, f"search={quote(subject.name)}") for kind in ("posts", "pages"))
                yield ask(root, "comments", f"search={quote(subject.name)}")

    def read(self, page: Page) -> Iterator[Yield]:
        kind, root, user = (page.query.about(name) for name in ("kind", "root", "user"))
        if root.endswith("/wp-json/") and (page.status == 404 or page.body.lstrip()[:1] == b"<"):  # plain permalinks answer the home page
            again = dict(page.query.context) | {"root": root.removesuffix("wp-json/") + "?rest_route=/"}
            yield ask(again.pop("root"), again.pop("kind"), again.pop("params", ""), **again)
            yield Seen(verdict=Verdict.UNDECIDED, reason=say("Pas d'API à cette adresse ; l'autre forme est essayée."))
            return
        if page.status >= 400:
            yield from _refusal(page)
            return
        rows = load(page)
        if not isinstance(rows, list):
            raise Malformed
        objects = [row for row in rows if isinstance(row, dict)]
        own = bool(page.query.about("own"))
        for row in objects:
            yield _mention(page, kind, row, own=own)
            if kind == "users" and _hers(page, row):
                yield from (ask(root, listing, f"author={text_at(row, 'id')}", own="1") for listing in ("posts", "pages"))
        yield Tally(name=kind, read=len(objects), skipped=len(rows) - len(objects))
        if user and not objects:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Ce site ne montre aucun compte de ce nom."))
        elif not objects:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Le site répond : aucun résultat."))
        yield from _next(page, kind)


def _hers(page: Page, row: dict[str, Any]) -> bool:
    """Whether this account is the one she gave; WordPress writes every account's slug in small letters."""
    return bool(page.query.about("user")) and text_at(row, "slug").lower() == page.query.about("user").lower()


def _refusal(page: Page) -> Iterator[Yield]:
    code = text_at(load(page), "code")
    if code == "rest_post_invalid_page_number":
        yield Seen(verdict=Verdict.ABSENT, reason=say("Il n'y a pas d'autre page de résultats."))
    elif code == "rest_no_route":
        yield Seen(verdict=Verdict.ABSENT, reason=say("Ce site ne montre pas cette liste."))


def _next(page: Page, kind: str) -> Iterator[Query | Tally]:
    total, number = page.header("x-wp-totalpages"), int(page.query.about("page", "1"))
    if total.isdecimal() and PAGES == number < int(total):
        read = 100 * PAGES
        yield listed(kind, 0, max(1, int(found) - read) if (found := page.header("x-wp-total")).isdecimal() else 1)
    elif total.isdecimal() and number < min(int(total), PAGES):
        context = {name: value for name, value in page.query.context if name not in ("kind", "root", "params", "page")}
        params = page.query.about("params").partition("page=")[0].rstrip("&")
        further = f"{params}&page={number + 1}" if params else f"page={number + 1}"
        yield ask(page.query.about("root"), kind, further, page=str(number + 1), **context)


def _mention(page: Page, kind: str, row: dict[str, Any], *, own: bool) -> Mention:
    published = moment(text_at(row, "date_gmt") + "Z" if text_at(row, "date_gmt") else "")
    if kind == "users":
        return _account(page, row, declared=_hers(page, row))
    if kind == "comments":
        name = text_at(row, "author_name")
        values = facts(
            (fields.NAME, name), (fields.URL, text_at(row, "author_url")), (fields.REPLY_TO, text_at(row, "link").partition("#")[0]),
            (fields.AVATAR, text_at(row, "author_avatar_urls", "96") or text_at(row, "author_avatar_urls", "24")),
        )  # fmt: skip
        text = plain(text_at(row, "content", "rendered"))
        return mention(page, Kind.COMMENT, url=text_at(row, "link"), text=text, fields=values, published=published, author=name or None)
    return mention(
        page,
        Kind.ARTICLE if kind == "posts" else Kind.PAGE,
        url=text_at(row, "link"),
        title=plain(text_at(row, "title", "rendered")),
        text=plain(text_at(row, "content", "rendered") or text_at(row, "excerpt", "rendered")),
        fields=facts(("modified", text_at(row, "modified_gmt"))),
        published=published,
        declared=own,
    )


def _account(page: Page, row: dict[str, Any], *, declared: bool) -> Mention:
    slug = text_at(row, "slug")
    values = facts(
        (fields.NAME, text_at(row, "name")), (fields.HANDLE, slug), (fields.SUMMARY, plain(text_at(row, "description"))),
        (fields.URL, text_at(row, "url")), (fields.AVATAR, text_at(row, "avatar_urls", "96")), (fields.NETWORK, "wordpress"),
    )  # fmt: skip
    return mention(
        page,
        Kind.PROFILE,
        url=text_at(row, "link"),
        title=text_at(row, "name"),
        text=plain(text_at(row, "description")),
        fields=values,
        author=slug or None,
        declared=declared,
    )


COLLECTOR = WordPress()
