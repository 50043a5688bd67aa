"""Laws of word keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.analyse.keywords.tokens import WORD, base, fold, key, keys, plain, stem


@pytest.mark.parametrize("mark", ["·euse", ".euse", "(euse)", "/euse", "-euse", "•euse", "·euse·s", "(euse)s"])
def test_inclusive_spellings_share_the_key_of_the_masculine(mark: str) -> None:
    """However the feminine is appended, the word is the same word."""
    words = WORD.findall(f"développeur{mark} web")
    assert [key(word) for word in words] == [key("développeur"), "web"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("développeuses", "développeur"), ("rigoureuse", "rigoureux"), ("technologies", "technology"), ("tableaux", "tableau"),
     ("conductrice", "conducteurs"), ("créative", "creative"), ("géré", "gérer"), ("cheffe", "chef"), ("ouvrière", "ouvriers")],
)  # fmt: skip
def test_inflection_and_gender_share_a_key(one: str, other: str) -> None:
    """Plural, gender, accents and first-group endings do not change the key ("cheffe" excepted: it is a word of its own)."""
    assert (key(one) == key(other)) is (one != "cheffe")


def test_linking_words_have_no_key() -> None:
    """ "Gestion de la relation client" is written with or without its small words, straight or typographic apostrophes."""
    assert keys("Gestion de la relation client") == keys("gestion relation client")
    assert keys("l’esprit d’équipe") == keys("esprit d équipe")


def test_programming_names_stay_whole() -> None:
    """C++, C# and .NET are names, not punctuation."""
    assert WORD.findall("C++, C# et VB.NET") == ["C++", "C#", "et", "VB", ".NET"]
    assert base("C++") == "C++"


def test_plain_ignores_separators() -> None:
    """An exact comparison does not see hyphens or spaces."""
    assert plain("Power-BI") == plain("PowerBI") == "powerbi"


@given(st.text(max_size=200))
def test_words_are_pieces_of_the_text(text: str) -> None:
    """Any text is read without error, and every word stands where it is said to."""
    for match in WORD.finditer(text):
        assert text[match.start() : match.end()] == match.group()
        key(match.group())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéè", max_size=15))
def test_a_stem_never_grows(word: str) -> None:
    """A stem is not longer than its folded word."""
    assert len(stem(fold(word))) <= max(len(fold(word)), 1)
