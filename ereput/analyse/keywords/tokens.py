"""Words of a text as keys that survive inflection: case, accents, elisions, inclusive writing, plural, feminine and verb endings.

A key is what two spellings of the same word share ("développeur·euse", "Développeuses" -> "developpeur"); the text itself is never
changed, so offsets stay those of the original. The stemmer is light on purpose (plural, gender, first-group verb endings): French
recruitment text mixes both languages in one sentence, so one function serves French and English, and tools are compared exactly anyway.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})
_MARKS = "·•⋅‧∙.-"
_ENDINGS = (
    "e|ne|le|se|ve|fe|re|te|he|ere|ère|euse|eure|trice|rice|ice|esse|ive|ienne|enne|onne|elle|ale|aine|ète|ette|que|che|sse|ière|iere|r"
)
_BOTH = f"{_ENDINGS}|s|{_ENDINGS.upper()}|S"
_INCLUSIVE = rf"(?:(?:[·⋅‧∙][^\W\d_]{{1,9}}){{1,3}}|(?:[/{_MARKS}](?:{_BOTH})(?![^\W_])){{1,3}}|\((?:{_BOTH})(?:[{_MARKS}]?[sS])?\)[sS]?)?"
WORD = re.compile(rf"[^\W_]++(?:(?=[+#&·⋅‧∙•./(\-])(?:\+\+|\#|&[^\W_]{{1,3}}(?![^\W_])|{_INCLUSIVE}))?|\.(?:net|NET|Net)(?![^\W_])")
"""One word, with its inclusive ending if it has one (guide "Écrire sans discriminer", mots-clés.fr; the four usual marks · . ( ) /)."""
_TAIL = re.compile(rf"[(/{_MARKS}].*$")
_PLUS = re.compile(r"^[^\W_]+(?:\+\+|#|&[^\W_]+)$|^\.net$", re.IGNORECASE)

STOPS = frozenset(
    (
        "a au aux avec d dans de des du en et l la le les ou par pour s sur un une n qu and at by for in of on or the to with an via "
        "nos notre vos votre leur leurs ces cet cette plusieurs our your their its these those several"
    ).split()
)
"""Words that carry no meaning in a label: "gestion de la relation client" is "gestion relation client"."""


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_PLAIN = {number: _bare(chr(number).casefold()) for number in range(0xA0, 0x180)} | {
    number: _bare(chr(number).translate(_LIGATURES).casefold()) for number in _LIGATURES
}
"""What a letter of French or of its neighbours is once folded: `_bare` works letter by letter, and is slow."""


def fold(text: str) -> str:
    """Case-folded, without accents, ligatures or typographic apostrophes. May change the length: for comparing, not for offsets.

    >>> fold("Cœur de Métier")
    'coeur de metier'
    """
    if not text.isascii():
        text = text.translate(_PLAIN)
        if not text.isascii():
            return _bare(text.casefold())
    return text.lower()


def base(word: str) -> str:
    """The word without its inclusive ending.

    >>> base("développeur·euse"), base("chargé(e)s"), base("C++")
    ('développeur', 'chargé', 'C++')
    """
    if word.isalnum() or _PLUS.match(word):
        return word
    return _TAIL.sub("", word) or word


_GENDER = (
    ("trice", "teu"), ("euse", "eu"), ("eure", "eu"), ("eur", "eu"), ("eux", "eu"), ("ienne", "ien"), ("eenne", "een"), ("onne", "on"),
    ("elle", "el"), ("ette", "et"), ("ive", "if"), ("iere", "ier"), ("ere", "er"), ("aine", "ain"), ("esse", "e"), ("enne", "en"),
)  # fmt: skip
_GENDERED, _PLURAL = tuple(feminine for feminine, _ in _GENDER), ("s", "x")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The light stem of one folded word: plural, then gender, then a mute or verbal ending; three letters always remain.

    >>> stem("developpeuses") == stem("developpeur"), stem("animaux") == stem("animal"), stem("technologie") == stem("technology")
    (True, True, True)
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith(_PLURAL):
        word = _singular(word)
    if word.endswith("ee"):
        word = word[:-1]  # "motivee" and "motive" must meet before the endings are read
    if word.endswith(_GENDERED):
        for feminine, masculine in _GENDER:
            if word.endswith(feminine) and len(word) - len(feminine) >= 2:
                word = word[: -len(feminine)] + masculine
                break
    for ending in ("er", "ez", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return f"{word[:-1]}i" if word.endswith("y") else word


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    if word.endswith(("eux", "ss", "us")):
        return word
    return word[:-1] if word.endswith(("s", "x")) else word


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """The key of one word as written; "" for a word that carries no meaning in a label."""
    folded = fold(base(word))
    return "" if folded in STOPS else stem(folded)


def keys(text: str) -> tuple[str, ...]:
    """The keys of a text, in order, without the empty ones.

    >>> keys("Gestion de la relation client")
    ('gestion', 'relation', 'client')
    """
    return tuple(k for k in map(key, WORD.findall(text)) if k)


every_key = lru_cache(maxsize=512)(keys)
"""As `keys`, for whole texts, which several tables look at."""


@lru_cache(maxsize=512)
def said(text: str) -> frozenset[str]:
    """The keys of a text, each once: what to ask before its words are looked at one by one."""
    return frozenset(every_key(text))


def run(text: str, wanted: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the keys `wanted` first follow one another in a text, as [start, end).

    >>> run("Suivi et gestion de la relation client", ("relation", "client"))
    (23, 38)
    """
    there = every_key(text)
    at = next((at for at in range(len(there) - len(wanted) + 1) if there[at : at + len(wanted)] == wanted), None) if wanted else None
    return None if at is None else extent(text, at, at + len(wanted) - 1)


def extent(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the words number `first` to `last` of `keys(text)` stand, as [start, end)."""
    words = [*islice((word for word in WORD.finditer(text) if key(word.group())), last + 1)]
    return words[first].start(), words[last].end()


@lru_cache(maxsize=8_192)
def says(form: str, wanted: tuple[str, ...]) -> bool:
    """True when the keys `wanted` follow one another in `form`: "rapports Power BI" says "Power BI"."""
    found = keys(form)
    return any(found[at : at + len(wanted)] == wanted for at in range(len(found) - len(wanted) + 1))


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A text reduced to what an exact comparison needs: folded, separators gone ("Power-BI" = "PowerBI")."""
    return "".join(fold(word) for word in WORD.findall(text))
