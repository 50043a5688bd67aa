"""Laws of typography and of the voice: spaces of French, values read in the language, strangers' words only cleaned."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from ereput.model import named, say
from ereput.render.typography import LONGEST, clean, drawn, fine
from ereput.render.voice import Voice


@pytest.mark.parametrize(
    ("source", "french"),
    [
        ("Vu sur « {site} » : 72 %", "Vu sur «\u00a0{site}\u00a0»\u00a0: 72\u00a0%"),
        ("Où ? Ici ! Là ; voilà", "Où\u202f? Ici\u202f! Là\u202f; voilà"),
        ("l'offre d'emploi", "l\u2019offre d\u2019emploi"),
        ("{n} minutes, {n} ans", "{n} minutes, {n}\u00a0ans"),
        ("https://example.org/?a=1", "https://example.org/?a=1"),
    ],
)
def test_french_spaces(source: str, french: str) -> None:
    """U+202F before ; ! ?, U+00A0 inside quotation marks, before a colon and %; addresses are untouched."""
    assert fine(source, "fr") == french


@given(st.text(max_size=120), st.sampled_from(["fr", "en"]))
def test_fine_is_a_projection(text: str, language: str) -> None:
    """Setting twice changes nothing more."""
    once = fine(text, language)
    assert fine(once, language) == once


def test_a_name_is_set_as_it_is_written() -> None:
    """The name of a skill is no sentence of ours: no typography, no catalogue, and only what the font can draw."""
    name = named("C# : l'essentiel", "C#: the “basics” \U0001f600")
    assert Voice("fr")(name) == "C# : l'essentiel"
    assert Voice("en")(say("Écrire {words}", words=name)).endswith("C#: the “basics” \U0001f600")
    assert Voice("en", strangers=drawn)(name) == "C#: the “basics” ◇"


def test_english_keeps_its_spaces() -> None:
    """English has no space before a colon, and a curly apostrophe."""
    assert fine("It's here: 72%", "en") == "It\u2019s here: 72%"


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ('You mention "{form}": where?', "You mention \u201c{form}\u201d: where?"),
        ('"ereput plan" says why ("here").', "\u201cereput plan\u201d says why (\u201chere\u201d)."),
        ('<a rel="me">, name = "x", {"url": "y"}', '<a rel="me">, name = "x", {"url": "y"}'),
    ],
)
def test_english_quotation_marks(source: str, english: str) -> None:
    """One kind of quotation marks in one report; those of code are code."""
    assert fine(source, "en") == english


def test_values_are_read_in_the_language() -> None:
    """Numbers and dates follow the language; None is nothing; a nested sentence is translated too."""
    assert Voice("fr").read(1234.5) == "1\u202f234,5"
    assert Voice("en").read(1234.5) == "1,234.5"
    assert Voice("fr").read(date(2026, 3, 1)) == "1er\u00a0mars 2026"
    assert Voice("fr").read(None) == ""
    assert Voice("en").read(say("Confiance : {word}", word=say("très sûr"))) == "Confidence: very sure"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_quoted_sentence_brings_its_own_stop(language: str) -> None:
    """One full stop ends a quoted sentence; a quoted word still gets the one of its sentence."""
    text = say("Une phrase de vos documents en dit plus : « {sentence} ». Peut-elle prendre sa place ?", sentence="Trois fiches relues.")
    assert Voice(language).read(text).count(".") == 1
    assert "»." in Voice("fr").read(say("Vu : « {word} ».", word="dbt"))


def test_a_source_is_named_in_words() -> None:
    """No reader meets the name that programs give to a collector."""
    text = say("Votre document ({source}) dit déjà : « {sentence} ». Voulez-vous le dire aussi en public ?", source="letter", sentence="x")
    assert Voice("fr").read(text).startswith("Votre document (Lettre) dit")
    assert Voice("en").read(text).startswith("Your document (Letter) already")


def test_a_place_without_value_stays() -> None:
    """A sentence whose argument is missing shows the place; nothing breaks."""
    assert Voice("fr").say("Bilan du {day}", other=1) == "Bilan du {day}"


def test_marked_up_text_passes() -> None:
    """What is already safe markup is not read again."""
    assert Voice("fr")(Markup("<b>x</b>")) == "<b>x</b>"


def test_long_words_are_cut() -> None:
    """Ten thousand characters become a few hundred and an ellipsis."""
    assert len(clean("a" * 10_000)) == LONGEST
    assert clean("a" * 10_000).endswith("…")


def test_a_word_agrees_with_its_number() -> None:
    """`{n:page|pages}` takes the form of its number, in the rule of the language; a place without value stays."""
    assert Voice("fr").say("{n} {n:page lue|pages lues}", n=0) == "0 page lue"
    assert Voice("fr").say("{n} {n:page lue|pages lues}", n=2) == "2 pages lues"
    assert Voice("fr").say("{other:page|pages}", n=2) == "{other:page|pages}"
