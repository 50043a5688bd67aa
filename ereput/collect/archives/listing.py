"""What an archive lists: the members that may be read, and those that are refused, each with its line."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from ereput.collect.archives import container
from ereput.collect.archives.container import Member, Readable
from ereput.errors import ArchiveError
from ereput.model import Skip, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.model import Text

MEDIA = frozenset("jpg jpeg png gif webp heic bmp tif tiff mp4 mov m4v avi mkv webm 3gp mp3 m4a ogg oga opus wav aac".split())
"""Pictures, sounds and films: listed, never opened."""
_IGNORED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def ignored(name: str) -> bool:
    """Droppings of the operating system."""
    last = name.rsplit("/", 1)[-1].casefold()
    return last in _IGNORED or last.startswith("._") or "__MACOSX/" in name


class Listing:
    """Members kept and members refused, as an archive is listed."""

    def __init__(self, archive: str) -> None:
        self.archive = archive
        self.members: dict[str, Member] = {}
        self.refused: list[Skip] = []

    def refuse(self, name: str, code: str, reason: Text) -> None:
        self.refused.append(Skip(source="import", code=code, where=f"{self.archive}/{name}"[:300], reason=reason))

    def refuse_link(self, name: str) -> None:
        self.refuse(name, "unsafe_path", say("Ce fichier est un lien ou un fichier spécial : il n'est pas suivi."))

    def keep(self, name: str, size: int) -> None:
        if name in self.members:
            self.refuse(name, "malformed", say("Ce nom figure deux fois dans l'archive : seul le premier est lu."))
        elif len(self.members) >= container.MEMBERS_MAX:
            raise crowded(self.archive)
        else:
            self.members[name] = Member(name=name, size=size)

    def safe(self, name: str) -> bool:
        """Whether a name stays inside; a refusal is noted. Names are never used as paths, but a dangerous one has no honest reason."""
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in parts or "\0" in name:
            self.refuse(name, "unsafe_path", say("Ce chemin sort de l'archive : il n'est pas lu."))
            return False
        return True

    def fits(self, name: str, size: int, packed: int) -> bool:
        """Whether a member declares a sane size; a refusal is noted."""
        if size > container.RATIO_FLOOR and size > container.RATIO_MAX * max(packed, 1):
            reason = say("Ce fichier de {packed} octets en annonce {size} une fois décompressé.", packed=packed, size=size)
            self.refuse(name, "archive_bomb", reason)
        elif size >= container.MEMBER_MAX:
            self.refuse(name, "too_large", say("Ce fichier annonce {size} octets : il n'est pas lu.", size=size))
        else:
            return True
        return False

    def settle(self, packed: int) -> None:
        """Raises for an archive that is a bomb by its sum (overlapping members), or of which nothing may be read."""
        total = sum(m.size for m in self.members.values())
        if total > container.RATIO_FLOOR * 4 and total > container.RATIO_MAX * max(packed, 1):
            raise bomb(self.archive)
        if not self.members and self.refused:
            first = self.refused[0]
            reason = say("Rien ne peut être lu dans {where} : {why}", where=self.archive, why=first.reason)
            raise ArchiveError(reason, code=first.code, hint=first.hint)


def bomb(where: str) -> ArchiveError:
    return ArchiveError(say("{where} se décompresse au-delà de ce qui est raisonnable.", where=where), code="archive_bomb")


def crowded(where: str) -> ArchiveError:
    return ArchiveError(say("{where} contient plus de fichiers que ce qui est accepté.", where=where), code="archive_bomb")


def length(file: IO[bytes]) -> int:
    """Bytes of a seekable file; its position does not change."""
    here = file.tell()
    end = file.seek(0, io.SEEK_END)
    file.seek(here)
    return end


class Window:
    """Bytes [start, start + size) of a file, with its own position: one file may be read at several places. Closes the file it `owns`."""

    def __init__(self, file: IO[bytes], start: int, size: int, *, owns: bool = False) -> None:
        self._file, self._at, self._end, self._owns = file, start, start + size, owns

    def read(self, size: int = -1, /) -> bytes:
        left = self._end - self._at
        self._file.seek(self._at)
        piece = self._file.read(left if size < 0 else min(size, left))
        self._at += len(piece)
        return piece

    def close(self) -> None:
        if self._owns:
            self._file.close()


class One:
    """A source of one member; `make` gives a new stream each time."""

    def __init__(self, file: IO[bytes], make: Callable[[], Readable]) -> None:
        self._file, self._make = file, make

    def open(self, name: str) -> Readable:
        return self._make()

    def close(self) -> None:
        self._file.close()
