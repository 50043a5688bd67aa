"""A page, read: its words, and what it says about itself to machines. Selectolax (lexbor) parses; hostile pages are bounded first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ereput.collect import jsonld
from ereput.collect.dates import moment
from ereput.collect.encoding import decode
from ereput.collect.html_bounds import bounded
from ereput.collect.html_posts import Post, posts
from ereput.collect.html_text import Comment, clean, comments, main_text, prepare
from ereput.collect.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser, LexborNode

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json+feed")
_MANY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One h-card (microformats2) or legacy vcard: (field, value) pairs, fields as in `collect/fields.py`."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Html:
    """What a page says. All URLs are absolute; `dates` are aware; `robots` and `meta` names are in lower case."""

    url: str
    title: str = ""
    description: str = ""
    text: str = ""
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    author: str = ""
    canonical: str = ""
    robots: str = ""
    generator: str = ""
    nodes: tuple[jsonld.Node, ...] = ()
    og: tuple[tuple[str, str], ...] = ()
    cards: tuple[Card, ...] = ()
    rel_me: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    api: str = ""
    images: tuple[str, ...] = ()
    image_words: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    posts: tuple[Post, ...] = ()

    def meta(self, name: str) -> str:
        return next((value for key, value in self.og if key == name), "")

    @property
    def noindex(self) -> bool:
        return "noindex" in self.robots or self.robots.strip() == "none"


def read(body: bytes, *, url: str = "", content_type: str = "", robots_header: str = "") -> Html:
    """Read the bytes of a page. Never fails: what cannot be read is empty."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(bounded(decode(body, content_type)))
    base = _base(tree, url)
    metas = _metas(tree)
    nodes = jsonld.parse(node.text(deep=True) for node in tree.css('script[type*="ld+json"]'))
    rels = tuple(_rels(tree, base))
    page = _facts(tree, url, metas, nodes)
    cards = tuple(_cards(tree, base))
    pictures = tree.css("img[src]")[:_MANY]
    images = tuple(dict.fromkeys(absolute(base, src) for n in pictures if (src := n.attributes.get("src"))))
    image_words = tuple(dict.fromkeys(words for n in pictures if (words := _image_words(n))))
    links = tuple((absolute(base, n.attributes.get("href")), clean(n.text())[:200]) for n in tree.css("a[href]")[:_MANY])
    prepare(tree)
    topic = posts(tree, base, page.language)
    said = comments(tree)
    return replace(
        page,
        robots=", ".join(part.lower() for part in (metas.get("robots", ""), robots_header) if part),
        nodes=nodes,
        og=tuple((key, value) for key, value in metas.items() if key.startswith(("og:", "article:", "twitter:", "profile:"))),
        cards=cards,
        rel_me=_of(rels, "me"),
        canonical=next(iter(_of(rels, "canonical")), ""),
        feeds=tuple(dict.fromkeys(href for rel, kind, href in rels if "alternate" in rel and kind in FEED_TYPES)),
        api=next(iter(_of(rels, "https://api.w.org/")), ""),
        images=images,
        image_words=image_words,
        links=links,
        comments=said,
        posts=topic,
        text=main_text(tree),
    )


_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "avif"})
_JOINTS = re.compile(r"[-_+.]|%20")


