"""Mailman 3 with HyperKitty (docs.mailman3.org): a list, exported as mbox; only her own messages are kept.

A server given without a list is asked which public lists it has, page after page, and the first of them are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from ereput.collect import mailing
from ereput.collect.body import BadEncoding, Body, TooLarge
from ereput.collect.reading import Malformed, api, at, load, objects_at, text_at
from ereput.errors import SKIPS
from ereput.model import Page, Query, Seen, Skip, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

EXPORT = 20_000_000
"""Bytes of an export after decompression."""
LISTS = 20
"""Lists of one server that are read: each export is a heavy question."""
_LIST = re.compile(r"[^\s/?#@]{1,100}@[^\s/?#@]{1,100}")
"""The name of a list is its posting address."""


class HyperKitty:
    name = "hyperkitty"
    title = say("Listes de discussion (Mailman 3)")
    needs = say("handles.hyperkitty = { user = votre nom ou e-mail, base = …/hyperkitty/list/liste@hôte, ou …/hyperkitty }")
    terms = say("Archives publiques de la liste.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = (handle.base or "").rstrip("/")
            if "/list/" in base:
                yield _export(base, handle.user)
            elif base:
                yield _page_of_lists(base, "format=json", words=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        if page.query.about("part") == "lists":
            yield from _lists(page)
            return
        try:
            body = Body("gzip", EXPORT)
            body.add(page.body)
            mails = list(mailing.messages(body.finish()))
        except BadEncoding as error:
            raise Malformed from error
        except TooLarge:
            yield Skip(source=self.name, code="too_large", where=page.url, reason=SKIPS["too_large"])
            yield Seen(verdict=Verdict.UNDECIDED, reason=SKIPS["too_large"])
            return
        own = [mail for mail in mails if mailing.wrote(mail, (page.query.about("words"),))]
        yield from (mailing.as_mention(page, mail, url=f"{page.query.about('base')}/message/?id={mail.ident}") for mail in own)
        yield Tally(name="hyperkitty", read=len(own), skipped=len(mails) - len(own), reason=say("messages d'autres personnes"))
        yield Seen(verdict=Verdict.PRESENT if own else Verdict.ABSENT, reason=say("L'archive a été lue."))


def _export(base: str, words: str) -> Query:
    return api(f"{base}/export/archive.mbox.gz", say("vos messages sur cette liste"), "hyperkitty", words=words, base=base)


def _page_of_lists(base: str, params: str, *, words: str, before: int = 0) -> Query:
    """One page of the lists of a server; `before` of them were found on earlier pages."""
    why = say("les listes publiques de ce serveur")
    return api(f"{base}/api/lists/?{params}", why, "hyperkitty", words=words, base=base, part="lists", before=str(before))


def _lists(page: Page) -> Iterator[Yield]:
    """The lists of a server, as its REST API pages them (`results`, `next`) or not; those beyond the first are counted."""
    body, base, words, before = load(page), *(page.query.about(name) for name in ("base", "words", "before"))
    if not isinstance(body, list) and not isinstance(at(body, "results"), list):
        raise Malformed
    rows = objects_at({"results": body}, "results") if isinstance(body, list) else objects_at(body, "results")
    names = [name for row in rows if _LIST.fullmatch(name := text_at(row, "name"))]
    room = LISTS - int(before or 0)
    for name in names[:room]:
        yield _export(f"{base}/list/{quote(name, safe='@')}", words)
    following = urlsplit(text_at(body, "next")).query  # the path stays ours, whatever the server says
    if following and rows and len(names) < room:
        yield _page_of_lists(base, following, words=words, before=LISTS - room + len(names))
    read = len(names[:room])
    left = 0 if following and len(names) < room else max(_count(body) - int(before or 0), len(rows)) - read
    yield Tally(name="hyperkitty:lists", read=read, skipped=left, reason=say("au-delà des premières"))
    yield Seen(verdict=Verdict.PRESENT if read else Verdict.UNDECIDED, reason=say("La liste a été lue."))


def _count(body: object) -> int:
    told = at(body, "count")
    return told if isinstance(told, int) and not isinstance(told, bool) else 0


COLLECTOR = HyperKitty()
