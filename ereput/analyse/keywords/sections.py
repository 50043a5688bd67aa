"""An offer (or a CV) as sections: headings recognised in French and English, sentences with their place, boilerplate set aside.

What the employer says of itself, its benefits, its inclusion policy and how to apply are not skills asked of the person (KEYWORDS §5.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.keywords import cues, negation
from ereput.analyse.keywords.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

IGNORED = frozenset({"company", "conditions", "diversity", "process"})
"""Sections whose words are not asked of the person."""

_END = re.compile(r"(?<=[.!?;])\s+(?=[\wÀ-Ý«\"•*–-])|\n+|\s+[•▪●◦‣*]\s*|(?<=\S)\s+-\s+(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence or list item: code points [start, end) of the text, and the section it stands in.

    `wished`: it stands under a heading that says "nice to have" ("Compétences souhaitées :").
    """

    start: int
    end: int
    section: str
    heading: bool = False
    wished: bool = False

    @property
    def ignored(self) -> bool:
        return self.section in IGNORED


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of an offer in order, each with its section ("other" before any heading)."""
    current, wish = "other", False
    for start, end in _pieces(text):
        piece = text[start:end]
        name = heading(piece)
        if name:
            head, colon, body = piece.partition(":")
            current, wish = name, negation.wished(head)
            middle = start + len(head) + len(colon) if body.strip() else end
            yield Sentence(start=start, end=middle, section=current, heading=True)
            if middle < end:
                yield Sentence(start=middle, end=end, section=current, wished=wish)
            continue
        yield Sentence(start=start, end=end, section=_own(piece, current), wished=wish)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def heading(piece: str) -> str:
    """The section that this line opens, "" when it is not a heading: at most eight words before a colon or the end, no verb of a sentence.

    >>> heading("VOTRE PROFIL :"), heading("Compétences"), heading("Vous gérez le profil des clients du magasin de Nantes")
    ('profile', 'skills', '')
    """
    line = piece.strip(" \t-–—*#•▪●:►>=")
    head, colon, _ = line.partition(":")
    if not head or len(head) > 60 or len(head.split()) > 8:
        return ""
    closed = piece.rstrip().endswith((".", ";", ","))
    bullet = piece.lstrip()[:1] in "-–—*•▪●►>" and not head.isupper()
    if not colon and (closed or bullet or (len(head.split()) > 5 and not head.isupper())):
        return ""
    plain = re.sub(r"[^a-z0-9 ]+", " ", fold(head))
    found = next((name for name, pattern in cues.families("headings") if pattern.search(plain)), "")
    if found and not colon and len(head.split()) > 3 and not head.isupper() and not head[:1].isupper():
        return ""
    return found


def _own(piece: str, current: str) -> str:
    """The section of one sentence: the current one, unless the sentence itself is plainly boilerplate."""
    plain = re.sub(r"[^a-z0-9 ]+", " ", fold(piece))
    asks = cues.family("candidate", "asks").search(plain) or current in ("skills", "languages")
    for name, pattern in cues.families("boilerplate"):
        found = pattern.search(plain)
        if found and (not asks or name not in ("company", "conditions") or (name == "conditions" and not plain[: found.start()].strip())):
            return name
    return "profile" if current in IGNORED and cues.family("candidate", "resumes").search(plain) else current
