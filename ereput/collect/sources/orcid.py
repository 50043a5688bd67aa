"""ORCID public API v3.0 (info.orcid.org/documentation): a record, or the records of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from ereput.collect import fields
from ereput.collect.queries import readings
from ereput.collect.reading import api, facts, listed, load_object, mention, objects_at, required, rows_at, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://pub.orcid.org/v3.0"
_HEADERS = (("accept", "application/json"),)


class Orcid:
    name = "orcid"
    title = say("ORCID")
    needs = say("handles.orcid = « 0000-… », ou network.ask")
    terms = say("API publique : https://info.orcid.org/public-client-terms-of-service/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or API
            if " " in handle.user:
                for given, family in readings(handle.user):
                    params = urlencode({"q": f'family-name:"{family}" AND given-names:"{given}"', "rows": "20"})
                    yield api(
                        f"{base}/expanded-search/?{params}", say("les fiches à votre nom"), self.name, headers=_HEADERS, part="search"
                    )
            else:
                yield api(f"{base}/{quote(handle.user)}/record", say("votre fiche ORCID"), self.name, headers=_HEADERS, part="record")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        if page.query.about("part") == "record":
            yield _record(page, body)
            return
        rows = rows_at(body, "expanded-result")  # null when nobody is found
        for rank, row in enumerate(rows, start=1):
            name = f"{text_at(row, 'given-names')} {text_at(row, 'family-names')}".strip()
            values = facts(
                (fields.NAME, name), (fields.HANDLE, text_at(row, "orcid-id")), (fields.EMAIL, texts_at(row, "email")),
                (fields.ORGANISATION, texts_at(row, "institution-name")), (fields.NETWORK, "orcid"),
            )  # fmt: skip
            yield mention(page, Kind.PROFILE, url=f"https://orcid.org/{text_at(row, 'orcid-id')}", title=name, fields=values, rank=rank)
        yield listed("orcid", len(rows), body.get("num-found"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _record(page: Page, body: dict[str, Any]) -> Mention:
    person, number = body.get("person"), required(body, "orcid-identifier", "path")
    name = f"{text_at(person, 'name', 'given-names', 'value')} {text_at(person, 'name', 'family-name', 'value')}".strip()
    groups = objects_at(body, "activities-summary", "employments", "affiliation-group")
    jobs = [text_at(item, "employment-summary", "organization", "name") for group in groups for item in objects_at(group, "summaries")]
    works = objects_at(body, "activities-summary", "works", "group")
    titles = [text_at(work, "work-summary", 0, "title", "title", "value") for work in works]
    values = facts(
        (fields.NAME, name), (fields.HANDLE, number), (fields.NETWORK, "orcid"), (fields.ORGANISATION, jobs),
        (fields.SAME_AS, [text_at(link, "url", "value") for link in objects_at(person, "researcher-urls", "researcher-url")]),
        (fields.EMAIL, [text_at(item, "email") for item in objects_at(person, "emails", "email")]),
        (fields.TAG, [text_at(item, "content") for item in objects_at(person, "keywords", "keyword")]),
        (fields.COUNT + "works", len(works) or ""),
    )  # fmt: skip
    text = "\n".join((text_at(person, "biography", "content"), *titles)).strip()
    return mention(
        page, Kind.PROFILE, url=f"https://orcid.org/{number}", title=name, text=text, fields=values, author=number, declared=True
    )


COLLECTOR = Orcid()
