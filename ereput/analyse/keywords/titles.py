"""Titles of adverts made comparable: "2 CHEF.FE DE PROJET web H/F - CDI Nantes" -> the keys of "chef de projet web".

Gender goes (`gender.py`), abbreviations are spelt out, contract, place marks and level are set aside; what stands after a dash, a bracket
or "à" counts less than the head of the title.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.keywords.gender import genders, neutral
from ereput.analyse.keywords.tokens import STOPS, WORD, base, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = Path(__file__).parent / "titles.toml"
TAIL = 0.35
"""Weight of the words after a dash, a bracket, "à" or "chez": usually place, team or contract."""
NOISE = 0.1
"""Weight of contract words and the like: nearly nothing, but "contrat de ville" is also a trade's word."""
DECAY = 0.06
"""What each further word of a part weighs less: a French title says the trade first, then its branch, then circumstances."""

_SEXES = re.compile(
    r"\(?\b(?:[HFM]\s?[/|\-.]\s?[FHM](?:\s?[/|]\s?(?:[XDN]|NB))?|homme\s?/\s?femme|femme\s?/\s?homme|all genders|m/w/d)\b\)?", re.IGNORECASE
)
_CUT = re.compile(r"\s[-–—|:]\s|[(\[:|]|\s(?:à|chez|at|@)\s|,\s", re.IGNORECASE)
_OR = re.compile(r"\s+(?:/|ou|or)\s+", re.IGNORECASE)


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    body = tomllib.loads(FILE.read_text("utf-8"))
    return {"abbreviations": body["abbreviations"], "noise": dict.fromkeys(body["noise"]["words"], ""), "synonyms": body["synonyms"]}


def clean(title: str) -> str:
    """The title without "H/F" and the like, spaces single."""
    return " ".join(_SEXES.sub(" ", title).split())


def head(title: str) -> str:
    """What a recruiter would type of a title: its first part, one gender, without contract, number or place.

    >>> head("2 Chargé·es de communication – stage 6 mois (H/F) – Lyon")
    'Chargé de communication'
    """
    for part in _CUT.split(clean(title)):
        words = [base(word) for word in part.split()]
        while words and (words[0].isdigit() or fold(words[0]) in _table()["noise"]):
            del words[0]
        if words:
            return " ".join(words).strip(" .-–")
    return clean(title)


def weights(title: str) -> dict[str, float]:
    """Each key of a title with its weight; empty for a title that says nothing.

    >>> weights("Développeuse web (H/F)") == weights("DEVELOPPEUR·EUSE WEB")
    True
    """
    found: dict[str, float] = {}
    for words, weight in _parts(clean(title)):
        for place, word in enumerate(_spelt(words)):
            key = neutral(word)
            said = weight * (NOISE if word in _table()["noise"] else max(0.4, 1.0 - DECAY * place))
            found[key] = max(found.get(key, 0.0), said)
    return found


def keys(label: str) -> list[str]:
    """The keys of an official title, in order; a repetition counts in its head ("formateur de formateurs"), not in its brackets."""
    found: list[str] = []
    for number, (words, _) in enumerate(_parts(clean(label))):
        spelt = [neutral(word) for word in _spelt(words)]
        found += [key for key in spelt if number == 0 or key not in found]
    return found


def _parts(title: str) -> Iterator[tuple[list[str], float]]:
    """Head and tails of a title as folded words; a head without meaning passes its weight on."""
    weight = 1.0
    for part in _CUT.split(title):
        words = [fold(base(word)) for word in WORD.findall(part or "")]
        words = [word for word in words if word not in STOPS and not word.isdigit()]
        if any(word not in _table()["noise"] for word in words):
            yield words, weight
            weight = TAIL


def _spelt(words: list[str]) -> Iterator[str]:
    """Words with abbreviations and everyday names spelt out."""
    table = _table()
    line = " ".join(words)
    for short, full in table["synonyms"].items():
        if f" {_bare(short)} " in f" {line} ":
            line = f"{line} {full}"
    for word in line.split():
        for part in table["abbreviations"].get(word, word).split():
            if part not in STOPS:
                yield part


@cache
def _bare(phrase: str) -> str:
    return " ".join(word for word in phrase.split() if word not in STOPS)


def alternatives(title: str) -> tuple[str, ...]:
    """The jobs a title names: "Éducateur spécialisé OU moniteur éducateur" names two; most name one."""
    if len(genders(clean(title))) > 1:
        return (genders(clean(title))[1],)
    parts = [part for part in _OR.split(clean(title)) if weights(part)]
    return tuple(parts) if len(parts) > 1 else (clean(title),)
