"""Associations' journal (journal-officiel.gouv.fr, JOAFE): notices whose text names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.opendatasoft import quoted, records_query, rows_of
from ereput.collect.reading import facts, mention, text_at
from ereput.masking import mask
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

NOTICE = "https://www.journal-officiel.gouv.fr/pages/associations-detail-annonce/?q.id="
API = "https://journal-officiel-datadila.opendatasoft.com"


class Associations:
    name = "associations"
    title = say("Associations (Journal officiel)")
    needs = say("handles.associations = votre nom, ou network.ask")
    terms = say("Données ouvertes de la DILA, licence ouverte.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            why = say("les annonces d'associations qui vous nomment")
            yield records_query(
                handle.base or API, "jo_associations", f"search({quoted(handle.user)})", why=why, source=self.name, name=handle.user
            )

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        rows, total = rows_of(page)
        for row in rows:
            title = text_at(row, "titre") or text_at(row, "association_titre")
            seat = text_at(row, "adresse_actuelle") or text_at(row, "siege_social")
            yield mention(
                page, Kind.LISTING, url=text_at(row, "url") or f"{NOTICE}{quote(text_at(row, 'id'))}", title=title,
                text="\n".join(filter(None, (title, text_at(row, "objet"), mask("ADDRESS", seat)))),
                fields=facts(
                    (fields.ORGANISATION, title), (fields.SECTION, text_at(row, "typeavis_lib")), (fields.NETWORK, "associations"),
                ),
                published=moment(text_at(row, "dateparution")),
            )  # fmt: skip
        yield Tally(name="associations", read=len(rows), skipped=max(0, total - len(rows)), reason=say("au-delà des cent plus récentes"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = Associations()
