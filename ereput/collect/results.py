"""Saved search results: a page saved from the browser, a CSV, or a metasearch engine's JSON or RSS. Works with any engine, forever.

A results page is a list of links that are headings, or hold one (`<a><h3>` or `<h2><a>`), each with some words around it: this is how
Google, Bing, DuckDuckGo, Ecosia and SearXNG write them, under class names that change; Qwant marks its titles for its own tests. Links
back to the engine are left out.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from ereput.collect import documents
from ereput.collect.archives.container import folded
from ereput.collect.encoding import decode
from ereput.collect.html_bounds import bounded
from ereput.collect.reading import plain
from ereput.errors import DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from selectolax.lexbor import LexborHTMLParser, LexborNode

RESULTS_MAX = 1_000
SNIPPET_MAX = 600
"""Code points of the words around a link: more is not a snippet, the heading stood in another kind of block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line of a results page. `rank` is what the file says, None when it does not."""

    url: str
    title: str
    snippet: str = ""
    rank: int | None = None
    engine: str = ""
    query: str = ""


def read_results(path: Path) -> tuple[tuple[Found, ...], str]:
    """The results in a file, in their order, and its SHA-256. Raises DocumentError not_found, too_large or malformed."""
    try:
        with path.open("rb") as file:
            body = file.read(documents.BYTES_MAX + 1)
    except (OSError, ValueError) as error:
        raise DocumentError(say("{name} ne peut pas être ouvert.", name=path.name), code="not_found") from error
    if len(body) > documents.BYTES_MAX:
        raise DocumentError(say("{name} dépasse la taille acceptée.", name=path.name), code="too_large")
    return tuple(parse(decode(body), path.name))[:RESULTS_MAX], hashlib.sha256(body).hexdigest()


def parse(text: str, name: str = "") -> Iterator[Found]:
    """The results in a text, known by how it starts. Raises DocumentError malformed for JSON or XML that cannot be read."""
    start = text.lstrip()[:1000].lower()
    if start.startswith(("{", "[")):
        return _json(text, name)
    if (start.startswith("<?xml") and ("<rss" in start or "<feed" in start)) or start.startswith(("<rss", "<feed")):
        return _feed(text)
    if start.startswith("<"):
        return _page(text)
    return _csv(text)


# --- tables and feeds -----------------------------------------------------------------------------------------------------------

_URL, _TITLE = ("url", "link", "lien", "adresse", "href"), ("title", "titre", "name")
_SNIPPET, _RANK = ("snippet", "content", "description", "desc", "extrait", "resume", "texte"), ("rank", "position", "rang", "#")
_ENGINE, _QUERY = ("engine", "moteur"), ("query", "requete", "recherche", "q")


def _csv(text: str) -> Iterator[Found]:
    if text[:4].lower() == "sep=":  # a line that spreadsheets write for themselves
        text = text.partition("\n")[2]
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        first_row = next(rows, [])
        plain_columns = _without_header(first_row)
        header = plain_columns or [folded(cell) for cell in first_row]
        for cells in itertools.chain([first_row] if plain_columns else [], rows):
            row = dict(zip(header, cells, strict=False))
            if url := _pick(row, _URL):
                yield _found(row, url)
    except csv.Error:
        return


def _without_header(cells: list[str]) -> list[str]:
    """The names of the columns of a table that starts with its first result, told by what is in them: one address, a rank, and the title
    before the words. Empty when the row is a header, or when its columns are not that plain.
    """
    urls = [cell for cell in cells if cell.strip().startswith(("http://", "https://"))]
    if len(urls) != 1:
        return []
    numbers = [cell for cell in cells if cell.strip().isdecimal()]
    texts = [cell for cell in cells if cell.strip() and cell not in urls and cell not in numbers]
    if len(numbers) > 1 or len(texts) > 2:
        return []
    names = {**dict.fromkeys(urls, "url"), **dict.fromkeys(numbers, "rank"), **dict(zip(texts, ("title", "snippet"), strict=False))}
    return [names.get(cell, "") for cell in cells]


def _pick(row: dict[str, str], names: Sequence[str]) -> str:
    return next((row[name].strip() for name in names if row.get(name, "").strip()), "")


def _found(row: dict[str, str], url: str) -> Found:
    """`row` as a line of results; some answers mark the words that were searched for in HTML."""
    rank = _pick(row, _RANK).removesuffix(".0")
    return Found(
        url=url,
        title=plain(_pick(row, _TITLE)),
        snippet=plain(_pick(row, _SNIPPET)),
        rank=int(rank) if rank.isdecimal() and len(rank) < 6 else None,
        engine=_pick(row, _ENGINE),
        query=_pick(row, _QUERY),
    )


def _json(text: str, name: str) -> Iterator[Found]:
    """What an engine's interface for programs answers, or any object that holds a list of results."""
    try:
        body: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(say("{name} n'est pas du JSON lisible.", name=name), code="malformed") from error
    query = body.get("query") if isinstance(body, dict) else ""
    for row in _rows(body, depth=3):
        if url := _pick(row, _URL):
            yield _found({"query": query if isinstance(query, str) else "", **row}, url)


