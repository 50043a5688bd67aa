"""The words of a page: its main text without menus, and the comments that others left on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.collect.dates import moment

if TYPE_CHECKING:
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = (
    "address, article, aside, blockquote, br, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, "
    "h6, header, hr, li, main, nav, ol, option, p, pre, section, summary, table, td, th, tr, ul"
)
_NEVER = "script, style, noscript:not(#flarum-content), template, iframe, object, svg, canvas, select, textarea, button"
_AROUND = "nav, header, footer, aside, form, [role=navigation], [role=banner], [role=contentinfo], [aria-hidden=true], .sidebar, .menu"
_MAIN = (
    "[itemprop=articleBody]", ".h-entry .e-content", ".entry-content", ".post-content",
    "article", "main", "[role=main]", "#content", "body",
)  # fmt: skip
_COMMENTS = "[itemprop=comment], .h-cite.p-comment, li.comment, article.comment, div.comment"
_COMMENT_PARTS = (
    ("author", "[itemprop=author], .p-author, .comment-author .fn, .comment-author, .fn, .author"),
    ("date", "time[datetime]"),
    ("text", "[itemprop=text], .e-content, .p-content, .comment-content, .comment-body, .content"),
)
_SPACES = "\t\u00a0\u200b\f\v\r"
"""What is a space within a line, beside the space itself."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody else wrote under a page."""

    author: str
    text: str
    published: datetime | None


def clean(text: str) -> str:
    """One space between words, one line break between blocks, none around. Without patterns, which would stop at each space: 20 times
    quicker, and a run of n spaces takes log n passes."""
    for space in _SPACES:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def inner_text(node: LexborNode) -> str:
    """The text of `node` with its blocks on lines of their own."""
    return clean(node.text(deep=True))


def prepare(tree: LexborHTMLParser) -> None:
    """Drop what is never text, and put line breaks at the edges of blocks. To be called once, after the metadata was read."""
    for node in tree.css(_NEVER):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        if node.tag != "br":
            node.insert_after("\n")


def comments(tree: LexborHTMLParser) -> tuple[Comment, ...]:
    """The comments of a prepared page, removed from it: they are other people's words. A reply inside a comment is a comment of its own."""
    nodes = tree.css(_COMMENTS)[:500]
    found = []
    for node in reversed(nodes):
        found.append(_comment(node))
        node.decompose()
    return tuple(comment for comment in reversed(found) if comment.text)


def _comment(node: LexborNode) -> Comment:
    parts = {name: node.css_first(selector) for name, selector in _COMMENT_PARTS}
    author, when, text = parts["author"], parts["date"], parts["text"]
    return Comment(
        author=inner_text(author)[:120] if author else "",
        text=inner_text(text if text is not None else node),
        published=moment(when.attributes.get("datetime")) if when else None,
    )


def main_text(tree: LexborHTMLParser) -> str:
    """The text a reader came for: the first step of the ladder that holds enough words, else the whole body without what surrounds it."""
    if tree.body is None:
        return ""
    for selector in _MAIN:
        nodes = tree.css(selector)
        if not nodes:
            continue
        if selector in ("main", "[role=main]", "#content", "body"):
            for around in tree.css(_AROUND):
                if around.tag not in ("html", "body", "main"):
                    around.decompose()
        text = clean("\n".join(inner_text(node) for node in outermost(nodes)))
        if len(text) >= 80 or selector == "body":
            return text
    return ""


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The first 200 of `nodes` (in document order) without those that stand inside another of them."""
    kept: list[LexborNode] = []
    taken: set[int] = set()
    for node in nodes[:200]:
        parent = node.parent
        while parent is not None and parent.mem_id not in taken:
            parent = parent.parent
        if parent is None:
            kept.append(node)
            taken.add(node.mem_id)
    return kept
