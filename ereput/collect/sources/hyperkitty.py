"""Mailman 3 with HyperKitty (docs.mailman3.org): the last year of a list, exported as mbox; only her own messages are kept.

A server given without a list is asked which public lists it has, and the first of them are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import mailing
from ereput.collect.body import BadEncoding, Body, TooLarge
from ereput.collect.reading import Malformed, api, at, load, objects_at, text_at
from ereput.model import Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

EXPORT = 20_000_000
"""Bytes of an export after decompression."""
LISTS = 10
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
                url = f"{base}/api/lists/?format=json"
                yield api(url, say("les listes publiques de ce serveur"), self.name, words=handle.user, base=base, part="lists")

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
        except (BadEncoding, TooLarge) as error:
            raise Malformed from error
        own = [mail for mail in mails if mailing.wrote(mail, (page.query.about("words"),))]
        yield from (mailing.as_mention(page, mail, url=f"{page.query.about('base')}/message/?id={mail.ident}") for mail in own)
        yield Tally(name="hyperkitty", read=len(own), skipped=len(mails) - len(own), reason=say("messages d'autres personnes"))
        yield Seen(verdict=Verdict.PRESENT if own else Verdict.ABSENT, reason=say("L'archive a été lue."))


def _export(base: str, words: str) -> Query:
    return api(f"{base}/export/archive.mbox.gz", say("vos messages sur cette liste"), "hyperkitty", words=words, base=base)


def _lists(page: Page) -> Iterator[Yield]:
    """The lists of a server, as its REST API pages them (`results`) or not; those beyond the first are counted."""
    body = load(page)
    if not isinstance(body, list) and not isinstance(at(body, "results"), list):
        raise Malformed
    rows = objects_at({"results": body}, "results") if isinstance(body, list) else objects_at(body, "results")
    names = [name for row in rows if _LIST.fullmatch(name := text_at(row, "name"))]
    for name in names[:LISTS]:
        yield _export(f"{page.query.about('base')}/list/{quote(name, safe='@')}", page.query.about("words"))
    count = at(body, "count")
    told = count if isinstance(count, int) and not isinstance(count, bool) else len(rows)
    read = len(names[:LISTS])
    yield Tally(name="hyperkitty:lists", read=read, skipped=max(told, len(rows)) - read, reason=say("au-delà des premières"))
    yield Seen(verdict=Verdict.PRESENT if read else Verdict.UNDECIDED, reason=say("La liste a été lue."))


COLLECTOR = HyperKitty()
