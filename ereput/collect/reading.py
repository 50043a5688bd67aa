"""What collectors share: making queries and mentions, and reading JSON from strangers without trusting its shape."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ereput.collect.body import BadEncoding, Body, TooLarge
from ereput.collect.encoding import decode
from ereput.collect.queries import readings
from ereput.collect.urls import absolute, origin
from ereput.masking import fold_name
from ereput.model import Audience, Kind, Mention, Page, Query, Tally, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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


def _text(page: Page) -> str:
    """JSON is UTF-8 (RFC 8259 8.1), or UTF-16 and UTF-32 as it was; some servers send it in the charset of their pages."""
    try:
        return page.body.decode(json.detect_encoding(page.body))
    except UnicodeDecodeError:
        return decode(page.body, page.header("content-type"))


_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def load(page: Page) -> Any:
    """The JSON of an answer. Raises Malformed."""
    try:
        value = json.loads(_text(page))
        if _HALF.search(page.body):  # an emoji cut in two is no text that can be written or asked for
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    return value


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


def rows_at(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects of the list that an answer of this kind always has at `path`; null there is an empty list.

    Raises Malformed when there is none: the message of an error, whatever its status, is not a list where nobody was found.
    """
    *above, last = path
    around = at(value, *above)
    if not isinstance(around, dict) or last not in around or not isinstance(around[last], list | None):
        raise Malformed
    return objects_at(around, last)


def required(value: Any, *path: str | int) -> str:
    """The text at `path`, which the card of an account always has. Raises Malformed without it: the answer is not a card."""
    found = text_at(value, *path)
    if not found:
        raise Malformed
    return found


def listed(name: str, read: int, total: object, reason: Text | None = None) -> Tally:
    """What was read of a list that says how long it is (a number, in figures or not); what is left of it is told."""
    count = int(total) if isinstance(total, int | str) and str(total).isdecimal() and len(str(total)) < 19 else 0
    left = max(0, count - read)
    return Tally(name=name, read=read, skipped=left, reason=(reason or say("au-delà des premiers")) if left else None)


_NEXT = re.compile(r'<([^<>\s]{1,2000})>[^<]{0,200}?;\s{0,5}rel="?next\b')
"""One link of a Link header (RFC 8288)."""


def following(page: Page, most: int) -> Iterator[Query | Tally]:
    """The next page that the answer names itself, where the question was asked: a key never follows a link elsewhere.

    Beyond `most` pages, or when the list goes on elsewhere, that there is more is told.
    """
    found = _NEXT.search(page.header("link"))
    if found is None:
        return
    url, number = absolute(page.url, found[1]), int(page.query.about("page", "1"))
    if number >= most or origin(url) != origin(page.query.url):
        yield Tally(name=page.query.source, read=0, skipped=1, reason=say("au-delà des premières"))
    else:
        yield replace(page.query, url=url, context=tuple(sorted((dict(page.query.context) | {"page": str(number + 1)}).items())))


def cites(text: str, name: str) -> bool:
    """Whether `text` holds `name` as it is, or all its words (two at least) in another order, without accents or with others between.

    >>> cites("Re: NOEL, Zoe <zoe@example.org>", "Zoé Noël"), cites("Zoé", "Zoé Noël")
    (True, False)
    """
    wanted = fold_name(name).split()
    return bool(name) and (name.casefold() in text.casefold() or (len(wanted) > 1 and set(wanted) <= set(fold_name(text).split())))


def initialled(signature: str, name: str) -> bool:
    """Whether `signature` is the family name of `name` and her initials only ("C. Durand"): somebody who may be her, no more.

    >>> initialled("J.-P. MARTIN", "Jean-Paul Martin"), initialled("C. Durand", "Anne Durand"), initialled("Anne Durand", "Anne Durand")
    (True, False, False)
    """
    signed = fold_name(signature, ordered=True).split()
    cuts = ((fold_name(given, ordered=True).split(), fold_name(family, ordered=True).split()) for given, family in readings(name))
    return any(_initialled(signed, given, family) for given, family in cuts)


def _initialled(signed: list[str], given: list[str], family: list[str]) -> bool:
    start = next((n for n in range(len(signed)) if family and signed[n : n + len(family)] == family), None)
    if start is None:
        return False
    marks, own = [*signed[:start], *signed[start + len(family) :]], "".join(word[0] for word in given)
    short = "".join(marks) if all(len(mark) <= 2 for mark in marks) else ""  # "C. A.", "CA" or "Ch.", before the family name or behind it
    return bool(short) and (own.startswith(short) or short.startswith(own))


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


def unpacked(body: bytes, limit: int) -> bytes:
    """A file that may be gzip, as its first bytes say, of `limit` bytes at most once unpacked. Raises Malformed for what it cannot be."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        bounded = Body("gzip", limit)
        bounded.add(body)
        return bounded.finish()
    except (BadEncoding, TooLarge) as error:
        raise Malformed from error


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
