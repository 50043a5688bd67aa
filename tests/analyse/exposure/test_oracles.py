"""What others know: python-stdnum and schwifty on numbers, the values that a rival's acceptance documents hold, our own labelled
sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench._pii_counts import measure_labelled
from bench._pii_laws import laws, removals
from bench._pii_numbers import TRIALS, agreement
from bench._pii_sets import ASSERTIONS, SHAPES, halves, read
from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
from ereput.analyse.exposure.kinds import KINDS, SENSITIVE

LABELLED = sorted((Path(__file__).parents[3] / "fixtures" / "labelled").glob("*.txt"))


@pytest.mark.parametrize("which", range(len(TRIALS)), ids=[trial.name for trial in TRIALS])
def test_a_number_is_found_exactly_when_the_oracle_accepts_it(which: int) -> None:
    """Random, right and mutated numbers in a sentence that announces them; 100,000 of each kind are tried by `make eval-pii`."""
    outcome = agreement(which, amount=1_500)
    assert outcome.disagreements == ()
    assert 0.2 < outcome.valid / outcome.tried < 0.8  # both verdicts are tried


def test_exposition_keeps_its_laws_from_readings_to_number() -> None:
    """Order, repetition, growth, and removal against brute force; 10,000 and 600 profiles in `make eval-pii`."""
    laws(150)
    assert removals(24) == 1


ACCEPTANCE = (
    (
        "M. Paul Lefort, né le 9 juin 1987, demeurant 14 rue de la Gare 35000 Rennes, SIRET 44004888200011",
        {
            "Paul": "PERSON",
            "Lefort": "PERSON",
            "9 juin 1987": "DOB",
            "rue de la Gare": "ADDRESS",
            "Rennes": "LOCATION",
            "44004888200011": "SIRET",
        },
    ),
    ("SIREN 440048882 et IBAN FR1420041010050500013M02606", {"440048882": "SIREN", "FR1420041010050500013M02606": "IBAN"}),
    ("TVA FR40303265045 et CB 4970101234567893", {"FR40303265045": "VAT", "4970101234567893": "CREDIT_CARD"}),
    ("Tel 0698765432, plaque FG-456-HJ", {"0698765432": "PHONE", "FG-456-HJ": "PLATE"}),
    ("NIR 285044410912345 né le 27 octobre 1985", {"285044410912345": "NIR", "27 octobre 1985": "DOB"}),
    ("Mail: paul.o'neill@asso.example", {"paul.o'neill": "EMAIL"}),
    ("Mail: zoé.noël@asso.example", {"zoé.noël": "EMAIL"}),
    ("Mail: anne.claire.rose.lefort@asso.example", {"anne.claire.rose.lefort": "EMAIL"}),
    (
        "Mme Julie Bernard demeurant 7 avenue des Tilleuls 44000 Nantes",
        {"Julie": "PERSON", "Bernard": "PERSON", "avenue des Tilleuls": "ADDRESS", "Nantes": "LOCATION"},
    ),
    ("Date: 27/10/1985 et né le 5 janvier 1992", {"27/10/1985": "DATE", "5 janvier 1992": "DOB"}),
    (
        "NIR 285044410912345, tel 0698765432, mail: anne.claire@asso.example",
        {"285044410912345": "NIR", "0698765432": "PHONE", "anne.claire": "EMAIL"},
    ),
    (
        "M. Denis Legrand né le 5 janvier 1992, demeurant 3 boulevard Saint-Germain 75006 Paris, SIRET 44004888200011, IBAN FR1420041010050500013M02606",  # noqa: E501  # one sentence
        {
            "Denis": "PERSON",
            "Legrand": "PERSON",
            "5 janvier 1992": "DOB",
            "boulevard Saint-Germain": "ADDRESS",
            "Paris": "LOCATION",
            "44004888200011": "SIRET",
            "FR1420041010050500013M02606": "IBAN",
        },
    ),
    (f"Mail: {'z' * 64}@asso.example", {"z" * 64: "EMAIL"}),
)
"""Thirteen documents of the shapes of anonyfy's thirteen acceptance documents (its tests/acceptance/corpus_synthetic), 34 values; the
people and the numbers are ours. On the originals all 34 are found whole too."""


def test_the_acceptance_documents_hold_thirty_four_values() -> None:
    """As many as the rival's."""
    assert sum(len(values) for _, values in ACCEPTANCE) == 34


@pytest.mark.parametrize(("text", "values"), ACCEPTANCE, ids=[text[:24] for text, _ in ACCEPTANCE])
def test_every_value_of_the_acceptance_documents_is_found_whole(text: str, values: dict[str, str]) -> None:
    """Inside one span, and of its kind."""
    spans = detect(Passage(text=text))
    for value, kind in values.items():
        at = text.index(value)
        assert any(s.kind == kind and s.start <= at and at + len(value) <= s.end for s in spans), (value, kind)


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_our_labelled_sentences_are_enough_and_well_written(path: Path) -> None:
    """At least 150 different sentences a family, a third of them or more without anything to find, known kinds, both halves; a
    sensitive span says its assertion."""
    kinds, rows = read(path)
    assert len({row.text for row in rows}) == len(rows) >= 150
    assert sum(not row.spans for row in rows) >= len(rows) / 3
    assert set(kinds) <= KINDS.keys()
    for row in rows:
        assert not {"{self:", "{other:"} & set(row.text.split()), row.text
        for start, end, kind, assertion in row.spans:
            assert row.text[start:end]
            assert kind in kinds
            assert (assertion in ASSERTIONS) == (kind in SENSITIVE), row.text
    assert all(len(some) >= 60 for _, some in halves(rows))


def test_numbers_in_the_sentences_are_drawn_from_the_sentence() -> None:
    """The same sentence gives the same number; another seed another one; every shape draws something."""
    from random import Random

    path = next(path for path in LABELLED if path.stem == "nir")
    assert read(path) == read(path)
    assert read(path)[1][0].text != read(path, seed=1)[1][0].text
    assert all(draw(Random(1)) for draw in SHAPES.values())


def test_counts_of_the_sentences_are_right() -> None:
    """A set read by a detector that copies the labels is perfect; by one that finds nothing, empty."""
    from ereput.model import Span

    kinds, rows = read(next(path for path in LABELLED if path.stem == "religion"))
    copied = [
        tuple(Span(start=a, end=b, kind=k, confidence=1, rule=f"lane.religion.{said}") for a, b, k, said in row.spans) for row in rows
    ]
    whole = measure_labelled(rows, copied, kinds).micro
    assert whole.precision == whole.recall == whole.assertion == 1
    assert measure_labelled(rows, [()] * len(rows), kinds).micro.recall == 0