def _rows(body: Any, *, depth: int) -> list[dict[str, str]]:
    """The first list of objects with an address, at most `depth` objects deep: "results", "web.results", "response.results", "data"…"""
    if isinstance(body, list):
        told = [{k: str(v) for k, v in item.items() if isinstance(v, str | int | float)} for item in body if isinstance(item, dict)]
        return told if any(_pick(row, _URL) for row in told) else []
    inner = body.values() if isinstance(body, dict) and depth else ()
    return next((rows for value in inner if (rows := _rows(value, depth=depth - 1))), [])


def _feed(text: str) -> Iterator[Found]:
    import feedparser

    feed = feedparser.parse(text.encode())
    for entry in feed.entries:
        if url := _target(str(entry.get("link", ""))):
            snippet = _text_of(str(entry.get("summary", "")))
            yield Found(url=url, title=_text_of(str(entry.get("title", ""))), snippet=snippet[:SNIPPET_MAX])


def _text_of(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(bounded(html)).body
    return " ".join(body.text().split()) if body else ""


# --- pages ----------------------------------------------------------------------------------------------------------------------


def _page(text: str) -> Iterator[Found]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(bounded(text))
    for node in tree.css("script, style, noscript, template, svg"):
        node.decompose()
    note = _SAVED.search(text[:2_000])
    own = note[1] if note else ""
    engine, query = _engine(tree, own), _query(tree) or parse_qs(own.partition("?")[2]).get("q", [""])[0][:300]
    seen: set[str] = set()
    for link, heading in _candidates(tree):
        url = _target(link.attributes.get("href") or "")
        title = " ".join(heading.text().split())
        if url and title and url not in seen and not (engine and _host(url).endswith(engine)):
            seen.add(url)
            yield Found(url=url, title=title, snippet=_snippet(link, heading, title), engine=engine, query=query)


def _candidates(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, LexborNode]]:
    """Links with their headings, in the order of the page."""
    pairs = {a.mem_id: (a, h) for a in tree.css("a[href]") if (h := a.css_first("h2, h3, h4, [role=heading]"))}
    for heading in tree.css("h2, h3, h4, [role=heading], .result__title, .result-title, a[data-testid=serTitle]"):
        if link := heading if heading.tag == "a" else heading.css_first("a[href]"):
            pairs.setdefault(link.mem_id, (link, heading))
    for link in tree.css("a[href]"):
        if link.mem_id in pairs:
            yield pairs[link.mem_id]


def _target(href: str) -> str:
    """Where a link leads: engines wrap it (`/url?q=…`, `?uddg=…`, `?url=…`; Bing `/ck/a?u=a1` and base64url)."""
    if not href.startswith(("http://", "https://", "/", "//")):
        return ""
    try:
        parts = urlsplit(href)
        wrapped = parse_qs(parts.query)
    except ValueError:
        return ""
    for name in ("q", "url", "uddg", "u"):
        inner = wrapped.get(name, [""])[0]
        inner = _unpacked(inner[2:]) if inner.startswith("a1") else inner
        if inner.startswith(("http://", "https://")) and parts.path.rstrip("/").endswith(("url", "/l", "/redirect", "/ck/a", "/r")):
            return inner
    return href if parts.scheme else ""


def _unpacked(packed: str) -> str:
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except ValueError:
        return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


_ENGINES = ("google", *(f"{name}.com" for name in "bing duckduckgo qwant startpage brave mojeek yahoo".split()), "ecosia.org", "lilo.org")


_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,1500}) -->")
"""The page's own address, as Chromium writes it into a page that it saves."""


def _engine(tree: LexborHTMLParser, own: str) -> str:
    """The host of the engine, from the page's own address (canonical link, saved-from note, search form) or its title."""
    told = [own] + [node.attributes.get(name) or "" for selector, name in _OWN_ADDRESS for node in tree.css(selector)]
    title = tree.css_first("title")
    for engine in _ENGINES:
        if any(engine in _host(address) for address in told):
            return next(_host(address) for address in told if engine in _host(address))
    words = title.text().casefold() if title else ""
    return next((engine if "." in engine else f"{engine}.com" for engine in _ENGINES if engine.partition(".")[0] in words), "")


_OWN_ADDRESS = (
    ("link[rel=canonical]", "href"),
    ("link[rel=search]", "href"),
    ("meta[property='og:url']", "content"),
    ("base", "href"),
    ("form[action]", "action"),
)


def _query(tree: LexborHTMLParser) -> str:
    field = tree.css_first("input[name=q], textarea[name=q], input[name=p]")
    return ((field.attributes.get("value") or field.text(strip=True)) if field else "")[:300]


def _snippet(link: LexborNode, heading: LexborNode, title: str) -> str:
    """The words of the largest block around the link that holds no other result, without the title."""
    block, text = heading, title
    for _ in range(6):
        parent = block.parent
        if parent is None or parent.tag in ("body", "html"):
            break
        words = " ".join(parent.text(separator=" ").split())
        others = {h.text() for h in parent.css("h2, h3, h4, [role=heading], a[data-testid=serTitle]")} - {heading.text()}
        if others or len(words) > SNIPPET_MAX + len(title):
            break
        block, text = parent, words
    return text.replace(title, "", 1).strip()
