"""French numbers in words, as far as dates need them: days 1–31, years 1900–2099, with the spellings people really use."""

from __future__ import annotations

import re

_UNITS = {
    "un": 1,
    "une": 1,
    "premier": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_STEMS = "|".join(sorted((rf"{word}{word[-1]}?s?" for word in _UNITS), key=len, reverse=True))
_JOIN = r"(?:[ -]et[ -]|[ -]| et )"
DAY = rf"(?:{_STEMS})(?:{_JOIN}(?:{_STEMS})){{0,2}}"
"""At most "vingt et un", "dix-sept", "vingt quatre"."""
YEAR = rf"(?:(?:deux[ -]milles?|mil(?:le)?|dix[ -]neuf)(?:[ -](?:neuf[ -])?cents?)?(?:{_JOIN}(?:{_STEMS})){{0,5}})"
"""At most "mille neuf cent quatre-vingt-dix-sept"; civil-status acts write "mil"."""


def _values(text: str) -> list[int]:
    return [
        _UNITS.get(word, _UNITS.get(word.rstrip("s"), _UNITS.get(word[:-1], 0))) for word in re.findall(r"[^\W\d_]+", text) if word != "et"
    ]


def _below_hundred(values: list[int]) -> int:
    """Sum, with "quatre-vingt" as eighty.

    >>> _below_hundred([4, 20, 10, 7])
    97
    """
    total = 0
    for value in values:
        total = total * 20 if value == 20 and total == 4 else total + value
    return total


def day_of(text: str) -> int:
    """The day that `text` spells, 0 when it is none.

    >>> day_of("vingt quatre"), day_of("premier"), day_of("1er")
    (24, 1, 1)
    """
    if text[:1].isdigit():
        return int(re.sub(r"\D", "", text))
    return _below_hundred(_values(text))


def year_of(text: str) -> int:
    """The year that `text` spells (or figures), 0 when none.

    >>> year_of("deux mille dix-sept"), year_of("mil neuf cent cinquante deux"), year_of("dix-neuf cent quatre-vingt-dix")
    (2017, 1952, 1990)
    """
    if text[-4:].isdigit():
        return int(text[-4:])
    if match := re.match(r"(?:mil(?:le)?|dix)[ -]neuf[ -]cents?|mil(?:le)?|deux[ -]milles?", text):
        base = 2000 if match[0].startswith("deux") else 1900
        return base + _below_hundred(_values(text[match.end() :]))
    return 0
