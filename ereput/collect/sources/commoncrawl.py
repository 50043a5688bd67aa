"""Common Crawl index (index.commoncrawl.org): which pages of her own domains were crawled for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import cdx, fields
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, listed, load_list, mention, text_at
from ereput.model import Audience, Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

INDEX = "https://index.commoncrawl.org"
ROWS = 100


class CommonCrawl:
    name = "commoncrawl"
    title = say("Common Crawl")
    needs = say("network.ask, pour les domaines de vos pages")
    terms = say("Index public : https://commoncrawl.org/terms-of-use")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            base = handle.base or INDEX
            yield api(
                f"{base}/collinfo.json", say("la dernière copie publique du web"), self.name, part="list", base=base, host=handle.user
            )

    def read(self, page: Page) -> Iterator[Yield]:
        host, base = page.query.about("host"), page.query.about("base")
        if page.status == 404 and page.query.about("part") == "index":
            yield Seen(verdict=Verdict.ABSENT, reason=say("Aucune page de ce domaine n'a été copiée."))
            return
        if page.status >= 400:
            return
        if page.query.about("part") == "list":
            latest = next(iter(load_list(page)), {})
            name = text_at(latest, "id")
            if name:
                url = f"{base}/{quote(name)}-index?url={quote(host)}/*&output=json&filter==status:200&limit={ROWS}"
                yield api(url, say("les pages de votre domaine qui y figurent"), self.name, part="index", host=host, base=base)
            return
        rows = cdx.rows(page)
        for row in rows:
            stamp = row.timestamp
            yield mention(
                page, Kind.LISTING, url=row.url, title=row.url, fields=facts((fields.NETWORK, "commoncrawl"), ("mime", row.mime)),
                published=moment(f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"), audience=Audience.PUBLIC, declared=True,
            )  # fmt: skip
        yield listed("commoncrawl", len(rows), len(rows) + (len(rows) >= ROWS), say("au-delà des premières"))
        yield Seen(verdict=Verdict.PRESENT if rows else Verdict.ABSENT, reason=say("L'index a été lu."))


COLLECTOR = CommonCrawl()
