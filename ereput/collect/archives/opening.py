"""Opens what the person dropped: a ZIP, a tar (plain or gzipped), a folder, or one file; by its first bytes, not by its name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO

from ereput.collect.archives import container
from ereput.collect.archives.container import Archive, Member, Readable, too_large
from ereput.collect.archives.listing import Listing, One, Window, ignored, length
from ereput.collect.archives.tars import open_gzip, open_tar
from ereput.collect.archives.zips import EOCD, open_zip
from ereput.errors import ArchiveError
from ereput.model import say


def open_archive(path: Path) -> Archive:
    """The export at `path`. Raises ArchiveError: not_found, not_an_archive, truncated, archive_bomb, encrypted, unsafe_path, too_large."""
    try:
        if path.is_dir():
            return _folder(path)
        file = path.open("rb")
    except (OSError, ValueError) as error:
        code = "not_an_archive" if path.exists() else "not_found"
        raise ArchiveError(say("{where} ne peut pas être ouvert.", where=path.name), code=code) from error
    return open_stream(path.name, file)


def open_stream(name: str, file: IO[bytes]) -> Archive:
    """As `open_archive`, for bytes at hand (an archive inside an archive). `file` is closed with the archive, or at once on an error."""
    try:
        sha256 = _digest(file)
        head = file.read(512)
        file.seek(0)
        if head.startswith((b"PK\x03\x04", EOCD)):
            return open_zip(name, file, sha256)
        if head.startswith(b"\x1f\x8b"):
            return open_gzip(name, file, sha256)
        if head[257:262] == b"ustar":
            return open_tar(name, file, sha256)
        return _single(name, file, sha256)
    except BaseException:
        file.close()
        raise


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]  # the stub asks for readinto, which binary files have
    file.seek(0)
    return digest.hexdigest()


def _single(name: str, file: IO[bytes], sha256: str) -> Archive:
    size = length(file)
    if size > container.FILE_MAX:
        raise too_large(name)
    return Archive(name, One(file, lambda: Window(file, 0, size)), {name: Member(name=name, size=size)}, (), sha256)


class _Files:
    def __init__(self, root: Path) -> None:
        self._root = root

    def open(self, name: str) -> Readable:
        return (self._root / name).open("rb")

    def close(self) -> None:
        """Nothing is held open."""


def _folder(path: Path) -> Archive:
    listing = Listing(path.name)
    for folder, subfolders, files in os.walk(path):
        subfolders.sort()
        for file in sorted(files):
            _list_file(Path(folder, file), path, listing)
    return Archive(path.name, _Files(path), listing.members, tuple(listing.refused))


def _list_file(file: Path, root: Path, listing: Listing) -> None:
    name = file.relative_to(root).as_posix()
    if ignored(name):
        return
    if file.is_symlink() or not file.is_file():
        listing.refuse_link(name)
    elif (size := file.stat().st_size) > container.FILE_MAX:
        listing.refuse(name, "too_large", say("Ce fichier annonce {size} octets : il n'est pas lu.", size=size))
    else:
        listing.keep(name, size)
