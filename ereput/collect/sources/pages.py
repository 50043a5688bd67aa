"""Her own pages, and the pages where she saw her name: HTML, with what they say to machines, their feeds, their WordPress; documents."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ereput.collect import documents, feed, fields, page_reader
from ereput.collect.reading import facts, mention, web
from ereput.collect.sources.wordpress import site_queries
from ereput.collect.urls import absolute, host_of
from ereput.errors import DocumentError
from ereput.model import Audience, Kind, Page, Query, Seen, Skip, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

_LINK_API = re.compile(r"<([^<>]{1,500})>\s{0,3};\s{0,3}rel=\"https://api\.w\.org/\"")
FEEDS = 4
"""Feeds followed from one page."""


class Pages:
    name = "pages"
    title = say("Pages web")
    needs = say("pages (les vôtres) ou seen (celles où votre nom apparaît)")
    terms = say("Pages publiques, lues une fois, dans le respect de robots.txt.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for url in subject.pages:
            yield web(url, say("une page que vous dites être la vôtre"), self.name, own="1")
        for url in subject.seen:
            yield web(url, say("une page où vous avez vu votre nom"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        own = bool(page.query.about("own"))
        if page.status >= 400:
            return
        if feed.is_feed(page):
            yield from feed.mentions(page, feed.read(page), declared=own)
            return
        if page.body.startswith(b"PK") or b"%PDF-" in page.body[:1024]:
            yield from _document(page, declared=own)
            return
        kind = page.header("content-type").lower()
        if kind and "html" not in kind and "text/plain" not in kind and not _looks_html(page.body):
            yield Seen(verdict=Verdict.UNDECIDED, reason=say("Cette adresse n'est pas une page web ({kind}).", kind=kind[:60]))
            return
        html = page_reader.html_of(page)
        if _is_challenge(page, html.title):
            yield Seen(verdict=Verdict.BLOCKED, reason=say("Le site demande de prouver qu'on n'est pas un programme."))
            return
        yield from page_reader.mentions(page, html, declared=own)
        if own and not page.query.about("entry"):
            yield from _leads(page, html.feeds, html.api)


def _document(page: Page, *, declared: bool) -> Iterator[Yield]:
    """A PDF or an office document at an address: a CV she put there, a programme or a report that names her."""
    name = unquote(urlsplit(page.url).path.rpartition("/")[2])[:120] or host_of(page.url)
    try:
        document = documents.read(page.body, name)
    except DocumentError as error:
        yield Seen(verdict=Verdict.UNDECIDED, reason=error.text)
        yield Skip(source=page.query.source, code=error.code, where=page.url, reason=error.text, hint=error.hint)
        return
    values = facts((fields.FILE, name), (fields.PAGES, document.pages), (fields.LINK, list(document.links[:200])))
    yield mention(
        page, Kind.DOCUMENT, title=document.title or name, text=document.text, fields=values,
        audience=Audience.PUBLIC if "noindex" in page.header("x-robots-tag").lower() else Audience.INDEXED, declared=declared,
    )  # fmt: skip
    if document.warning is not None:
        yield Skip(source=page.query.source, code="truncated", where=page.url, reason=document.warning)


def _looks_html(body: bytes) -> bool:
    """A page that its server sends under another type: what it starts with says so."""
    return body[:600].removeprefix(BOM_UTF8).lstrip().lower().startswith((b"<!doctype html", b"<html"))


def _is_challenge(page: Page, title: str) -> bool:
    """An anti-robot page served with status 200 says nothing about the person."""
    return "cf-mitigated" in dict(page.headers) or (len(page.body) < 60_000 and title.lower().strip() in _CHALLENGES)


_CHALLENGES = frozenset(
    {"just a moment...", "un instant…", "attention required! | cloudflare", "ddos-guard", "are you a robot?", "access denied"}
)


def _leads(page: Page, feeds: tuple[str, ...], api: str) -> Iterator[Query]:
    """Her page's feeds and its WordPress, on the same site only."""
    host = host_of(page.url)
    same = [url for url in feeds if host_of(url) == host]
    for url in same[:FEEDS]:
        yield web(url, say("un fil que votre page annonce"), "feeds", own="1")
    announced = _LINK_API.search(page.header("link"))
    root = api or (absolute(page.url, announced[1]) if announced else "")
    if root and host_of(root) == host:
        yield from site_queries(root, own="1")


COLLECTOR = Pages()
