"""The posts of a forum page that describes none to machines, cut by the classes of the engines' own templates.

phpBB 3 (prosilver: `div.post`, `.postbody`, `p.author`), XenForo 1 and 2 (`.message` with `data-author`), vBulletin 3 and 4, SMF 2 and
Flarum (what it shows without JavaScript): their styles change colours, seldom these names. What a post quotes is marked with ">", its
signature stands after "--", as in a mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.collect.dates import from_seconds, moment
from ereput.collect.html_text import inner_text, outermost
from ereput.collect.urls import absolute

if TYPE_CHECKING:
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_IDENT = re.compile(r"(?:js-)?(p|post-?|msg)_?(\d{1,12})")
"""The anchor of a post in the id of its element: "p12" (phpBB), "post-12" and "js-post-12" (XenForo 1 and 2, both "post-12"), "post12" and
"post_12" (vBulletin 3 and 4, both "post12"), "msg_12" (SMF, "msg12")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post. `anchor` is the fragment of its own address, "" when it has none; `profile` the author's page, absolute."""

    author: str
    text: str
    published: datetime | None
    anchor: str = ""
    profile: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Where an engine's template puts things: the CSS selectors of posts, then of their parts, the surest first."""

    post: str
    author: tuple[str, ...]
    date: tuple[str, ...]
    text: tuple[str, ...]
    quote: str
    signature: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    ident: tuple[str, ...] = ()


_SHAPES = (
    _Shape(
        post="div.post",
        author=(
            ".postprofile .username, .postprofile .username-coloured",
            "p.author .username, p.author .username-coloured",
            "p.author strong",
        ),
        date=("p.author time[datetime]", "p.author"),
        text=(".postbody .content",),
        quote="div.post .postbody .content blockquote",
        signature=(".signature",),
        place=(".postprofile .profile-phpbb_location",),
    ),
    _Shape(
        post="article.message[data-author], li.message[data-author]",
        author=(".message-name .username", ".username"),
        date=(".message-attribution time[datetime]", "time.u-dt", ".privateControls .DateTime", ".DateTime"),
        text=(".message-body .bbWrapper", ".message-body", ".messageText"),
        quote=".message .bbCodeBlock--quote, .message .bbCodeQuote",
        signature=(".message-signature", ".signature"),
    ),
    _Shape(
        post="li.postcontainer",
        author=(".username_container .username", ".userinfo .username"),
        date=(".postdate .date", ".postdate"),
        text=(".postcontent",),
        quote=".postcontent .bbcode_quote",
        signature=(".signaturecontainer",),
    ),
    _Shape(
        post="table[id^=post]",
        author=(".bigusername",),
        date=("td.thead",),
        text=("div[id^=post_message_]",),
        quote="div[id^=post_message_] td.alt2",
    ),
    _Shape(
        post="div.post_wrapper",
        author=(".poster h4 a[href*='profile']", ".poster h4"),
        date=(".postinfo a.smalltext", ".keyinfo .smalltext"),
        text=(".post .inner", ".inner"),
        quote=".post_wrapper .inner blockquote",
        signature=(".signature",),
        ident=(".inner[id]",),
    ),
    _Shape(
        post="#flarum-content article",
        author=(".PostUser-name",),
        date=("time[datetime]",),
        text=(".Post-body",),
        quote="#flarum-content .Post-body blockquote",
    ),
)


def posts(tree: LexborHTMLParser, url: str, language: str = "") -> tuple[Post, ...]:
    """The posts of a prepared page, removed from it: they are each their author's words. None where no template is recognised.

    At most 200 of a page are cut (`outermost`); engines show 10 to 50.
    """
    for shape in _SHAPES:
        nodes = outermost(tree.css(shape.post))
        if not nodes:
            continue
        _mark_quotes(tree, shape)
        found = [(node, post) for node in nodes if (post := _post(node, shape, url, language)) is not None]
        for node, _ in found:
            node.decompose()
        if found:
            return tuple(post for _, post in found)
    return ()


def _mark_quotes(tree: LexborHTMLParser, shape: _Shape) -> None:
    for node in outermost(tree.css(shape.quote)):
        lines = inner_text(node).split("\n")
        node.replace_with("\n" + "\n".join(f"> {line}" for line in lines if line) + "\n")


def _post(node: LexborNode, shape: _Shape, url: str, language: str) -> Post | None:
    """The post in `node`; None when nobody signs it or it says nothing."""
    author, body = _part(node, shape.author), _part(node, shape.text)
    name = " ".join((node.attributes.get("data-author") or _inner(author)).split())
    text = _inner(body)
    if not name or not text:
        return None
    signature, place = _inner(_part(node, shape.signature)), _inner(_part(node, shape.place))
    anchor = _IDENT.fullmatch((_part(node, shape.ident) or node).attributes.get("id") or "")
    href = author.attributes.get("href") if author is not None else None
    return Post(
        author=name[:120],
        text=f"{text}\n--\n{signature}" if signature else text,
        published=_date(_part(node, shape.date), language),
        anchor=f"{anchor[1]}{anchor[2]}" if anchor else "",
        profile=absolute(url, href) if href else "",
        place=(place.partition(":")[2].strip() or place).replace("\n", " ")[:120],
    )


def _part(node: LexborNode, selectors: tuple[str, ...]) -> LexborNode | None:
    return next((found for selector in selectors if (found := node.css_first(selector)) is not None), None)


def _inner(node: LexborNode | None) -> str:
    return inner_text(node) if node is not None else ""


def _date(node: LexborNode | None, language: str) -> datetime | None:
    """The date of a post: what the element says to machines, else in words what follows the author, or stands between the marks
    ("par Camille » 12 mars 2010, 10:20"; "« le: 12 Mars 2010, 10:20 »")."""
    if node is None:
        return None
    told = node.attributes
    seconds = told.get("data-time") or ""
    if seconds.isdecimal() and len(seconds) < 12:
        return from_seconds(int(seconds))
    words = _inner(node)
    written = (told.get("datetime"), told.get("title"), words.rpartition("»")[2] or words.strip("« »"))
    return next((found for text in written if (found := moment(text, language=language))), None)
