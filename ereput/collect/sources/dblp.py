"""DBLP, the bibliography of computer science (dblp.org/faq/How+to+use+the+dblp+search+API.html): the authors of a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import Malformed, api, at, facts, listed, load_object, mention, objects_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

_NUMBER = re.compile(r" \d{4}$")
"""What DBLP writes after the name of the second, third… person of that name."""
API = "https://dblp.org"


class Dblp:
    name = "dblp"
    title = say("DBLP (publications en informatique)")
    needs = say("handles.dblp = votre nom, ou network.ask")
    terms = say("Données CC0, API publique : https://dblp.org/faq/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            url = f"{handle.base or API}/search/author/api?q={quote(handle.user)}&format=json&h=10"
            yield api(url, say("les auteurs à votre nom"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        hits = at(load_object(page), "result", "hits")
        if not isinstance(hits, dict):
            raise Malformed
        rows = [info for hit in objects_at(hits, "hit") if isinstance(info := hit.get("info"), dict)]
        for rank, row in enumerate(rows, start=1):
            name, notes = _NUMBER.sub("", text_at(row, "author")), _notes(row)
            values = facts(
                (fields.NAME, name), (fields.NETWORK, "dblp"),
                (fields.ORGANISATION, [text_at(note, "text") for note in notes if text_at(note, "@type") == "affiliation"]),
            )  # fmt: skip
            yield mention(page, Kind.LISTING, url=text_at(row, "url"), title=name, text=name, fields=values, rank=rank)
        yield listed("dblp", len(rows), hits.get("@total"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _notes(row: object) -> list[dict[str, object]]:
    """One note stands alone, several in a list (XML made JSON)."""
    alone = at(row, "notes", "note")
    return [alone] if isinstance(alone, dict) else list(objects_at(row, "notes", "note"))


COLLECTOR = Dblp()
