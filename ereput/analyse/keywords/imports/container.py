"""The files of an official download: a ZIP (or a folder, or one file) opened with bounds, decoded with the traps these files have.

ROME's JSON is ISO-8859-15 in some editions and UTF-8 in others, with fields encoded twice ("CompÃ©tence") and SQL-style doubled quotes
("l''entretien"); ESCO's CSV is UTF-8, sometimes with a byte order mark.
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.errors import DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LARGEST = 600_000_000
"""Bytes of one download once decompressed; ROME 4.60 is about 90 MB of JSON, ESCO 1.2.1 about 120 MB of CSV in one language."""


def files(path: Path) -> Mapping[str, Callable[[], bytes]]:
    """Name of each file (without its folders) and how to read it. Raises DocumentError for what is not readable."""
    if path.is_dir():
        return {file.name: file.read_bytes for file in sorted(path.rglob("*")) if file.is_file()}
    if not path.exists():
        raise DocumentError(say("Le fichier {name} n'existe pas.", name=path.name), code="not_found")
    if not zipfile.is_zipfile(path):
        return {path.name: path.read_bytes}
    with zipfile.ZipFile(path) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if sum(info.file_size for info in members) > LARGEST:
            raise DocumentError(say("L'archive {name} est trop grande une fois ouverte.", name=path.name), code="archive_bomb")
    return {Path(info.filename).name: _reader(path, info.filename) for info in members}


def _reader(path: Path, member: str) -> Callable[[], bytes]:
    def read() -> bytes:
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise DocumentError(say("L'archive {name} est trop grande une fois ouverte.", name=path.name), code="archive_bomb")
        return data

    return read


def text(data: bytes) -> str:
    """UTF-8 when it is, else ISO-8859-15."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("iso8859-15")


def clean(value: str) -> str:
    """One label: doubled quotes and double encoding undone, spaces made single.

    >>> clean("CompÃ©tence de l''entretien ")
    "Compétence de l'entretien"
    """
    if "Ã" in value or "â€" in value:
        value = next((fixed for codec in ("iso8859-15", "cp1252", "latin-1") if (fixed := _twice(value, codec))), value)
    return " ".join(value.replace("''", "'").replace("\ufffd", "").split())


def _twice(value: str, codec: str) -> str:
    """The text that was encoded in UTF-8 and read as `codec`; "" when that is not what happened."""
    try:
        return value.encode(codec).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def rows(data: bytes) -> Iterator[Mapping[str, str]]:
    """The rows of a CSV with a header; comma or semicolon, as the header says. Cells are cleaned, line breaks in them kept."""
    content = text(data)
    head = content.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    for row in reader:
        yield {
            (name or "").strip().lower(): "\n".join(map(clean, (value or "").split("\n")))
            for name, value in row.items()
            if isinstance(value, str | None)
        }
