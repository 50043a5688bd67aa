"""RFC index (rfc-editor.org): the record of an RFC that the datatracker says is hers, or whose number she gave.

The record names its authors by initials ("C. Durand, Ed."): it can confirm an authorship, never find one, so no name is searched here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import Malformed, api, facts, load_object, mention, plain, text_at, texts_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

SERVER = "https://www.rfc-editor.org"
_NUMBER = re.compile(r"(?:rfc)?[ -]?0{0,4}([1-9]\d{0,4})", re.I)
"""RFC numbers as people write them: "9110", "RFC 9110", "rfc0791" (the index itself pads to four digits)."""


def number_of(name: str) -> str:
    """The number in the name of an RFC, "" for anything else.

    >>> number_of("RFC 0791"), number_of("draft-durand-00")
    ('791', '')
    """
    match = _NUMBER.fullmatch(name.strip())
    return match[1] if match else ""


def record(number: str, base: str = SERVER) -> Query:
    """The question that brings the record of this RFC."""
    return api(f"{base}/rfc/rfc{number}.json", say("la notice d'une RFC que vous avez signée"), "rfc", base=base, number=number)


class Rfc:
    name = "rfc"
    title = say("Index des RFC")
    needs = say("handles.rfc = le numéro d'une RFC que vous avez signée ; celles que l'IETF connaît sont suivies")
    terms = say("Notices publiques : https://www.rfc-editor.org/retrieve/")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            number = number_of(handle.user)
            if number:
                yield record(number, handle.base or SERVER)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, number = load_object(page), page.query.about("number")
        if not number or number_of(text_at(body, "doc_id")) != number:
            raise Malformed
        title, day = plain(text_at(body, "title")), text_at(body, "pub_date")
        authors = texts_at(body, "authors")
        yield mention(
            page, Kind.DOCUMENT, url=f"{page.query.about('base')}/rfc/rfc{number}", title=title,
            text="\n".join((title, ", ".join(authors), plain(text_at(body, "abstract")))).strip(),
            fields=facts(
                (fields.NAME, authors[:30]), (fields.TAG, texts_at(body, "keywords")[:50]),
                (fields.SECTION, text_at(body, "source")), (fields.TYPE, text_at(body, "pub_status")),
            ),
            published=moment(day, since=1969) or moment(f"1 {day}", since=1969), author=", ".join(authors)[:200] or None, language="en",
        )  # fmt: skip
        yield Seen(verdict=Verdict.PRESENT, reason=say("La notice a été lue."))


COLLECTOR = Rfc()
