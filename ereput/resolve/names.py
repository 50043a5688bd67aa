"""French names compared: order, accents, hyphens, particles, double names, short forms, initials, transliterations, small typos.

Follows the variants that web person search has to face (WePS-3, Artiles et al. 2010), for names as they are written in France.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from ereput.resolve.spelling import WORD, bare, fold, is_given, same_given, slip, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTICLES = frozenset(
    {"de", "du", "des", "d", "le", "la", "les", "l", "van", "von", "der", "den", "ben", "bin", "el", "al", "da", "dos", "di"}
)
CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "dr", "pr", "me", "maitre"})
_JOINS = frozenset({"nee", "epouse", "veuve"})
"""What joins a birth name and a usage name: "Claire Dubois, née Martin"."""
_SAINTS = {"st": "saint", "ste": "sainte"}


class Likeness(IntEnum):
    """How two names stand to each other, from a different person to the same words."""

    DIFFERENT = 0
    OTHER_FIRST = 1
    ABSENT = 2
    SURNAME = 3
    FIRST = 4
    INITIAL = 5
    TYPO = 6
    VARIANT = 7
    SAME = 8


_ARTICLES = {"le": Likeness.TYPO, "la": Likeness.TYPO, "les": Likeness.TYPO, "ben": Likeness.VARIANT, "el": Likeness.VARIANT}
"""How near two surnames are at most when only one has this article: Roy and Le Roy are two families, Salah and Ben Salah often one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name cut in two, folded: given names, then surname without its particles; `glued` keeps them ("delatour")."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    glued: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words without particles; by place, which are hyphenated to the word before, which article stood before which, and what a word
    is with its particles in one ("de la rue" -> "delarue").
    """

    tokens: list[str]
    joined: frozenset[int] = frozenset()
    articles: dict[int, str] = field(default_factory=dict)
    glued: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Words:
        tokens: list[str] = []
        joined: set[int] = set()
        articles: dict[int, str] = {}
        glued: dict[int, str] = {}
        plain, last, before = bare(text), 0, ""
        for found in WORD.finditer(plain):
            token, then = found[0], plain[found.end() : found.end() + 1]
            if (token in PARTICLES and (len(token) > 1 or then in ("'", "\u2019"))) or token in _JOINS:
                if token in _ARTICLES:
                    articles[len(tokens)] = token
                before = "" if token in _JOINS else before + token
            else:
                if before:
                    glued[len(tokens)], before = before + token, ""
                if last and plain[last : found.start()] in ("-", ".-", "\u2010", "\u2011"):
                    joined.add(len(tokens))
                tokens.append(_SAINTS.get(token, token))
            last = found.end()
        return cls(tokens, frozenset(joined), articles, glued)

    def cut(self, start: int, end: int) -> Words:
        """The words from `start` to `end`, places counted from `start`."""
        start = max(0, start)
        joined = frozenset(i - start for i in self.joined if start < i < end) if self.joined else self.joined
        articles = {i - start: a for i, a in self.articles.items() if start <= i < end} if self.articles else {}
        glued = {i - start: self.glued[i] for i in range(start, end) if i in self.glued} if self.glued else {}
        return Words(self.tokens[start:end], joined, articles, glued)


@lru_cache(maxsize=4096)
def split(name: str) -> Name:
    """Given names and surname. A comma or a capitalised surname is believed ("DURAND Camille"); else the given name comes first.

    >>> split("DURAND Camille").given, split("Durand, Camille").given
    (('camille',), ('camille',))
    >>> split("Jean-Pierre de la Tour")
    Name(given=('jean', 'pierre'), surname=('tour',), glued='delatour', article='la')
    """
    before, _, after = name.partition(",")
    words = _words(name.replace(",", " "))
    capitals = [w for w in words if len(w) > 1 and w.isupper() and not w.endswith(".")]
    if capitals and len(capitals) < len(words):
        return _name([w for w in words if w not in capitals], capitals)
    if _words(after) and _words(before):
        return _name(_words(after), _words(before))
    cut = next((i for i, w in enumerate(words) if i and fold(w).split()[0] in PARTICLES), None) or max(len(words) - 1, 1)
    return _name(words[:cut], words[cut:])


def _words(name: str) -> list[str]:
    return [w for w in name.split() if fold(w) and fold(w) not in CIVILITIES]


def _name(given: Sequence[str], surname: Sequence[str]) -> Name:
    whole = [_SAINTS.get(t, t) for t in fold(" ".join(surname)).split()]
    bared = tuple(t for t in whole if t not in PARTICLES) or tuple(whole)
    article = next((t for t in reversed(whole) if t in _ARTICLES), "")
    return Name(given=tuple(fold(" ".join(given)).split()), surname=bared, glued="".join(whole), article=article)


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[Name, ...]:
    """The ways a name may be cut: in "Pierre Dupont de Nemours" what stands before the particle may be two given names, or a surname."""
    found = []
    for written in spellings(name):
        first = split(written)
        found.append(first)
        if len(first.given) > 1 and first.glued != "".join(first.surname) and "-" not in written:
            found.append(Name(first.given[:1], (*first.given[1:], *first.surname)))
        if len(first.given) == 3 and len(first.surname) == 1 and not is_given(first.given[2]) and not {*"-\u2010\u2011"} & {*written}:
            found.append(Name(first.given[:2], (first.given[2], *first.surname)))  # "José María García López"
    return tuple(found)


def likeness(known: str, seen: str) -> Likeness:
    """How the name `seen` stands to the name `known`; both as written. Order does not matter."""
    words = Words.of(seen)
    if words.tokens and words.tokens[0] in CIVILITIES and 1 not in words.joined:
        words = words.cut(1, len(words.tokens))
    if not words.tokens:
        return Likeness.ABSENT
    if _half(known, words):
        return Likeness.VARIANT
    return max(_liken(name, words) for name in _readings(known))


def _half(known: str, words: Words) -> bool:
    """A birth and a usage name side by side ("Inès Garcia Lopez"): the given name with either of the two is hers, and nothing else is."""
    mine = Words.of(known)
    if len(mine.tokens) != 3 or len(words.tokens) != 2 or mine.joined or words.joined:
        return False
    if mine.tokens[0] == "jean" or is_given(mine.tokens[1]):  # "Jean Paul Martin" has two given names
        return False
    return any(sorted(words.tokens) == sorted((mine.tokens[0], last)) for last in mine.tokens[1:])


def _liken(name: Name, words: Words) -> Likeness:
    if len(words.tokens) == 1 and (glued := _glued(name, words.tokens[0])):
        return glued
    surname, rest = _surname(name, words)
    if surname is None:
        return Likeness.FIRST if _first_only(name, words.tokens) else Likeness.DIFFERENT
    return min(surname, Likeness.OTHER_FIRST if _compound(name, words) else _given(name.given, rest))


def _glued(name: Name, token: str) -> Likeness | None:
    """Names as accounts and addresses write them: "camilledurand", "cdurand", "durandc"; what is short may be a word."""
    given, surname = "".join(name.given), "".join(name.surname)
    if not given or not surname or len(token) < 6:
        return None
    if token in (given + surname, surname + given, given + name.glued):
        return Likeness.VARIANT
    initials = "".join(t[0] for t in name.given)
    return Likeness.INITIAL if token in {a + b for i in (initials, given[0]) for a, b in ((i, surname), (surname, i))} else None


def _first_only(name: Name, tokens: Sequence[str]) -> bool:
    """ "Camille D.": the given name and the initial of the surname."""
    at = len(name.given)
    return bool(at and name.surname) and list(tokens) == [*name.given, name.surname[0][0]]


def _surname(name: Name, words: Words) -> tuple[Likeness | None, list[str]]:
    """How well the surname is there, and the words left for the given name."""
    surname, rest = name.surname, list(words.tokens)
    if not surname or not rest:
        return None, rest
    if Counter(surname) <= Counter(rest):
        article = words.articles.get(rest.index(surname[0]), "")
        for token in surname:
            rest.remove(token)
        return Likeness.SAME if article == name.article else _ARTICLES[article or name.article], rest
    whole = "".join(surname)
    for glued in (name.glued, whole):
        if glued in rest:
            rest.remove(glued)
            return Likeness.VARIANT, rest
    if (apart := next((words.tokens[at] for at, glued in words.glued.items() if glued == whole), None)) is not None:
        rest.remove(apart)  # "Le Roy", hers is Leroy
        return Likeness.VARIANT, rest
    part = next((t for t in surname if t in rest and len(t) > 2), None) if len(surname) > 1 else None
    if part:  # one half of a double name: birth name or usage name alone
        rest.remove(part)
        return Likeness.VARIANT, rest
    if close := next((t for t in rest if slip(whole, t)), None):
        rest.remove(close)
        return Likeness.TYPO, rest
    return None, rest


def _compound(name: Name, words: Words) -> bool:
    """Is her given name half of another one there: Jean in "Jean-Paul", when hers is neither Jean-Paul nor Jean-P.?"""
    for i in words.joined:
        pair = words.tokens[i - 1 : i + 1]
        strangers = [t for t in pair if t not in name.given and not (len(t) == 1 and t in {g[0] for g in name.given})]
        if len(strangers) == 1 and any(t in name.given for t in pair) and not set(strangers) & {*name.surname, name.glued}:
            return True
    return False


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
    if given[-1] in rest or any(slip(first, t) for t in rest):  # Marie-Claude who goes by Claude, or a slip
        return Likeness.TYPO
    return Likeness.OTHER_FIRST


def best(known: Iterable[str], seen: str) -> Likeness:
    """The best likeness of `seen` over all the names a person uses."""
    return max((likeness(name, seen) for name in known), default=Likeness.ABSENT)


def find(known: Iterable[str], text: str) -> Likeness:
    """The best likeness of a person's names over a running text: the surname with what stands near it (three words each side)."""
    words = Words.of(text[:200_000])
    return max((_find(reading, words) for name in known for reading in _readings(name)), default=Likeness.ABSENT)


