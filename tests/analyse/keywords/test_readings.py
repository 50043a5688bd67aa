"""Laws of what is read and what is left, over the sentences of `bench/`: they are also a measure of `make eval-keywords`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords.places import label
from ereput.analyse.keywords.verdict import concepts_of

if TYPE_CHECKING:
    from ereput.analyse.keywords.matcher import Matcher

BENCH = Path(__file__).parents[3] / "bench"


def rows(name: str) -> list[tuple[str, list[str]]]:
    return [(text, said) for text, said in tomllib.loads((BENCH / f"keywords_{name}.toml").read_text("utf-8"))[name]]


def test_what_a_text_says_is_read_however_it_says_it(matcher: Matcher) -> None:
    """Words in between, names without capitals, file names, slips of the keyboard: all of it is read."""
    unread = {
        text: said
        for text, said in rows("positives")
        for found in [{skill.concept for skill in matcher.find(text, nested=True)}]
        if not all(concepts_of(name, matcher.index) & found for name in said)
    }
    assert not unread


def test_what_only_looks_like_a_skill_is_left(matcher: Matcher) -> None:
    """Refusals, everyday words, names of people and places, addresses: none is taken."""
    taken = {
        text: sorted(found)
        for text, forbidden in rows("traps")
        for found in [{skill.concept for skill in matcher.find(text)}]
        if found & set(forbidden) or ("*" in forbidden and found)
    }
    assert not taken


@pytest.mark.parametrize(
    ("text", "name", "around"),
    [
        ("voir cert-aws-saa.png ici", "aws", "cert-aws-saa.png"),
        ("https://x.example/debuter-avec-docker", "docker", "https://x.example/debuter-avec-docker"),
        ("cert aws saa", "aws", "cert aws saa"),
        ("je code en python", "python", ""),
        ("Cert AWS SAA", "AWS", ""),
        ("aws", "aws", ""),
        ("", "", ""),
    ],
)
def test_a_label_has_no_capitals_and_makes_no_sentence(text: str, name: str, around: str) -> None:
    """An address, the name of a file or a few bare words are labels; a sentence is not, nor what has its capitals."""
    start = text.index(name)
    assert label(text, start, start + len(name)) == around
