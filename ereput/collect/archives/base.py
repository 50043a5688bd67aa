"""What an archive reader is: it recognises an opened export by its content, and reads it into mentions.

A module of `ereput.collect.archives` exposes its reader as `READER`. The container (ZIP, tar, folder, single file) is opened, bounded
and listed by `container.py`; a reader sees only names and streams.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ereput.model import Mention, Skip, Subject, Tally, Text

if TYPE_CHECKING:
    from ereput.collect.archives.container import Archive

Yield: TypeAlias = "Mention | Tally | Skip"


class Reader(Protocol):
    """One kind of export. `ask` says where the person gets it; `recognises` looks at content, never at the archive's own name."""

    name: str
    title: Text
    ask: Text

    def recognises(self, archive: Archive) -> bool: ...

    def read(self, archive: Archive, subject: Subject) -> Iterable[Yield]:
        """Mentions (all `declared=True`), and one `Tally` per file: rows read + rows skipped = rows in the file."""
        ...
