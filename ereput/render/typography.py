"""Two passes over characters: French typography for our own sentences, and cleaning for what strangers wrote.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (thin no-break space before ; ! ?, no-break space inside
quotation marks, before a colon and before %); Unicode UAX #9 (direction controls) and UAX #44 (general categories).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ereput.assets import folder

THIN, WIDE = "\u202f", "\u00a0"
UNDRAWN = "◇"
"""Stands for a character that the report's fonts lack."""
LONGEST = 600
"""A stranger's text is cut here (characters): a report is read, not stored. The whole text stays in `audit.json`."""

_BEFORE_HIGH = re.compile(r"[ \u00a0]([;!?])")  # "mot ;" -> thin space
_BEFORE_COLON = re.compile(r" (:)(?=\s|$)")
_BEFORE_UNIT = re.compile(r"(?<=\d|\}) (?=[%€]|h\b|min\b|ans?\b|mois\b|jours?\b|points?\b)")
_OPEN, _CLOSE = re.compile(r"«[ \u00a0]?"), re.compile(r"[ \u00a0]?»")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\{|«)")
_QUOTED = re.compile(r"(?<![\w=>:{])(?<!= )\"([^\"<>=\u201c\u201d]{1,200})\"(?![\w>}])")
"""Quotation marks of a typewriter around words, in English; those of a key, an attribute or a tag are code and stay."""
_PILED = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{2})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
"""More than two combining marks on one letter: no language needs them, and they climb over the lines around."""
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@lru_cache(maxsize=8192)
def fine(pattern: str, language: str) -> str:
    """One of our own sentences with the spaces and apostrophes of its language; `{places}` are left as they are.

    >>> fine("Vu sur « {site} » : 72 %", "fr") == "Vu sur «\\u00a0{site}\\u00a0»\\u00a0: 72\\u00a0%"
    True
    """
    text = _APOSTROPHE.sub("\u2019", pattern)
    if language != "fr":
        return _QUOTED.sub("\u201c\\1\u201d", text)
    text = _OPEN.sub("«" + WIDE, text)
    text = _CLOSE.sub(WIDE + "»", text)
    text = _BEFORE_HIGH.sub(THIN + r"\1", text)
    text = _BEFORE_COLON.sub(WIDE + r"\1", text)
    return _BEFORE_UNIT.sub(WIDE, text)


def clean(text: str, *, longest: int = LONGEST) -> str:
    """A stranger's text without what could change a layout: controls, direction marks, lone surrogates; cut at `longest` characters."""
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text
    return _clean(text[: 2 * longest], longest, len(text) > 2 * longest)


@lru_cache(maxsize=4096)
def _clean(text: str, longest: int, cut: bool, /) -> str:
    kept = _PILED.sub(r"\1", "".join(_character(char) for char in unicodedata.normalize("NFC", text)))
    return kept[: longest - 1].rstrip() + "…" if cut or len(kept) > longest else kept


@lru_cache(maxsize=4096)
def _character(char: str) -> str:
    if char in "\n\t\r\u2028\u2029":
        return " "
    if char in _DIRECTION or unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}:
        return ""
    return char


def drawn(text: str) -> str:
    """`text` with only what the report's fonts can draw: invisible marks go, any other unknown character becomes a white diamond.

    So the PDF looks the same on every machine, and no reader meets a missing glyph; the HTML and the JSON keep the character.
    """
    return text if text.isascii() else _undrawn().sub(lambda found: "" if unicodedata.category(found[0]) in {"Cf", "Mn"} else UNDRAWN, text)


@cache
def _undrawn() -> re.Pattern[str]:
    lines = (folder("templates") / "style" / "fonts" / "coverage.txt").read_text(encoding="ascii").split()
    ranges = "".join(f"\\U{int(first, 16):08x}-\\U{int(last, 16):08x}" for first, last in (line.split("-") for line in lines))
    return re.compile(f"[^{ranges}]")
