"""Have I Been Pwned v3 (haveibeenpwned.com/API/v3): breaches of an address, with the person's own key, and only for an address that one of
her own exports proves to be hers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, load_list, mention, plain, text_at, texts_at
from ereput.model import Audience, Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://haveibeenpwned.com/api/v3"


class Hibp:
    name = "hibp"
    title = say("Have I Been Pwned (fuites de données)")
    needs = say("un e-mail de [person] qu'un de vos exports confirme, et une clé")
    terms = say("API avec votre clé : https://haveibeenpwned.com/API/v3")
    key = "hibp"

    def plan(self, subject: Subject) -> Iterator[Query]:
        base = next((handle.base for handle in subject.users_of(self.name) if handle.base), API)
        for handle in subject.users_of("proved_email"):
            url = f"{base}/breachedaccount/{quote(handle.user, safe='')}?truncateResponse=false"
            yield api(url, say("les fuites de données où votre adresse figure"), self.name, headers=(("hibp-api-key", "{key}"),))

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status == 404:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Cette adresse ne figure dans aucune fuite connue."))
            return
        if page.status >= 400:
            return
        rows = load_list(page)
        for row in rows:
            yield mention(
                page, Kind.LISTING, url=f"https://haveibeenpwned.com/Breach/{quote(text_at(row, 'Name'))}", title=text_at(row, "Title"),
                text=plain(text_at(row, "Description")),
                fields=facts(
                    ("breach", text_at(row, "Name")), ("breach_data", texts_at(row, "DataClasses")), (fields.URL, text_at(row, "Domain")),
                ),
                published=moment(text_at(row, "BreachDate")), audience=Audience.PRIVATE, declared=True,
            )  # fmt: skip
        yield Tally(name="hibp", read=len(rows))


COLLECTOR = Hibp()
