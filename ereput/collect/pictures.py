"""The person's own pictures, wherever they lie: in her exports, in her CV and her letter. Only their first bytes, where EXIF stands."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.collect.archives.opening import open_archive
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.container import Archive
    from ereput.model import Subject

SUFFIXES = ("jpg", "jpeg", "tif", "tiff", "webp", "png")
HEAD = 256 * 1024
"""Bytes read of each: an EXIF segment is at most 64 kB and stands at the head of a JPEG (CIPA DC-008, §4.5.2)."""
MOST = 1_000
"""Pictures looked at in one audit; those of a large export are counted by its reader."""
_PDF_MOST = 64 * 1024**2
_JPEG = b"\xff\xd8\xff"


def pictures(subject: Subject) -> Iterator[tuple[Mention, bytes]]:
    """Each picture with its first bytes, PRIVATE and declared. What cannot be opened was said where the file itself is read."""
    yield from islice(_all(subject), MOST)


def _all(subject: Subject) -> Iterator[tuple[Mention, bytes]]:
    for path in (subject.cv, subject.letter, *subject.exports):
        if not path or path.startswith(("http://", "https://")):
            continue
        try:
            with open_archive(Path(path)) as archive:
                yield from _of(archive)
        except ArchiveError:
            continue


def _of(archive: Archive) -> Iterator[tuple[Mention, bytes]]:
    for name in archive.ending(*SUFFIXES):
        try:
            with archive.open(name) as stream:
                yield _mention(archive, name), stream.read(HEAD)
        except ArchiveError:
            continue
    for name in archive.ending("pdf"):
        try:
            body = archive.bytes(name, most=_PDF_MOST)
        except ArchiveError:
            continue
        at = body.find(_JPEG)
        while at >= 0:  # a PDF holds its photographs as they were (DCTDecode, ISO 32000-1 §7.4.8)
            yield _mention(archive, name), body[at : at + HEAD]
            at = body.find(_JPEG, at + len(_JPEG))


def _mention(archive: Archive, name: str) -> Mention:
    where = name if name == archive.name else f"{archive.name}/{name}"
    return Mention(source="image", url=f"file:{where}", kind=Kind.IMAGE, audience=Audience.PRIVATE, declared=True, sha256=archive.sha256)
