"""French names compared."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ereput.resolve.names import Likeness, best, find, likeness, split
from ereput.resolve.spelling import fold, jaro_winkler

L = Likeness


@pytest.mark.parametrize(
    ("known", "seen", "expected"),
    [
        ("Camille Durand", "DURAND Camille", L.SAME),
        ("Camille Durand", "Mme Camille DURAND", L.SAME),
        ("Maëlle Lefèvre", "maelle lefevre", L.SAME),
        ("Anne Le Guennec", "LE GUENNEC Anne", L.SAME),
        ("Jean-Pierre Roux", "Jean Pierre Roux", L.SAME),
        ("Jean-Pierre Roux", "Jeanpierre Roux", L.VARIANT),
        ("Jean-Pierre Roux", "J.-P. Roux", L.VARIANT),
        ("Jean-Pierre Roux", "JP Roux", L.VARIANT),
        ("Jean-Pierre de la Tour", "Jean-Pierre Delatour", L.VARIANT),
        ("Claire Martin-Dubois", "Claire Dubois", L.VARIANT),
        ("Alexandre Petit", "Alex Petit", L.VARIANT),
        ("Élisabeth Roy", "Babeth Roy", L.VARIANT),
        ("Mohamed Benali", "Muhammad Benali", L.VARIANT),
        ("Camille Durand", "C. Durand", L.INITIAL),
        ("Camille Durand", "Camille Durandt", L.TYPO),
        ("Camille Durand", "Durand", L.SURNAME),
        ("Camille Durand", "Julie Durand", L.OTHER_FIRST),
        ("Alexandre Petit", "Alexandra Petit", L.OTHER_FIRST),
        ("Daniel Roy", "Danielle Roy", L.OTHER_FIRST),
        ("Frédéric Blanc", "Frédérique Blanc", L.OTHER_FIRST),
        ("Jean Durand", "Jean-Pierre Durand", L.OTHER_FIRST),
        ("Jean-Pierre Durand", "Jean-Paul Durand", L.OTHER_FIRST),
        ("Jean-Pierre Durand", "Jean Durand", L.VARIANT),
        ("Marie-Claude Le Goff", "Claude Le Goff", L.TYPO),
        ("Marie-Claude Le Goff", "M.-C. Le Goff", L.VARIANT),
        ("Camille Durand", "Camile Durand", L.TYPO),
        ("Camille Durand", "Camille D.", L.FIRST),
        ("Camille Durand", "camilledurand", L.VARIANT),
        ("Camille Durand", "cdurand", L.INITIAL),
        ("Durand, Camille", "Camille Durand", L.SAME),
        ("Claire Martin", "Claire Dubois, née Martin", L.SAME),
        ("Anne Roy", "Anne Le Roy", L.TYPO),
        ("Mohamed Ben Salah", "Mohamed Salah", L.VARIANT),
        ("Pierre Dupont de Nemours", "Pierre Dupont", L.VARIANT),
        ("Zoé Saint-Martin", "Zoé St Martin", L.SAME),
        ("Stéphane Müller", "Stephane Mueller", L.SAME),
        ("Ekaterina Ivanova", "Екатерина Иванова", L.SAME),
        ("Marie Leroy", "Marie Le Roy", L.VARIANT),
        ("Marie Le Roy", "Marie Leroy", L.VARIANT),
        ("Paul Delarue", "DE LA RUE Paul", L.VARIANT),
        ("Paul Devaux", "P. de Vaux", L.INITIAL),
        ("Stéphane Dhervé", "Stéphane d'Hervé", L.VARIANT),
        ("Marie Leroy", "Marie Roy", L.DIFFERENT),
        ("José María García López", "José García", L.VARIANT),
        ("José María García López", "José López", L.VARIANT),
        ("José María García López", "María García", L.TYPO),
        ("Jean Paul Thomas Martin", "Jean Thomas", L.DIFFERENT),
        ("Ekaterina Ivanova", "Katia Ivanova", L.VARIANT),
        ("Camille Durand", "Cam Durand", L.VARIANT),
        ("Camille Durand", "Paul Martin", L.DIFFERENT),
        ("Camille Durand", "", L.ABSENT),
    ],
)
def test_likeness(known: str, seen: str, expected: Likeness) -> None:
    """Order, accents, hyphens, particles, double names, short forms, transliterations and initials are told apart."""
    assert likeness(known, seen) is expected


def test_find_in_text() -> None:
    """In a text the name is found in either order; a surname far from the first name is only a surname."""
    assert find(["Camille Durand"], "Interview de Camille Durand, analyste") is L.SAME
    assert find(["Camille Durand"], "Liste : DURAND Camille ; MARTIN Paul") is L.SAME
    assert find(["Camille Durand"], "Julie Durand et Paul Martin") is L.SURNAME
    assert find(["Claire Martin-Dubois"], "Claire Dubois") is L.VARIANT
    assert find(["Camille Durand"], "rien") is L.ABSENT
    assert find(["Camille Lefebvre"], "avec Camille Lefebure, analyste") is L.TYPO
    assert find(["Camille Lefebvre"], "avec Paul Lefebure, analyste") is L.ABSENT
    assert find(["Claire Martin"], "avec Claire Dubois, née Martin, analyste") is L.SAME
    assert find(["Jean Durand"], "avec Jean-Pierre Durand, analyste") is L.SURNAME
    assert find(["Marie-Claude Le Goff"], "avec Claude Le Goff, analyste") is L.TYPO
    assert find(["Camille Durand"], "avec M. Durand, analyste") is L.SURNAME


def test_best_over_several_names() -> None:
    """Birth name and usage name both count."""
    assert best(["Camille Durand", "Camille Le Goff"], "Le Goff Camille") is L.SAME


@pytest.mark.parametrize(
    ("known", "seen", "found"),
    [
        ("Inès Garcia Lopez", "Inès Garcia", L.VARIANT), ("Claire Martin Dubois", "DUBOIS Claire", L.VARIANT),
        ("Anne Laure Petit", "Anne Laure Durand", L.DIFFERENT), ("Jean Paul Martin", "Jean Paul", L.DIFFERENT),
        ("Jean Martin", "Jean Martinez", L.DIFFERENT), ("Paul Bernard", "Paul Bernardin", L.DIFFERENT),
        ("Evgueni Petrov", "Yevgeny Petrov", L.VARIANT), ("Ousmane Diallo", "DIALLO Othmane", L.VARIANT),
    ],
)  # fmt: skip
def test_two_surnames_without_a_hyphen_and_longer_ones(known: str, seen: str, found: Likeness) -> None:
    """Either of two surnames with the given name is hers; two given names, or a surname that goes on, are somebody else's."""
    assert likeness(known, seen) is found


