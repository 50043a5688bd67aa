"""DOCX (ECMA-376) and ODT (OASIS OpenDocument 1.3): ZIPs of XML, read with the archive guards and without entities (defusedxml)."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol
from xml.etree.ElementTree import ParseError

from ereput.collect.archives.opening import open_stream
from ereput.collect.documents.model import Document, bomb, locked, tidied, truncated, without_text
from ereput.errors import ArchiveError, DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from ereput.collect.archives.container import Archive

PART_MAX = 40 * 1024**2
"""Bytes of one XML part, decompressed."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_AROUND = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_office(stream: IO[bytes], name: str) -> Document:
    """The text of a DOCX or ODT. Raises DocumentError."""
    try:
        with open_stream(name, stream) as archive:
            if "word/document.xml" in archive.names:
                return _docx(archive, name)
            if "content.xml" in archive.names:
                return _odt(archive, name)
    except ArchiveError as error:
        raise _as_document_error(error, name) from error
    hint = say("Enregistrez-le en PDF, DOCX, ODT, HTML ou TXT.")
    raise DocumentError(say("{name} n'est pas d'un type pris en charge.", name=name), code="unknown_format", hint=hint)


def _as_document_error(error: ArchiveError, name: str) -> DocumentError:
    made = {"encrypted": locked, "archive_bomb": bomb, "too_large": bomb}.get(error.code, truncated)
    return made(name)


def _docx(archive: Archive, name: str) -> Document:
    parts = sorted(n for n in archive.names if n.startswith(_AROUND) and n.endswith(".xml"))
    headers = [part for part in parts if part.startswith("word/header")]
    order = [*headers, "word/document.xml", *(part for part in parts if part not in headers)]
    text = tidied("\n".join(_parsed(archive, part, _Word()) for part in order))
    if not text:
        raise without_text(name)
    images = sum(1 for n in archive.names if n.startswith("word/media/"))
    links = _links(archive, "word/_rels/document.xml.rels")
    return Document(name=name, text=text, kind="docx", title=_title(archive, "docProps/core.xml"), links=links, images=images)


def _odt(archive: Archive, name: str) -> Document:
    """Headers and footers of an ODT stand in styles.xml."""
    reader = _OpenDocument()
    around = _parsed(archive, "styles.xml", _OpenDocument(only="master-styles")) if "styles.xml" in archive.names else ""
    text = tidied(f"{around}\n{_parsed(archive, 'content.xml', reader)}")
    if not text:
        raise without_text(name)
    images = sum(1 for n in archive.names if n.startswith("Pictures/"))
    title = _title(archive, "meta.xml")
    return Document(name=name, text=text, kind="odt", title=title, links=tuple(dict.fromkeys(reader.links)), images=images)


class _Target(Protocol):
    """What an XML parser tells, in order."""

    parts: list[str]

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


def _parsed(archive: Archive, part: str, target: _Target) -> str:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=target)
    try:
        parser.feed(archive.bytes(part, most=PART_MAX))
        parser.close()
    except DefusedXmlException as error:
        raise bomb(archive.name) from error
    except (ParseError, ValueError) as error:
        raise truncated(archive.name) from error
    return "".join(target.parts)


_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}txbxContent": "\n", f"{_W}noBreakHyphen": "-"}


class _Word:
    """Text runs in reading order, text boxes included; what an old reader would show instead (`mc:Fallback`) is the same text again."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._reading, self._hidden = False, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._hidden += tag == _FALLBACK
        self._reading = tag == f"{_W}t"
        if not self._hidden and tag in _BREAKS:
            self.parts.append(_BREAKS[tag])

    def end(self, tag: str) -> None:
        self._hidden -= tag == _FALLBACK
        self._reading = False
        if not self._hidden and tag in (f"{_W}p", f"{_W}txbxContent"):
            self.parts.append("\n")

    def data(self, text: str) -> None:
        if self._reading and not self._hidden:
            self.parts.append(text)

    def close(self) -> None:
        """Called by the parser at the end."""


class _OpenDocument:
    """Paragraphs and headings with their spaces and tabs; `only` keeps what stands in one element."""

    def __init__(self, only: str = "") -> None:
        self.parts: list[str] = []
        self.links: list[str] = []
        self._only, self._inside, self._paragraphs = only, 0, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rsplit("}", 1)[-1]
        self._inside += local == self._only
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            self._paragraphs += 1
            self.parts.append("\n" if self._paragraphs > 1 else "")
        elif tag == f"{_TEXT}a" and (href := attributes.get("{http://www.w3.org/1999/xlink}href")):
            self.links.append(href[:2000])
        elif tag.startswith(_TEXT):
            self.parts.append({"s": " ", "tab": "\t", "line-break": "\n"}.get(local, ""))

    def end(self, tag: str) -> None:
        self._inside -= tag.rsplit("}", 1)[-1] == self._only
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            self._paragraphs -= 1
            self.parts.append("\n")

    def data(self, text: str) -> None:
        if self._paragraphs and (self._inside or not self._only):
            self.parts.append(text)

    def close(self) -> None:
        """Called by the parser at the end."""


class _Attributes:
    """Collects one attribute of one element, or the text of a `dc:title`."""

    def __init__(self, tag: str, attribute: str = "") -> None:
        self.parts: list[str] = []
        self._tag, self._attribute, self._reading = tag, attribute, False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._reading = tag == self._tag and not self._attribute
        if tag == self._tag and (value := attributes.get(self._attribute)):
            self.parts.append(value)

    def end(self, tag: str) -> None:
        self._reading = False

    def data(self, text: str) -> None:
        if self._reading:
            self.parts.append(text)

    def close(self) -> None:
        """Called by the parser at the end."""


def _title(archive: Archive, part: str) -> str:
    if part not in archive.names:
        return ""
    return _parsed(archive, part, _Attributes("{http://purl.org/dc/elements/1.1/}title")).strip()[:300]


def _links(archive: Archive, part: str) -> tuple[str, ...]:
    if part not in archive.names:
        return ()
    found = _Attributes("{http://schemas.openxmlformats.org/package/2006/relationships}Relationship", "Target")
    _parsed(archive, part, found)
    return tuple(dict.fromkeys(link[:2000] for link in found.parts if link.startswith(("http://", "https://", "mailto:"))))
