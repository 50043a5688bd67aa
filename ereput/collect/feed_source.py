"""A blog host whose public interface is its feed: where the feed of one account stands is all that differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import feed, fields
from ereput.collect.reading import api, facts, mention
from ereput.model import Handle, Kind, Page, Query, Seen, Subject, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

ENTRY_NEEDED = say("un compte dans [handles]")
PUBLIC_FEEDS = say("Fils publics, faits pour être lus par des programmes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """One host. `address` is the feed of an account, with {user}; `own` the feed below an own domain (`base`), "" when there is none."""

    name: str
    title: Text
    address: str
    home: str
    own: str = ""
    needs: Text = ENTRY_NEEDED
    terms: Text = PUBLIC_FEEDS
    key: str = ""
    missing_is_absent: bool = True

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            yield api(self.feed_of(handle), say("le fil public de votre compte"), self.name, user=handle.user, home=self._home(handle))

    def feed_of(self, handle: Handle) -> str:
        """The address of the feed of an account."""
        if handle.base:
            return f"{handle.base}{self.own}"
        return self.address.format(user=quote(handle.user.lstrip("@"), safe="."))

    def _home(self, handle: Handle) -> str:
        return handle.base or self.home.format(user=quote(handle.user.lstrip("@"), safe="."))

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            if not self.missing_is_absent:
                yield Seen(verdict=Verdict.UNDECIDED, reason=say("Il n'y a pas de fil à ce nom."))
            elif page.status in (404, 410):
                yield Seen(verdict=Verdict.ABSENT, reason=say("Il n'y a pas de fil à ce nom."))
            return
        found = feed.read(page)
        user = page.query.about("user")
        values = facts((fields.HANDLE, user), (fields.NETWORK, self.name), (fields.NAME, found.title))
        yield mention(page, Kind.PROFILE, url=page.query.about("home"), title=found.title, fields=values, author=user, declared=True)
        yield from feed.mentions(page, found, declared=True)
