"""Keybase (keybase.io/docs/api): the accounts that a person proved to be hers. Absent accounts are `null` in a 200 answer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import Malformed, api, facts, load_object, mention, objects_at, rows_at, text_at
from ereput.model import Kind, Page, Query, Seen, Subject, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://keybase.io"

PROVED = "1"
"""The state of a proof that Keybase could check; others wait, failed or were taken back (keybase.io/docs/api/1.0/call/user/lookup)."""


class Keybase:
    name = "keybase"
    title = say("Keybase")
    needs = say("handles.keybase")
    terms = say("API publique : https://keybase.io/docs/api/1.0")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            wanted = f"usernames={quote(handle.user, safe='')}&fields=basics,profile,proofs_summary"
            yield api(f"{handle.base or API}/_/api/1.0/user/lookup.json?{wanted}", say("les comptes que vous avez prouvés"), self.name)

    def read(self, page: Page) -> Iterator[Yield]:
        body = load_object(page)
        if text_at(body, "status", "code") != "0":
            raise Malformed
        rows = rows_at(body, "them")
        for row in rows:
            user = text_at(row, "basics", "username")
            proofs = objects_at(row, "proofs_summary", "all")
            told = [text_at(item, "service_url") for item in proofs]
            proved = [text_at(item, "service_url") for item in proofs if text_at(item, "state") in ("", PROVED)]
            values = facts(
                (fields.NAME, text_at(row, "profile", "full_name")), (fields.HANDLE, user), (fields.NETWORK, "keybase"),
                (fields.LOCATION, text_at(row, "profile", "location")), (fields.SUMMARY, text_at(row, "profile", "bio")),
                (fields.SAME_AS, told), (fields.VERIFIED, proved),
            )  # fmt: skip
            yield mention(
                page, Kind.PROFILE, url=f"https://keybase.io/{user}", title=text_at(row, "profile", "full_name") or user,
                text=text_at(row, "profile", "bio"), fields=values, author=user or None, declared=True,
            )  # fmt: skip
        if not rows:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Keybase ne connaît pas ce compte."))


COLLECTOR = Keybase()
