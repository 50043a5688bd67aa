"""Pipermail (Mailman 2): the monthly text archives of a list; only her own messages are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect import mailing
from ereput.collect.hyperlinks import hrefs
from ereput.collect.reading import unpacked, web
from ereput.collect.urls import absolute
from ereput.model import Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

MONTHS = 24
MONTH = 20_000_000
"""Months read of one list, the latest first; bytes of one after decompression."""
_ARCHIVE = re.compile(r"(?:^|/)(?:\d{4}(?:-[A-Z][a-z]{2,8}|q[1-4]|\d{4})?|Week-of-Mon-\d{8})\.txt(?:\.gz)?$")
"""Mailman 2 keeps a list by the month ("2010-March"), quarter ("2010q1"), week ("Week-of-Mon-20100301"), day or year."""


class Pipermail:
    name = "pipermail"
    title = say("Listes de discussion (Pipermail)")
    needs = say("handles.pipermail = { user = votre nom ou e-mail, base = …/pipermail/liste }")
    terms = say("Archives publiques de la liste, dans le respect de robots.txt.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                yield web(f"{handle.base}/", say("les archives de cette liste"), self.name, words=handle.user, part="index")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        words = page.query.about("words")
        if page.query.about("part") == "index":
            found = [absolute(page.url, href) for href in hrefs(page) if _ARCHIVE.search(href)]
            for url in found[:MONTHS]:
                yield web(url, say("un mois des archives de cette liste"), self.name, words=words)
            yield Tally(name="pipermail", read=len(found[:MONTHS]), skipped=len(found[MONTHS:]), reason=say("mois plus anciens"))
            return
        mails = list(mailing.messages(unpacked(page.body, MONTH)))
        own = [mail for mail in mails if mailing.wrote(mail, (words,))]
        yield from (mailing.as_mention(page, mail, url=f"{page.url}#{mail.ident}") for mail in own)
        yield Tally(name="pipermail", read=len(own), skipped=len(mails) - len(own), reason=say("messages d'autres personnes"))
        yield Seen(verdict=Verdict.PRESENT if own else Verdict.ABSENT, reason=say("L'archive a été lue."))


COLLECTOR = Pipermail()
