"""An export as a reader sees it: a list of names and bounded streams, whatever it came in (ZIP, tar, folder or single file).

No name of an archive is ever used as a path on this machine: nothing is extracted, so that a traversal has nowhere to go; dangerous
members are refused all the same, and said. Streams are read in pieces; every failure while reading is an `ArchiveError` with a code of
`ereput.errors.SKIPS`.
"""

from __future__ import annotations

import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ereput.errors import ArchiveError
from ereput.model import Skip, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

MEMBERS_MAX = 200_000
"""Entries of one archive. A large Takeout or Facebook export has some tens of thousands."""
MEMBER_MAX = 8 * 1024**3
"""Bytes of one member of an archive once decompressed, streamed. Platforms cut their files at some 100 MB; a mailbox in a Takeout does not,
and may have several GB (Google's own ZIP parts stop at 50).
"""
FILE_MAX = 16 * 1024**3
"""Bytes of one file read from disk as it is (a mailbox): it is streamed, and nothing can be hidden in it."""
RATIO_MAX, RATIO_FLOOR = 200, 32 * 1024**2
"""A member above the floor that grows more than this is a bomb: exports of text grow 5 to 30 times, deflate allows 1,032."""
LINE_MAX = 8 * 1024**2
"""Characters of one line or one record."""
HEAD, MANY = 4096, 4000
"""Bytes of each member kept for recognition; an eighth of it when there are many members (pictures with their notes)."""

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, IndexError)
"""What the standard library raises on damaged members, and on those in a compression it lacks (a kind of RuntimeError)."""

_SUFFIX = re.compile(r"(?:_\d{1,20}|-part\d{1,6}|\s?\(\d{1,3}\))$")
_ESCAPED = re.compile("[\udc80-\udcff]")


def folded(text: str) -> str:
    """Without accents, case, quotes, underscores and double spaces: how file and column names are compared.

    >>> folded("Prénom_Usuel ")
    'prenom usuel'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().replace("_", " ").replace("’", "'").strip("\ufeff\"' ").split())


def base(name: str) -> str:
    """The base name by which a member is looked up: no folder, no extension, no part number or member id, folded.

    >>> base("Complete/Shares_123456789.csv"), base("data/tweets-part1.js"), base("Rich_Media.csv")
    ('shares', 'tweets', 'rich media')
    """
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = stem.rsplit(".", 1)[0] if "." in stem[1:] else stem
    while (cut := _SUFFIX.sub("", stem)) != stem and cut:
        stem = cut
    return folded(stem)


def extension(name: str) -> str:
    """Lower-case extension without its dot, "" when there is none."""
    last = name.rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[1].casefold() if "." in last else ""


def unlatin(text: str) -> tuple[str, bool]:
    """Bytes that were not UTF-8 (kept by `surrogateescape`) read as Windows-1252; and whether there were any."""
    if text.isascii() or not _ESCAPED.search(text):
        return text, False
    return _ESCAPED.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text), True


class Readable(Protocol):
    """What is needed of a stream of bytes."""

    def read(self, size: int = -1, /) -> bytes: ...

    def close(self) -> None: ...


class Source(Protocol):
    """Where members come from: opens one by its name, and is closed once."""

    def open(self, name: str) -> Readable: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an export and its size in bytes once decompressed."""

    name: str
    size: int


class _Guarded(io.RawIOBase):
    """A stream whose failures are coded errors and which never gives more than it declared."""

    def __init__(self, inner: Readable, where: str, limit: int) -> None:
        self._inner, self._where, self._left = inner, where, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is a protocol of 3.12
        try:
            piece = self._inner.read(min(len(buffer), 1 << 20))
        except BROKEN as error:
            raise broken(error, self._where) from error
        self._left -= len(piece)
        if self._left < 0:
            raise ArchiveError(say("{where} se décompresse au-delà de ce qu'il annonce.", where=self._where), code="archive_bomb")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


