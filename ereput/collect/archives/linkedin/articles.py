"""Pulse articles: one HTML page each, in `Articles/Articles/` of the complete export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ereput.collect import fields
from ereput.collect.archives.base import Yield, mention
from ereput.collect.archives.container import Archive, base, skip_of
from ereput.collect.archives.counting import Count
from ereput.collect.archives.dates import moment
from ereput.collect.archives.linkedin.sheet import SOURCE
from ereput.collect.html_bounds import bounded
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITTEN = re.compile(r"(?:Published|Created|Publié|Créé)[a-zé]{0,3} (?:on|le) ([^<\n]{4,40})", re.I)


def is_article(archive: Archive, name: str) -> bool:
    """A page in `Articles/Articles/`, or in a folder of articles when it links to its place on LinkedIn or says when it was made there."""
    head = archive.head(name)
    folder = name.casefold()
    if "articles/articles/" in folder:
        return True
    return "articles/" in folder and (b"linkedin.com/pulse" in head or b'class="published"' in head or b'class="created"' in head)


def read_article(archive: Archive, name: str) -> Iterator[Yield]:
    """The article: title, text, address, date; a draft (created, never published) is PRIVATE."""
    count = Count(name)
    try:
        tree = LexborHTMLParser(bounded(archive.text(name, most=8 * 1024**2)))
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
        yield count.tally()
        return
    stamps = {cls: node.text() for cls in ("published", "created") if (node := tree.css_first(f"p.{cls}"))}
    heading = tree.css_first("h1") or tree.css_first("title")
    link = tree.css_first("h1 a")
    url = (link.attributes.get("href") or "") if link else ""
    title = heading.text(strip=True) if heading else ""
    for node in tree.css("script, style, h1, title, p.published, p.created"):
        node.decompose()
    body = tree.body.text(separator="\n", strip=True) if tree.body else ""
    when = _WRITTEN.search(stamps.get("published") or stamps.get("created") or body[:2000])
    links = [(fields.LINK, a.attributes.get("href") or "") for a in tree.css("a[href^=http]")]
    count.read = 1
    yield mention(
        SOURCE,
        Kind.ARTICLE,
        "articles",
        url=url,
        title=title,
        text=body,
        facts=[(fields.NETWORK, SOURCE), *links],
        published=moment(when[1] if when else base(name)[:10].replace(" ", "-")),
        audience=Audience.PRIVATE if "created" in stamps and "published" not in stamps else Audience.PUBLIC,
    )
    yield count.tally()
