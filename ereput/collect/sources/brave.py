"""Brave Search API (api-dashboard.search.brave.com): the person's own key, in a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect.reading import rows_at, text_at
from ereput.collect.search_provider import Asked, Hit, SearchProvider
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator


def request(words: str, base: str) -> Asked:
    params = {"q": words, "count": "20", "country": "FR", "search_lang": "fr", "text_decorations": "false"}
    headers = (("accept", "application/json"), ("x-subscription-token", "{key}"))
    return Asked(url=f"{base}/res/v1/web/search?{urlencode(params)}", headers=headers)


def hits(body: dict[str, Any]) -> Iterator[Hit]:
    if "web" not in body and body.get("type") == "search":
        return  # the block is left out when there is none
    for row in rows_at(body, "web", "results"):
        yield Hit(url=text_at(row, "url"), title=text_at(row, "title"), snippet=text_at(row, "description"), date=text_at(row, "page_age"))


COLLECTOR = SearchProvider(
    name="brave",
    title=say("Brave Search"),
    terms=say("API avec votre clé : https://api-dashboard.search.brave.com/terms-of-service"),
    base="https://api.search.brave.com",
    request=request,
    hits=hits,
    key="brave",
)
