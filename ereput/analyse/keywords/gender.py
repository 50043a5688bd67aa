"""Titles without their gender: "Développeuse", "développeur·euse" and "Développeur" are one job.

French feminines are regular at the end of the word once the final consonant is neutral ("Femme, j'écris ton nom", INALF 1999); the
irregular ones are a short list. Keys are coarser than those of skills: only titles are compared with them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ereput.analyse.keywords.tokens import STOPS, WORD, base, fold

PAIRS = {
    "femme": "homme", "fille": "garcon", "dame": "homme", "barmaid": "barman", "barwoman": "barman", "doctoresse": "docteur",
    "cameraman": "cameraman", "camerawoman": "cameraman", "compagne": "compagnon", "sportswoman": "sportsman", "nounou": "nourrice",
    "maieuticienne": "sagefemme", "maieuticien": "sagefemme", "businesswoman": "businessman", "stewardess": "steward", "hotesse":
    "hote", "duchesse": "duc", "abbesse": "abbe", "reine": "roi", "soeur": "frere", "mere": "pere", "chairwoman": "chairman",
    "actress": "actor", "waitress": "waiter", "policewoman": "policeman", "saleswoman": "salesman", "folle": "fou", "nouvelle":
    "nouveau", "belle": "beau", "jumelle": "jumeau", "grecque": "grec", "turque": "turc", "publique": "public", "blanche": "blanc",
    "seche": "sec", "fraiche": "frais", "longue": "long", "douce": "doux", "fausse": "faux", "rousse": "roux", "vieille": "vieux",
    "neuve": "neuf", "ambassadrice": "ambassadeur", "imperatrice": "empereur", "garce": "garcon", "copine": "copain", "institutrice":
    "instituteur", "sacristine": "sacristain", "benigne": "benin", "maligne": "malin", "favorite": "favori", "coite": "coi",
    "speakerine": "speaker", "tsarine": "tsar",
}  # fmt: skip
"""Feminines that no ending explains, folded."""
_ENDINGS = (
    ("trice", "t"), ("teuse", "t"), ("teur", "t"), ("ateure", "at"), ("euse", ""), ("eure", ""), ("eur", ""), ("eux", ""),
    ("iere", "i"), ("ier", "i"), ("ere", ""), ("er", ""), ("ive", "if"), ("esse", ""), ("woman", "man"), ("ola", "olo"),
    ("era", "ero"), ("que", "c"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def neutral(word: str) -> str:
    """The key of one folded word of a title, the same for both genders and numbers.

    >>> neutral("developpeuses") == neutral("developpeur"), neutral("maitresse") == neutral("maitre"), neutral("cheffe") == neutral("chef")
    (True, True, True)
    """
    word = PAIRS.get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    word = word[:-1] if word.endswith(("s", "x")) and not word.endswith(("eux", "ss")) else word
    if word.endswith("au") and len(word) > 4 and not word.endswith("eau"):
        word = f"{word[:-1]}l"
    word = PAIRS.get(word, word)
    word = word[:-1] if word.endswith("ee") else word
    for feminine, masculine in _ENDINGS:
        if word.endswith(feminine) and len(word) - len(feminine) >= (2 if feminine == "trice" else 3):
            return _single(word[: -len(feminine)] + masculine)
    word = _single(_mute(word))
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _mute(word: str) -> str:
    """Without its final -e or -ee ("chargee" and "charge" end alike), three letters kept."""
    while word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word


def _single(word: str) -> str:
    """A doubled final consonant made single: "professionnell" is "professionnel"."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word


def title_keys(title: str) -> tuple[str, ...]:
    """The keys of a title, in order, linking words left out.

    >>> title_keys("Chargé·e de clientèle") == title_keys("Chargée de clientèle") == title_keys("CHARGE DE CLIENTELE")
    True
    """
    folded = (fold(base(word)) for word in WORD.findall(title))
    return tuple(neutral(word) for word in folded if word not in STOPS)


_SLASH = re.compile(r"\s+/\s+|\s*/\s*(?=[^\W\d_]{4})")


def genders(label: str) -> tuple[str, ...]:
    """The two full titles of a label that names both: ("Conducteur d'engins", "Conductrice d'engins").

    >>> genders("Conducteur / Conductrice d'engins")
    ("Conducteur d'engins", "Conductrice d'engins")
    >>> genders("Tractoriste forestier / Tractoriste forestière")
    ('Tractoriste forestier', 'Tractoriste forestière')
    >>> genders("Comptable")
    ('Comptable',)
    """
    parts = _SLASH.split(label, maxsplit=1)
    if len(parts) != 2:
        return (label,)
    left, right = (part.strip() for part in parts)
    one, other = title_keys(left), title_keys(right)
    if not one or one != other[: len(one)]:
        return (label,)
    rest = WORD.findall(right)
    if len(other) == len(one):
        return left, right
    matched = 0
    for position, word in enumerate(rest):
        matched += fold(base(word)) not in STOPS
        if matched == len(one):
            end = _end_of(right, position)
            return left + right[end:], right
    return left, right


def _end_of(text: str, position: int) -> int:
    return [match.end() for match in WORD.finditer(text)][position]
