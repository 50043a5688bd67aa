"""The links of a page, without reading the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect.encoding import decode
from ereput.collect.html_bounds import bounded

if TYPE_CHECKING:
    from ereput.model import Page

LINKS = 5_000


def links(page: Page) -> list[tuple[str, str]]:
    """(href as written, text of the link and of the list item around it), in order."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(bounded(decode(page.body, page.header("content-type"))))
    found = []
    for node in tree.css("a[href]")[:LINKS]:
        around = node.parent
        while around is not None and around.tag not in ("li", "tr", "p", "body", "div"):
            around = around.parent
        text = around.text(deep=True) if around is not None and around.tag in ("li", "tr", "p") else node.text()
        found.append((node.attributes.get("href") or "", " ".join(text.split())[:500]))
    return found


def hrefs(page: Page) -> list[str]:
    return list(dict.fromkeys(href for href, _ in links(page)))
