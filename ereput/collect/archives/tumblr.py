"""Tumblr's two exports: the blog (one HTML page for each post, in `posts/`), and the privacy request (`payload-0.json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, base, skip_of
from ereput.collect.archives.counting import NOTHING_SAID, Count
from ereput.collect.archives.dates import moment
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.collect.archives.reading import links_of, records, text_of
from ereput.collect.html_bounds import bounded
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "tumblr"


class Tumblr:
    """Reads either export."""

    name = SOURCE
    title = say("Export Tumblr")
    ask = say("Tumblr : Réglages du blog, Exporter ; et Réglages, Confidentialité, Demander vos données.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_post(archive, n) for n in archive.ending("html")) or any(_is_payload(archive, n) for n in archive.ending("json"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("html"):
            if _is_post(archive, name):
                yield from _post(archive, name)
        for name in archive.ending("json"):
            if _is_payload(archive, name):
                yield from records(archive, name, SOURCE, lambda _, item: _payload(item))


READER = Tumblr()


def _is_post(archive: Archive, name: str) -> bool:
    """A page in `posts/` or `html/` with Tumblr's footer, or its stylesheet."""
    head, folders = archive.head(name), name.casefold().split("/")[:-1]
    return bool({"posts", "html"} & set(folders)) and (b'id="timestamp"' in head or b"tumblr" in head.lower() or b'id="footer"' in head)


def _is_payload(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    return base(name).startswith("payload") and b'"data"' in head and b'"email"' in head


def _post(archive: Archive, name: str) -> Iterator[Yield]:
    count = Count(name)
    try:
        html = archive.text(name, most=4 * 1024**2)
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
        yield count.tally()
        return
    tree = LexborHTMLParser(bounded(html))
    stamp, heading = tree.css_first("#timestamp"), tree.css_first("h1") or tree.css_first("title")
    tags = [(fields.TAG, tag.text(strip=True)) for tag in tree.css(".tag")]
    when, title = stamp.text(strip=True) if stamp else "", heading.text(strip=True) if heading else ""
    for node in tree.css("#footer, h1, title, style, script"):
        node.decompose()
    body = tree.body.html or "" if tree.body else ""
    text, links = text_of(body), [(fields.LINK, link) for link in links_of(body)]
    if text or title or links:
        count.read = 1
        facts = [(fields.NETWORK, SOURCE), *tags, *links]
        published = moment(_dated(when))
        yield mention(SOURCE, Kind.POST, base(name), title=title, text=text, facts=facts, published=published, audience=Audience.PUBLIC)
    else:
        count.skip(NOTHING_SAID)
    yield count.tally()


def _dated(text: str) -> str:
    """« May 3rd, 2019 10:00am » without its ordinal and clock."""
    words = text.replace(",", " ").split()
    plain = [word[:-2] if word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th")) else word for word in words[:3]]
    return f"{plain[0]} {plain[1]}, {plain[2]}" if len(plain) == 3 else text


def _payload(item: Json) -> Outcome:
    body = at(item, "data")
    if not isinstance(body, dict):
        return ()
    facts: Fields = [(fields.NETWORK, SOURCE), (fields.EMAIL, text_at(body, "email")), (fields.BIRTH, text_at(body, "birthdate"))]
    facts += [(fields.HANDLE, name) for blog in list_at(body, "blogs") if (name := text_at(blog, "name"))]
    facts += [(fields.IP, text_at(entry, "ip")) for entry in list_at(body, "last_active_times")]
    return mention(SOURCE, Kind.ACCOUNT, "payload", text=text_at(body, "email"), facts=facts)
