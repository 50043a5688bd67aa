"""Mailboxes (mbox, RFC 4155; mboxo and mboxrd quoting): what she wrote to mailing lists, which archives publish.

Private mail is counted, not read; of a message to a list, her own words only: quotations are left out, her signature is kept.
"""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import OTHERS, PRIVATE_TALK, Count
from ereput.collect.archives.dates import mail
from ereput.collect.archives.reading import outcome, text_of
from ereput.collect.encoding import decode
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from email.message import EmailMessage

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "mbox"
MESSAGE_MAX = 1024**2
"""Bytes kept of one message: its headers and words stand before its attachments."""
_FROM = re.compile(rb"From \S{1,320} +.{0,40}\d{1,2}:\d{2}|From mboxrd@z |From - |From MAILER-DAEMON")
_ADDRESS = re.compile(r"[^\s<>\"',;:()]{1,64}@[^\s<>\"',;:()]{1,190}")
_ATTRIBUTION = re.compile(r"^(?:On|Le|Am|El|Op) .{4,200}(?:wrote|écrit|a écrit|schrieb|escribió|schreef) ?:$")


class Mbox:
    """Reads mailboxes."""

    name = SOURCE
    title = say("Boîte aux lettres (mbox)")
    ask = say("Thunderbird, Google Takeout ou l'archive d'une liste de diffusion.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_mbox(archive, name) for name in archive.names)

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.names:
            if _is_mbox(archive, name):
                yield from _read(archive, name, owner)


READER = Mbox()


def _is_mbox(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    return bool(_FROM.match(head)) and re.search(rb"(?mi)^(?:from|date|message-id|subject|received):", head) is not None


def _read(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    count = Count(name)
    try:
        for raw in _messages(archive, name):
            yield from outcome(count, lambda raw=raw: _message(raw, owner))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _messages(archive: Archive, name: str) -> Iterator[bytes]:
    """Each message, cut at MESSAGE_MAX. A message starts at a "From " line that opens the file or follows an empty one."""
    lines: list[bytes] = []
    size, blank, started = 0, True, False
    with archive.open(name) as stream:
        while line := stream.readline(MESSAGE_MAX):
            if blank and line.startswith(b"From ") and _FROM.match(line):
                if started:
                    yield b"".join(lines)
                lines, size, started = [], 0, True
            elif size < MESSAGE_MAX:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
                size += len(line)
            blank = line in (b"\n", b"\r\n")
    if started:
        yield b"".join(lines)


def _message(raw: bytes, owner: Owner) -> Outcome:
    """Headers first: the body of what is not hers, or not public, is never decoded."""
    message = BytesParser(policy=policy.default).parsebytes(raw.replace(b"\0", b""))
    sender = _ADDRESS.findall(_header(message, "From"))
    if not any(owner.uses(address) for address in sender):
        return OTHERS
    list_id = _header(message, "List-Id") or _header(message, "List-Post") or _header(message, "Mailing-List")
    if not list_id:
        return PRIVATE_TALK
    text = own_words(_body(message))
    subject = _header(message, "Subject")
    if not text and not subject:
        return ()
    archived = _header(message, "Archived-At").strip("<> ")
    answered = _header(message, "In-Reply-To")
    return mention(
        SOURCE,
        Kind.ANSWER if answered else Kind.POST,
        "messages",
        url=archived if archived.startswith("http") else "",
        title=subject,
        text=text,
        facts=[(fields.NETWORK, "mailing_list"), (fields.TAG, list_id.strip("<> ")[:120]), (fields.REPLY_TO, answered)],
        published=mail(_header(message, "Date")),
        audience=Audience.PUBLIC,
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; damaged ones raise in the standard library, and are then empty."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return ""


def _body(message: EmailMessage) -> str:
    """The plain text, else the text of the HTML; no attachment."""
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            raw = part.get_payload(decode=True)
            text = decode(raw, f"charset={part.get_param('charset')}") if isinstance(raw, bytes) else ""
            return text if part.get_content_type() == "text/plain" else text_of(text)
    return ""


def own_words(text: str) -> str:
    """The message without quoted lines and the line that announces them.

    >>> own_words("Oui.\\n\\nLe 3 mai, Bob a écrit :\\n> Tu viens ?\\n-- \\nAlice")
    'Oui.\\n\\n-- \\nAlice'
    """
    lines = [line for line in text.splitlines() if not line.startswith(">") and not _ATTRIBUTION.match(line.strip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
