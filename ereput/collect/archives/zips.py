"""ZIP files from strangers (PKWARE APPNOTE 6.3.10): the directory is measured before it is read, each entry judged before it is opened."""

from __future__ import annotations

import stat
import zipfile
from typing import IO

from ereput.collect.archives import container
from ereput.collect.archives.container import BROKEN, DOWNLOAD_AGAIN, Archive, Readable, broken
from ereput.collect.archives.listing import Listing, crowded, ignored, length
from ereput.errors import ArchiveError
from ereput.model import say

EOCD, _EOCD64, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x01\x02"
_TAIL = 65_535 + 22 + 20 + 56
"""End record with the longest comment, zip64 locator and zip64 end record (APPNOTE 4.3.14 to 4.3.16)."""


class _Zip:
    def __init__(self, file: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], inner: IO[bytes]) -> None:
        self._file, self._infos, self._inner = file, infos, inner

    def open(self, name: str) -> Readable:
        return self._file.open(self._infos[name])

    def close(self) -> None:
        self._file.close()
        self._inner.close()


def open_zip(name: str, file: IO[bytes], sha256: str) -> Archive:
    """The ZIP in `file`. Raises ArchiveError: truncated, archive_bomb (too many entries, too much growth), or why nothing may be read."""
    _measure_directory(name, file)
    try:
        opened = zipfile.ZipFile(file)
    except BROKEN as error:
        raise broken(error, name) from error
    listing = Listing(name)
    infos: dict[str, zipfile.ZipInfo] = {}
    for info in opened.infolist():
        if _is_fine(info, listing):
            listing.keep(info.filename, info.file_size)
            infos.setdefault(info.filename, info)
    listing.settle(length(file))
    return Archive(name, _Zip(opened, infos, file), listing.members, tuple(listing.refused), sha256)


def _measure_directory(name: str, file: IO[bytes]) -> None:
    """Raises before `zipfile` would make an object of each of millions of entries: it trusts the directory's size, not its count."""
    end = length(file)
    start = max(0, end - _TAIL)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(EOCD)
    if at < 0:
        reason = say("{where} est incomplet : la fin de l'archive manque.", where=name)
        raise ArchiveError(reason, code="truncated", hint=DOWNLOAD_AGAIN)
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    big = tail.rfind(_EOCD64, 0, at)
    if big >= 0:
        at, size = big, max(size if size != 0xFFFFFFFF else 0, int.from_bytes(tail[big + 40 : big + 48], "little"))
    if size > container.MEMBERS_MAX * 256:
        raise crowded(name)
    file.seek(max(0, start + at - size))
    if file.read(size).count(_ENTRY) > container.MEMBERS_MAX:
        raise crowded(name)
    file.seek(0)


def _is_fine(info: zipfile.ZipInfo, listing: Listing) -> bool:
    name = info.filename
    if not name or name.endswith("/") or ignored(name) or not listing.safe(name):
        return False
    if stat.S_ISLNK(info.external_attr >> 16):
        listing.refuse_link(name)
        return False
    if info.flag_bits & 1:
        listing.refuse(name, "encrypted", say("Ce fichier est protégé par un mot de passe."))
        return False
    return listing.fits(name, info.file_size, info.compress_size)
