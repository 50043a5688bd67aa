"""Discord's data package: one's own messages by channel, and the account. Messages of private conversations are counted, not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, base, skip_of
from ereput.collect.archives.counting import PRIVATE_TALK, Count
from ereput.collect.archives.dates import moment
from ereput.collect.archives.items import Json, at, list_at, text_at, whole
from ereput.collect.archives.reading import outcome, records, table
from ereput.collect.archives.rows import looks_like
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "discord"
_COLUMNS = ("id", "timestamp", "contents", "attachments")


class Discord:
    """Reads a Discord data package."""

    name = SOURCE
    title = say("Données Discord")
    ask = say("Discord : Paramètres, Données et confidentialité, Demander toutes mes données.")

    def recognises(self, archive: Archive) -> bool:
        return bool(_message_files(archive)) or bool(_accounts(archive))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in _accounts(archive):
            yield from _account(archive, name, owner)
        for name in _message_files(archive):
            yield from _read_messages(archive, name, closed=_is_private(archive, name))


READER = Discord()


def _read_messages(archive: Archive, name: str, *, closed: bool) -> Iterator[Yield]:
    if name.casefold().endswith(".csv"):
        yield from table(archive, name, SOURCE, lambda row: _said(row["contents"], row["timestamp"], closed=closed), columns=_COLUMNS)
    else:
        yield from records(archive, name, SOURCE, lambda _, item: _message(item, closed=closed))


def _message_files(archive: Archive) -> tuple[str, ...]:
    tables = tuple(n for n in archive.find("messages", ext="csv") if looks_like(archive, n, *_COLUMNS))
    return tables + tuple(n for n in archive.find("messages", ext="json") if b'"Contents"' in archive.head(n) or _has_channel(archive, n))


def _channel(name: str) -> str:
    return f"{name.rpartition('/')[0]}/channel.json".removeprefix("/")


def _has_channel(archive: Archive, name: str) -> bool:
    """An empty list of messages beside its channel is Discord's too."""
    return archive.head(name).strip() == b"[]" and _channel(name) in archive.names


def _accounts(archive: Archive) -> tuple[str, ...]:
    return tuple(n for n in archive.find("user", ext="json") if b'"username"' in archive.head(n) and b'"id"' in archive.head(n))


def _is_private(archive: Archive, name: str) -> bool:
    """Channel types 1 and 3 (DM, GROUP_DM) in Discord's API; what has no description is taken for private."""
    try:
        kind = text_at(whole(archive, _channel(name)), "type") if _channel(name) in archive.names else "DM"
    except ArchiveError:
        return True
    return kind in ("1", "3") or "DM" in kind.upper()


def _message(item: Json, *, closed: bool) -> Outcome:
    return _said(text_at(item, "Contents"), text_at(item, "Timestamp"), closed=closed)


def _said(text: str, when: str, *, closed: bool) -> Outcome:
    if closed:
        return PRIVATE_TALK
    facts = [(fields.NETWORK, SOURCE)]
    return mention(SOURCE, Kind.POST, "messages", text=text, facts=facts, published=moment(when), audience=Audience.MEMBERS) if text else ()


def _account(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    """The account is one record, each friend another."""
    count = Count(name)
    try:
        body = whole(archive, name)
        yield from outcome(count, lambda: _hers(body))
        for friend in list_at(body, "relationships"):
            yield from outcome(count, lambda friend=friend: _friend(friend, owner))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _hers(body: Json) -> tuple[Mention, ...]:
    user, name = text_at(body, "username"), text_at(body, "global_name")
    linked = [f"{text_at(c, 'type')}:{text_at(c, 'name')}" for c in list_at(body, "connections") if text_at(c, "visibility") != "0"]
    shown: Fields = [(fields.NETWORK, SOURCE), (fields.HANDLE, user), (fields.NAME, name), *((fields.SAME_AS, link) for link in linked)]
    email, phone = text_at(body, "email"), text_at(body, "phone")
    hidden = [(fields.NETWORK, SOURCE), (fields.EMAIL, email), (fields.PHONE, phone), (fields.IP, text_at(body, "ip"))]
    bio = text_at(body, "user_profile_metadata", "bio") or text_at(body, "bio")
    first = mention(SOURCE, Kind.PROFILE, "user", title=name or user, text=bio, facts=shown, audience=Audience.MEMBERS)
    if not (email or phone or at(body, "ip")):
        return (first,)
    return first, mention(SOURCE, Kind.ACCOUNT, "user", text="\n".join(filter(None, (email, phone))), facts=hidden)


def _friend(item: Json, owner: Owner) -> Outcome:
    """Relationship type 1 is a friend."""
    user = text_at(item, "user", "username")
    if text_at(item, "type") not in ("1", "FRIEND") or not user:
        return ()
    who = owner.contact(text_at(item, "user", "global_name") or user, url=user)
    return mention(SOURCE, Kind.CONTACT, base("friends"), facts=[(fields.NETWORK, SOURCE), *who], audience=Audience.MEMBERS)
