"""What an importer is: it recognises the shape of a record, and makes a guide of it. Strangers' records: every field is checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.advise.guides import Guide

LONGEST = 600
"""Characters kept of a note."""
MINUTES = {"easy": 5, "medium": 15, "hard": 30, "impossible": 30}
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}\.[a-zA-Z]{2,24}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape of file. `fits` looks at one record; `guide` makes a guide of it, or None when the record says nothing usable.

    `licence` is the one of the published set; a file of the same shape may have another, which the user says.
    """

    name: str
    title: str
    licence: str
    fits: Callable[[dict[str, Any]], bool]
    guide: Callable[[dict[str, Any]], Guide | None]


def words(value: Any) -> str:
    """A string on one line, printable, shortened; "" for anything else."""
    if not isinstance(value, str):
        return ""
    kept = " ".join("".join(c if c.isprintable() else " " for c in value[: 4 * LONGEST]).split())
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


def link(value: Any) -> str:
    """An http(s) address, else ""."""
    if not isinstance(value, str) or len(value) > 500 or any(c.isspace() or not c.isprintable() for c in value):
        return ""
    return value if value.startswith(("https://", "http://")) and host(value) else ""


def mail(value: Any) -> str:
    """An e-mail address, else ""."""
    return value if isinstance(value, str) and _MAIL.fullmatch(value) else ""


def host(value: Any) -> str:
    """The host of an address or of a bare domain, lower case, without "www."; "" when it is none."""
    if not isinstance(value, str):
        return ""
    try:
        name = (urlsplit(value if "://" in value else f"//{value}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return name if _HOST.fullmatch(name) else ""


def strings(value: Any) -> tuple[str, ...]:
    """The strings of a list; () for anything else."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def slug(text: str) -> str:
    """An id: ASCII letters and digits, hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
