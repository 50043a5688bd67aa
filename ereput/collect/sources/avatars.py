"""Profile pictures, as a 64-bit print: one picture on two accounts says that they are one person's. No face is looked at (GDPR art. 9).

Gravatar's address is the SHA-256 of the e-mail (docs.gravatar.com/api/avatars/images; `d=404`: no picture rather than a default one).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.portraits import DEFAULT, NotAPicture, print_of
from ereput.collect.reading import Malformed, api, facts, mention, web
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://gravatar.com/avatar"


class Avatars:
    name = "avatars"
    title = say("Photos de profil (la même sur deux comptes ?)")
    needs = say("network.ask ; puis vos e-mails (Gravatar), vos archives et les profils lus disent quelles images")
    terms = say("Images publiques : le bilan n'en garde qu'une empreinte de 64 bits, aucun visage n'est analysé. robots.txt est respecté.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            if handle.user.startswith(("http://", "https://")):
                yield web(handle.user, say("la photo d'un profil de vos archives"), self.name, own="1")
            elif "@" in handle.user:
                known = hashlib.sha256(handle.user.strip().lower().encode()).hexdigest()
                url = f"{handle.base or API}/{known}?s=128&d=404"
                yield api(url, say("la photo liée à votre adresse e-mail"), self.name, own="1")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        try:
            print_ = print_of(page.body)
        except NotAPicture as error:
            raise Malformed from error
        values = facts((fields.AVATAR, page.query.url), (fields.AVATAR_PRINT, print_))
        yield mention(page, Kind.IMAGE, url=page.query.url, fields=values, declared=bool(page.query.about("own")))
        if print_ == DEFAULT:
            yield Seen(verdict=Verdict.PRESENT, reason=say("Un dessin ou une image par défaut : elle ne dit pas qui vous êtes."))


COLLECTOR = Avatars()
