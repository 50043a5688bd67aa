"""Laws of reading skills in a text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from ereput.analyse.keywords.matcher import Matcher


PIECES = ["Python", "esprit", "d'équipe", "R", ",", "\n", "SQL", "é", "·e", "(", "C++", "pas besoin de"]


def concepts(matcher: Matcher, text: str) -> set[str]:
    return {skill.concept for skill in matcher.find(text)}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Maîtrise de Power BI", "power-bi"),
        ("rapports PowerBI", "power-bi"),
        ("esprit d’équipe", "teamwork"),
        ("organisé·e et rigoureux·se", "rigour"),
        ("Langages : R, Python, SQL", "r-language"),
        ("Fluent English", "english"),
        ("gestion rigoureuse de projets", "project-management"),
    ],
)
def test_a_concept_is_read_in_its_many_spellings(matcher: Matcher, text: str, concept: str) -> None:
    """Inflection, inclusive writing, joined names, English and words in between do not hide a skill."""
    assert concept in concepts(matcher, text)


@pytest.mark.parametrize(
    "text",
    [
        "La R&D du groupe",
        "C'est une équipe",
        "Let's go further",
        "Go to market",
        "a platform for coordination",
        "vitamine C",
        "word of mouth",
        "vous allez exceller",
        "Monsieur R. Martin",
    ],
)
def test_lookalikes_are_not_taken(matcher: Matcher, text: str) -> None:
    """Letters that look like a tool's name are not the tool."""
    assert not concepts(matcher, text) & {"r-language", "c-language", "go-language", "word", "excel"}


def test_negated_skills_are_left_out(matcher: Matcher) -> None:
    """What is not needed or not known is not a skill of the text; the next clause is."""
    assert concepts(matcher, "Pas besoin de connaissances en Python, mais SQL exigé") == {"sql"}


def test_a_match_stands_where_it_says(matcher: Matcher) -> None:
    """Offsets are code points of the text as given, accents and all."""
    text = "Été à Nœud : maîtrise d’Excel et des tableaux croisés dynamiques"
    for skill in matcher.find(text):
        assert skill.form and 0 <= skill.start < skill.end <= len(text)
    assert any(text[s.start : s.end] == "Excel" for s in matcher.find(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Python", "esprit", "d'équipe", "R", ",", "\n", "SQL", "é", "·e", "(", "C++", "pas besoin de"]), max_size=25
    ).map(" ".join)
)
def test_matches_never_overlap(matcher: Matcher, text: str) -> None:
    """Left to right, each after the one before, whatever the text."""
    found = matcher.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(("text", "concept"), [("Boostrap et PHP", "bootstrap"), ("Postgersql", "postgresql"), ("Kuberntes", "kubernetes")])
def test_one_slip_in_a_name_is_forgiven(matcher: Matcher, text: str, concept: str) -> None:
    """A tool's name with one letter lost, added, changed or exchanged is read, and said to be a guess."""
    found = next(skill for skill in matcher.find(text) if skill.concept == concept)
    assert found.how == "typo"
    assert found.confidence < 0.7


@pytest.mark.parametrize("text", ["les marchands du marché", "Martin Dupond", "booster les ventes", "Xootstrap"])
def test_everyday_words_are_not_corrected(matcher: Matcher, text: str) -> None:
    """A word of its own, or one whose first letter differs, is left alone."""
    assert not [skill for skill in matcher.find(text) if skill.how == "typo"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Compétences : python, sql et excel", {"python", "sql", "excel"}),
        ("excel, word, powerpoint", {"excel", "word", "powerpoint"}),
        ("Outils\nphp\ngit", {"php", "git"}),
        ("#seo #crm", {"seo", "crm"}),
        ("maîtrise d'excel", {"excel"}),
        ("le serpent python du zoo", set()),
        ("I excel in sports, and react quickly", set()),
        ("mes, tes, ses, but, has", set()),
    ],
)
def test_a_list_forgives_small_letters_and_a_sentence_does_not(matcher: Matcher, text: str, found: set[str]) -> None:
    """A name without its capitals is read among other names, as a hashtag or after what announces it, never in plain prose."""
    assert concepts(matcher, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Python serait un plus", {"python"}),
        ("Excel exigé", {"excel"}),
        ("Java : pas nécessaire", set()),
        ("permis B (non exigé)", set()),
        ("Licence d'exploitation", set()),
        ("votre titre professionnel sur la page", set()),
        ("Titulaire d'un titre professionnel de niveau 5", {"professional-title"}),
        ("licence professionnelle exigée", {"bachelor-s-degree"}),
    ],
)
def test_what_is_asked_right_after_a_name_counts(matcher: Matcher, text: str, found: set[str]) -> None:
    """ "Un plus", "exigé" make a name of an ambiguous word; "pas nécessaire" takes it away, even after a colon or in brackets."""
    assert concepts(matcher, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("our customers", set()),
        ("knowledge of customs", {"customs"}),
        ("a high level, at all times, in good hands", set()),
        ("hands-on", {"practical-sense"}),
        ("être à l’écoute", {"active-listening"}),
    ],
)
def test_one_telling_word_needs_the_small_words_around_it(matcher: Matcher, text: str, found: set[str]) -> None:
    """ "Hands-on" is not "hands", "à l'écoute" is not "écoute"; in English "customer" is not "customs"."""
    assert concepts(matcher, text) & {"customs", "baccalaureate", "punctuality", "practical-sense", "active-listening"} == found
