"""Answers made by hand, and what a collector reads in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from ereput.model import Mention, Page, Query, Seen, Verdict, say
from ereput.registry import adapters

COLLECTORS = adapters("ereput.collect.sources", "COLLECTOR")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
PAGE = b"<!doctype html><title>Maintenance</title><h1>Revenez plus tard</h1>"


def page(body: object, source: str, *, status: int = 200, url: str = "https://site.example/x", headers: tuple = (), **context: str) -> Page:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    query = Query(url=url, why=say("x"), source=source, context=tuple(context.items()))
    return Page(query=query, url=url, status=status, headers=headers, body=raw, fetched_at=NOW)


def read(source: str, body: object, **options) -> list:
    return list(COLLECTORS[source].read(page(body, source, **options)))


def mentions(found: list) -> list[Mention]:
    return [item for item in found if isinstance(item, Mention)]


def verdicts(found: list) -> list[Verdict]:
    return [item.verdict for item in found if isinstance(item, Seen)]
