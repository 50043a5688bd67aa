"""Makes a hostile page harmless before it is parsed: lexbor takes minutes for deeply nested elements (200,000: 172 s)."""

from __future__ import annotations

import re
from collections import Counter

LENGTH = 10_000_000
"""Code points that are parsed; the rest of a longer page is left out."""
DEPTH = 1_000
"""Open elements at once; browsers stop at 512."""
TAGS = 150_000
"""Tags that are parsed."""
ATTRIBUTES = 1_000
"""Separators within one tag; a tag with more is cut out, since each attribute is compared with all those before it."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_OPENING = re.compile(r"<[a-zA-Z]")
_SEPARATOR = re.compile(r"[\s\"'/=]")
_FLAT = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd option tr td th thead tbody tfoot path circle rect "
    "line polygon polyline ellipse use stop html head body".split()
)
"""Void elements, and those that the parser closes by itself."""


def bounded(text: str) -> str:
    """`text`, cut where it would nest deeper than DEPTH, at TAGS or at LENGTH. An ordinary page comes back as it is."""
    text = _slim(text[:LENGTH])
    if text.count("<") <= DEPTH:
        return text
    depth, open_tags = 0, Counter[str]()
    for number, match in enumerate(_TAG.finditer(text)):
        if number == TAGS:
            return text[: match.start()]
        name = match[2].lower()
        if name in _FLAT:
            continue
        if match[1]:
            if open_tags[name]:
                open_tags[name] -= 1
                depth -= 1
        else:
            open_tags[name] += 1
            depth += 1
            if depth > DEPTH:
                return text[: match.start()]
    return text


def _slim(text: str) -> str:
    """`text` without the tags that have thousands of attributes; an end tag behind one stays."""
    parts = text.split(">")
    if max(map(len, parts)) <= ATTRIBUTES:
        return text
    return ">".join(_slim_part(part) if len(part) > ATTRIBUTES else part for part in parts)


def _slim_part(part: str) -> str:
    opening = _OPENING.search(part)
    if opening is None or len(_SEPARATOR.findall(part, opening.start())) <= ATTRIBUTES:
        return part
    ending = part.rfind("</")
    return part[: opening.start()] + (part[ending:] if ending > opening.start() else "")
