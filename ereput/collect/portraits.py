"""The print of a profile picture, and which pictures are asked for: those of the profiles that were read, and no other.

The print is a difference hash: the picture in grey at 9 × 8, each bit telling whether a point is brighter than its right neighbour
(Krawetz 2013, "Kind of like that"). It survives another size, format or compression; it knows nothing of faces.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.collect import fields, hosts
from ereput.collect.reading import web
from ereput.collect.urls import absolute, host_of
from ereput.model import Kind, Mention, Page, Query, Subject, say
from ereput.pictures import is_default

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL import Image

    from ereput.collect.base import Collector, Yield

DEFAULT = "default"
"""The print of what is no photograph: a silhouette, an identicon, initials, a logo."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_PIXELS = 16_000_000
LEAST_SIDE = 16
FLAT_COLOURS, FLAT_SHARE = 8, 0.85
"""A drawing has few colours: these many of 512 cover this share of it. A photograph, even on a white wall, has more."""
SHARED = 3
"""Profiles of one site that show one picture: it is the site's."""


class NotAPicture(ValueError):
    """The bytes are not a picture of a usual format, or one too large to be a profile's."""


def print_of(body: bytes) -> str:
    """The print in 16 hexadecimal digits; DEFAULT for a drawing. Raises NotAPicture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow says of odd files is no news to the reader
            with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS or min(picture.size) < LEAST_SIDE:
                    raise NotAPicture
                picture.draft("RGB", (128, 128))
                small = _upon_white(picture).resize((64, 64), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    return DEFAULT if _is_flat(small) else f"{_difference_hash(small):016x}"


def _upon_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    seen = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _is_flat(picture: Image.Image) -> bool:
    bytes_ = picture.tobytes()
    colours = Counter(zip(*(iter(b >> 5 for b in bytes_),) * 3, strict=True))
    return sum(n for _, n in colours.most_common(FLAT_COLOURS)) >= FLAT_SHARE * picture.width * picture.height


def _difference_hash(picture: Image.Image) -> int:
    from PIL import Image

    grey = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = (grey[9 * row + column] > grey[9 * row + column + 1] for row in range(8) for column in range(8))
    return sum(bit << place for place, bit in enumerate(bits))


class Pictured:
    """A collector that also asks for the pictures of the profiles it reads."""

    def __init__(self, inner: Collector) -> None:
        self.name, self.title, self.needs, self.terms, self.key = inner.name, inner.title, inner.needs, inner.terms, inner.key
        self._inner = inner

    def plan(self, subject: Subject) -> Iterable[Query]:
        return self._inner.plan(subject)

    def read(self, page: Page) -> Iterator[Yield]:
        for found in self._inner.read(page):
            yield found
            if isinstance(found, Mention) and found.kind is Kind.PROFILE:
                yield from (web(url, say("la photo d'un profil lu"), "avatars") for url in pictures_of(found))


def pictures_of(mention: Mention) -> tuple[str, ...]:
    """The addresses of a profile's pictures that may be asked and may tell something."""
    found = (absolute(mention.url, url) for url in mention.all(fields.AVATAR)[:2] if not url.startswith("data:"))
    return tuple(u for u in found if u.startswith(("http://", "https://")) and not is_default(u) and hosts.refusal(u) is None)


def printed(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """`mentions` with the print of its picture on each profile; the pictures themselves are left out, but hers by her own address."""
    seen = tuple(mentions)
    prints = {m.url: m.field(fields.AVATAR_PRINT) for m in seen if m.source == "avatars"}
    if not prints:
        return seen
    return _without_shared(tuple(_printed(m, prints) for m in seen if m.source != "avatars" or m.declared))


def _printed(mention: Mention, prints: dict[str, str]) -> Mention:
    if mention.source == "avatars" or mention.kind not in (Kind.PROFILE, Kind.ACCOUNT):
        return mention
    shown = dict.fromkeys(prints[url] for url in pictures_of(mention) if url in prints)
    return replace(mention, fields=(*mention.fields, *((fields.AVATAR_PRINT, print_) for print_ in shown))) if shown else mention


def _without_shared(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A picture that several accounts of one site show is that site's."""
    shown = {(host_of(m.url), p, m.url) for m in mentions for p in m.all(fields.AVATAR_PRINT) if p != DEFAULT}
    shared = {(host, p) for (host, p), n in Counter((host, p) for host, p, _ in shown).items() if n >= SHARED}
    if not shared:
        return mentions

    def own(mention: Mention) -> Mention:
        host = host_of(mention.url)
        kept = ((k, DEFAULT if k == fields.AVATAR_PRINT and (host, v) in shared else v) for k, v in mention.fields)
        return replace(mention, fields=tuple(kept))

    return tuple(own(m) if m.field(fields.AVATAR_PRINT) else m for m in mentions)