def _image_words(node: LexborNode) -> str:
    """What a picture says of itself (HTML, img: alt and title), else its file name as words; "" when it says nothing."""
    said = [clean(node.attributes.get(name) or "") for name in ("alt", "title")]
    if written := " · ".join(dict.fromkeys(filter(None, said))):
        return written[:300]
    path = (node.attributes.get("src") or "").partition("?")[0].partition("#")[0]
    name, _, kind = path.rpartition("/")[2].rpartition(".")
    return clean(_JOINTS.sub(" ", name[:200])) if kind.lower() in _PICTURES else ""


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return absolute(url, node.attributes.get("href")) if node else url


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """name or property -> content; the first of each name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]")[:_MANY]:
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").strip().lower()
        if name:
            found.setdefault(name, clean(attributes.get("content") or ""))
    return found


_ARTICLES = ("BlogPosting", "Article", "NewsArticle", "TechArticle", "DiscussionForumPosting", "WebPage", "ProfilePage")
_PUBLISHED = ("time[itemprop=datePublished]", "time[pubdate]", ".dt-published", "article time[datetime]")
_AUTHOR = ".p-author, [rel=author], .byline"


def _facts(tree: LexborHTMLParser, url: str, metas: dict[str, str], nodes: tuple[jsonld.Node, ...]) -> Html:
    """The facts that several notations may give, in the order in which they are believed."""
    article = jsonld.first(nodes, *_ARTICLES)
    html, title, heading = tree.css_first("html"), tree.css_first("title"), tree.css_first("h1")
    lang = html.attributes.get("lang") if html else ""
    language = _first(lang, jsonld.text(article.get("inLanguage")), metas.get("og:locale"))[:2].lower()
    dates = (metas.get(name) for name in ("article:published_time", "date", "dc.date", "datepublished"))
    return Html(
        url=url,
        title=_first(metas.get("og:title"), jsonld.text(article.get("headline")), _text(title), _text(heading)),
        description=_first(metas.get("description"), metas.get("og:description")),
        language=language,
        published=_moment(language, jsonld.text(article.get("datePublished")), *dates, *(_time(tree, place) for place in _PUBLISHED)),
        modified=_moment(
            language, jsonld.text(article.get("dateModified")), metas.get("article:modified_time"), _time(tree, ".dt-updated")
        ),
        author=_first(jsonld.text(article.get("author")), metas.get("author"), _text(tree.css_first(_AUTHOR))),
        generator=metas.get("generator", "")[:120],
    )


def _first(*values: str | None) -> str:
    return next((value.strip() for value in values if value and value.strip()), "")


def _moment(language: str, *values: str | None) -> datetime | None:
    return next((found for value in values if (found := moment(value, language=language))), None)


def _text(node: LexborNode | None) -> str:
    return clean(node.text(deep=True)).replace("\n", " ")[:300] if node is not None else ""


def _time(tree: LexborHTMLParser, selector: str) -> str:
    """The date that one element gives; several are the dates of a list, not of the page."""
    nodes = tree.css(selector)
    if len(nodes) != 1:
        return ""
    return nodes[0].attributes.get("datetime") or _text(nodes[0])


def _rels(tree: LexborHTMLParser, base: str) -> Iterator[tuple[frozenset[str], str, str]]:
    """(rels, type, absolute URL) of every link and anchor that says what it leads to."""
    for node in tree.css("link[rel][href], a[rel][href]")[:_MANY]:
        attributes = node.attributes
        rels = frozenset((attributes.get("rel") or "").lower().split())
        yield rels, (attributes.get("type") or "").lower().partition(";")[0].strip(), absolute(base, attributes.get("href"))


def _of(rels: tuple[tuple[frozenset[str], str, str], ...], rel: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(href for names, _, href in rels if rel in names))


_CARD = (
    ("name", ".p-name, .fn", ""), ("headline", ".p-note, .note", ""), ("organisation", ".p-org, .org", ""),
    ("title", ".p-job-title, .title", ""), ("email", ".u-email, .email", "href"), ("phone", ".p-tel, .tel", "href"),
    ("location", ".p-locality, .locality, .p-adr, .adr", ""), ("url", ".u-url, .url", "href"), ("avatar", ".u-photo, .photo", "src"),
)  # fmt: skip


def _cards(tree: LexborHTMLParser, base: str) -> Iterator[Card]:
    for node in tree.css(".h-card, .vcard")[:50]:
        facts = [(name, value) for name, selector, attribute in _CARD if (value := _card_value(node, selector, attribute, base))]
        if not any(name == "name" for name, _ in facts) and len(clean(node.text())) < 80:
            facts.insert(0, ("name", clean(node.text()).replace("\n", " ")))
        if len(facts) > 0 and facts[0][1]:
            yield Card(facts=tuple(facts))


def _card_value(node: LexborNode, selector: str, attribute: str, base: str) -> str:
    found = node.css_first(selector)
    if found is None:
        return ""
    linked = found.attributes.get(attribute) if attribute else None
    if linked is None:
        return _text(found)
    if linked.startswith(("mailto:", "tel:")):
        return linked.partition(":")[2].partition("?")[0]
    return absolute(base, linked)
