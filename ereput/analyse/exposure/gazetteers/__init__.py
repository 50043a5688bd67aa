"""Open data that recognisers look things up in: first names, surnames, communes and postcodes (sources and licences in README.md)."""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BIRTHS, BEARERS = 85_705_195, 10_491_329
"""People behind the two French name files, of which their counts are shares."""
LISTED_BIRTHS, LISTED_BEARERS = 85_704_747, 8_845_000
"""Those of them whose names the files list."""
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


def _lines(name: str) -> list[str]:
    """The lines of a table, sorted by their first cell. They are looked up as they are: to make a dict of them takes ten times longer,
    at every start, of which an audit asks a few hundred names.
    """
    return gzip.decompress((HERE / f"{name}.tsv.gz").read_bytes()).decode().split("\n")[:-1]


class Counts:
    """A table of counts by folded name; `people` is how many it counts in all, when that is known."""

    def __init__(self, name: str, *, people: int = 0) -> None:
        self._lines, self.people = _lines(name), people

    def get(self, name: str, default: int = 0, /) -> int:
        lead = f"{name}\t"
        at = bisect_left(self._lines, lead)
        found = self._lines[at] if at < len(self._lines) else ""
        return int(found[len(lead) :]) if found.startswith(lead) else default

    def __contains__(self, name: str) -> bool:
        return self.get(name, -1) >= 0

    def __len__(self) -> int:
        return len(self._lines)


@cache
def first_names() -> Counts:
    """Folded first name -> births in France since 1900; INSEE."""
    return Counts("first_names", people=LISTED_BIRTHS)


@cache
def surnames() -> Counts:
    """Folded surname -> bearers in the SIRENE register (10.5 million people); names with fewer than 10 are left out."""
    return Counts("surnames", people=LISTED_BEARERS)


@cache
def _english() -> tuple[Counts, Counts]:
    """First names and surnames of the United States (census of 1990), counted as if among as many people as the French files."""
    return Counts("first_names_en"), Counts("surnames_en")


def given(name: str, language: str = "fr") -> int:
    """How many people bear the first name `name` (folded): in France, or in France or America when the text is English.

    >>> given("brad") < 200 < given("brad", "en")
    True
    """
    births = first_names().get(name)
    return max(births, _english()[0].get(name)) if language == "en" else births


def borne(name: str, language: str = "fr") -> int:
    """How many people bear the surname `name` (folded), by the language of the text as in `given`."""
    bearers = surnames().get(name)
    return max(bearers, _english()[1].get(name)) if language == "en" else bearers


@cache
def _communes() -> list[str]:
    """A line a commune; of those with one name, the most populous comes first."""
    return _lines("communes")


@cache
def postcodes() -> frozenset[str]:
    """Every postcode of La Poste's table."""
    return frozenset(code for line in _communes() for code in line.rpartition("\t")[2].split())


def _called(name: str) -> tuple[Commune, ...]:
    """The communes whose folded name is `name`."""
    lines, lead, found = _communes(), f"{name}\t", []
    at = bisect_left(lines, lead)
    while at < len(lines) and lines[at].startswith(lead):
        _, department, inhabitants, codes = lines[at].split("\t")
        found.append(Commune(department, int(inhabitants), tuple(codes.split())))
        at += 1
    return tuple(found)


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Commune, ...]:
    """The communes called `name`, the most populous first; "st" and "ste" are saint and sainte, and INSEE's list leaves the article out.

    >>> [commune.department for commune in lookup("Le Havre")]
    ['76']
    """
    first, *rest = [_WORDS.get(word, word) for word in fold(name).split()] or [""]
    return _called(" ".join((first, *rest))) or (_called(" ".join(rest)) if first in ("le", "la", "les", "l") else ())


def is_commune(name: str) -> bool:
    """True for the name of a French commune.

    >>> is_commune("Saint-Denis"), is_commune("st denis"), is_commune("Denis")
    (True, True, False)
    """
    return bool(lookup(name))
