"""public-inbox (public-inbox.org): messages of a list that a person wrote, by its own search (`f:` = From), as Atom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import feed
from ereput.collect.reading import api
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


class PublicInbox:
    name = "public_inbox"
    title = say("Listes de discussion (public-inbox)")
    needs = say("handles.public_inbox = { user = votre nom ou e-mail, base = l'adresse de la liste }")
    terms = say("Archives publiques, faites pour être copiées.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.base:
                who = f'f:"{handle.user}"' if " " in handle.user else f"f:{handle.user}"
                yield api(f"{handle.base}/?q={quote(who)}&x=A", say("vos messages sur cette liste"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status == 404:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Cette liste n'a pas de message de vous."))
            return
        if page.status >= 400:
            return
        found = feed.read(page)
        yield from feed.mentions(page, found, kind=Kind.POST, declared=False)
        if not found.entries:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Cette liste n'a pas de message de vous."))


COLLECTOR = PublicInbox()
