"""Mojeek Search API (mojeek.com/services/search/web-search-api): the key stands in the URL, so it is put there at the last moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect.reading import rows_at, text_at
from ereput.collect.search_provider import Asked, Hit, SearchProvider
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator


def request(words: str, base: str) -> Asked:
    params = {"q": words, "fmt": "json", "t": "20", "s": "1"}
    return Asked(url=f"{base}/search?{urlencode(params)}&api_key={{key}}")


def hits(body: dict[str, Any]) -> Iterator[Hit]:
    for row in rows_at(body, "response", "results"):
        yield Hit(url=text_at(row, "url"), title=text_at(row, "title"), snippet=text_at(row, "desc"), date=text_at(row, "date"))


COLLECTOR = SearchProvider(
    name="mojeek",
    title=say("Mojeek"),
    terms=say("API avec votre clé : https://www.mojeek.com/services/search/web-search-api/"),
    base="https://api.mojeek.com",
    request=request,
    hits=hits,
    key="mojeek",
)