@example("\u04ec", "")
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared(one: str, other: str) -> None:
    """No input breaks the comparison, and folding is idempotent."""
    likeness(one or "x", other)
    find([one or "x y"], other)
    assert fold(fold(one)) == fold(one)


@given(st.text("abcdef", min_size=1, max_size=10), st.text("abcdef", min_size=1, max_size=10))
def test_jaro_winkler_is_a_similarity(one: str, other: str) -> None:
    """Symmetric, between 0 and 1, and 1 only for the same word."""
    assert 0 <= jaro_winkler(one, other) <= 1
    assert abs(jaro_winkler(one, other) - jaro_winkler(other, one)) < 0.05
    assert jaro_winkler(one, one) == 1


def test_known_values() -> None:
    """Winkler's own example."""
    assert jaro_winkler("martha", "marhta") == pytest.approx(0.9611, abs=1e-4)


def test_split_of_a_single_word() -> None:
    """One word is a given name without surname: it stays comparable."""
    assert split("Stromae").given == ("stromae",)


def test_a_surname_written_apart_is_found_in_a_text() -> None:
    """In a running text too, Leroy is Le Roy, beside the given name that is hers; beside another it is not."""
    assert find(["Marie Leroy"], "Le bureau a élu Marie Le Roy à la présidence de la section.") is L.VARIANT
    assert find(["Marie Leroy"], "Paul Le Roy de la section") is L.SURNAME
