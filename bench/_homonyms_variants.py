"""The same corpus, harder: without any place, all in prose, or both; the people and who owns which page do not change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.homonyms import CITIES
from ereput.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.homonyms import Group
    from ereput.model import Mention

_CITY = "|".join(sorted(map(re.escape, CITIES), key=len, reverse=True))
_SAID = re.compile(rf" (?:à|Lieu :) (?:{_CITY})\b\.?|(?<=\bcross) de (?:{_CITY})\b|, (?:{_CITY})$|(?<=\w) (?:{_CITY})$")
"""Where the corpus's texts name a place of somebody or of something; the town in a school's name stays."""


def without_places(group: Group) -> Group:
    """Nobody says where she lives, and no page does."""
    return replace(
        group, pages=tuple((_placeless(m), owner) for m, owner in group.pages),
        subjects=tuple(replace(s, city=None) for s in group.subjects),
        declared=tuple(tuple(map(_placeless, mentions)) for mentions in group.declared),
    )  # fmt: skip


def _placeless(mention: Mention) -> Mention:
    fields = tuple(pair for pair in mention.fields if pair[0] != "location")
    return replace(mention, fields=fields, text=_SAID.sub("", mention.text))


def in_prose(group: Group) -> Group:
    """No page has fields: what they said is a sentence."""
    return replace(group, pages=tuple((_told(m), owner) for m, owner in group.pages))


_WORDS = (
    ("title", "{}"), ("organisation", "chez {}"), ("location", "à {}"), ("school", "passée par {}"), ("start", "depuis {}"),
    ("phone", "tél. {}"), ("born", "née en {}"),
)  # fmt: skip


def _told(mention: Mention) -> Mention:
    name = mention.field("name")
    if not name:
        return mention
    said = [words.format(mention.field(key).split(",")[0].removeprefix("44000 ")) for key, words in _WORDS if mention.field(key)]
    skills = [f"parle de {', '.join(mention.all('skill'))}"] if mention.all("skill") else []
    return replace(mention, kind=Kind.PAGE, fields=(), author=None, text=f"{', '.join((name, *said, *skills))}.")


VARIANTS: dict[str, Callable[[Group], Group]] = {
    "plain": lambda group: group,
    "no-places": without_places,
    "prose": in_prose,
    "prose-no-places": lambda group: without_places(in_prose(group)),
}
