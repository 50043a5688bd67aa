"""OpenAlex (developers.openalex.org): an author by ORCID, or by name. A key is optional; 429 is respected."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import api, at, facts, listed, load_object, mention, objects_at, required, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.openalex.org"


class OpenAlex:
    name = "openalex"
    title = say("OpenAlex")
    needs = say("handles.openalex = votre ORCID, ou network.ask")
    terms = say("Données CC0 : https://developers.openalex.org/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or API
            if " " in handle.user:
                yield api(f"{base}/authors?search={quote(handle.user)}&per_page=25", say("les auteurs à votre nom"), self.name)
            else:
                yield api(f"{base}/authors/orcid:{quote(handle.user)}", say("votre fiche d'auteur"), self.name, declared="1")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, declared = load_object(page), bool(page.query.about("declared"))
        rows = [body] if declared else rows_at(body, "results")
        for row in rows:
            orcid, where = text_at(row, "orcid"), required(row, "id")
            values = facts(
                (fields.NAME, text_at(row, "display_name")), (fields.SAME_AS, orcid), (fields.NETWORK, "openalex"),
                (fields.ORGANISATION, [text_at(item, "institution", "display_name") for item in objects_at(row, "affiliations")]),
                (fields.COUNT + "works", text_at(row, "works_count")), (fields.HANDLE, orcid.rsplit("/", 1)[-1]),
                (fields.TAG, [text_at(item, "display_name") for item in objects_at(row, "topics")]),
            )  # fmt: skip
            yield mention(page, Kind.PROFILE, url=where, title=text_at(row, "display_name"), fields=values, declared=declared)
        yield listed("openalex", len(rows), at(body, "meta", "count"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = OpenAlex()
