"""What Facebook and Instagram exports share: texts written one byte at a time, Unix times, pictures with their places, private messages.

Both write each byte of a UTF-8 text as a code point of its own (`\\u00c3\\u00a9` for « é »); some older and newer exports do not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.container import folded
from ereput.collect.archives.counting import PRIVATE_TALK
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.collect.archives.reading import records
from ereput.model import Skip, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ereput.collect.archives.base import Fields, Yield
    from ereput.collect.archives.container import Archive
    from ereput.collect.archives.reading import Outcome


def repaired(text: str) -> str:
    """The text that was meant; one that was not damaged stays as it is.

    >>> repaired("GÃ©nial"), repaired("Génial"), repaired("日本")
    ('Génial', 'Génial', '日本')
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def repair(value: Json) -> Json:
    """A JSON value with every text repaired, keys too."""
    if isinstance(value, str):
        return repaired(value)
    if isinstance(value, list):
        return [repair(item) for item in value]
    if isinstance(value, dict):
        return {repaired(key): repair(item) for key, item in value.items()}
    return value


def meta_records(archive: Archive, name: str, source: str, each: Callable[[str, Json], Outcome]) -> Iterator[Yield]:
    """`records`, with every text repaired first."""
    yield from records(archive, name, source, lambda key, item: each(repaired(key), repair(item)))


def exif(media: Json) -> Fields:
    """Where and by what a picture was taken: an exposure that the person rarely knows of."""
    found: Fields = []
    for kind in ("photo_metadata", "video_metadata"):
        for data in list_at(media, "media_metadata", kind, "exif_data"):
            latitude, longitude = text_at(data, "latitude"), text_at(data, "longitude")
            if latitude and longitude:
                found += [(fields.LATITUDE, latitude), (fields.LONGITUDE, longitude)]
            if address := text_at(data, "upload_ip"):
                found.append((fields.IP, address))
    return found


def is_talk(archive: Archive, name: str) -> bool:
    """A conversation: participants and messages."""
    head = archive.head(name)
    return b'"participants"' in head and (b'"messages"' in head or "message" in name.rsplit("/", 1)[-1].casefold())


def talk(archive: Archive, name: str, source: str) -> Iterator[Yield]:
    """Messages of a conversation: counted, not read; what else the file says (title, participants) is no message."""
    from ereput.collect.archives.counting import Count
    from ereput.collect.archives.items import items
    from ereput.errors import ArchiveError

    count = Count(name)
    try:
        for key, _ in items(archive, name):
            if key == "messages":
                count.skip(PRIVATE_TALK)
    except ArchiveError as error:
        yield Skip(source=source, code=error.code, where=f"{archive.name}/{name}", reason=error.text)
    yield count.tally()


_PAGE = re.compile(rb"[. \"](?:_a6-g|_a70[0-9a-f]|_5vb_|uiBoxWhite)\b|<link[^>]{1,200}\.fbcdn\.net/")
_PLACE = re.compile(r"(?:^|/)(?:your_(?:facebook|instagram)_activity|your_activity_across_facebook|logged_information)/")


def html_pages(archive: Archive, source: str) -> list[str]:
    """The web pages of an export asked for in HTML: by the style of Meta's pages (since 2019), else by its folders (since 2024)."""
    pages = [n for n in archive.ending("html") if _PLACE.search(n) or _PAGE.search(archive.head(n))]
    said = ("facebook", "instagram")
    told = Counter(site for n in pages for site in said if site in n.casefold() or f"www.{site}.com".encode() in archive.head(n).lower())
    return pages if pages and (told.most_common(1)[0][0] if told else said[0]) == source else []


def html_export(archive: Archive, source: str, title: str) -> Iterator[Yield]:
    """The same export asked for as web pages: written for the eye, in the account's language; the person can ask for the other form."""
    if pages := html_pages(archive, source):
        reason = say("Cet export {title} est au format HTML (pages : {n}) : il n'est pas lu.", title=title, n=len(pages))
        hint = say(
            "Redemandez-le en JSON : Espace Comptes, Vos informations et autorisations, Exporter vos informations, "
            "puis dans Format choisissez JSON au lieu de HTML."
        )
        yield Skip(source=source, code="unknown_format", where=archive.name, reason=reason, hint=hint)


_TEXT = frozenset(
    """
    text texte caption legende comment commentaire post publication message description title titre texto tekst kommentar comentario
    """.split()
)


def is_labelled(archive: Archive, name: str, source: str) -> bool:
    """Records of `label_values` (both sites since 2025), and which site's: by the file's folder, else by its addresses."""
    head = archive.head(name)
    mine = "instagram" if "instagram" in name.casefold() or (b"instagram.com" in head and "facebook" not in name.casefold()) else "facebook"
    return b'"label_values"' in head and mine == source


def labelled(item: Json) -> tuple[str, str, str]:
    """The words, the address and the reaction of a record of `label_values`, whose labels are in the account's language."""
    pairs = [(folded(text_at(part, "label")), text_at(part, "value") or text_at(part, "href")) for part in list_at(item, "label_values")]
    links = [value for _, value in pairs if value.startswith(("http://", "https://"))]
    said = next((value for label, value in pairs if value and label in _TEXT), "")
    kind = next((value for label, value in pairs if label in ("reaction", "reactie", "reaktion", "reaccion")), "")
    return said, next(iter(links), ""), kind


def shared_links(item: Json) -> Fields:
    """Addresses that a post carries."""
    attached = [data for part in list_at(item, "attachments") for data in list_at(part, "data")]
    return [(fields.LINK, text_at(data, "external_context", "url")) for data in attached if at(data, "external_context")]
