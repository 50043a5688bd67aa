"""Where the name of a street ends: capitalised words, small linking words, days ("rue du 8 mai 1945"), lower case up to a postcode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ereput.analyse.exposure.base import Passage

ZIP = re.compile(r"(?<![\w.,/-])(?:f-)?(?P<v>(?:0[1-9]|[1-8]\d|9[0-8]) ?\d{3})(?![\w/]|[.,-]\d|[ -]\d)")
SMALL = frozenset([
    "de", "du", "des", "la", "le", "les", "l'", "d'", "et", "à", "a", "au", "aux", "sur", "sous", "en", "lès", "lez", "saint",
    "sainte", "st", "ste", "dit",
])  # fmt: skip
_TOKEN = re.compile(r"(?P<small>d'|l'|qu')?(?P<word>[\w.]+(?:['-][\w]+)*)")
_STOP = frozenset([
    "est", "sont", "était", "a", "ont", "pour", "dans", "avec", "où", "qui", "que", "par", "chez", "puis", "tél", "tel", "tél.",
    "téléphone", "fax", "email", "mail", "mobile", "portable", "depuis", "jusqu", "et", "ou", "mais", "car", "ce", "cette", "son",
    "sa", "je", "tu", "il", "elle", "nous", "vous", "ils", "elles", "on", "ne", "pas", "plus", "entre", "vers", "près", "bonjour",
    "merci", "the", "at", "is", "and", "or", "for", "from", "to", "with", "cedex",
])  # fmt: skip
_NAME_LIMIT = 9
_MONTHS = frozenset({"jan", "fév", "fev", "mar", "avr", "mai", "jui", "aoû", "aou", "sep", "oct", "nov", "déc", "dec"})
_MONTH_NAMES = frozenset({"mai", "juin", "novembre", "septembre", "août", "juillet", "mars", "février", "janvier"})


def name_end(passage: Passage, start: int, *, lenient: bool) -> tuple[int, bool]:
    """Where the name of the way that begins at `start` ends, and whether it holds a capital.

    Capitalised words, small linking words, days ("8 mai 1945"); with `lenient`, the first word, and words up to a postcode, may be in
    lower case.
    """
    low, end, position, capital = passage.low, start, start, False
    limit = _limit(low, start) if lenient else -1
    previous = ""
    for count in range(_NAME_LIMIT):
        token = _TOKEN.match(low, position)
        if token is None or token["word"] in _STOP:
            break
        word = token["word"]
        dated = word.isdigit() and (low[token.end() + 1 : token.end() + 4] in _MONTHS or previous in _MONTH_NAMES)
        if passage.text[token.start("word")].isupper() or dated or word in _MONTH_NAMES:
            capital, end = True, token.end()
        elif word.isdigit() or not (
            word in SMALL or token["small"] or _lower_case(low, count, capital=capital, lenient=lenient, limit=limit, end=end)
        ):
            break
        elif word not in SMALL and not token["small"]:
            end = token.end()
        position, previous = token.end(), word
        if low[position - 1] == "." and len(word) > 4:
            break
        if low[position : position + 1] not in ("'", " ", "-"):
            break
        position += 1
    while end > start and low[end - 1] in " .,'-":
        end -= 1
    return end, capital


def _limit(low: str, start: int) -> int:
    """Where the postcode begins that follows the name within sixty characters and one line break; -1 when none does."""
    code = ZIP.search(low, start, start + 60)
    between = low[start : code.start()] if code else ""
    return code.start() if code and between.count("\n") <= 1 and not any(sign in between for sign in ";:()") else -1


def _lower_case(low: str, count: int, *, capital: bool, lenient: bool, limit: int, end: int) -> bool:
    """A word in lower case belongs to the name when a postcode closes it, or when it is one of the first of a name without capital."""
    if limit >= 0:
        return lenient and count < 6 and not (capital and "," in low[end:limit])
    return lenient and not capital and count <= 2
