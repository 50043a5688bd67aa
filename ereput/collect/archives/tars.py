"""Tar files from strangers (POSIX.1-2001 pax, GNU), plain or gzipped: read once, in order; what is readable is set aside on disk.

A gzipped tar has no directory and cannot be read out of order without unpacking it again, so its text members are copied side by side
into one anonymous file; pictures and films are listed and passed over.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import tempfile
import zlib
from typing import IO, TYPE_CHECKING, cast

from ereput.collect.archives import container
from ereput.collect.archives.container import BROKEN, Archive, Member, Readable, broken, extension
from ereput.collect.archives.listing import MEDIA, Listing, One, Window, bomb, ignored, length
from ereput.errors import ArchiveError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Spool:
    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the archive, which closes it
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, name: str, stream: IO[bytes]) -> None:
        start = self._file.seek(0, io.SEEK_END)
        while piece := stream.read(1 << 20):
            self._file.write(piece)
        self._places[name] = (start, self._file.tell() - start)

    def open(self, name: str) -> Readable:
        return Window(self._file, *self._places.get(name, (0, 0)))

    def close(self) -> None:
        self._file.close()


class _Bounded:
    """A gzip stream that refuses to grow beyond reason, in all or in one request (a pax header may declare gigabytes of itself)."""

    def __init__(self, file: IO[bytes], packed: int, name: str) -> None:
        self._inner, self._name = gzip.GzipFile(fileobj=cast("IO[bytes]", Window(file, 0, packed))), name
        self._most = max(container.RATIO_FLOOR * 4, container.RATIO_MAX * packed)

    def tell(self) -> int:
        return self._inner.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if offset > self._most:
            raise bomb(self._name)
        return self._inner.seek(offset, whence)

    def read(self, size: int = -1, /) -> bytes:
        if size > container.RATIO_FLOOR or self._inner.tell() > self._most:
            raise bomb(self._name)
        return self._inner.read(size)

    def close(self) -> None:
        self._inner.close()


def open_gzip(name: str, file: IO[bytes], sha256: str) -> Archive:
    """The gzipped tar, or the one gzipped file, in `file`. Raises ArchiveError: truncated, archive_bomb, unsafe_path."""
    packed = length(file)
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(file.read(4096), 512)
    except zlib.error as error:
        raise broken(error, name) from error
    if head[257:262] == b"ustar":
        return open_tar(name, cast("IO[bytes]", _Bounded(file, packed, name)), file, sha256)
    inner = name.removesuffix(".gz")
    member = Member(name=inner, size=container.MEMBER_MAX)
    return Archive(name, One(file, lambda: _Bounded(file, packed, name)), {inner: member}, (), sha256)


def open_tar(name: str, stream: IO[bytes], file: IO[bytes], sha256: str) -> Archive:
    """The tar in `stream` (which unpacks `file`). A damaged end keeps what stands before it, and says so."""
    listing, spool = Listing(name), _Spool()
    try:
        for member, body in _members(stream, listing):
            listing.keep(member.name, member.size)
            if body is not None:
                spool.add(member.name, body)
        listing.settle(max(length(file), sum(m.size for m in listing.members.values())))
    except ArchiveError:
        spool.close()
        raise
    except (tarfile.TarError, *BROKEN) as error:
        if not listing.members:
            spool.close()
            raise broken(OSError(), name) from error
        listing.refuse("…", "truncated", say("L'archive est incomplète ou abîmée à partir d'ici : la suite n'est pas lue."))
    file.close()
    return Archive(name, spool, listing.members, tuple(listing.refused), sha256)


def _members(stream: IO[bytes], listing: Listing) -> Iterator[tuple[tarfile.TarInfo, IO[bytes] | None]]:
    with tarfile.open(fileobj=stream, mode="r:") as tar:
        while member := tar.next():
            vars(tar)["members"] = []  # tarfile would keep every header
            if member.isdir() or ignored(member.name) or not listing.safe(member.name):
                continue
            if not member.isreg() or member.issparse():
                listing.refuse_link(member.name)
            elif member.size >= container.MEMBER_MAX:
                listing.refuse(
                    member.name, "too_large", say("Ce fichier annonce {size} octets : ni lui ni la suite ne sont lus.", size=member.size)
                )
                return
            else:
                yield member, None if extension(member.name) in MEDIA else tar.extractfile(member)
