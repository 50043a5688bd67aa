"""Gravatar REST API v3 (docs.gravatar.com): the public card behind an e-mail address. Only the SHA-256 of the address leaves."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import api, facts, load_object, mapped, mention, objects_at, required, text_at
from ereput.model import Kind, Page, Query, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://api.gravatar.com/v3"


class Gravatar:
    name = "gravatar"
    title = say("Gravatar")
    needs = say("handles.gravatar, ou vos e-mails avec network.ask")
    terms = say("API publique : https://docs.gravatar.com/ ; seule l'empreinte de l'adresse est envoyée.")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            known = hashlib.sha256(handle.user.strip().lower().encode()).hexdigest() if "@" in handle.user else quote(handle.user, safe="")
            yield api(
                f"{handle.base or API}/profiles/{known}", say("la carte publique liée à votre adresse e-mail"), self.name,
                headers=(("authorization", "Bearer {key}"),),
            )  # fmt: skip

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        row = load_object(page)
        values = mapped(row, name="display_name", location="location", summary="description", title="job_title", organisation="company",
                        avatar="avatar_url")  # fmt: skip
        accounts = [text_at(item, "url") for item in objects_at(row, "verified_accounts")]
        values += facts((fields.SAME_AS, accounts), (fields.VERIFIED, accounts), (fields.NETWORK, "gravatar"))
        yield mention(
            page, Kind.PROFILE, url=required(row, "profile_url"), title=text_at(row, "display_name"), text=text_at(row, "description"),
            fields=values, declared=True,
        )  # fmt: skip


COLLECTOR = Gravatar()
