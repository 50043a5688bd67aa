"""What was asked is kept: at once for the system, every two seconds for the disk, and controls with their age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ereput.collect.journal import Journal
from ereput.model import Page, Query, say

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def page(name: str, seconds: float) -> Page:
    query = Query(url=f"https://a.example/{name}", why=say("un essai"), source="test")
    return Page(query=query, url=query.url, status=200, headers=(), body=b"x", fetched_at=NOW + timedelta(seconds=seconds))


def test_written_at_once_and_on_the_disk_every_two_seconds(tmp_path: Path) -> None:
    """Another program sees an answer as soon as it is kept; at most two seconds of answers wait for the disk."""
    journal, said = Journal(tmp_path, now=NOW), []
    journal._db.set_trace_callback(said.append)
    for seconds in (0, 1, 1.9, 2, 3, 4.5):
        journal.put(page(str(seconds), seconds))
        other = Journal(tmp_path, now=NOW)
        assert other.get(page(str(seconds), 0).query) is not None
        other.close()
    journal.close()
    orders = [statement for statement in said if "synchronous" in statement]
    assert orders == ["PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL"] * 2


def test_controls_are_remembered_with_their_age(tmp_path: Path) -> None:
    """A control serves until it is too old, in this run and the next."""
    journal = Journal(tmp_path, now=NOW)
    journal.note("a", "absent", now=NOW)
    journal.note("b", "present", now=NOW - timedelta(days=8))
    journal.close()
    again = Journal(tmp_path, now=NOW)
    week = NOW - timedelta(days=7)
    assert [again.noted(name, since=week) for name in ("a", "b", "c")] == ["absent", None, None]
    again.note("b", "absent", now=NOW)
    assert again.noted("b", since=week) == "absent"
    again.close()
