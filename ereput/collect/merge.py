"""One text seen twice is one mention: a post read from its page, its feed and its WordPress is kept once, with what each knew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ereput.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCES = ("pages", "wordpress", "feeds", "sitemap", "blogger", "ghost", "medium", "substack", "tumblr", "wordpress_com")
_KINDS = frozenset({Kind.PAGE, Kind.ARTICLE, Kind.COMMENT, Kind.PROFILE})


def address(url: str) -> str:
    """The URL as one writes it on paper: no scheme, no `www.`, no trailing slash, no fragment but a comment's or a feed entry's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.netloc or "").lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query and not parts.query.startswith("utm_") else ""
    mark = f"#{parts.fragment}" if parts.fragment.startswith(("comment", "entry-")) else ""
    return f"{host}{parts.path.rstrip('/')}{query}{mark}"


def merged(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """`mentions` in order, each text once; the copies' fields, dates and authors are kept on the first of the best source."""
    kept: dict[tuple[object, ...], Mention] = {}
    read: dict[tuple[object, ...], str] = {}
    for number, mention in enumerate(mentions):
        key = _key(mention) or (number,)
        said = mention.title + mention.text
        if mention.source != "pages" and read.setdefault((*key, mention.sha256), said) != said:
            key = (*key, said)  # another entry of the same answer: a feed may have one address for all
        kept[key] = _joined(kept[key], mention) if key in kept else mention
    return tuple(kept.values())


def _key(mention: Mention) -> tuple[object, ...] | None:
    if mention.source not in _SOURCES or mention.kind not in _KINDS or not mention.url:
        return None
    if mention.kind is Kind.COMMENT:
        return ("comment", address(mention.url), mention.author, mention.text[:80])
    return ("page", address(mention.url)) if mention.kind is not Kind.PROFILE or mention.source == "pages" else None


def _joined(one: Mention, other: Mention) -> Mention:
    first, second = sorted((one, other), key=lambda m: (_SOURCES.index(m.source), -len(m.text)))
    richer = second if len(second.text) > 1.25 * len(first.text) else first
    return replace(
        first,
        title=first.title or second.title,
        text=richer.text,
        kind=second.kind if first.kind is Kind.PAGE else first.kind,
        fields=tuple(dict.fromkeys((*first.fields, *second.fields))),
        published=first.published or second.published,
        author=first.author or second.author,
        language=first.language or second.language,
        declared=first.declared or second.declared,
    )
