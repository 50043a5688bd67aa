"""Mailing-list archives: mbox text to messages, and which of them a person wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.errors import MessageError
from email.utils import parseaddr
from itertools import pairwise
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.encoding import decode
from ereput.collect.reading import Malformed, cites, facts, mention, plain
from ereput.model import Kind, Mention, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from email.message import EmailMessage

_START = re.compile(rb"^From [^\n]{3,200}\d{4}$", re.M)
"""The line between two messages (RFC 4155); Pipermail writes "From a at b  Mon Mar  1 10:00:00 2010"."""
MESSAGES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message of a public archive."""

    name: str
    email: str
    subject: str
    text: str
    date: datetime | None
    ident: str
    reply_to: str


def messages(body: bytes) -> Iterator[Mail]:
    """The messages of an mbox, at most MESSAGES; one that cannot be parsed gives an empty text. Raises Malformed for another text."""
    body = body.replace(b"\r\n", b"\n")
    starts = [match.start() for match in _START.finditer(body)]
    if not starts and body.strip():
        raise Malformed
    for begin, end in pairwise([*starts, len(body)][: MESSAGES + 1]):
        raw = body[begin:end].partition(b"\n")[2]
        yield _mail(re.sub(rb"^>(>*From )", rb"\1", raw, flags=re.M))


_HIDDEN = re.compile(r"^From: (\S{1,200}) at (\S{1,200}) \(([^\n]{1,200})\)$", re.M)
"""How Pipermail writes a sender: "camille at example.org (Camille Durand)"."""


_VEILED = re.compile(r"^(From: (?:[^\n<]{0,200}<)?[^\s<>]{1,200})(?:\(a\)| at )([^\s<>]{1,200}>?)$", re.M)
"""How HyperKitty does: "Camille Durand <camille(a)example.org>"."""


def _mail(raw: bytes) -> Mail:
    """Headers are read as text, whatever their bytes; each part of the body by the charset it names, or by its bytes."""
    head = _VEILED.sub(r"\1@\2", _HIDDEN.sub(r'From: "\3" <\1@\2>', decode(raw.partition(b"\n\n")[0]), count=1), count=1)
    parsed: EmailMessage = message_from_string(f"{head}\n\n", policy=policy.default)
    name, email = parseaddr(_header(parsed, "From"))
    return Mail(
        name=name.strip('"'),
        email=email,
        subject=_header(parsed, "Subject"),
        text=_text(message_from_bytes(raw, policy=policy.default)),
        date=moment(_header(parsed, "Date")),
        ident=_header(parsed, "Message-ID").strip("<>"),
        reply_to=_header(parsed, "In-Reply-To").strip("<>"),
    )


def _header(parsed: EmailMessage, name: str) -> str:
    try:
        return str(parsed.get(name, ""))
    except (MessageError, ValueError, IndexError, AttributeError):  # broken headers make the standard parser fail in many ways
        return ""


def _text(parsed: EmailMessage) -> str:
    try:
        part = parsed.get_body(preferencelist=("plain", "html"))
        content = part.get_payload(decode=True) if part is not None else b""
    except (MessageError, LookupError, ValueError, AttributeError):
        return ""
    charset = part.get_param("charset") if part is not None else ""
    text = decode(content, f"charset={charset}") if isinstance(content, bytes) else ""
    return plain(text) if part is not None and part.get_content_type() == "text/html" else text.strip()


def wrote(mail: Mail, words: Iterable[str]) -> bool:
    """Whether one of `words` (names, addresses) is this message's author; capitals, accents and the order of words do not matter."""
    return any(cites(f"{mail.name} {mail.email}", word) for word in words)


def as_mention(page: Page, mail: Mail, *, url: str) -> Mention:
    return mention(
        page,
        Kind.ANSWER if mail.reply_to else Kind.POST,
        url=url,
        title=mail.subject,
        text=mail.text,
        fields=facts((fields.NAME, mail.name), (fields.EMAIL, mail.email), (fields.REPLY_TO, mail.reply_to)),
        published=mail.date,
        author=mail.name or None,
    )
