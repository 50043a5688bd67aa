"""Sitemaps (sitemaps.org) of her own sites: which pages she offers to search engines, and the latest of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ereput.collect.reading import Malformed, unpacked, web
from ereput.collect.urls import host_of, origin
from ereput.model import Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

FOLLOWED = 20
"""Pages of a sitemap that are read, the latest changed first; and sitemaps of an index."""
INDEXED = 5
SITEMAP = 50_000_000
"""Bytes of a plan once unpacked (sitemaps.org: 50 MB)."""


class Sitemap:
    name = "sitemap"
    title = say("Plan de site (sitemap.xml)")
    needs = say("pages")
    terms = say("Fichier fait pour les programmes, dans le respect de robots.txt.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for root in dict.fromkeys(origin(url) for url in subject.pages if urlsplit(url).path in ("", "/")):
            yield web(f"{root}/sitemap.xml", say("les pages que votre site propose aux moteurs de recherche"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status in (404, 410):
            yield Seen(verdict=Verdict.ABSENT, reason=say("Votre site n'a pas de plan pour les moteurs de recherche."))
            return
        if page.status >= 400:
            return
        kind, rows = _rows(page.body)
        host = host_of(page.url)
        same = [url for _, url in rows if host_of(url) == host]
        if kind == "sitemapindex":
            for url in same[:INDEXED]:
                yield web(url, say("la suite du plan de votre site"), self.name)
        else:
            for url in same[:FOLLOWED]:
                yield web(url, say("une page que votre plan de site annonce"), "pages", own="1", entry="1")
        followed = INDEXED if kind == "sitemapindex" else FOLLOWED
        yield Tally(
            name="sitemap",
            read=min(len(same), followed),
            skipped=len(rows) - min(len(same), followed),
            reason=say("au-delà des plus récentes"),
        )
        yield Seen(verdict=Verdict.PRESENT, reason=say("Le plan du site a été lu."))


def _rows(body: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Root name, and (lastmod, URL) of each entry, latest first. Raises Malformed; entities are refused."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(unpacked(body, SITEMAP).lstrip())  # a blank line before the declaration is PHP's, and no XML
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Malformed from error
    name = root.tag.rpartition("}")[2]
    if name not in ("urlset", "sitemapindex"):
        raise Malformed
    rows = []
    for item in list(root)[:50_000]:
        values = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in item}
        if values.get("loc"):
            rows.append((values.get("lastmod", ""), values["loc"]))
    return name, sorted(rows, key=lambda row: row[0], reverse=True)


COLLECTOR = Sitemap()
