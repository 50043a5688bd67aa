"""Open data that recognisers look things up in: first names, surnames, communes and postcodes (sources and licences in README.md)."""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BIRTHS, BEARERS = 85_705_195, 10_491_329
"""People behind the two French name files, of which their counts are shares."""
_WORDS = {"st": "saint", "ste": "sainte"}
_JOIN = str.maketrans("-'’.", "    ")


def fold(name: str) -> str:
    """Lower case, no accent, one space for hyphens and apostrophes: how names are looked up.

    >>> fold("Marie-Thérèse"), fold("L’Haÿ-les-Roses")
    ('marie therese', 'l hay les roses')
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
        name = "".join(char for char in name if not unicodedata.combining(char))
    return " ".join(name.lower().translate(_JOIN).split())


class Commune(NamedTuple):
    """A French commune; `inhabitants` is 0 when unknown (nearly always below 500)."""

    department: str
    inhabitants: int
    postcodes: tuple[str, ...]


def _text(name: str) -> str:
    return gzip.decompress((HERE / f"{name}.tsv.gz").read_bytes()).decode()


def _counts(name: str) -> dict[str, int]:
    """A table of two columns, cut in one go: line by line costs twice the time, at every start."""
    cells = _text(name).replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], map(int, cells[1::2]), strict=False))  # the last line ends with a cell of its own


@cache
def first_names() -> dict[str, int]:
    """Folded first name -> births in France since 1900; INSEE."""
    return _counts("first_names")


@cache
def surnames() -> dict[str, int]:
    """Folded surname -> bearers in the SIRENE register (10.5 million people); names with fewer than 10 are left out."""
    return _counts("surnames")


@cache
def _english() -> tuple[dict[str, int], dict[str, int]]:
    """First names and surnames of the United States (census of 1990), counted as if among as many people as the French files."""
    return _counts("first_names_en"), _counts("surnames_en")


def given(name: str, language: str = "fr") -> int:
    """How many people bear the first name `name` (folded): in France, or in France or America when the text is English.

    >>> given("brad") < 200 < given("brad", "en")
    True
    """
    births = first_names().get(name, 0)
    return max(births, _english()[0].get(name, 0)) if language == "en" else births


def borne(name: str, language: str = "fr") -> int:
    """How many people bear the surname `name` (folded), by the language of the text as in `given`."""
    bearers = surnames().get(name, 0)
    return max(bearers, _english()[1].get(name, 0)) if language == "en" else bearers


@cache
def communes() -> dict[str, tuple[Commune, ...]]:
    """Folded name -> the communes of that name, the most populous first."""
    found: dict[str, list[Commune]] = {}
    for line in _text("communes").splitlines():
        name, department, inhabitants, postcodes = line.split("\t")
        found.setdefault(name, []).append(Commune(department, int(inhabitants), tuple(postcodes.split())))
    return {name: tuple(sorted(group, key=lambda c: -c.inhabitants) if group[1:] else group) for name, group in found.items()}


@cache
def postcodes() -> frozenset[str]:
    """Every postcode of La Poste's table."""
    return frozenset(code for group in communes().values() for commune in group for code in commune.postcodes)


def lookup(name: str) -> tuple[Commune, ...]:
    """The communes called `name`; "st" and "ste" are saint and sainte, and INSEE's list leaves the article out.

    >>> [commune.department for commune in lookup("Le Havre")]
    ['76']
    """
    first, *rest = [_WORDS.get(word, word) for word in fold(name).split()] or [""]
    known = communes()
    return known.get(" ".join((first, *rest)), ()) or (known.get(" ".join(rest), ()) if first in ("le", "la", "les", "l") else ())


def is_commune(name: str) -> bool:
    """True for the name of a French commune.

    >>> is_commune("Saint-Denis"), is_commune("st denis"), is_commune("Denis")
    (True, True, False)
    """
    return bool(lookup(name))
