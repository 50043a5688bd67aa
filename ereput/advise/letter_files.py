"""A letter as a file: plain text, a draft e-mail (`.eml`, RFC 5322), a page of HTML (from which the PDF is made)."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from typing import TYPE_CHECKING

from ereput.advise.letters import plain, said
from ereput.assets import folder
from ereput.model import say
from ereput.words import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template

    from ereput.advise.letters import Letter

WIDTH = 78
"""Columns of the plain text (RFC 5322, 2.1.1, recommends no more)."""
_MARK = re.compile(r"\[(?:À COMPLÉTER|TO FILL IN)[^\]]*\]")
_HEAD = re.compile(r"\[(?:À COMPLÉTER|TO FILL IN)")
HELD = "\ue000"
"""Stands for a space where no line is cut: whoever looks for the places to fill finds each of them. `plain` leaves none in a letter."""
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}\.[a-zA-Z]{2,24}")
"""An address that may stand in a header: the ASCII subset of RFC 5322 addr-spec; anything else is left for the person to fill."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`text`) or a list (`points`)."""

    text: str = ""
    points: tuple[str, ...] = ()


def blocks(body: str) -> tuple[Block, ...]:
    """The body as paragraphs and lists."""
    found = []
    for part in body.split("\n\n"):
        lines = part.split("\n")
        if lines[0].startswith("- "):
            found.append(Block(points=tuple(line.removeprefix("- ") for line in lines)))
        elif part.strip():
            found.append(Block(text=" ".join(lines)))
    return tuple(found)


def recipient(letter: Letter) -> tuple[str, ...]:
    """The lines of the recipient: name, then where to write."""
    return tuple(plain(line) for line in (render(letter.to.name, letter.language), letter.to.email or letter.to.form) if line)


def dated(letter: Letter) -> str:
    return said(say("Le {day}", day=letter.written), letter.language)


def about(letter: Letter) -> str:
    return said(say("Objet : {subject}", subject=letter.subject), letter.language)


def text(letter: Letter) -> bytes:
    """The whole letter as UTF-8 text, folded at 78 columns; an address is never cut."""
    head = [*letter.sender, "", *recipient(letter), "", dated(letter), "", *_fold(about(letter)), ""]
    return ("\n".join([*head, *_folded(letter.body)]) + "\n").encode("utf-8")


def _folded(body: str) -> list[str]:
    lines = []
    for line in body.split("\n"):
        lines += _fold(line, "  " if line.startswith("- ") else "")
    return lines


def _fold(line: str, indent: str = "") -> list[str]:
    if line.startswith("- ") and " " not in line[2:]:
        return [line]  # an address
    held = _HEAD.sub(lambda mark: mark[0].replace(" ", HELD), line)
    cut = textwrap.wrap(held, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [piece.replace(HELD, " ") for piece in cut] or [""]


def eml(letter: Letter) -> bytes:
    """A draft (X-Unsent) that any mail program opens: subject, body in UTF-8, To when a guide knows the address. No From, no date."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if _ADDRESS.fullmatch(letter.to.email):
        message["To"] = letter.to.email
    message["X-Unsent"] = "1"
    body = "\n".join(_folded(letter.body))
    message.set_content(f"{body}\n{letter.sender[-1]}\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def html(letter: Letter) -> str:
    """The letter as one page of HTML: everything escaped, the places to fill marked, nothing loaded."""
    return _page().render(
        letter=letter,
        language=letter.language,
        sender=[_marked(line) for line in letter.sender],
        recipient=recipient(letter),
        dated=dated(letter),
        about=_marked(about(letter)),
        blocks=[Block(text=_marked(b.text), points=tuple(_marked(p) for p in b.points)) for b in blocks(letter.body)],
    )


@cache
def _page() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(folder("templates") / "letters")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template(
        "letter.html.j2"
    )


def _marked(line: str) -> str:
    """`line` as markup: escaped, each place to fill inside <mark>."""
    from markupsafe import Markup, escape

    out, at = Markup(""), 0
    for match in _MARK.finditer(line):
        out += escape(line[at : match.start()]) + Markup("<mark>{}</mark>").format(match[0])
        at = match.end()
    return out + escape(line[at:])


_DATE = re.compile(r"\b\d{1,2}(?:er)?\s[^\W\d_]{3,9}\s\d{4}\b")


def told(file: bytes, suffix: str) -> str:
    """What a file of a letter says, dates and spaces aside: whether it was edited since it was written."""
    if suffix == ".eml":
        message = message_from_bytes(file, policy=SMTP)
        body = message.get_body()
        said = f"{message['To']} {message['Subject']} {body.get_content() if body else ''}"
    else:
        said = file.decode("utf-8", "replace")
    return " ".join(_DATE.sub("", " ".join(said.split())).split())


FORMATS: dict[str, tuple[str, Callable[[Letter], bytes]]] = {
    "text": (".txt", text),
    "eml": (".eml", eml),
    "html": (".html", lambda letter: html(letter).encode("utf-8")),
}
"""Format -> suffix and writer. The PDF is made from `html` by whoever may call the render room."""
