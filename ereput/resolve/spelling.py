"""How a word is written: folding, short forms, transliterations, one slip of the pen, and the two genders of a given name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

NEAR_TYPO = 0.92
"""Jaro-Winkler similarity from which two spellings are one name with a slip (Winkler 1990)."""

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia i i ie g".replace("-", "").split(" "),
        strict=True,
    )
)
"""As passports write it (ICAO Doc 9303, part 3, section 6)."""
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i"}
    | _CYRILLIC
    | {letter.upper(): latin for letter, latin in _CYRILLIC.items()}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
WORD = re.compile(r"[^\W_]+")
_GENDERS = ("e", "a", "ne", "le", "te")
"""What turns a masculine given name into a feminine one, or back: Pascal, Pascale; Paul, Paula; Fabien, Fabienne; Gabriel, Gabrielle."""


def bare(text: str) -> str:
    """Lower case, Latin, no accent; punctuation stays where it is.

    >>> bare("L'Hénoret-Œuf, Ёлкина")
    "l'henoret-oeuf, elkina"
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.translate(_LETTERS).casefold()


def fold(text: str) -> str:
    """Lower case, no accent, one space between words; apostrophes and hyphens separate words.

    >>> fold("Maëlle L'Hénoret-Œuf")
    'maelle l henoret oeuf'
    """
    return " ".join(WORD.findall(bare(text)))


def spellings(name: str) -> tuple[str, ...]:
    """The name, and the name with its umlauts in two letters ("Müller", "Mueller")."""
    other = unicodedata.normalize("NFC", name).translate(_UMLAUTS)
    return (name,) if other == name else (name, other)


@cache
def _table() -> dict[str, frozenset[str]]:
    """Every given name of the table -> the names that may stand for it."""
    body = tomllib.loads((Path(__file__).parent / "shortforms.toml").read_text("utf-8"))
    groups = [frozenset({fold(full), *map(fold, others)}) for part in ("short", "spelling") for full, others in body[part].items()]
    names: dict[str, frozenset[str]] = {}
    for group in groups:
        for name in group:
            names[name] = names.get(name, frozenset()) | group
    return names


def same_given(one: str, other: str) -> bool:
    """Two given names of the same person by the table of short forms and spellings ("alex", "alexandre"). Folded input."""
    return one == other or other in _table().get(one, ())


def is_given(word: str) -> bool:
    """Is this folded word a given name of the table? ("Jean Paul Martin" has two, "Inès Garcia Lopez" one.)"""
    return word in _table()


def slip(one: str, other: str) -> bool:
    """One word written twice, with a slip. The two genders of a name ("daniel", "danielle") and a longer name ("martin", "martinez")
    are two people's.
    """
    longer = abs(len(one) - len(other)) > 1 and (one.startswith(other) or other.startswith(one))
    return len(one) > 3 and not longer and not _genders(*sorted((one, other), key=len)) and jaro_winkler(one, other) >= NEAR_TYPO


def _genders(short: str, long_: str) -> bool:
    if len(short) == len(long_):  # Alexandre, Alexandra
        return short[:-1] == long_[:-1] and {short[-1], long_[-1]} <= {"a", "e", "o"}
    return long_.removeprefix(short) in _GENDERS or (short.endswith("c") and long_ == f"{short[:-1]}que")


def jaro_winkler(one: str, other: str) -> float:
    """Similarity 0–1 of two words (Jaro 1989, Winkler 1990: prefix scale 0.1, at most four characters)."""
    if one == other:
        return 1.0
    jaro = _jaro(one, other)
    prefix = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return jaro + min(prefix, 4) * 0.1 * (1 - jaro)


def _jaro(one: str, other: str) -> float:
    reach = max(len(one), len(other)) // 2 - 1
    taken = [False] * len(other)
    common: list[str] = []
    for i, char in enumerate(one):
        for j in range(max(0, i - reach), min(len(other), i + reach + 1)):
            if not taken[j] and other[j] == char:
                taken[j] = True
                common.append(char)
                break
    if not common:
        return 0.0
    swapped = sum(a != b for a, b in zip(common, (c for c, t in zip(other, taken, strict=True) if t), strict=True)) / 2
    m = len(common)
    return (m / len(one) + m / len(other) + (m - swapped) / m) / 3
