"""Telegram Desktop's `result.json`: one chat, or the whole account. Her messages in groups are read; the rest is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import OTHERS, PRIVATE_TALK, Count
from ereput.collect.archives.dates import moment, seconds
from ereput.collect.archives.items import Json, at, items, text_at
from ereput.collect.archives.reading import outcome
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "telegram"
SERVICE = say("annonces automatiques")
_ENTER = frozenset({"chats", "chats.list", "left_chats", "left_chats.list", "contacts", "frequent_contacts"})
_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "verification_codes", "replies"})


class Telegram:
    """Reads `result.json`."""

    name = SOURCE
    title = say("Export Telegram")
    ask = say("Telegram Desktop : Paramètres, Avancés, Exporter les données, format JSON.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_result(archive, name) for name in archive.ending("json"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("json"):
            if _is_result(archive, name):
                yield from _read(archive, name, owner)


READER = Telegram()


def _is_result(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    chat = (
        b'"messages"' in head and b'"type"' in head and (b'"date_unixtime"' in head or b'"from_id"' in head or b'"text_entities"' in head)
    )
    account = b'"personal_information"' in head and (b'"user_id"' in head or b'"chats"' in head) and b'"phone_number"' in head
    return chat or account


def _read(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    """One tally: messages, contacts and the account. A chat says its type before its messages."""
    count = Count(name)
    kind, me = "", ""
    try:
        for path, item in items(archive, name, enter=_ENTER):
            key = path.rpartition(".")[2]
            if key == "type" and isinstance(item, str):
                kind = item
            elif key == "messages":
                yield from outcome(count, lambda i=item, kind=kind, me=me: _message(i, kind, me, owner))  # type: ignore[misc]  # mypy: lambda defaults
            elif path == "personal_information":
                me = text_at(item, "user_id")  # "from_id" is « user42 », and was 42 until 2021
                yield from outcome(count, lambda item=item: _account(item))  # type: ignore[misc]  # mypy: lambda defaults
            elif path == "contacts.list":
                yield from outcome(count, lambda item=item: _contact(item, owner))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _message(item: Json, kind: str, me: str, owner: Owner) -> Outcome:
    if text_at(item, "type") == "service":
        return SERVICE
    if kind in _PRIVATE:
        return PRIVATE_TALK
    hers = text_at(item, "from_id").removeprefix("user") == me if me else owner.is_called(text_at(item, "from"))
    if not hers:
        return OTHERS
    text, links = _text(at(item, "text"))
    if not text:
        return ()
    facts: Fields = [(fields.NETWORK, SOURCE), *((fields.LINK, link) for link in links)]
    return mention(
        SOURCE,
        Kind.COMMENT if at(item, "reply_to_message_id") else Kind.POST,
        "messages",
        text=text,
        facts=facts,
        published=seconds(text_at(item, "date_unixtime")) or moment(text_at(item, "date")),
        audience=Audience.PUBLIC if kind.startswith("public_") else Audience.MEMBERS,
    )


def _text(value: Json) -> tuple[str, tuple[str, ...]]:
    """A text is a string, or a list of strings and of `{"type", "text"}` parts; and its links."""
    parts = value if isinstance(value, list) else [value]
    words = [part if isinstance(part, str) else text_at(part, "text") for part in parts]
    links = tuple(text_at(part, "href") or text_at(part, "text") for part in parts if text_at(part, "type") in ("link", "text_link"))
    return "".join(words).strip(), links


def _account(item: Json) -> Mention:
    name = f"{text_at(item, 'first_name')} {text_at(item, 'last_name')}".strip()
    facts = [
        (fields.NETWORK, SOURCE),
        (fields.NAME, name),
        (fields.HANDLE, text_at(item, "username").lstrip("@")),
        (fields.PHONE, text_at(item, "phone_number")),
        (fields.SUMMARY, text_at(item, "bio")),
    ]
    return mention(SOURCE, Kind.ACCOUNT, "account", title=name, text=text_at(item, "bio"), facts=facts)


def _contact(item: Json, owner: Owner) -> Outcome:
    name, phone = f"{text_at(item, 'first_name')} {text_at(item, 'last_name')}".strip(), text_at(item, "phone_number")
    who = owner.contact(name, phones=[phone] if phone else [])
    if not who:
        return ()
    facts = [(fields.NETWORK, SOURCE), *who]
    return mention(SOURCE, Kind.CONTACT, "contacts", facts=facts, published=moment(text_at(item, "date")), audience=Audience.MEMBERS)
