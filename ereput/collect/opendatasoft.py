"""The open-data portals of DILA (Opendatasoft Explore API v2.1): what BODACC and the associations' journal have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect.reading import Malformed, api, load_object, objects_at

if TYPE_CHECKING:
    from ereput.model import Page, Query, Text


def records_query(base: str, dataset: str, where: str, *, why: Text, source: str, name: str) -> Query:
    params = urlencode({"where": where, "limit": "100", "offset": "0", "order_by": "dateparution desc"})
    return api(f"{base}/api/explore/v2.1/catalog/datasets/{dataset}/records?{params}", why, source, name=name)


def quoted(text: str) -> str:
    """A string literal of the portal's query language."""
    return '"' + text.replace("\\", "").replace('"', "") + '"'


def rows_of(page: Page) -> tuple[list[dict[str, Any]], int]:
    """The records and how many there are in all. Raises Malformed."""
    body = load_object(page)
    if not isinstance(body.get("results"), list):
        raise Malformed
    rows, total = objects_at(body, "results"), body.get("total_count")
    return rows, total if isinstance(total, int) else len(rows)
