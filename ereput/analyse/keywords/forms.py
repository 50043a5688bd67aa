"""The forms of a concept as the index stores them: token keys, spelling variants, and how strictly each must be written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.keywords.tokens import WORD, base, fold, key, keys
from ereput.wordlist import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.keywords.concepts import Concept

EXACT, CASE, CAPITAL, AMBIGUOUS, WHOLE = 1, 2, 4, 8, 16
"""EXACT: same letters, no inflection. CASE: same capitals ("SAP"). CAPITAL: a capital initial ("Word"). AMBIGUOUS: context must speak.
WHOLE: its linking words too must stand there ("hands-on", "à l'écoute"), for its key is that of one word."""
COMMON = 3.0
"""Zipf frequency (log10 per billion words) from which a name is also an everyday word: "excel" 3.5 in French, "jenkins" 2.6."""
OFTEN = 4.7
"""Zipf frequency from which even the official label of an imported concept is an everyday word: "technologie", "document"."""

_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")


def without_brackets(label: str) -> str:
    """
    >>> without_brackets("Python (computer programming)")
    'Python'
    """
    return _BRACKETS.sub("", label).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """One form ready for the index. `joined`: an artificial spelling ("powerbi" for "Power BI")."""

    keys: tuple[str, ...]
    text: str
    language: str
    ambiguous: bool = False
    joined: bool = False


def variants(concept: Concept) -> Iterator[Keyed]:
    """Each form once per distinct key sequence: as written, without its brackets, and with its parts joined."""
    seen: set[tuple[str, ...]] = set()
    doubtful = {fold(form.text) for form in concept.forms if form.ambiguous}
    for form in concept.forms:
        spellings = [(form.text, False)]
        if "(" in form.text:
            spellings.append((without_brackets(form.text), False))
        if concept.kind in ("tool", "certification"):
            spellings += [(form.text, True)]
        for text, joined in spellings:
            tokens = _joined(text) if joined else (keys(text) or tuple(fold(base(w)) for w in WORD.findall(text)))
            if tokens and tokens not in seen and len(tokens) <= 12:
                seen.add(tokens)
                yield Keyed(
                    keys=tokens, text=text, language=form.language, ambiguous=form.ambiguous or fold(text) in doubtful, joined=joined
                )


def _joined(text: str) -> tuple[str, ...]:
    words = WORD.findall(text)
    if not 2 <= len(words) <= 3 or " de " in text or "'" in text:
        return ()
    return (key("".join(words)),)


def everyday(word: str) -> float:
    """Zipf frequency of a word, whatever its capitals, in the language that uses it more."""
    return max(zipf(word.lower(), "fr"), zipf(word.lower(), "en"))


def common(word: str) -> bool:
    """True for a word that everyday French or English uses in lower case."""
    return everyday(word) >= COMMON


def flags(concept: Concept, keyed: Keyed) -> int:
    """How strictly this form must be written to count."""
    text = keyed.text
    words = WORD.findall(text)
    value = AMBIGUOUS if keyed.ambiguous else 0
    if len(words) > 1 and len(keyed.keys) == 1 and not keyed.joined:
        value |= WHOLE
    if len(words) > 1:
        return value | (EXACT if concept.kind == "tool" and len(words) <= 2 else 0)
    letters = sum(c.isalpha() for c in text)
    if concept.kind in ("tool", "certification") or letters <= 4 or text.isupper():
        value |= EXACT
    if letters == 1 or (text.isupper() and letters <= 6 and common(text)):
        value |= CASE
    elif concept.kind == "tool" and text[:1].isupper() and common(text):
        value |= CAPITAL
    if concept.source != "own" and (letters <= 2 or (concept.kind == "tool" and common(text))):
        value |= AMBIGUOUS | (CASE if letters <= 2 else 0)
    if concept.source != "own" and max(everyday(text), everyday(text.rstrip("sx"))) >= (OFTEN if _official(text, concept) else COMMON):
        value |= AMBIGUOUS
    return value


def _official(text: str, concept: Concept) -> bool:
    return any(text in (label, without_brackets(label)) for label in (concept.label("fr"), concept.label("en")))


OTHER = 0.6
"""Zipf steps by which a word is more everyday than the form it shares a key with, from which it is taken for another word."""

TWIN = 6
"""Letters above which accents alone do not make another word: "mètre" and "métré" are two, "altération" and "alteration" one."""


def other_word(seen: str, form: str) -> bool:
    """True when one key holds two words: what is read is an everyday word, the form a much rarer one ("chemin", "cheminées").

    In English an -er ending makes another word ("customer", "customs"), where French has a verb. A plural is never another word,
    nor is a long word that differs by its accents alone ("dépréciation", "depreciation"). Frequencies:
    wordfreq (Speer, 2022).
    """
    one, two = seen.lower(), form.lower()
    if one.rstrip("sx") == two.rstrip("sx") or (len(two) > TWIN and fold(one).rstrip("s") == fold(two).rstrip("s")):
        return False
    if _agent(one) != _agent(two) and zipf(one, "en") > zipf(one, "fr"):
        return True
    often = zipf(one, "fr")
    return often >= COMMON and often - max(zipf(two, "fr"), zipf(two.rstrip("sx"), "fr")) >= OTHER


def _agent(word: str) -> bool:
    return word.rstrip("s").endswith("er")
