"""Reddit's copy of one's data: a ZIP of CSV tables, known by their columns (YouTube has a `comments.csv` too)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, base
from ereput.collect.archives.counting import NOT_NEEDED, PRIVATE_TALK
from ereput.collect.archives.dates import iso, moment
from ereput.collect.archives.reading import table
from ereput.collect.archives.rows import looks_like
from ereput.model import Audience, Kind, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome
    from ereput.collect.archives.rows import Row

SOURCE = "reddit"
TECHNICAL = say("journal technique de connexion")


class Reddit:
    """Reads a Reddit export."""

    name = SOURCE
    title = say("Export Reddit")
    ask = say("Reddit : reddit.com/settings/data-request.")

    def recognises(self, archive: Archive) -> bool:
        return any(_sheet(archive, name) for name in archive.ending("csv"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("csv"):
            if sheet := _sheet(archive, name):
                columns, read = sheet
                yield from table(archive, name, SOURCE, read, columns=columns)


READER = Reddit()


def _post(row: Row) -> Outcome:
    if not (row["title"] or row["body"] or row["url"]):
        return ()
    link = row["url"] if row["url"] != row["permalink"] else ""
    return _said(row, Kind.POST, title=row["title"], link=link)


def _comment(row: Row) -> Outcome:
    return _said(row, Kind.COMMENT, link=row["media"]) if row["body"] else ()


def _said(row: Row, kind: Kind, *, title: str = "", link: str = "") -> Outcome:
    facts = [(fields.NETWORK, SOURCE), (fields.TAG, row["subreddit"]), (fields.LINK, link), (fields.IP, row["ip"])]
    facts.append((fields.REPLY_TO, row.any("parent", "link")))
    text = "" if row["body"] in ("[removed]", "[deleted]") else row["body"]
    url = row["permalink"]
    return mention(
        SOURCE, kind, "posts", url=url, title=title, text=text, facts=facts, published=moment(row["date"]), audience=Audience.PUBLIC
    )


_FACTS = {"account name": fields.HANDLE, "email address": fields.EMAIL, "registration date": fields.CREATED, "birthdate": fields.BIRTH}


def _statistic(row: Row) -> Outcome:
    name = _FACTS.get(row["statistic"].casefold())
    if name is None or not row["value"]:
        return NOT_NEEDED
    value = iso(row["value"]) if name in (fields.CREATED, fields.BIRTH) else row["value"]
    return mention(
        SOURCE, Kind.ACCOUNT, "statistics", text=value if name == fields.EMAIL else "", facts=[(fields.NETWORK, SOURCE), (name, value)]
    )


def _fact(name: str, column: str) -> Callable[[Row], Outcome]:
    def read(row: Row) -> Outcome:
        facts = [(fields.NETWORK, SOURCE), (name, row[column])]
        return mention(SOURCE, Kind.ACCOUNT, column, text=row[column], facts=facts) if row[column] else ()

    return read


def _vote(row: Row) -> Outcome:
    facts = [(fields.NETWORK, SOURCE), (fields.TYPE, row["direction"]), (fields.REPLY_TO, row["permalink"])]
    return mention(SOURCE, Kind.REACTION, "votes", url=row["permalink"], facts=facts)


def _not(reason: Text) -> Callable[[Row], Outcome]:
    return lambda _row: reason


_SHEETS: tuple[tuple[tuple[str, ...], tuple[str, ...], Callable[[Row], Outcome]], ...] = (
    (("id", "permalink", "subreddit", "title", "body"), ("date", "ip", "gildings", "url"), _post),
    (("id", "permalink", "subreddit", "body"), ("date", "ip", "gildings", "link", "parent", "media"), _comment),
    (("statistic", "value"), (), _statistic),
    (("id", "permalink", "direction"), (), _vote),
    (("id", "permalink", "thread id", "from", "to"), ("date", "ip", "subject", "body"), _not(PRIVATE_TALK)),
    (("phone number",), (), _fact(fields.PHONE, "phone number")),
    (("birthdate", "verified birthdate"), ("verification state", "verification method"), _fact(fields.BIRTH, "birthdate")),
    (("date", "ip"), (), _not(TECHNICAL)),
)
"""Columns that a table must have, columns that it may have, how a row is read."""
_BY_NAME = frozenset({"linked phone number", "ip logs", "birthdate"})


def _sheet(archive: Archive, name: str) -> tuple[tuple[str, ...], Callable[[Row], Outcome]] | None:
    for needed, optional, read in _SHEETS:
        telling = len(needed) > 2 or needed[0] == "statistic"
        if looks_like(archive, name, *needed) and (telling or base(name) in _BY_NAME):
            return (*needed, *optional), read
    return None
