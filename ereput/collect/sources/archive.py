"""Internet Archive and other web archives: old copies of her own pages, and of her profile on networks that are gone.

Two dialects of the same index: `ia` (web.archive.org/cdx) and `pywb` (JSON lines; also Common Crawl and arquivo.pt).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ereput.collect import cdx, page_reader
from ereput.collect.dates import moment
from ereput.collect.reading import api, facts, mention
from ereput.model import Audience, Handle, Kind, Page, Query, Seen, Skip, Subject, Tally, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

IA = "https://web.archive.org"
SNAPSHOTS = 3
"""Copies read of one address: the first, the last, and one in between."""

DEAD = {
    "viadeo": ("viadeo.com/fr/profile/{user}", "viadeo.com/profile/{user}", "fr.viadeo.com/fr/profile/{user}"),
    "branchout": ("branchout.com/{user}",),
    "googleplus": ("plus.google.com/{user}",),
    "linkedin_answers": ("linkedin.com/answers/{user}",),
    "skyblog": ("{user}.skyrock.com/", "{user}.skyblog.com/"),
    "peuplade": ("peuplade.fr/{user}",),
    "pagesperso_orange": ("{user}.pagesperso-orange.fr/", "perso.wanadoo.fr/{user}/"),
}
"""Networks and hosts of personal pages that closed, and where their profiles stood."""


class Archive:
    name = "archive"
    title = say("Archives du web (Internet Archive, pywb)")
    needs = say("network.ask pour vos pages ; handles.viadeo, googleplus, skyblog, peuplade… pour les réseaux fermés")
    terms = say("API publique, 24 demandes par minute : https://archive.org/about/terms.php")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            yield _index(handle, handle.user, why=say("les copies anciennes de votre page"), own="1")
        for service, shapes in DEAD.items():
            for handle in subject.users_of(service):
                for shape in shapes:
                    where = shape.format(user=quote(handle.user, safe="+"))
                    yield _index(handle, where, why=say("votre ancien profil sur un réseau fermé"), network=service)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.query.about("part") == "copy":
            yield from _copy(page)
            return
        if page.status >= 400:
            yield from _refusal(page)
            return
        rows = cdx.rows(page)
        chosen = _spread(rows)
        for row in chosen:
            yield _copy_query(page, row)
        yield Tally(name="archive", read=len(chosen), skipped=len(rows) - len(chosen), reason=say("autres dates de la même page"))
        if not rows:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Cette adresse n'a pas été archivée."))


def _index(handle: Handle, url: str, *, why: Text, own: str = "", network: str = "") -> Query:
    base = handle.base or IA
    params = {"url": url, "output": "json", "limit": "500"}
    if base == IA:
        params |= {"filter": "statuscode:200", "collapse": "digest", "fl": "urlkey,timestamp,original,mimetype,statuscode,digest,length"}
        where = f"{base}/cdx/search/cdx?{urlencode(params)}"
    else:
        where = f"{base}/cdx?{urlencode(params | {'filter': 'status:200'})}"
    return api(where, why, "archive", part="index", base=base, own=own, network=network)


def _spread(rows: list[cdx.Row]) -> list[cdx.Row]:
    """The first copy, the last, and the middle one, of different contents."""
    distinct = list({row.digest or row.timestamp: row for row in sorted(rows, key=lambda row: row.timestamp)}.values())
    if len(distinct) <= SNAPSHOTS:
        return distinct
    return [distinct[0], distinct[len(distinct) // 2], distinct[-1]]


def _copy_query(page: Page, row: cdx.Row) -> Query:
    base = page.query.about("base")
    root = f"{base}/web" if base == IA else base
    own, network = page.query.about("own"), page.query.about("network")
    url = f"{root}/{row.timestamp}id_/{row.url}"
    why = say("une copie de cette page, gardée par une archive du web")
    return api(url, why, "archive", part="copy", timestamp=row.timestamp, original=row.url, own=own, network=network)


def _copy(page: Page) -> Iterator[Yield]:
    if page.status >= 400:
        return
    html = page_reader.html_of(page)
    stamp = page.query.about("timestamp")
    taken = moment(f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")
    network = page.query.about("network")
    values = facts(
        ("archived_at", taken.date().isoformat() if taken else ""), ("original", page.query.about("original")), ("network", network),
        *((name, value) for card in html.cards[:1] for name, value in card.facts),
    )  # fmt: skip
    yield mention(
        page, Kind.PROFILE if network else Kind.PAGE, title=html.title, text=html.text, fields=values, published=html.published,
        audience=Audience.PUBLIC, language=html.language, declared=bool(page.query.about("own") or network),
    )  # fmt: skip


def _refusal(page: Page) -> Iterator[Yield]:
    error = page.header("x-archive-wayback-runtime-error")
    if "AdministrativeAccessControl" in error or "Blocked Site" in error:
        reason = say("L'archive ne montre pas ce site.")
        yield Skip(source="archive", code="blocked", where=page.url, reason=reason)
        yield Seen(verdict=Verdict.BLOCKED, reason=reason)


COLLECTOR = Archive()
