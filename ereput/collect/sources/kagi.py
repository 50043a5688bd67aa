"""Kagi Search API (help.kagi.com/kagi/api/search.html): paid, by the person's own key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ereput.collect.reading import rows_at, text_at
from ereput.collect.search_provider import Asked, Hit, SearchProvider
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator


def request(words: str, base: str) -> Asked:
    body = json.dumps({"query": words, "page": 1, "workflow": "search", "filters": {"region": "fr"}}).encode()
    headers = (("authorization", "Bearer {key}"), ("content-type", "application/json"))
    return Asked(url=f"{base}/api/v1/search", headers=headers, body=body)


def hits(body: dict[str, Any]) -> Iterator[Hit]:
    for row in rows_at(body, "data", "search"):
        yield Hit(url=text_at(row, "url"), title=text_at(row, "title"), snippet=text_at(row, "snippet"), date=text_at(row, "time"))


COLLECTOR = SearchProvider(
    name="kagi",
    title=say("Kagi"),
    terms=say("API avec votre clé : https://help.kagi.com/kagi/api/search.html"),
    base="https://kagi.com",
    request=request,
    hits=hits,
    key="kagi",
)
