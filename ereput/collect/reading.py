"""What collectors share: making queries and mentions, and reading JSON from strangers without trusting its shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ereput.model import Audience, Kind, Mention, Page, Query, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

TEXT = 200_000
"""Code points of text that one mention keeps."""


class Malformed(ValueError):
    """The answer does not have the documented shape: the engine makes a Skip of it."""


def web(url: str, why: Text, source: str, **context: str) -> Query:
    """A public page: robots.txt is asked first and obeyed."""
    return Query(url=url, why=why, source=source, context=tuple(sorted(context.items())))


def api(url: str, why: Text, source: str, *, headers: tuple[tuple[str, str], ...] = (), body: bytes | None = None, **context: str) -> Query:
    """A documented interface for programs: its documentation, not robots.txt (which speaks of crawling pages), says what may be asked."""
    return Query(
        url=url,
        why=why,
        source=source,
        method="GET" if body is None else "POST",
        headers=headers,
        body=body,
        context=(("route", "api"), *sorted(context.items())),
    )


def facts(*pairs: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    """The pairs whose value is not empty, as `fields`; a list of values gives one pair each.

    >>> facts(("name", "Camille"), ("headline", None), ("tag", ["a", "b"]))
    (('name', 'Camille'), ('tag', 'a'), ('tag', 'b'))
    """
    found: list[tuple[str, str]] = []
    for name, value in pairs:
        for item in value if isinstance(value, list | tuple) else (value,):
            text = "" if item is None or isinstance(item, dict | list) else str(item).strip()
            if text:
                found.append((name, text[:5_000]))
    return tuple(found)


def mention(
    page: Page,
    kind: Kind,
    *,
    url: str = "",
    title: str = "",
    text: str = "",
    fields: Iterable[tuple[str, str]] = (),
    published: datetime | None = None,
    author: str | None = None,
    audience: Audience = Audience.INDEXED,
    language: str | None = None,
    declared: bool = False,
    rank: int | None = None,
) -> Mention:
    """A mention read from `page`, which it points at by hash and time."""
    return Mention(
        source=page.query.source,
        url=url or page.url,
        kind=kind,
        title=title[:500],
        text=text[:TEXT],
        fields=tuple(fields),
        published=published,
        author=author,
        audience=audience,
        language=language or None,
        declared=declared,
        rank=rank,
        seen_at=page.fetched_at,
        sha256=page.sha256,
    )


def load(page: Page) -> Any:
    """The JSON of an answer. Raises Malformed."""
    try:
        return json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise Malformed from error


def load_object(page: Page) -> dict[str, Any]:
    value = load(page)
    if not isinstance(value, dict):
        raise Malformed
    return value


def load_list(page: Page) -> list[dict[str, Any]]:
    """A JSON list of objects; items of another shape are left out."""
    value = load(page)
    if not isinstance(value, list):
        raise Malformed
    return [item for item in value if isinstance(item, dict)]


def at(value: Any, *path: str | int) -> Any:
    """What stands at `path` in nested JSON, None where it ends.

    >>> at({"a": [{"b": 1}]}, "a", 0, "b")
    1
    """
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text_at(value: Any, *path: str | int) -> str:
    """The text (or number) at `path`; the first item where a list stands; "" for anything else."""
    found = at(value, *path)
    if isinstance(found, list):
        found = found[0] if found else ""
    return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def objects_at(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects in the list at `path`; none for anything else."""
    found = at(value, *path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def texts_at(value: Any, *path: str | int) -> list[str]:
    found = at(value, *path)
    if isinstance(found, str):
        return [found]
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def mapped(row: Any, **paths: str) -> tuple[tuple[str, str], ...]:
    """Fields from JSON: each name is a field of `collect/fields.py`, each value a dotted path in `row`.

    >>> mapped({"user": {"full": "Camille"}}, name="user.full", headline="bio")
    (('name', 'Camille'),)
    """
    return facts(*((name, text_at(row, *path.split("."))) for name, path in paths.items()))


def plain(markup: str) -> str:
    """The words of a piece of HTML, as inert text.

    >>> plain("<p>Bonjour<br>à <b>tous</b></p><script>alert(1)</script>")
    'Bonjour\\nà tous'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from selectolax.lexbor import LexborHTMLParser

    from ereput.collect.html_bounds import bounded
    from ereput.collect.html_text import inner_text, prepare

    tree = LexborHTMLParser(bounded(markup))
    prepare(tree)
    return inner_text(tree.body) if tree.body is not None else ""
