"""Masks: what the reader may see of a personal value, and the sentences that are quoted. A mask has the length of what it hides.

The reader recognises her own number (`06 •• •• •• 12`); nobody else learns it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ereput.model import Span

DOT = "•"
CLEAR_KINDS = frozenset(
    "PERSON LOCATION ORG DATE URL PROFILE_URL EMPLOYER SCHOOL JOB_TITLE HANDLE AGE BIRTHPLACE FAMILY CHILD HOME"
    " ROUTINE ABSENCE BANK CLIENT CONFIDENTIAL SIREN"
    " SIRET VAT RCS HEALTH DISABILITY PREGNANCY RELIGION POLITICS UNION SEXUALITY GENDER ORIGIN GENETIC BIOMETRIC"
    " OFFENCE FAMILY_STATUS APPEARANCE MORALS"
    " POVERTY WHISTLEBLOWER MINOR".split()
)
"""Kinds that a quotation shows in clear: no identifier by themselves, or words that she must read to judge (the sensitive lane, hers
alone)."""
HIDDEN_KINDS = frozenset({"PASSWORD", "API_KEY"})
"""Kinds of which not even the first character is shown."""
ENDS_SHOWN = frozenset({"PHONE", "IBAN", "RIB", "CREDIT_CARD"})
"""Kinds that are recognised by their two first and two last characters."""


def mask(kind: str, value: str) -> str:
    """`value` with its identifying part replaced by dots, same length.

    >>> mask("PHONE", "06 12 34 56 12")
    '06 •• •• •• 12'
    >>> mask("EMAIL", "camille@example.org")
    'c••••••@•••••••.org'
    """
    if kind in CLEAR_KINDS:
        return value
    if kind == "EMAIL":
        return _mask_email(value)
    marks = [i for i, char in enumerate(value) if char.isalnum()]
    if kind in HIDDEN_KINDS:
        return "".join(char if char.isspace() else DOT for char in value)
    keep = set(marks[:2] + marks[-2:]) if len(marks) >= 8 and kind in ENDS_SHOWN else set(marks[:1])
    return "".join(char if i in keep or not char.isalnum() else DOT for i, char in enumerate(value))


def _mask_email(value: str) -> str:
    last_dot = value.rfind(".")
    at = value.find("@")
    return "".join(char if i == 0 or (i >= last_dot > max(at, 0)) or char in "@. \t" else DOT for i, char in enumerate(value))


def mask_spans(text: str, spans: Iterable[Span]) -> str:
    """`text` with every span masked by its kind; same length as `text`. Overlapping spans are each applied: nothing reappears."""
    chars = list(text)
    for span in spans:
        for i, char in enumerate(mask(span.kind, text[span.start : span.end]), start=span.start):
            if char == DOT:
                chars[i] = DOT
    return "".join(chars)


def quote(masked: str, start: int, end: int, *, around: int = 60) -> str:
    """The masked text around [start, end), cut at word boundaries, with "…" where it is cut."""
    left, right = max(0, start - around), min(len(masked), end + around)
    while 0 < left < start and not masked[left - 1].isspace():
        left += 1
    while end < right < len(masked) and not masked[right].isspace():
        right -= 1
    body = " ".join(masked[left:right].split())
    return f"{'… ' if left > 0 else ''}{body}{' …' if right < len(masked) else ''}"


_STOP = re.compile(r"(?<=[.!?…])\s+|\n+|\s+[•▪●◦‣]\s*")
_UNFINISHED = re.compile(r"(?:\b(?:de|des|du|la|le|les|un|une|et|ou|à|en|par|pour|sur|avec|of|the|a|and|or|in|to|for|with)|d['’])$")
"""A line of a PDF that cannot end there."""


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Sentences and lines as [start, end); a line that goes on in lower case on the next is one sentence."""
    start = 0
    for match in _STOP.finditer(text):
        after = text[match.end() : match.end() + 1]
        broken = match[0].count("\n") == 1 and (
            after.islower() or bool(_UNFINISHED.search(text, max(start, match.start() - 8), match.start()))
        )
        if broken:
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


_SALUTES = re.compile(r"(?:ch[eè]re?s?|madame|mesdames|mademoiselle|monsieur|messieurs|bonjour|dear|hello|hi|to whom)\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"\b(?:agréer|salutations|cordialement|respectueusement|yours (?:sincerely|faithfully|truly)|sincerely|(?:kind|best|warm) regards)\b",
    re.IGNORECASE,
)
_AFTER_CLOSING = 40
"""Words that may follow the closing formula: a signature, an address, a list of what is enclosed."""


def letter_body(text: str) -> tuple[int, int]:
    """What a letter says, from after its salutation to before its closing formula, as [start, end); 0 or its length without one.

    >>> text = "Zoé Petit\\n44000 Nantes\\nMadame,\\nJe lis. J'écris.\\nCordialement,\\nZoé Petit"
    >>> text[slice(*letter_body(text))].strip()
    "Je lis. J'écris."
    """
    low, high = 0, len(text)
    for start, end in pieces(text):
        line = text[start:end].strip()
        if _CLOSES.search(line) and len(text[end:].split()) <= _AFTER_CLOSING:
            return low, start
        if _SALUTES.match(line) and (len(line.split()) <= 3 or (len(line.split()) <= 10 and line.endswith((",", ":", "!")))):
            low = end
    return low, high


_LETTERS = re.compile(r"[^\W\d_]+")


def fold_name(name: str, *, ordered: bool = False) -> str:
    """A person's name without accents, case, punctuation and emoji, its words sorted (« NOM Prénom » is « Prénom Nom ») unless `ordered`.

    >>> fold_name("Lefèvre, Zoé 🎓") == fold_name("Zoé LEFÈVRE") == "lefevre zoe"
    True
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).casefold()
    words = _LETTERS.findall(plain)
    return " ".join(words if ordered else sorted(words))


def pseudonym(salt: bytes, value: str) -> str:
    """What stands for somebody else's value: 32 hexadecimal digits of keyed BLAKE2b (RFC 7693), the same for the same salt and value."""
    return hashlib.blake2b(value.encode("utf-8", "replace"), key=salt[:64], digest_size=16).hexdigest()
