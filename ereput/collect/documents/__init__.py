"""The text of a CV, a letter, an offer: PDF, DOCX, ODT, HTML or plain text, known by its bytes.

Documents come from strangers: bytes, pages and decompression are bounded; a file that cannot be read is a `DocumentError` whose code is
one of `ereput.errors.SKIPS`.
"""

from __future__ import annotations

import io
from pathlib import Path

from ereput.collect.documents.model import BYTES_MAX, Document
from ereput.errors import DocumentError
from ereput.model import say

__all__ = ["BYTES_MAX", "Document", "bytes_of", "read"]


def read(source: Path | str | bytes, name: str = "") -> Document:
    """The document in a file (a path) or in bytes. `name` is what the reader knows it by; by default the file's own name.

    Raises DocumentError: not_found, too_large, unknown_format, truncated, encrypted, no_text, archive_bomb, malformed.
    """
    if isinstance(source, bytes):
        body, name = source, name or "document"
    else:
        path = Path(source)
        body, name = bytes_of(path, name or path.name), name or path.name
    if len(body) > BYTES_MAX:
        raise DocumentError(say("{name} dépasse la taille acceptée.", name=name), code="too_large")
    return _read(body, name)


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a file, one more than are accepted at most. Raises DocumentError not_found."""
    try:
        with path.open("rb") as file:
            return file.read(BYTES_MAX + 1)
    except (OSError, ValueError) as error:
        raise DocumentError(say("{name} ne peut pas être ouvert.", name=name), code="not_found", hint=_CHECK_PATH) from error


_CHECK_PATH = say("Vérifiez le chemin : il se lit à partir du dossier du profil.")
_ACCEPTED = say("Enregistrez-le en PDF, DOCX, ODT, HTML ou TXT.")


def _read(body: bytes, name: str) -> Document:
    if b"%PDF-" in body[:1024]:
        from ereput.collect.documents.pdf import read_pdf

        return read_pdf(body, name)
    if body.startswith(b"PK"):
        from ereput.collect.documents.office import read_office

        return read_office(io.BytesIO(body), name)
    from ereput.collect.documents.plain import read_html, read_text

    head = body[:2048].lower()
    if any(mark in head for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"application/ld+json")):
        return read_html(body, name)
    if _is_text(body):
        return read_text(body, name)
    raise DocumentError(say("{name} n'est pas d'un type pris en charge.", name=name), code="unknown_format", hint=_ACCEPTED)


def _is_text(body: bytes) -> bool:
    """UTF-16 with its mark, or bytes without the control characters that binary formats are full of; rich text (RTF) is not plain."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = body[: 1 << 16]
    controls = sum(sample.count(bytes([c])) for c in range(32) if c not in (9, 10, 12, 13, 27))
    return not body.startswith(b"{\\rtf") and controls * 1000 <= len(sample)