def _find(name: Name, words: Words) -> Likeness:
    tokens = words.tokens
    heads = {*(t for t in name.surname if len(t) > 2), *name.surname[:1], "".join(name.surname), name.glued} - {""}
    apart = {at for at, glued in words.glued.items() if glued in heads}
    found = Likeness.ABSENT
    for at, token in enumerate(tokens):
        if token in heads or at in apart:
            found = max(found, _near(name, words.cut(at - len(name.given) - 1, at + len(name.surname) + 2)))
        elif found < Likeness.TYPO and _slipped(name, tokens, at):
            found = Likeness.TYPO
    return found


def _near(name: Name, window: Words) -> Likeness:
    """The likeness of what stands around a surname: a given name that is hers, or nothing that tells."""
    surname, rest = _surname(name, window)
    if surname is None:
        return Likeness.ABSENT
    if _compound(name, window):
        return Likeness.SURNAME
    given = _given(name.given, [t for t in rest if _like_given(name.given, t)])
    return min(surname, max(given, Likeness.SURNAME))


def _slipped(name: Name, tokens: list[str], at: int) -> bool:
    """Is this word the surname with a slip, right beside the given name?"""
    token, whole = tokens[at], "".join(name.surname)
    if len(token) < 5 or token[:3] != whole[:3] or not slip(whole, token) or not name.given:
        return False
    beside = tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2]
    return any(t in name.given or same_given(name.given[0], t) for t in beside if len(t) > 1)


def _like_given(given: Sequence[str], token: str) -> bool:
    if not given:
        return False
    first = given[0]
    known = token in given or token in ("".join(given), "".join(t[0] for t in given))
    return known or token == first[0] or same_given(first, token) or same_given(" ".join(given), token) or slip(first, token)
