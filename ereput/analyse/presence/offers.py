"""Who an offer is of, and what it says of them, word for word: from its own field, else from the plain text of a PDF or of a copy.

What counts as the employer's name is what a label or "… recrute" gives, or a name that she aims at; a guess would be told as a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.masking import DOT, fold_name, pieces
from ereput.model import Kind, Reading, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FACTS = 6
"""Facts of one employer shown."""
_COMPANY = re.compile(
    r"^\W{0,3}(?:(?:pr[ée]sentation|description) de (?:l['’]|la |notre )\w"
    r"|(?:l['’]|la |notre |votre futur )?(?:entreprise|soci[ée]t[ée]|structure|association|employeur|maison|[ée]quipe)\b"
    r"|qui sommes|[aà] propos|about|who we are|(?:the|our) (?:company|organisation|organization|team))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W{0,3}(?:nom de l['’]entreprise|entreprise|soci[ée]t[ée]|employeur|organisme|structure|company|employer|organi[sz]ation)"
    r"\s{0,2}:[ \t]{0,3}([^\n]{2,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_HIRES = re.compile(
    r"^\W{0,3}([A-ZÀ-Ý][^\n.!?]{1,50}?)(?<![,;:]) (?:recrute|recherche(?! (?:de|du|des)\b| d['’])|is (?:hiring|looking for|seeking))\b",
    re.MULTILINE,
)
"""Who hires; "recherche de fuites" is a task."""
_NOBODY = re.compile(
    r"^(?:(?i:nous|on|notre|votre|we|our)\b|(?i:l['’]|la |le |les |the )(?:[a-zà-ÿ]|(?i:entreprise|soci[ée]t[ée]|structure|company)\b))"
)
"""Where an offer in plain text gives the name: a label, or who is hiring, when that is a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """An employer aimed at: its name ("" when its offer gives none), and what its offer says of it, word for word, with where."""

    name: str
    facts: tuple[str, ...] = ()
    source: str = ""
    language: str = "fr"

    @property
    def shown(self) -> Text | str:
        return self.name or say("(employeur que l'offre ne nomme pas)")


def firms(subject: Subject, readings: Sequence[Reading]) -> tuple[Firm, ...]:
    """The employers of the offers, then those she named, each once."""
    found: dict[str, Firm] = {}
    for reading in readings:
        if reading.mention.kind is Kind.OFFER:
            name, where = named(reading, subject.target.employers), reading.mention.field("file") or reading.mention.source
            firm = Firm(name=name, facts=tuple(_facts(reading, name)), source=where, language=reading.language)
            found.setdefault(fold_name(name, ordered=True) or where, firm)
    for name in subject.target.employers:
        found.setdefault(fold_name(name, ordered=True), Firm(name=name))
    return tuple(found.values())


def named(offer: Reading, aimed: Sequence[str]) -> str:
    """The employer of an offer: its own field, else a name she aims at that stands in it, else what its text gives; "" when none does."""
    if given := offer.mention.field("organisation"):
        return given
    text = offer.masked
    told = next((name for name in aimed if names(text, name)), "")
    for match in () if told else (_LABEL.search(text), _HIRES.search(text)):
        if match and not _NOBODY.search(match[1]) and DOT not in match[1] and len(match[1].split()) <= 8:
            return match[1].strip(" .,;*")
    return told


def _facts(reading: Reading, name: str) -> Iterator[str]:
    """What the offer says of the employer: sentences that name it, and the section about it."""
    about, given = False, 0
    for start, end in pieces(reading.masked):
        text = " ".join(reading.masked[start:end].split())
        heading = len(text.split()) <= 6 and not text.endswith(".")
        if heading:
            about = bool(_COMPANY.search(text))
        elif _LABEL.search(text) or _HIRES.search(text):
            continue  # who it is, not what it does
        elif (about or names(text, name)) and len(text.split()) >= 4 and DOT not in text and given < FACTS:
            given += 1
            yield text


def names(text: str, employer: str) -> bool:
    """Does the text name the employer? Whole words, accents and case aside.

    >>> names("chez Fil d’Eau, à Nantes", "Fil d'Eau"), names("un fil d'eau potable", "Eau Vive")
    (True, False)
    """
    wanted = fold_name(employer, ordered=True)
    return bool(wanted) and f" {wanted} " in f" {fold_name(text, ordered=True)} "
