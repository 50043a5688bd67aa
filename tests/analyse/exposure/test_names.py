"""Names: what the model saw, weighed by open lists and by the words around; entities are given by hand, no model is loaded."""

from __future__ import annotations

import pytest

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.names import RECOGNISER
from ereput.model import Entity


def names(text: str, *entities: tuple[str, str], language: str = "fr") -> set[tuple[str, str]]:
    seen = tuple(Entity(start=text.index(part), end=text.index(part) + len(part), label=label) for part, label in entities)
    return {(s.kind, text[s.start : s.end]) for s in RECOGNISER.find(Passage(text=text, language=language, entities=seen))}


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("a dit M. Fabius hier", "M. Fabius", "Fabius"),
        ("selon Zzyzx Brakoum, tout va bien", "Zzyzx Brakoum", "Zzyzx Brakoum"),
        ("avec Camille hier", "Camille", "Camille"),
        ("hier Juppéx a déclaré", "Juppéx", "Juppéx"),
        ("hier Bokassax, dit-il", "Bokassax", "Bokassax"),
        ("le commissaire Hatzidakis parle", "Hatzidakis", "Hatzidakis"),
        ("hier Brakoum déclarait", "Brakoum", "Brakoum"),
        ("Angiox est un médicament", "Angiox", None),
        ("il vit à Vignot depuis", "Vignot", None),
        ("traité par bivalirudine", "bivalirudine", None),
        ("la valeur N=82 ici", "N=82", None),
        ("Monsieur le Président, je", "Monsieur le Président", None),
        ("et Dupont\nAutre ligne", "Dupont\nAutre", "Dupont"),
        ("lire « Durand »", "« Durand", "Durand"),
        ("membre de la RPR hier", "RPR", None),
    ],
)
def test_a_person_of_the_model_is_kept_when_somebody_may_bear_the_name(text: str, entity: str, expected: str | None) -> None:
    """Titles are trimmed; medicines, villages, offices and sentence openings are let go."""
    found = {name for kind, name in names(text, (entity, "PER")) if kind == "PERSON"}
    assert found == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("text", "entity", "kept"),
    [
        ("I saw Grimaldo yesterday", "Grimaldo", True),
        ("in the Nebuchadnezzar", "Nebuchadnezzar", False),
        ("Schroeder's principle", "Schroeder's", True),
        ("Humidity is high", "Humidity", False),
        ("we met Trey Gowdy there", "Trey Gowdy", True),
        ("we met Qwxz Vbnm there", "Qwxz Vbnm", True),
    ],
)
def test_english_names_trust_the_model_more(text: str, entity: str, kept: bool) -> None:
    """A lone word that opens a sentence is not a person unless it owns something."""
    assert bool(names(text, (entity, "PER"), language="en")) is kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Brad said no.", {"Brad"}),
        ("Brad said no.", set()),  # a sentence begins: any word has a capital
        ("We met in Austin yesterday", set()),
        ("see you in April maybe", set()),
        ("a Nike Air Jordan shoe", set()),
        ("we saw Brad Whitaker there", {"Brad Whitaker"}),
    ],
)
def test_english_texts_read_american_names(text: str, expected: set[str]) -> None:
    """Without a model, a first name alone inside a sentence, or with its surname; the same words in French are no names."""
    assert {name for kind, name in names(text, language="en") if kind == "PERSON"} == expected
    assert not names(text, language="fr")


def test_places_and_organisations() -> None:
    """A commune is surer; handles, links and lower case are let go; other labels are not ours."""
    text = "De Nantes à Orange Business, @compte, rien, X1234, Misc"
    found = names(
        text, ("Nantes", "LOC"), ("Orange Business", "ORG"), ("@compte", "ORG"), ("rien", "LOC"), ("X1234", "ORG"), ("Misc", "MISC")
    )
    assert found == {("LOCATION", "Nantes"), ("ORG", "Orange Business")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le ministre de l'Économie Laurent Fabius", {"Laurent Fabius"}),
        ("Madame la Présidente", set()),
        ("m. le maire", set()),
        ("saint Honoré fait le pain", {"Honoré"}),
        ("le roi Zzyzx", set()),
        ("Notre Dame", set()),
        ("écrit par F.L. Martin.", {"F.L. Martin"}),
        ("RT @mariedupont et @Camille, @qzrtx", {"mariedupont", "Camille"}),
        ("Mme de la Tour", {"de la Tour"}),
        ("Pierre Pierre", set()),
    ],
)
def test_titles_pairs_initials_and_handles_need_no_model(text: str, expected: set[str]) -> None:
    """Rules alone find what a title or a rank announces, two known names, initials, pseudonyms made of names."""
    assert {name for kind, name in names(text) if kind == "PERSON"} == expected
