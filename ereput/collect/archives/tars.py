"""Tar files from strangers (POSIX.1-2001 pax, GNU), plain or gzipped, read once from end to end to list them.

A member of a plain tar is a window on the file. A gzipped one cannot be read out of order without unpacking it again: its text members are
copied side by side into one anonymous file, and one too large to copy (a mailbox) is unpacked again each time it is read. Pictures and
films are listed and passed over.
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
    from collections.abc import Callable, Iterator


SPOOL_MAX = 1024**3
"""Bytes of one member copied to the disk."""


class _Tar:
    """The members of a tar, by where they stand: in the tar itself, or in the copy."""

    def __init__(self, file: IO[bytes], again: Callable[[], IO[bytes]] | None) -> None:
        self._file, self._again, self._copy = file, again, tempfile.TemporaryFile()  # noqa: SIM115  # closed with the archive
        self._places: dict[str, tuple[int, int, bool]] = {}

    def place(self, name: str, start: int, size: int) -> None:
        self._places[name] = (start, size, False)

    def copy(self, name: str, stream: IO[bytes]) -> None:
        start = self._copy.seek(0, io.SEEK_END)
        while piece := stream.read(1 << 20):
            self._copy.write(piece)
        self._places[name] = (start, self._copy.tell() - start, True)

    def open(self, name: str) -> Readable:
        start, size, copied = self._places.get(name, (0, 0, True))
        if copied or self._again is None:
            return Window(self._copy if copied else self._file, start, size)
        return Window(self._again(), start, size, owns=True)

    def close(self) -> None:
        self._copy.close()
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

    def again() -> IO[bytes]:
        return cast("IO[bytes]", _Bounded(file, packed, name))

    if head[257:262] == b"ustar":
        return open_tar(name, file, sha256, again=again)
    inner = name.removesuffix(".gz")
    member = Member(name=inner, size=container.MEMBER_MAX)
    return Archive(name, One(file, again), {inner: member}, (), sha256)


def open_tar(name: str, file: IO[bytes], sha256: str, *, again: Callable[[], IO[bytes]] | None = None) -> Archive:
    """The tar in `file`, or in the stream that `again` unpacks from its start. A damaged end keeps what stands before it, and says so."""
    listing, tar = Listing(name), _Tar(file, again)
    try:
        for member, body in _members(again() if again else file, listing):
            listing.keep(member.name, member.size)
            if again is None or member.size > SPOOL_MAX:
                tar.place(member.name, member.offset_data, member.size)
            elif body is not None:
                tar.copy(member.name, body)
        listing.settle(max(length(file), sum(m.size for m in listing.members.values())))
    except ArchiveError:
        tar.close()
        raise
    except (tarfile.TarError, *BROKEN) as error:
        if not listing.members:
            tar.close()
            raise broken(OSError(), name) from error
        listing.refuse("…", "truncated", say("L'archive est incomplète ou abîmée à partir d'ici : la suite n'est pas lue."))
    return Archive(name, tar, listing.members, tuple(listing.refused), sha256)


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
