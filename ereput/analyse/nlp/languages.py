"""Which of the two languages of the house a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = 600  # code points that are enough to know a language
SHORT = 80  # below, a text without one English word is read as French
_WORD = re.compile(r"[^\W\d_]+")
FRENCH = frozenset(
    "le la les des du un une et est dans pour que qui sur avec pas je vous nous il elle au aux ce cette sont par"
    " plus ne se mais ou où son sa ses leur été être avoir ai avez suis même qu j l nom".split()
)
ENGLISH = frozenset(
    "the of and to is in that it for was with as his he be by are this have from at an they my which or we you"
    " your has had not been were will would there their i'm don it's"
    " what who how about please hello hi maybe she her can want just need like get do does did if so all any some"
    " more out up when where why then now here them us our am could should"
    " must said name address phone card number date re ve ll t s".split()
)
"""Function words that the two languages do not share: enough for most texts, and far cheaper than n-grams."""


@cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    """py3langid between French and English only; the tables of its other languages are let go, which spares 28 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    every = LanguageIdentifier.from_model_file(MODEL_FILE)
    every.set_languages(["fr", "en"])
    two = LanguageIdentifier(every.nb_ptc, every.nb_pc, every.nb_classes, every.tk_nextmove, every.tk_output, tk_row=every.tk_row)
    classify: Callable[[str], tuple[str, float]] = two.classify
    return classify


def language(text: str) -> str:
    """ "fr" or "en" by character n-grams (py3langid); French, the language of the house, for a text without letters."""
    sample = text[:SAMPLE]
    words = set(_WORD.findall(sample.lower()))
    french, english = len(words & FRENCH), len(words & ENGLISH)
    if french >= english + 2 or (french and not english) or not words:
        return "fr"
    if english >= french + 3:
        return "en"
    if not english and len(sample) < SHORT:  # a few names: nothing says English
        return "fr"
    return _identifier()(sample)[0]
