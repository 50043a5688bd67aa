"""Every row of sections B to G is a check, or listed with its reason; the page in docs/ is the registry's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ereput.analyse.presence.documentation import elsewhere, numbers, page
from ereput.analyse.presence.stage import checks
from ereput.analyse.presence.words import translations
from ereput.words import catalogue

ROOT = Path(__file__).parents[3]


def test_every_row_is_answered_once() -> None:
    """No row is left out, and none is both answered here and said to be elsewhere."""
    answered = {row for check in checks().values() for row in check.answers}
    assert set(numbers()) == answered | elsewhere().keys()
    assert not answered & elsewhere().keys()


def test_every_reason_is_told_in_both_languages() -> None:
    """A row that is elsewhere or not computable has its room and its reason, in French and in English."""
    assert all(row["fr"] and row["en"] and row["room"] for row in elsewhere().values())


def test_the_page_is_up_to_date() -> None:
    """docs/checks.md is what the registry gives."""
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == page()


def test_numbers_are_those_of_the_source() -> None:
    """The rows are those of CHECKS.md, when it lies beside the checkout."""
    source = ROOT / ".." / "shared" / "CHECKS.md"
    if not source.exists():
        pytest.skip("CHECKS.md is not beside the checkout")
    rows = re.findall(r"^\| ([B-G]\d+) \|", source.read_text("utf-8"), re.MULTILINE)
    assert rows == list(numbers())


def test_english_is_complete() -> None:
    """What the data files say in French is in the English catalogue."""
    english = catalogue("en")
    assert [fr for fr, en in translations() if english.get(fr) != en] == []