class Archive:
    """An opened export. `names` are the members that may be read; `refused` says which may not, and why."""

    def __init__(self, name: str, source: Source, members: Mapping[str, Member], refused: tuple[Skip, ...] = (), sha256: str = "") -> None:
        self.name, self.refused, self.sha256 = name, refused, sha256
        self._source, self._members = source, members
        self._heads: dict[str, bytes] = {}
        self.latin: set[str] = set()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._source.close()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def size(self, name: str) -> int:
        return self._members[name].size

    def find(self, *bases: str, ext: str = "") -> tuple[str, ...]:
        """The members with one of these base names (see `base`), at any depth; `ext` keeps one extension."""
        wanted = {folded(b) for b in bases}
        return tuple(n for n in self._members if base(n) in wanted and (not ext or extension(n) == ext))

    def ending(self, *extensions: str) -> tuple[str, ...]:
        return tuple(n for n in self._members if extension(n) in extensions)

    def open(self, name: str) -> io.BufferedReader:
        """A bounded stream. Raises ArchiveError, at once or while it is read."""
        member = self._members[name]
        where = f"{self.name}/{name}" if name != self.name else name
        try:
            inner = self._source.open(name)
        except BROKEN as error:
            raise broken(error, where) from error
        return io.BufferedReader(_Guarded(inner, where, member.size + 1), 1 << 17)

    def head(self, name: str) -> bytes:
        """The first bytes, for recognition: kept, so that many readers may look. Empty when the member cannot be read."""
        if name not in self._heads:
            try:
                with self.open(name) as stream:
                    self._heads[name] = stream.read(HEAD if len(self._heads) < MANY else HEAD // 8)
            except ArchiveError:
                self._heads[name] = b""
        return self._heads[name]

    def bytes(self, name: str, *, most: int = 64 * 1024**2) -> bytes:
        """The whole member. Raises ArchiveError "too_large" above `most` bytes."""
        with self.open(name) as stream:
            body = stream.read(most + 1)
        if len(body) > most:
            raise too_large(f"{self.name}/{name}")
        return body

    def pieces(self, name: str) -> Iterator[str]:
        """The text in pieces of at most 256 kB; UTF-8, else Windows-1252 byte by byte (`latin` remembers the name)."""
        with self._text(name) as text:
            while piece := text.read(1 << 18):
                yield self._repair(name, piece)

    def lines(self, name: str) -> Iterator[str]:
        """The text by lines, each with its end. Raises ArchiveError "too_large" on a line above 8 MB."""
        with self._text(name) as text:
            while line := text.readline(LINE_MAX):
                if len(line) >= LINE_MAX:
                    raise too_large(f"{self.name}/{name}")
                yield self._repair(name, line)

    def text(self, name: str, *, most: int = 16 * 1024**2) -> str:
        """The whole text. Raises ArchiveError "too_large" above `most` bytes."""
        body = self.bytes(name, most=most)
        encoding, errors = _encoding(body[:2])
        return self._repair(name, body.decode(encoding, errors).removeprefix("\ufeff"))

    def _text(self, name: str) -> io.TextIOWrapper:
        encoding, errors = _encoding(self.head(name)[:2])
        return io.TextIOWrapper(self.open(name), encoding=encoding, errors=errors, newline="")

    def _repair(self, name: str, piece: str) -> str:
        fixed, was_latin = unlatin(piece)
        if was_latin:
            self.latin.add(name)
        return fixed


def _encoding(mark: bytes) -> tuple[str, str]:
    """The codec that a mark tells, and what becomes of bytes that are not in it (a cut UTF-16 text has nothing to fall back on)."""
    return ("utf-16", "replace") if mark in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "surrogateescape")


def broken(error: Exception, where: str) -> ArchiveError:
    """The coded error for what the standard library raised on `where`."""
    if isinstance(error, RuntimeError) and "password" in str(error):
        return encrypted(where)
    if isinstance(error, NotImplementedError):
        return ArchiveError(say("{where} utilise une compression inconnue.", where=where), code="not_an_archive")
    if isinstance(error, FileNotFoundError):
        return ArchiveError(say("{where} n'existe pas.", where=where), code="not_found")
    return ArchiveError(say("{where} est incomplet ou abîmé.", where=where), code="truncated", hint=DOWNLOAD_AGAIN)


DOWNLOAD_AGAIN = say("Téléchargez l'export une nouvelle fois.")


def encrypted(where: str) -> ArchiveError:
    hint = say("Décompressez l'export avec son mot de passe, puis donnez le dossier.")
    return ArchiveError(say("{where} est protégé par un mot de passe.", where=where), code="encrypted", hint=hint)


def too_large(where: str) -> ArchiveError:
    return ArchiveError(say("{where} dépasse la taille acceptée.", where=where), code="too_large")


def skip_of(error: ArchiveError, source: str, where: str) -> Skip:
    return Skip(source=source, code=error.code, where=where, reason=error.text, hint=error.hint)
