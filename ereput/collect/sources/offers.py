"""The offers she aims at, when they are web addresses: text and JobPosting (schema.org) of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields, jsonld, page_reader
from ereput.collect.reading import facts, mention, plain, web
from ereput.model import Audience, Kind, Page, Query, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


class Offers:
    name = "offers"
    title = say("Offres d'emploi visées")
    needs = say("target.offers, avec des adresses")
    terms = say("Pages publiques, lues une fois, dans le respect de robots.txt.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for offer in subject.target.offers:
            if offer.startswith(("http://", "https://")):
                yield web(offer, say("une offre que vous visez"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        html = page_reader.html_of(page)
        posting = jsonld.first(html.nodes, "JobPosting")
        described = plain(jsonld.text(posting.get("description")))
        yield mention(
            page,
            Kind.OFFER,
            title=jsonld.text(posting.get("title")) or html.title,
            text=described if len(described) > len(html.text) // 2 else html.text,
            fields=facts(
                (fields.JSONLD, jsonld.compact(posting) if posting else ""),
                (fields.ORGANISATION, jsonld.text(posting.get("hiringOrganization"))),
                (fields.SKILL, list(jsonld.texts(posting.get("skills")))),
            ),
            published=html.published,
            audience=Audience.PRIVATE,
            language=html.language,
            declared=True,
        )


COLLECTOR = Offers()
