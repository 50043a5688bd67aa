"""HAL, the French open archive (api.archives-ouvertes.fr/docs): publications of an idHAL, or signed with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, at, facts, listed, load_object, mention, rows_at, text_at, texts_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.archives-ouvertes.fr"
_FIELDS = "halId_s,title_s,authFullName_s,authIdHal_s,producedDate_s,uri_s,fileMain_s,keyword_s,docType_s,labStructName_s"


class Hal:
    name = "hal"
    title = say("HAL (archive ouverte)")
    needs = say("handles.hal = votre idHAL, ou network.ask")
    terms = say("API publique : https://api.archives-ouvertes.fr/docs")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            by_name = " " in handle.user
            wanted = f'authFullName_t:"{handle.user}"' if by_name else f"authIdHal_s:{handle.user}"
            params = {"q": wanted, "fl": _FIELDS, "rows": "100", "start": "0", "wt": "json", "sort": "producedDate_s desc"}
            url = f"{handle.base or API}/search/?{urlencode(params)}"
            yield api(url, say("les publications à votre nom"), self.name, declared="" if by_name else "1")

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body = load_object(page)
        rows = rows_at(body, "response", "docs")
        for row in rows:
            yield mention(
                page, Kind.ARTICLE, url=text_at(row, "uri_s"), title=text_at(row, "title_s"),
                text="\n".join((text_at(row, "title_s"), ", ".join(texts_at(row, "authFullName_s")))),
                fields=facts(
                    (fields.NAME, texts_at(row, "authFullName_s")[:30]), (fields.TAG, texts_at(row, "keyword_s")),
                    (fields.ORGANISATION, texts_at(row, "labStructName_s")[:10]), (fields.FILE, text_at(row, "fileMain_s")),
                ),
                published=moment(_day(text_at(row, "producedDate_s")), since=1900), declared=bool(page.query.about("declared")),
            )  # fmt: skip
        yield listed("hal", len(rows), at(body, "response", "numFound"), say("au-delà des cent plus récentes"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("La liste a été lue."))


def _day(text: str) -> str:
    """ "2025" and "2025-04" are dates too, as precise as the archive is."""
    return text + "-01-01"[3 * (text.count("-")) :] if text and text.count("-") < 2 else text


COLLECTOR = Hal()
