"""Slack's workspace export: `users.json`, `channels.json`, and one file a day in each channel's folder. Only her own messages are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.counting import OTHERS, PRIVATE_TALK
from ereput.collect.archives.dates import seconds
from ereput.collect.archives.items import Json, at, items, text_at
from ereput.collect.archives.reading import records
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, Skip, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.container import Archive
    from ereput.collect.archives.reading import Outcome

SOURCE = "slack"
_DAY = re.compile(r"(?:^|/)([^/]{1,100})/\d{4}-\d\d-\d\d\.json$")
_ANGLES = re.compile(r"<([@#!]?)([^<>|]{1,2000})(?:\|([^<>]{0,500}))?>")
_NOTICES = frozenset({"channel_join", "channel_leave", "channel_topic", "channel_purpose", "bot_message", "channel_name"})
NOTICE = say("annonces automatiques")


class Slack:
    """Reads a Slack export."""

    name = SOURCE
    title = say("Export Slack")
    ask = say("Slack : demandez l'export à la personne qui administre l'espace de travail.")

    def recognises(self, archive: Archive) -> bool:
        return bool(_users(archive)) and any(_DAY.search(name) for name in archive.names)

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        mine: set[str] = set()
        for name in _users(archive):
            yield from records(archive, name, SOURCE, lambda _, item: _user(item, owner, mine))
        if not mine:
            reason, hint = (
                say("Votre compte n'a pas été reconnu dans cet export Slack."),
                say("Ajoutez à votre profil l'e-mail de ce compte."),
            )
            yield Skip(source=SOURCE, code="unrecognised", where=archive.name, reason=reason, hint=hint)
        private = _private_channels(archive)
        for name in archive.names:
            if day := _DAY.search(name):
                closed = day[1] in private
                yield from records(archive, name, SOURCE, lambda _, item, closed=closed: _message(item, mine, closed=closed))  # type: ignore[misc]  # mypy: lambda defaults


READER = Slack()


def _users(archive: Archive) -> tuple[str, ...]:
    return tuple(n for n in archive.find("users", ext="json") if b'"real_name"' in archive.head(n) or b'"profile"' in archive.head(n))


def _private_channels(archive: Archive) -> set[str]:
    """Folders of direct messages (`dms.json`, `mpims.json`): their names, and their identifiers."""
    found: set[str] = set()
    for name in archive.find("dms", "mpims", ext="json"):
        try:
            for _, item in items(archive, name):
                found |= {text_at(item, "id"), text_at(item, "name")}
        except ArchiveError:
            continue
    return found - {""}


def _user(item: Json, owner: Owner, mine: set[str]) -> Outcome:
    """Her account, by her e-mail or her name; those of others are left out."""
    profile = at(item, "profile")
    name, email = text_at(profile, "real_name") or text_at(item, "real_name"), text_at(profile, "email")
    if not (owner.uses(email) or owner.is_called(name)):
        return OTHERS
    mine.add(text_at(item, "id"))
    facts: Fields = [
        (fields.NETWORK, SOURCE),
        (fields.NAME, name),
        (fields.HANDLE, text_at(item, "name")),
        (fields.HEADLINE, text_at(profile, "title")),
        (fields.EMAIL, email),
        (fields.PHONE, text_at(profile, "phone")),
    ]
    text = "\n".join(filter(None, (text_at(profile, "title"), email, text_at(profile, "phone"))))
    return mention(SOURCE, Kind.PROFILE, "users", title=name, text=text, facts=facts, audience=Audience.MEMBERS)


def _message(item: Json, mine: set[str], *, closed: bool) -> Outcome:
    if text_at(item, "user") not in mine:
        return NOTICE if text_at(item, "subtype") in _NOTICES else OTHERS
    if closed:
        return PRIVATE_TALK
    if text_at(item, "subtype") in _NOTICES:
        return NOTICE
    text, links = plain(text_at(item, "text"))
    if not text:
        return ()
    thread, stamp = text_at(item, "thread_ts"), text_at(item, "ts")
    facts = [(fields.NETWORK, SOURCE), *((fields.LINK, link) for link in links)]
    kind = Kind.COMMENT if thread and thread != stamp else Kind.POST
    return mention(SOURCE, kind, "messages", text=text, facts=facts, published=seconds(stamp), audience=Audience.MEMBERS)


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """A message without Slack's markup, other people's identifiers left out; and its links.

    >>> plain("Bonjour <@U1>, voir <https://blog.alice.example|mon blog> &amp; co")
    ('Bonjour @, voir mon blog (https://blog.alice.example) & co', ('https://blog.alice.example',))
    """
    links: list[str] = []

    def replace(match: re.Match[str]) -> str:
        mark, target, label = match.groups()
        if mark:
            return mark if mark == "@" else f"{mark}{label or ''}"
        links.append(target)
        return f"{label} ({target})" if label and label != target else target

    said = _ANGLES.sub(replace, text)
    return said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip(), tuple(links)
