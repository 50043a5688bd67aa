"""Wikidata: the item of a person (P31 = Q5) and the accounts and sites that it links to her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ereput.collect import fields
from ereput.collect.reading import Malformed, api, at, facts, load_object, mention, objects_at, rows_at, text_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://www.wikidata.org"
HUMAN = "Q5"
ITEMS = 5
_LINKS = {
    "P6634": "https://www.linkedin.com/in/{}", "P2002": "https://x.com/{}", "P2013": "https://www.facebook.com/{}",
    "P2037": "https://github.com/{}", "P496": "https://orcid.org/{}", "P856": "{}", "P4033": "@{}",
}  # fmt: skip
"""Properties that name an account or a site, and the address that each makes (wikidata.org/wiki/Property:P…)."""


class Wikidata:
    name = "wikidata"
    title = say("Wikidata")
    needs = say("handles.wikidata = « Q… », ou network.ask")
    terms = say("Données CC0, API publique : https://www.wikidata.org/wiki/Wikidata:Data_access")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or API
            if handle.user[:1] == "Q" and handle.user[1:].isdecimal():
                yield _item(base, handle.user, declared="1")
            else:
                params = {
                    "action": "wbsearchentities",
                    "search": handle.user,
                    "language": "fr",
                    "uselang": "fr",
                    "type": "item",
                    "limit": "10",
                }
                url = f"{base}/w/api.php?{urlencode(params | {'format': 'json'})}"
                yield api(url, say("les fiches à votre nom"), self.name, base=base, part="search")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        if page.query.about("part") == "search":
            hits = rows_at(body, "search")
            yield from (_item(page.query.about("base"), text_at(hit, "id")) for hit in hits[:ITEMS])
            yield Tally(name="wikidata", read=min(len(hits), ITEMS), skipped=max(0, len(hits) - ITEMS), reason=say("au-delà des premières"))
            if not hits:
                yield Seen(verdict=Verdict.ABSENT, reason=say("Aucune fiche à ce nom."))
            return
        if not isinstance(body.get("entities"), dict):
            raise Malformed
        found = body["entities"]
        entity = found.get(page.query.about("item")) or next(iter(found.values()), None)  # an item merged into another answers as that one
        if not isinstance(entity, dict) or "missing" in entity or HUMAN not in _values(entity, "P31"):
            yield Seen(verdict=Verdict.ABSENT, reason=say("Cette fiche n'est pas celle d'une personne."))
            return
        yield _person(page, entity)


def _item(base: str, item: str, *, declared: str = "") -> Query:
    url = f"{base}/wiki/Special:EntityData/{item}.json"
    return api(url, say("une fiche à votre nom"), "wikidata", base=base, item=item, part="item", declared=declared)


def _values(entity: dict[str, Any], prop: str) -> list[str]:
    snaks = (at(claim, "mainsnak", "datavalue", "value") for claim in objects_at(entity, "claims", prop))
    return [found for value in snaks if (found := text_at(value, "id") if isinstance(value, dict) else str(value or ""))]


def _person(page: Page, entity: dict[str, Any]) -> Mention:
    item = page.query.about("item")
    label = text_at(entity, "labels", "fr", "value") or text_at(entity, "labels", "en", "value")
    described = text_at(entity, "descriptions", "fr", "value") or text_at(entity, "descriptions", "en", "value")
    links = [shape.format(value) for prop, shape in _LINKS.items() for value in _values(entity, prop)]
    return mention(
        page,
        Kind.PROFILE,
        url=f"{page.query.about('base')}/wiki/{item}",
        title=label,
        text=described,
        fields=facts((fields.NAME, label), (fields.HEADLINE, described), (fields.SAME_AS, links), (fields.NETWORK, "wikidata")),
        declared=bool(page.query.about("declared")),
    )


COLLECTOR = Wikidata()
