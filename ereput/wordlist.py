"""How common a word is: the lists of wordfreq 3.1 (Speer, doi:10.5281/zenodo.7199437), which are frozen since 2024.

A plain word is looked up in the published file itself: importing the package compiles the tables of every language and takes half a
second of processor, longer than reading its French and English lists. What its tokenizer would cut or change goes through the package.
"""

from __future__ import annotations

import gzip
import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[a-zà-öø-ÿœ]+")
"""Lower-case words of French and English: one token, which the tokenizer leaves as it is."""


@cache
def zipf(word: str, language: str, wordlist: str = "small") -> float:
    """log10 of the occurrences in a billion words, 0 when unknown. "small" holds about 30,000 words (from 3.0), "large" 300,000."""
    if not _PLAIN.fullmatch(word):
        from wordfreq import zipf_frequency

        return float(zipf_frequency(word, language, wordlist=wordlist))
    return _listed(language, wordlist).get(word, 0.0)


@cache
def _listed(language: str, wordlist: str) -> Mapping[str, float]:
    """The file is gzipped msgpack in wordfreq's "cB" format: a header, then for each centibel below certainty the words that rate so."""
    import msgpack

    package = importlib.util.find_spec("wordfreq")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("wordfreq")
    path = Path(package.origin).with_name("data") / f"{wordlist}_{language}.msgpack.gz"
    header, *by_centibel = msgpack.loads(gzip.decompress(path.read_bytes()))
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"{path.name}: {header}")
    listed: dict[str, float] = {}
    for centibels, words in enumerate(by_centibel):
        listed |= dict.fromkeys(words, round(9 - centibels / 100, 2))
    return listed
