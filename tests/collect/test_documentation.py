"""The tables of collectors in README.md are what the collectors say."""

from __future__ import annotations

from pathlib import Path

from ereput.collect.documentation import filled, table
from ereput.collect.stage import sources

README = Path(__file__).parents[2] / "README.md"


def test_the_tables_are_up_to_date() -> None:
    """README.md holds both tables, as generated; if not: `python docs/build.py`."""
    text = README.read_text("utf-8")
    assert table("en") in text
    assert table("fr") in text
    assert filled(text) == text


def test_every_collector_has_a_row_of_three_cells() -> None:
    """One row each, by name, in each language; a bar in a sentence does not cut a cell."""
    for language in ("en", "fr"):
        rows = [line for line in table(language).splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == [source.name for source in sources()]
        assert all(row.replace("\\|", "").count("|") == 4 for row in rows)


def test_a_file_without_markers_is_left_alone() -> None:
    """Nothing is written where no place was made, nor where the end of a place is missing."""
    for text in ("# Nothing here\n", "<!-- collectors: en -->\nunfinished\n"):
        assert filled(text) == text


def test_only_what_stands_between_the_markers_changes() -> None:
    """The text around is kept, an old table goes, and doing it twice changes nothing."""
    old = "before\n<!-- collectors: fr -->\n| old |\n<!-- end of collectors -->\nafter\n"
    new = filled(old)
    assert new.startswith("before\n<!-- collectors: fr -->\n")
    assert new.endswith("<!-- end of collectors -->\nafter\n")
    assert "| old |" not in new
    assert filled(new) == new
