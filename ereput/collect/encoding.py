"""Bytes to text, whatever the page claims about itself (WHATWG Encoding, with the claims checked against the bytes)."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,30})", re.I)
_HEADER = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,30})", re.I)
_LATIN = frozenset({"iso8859-1", "ascii", "cp1252"})


def decode(body: bytes, content_type: str = "") -> str:
    """The text of `body`. Never fails: an impossible byte becomes U+FFFD.

    Bytes that are valid UTF-8 are UTF-8 whatever is declared; bytes that are not, and are declared UTF-8 or nothing, are Windows-1252,
    which is what "latin-1" means on the web.

    >>> decode("déclarée UTF-8, écrite en latin-1".encode("latin-1"), "text/html; charset=utf-8")
    'déclarée UTF-8, écrite en latin-1'
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _declared(body, content_type)
    if declared.startswith(("utf-16", "utf-32", "iso2022", "hz")):
        return body.decode(declared, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not body[: error.start].isascii():
            return body[: error.start].decode("utf-8")
    if declared and declared not in _LATIN and declared != "utf-8":
        return body.decode(declared, "replace")
    return body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str) -> str:
    """The codec that the header or the first 2 kB name, "" when none or unknown."""
    header, meta = _HEADER.search(content_type), _META.search(body[:2048])
    for name in (header[1] if header else "", meta[1].decode("ascii", "replace") if meta else ""):
        try:
            if name:
                b"\xe9".decode(name, "replace")  # some codecs are none of text ("hex"), or replace nothing ("idna")
                return codecs.lookup(name).name
        except (LookupError, UnicodeError):
            continue
    return ""
