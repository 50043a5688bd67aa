"""WhatsApp's `_chat.txt`: a line for each message, in the date form of the phone. Her own messages only, PRIVATE."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import OTHERS, Count
from ereput.collect.archives.reading import outcome
from ereput.errors import ArchiveError
from ereput.model import Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "whatsapp"
NOTICE = say("annonces automatiques et pièces jointes")
_DATE, _CLOCK = r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})", r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s?([APap]\.?\s?[Mm]\.?)?"
_START = re.compile(rf"[\u200e\u200f]?\[?{_DATE},?(?: à| um)? {_CLOCK}(?:\] | - )(.{{0,65536}})", re.S)
_SAID = re.compile(r"([^:\n]{1,100}): (.{0,65536})", re.S)
_ATTACHED = re.compile(
    r"^\u200e?<[^>]{1,80}>$|\u200e?<(?:attached|pièce jointe|Anhang)[^>]{0,200}>"
    r"|\.(?:jpg|opus|mp4|webp|pdf) \((?:file attached|fichier joint)\)",
    re.I,
)
_NAMES = re.compile(r"_?chat|whatsapp", re.I)


class WhatsApp:
    """Reads an exported chat."""

    name = SOURCE
    title = say("Discussion WhatsApp")
    ask = say("WhatsApp : ouvrez la discussion, Plus, Exporter la discussion, sans les médias.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_chat(archive, name) for name in archive.ending("txt"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("txt"):
            if _is_chat(archive, name):
                yield from _read(archive, name, owner)


READER = WhatsApp()


def _is_chat(archive: Archive, name: str) -> bool:
    """Two dated lines at least among the first; one is enough in a file called as WhatsApp calls it."""
    lines = archive.head(name).decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    dated = sum(1 for line in lines[:20] if _START.match(line))
    return dated >= 2 or (dated == 1 and bool(_NAMES.search(name.rsplit("/", 1)[-1])))


def _read(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    count = Count(name)
    try:
        for stamp, said in _messages(archive, name):
            yield from outcome(count, lambda stamp=stamp, said=said: _message(stamp, said, owner))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _messages(archive: Archive, name: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each dated line with the lines that follow it (a message may have several)."""
    start: re.Match[str] | None = None
    lines: list[str] = []
    for line in archive.lines(name):
        plain = line.lstrip("\ufeff").rstrip("\r\n")
        if found := _START.match(plain):
            if start:
                yield start, "\n".join(lines)
            start, lines = found, [found[8]]
        elif len(lines) < 10_000:
            lines.append(plain)
    if start:
        yield start, "\n".join(lines)


def _message(stamp: re.Match[str], said: str, owner: Owner) -> Outcome:
    match = _SAID.match(said)
    if not match or _ATTACHED.search(match[2]):
        return NOTICE
    if not owner.is_called(match[1].strip("\u200e\u202a\u202c~ ")):
        return OTHERS
    facts = [(fields.NETWORK, SOURCE), (fields.SECTION, "chat")]
    return mention(SOURCE, Kind.POST, "chat", text=match[2], facts=facts, published=_when(stamp))


def _when(stamp: re.Match[str]) -> datetime | None:
    """Day first unless the year comes first, or the second number cannot be a month (United States)."""
    first, second, third, hour, minute = (int(stamp[i]) for i in range(1, 6))
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if month > 12 >= day:
        month, day = day, month
    half = (stamp[7] or "").upper().replace(".", "").replace(" ", "")
    hour = hour % 12 + 12 * (half == "PM") if half else hour
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, hour, minute, int(stamp[6] or 0), tzinfo=UTC)
    except ValueError:
        return None
