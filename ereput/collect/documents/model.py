"""What a document says, once read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ereput.errors import DocumentError
from ereput.model import Text, say

BYTES_MAX = 50 * 1024**2
"""Bytes of a document."""
CHARS_MAX = 2_000_000
"""Code points kept of its text: a thousand pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document. `kind` is "pdf", "docx", "odt", "html" or "txt"; `pages` is 1 where the format has none.

    `nodes` are the JSON-LD nodes of an HTML page, as compact JSON; `images` counts pictures; `warning` says what could not be read of it.
    """

    name: str
    text: str
    kind: str
    pages: int = 1
    title: str = ""
    links: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    images: int = 0
    warning: Text | None = None


_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")


def tidied(text: str) -> str:
    """Single spaces, no trailing ones, at most one empty line, bounded; soft hyphens and zero-width characters gone."""
    text = text[:CHARS_MAX].replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").replace("\0", "")
    lines = (_BLANK.sub(" ", line).strip() for line in text.splitlines())
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def truncated(name: str) -> DocumentError:
    hint = say("Ouvrez-le pour vérifier, puis enregistrez-le à nouveau.")
    return DocumentError(say("{name} est incomplet ou abîmé.", name=name), code="truncated", hint=hint)


def without_text(name: str) -> DocumentError:
    hint = say("Donnez la version d'origine (traitement de texte), ou passez-le dans un logiciel de reconnaissance de caractères.")
    return DocumentError(say("{name} est une image numérisée : aucun texte ne peut y être lu.", name=name), code="no_text", hint=hint)


def empty(name: str) -> DocumentError:
    return DocumentError(say("{name} est vide.", name=name), code="no_text", hint=say("Vérifiez que c'est le bon fichier."))


def locked(name: str) -> DocumentError:
    hint = say("Enregistrez-le sans mot de passe.")
    return DocumentError(say("{name} est protégé par un mot de passe.", name=name), code="encrypted", hint=hint)


def bomb(name: str) -> DocumentError:
    return DocumentError(say("{name} se décompresse au-delà de ce qui est raisonnable.", name=name), code="archive_bomb")
