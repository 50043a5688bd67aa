"""The guides: what to do, service by service."""

from __future__ import annotations

import pytest

from ereput.advise.guides import engines, for_url, guides, translations
from ereput.advise.words import translations as room_words
from ereput.cli.guides import LEVELS
from ereput.words import catalogue


@pytest.mark.parametrize("guide", guides().values(), ids=guides())
def test_every_guide_is_usable(guide) -> None:
    """Every guide says what to do in both languages, how hard and how long; its links are https; it is dated."""
    assert guide.fr and guide.en and guide.difficulty in LEVELS and 1 <= guide.minutes <= 60 and guide.checked == "2026-11"
    assert all(link.startswith("https://") for link in (guide.settings, guide.delete, guide.delist) if link)


def test_what_matters_in_france_is_there() -> None:
    """About sixty services, with the four engines' de-listing forms, directories and archives."""
    known = guides()
    assert len(known) >= 60 and {"google", "bing", "qwant", "yahoo"} <= {g.id for g in engines()}
    assert {"directory", "archive", "network", "jobs"} <= {g.kind for g in known.values()}


def test_lookup_by_address() -> None:
    """The longest host wins; an unknown or odd address has no guide."""
    assert for_url("https://fr.linkedin.com/in/x").id == "linkedin"
    assert for_url("https://plus.unknown.example/") is None and for_url("http://[") is None


def test_english_is_complete() -> None:
    """Every guide's French sentence has its English in the catalogue; the room gives no other word of its data files."""
    assert tuple(room_words()) == tuple(translations())
    english = catalogue("en")
    assert [fr for fr, en in translations() if english.get(fr) != en] == []
