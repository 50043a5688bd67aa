"""BODACC, the official bulletin of commercial notices (bodacc.fr): notices that name a person or a company number of hers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.opendatasoft import quoted, records_query, rows_of
from ereput.collect.reading import facts, mention, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://bodacc-datadila.opendatasoft.com"


class Bodacc:
    name = "bodacc"
    title = say("BODACC (annonces commerciales)")
    needs = say("handles.bodacc = votre nom ou votre numéro SIREN, ou network.ask")
    terms = say("Données ouvertes de la DILA, licence ouverte.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            number = "".join(handle.user.split())  # a SIREN is written "123 456 789" as well
            wanted = f"registre like {quoted(number)}" if number.isdecimal() else f"search(commercant,{quoted(handle.user)})"
            why = say("les annonces commerciales qui vous nomment")
            yield records_query(handle.base or API, "annonces-commerciales", wanted, why=why, source=self.name, name=handle.user)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        rows, total = rows_of(page)
        yield from (_notice(page, row) for row in rows)
        yield Tally(name="bodacc", read=len(rows), skipped=max(0, total - len(rows)), reason=say("au-delà des cent plus récentes"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _notice(page: Page, row: dict[str, Any]) -> Mention:
    """The persons and addresses of a notice (`listepersonnes`) are left out: the family of notice, the name and the city are enough."""
    title, name = text_at(row, "familleavis_lib"), text_at(row, "commercant")
    return mention(
        page, Kind.LISTING, url=text_at(row, "url_complete"), title=f"{title} – {name}".strip(" –"),
        text="\n".join(filter(None, (title, name, text_at(row, "ville")))),
        fields=facts(
            (fields.NAME, name), (fields.LOCATION, text_at(row, "ville")), (fields.SECTION, text_at(row, "familleavis")),
            ("siren", [value for value in texts_at(row, "registre") if value.isdecimal()]), (fields.NETWORK, "bodacc"),
        ),
        published=moment(text_at(row, "dateparution")),
    )  # fmt: skip


COLLECTOR = Bodacc()
