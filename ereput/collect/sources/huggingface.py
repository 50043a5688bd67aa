"""Hugging Face: the public overview of an account (huggingface.co/docs/hub/api)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ereput.collect import fields
from ereput.collect.reading import api, load_object, mapped, mention, required, text_at
from ereput.model import Kind, Page, Query, Subject, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.base import Yield

API = "https://huggingface.co"


class HuggingFace:
    name = "huggingface"
    title = say("Hugging Face")
    needs = say("handles.huggingface")
    terms = say("API publique : https://huggingface.co/docs/hub/api")
    key = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        for handle in subject.users_of(self.name):
            url = f"{handle.base or API}/api/users/{quote(handle.user, safe='')}/overview"
            yield api(url, say("votre profil Hugging Face"), self.name, base=handle.base or API)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        row = load_object(page)
        user = required(row, "user")
        values = mapped(row, name="fullname", handle="user", avatar="avatarUrl", summary="details", created="createdAt",
                        count_models="numModels", count_datasets="numDatasets", count_followers="numFollowers")  # fmt: skip
        yield mention(
            page, Kind.PROFILE, url=f"{page.query.about('base')}/{user}", title=text_at(row, "fullname") or user,
            text=text_at(row, "details"), fields=(*values, (fields.NETWORK, "huggingface")), author=user, declared=True,
        )  # fmt: skip


COLLECTOR = HuggingFace()
