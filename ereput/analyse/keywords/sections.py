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

_END = re.compile(r"(?<=[.!?;])\s+(?=[\wÀ-Ý«\"•*–-])|\n+|\s+(?:•(?!•)|[▪●◦‣*])\s*|(?<=\S)\s+-\s+(?=[A-ZÀ-Ý])")


_REACHED = re.compile(
    r"(?<![\d•])(?:\+?\d|•)[\d•](?:[ .]?[\d•]{2}){4}(?![\d•])|[\w.•-]{1,40}@[\w•-]{1,40}\."
    r"|(?:^|:)\W{0,3}(?:M\.|M(?:me|lle|r|rs)\b\.?|Madame|Monsieur)\s[A-ZÀ-Ý•]", re.MULTILINE
)  # fmt: skip
"""How somebody is reached: a phone number of ten digits (masked or not), an e-mail address, a name after its title of courtesy."""
_ASKS = re.compile(r"\b(?:vous|votre|vos|your?)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:[A-ZÀ-Ý•][\w'’•-]{0,30} ?){1,3}(?:[,–—-] ?)?[^\W\d][^,;:.!?()\n\d]{0,50}")
"""A line without a bullet or a figure: a title, or a name and a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence or list item: code points [start, end) of the text, and the section it stands in.

    `wished`: it stands under a heading that says "nice to have" ("Compétences souhaitées :"). `contact`: a short line beside a phone
    number, an e-mail address or a name: whoever is to be called, with a title perhaps ("Cadre de santé").
    """

    start: int
    end: int
    section: str
    heading: bool = False
    wished: bool = False
    contact: bool = False

    @property
    def ignored(self) -> bool:
        return self.section in IGNORED


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of an offer in order, each with its section ("other" before any heading)."""
    current, wish = "other", False
    pieces = tuple(_pieces(text))
    reached = [_REACHED.search(text, start, end) is not None for start, end in pieces]
    for at, (start, end) in enumerate(pieces):
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
        section = "process" if reached[at] and not _ASKS.search(piece) else _own(piece, current)
        beside = any(reached[max(0, at - 1) : at + 2]) and _TITLE.fullmatch(piece.strip()) is not None
        yield Sentence(start=start, end=end, section=section, wished=wish, contact=beside)


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
