"""Crossref REST API (api.crossref.org): works signed with a name or an ORCID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, at, cites, facts, initialled, load_object, mention, objects_at, plain, rows_at, text_at, texts_at
from ereput.model import Kind, Mention, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.crossref.org"
_SELECT = "DOI,title,author,issued,URL,abstract,container-title"


class Crossref:
    name = "crossref"
    title = say("Crossref")
    needs = say("handles.crossref = votre ORCID, ou network.ask")
    terms = say("Métadonnées ouvertes : https://www.crossref.org/documentation/retrieve-metadata/rest-api/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            wanted = f"query.author={quote(handle.user)}" if " " in handle.user else f"filter=orcid:{quote(handle.user)}"
            url = f"{handle.base or API}/works?{wanted}&rows=50&select={_SELECT}"
            yield api(url, say("les publications à votre nom"), self.name, name=handle.user if " " in handle.user else "")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        rows, name = rows_at(body, "message", "items"), page.query.about("name")
        signed = [row for row in rows if not name or any(cites(author, name) or initialled(author, name) for author in _names(row))]
        yield from (_work(page, row, declared=not name) for row in signed)
        yield Tally(name="crossref", read=len(signed), skipped=len(rows) - len(signed), reason=say("signées d'un autre nom"))
        yield Seen(verdict=Verdict.PRESENT if signed else Verdict.ABSENT, reason=say("La liste a été lue."))


def _names(row: dict[str, Any]) -> list[str]:
    return [f"{text_at(item, 'given')} {text_at(item, 'family')}".strip() for item in objects_at(row, "author")]


def _work(page: Page, row: dict[str, Any], *, declared: bool) -> Mention:
    parts = at(row, "issued", "date-parts", 0)
    numbers = [part for part in parts if isinstance(part, int)] if isinstance(parts, list) else []
    day = "-".join(f"{number:02d}" for number in (*numbers, 1, 1)[:3]) if numbers else ""
    title = plain(text_at(row, "title"))
    names = _names(row)
    text = "\n".join((title, ", ".join(names), plain(text_at(row, "abstract")))).strip()
    return mention(
        page, Kind.ARTICLE, url=text_at(row, "URL"), title=title, text=text,
        fields=facts(
            (fields.NAME, names[:30]), (fields.SECTION, texts_at(row, "container-title")),
            (fields.ORGANISATION, [text_at(item, "affiliation", 0, "name") for item in objects_at(row, "author")][:10]),
        ),
        published=moment(day, since=1900), declared=declared,
    )  # fmt: skip


COLLECTOR = Crossref()
