"""SearXNG, an instance of one's own (docs.searxng.org/dev/search_api.html): JSON must be enabled there. Silent engines are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect.reading import at, rows_at, text_at
from ereput.collect.search_provider import Asked, Hit, SearchProvider
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator


def request(words: str, base: str) -> Asked:
    params = {"q": words, "format": "json", "language": "fr", "pageno": "1", "safesearch": "0"}
    return Asked(url=f"{base}/search?{urlencode(params)}")


def hits(body: dict[str, Any]) -> Iterator[Hit]:
    for row in rows_at(body, "results"):
        yield Hit(
            url=text_at(row, "url"),
            title=text_at(row, "title"),
            snippet=text_at(row, "content"),
            date=text_at(row, "publishedDate"),
            engine=text_at(row, "engine"),
        )


def silent(body: dict[str, Any]) -> tuple[str, ...]:
    rows = at(body, "unresponsive_engines")
    return tuple(text_at(row, 0) or text_at(row) for row in rows) if isinstance(rows, list) else ()


COLLECTOR = SearchProvider(
    name="searxng",
    title=say("SearXNG (votre instance)"),
    needs=say("network.searxng = l'adresse de votre instance"),
    terms=say("Votre propre instance : https://docs.searxng.org/"),
    base="",
    request=request,
    hits=hits,
    silent=silent,
)
