"""PDF with pypdf in plain mode: on two-column CVs it reads whole columns where layout modes read across them (KEYWORDS.md §6)."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from typing import TYPE_CHECKING

from ereput.collect.documents import pdf_cost
from ereput.collect.documents.model import CHARS_MAX, Document, locked, tidied, truncated, without_text
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

PAGES_MAX = 200
LETTERS_MIN = 20
"""Letters below which a document is taken for a scan."""


def read_pdf(body: bytes, name: str) -> Document:
    """The text of a PDF. Raises DocumentError truncated, encrypted, no_text; what is readable of a damaged file is kept, with a warning."""
    with _quiet():
        reader = _opened(body, name)
        try:
            count = len(reader.pages)
            pages = _pages(reader, min(count, PAGES_MAX))
            title, links, images = _title(reader), _links(reader, len(pages)), sum(p[1] for p in pages)
        except Exception as error:  # pypdf raises a wide range of errors on damaged files
            raise truncated(name) from error
    text = tidied("\n\n".join(page[0] or "" for page in pages))
    lost = sum(1 for page in pages if page[0] is None)
    if sum(c.isalpha() for c in text[:5000]) < LETTERS_MIN:
        raise truncated(name) if not pages or lost == len(pages) or b"%%EOF" not in body[-65536:] else without_text(name)
    return Document(
        name=name, text=text, kind="pdf", pages=count, title=title, links=links, images=images, warning=_warning(body, count, lost)
    )


def _warning(body: bytes, count: int, lost: int) -> Text | None:
    if lost:
        return say("Pages qui n'ont pas pu être lues : {n}.", n=lost)
    if count > PAGES_MAX:
        return say("Le document est long : seul son début a été lu (pages : {n}).", n=PAGES_MAX)
    if b"%%EOF" not in body[-65536:]:
        return say("La fin du fichier manque : ce qui restait a été lu.")
    return None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """pypdf tells each oddity of a file through logging and warnings; they may quote the file, and the reader can do nothing of them."""
    logger = logging.getLogger("pypdf")
    before = logger.disabled, [(child, child.disabled) for child in _children()]
    logger.disabled = True
    for child, _ in before[1]:
        child.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before[0]
        for child, was in before[1]:
            child.disabled = was


def _children() -> list[logging.Logger]:
    known = logging.root.manager.loggerDict.items()
    return [found for name, found in known if name.startswith("pypdf.") and isinstance(found, logging.Logger)]


def _opened(body: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        is_locked = reader.is_encrypted and not reader.decrypt("")
    except ImportError as error:  # an AES-encrypted file, without the optional `cryptography`
        raise locked(name) from error
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RecursionError, AssertionError) as error:
        raise (locked(name) if "crypt" in type(error).__name__.lower() + str(error).lower() else truncated(name)) from error
    if is_locked:
        raise locked(name)
    return reader


def _pages(reader: PdfReader, count: int) -> list[tuple[str | None, int]]:
    """The text of each page and its number of pictures; None for a page that cannot be read, or would take too long (`pdf_cost`)."""
    found: list[tuple[str | None, int]] = []
    left = pdf_cost.DOCUMENT_MAX
    for number in range(count):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            price = pdf_cost.cost(page, contents.get_data()) if contents is not None else 0
            left -= price if price <= pdf_cost.PAGE_MAX else 0
            readable = price <= pdf_cost.PAGE_MAX and left >= 0
            found.append((page.extract_text()[:CHARS_MAX], _images(page)) if readable else (None, 0))
        except Exception:  # one damaged page must not lose the others; pypdf raises a wide range of errors
            found.append((None, 0))
    return found


def _images(page: PageObject) -> int:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    found = objects.get_object().values() if objects else ()
    return sum(1 for item in found if item.get_object().get("/Subtype") == "/Image")


def _title(reader: PdfReader) -> str:
    title = reader.metadata.title if reader.metadata else None
    return title.strip()[:300] if isinstance(title, str) else ""


def _links(reader: PdfReader, pages: int) -> tuple[str, ...]:
    """Addresses behind the links of the pages; a damaged annotation is passed over."""
    found: dict[str, None] = {}
    for number in range(pages):
        with contextlib.suppress(Exception):
            for annotation in reader.pages[number].get("/Annots") or ():
                uri = annotation.get_object().get("/A", {}).get("/URI")
                if isinstance(uri, str) and len(found) < 200:
                    found[uri[:2000]] = None
    return tuple(found)
