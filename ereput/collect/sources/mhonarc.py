"""MHonArc list archives (mhonarc.org): a message page carries its headers in comments, the sender in ROT13, and often in a clear link."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parseaddr
from html import unescape
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.encoding import decode
from ereput.collect.hyperlinks import links
from ereput.collect.reading import Malformed, cites, facts, mention, plain, web
from ereput.collect.urls import absolute
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

MESSAGES, TABLES = 60, 10
"""Messages read of one page of the table, and pages of it."""
_TABLE = re.compile(r"(?:^|/)mail(\d{1,3})\.html$")
_MESSAGE = re.compile(r"(?:^|/)msg\d{1,8}\.html$")
_HEADER = re.compile(r"<!--X-(Subject|From-R13|Date|Message-Id|Reference): ([^\n]{0,500}?) ?-->")
_MADE = re.compile(r'<link rev="made" href="mailto:([^"?\s]{3,200})"', re.I)
_UPPER, _LOWER = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[", "abcdefghijklmnopqrstuvwxyz"
_ROT = str.maketrans(_UPPER + _LOWER, _UPPER[14:] + _UPPER[:14] + _LOWER[13:] + _LOWER[:13])
"""MHonArc's own ROT13: capitals turn together with "@" and "[", so that the address does not keep its "@"."""
_BODY = ("<!--X-Body-of-Message-->", "<!--X-Body-of-Message-End-->")


class MHonArc:
    name = "mhonarc"
    title = say("Listes de discussion (MHonArc)")
    needs = say("handles.mhonarc = { user = votre nom, base = l'adresse de l'archive }")
    terms = say("Archives publiques de la liste, dans le respect de robots.txt.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                url = f"{handle.base}/maillist.html"
                yield web(url, say("la table des messages de cette liste"), self.name, words=handle.user, part="index")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        words = page.query.about("words")
        if page.query.about("part") == "index":
            rows = [(href, text) for href, text in links(page) if _MESSAGE.search(href)]
            if not rows and b"MHonArc" not in page.body:
                raise Malformed
            own = [href for href, text in rows if cites(text, words)]
            for href in list(dict.fromkeys(own))[:MESSAGES]:
                yield web(absolute(page.url, href), say("un de vos messages sur cette liste"), self.name, words=words)
            yield Tally(
                name="mhonarc", read=len(own[:MESSAGES]), skipped=len(rows) - len(own[:MESSAGES]), reason=say("messages d'autres personnes")
            )
            yield from _further(page, words)
            yield Seen(verdict=Verdict.PRESENT if own else Verdict.ABSENT, reason=say("La table de l'archive a été lue."))
            return
        yield from _message(page)


def _further(page: Page, words: str) -> Iterator[Query]:
    """The other pages of a table cut in several (MULTIPG): "mail2.html" and so on, from whichever page names them."""
    if page.query.about("further"):
        return
    last = max((int(found[1]) for href, _ in links(page) if (found := _TABLE.search(href))), default=1)
    for number in range(2, min(last, TABLES) + 1):
        url = absolute(page.url, f"mail{number}.html")
        yield web(url, say("la table des messages de cette liste"), "mhonarc", words=words, part="index", further="1")


def _message(page: Page) -> Iterator[Yield]:
    text = decode(page.body, page.header("content-type"))
    headers = {name: unescape(value).replace("&#45;", "-") for name, value in _HEADER.findall(text[:20_000])}
    start, end = text.find(_BODY[0]), text.find(_BODY[1])
    if "Message-Id" not in headers or start < 0:
        raise Malformed
    name, hidden = parseaddr(headers.get("From-R13", "").translate(_ROT))
    name = _decoded(name)
    made = _MADE.search(text[:20_000])
    clear = unescape(made[1]).replace("%40", "@") if made else ""
    yield mention(
        page, Kind.ANSWER if "Reference" in headers else Kind.POST, title=headers.get("Subject", ""),
        text=plain(text[start + len(_BODY[0]) : end if end > start else None]),
        fields=facts((fields.NAME, name), (fields.EMAIL, clear or hidden), ("email_in_clear", "1" if clear else "")),
        published=moment(headers.get("Date")), author=name or None,
    )  # fmt: skip


def _decoded(name: str) -> str:
    """A name as mail headers carry it ("=?utf-8?q?Zo=C3=A9?=", RFC 2047), which MHonArc turns by 13 as it is."""
    try:
        return str(make_header(decode_header(name)))
    except (ValueError, LookupError, HeaderParseError):
        return name


COLLECTOR = MHonArc()
