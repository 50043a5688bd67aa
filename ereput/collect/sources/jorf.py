"""Journal officiel by name, through JORFSearch (jorfsearch.steinertriples.ch): nominations and decorations.

Acts of naturalisation and of change of name are withheld from open data (CRPA D312-1-3): should one come, it is dropped unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.queries import unaccented
from ereput.collect.reading import Malformed, api, facts, load, mention, objects_at, text_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://jorfsearch.steinertriples.ch"
NOTICE = "https://www.legifrance.gouv.fr/jorf/id/"
WITHHELD = ("naturalis", "nationalite", "changement de nom", "francisation", "reintegration")


class Jorf:
    name = "jorf"
    title = say("Journal officiel (nominations, décorations)")
    needs = say("handles.jorf = « Prénom Nom », ou network.ask")
    terms = say("Données ouvertes, une demande toutes les deux secondes : https://jorfsearch.steinertriples.ch/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            yield _ask(f"{handle.base or API}/name/{quote(handle.user)}", again="")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        if page.redirects and not page.query.about("again") and page.body.lstrip()[:1] == b"<":  # the redirect lost the format
            yield _ask(page.url.partition("?")[0], again="1")
            yield Seen(verdict=Verdict.UNDECIDED, reason=say("Le site renvoie à une autre écriture du nom ; elle est demandée."))
            return
        rows = load(page)
        if not isinstance(rows, list) and rows is not None:
            raise Malformed
        acts = [row for row in rows or () if isinstance(row, dict)]
        told = [row for row in acts if not _withheld(row)]
        yield from (_act(page, row) for row in told)
        left = len(acts) - len(told)
        reason = say("actes d'état civil : ils ne sont jamais lus") if left else None
        yield Tally(name="jorf", read=len(told), skipped=left, reason=reason)
        yield Seen(verdict=Verdict.PRESENT if told else Verdict.ABSENT, reason=say("La liste a été lue."))


def _ask(url: str, *, again: str) -> Query:
    return api(f"{url}?format=JSON", say("les actes du Journal officiel à votre nom"), "jorf", again=again)


def _withheld(row: dict[str, Any]) -> bool:
    told = unaccented(" ".join(text_at(row, name) for name in ("type_ordre", "source_name", "nom_alternatif"))).lower()
    return any(word in told for word in WITHHELD)


def _act(page: Page, row: dict[str, Any]) -> Mention:
    name = f"{text_at(row, 'prenom')} {text_at(row, 'nom')}".strip()
    return mention(
        page, Kind.LISTING, url=f"{NOTICE}{quote(text_at(row, 'source_id'))}", title=text_at(row, "source_name") or name,
        text=f"{name} : {text_at(row, 'type_ordre')}".strip(" :"), published=moment(text_at(row, "source_date")),
        fields=facts(
            (fields.NAME, name), (fields.TYPE, text_at(row, "type_ordre")), (fields.TITLE, text_at(row, "grade")),
            (fields.ORGANISATION, [text_at(item, "nom") for item in objects_at(row, "organisations")]), (fields.NETWORK, "jorf"),
        ),
    )  # fmt: skip


COLLECTOR = Jorf()
