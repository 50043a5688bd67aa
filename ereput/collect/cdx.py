"""Index answers of web archives (CDX): the Internet Archive's JSON table or plain text, and pywb's JSON lines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ereput.collect.encoding import decode
from ereput.collect.reading import Malformed

if TYPE_CHECKING:
    from ereput.model import Page

_NAMES = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_NONE = re.compile(r"no captures found", re.I)
"""How pywb says in JSON that there is no copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One capture. `status` and `mime` may be "" (the index writes "-")."""

    url: str
    timestamp: str
    status: str = ""
    mime: str = ""
    digest: str = ""


def rows(page: Page) -> list[Row]:
    """The captures in an index answer of either dialect. An empty answer is no capture. Raises Malformed."""
    text = decode(page.body, page.header("content-type")).strip()
    if not text:
        return []
    if text.startswith("["):
        return _table(text)
    return _lines(text) if text.startswith("{") else _plain(text)


def _row(values: dict[str, Any]) -> Row:
    found = {name: "" if value in ("-", None) else str(value) for name, value in values.items()}
    return Row(
        url=found.get("original") or found.get("url", ""),
        timestamp=found.get("timestamp", ""),
        status=found.get("statuscode") or found.get("status", ""),
        mime=found.get("mimetype") or found.get("mime", ""),
        digest=found.get("digest", ""),
    )


def _table(text: str) -> list[Row]:
    """First row = names; a resume key, if any, follows an empty row."""
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not table:
        return []
    names = table[0]
    if not isinstance(names, list) or "timestamp" not in names or not all(isinstance(name, str) for name in names):
        raise Malformed
    body = table[1 : table.index([])] if [] in table else table[1:]
    return [_row(dict(zip(names, row, strict=False))) for row in body if isinstance(row, list)]


def _lines(text: str) -> list[Row]:
    found = []
    for line in text.splitlines():
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Malformed from error
        if not isinstance(value, dict) or ("timestamp" not in value and not _NONE.search(str(value))):
            raise Malformed  # an error told in JSON is no empty list
        if "timestamp" in value:
            found.append(_row(value))
    return found


def _plain(text: str) -> list[Row]:
    """Seven columns by spaces; a blank line and a resume key may end the list."""
    found = []
    for line in text.split("\n\n")[0].splitlines():
        values = line.split(" ")
        if len(values) < len(_NAMES) or not values[1].isdecimal():
            raise Malformed
        found.append(_row(dict(zip(_NAMES, values, strict=False))))
    return found
