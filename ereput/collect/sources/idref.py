"""IdRef, the authority file of French libraries (documentation.abes.fr/aideidrefdeveloppeur): notices at a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ereput.collect import fields
from ereput.collect.reading import api, at, facts, listed, load_object, mention, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://www.idref.fr"


class IdRef:
    name = "idref"
    title = say("IdRef (bibliothèques universitaires)")
    needs = say("handles.idref = votre nom, ou network.ask")
    terms = say("API publique, licence ouverte : https://documentation.abes.fr/aideidrefdeveloppeur/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            words = " AND ".join(re.findall(r"\w+", handle.user))  # the rest is Solr's own signs
            params = urlencode({"q": f"persname_t:({words})" if " " in words else f"ppn_z:{words}",
                                "wt": "json", "fl": "ppn_z,affcourt_z", "rows": "20"})  # fmt: skip
            yield api(f"{handle.base or API}/Sru/Solr?{params}", say("les notices d'autorité à votre nom"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        rows = rows_at(body, "response", "docs")
        for rank, row in enumerate(rows, start=1):
            name, number = text_at(row, "affcourt_z"), text_at(row, "ppn_z")
            values = facts((fields.NAME, name), (fields.HANDLE, number), (fields.NETWORK, "idref"))
            yield mention(page, Kind.LISTING, url=f"https://www.idref.fr/{number}", title=name, text=name, fields=values, rank=rank)
        yield listed("idref", len(rows), at(body, "response", "numFound"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = IdRef()
