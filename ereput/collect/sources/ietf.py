"""IETF Datatracker (datatracker.ietf.org/api): the person behind an address or a name, and the documents she wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import api, at, facts, listed, load_object, mention, plain, required, rows_at, text_at
from ereput.collect.sources.rfc import number_of, record
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

SERVER = "https://datatracker.ietf.org"


class Ietf:
    name = "ietf"
    title = say("IETF et RFC")
    needs = say("handles.ietf = votre e-mail ou votre nom, ou network.ask")
    terms = say("API publique : https://datatracker.ietf.org/api/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or SERVER
            if "@" in handle.user:
                url = f"{base}/api/v1/person/email/{quote(handle.user, safe='@')}/?format=json"
                yield api(url, say("votre fiche à l'IETF"), self.name, base=base, part="email")
            else:
                url = f"{base}/api/v1/person/person/?name__icontains={quote(handle.user)}&format=json&limit=20"
                yield api(url, say("les fiches à votre nom à l'IETF"), self.name, base=base, part="person")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, base = load_object(page), page.query.about("base")
        part = page.query.about("part")
        if part == "email":
            person = text_at(body, "person")
            if person.startswith("/api/v1/person/person/"):
                yield api(f"{base}{person}?format=json", say("votre fiche à l'IETF"), self.name, base=base, part="card")
        elif part == "documents":
            yield from _documents(page, body)
        else:
            rows = rows_at(body, "objects") if part == "person" else [body]
            for row in rows[:5]:
                yield from _person(page, row, base)
            total = at(body, "meta", "total_count") or len(rows)
            yield listed("ietf:people", len(rows[:5]), total, say("au-delà des premières"))
            if not rows:
                yield Seen(verdict=Verdict.ABSENT, reason=say("L'IETF ne connaît pas ce nom."))


def _person(page: Page, row: dict[str, Any], base: str) -> Iterator[Yield]:
    name, number = required(row, "name"), text_at(row, "id")
    values = facts((fields.NAME, name), (fields.HANDLE, number), (fields.CREATED, text_at(row, "time")), (fields.NETWORK, "ietf"))
    text = plain(text_at(row, "biography"))
    url = f"{base}/person/{quote(name)}"
    yield mention(page, Kind.PROFILE, url=url, title=name, text=text, fields=values, declared=page.query.about("part") == "card")
    if number.isdecimal():
        url = f"{base}/api/v1/doc/documentauthor/?person={number}&format=json&limit=100"
        yield api(url, say("vos contributions aux normes d'Internet"), "ietf", base=base, part="documents", name=name)


def _documents(page: Page, body: dict[str, Any]) -> Iterator[Yield]:
    rows = rows_at(body, "objects")
    for row in rows:
        name = text_at(row, "document").rstrip("/").rsplit("/", 1)[-1]
        values = facts((fields.ORGANISATION, text_at(row, "affiliation")), (fields.NAME, page.query.about("name")))
        yield mention(page, Kind.DOCUMENT, url=f"{page.query.about('base')}/doc/{quote(name)}/", title=name, text=name, fields=values)
        if name.startswith("rfc") and (number := number_of(name)):
            yield record(number)
    yield listed("ietf:documents", len(rows), at(body, "meta", "total_count"))
    yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


COLLECTOR = Ietf()
