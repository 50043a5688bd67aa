"""Mailman 3 with HyperKitty (docs.mailman3.org): the last year of a list, exported as mbox; only her own messages are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import mailing
from ereput.collect.body import BadEncoding, Body, TooLarge
from ereput.collect.reading import Malformed, api
from ereput.model import Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

EXPORT = 20_000_000
"""Bytes of an export after decompression."""


class HyperKitty:
    name = "hyperkitty"
    title = say("Listes de discussion (Mailman 3)")
    needs = say("handles.hyperkitty = { user = votre nom ou e-mail, base = …/hyperkitty/list/liste@hôte }")
    terms = say("Archives publiques de la liste.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                url = f"{handle.base}/export/archive.mbox.gz"
                yield api(url, say("vos messages sur cette liste"), self.name, words=handle.user, base=handle.base)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
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


COLLECTOR = HyperKitty()
