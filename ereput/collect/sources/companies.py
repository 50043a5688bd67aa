"""Recherche d'entreprises (recherche-entreprises.api.gouv.fr/docs): companies that a person leads, as open data shows them to anybody.

The address of a sole trader is a home: it is masked here already. Naturalisation and name-change acts are never looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.queries import readings
from ereput.collect.reading import api, facts, listed, load_object, mention, objects_at, rows_at, text_at
from ereput.masking import fold_name, mask
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://recherche-entreprises.api.gouv.fr"
SOLE_TRADER = "1000"
"""Legal category "entrepreneur individuel" (INSEE, catégories juridiques)."""


class Companies:
    name = "companies"
    title = say("Annuaire des entreprises")
    needs = say("handles.companies = « Prénom Nom », ou network.ask")
    terms = say("Données ouvertes, 7 demandes par seconde : https://recherche-entreprises.api.gouv.fr/docs/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            for given, family in readings(handle.user) or (("", handle.user),):
                params = {"nom_personne": family, "prenoms_personne": given, "type_personne": "dirigeant"}
                if subject.born_year:
                    params |= {
                        "date_naissance_personne_min": f"{subject.born_year}-01-01",
                        "date_naissance_personne_max": f"{subject.born_year}-12-31",
                    }
                params |= {"page": "1", "per_page": "25", "minimal": "true", "include": "dirigeants,siege"}
                url = f"{handle.base or API}/search?{urlencode({k: v for k, v in params.items() if v})}"
                yield api(url, say("les entreprises dont vous seriez dirigeant ou dirigeante"), self.name, name=family)

    def read(self, page: Page) -> Iterator[Yield]:
        body = load_object(page)
        if page.status >= 400:
            yield Seen(verdict=Verdict.UNDECIDED, reason=say("Le registre a refusé la demande : {why}.", why=text_at(body, "erreur")[:120]))
            return
        rows = rows_at(body, "results")
        yield from (_company(page, row) for row in rows)
        yield listed("companies", len(rows), body.get("total_results"), say("au-delà des premières"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _company(page: Page, row: dict[str, Any]) -> Mention:
    name, siren = text_at(row, "nom_complet"), text_at(row, "siren")
    wanted = _surname(page.query.about("name"))
    people = [item for item in objects_at(row, "dirigeants") if wanted & _surname(text_at(item, "nom"))]
    leaders = [f"{text_at(item, 'prenoms').title()} {text_at(item, 'nom').title()}" for item in people]
    personal = text_at(row, "nature_juridique") == SOLE_TRADER
    address = text_at(row, "siege", "adresse")
    shown = mask("ADDRESS", address) if personal else address
    city = text_at(row, "siege", "libelle_commune").title()
    born = [text_at(item, "date_de_naissance") or text_at(item, "annee_de_naissance") for item in people]
    values = facts(
        (fields.ORGANISATION, name), (fields.NAME, leaders), (fields.TITLE, [text_at(item, "qualite") for item in people]),
        (fields.LOCATION, city), ("siren", siren), ("born", born), ("personal_address", "1" if personal and address else ""),
        (fields.START, text_at(row, "date_creation")), ("status", text_at(row, "etat_administratif")), (fields.NETWORK, "companies"),
    )  # fmt: skip
    text = "\n".join(filter(None, (name, ", ".join(leaders), shown, city)))
    return mention(
        page, Kind.LISTING, url=f"https://annuaire-entreprises.data.gouv.fr/entreprise/{siren}", title=name,
        text=text, fields=values, published=moment(text_at(row, "date_creation")),
    )  # fmt: skip


def _surname(name: str) -> set[str]:
    """The words of a family name that tell it from another, without accents: the register writes "NOEL" and "DE LA TOUR"."""
    words = fold_name(name).split()
    return {word for word in words if len(word) > 3} or set(words)


COLLECTOR = Companies()
