"""HTML and plain text. An HTML file keeps all its visible text: an offer or a CV has no menu to be cut away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ereput.collect.documents.model import CHARS_MAX, Document, empty, tidied, without_text
from ereput.collect.encoding import decode
from ereput.collect.html_bounds import bounded
from ereput.collect.jsonld import parse

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HIDDEN = "script, style, noscript, template, head, svg, iframe, [hidden], [aria-hidden=true]"
_BLOCKS = "p, div, br, li, tr, h1, h2, h3, h4, h5, h6, section, article, header, footer, dt, dd, td, th, pre, blockquote, ul, ol, table"


def read_html(body: bytes, name: str) -> Document:
    """The visible text of a page, its title, its links and its JSON-LD nodes. Raises DocumentError no_text."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(bounded(decode(body)))
    found = parse(node.text() for node in tree.css('script[type*="ld+json"]'))
    nodes = tuple(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in found)
    heading = tree.css_first("title") or tree.css_first("h1")
    title = heading.text(strip=True)[:300] if heading else ""
    links = tuple(dict.fromkeys(href[:2000] for a in tree.css("a[href]")[:2000] if (href := a.attributes.get("href"))))
    images = len(tree.css("img[src]"))
    text = visible(tree)
    if not text and not nodes:
        raise without_text(name)
    return Document(name=name, text=text, kind="html", title=title, links=links, nodes=nodes, images=images)


def visible(tree: LexborHTMLParser) -> str:
    """The text of a parsed page as a reader sees it: one line for each block. The tree is changed."""
    for node in tree.css(_HIDDEN):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    return tidied((tree.body.text() if tree.body else "")[:CHARS_MAX])


def read_text(body: bytes, name: str) -> Document:
    """Plain text: UTF-8, UTF-16 with its mark, else Windows-1252. Raises DocumentError no_text when it is empty."""
    text = tidied(decode(body))
    if not text:
        raise empty(name)
    return Document(name=name, text=text, kind="txt")
