"""One HTML page as mentions: the page itself, the people it presents, and what others wrote on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect import fields, jsonld
from ereput.collect.dates import moment
from ereput.collect.html import Html, read
from ereput.collect.reading import facts, mention, plain
from ereput.model import Audience, Kind, Mention, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES = frozenset({"BlogPosting", "Article", "NewsArticle", "TechArticle"})
_POSTS = ("DiscussionForumPosting", "Comment", "Question", "Answer", "SocialMediaPosting")
_OG_KINDS = {"article": Kind.ARTICLE, "profile": Kind.PROFILE}


def html_of(page: Page) -> Html:
    return read(page.body, url=page.url, content_type=page.header("content-type"), robots_header=page.header("x-robots-tag"))


def audience(html: Html) -> Audience:
    return Audience.PUBLIC if html.noindex else Audience.INDEXED


def kind_of(html: Html) -> Kind:
    """What the page says it is; the people who are only authors of its posts do not make it a profile."""
    types = frozenset(name for node in html.nodes for name in jsonld.types(node))
    written = types & {*_ARTICLES, *_POSTS}
    if "JobPosting" in types:
        return Kind.OFFER
    if "ProfilePage" in types or (types & {"Person", "Physician"} and not written):
        return Kind.PROFILE
    if types & _ARTICLES:
        return Kind.ARTICLE
    return _OG_KINDS.get(html.meta("og:type"), Kind.PAGE)


def page_facts(html: Html) -> tuple[tuple[str, str], ...]:
    """What the page says about itself, for the checks of machine readability and coherence."""
    person = jsonld.first(html.nodes, "Person", "Physician")
    return facts(
        (fields.NAME, jsonld.text(person.get("name"))),
        (fields.TITLE, jsonld.text(person.get("jobTitle"))),
        (fields.ORGANISATION, jsonld.text(person.get("worksFor"))),
        (fields.SCHOOL, list(jsonld.texts(person.get("alumniOf")))),
        (fields.EMAIL, jsonld.text(person.get("email")).removeprefix("mailto:")),
        (fields.PHONE, jsonld.text(person.get("telephone"))),
        (fields.SAME_AS, list(dict.fromkeys((*html.rel_me, *jsonld.texts(person.get("sameAs")))))),
        (fields.DESCRIPTION, html.description),
        (fields.CANONICAL, html.canonical),
        (fields.ROBOTS, html.robots),
        (fields.GENERATOR, html.generator),
        (fields.OPEN_GRAPH, [f"{name}={value}" for name, value in html.og]),
        (fields.JSONLD, [jsonld.compact(node) for node in html.nodes[:40]]),
        (fields.HCARD, [";".join(f"{name}={value}" for name, value in card.facts) for card in html.cards]),
        (fields.LINK, list(dict.fromkeys(href for href, _ in html.links if href.startswith("http")))[:200]),
        ("image", list(html.images[:50])),
        (fields.IMAGE_WORDS, list(html.image_words[:100])),
        ("modified", html.modified.isoformat() if html.modified else ""),
    )


def mentions(page: Page, html: Html, *, declared: bool) -> Iterator[Mention]:
    """The page, then every post or comment on it that names its author."""
    posts = max(tuple(_posts(page, html)), tuple(_topic(page, html)), key=len)
    kind = kind_of(html)
    if not posts or declared or kind is not Kind.PAGE:
        yield _page(page, html, kind, text="" if posts and kind is Kind.PAGE else html.text, declared=declared)
    yield from posts
    for comment in () if posts else html.comments:
        yield mention(
            page,
            Kind.COMMENT,
            title=html.title,
            text=comment.text,
            fields=facts((fields.NAME, comment.author), (fields.REPLY_TO, page.url)),
            published=comment.published,
            author=comment.author or None,
            audience=audience(html),
            language=html.language,
        )


def _page(page: Page, html: Html, kind: Kind, *, text: str, declared: bool) -> Mention:
    return mention(
        page,
        kind,
        url=html.url or page.url,
        title=html.title,
        text=text,
        fields=page_facts(html),
        published=html.published,
        author=html.author or None,
        audience=audience(html),
        language=html.language,
        declared=declared,
    )


def _posts(page: Page, html: Html) -> Iterator[Mention]:
    """Forum posts and answers as schema.org writes them (Google: DiscussionForumPosting, QAPage)."""
    for node in html.nodes:
        names = jsonld.types(node)
        body = plain(jsonld.text(node.get("text")) or jsonld.text(node.get("articleBody")))
        if not names.intersection(_POSTS) or not body:
            continue
        person = node.get("author") if isinstance(node.get("author"), dict) else {}
        name = jsonld.text(node.get("author"))
        profile = jsonld.text(person.get("url")) if isinstance(person, dict) else ""
        yield mention(
            page,
            Kind.ANSWER if names & {"Answer", "Comment"} else Kind.POST,
            url=jsonld.text(node.get("url")) or page.url,
            title=jsonld.text(node.get("headline")) or html.title,
            text=body,
            fields=facts(
                (fields.NAME, name),
                (fields.URL, profile),
                (fields.HANDLE, profile.rstrip("/").rsplit("/", 1)[-1] if profile else ""),
                (fields.COUNT + "upvotes", jsonld.text(node.get("upvoteCount"))),
                (fields.REPLY_TO, page.url if names & {"Answer", "Comment"} else ""),
            ),
            published=moment(jsonld.text(node.get("datePublished")) or jsonld.text(node.get("dateCreated"))),
            author=name or None,
            audience=audience(html),
            language=html.language,
        )


_LATER = re.compile(r"[?&;]start=0{0,3}[1-9]|[?&;/]page[=-]?0{0,3}(?:[2-9]|1\d)|[?&;]topic=\d{1,9}\.[1-9]|/d/\d{1,9}[^/?#\s]{0,200}/[2-9]")
"""The address of a further page of a topic (phpBB, XenForo and vBulletin, SMF, Flarum): what stands first there opens nothing."""


def _topic(page: Page, html: Html) -> Iterator[Mention]:
    """The posts that a forum's template shows; some engines describe the first one only to machines, and some none."""
    address = page.url.partition("#")[0]
    for number, post in enumerate(html.posts):
        opens = number == 0 and not _LATER.search(address)
        yield mention(
            page,
            Kind.POST if opens else Kind.ANSWER,
            url=f"{address}#{post.anchor}" if post.anchor else page.url,
            title=html.title,
            text=post.text,
            fields=facts(
                (fields.NAME, post.author),
                (fields.HANDLE, post.author),
                (fields.URL, post.profile),
                (fields.LOCATION, post.place),
                (fields.REPLY_TO, "" if opens else address),
            ),
            published=post.published,
            author=post.author,
            audience=audience(html),
            language=html.language,
        )
