"""Google Alerts and other alert feeds: each entry is a search result. The feed's address is a secret: it is kept like a key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from ereput.collect import feed, fields
from ereput.collect.reading import api, facts, mention
from ereput.collect.urls import host_of
from ereput.model import Kind, Page, Query, Seen, Subject, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield


def unwrapped(url: str) -> str:
    """The page an alert points at, out of the redirect that counts clicks.

    >>> unwrapped("https://www.google.com/url?rct=j&sa=t&url=https://blog.example/a&ct=ga")
    'https://blog.example/a'
    """
    if host_of(url).removeprefix("www.").startswith("google.") and urlsplit(url).path == "/url":
        wrapped = parse_qs(urlsplit(url).query)
        return (wrapped.get("url") or wrapped.get("q") or [url])[0]
    return url


class Alerts:
    name = "alerts"
    title = say("Alertes (Google Alertes, Talkwalker)")
    needs = say("network.alerts = les adresses des fils de vos alertes")
    terms = say("Votre propre fil ; son adresse est un secret et n'est écrite nulle part.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            yield api(handle.user, say("les nouveautés signalées par votre alerte"), handle.base or self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        found = feed.read(page)
        words = re.split(r" [-–—:] ", found.title, maxsplit=1)[-1]
        for rank, entry in enumerate(found.entries, start=1):
            values = facts((fields.QUERY, words), (fields.ENGINE, "alerts"))
            yield mention(
                page, Kind.RESULT, url=unwrapped(entry.link), title=entry.title, text=entry.text, fields=values,
                published=entry.published, rank=rank,
            )  # fmt: skip
        yield Tally(name=self.name, read=len(found.entries), skipped=found.skipped)
        yield Seen(verdict=Verdict.PRESENT if found.entries else Verdict.ABSENT, reason=say("Le fil a été lu."))


COLLECTOR = Alerts()
