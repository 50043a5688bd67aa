"""Marginalia Search API (about.marginalia-search.com): small and personal sites, by the person's own key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect.reading import rows_at, text_at
from ereput.collect.search_provider import Asked, Hit, SearchProvider
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator


def request(words: str, base: str) -> Asked:
    headers = (("api-key", "{key}"),)
    return Asked(url=f"{base}/search?{urlencode({'query': words, 'count': '20'})}", headers=headers)


def hits(body: dict[str, Any]) -> Iterator[Hit]:
    for row in rows_at(body, "results"):
        yield Hit(url=text_at(row, "url"), title=text_at(row, "title"), snippet=text_at(row, "description"), date=text_at(row, "date"))


COLLECTOR = SearchProvider(
    name="marginalia",
    title=say("Marginalia"),
    terms=say("API avec votre clé : https://about.marginalia-search.com/article/api/"),
    base="https://api2.marginalia-search.com",
    request=request,
    hits=hits,
    key="marginalia",
)
