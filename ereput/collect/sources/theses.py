"""theses.fr (API of Abes): people who wrote, supervised or judged a thesis in France."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import api, facts, listed, load_object, mention, rows_at, text_at, texts_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

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
        rows = rows_at(body, "personnes")
        for rank, row in enumerate(rows, start=1):
            name = f"{text_at(row, 'prenom')} {text_at(row, 'nom')}".strip()
            number = text_at(row, "id")
            roles = row.get("roles")
            values = facts(
                (fields.NAME, name), (fields.HANDLE, number if row.get("has_idref") is True else ""), (fields.NETWORK, "theses"),
                (fields.SCHOOL, texts_at(row, "etablissements")), (fields.TITLE, list(roles) if isinstance(roles, dict) else None),
                (fields.TAG, texts_at(row, "disciplines")),
                (fields.LINK, [f"https://theses.fr/{thesis}" for thesis in texts_at(row, "theses")[:20]]),
            )  # fmt: skip
            said = "\n".join((name, *texts_at(row, "disciplines"), *texts_at(row, "etablissements")))
            yield mention(page, Kind.LISTING, url=f"https://theses.fr/{number}", title=name, text=said, fields=values, rank=rank)
        yield listed("theses", len(rows), body.get("totalHits"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = Theses()
