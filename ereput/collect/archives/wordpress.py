"""WordPress's own export (WXR 1.1 and 1.2): one RSS file with the posts, pages and comments of a site.

Only her words are read: her posts among several authors, her comments by her e-mail; the e-mails and addresses of those who commented stay
where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import NOT_NEEDED, OTHERS, Count
from ereput.collect.archives.dates import moment
from ereput.collect.archives.reading import links_of, outcome, text_of
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "wordpress"
SETTINGS = say("menus, révisions et fichiers joints")
ITEM_MAX = 16 * 1024**2
"""Characters of one post with its comments."""


@dataclass(frozen=True, slots=True)
class _Author:
    login: str
    email: str
    name: str


class WordPress:
    """Reads a WXR file."""

    name = SOURCE
    title = say("Export WordPress (WXR)")
    ask = say("WordPress : Outils, Exporter, Tout le contenu.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_wxr(archive, name) for name in archive.ending("xml", "wxr"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("xml", "wxr"):
            if _is_wxr(archive, name):
                yield from _read(archive, name, owner)


READER = WordPress()


def _is_wxr(archive: Archive, name: str) -> bool:
    return b"wordpress.org/export/" in archive.head(name) and b"<rss" in archive.head(name)


def _read(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    """Two tallies: items, and comments."""
    items, comments, authors = Count(name), Count(f"{name}#comments"), list[_Author]()
    try:
        for tag, element in _elements(archive, name):
            if tag == "author":
                authors.append(
                    _Author(_text(element, "author_login"), _text(element, "author_email"), _text(element, "author_display_name"))
                )
            else:
                hers = _her_logins(authors, owner)
                yield from outcome(items, lambda e=element, hers=hers: _item(e, hers))  # type: ignore[misc]  # mypy: lambda defaults
                for comment in _children(element, "comment"):
                    yield from outcome(comments, lambda c=comment, e=element: _comment(c, e, owner))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield items.tally()
    yield comments.tally()


def _elements(archive: Archive, name: str) -> Iterator[tuple[str, Element]]:
    """Authors and items, one by one: each is forgotten once read. Entities are refused."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        with archive.open(name) as stream:
            depth, size = 0, 0
            for event, element in iterparse(stream, events=("start", "end")):
                depth += 1 if event == "start" else -1
                local = _local(element.tag)
                size += event == "end" and len(element.text or "")
                if size > ITEM_MAX or depth > 100:
                    raise ArchiveError(say("{where} dépasse la taille acceptée.", where=f"{archive.name}/{name}"), code="too_large")
                if event == "end" and depth == 2:
                    if local in ("author", "item"):
                        yield local, element
                    size = 0
                    element.clear()
    except DefusedXmlException as error:
        raise ArchiveError(
            say("{where} contient des entités XML dangereuses.", where=f"{archive.name}/{name}"), code="archive_bomb"
        ) from error
    except (ParseError, ValueError) as error:
        raise ArchiveError(say("{where} n'est pas du XML lisible.", where=f"{archive.name}/{name}"), code="malformed") from error


def _local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _local(child.tag) == name)


def _text(element: Element, name: str, *, namespace: str = "") -> str:
    """The text of the first child of this name, e.g. `wp:status`; `namespace` tells `content:encoded` from `excerpt:encoded`."""
    found = (c for c in _children(element, name) if namespace in str(c.tag))
    return next(((child.text or "").strip() for child in found), "")


def _her_logins(authors: list[_Author], owner: Owner) -> frozenset[str] | None:
    """Her accounts among the authors; None (all are hers) when there is one author only, or when none can be told to be her."""
    if len(authors) < 2:
        return None
    hers = frozenset(a.login for a in authors if owner.uses(a.login) or owner.uses(a.email) or owner.is_called(a.name))
    return hers or None


_KINDS = {"post": Kind.ARTICLE, "page": Kind.PAGE}


def _item(element: Element, hers: frozenset[str] | None) -> Outcome:
    kind = _KINDS.get(_text(element, "post_type"))
    status = _text(element, "status")
    if kind is None:
        return SETTINGS
    if status in ("trash", "auto-draft", "inherit"):
        return NOT_NEEDED
    if hers is not None and _text(element, "creator") not in hers:
        return OTHERS
    html = _text(element, "encoded", namespace="content") or _text(element, "encoded")
    title = text_of(_text(element, "title"))
    tags = [(fields.TAG, (c.text or "").strip()) for c in _children(element, "category") if c.get("domain") in ("post_tag", "category")]
    facts: Fields = [(fields.NETWORK, SOURCE), *tags, *((fields.LINK, link) for link in links_of(html))]
    dated = _text(element, "post_date_gmt")
    url, text = _text(element, "link"), text_of(html)
    published = moment(dated if not dated.startswith("0000") else _text(element, "post_date"))
    audience = Audience.INDEXED if status == "publish" and not _text(element, "post_password") else Audience.PRIVATE
    if not (title or text):
        return ()
    return mention(SOURCE, kind, "posts", url=url, title=title, text=text, facts=facts, published=published, audience=audience)


def _comment(comment: Element, item: Element, owner: Owner) -> Outcome:
    hers = owner.uses(_text(comment, "comment_author_email")) or owner.is_called(_text(comment, "comment_author"))
    if not hers:
        return OTHERS
    text = text_of(_text(comment, "comment_content"))
    if not text:
        return ()
    return _said(comment, text, _text(item, "link"))


def _said(comment: Element, text: str, page: str) -> Mention:
    approved = _text(comment, "comment_approved") == "1"
    return mention(
        SOURCE,
        Kind.COMMENT,
        "comments",
        url=f"{page}#comment-{_text(comment, 'comment_id')}" if page else "",
        text=text,
        facts=[(fields.NETWORK, SOURCE), (fields.REPLY_TO, page)],
        published=moment(_text(comment, "comment_date_gmt")),
        audience=Audience.INDEXED if approved else Audience.PRIVATE,
    )
