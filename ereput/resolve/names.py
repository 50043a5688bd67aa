"""French names compared: order, accents, hyphens, particles, double names, short forms, initials, transliterations, small typos.

Follows the variants that web person search has to face (WePS-3, Artiles et al. 2010), for names as they are written in France.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTICLES = frozenset(
    {"de", "du", "des", "d", "le", "la", "les", "l", "van", "von", "der", "den", "ben", "bin", "el", "al", "da", "dos", "di"}
)
CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "dr", "pr", "me", "maitre"})
NEAR_TYPO = 0.92
"""Jaro-Winkler similarity from which two spellings are one name with a slip (Winkler 1990)."""

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+")


class Likeness(IntEnum):
    """How two names stand to each other, from a different person to the same words."""

    DIFFERENT = 0
    OTHER_FIRST = 1
    ABSENT = 2
    SURNAME = 3
    INITIAL = 4
    TYPO = 5
    VARIANT = 6
    SAME = 7


@dataclass(frozen=True, slots=True)
class Name:
    """A name cut in two, folded: given names, then surname without its particles; `glued` keeps them ("delatour")."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    glued: str = ""


def fold(text: str) -> str:
    """Lower case, no accent, one space between words; apostrophes and hyphens separate words.

    >>> fold("Maëlle L'Hénoret-Œuf")
    'maelle l henoret oeuf'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


@lru_cache(maxsize=4096)
def split(name: str) -> Name:
    """Given names and surname. A capitalised surname is believed ("DURAND Camille"); else the given name comes first.

    >>> split("DURAND Camille").given
    ('camille',)
    >>> split("Jean-Pierre de la Tour")
    Name(given=('jean', 'pierre'), surname=('tour',), glued='delatour')
    """
    words = [w for w in name.replace(",", " ").split() if fold(w) and fold(w) not in CIVILITIES]
    capitals = [w for w in words if len(w) > 1 and w.isupper() and not w.endswith(".")]
    if capitals and len(capitals) < len(words):
        surname, given = capitals, [w for w in words if w not in capitals]
    else:
        cut = next((i for i, w in enumerate(words) if i and fold(w).split()[0] in PARTICLES), None)
        cut = cut or max(len(words) - 1, 1)
        given, surname = words[:cut], words[cut:]
    whole = _tokens(surname)
    return Name(given=_tokens(given), surname=tuple(t for t in whole if t not in PARTICLES) or whole, glued="".join(whole))


def _tokens(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(" ".join(words)).split())


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


def likeness(known: str, seen: str) -> Likeness:
    """How the name `seen` stands to the name `known`; both as written. Order does not matter."""
    name, tokens = split(known), [t for t in fold(seen).split() if t not in PARTICLES and t not in CIVILITIES]
    if not tokens:
        return Likeness.ABSENT
    return _liken(name, tokens)


def _liken(name: Name, tokens: Sequence[str]) -> Likeness:
    surname, rest = _surname(name, tokens)
    if surname is None:
        return Likeness.DIFFERENT
    return min(surname, _given(name.given, rest))


def _surname(name: Name, tokens: Sequence[str]) -> tuple[Likeness | None, list[str]]:
    """How well the surname is there, and the tokens left for the given name."""
    surname, rest = name.surname, list(tokens)
    if not surname or not rest:
        return None, rest
    if Counter(surname) <= Counter(rest):
        for token in surname:
            rest.remove(token)
        return Likeness.SAME, rest
    for glued in (name.glued, "".join(surname)):
        if glued in rest:
            rest.remove(glued)
            return Likeness.VARIANT, rest
    part = next((t for t in surname if t in rest and len(t) > 2), None) if len(surname) > 1 else None
    if part:  # one half of a double name: birth name or usage name alone
        rest.remove(part)
        return Likeness.VARIANT, rest
    glued = "".join(surname)
    close = max(rest, key=lambda t: jaro_winkler(glued, t))
    if len(glued) > 3 and jaro_winkler(glued, close) >= NEAR_TYPO:
        rest.remove(close)
        return Likeness.TYPO, rest
    return None, rest


def _given(given: tuple[str, ...], rest: Sequence[str]) -> Likeness:
    if not rest or not given:
        return Likeness.SURNAME
    if rest[: len(given)] == list(given):
        return Likeness.SAME
    first = given[0]
    if len(given) > 1 and ("".join(given) in rest or [t[0] for t in given] == list(rest[: len(given)])):
        return Likeness.VARIANT
    if first in rest:
        return Likeness.VARIANT if len(given) > 1 or len(rest) > 2 else Likeness.SAME
    if any(same_given(first, t) or same_given(" ".join(given), t) for t in rest):
        return Likeness.VARIANT
    if any(len(t) == 1 and t == first[0] for t in rest) or first == rest[0][0]:
        return Likeness.INITIAL
    if len(first) > 3 and any(jaro_winkler(first, t) >= NEAR_TYPO for t in rest):
        return Likeness.TYPO
    return Likeness.OTHER_FIRST


def best(known: Iterable[str], seen: str) -> Likeness:
    """The best likeness of `seen` over all the names a person uses."""
    return max((likeness(name, seen) for name in known), default=Likeness.ABSENT)


def find(known: Iterable[str], text: str) -> Likeness:
    """The best likeness of a person's names over a running text: the surname with what stands near it (three words each side)."""
    tokens = [t for t in fold(text[:200_000]).split() if t not in PARTICLES]
    return max((_find(split(name), tokens) for name in known), default=Likeness.ABSENT)


def _find(name: Name, tokens: list[str]) -> Likeness:
    heads = {*(t for t in name.surname if len(t) > 2), *name.surname[:1], "".join(name.surname), name.glued} - {""}
    found = Likeness.ABSENT
    reach = len(name.surname) + 2
    for at, token in enumerate(tokens):
        if token not in heads:
            if found < Likeness.TYPO and _slip(name, tokens, at):
                found = Likeness.TYPO
            continue
        window = tokens[max(0, at - len(name.given) - 1) : at + reach]
        surname, rest = _surname(name, window)
        if surname is None:
            continue
        given = _given(name.given, [t for t in rest if _like_given(name.given, t)])
        found = max(found, min(surname, given))
    return found


def _slip(name: Name, tokens: list[str], at: int) -> bool:
    """Is this word the surname with a slip, right beside the given name?"""
    token, whole = tokens[at], "".join(name.surname)
    if len(token) < 5 or token[:3] != whole[:3] or jaro_winkler(token, whole) < NEAR_TYPO:
        return False
    beside = tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2]
    return any(t in name.given or same_given(name.given[0], t) for t in beside if len(t) > 1) if name.given else False


def _like_given(given: Sequence[str], token: str) -> bool:
    return bool(given) and (
        token in given or token == "".join(given) or token == given[0][0] or any(same_given(g, token) for g in (given[0], " ".join(given)))
    )


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
