"""Address books: vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350). Each person is a contact of the census: hashed, with company and circle.

Only what the census needs is kept: no address, no birthday, no note, no picture.
"""

from __future__ import annotations

import quopri
import re
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, skip_of, unlatin
from ereput.collect.archives.counting import Count
from ereput.collect.archives.reading import outcome
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "vcard"
_PROPERTY = re.compile(r"(?:[\w-]{1,40}\.)?([A-Za-z-]{1,40})((?:;[^:;\"]{0,200}(?:\"[^\"]{0,200}\")?){0,20}):(.{0,65536})", re.S)
_WANTED = frozenset({"FN", "N", "NICKNAME", "EMAIL", "TEL", "ORG", "TITLE", "CATEGORIES", "URL"})
_ESCAPED = re.compile(r"\\([\\,;nN:])")
CARD_LINES = 2_000


class VCard:
    """Reads address books."""

    name = SOURCE
    title = say("Carnet d'adresses (vCard)")
    ask = say("Téléphone, messagerie ou Google Contacts : Exporter, format vCard.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_vcard(archive, name) for name in archive.ending("vcf", "vcard", "txt"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("vcf", "vcard", "txt"):
            if _is_vcard(archive, name):
                yield from _read(archive, name, owner)


READER = VCard()


def _is_vcard(archive: Archive, name: str) -> bool:
    return archive.head(name).removeprefix(b"\xef\xbb\xbf").lstrip()[:11].upper() == b"BEGIN:VCARD"


def _read(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    count = Count(name)
    try:
        for card in _cards(archive, name):
            yield from outcome(count, lambda card=card: _contact(card, owner))  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _cards(archive: Archive, name: str) -> Iterator[list[str]]:
    """The unfolded lines of each card. A line that starts with a space continues the one before (RFC 6350 3.2); in 2.1, a quoted-printable
    one that ends with "=" goes on too. A card without an end stops at the next one.
    """
    lines: list[str] | None = None
    for raw in archive.lines(name):
        line = raw.rstrip("\r\n")
        upper = line.strip().upper()
        if upper in ("BEGIN:VCARD", "END:VCARD"):
            if lines:
                yield lines
            lines = [] if upper.startswith("BEGIN") else None
        elif lines is not None and len(lines) < CARD_LINES:
            if line[:1] in (" ", "\t") and lines:
                lines[-1] += line[1:]
            elif lines and lines[-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1].split(":", 1)[0].upper():
                lines[-1] = lines[-1][:-1] + line
            else:
                lines.append(line)
    if lines:
        yield lines


def _properties(card: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in card:
        match = _PROPERTY.match(line)
        if match and (name := match[1].upper()) in _WANTED:
            found.setdefault(name, []).append(_decoded(match[3], match[2].upper()))
    return found


def _decoded(value: str, parameters: str) -> str:
    if "QUOTED-PRINTABLE" not in parameters:
        return value
    body = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    return unlatin(body.decode("utf-8", "surrogateescape"))[0]


def _plain(value: str) -> str:
    r"""Without escapes.

    >>> _plain(r"Acme\, SA\nLyon")
    'Acme, SA Lyon'
    """
    return _ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], value).strip()


def _parts(value: str) -> list[str]:
    """The components of a structured value; an escaped semicolon does not separate."""
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _contact(card: list[str], owner: Owner) -> Outcome:
    found = _properties(card)
    name, written = _names(found)
    emails = [_plain(value).removeprefix("mailto:") for value in found.get("EMAIL", ())]
    phones = [_plain(value).removeprefix("tel:") for value in found.get("TEL", ())]
    organisation = next((part for value in found.get("ORG", ()) for part in _parts(value) if part), "")
    return person(
        SOURCE,
        owner,
        name or written,
        emails=emails,
        phones=phones,
        url=next(map(_plain, found.get("URL", ())), ""),
        also=written if name else "",
        organisation=organisation,
        title=next(map(_plain, found.get("TITLE", ())), ""),
        circles=[_plain(tag) for value in found.get("CATEGORIES", ()) for tag in re.split(r"(?<!\\),", value)],
    )


def person(
    source: str,
    owner: Owner,
    name: str,
    *,
    emails: list[str],
    phones: list[str],
    url: str = "",
    also: str = "",
    organisation: str = "",
    title: str = "",
    circles: Iterable[str] = (),
) -> Outcome:
    """One entry of an address book: somebody else, hashed, or herself. `also` is the name written another way."""
    if owner.is_called(name) or owner.is_called(also):
        return _hers(source, name, emails, phones)
    who = owner.contact(name, emails=emails, phones=phones, url=url, extra=[also] if also else [])
    if not (who or organisation):
        return ()
    work = [(fields.ORGANISATION, organisation), (fields.TITLE, title)]
    facts: Fields = [(fields.NETWORK, source), *who, *work, *((fields.TAG, circle) for circle in circles)]
    return mention(source, Kind.CONTACT, "contacts", facts=facts, audience=Audience.PRIVATE)


def _names(found: dict[str, list[str]]) -> tuple[str, str]:
    """The formatted name, and the one made of its parts (family; given; more)."""
    formatted = next(map(_plain, found.get("FN", ())), "")
    family, given = (*next(map(_parts, found.get("N", ())), []), "", "")[:2]
    return formatted, f"{given} {family}".strip()


def _hers(source: str, name: str, emails: list[str], phones: list[str]) -> Outcome:
    """Her own card in her own address book."""
    told = [*((fields.EMAIL, e) for e in emails), *((fields.PHONE, p) for p in phones)]
    facts = [(fields.NETWORK, source), (fields.NAME, name), *told]
    return mention(source, Kind.ACCOUNT, "contacts", title=name, text="\n".join((*emails, *phones)), facts=facts)
