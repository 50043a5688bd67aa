"""The rubric is data, versioned, translated."""

from __future__ import annotations

from ereput.model import Axis
from ereput.score.rubric import load, translations
from ereput.words import catalogue


def test_every_axis_has_words_for_every_grade() -> None:
    """Five grades, four axes, a word for each; each axis asks its question."""
    rubric = load()
    assert [letter for letter, _ in rubric.grades] == list("ABCDE")
    assert all(set(rubric.words[axis]) == set("ABCDE") and rubric.questions[axis] for axis in Axis)


def test_no_part_counts_volume() -> None:
    """No part of any axis is a count of posts or contacts (CHECKS C10, C12, D15)."""
    assert not {"posts", "contacts", "followers", "volume"} & set(load().parts)


def test_english_is_complete() -> None:
    """Every French word of the rubric has the English that the rubric gives."""
    english = catalogue("en")
    assert [fr for fr, en in translations() if english.get(fr) != en] == []
