"""theses.fr (API of Abes): people who wrote, supervised or judged a thesis in France."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import Malformed, api, facts, load_object, mention, objects_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://theses.fr"


class Theses:
    name = "theses"
    title = say("theses.fr")
    needs = say("handles.theses = votre nom, ou network.ask")
    terms = say("API publique, licence ouverte : https://theses.fr/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            url = f"{handle.base or API}/api/v1/personnes/recherche/?q={quote(handle.user)}&nombre=20"
            yield api(url, say("les thèses à votre nom"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        if not isinstance(body.get("personnes"), list):
            raise Malformed
        rows = objects_at(body, "personnes")
        for rank, row in enumerate(rows, start=1):
            name = f"{text_at(row, 'prenom')} {text_at(row, 'nom')}".strip()
            number = text_at(row, "id")
            theses = objects_at(row, "theses")
            values = facts(
                (fields.NAME, name), (fields.HANDLE, number if text_at(row, "has_idref") else ""), (fields.NETWORK, "theses"),
                (fields.SCHOOL, [text_at(item, "etabSoutenance") for item in theses] or text_at(row, "etablissements")),
                (fields.TITLE, text_at(row, "role")),
            )  # fmt: skip
            titles = "\n".join(text_at(item, "titrePrincipal") or text_at(item, "titre") for item in theses)
            yield mention(
                page, Kind.LISTING, url=f"https://theses.fr/{number}", title=name, text=titles or name, fields=values, rank=rank
            )  # fmt: skip
        yield Tally(name="theses", read=len(rows))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = Theses()
