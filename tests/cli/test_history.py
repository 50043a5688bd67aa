"""A second audit in the same folder: the first one is kept, and compared with, without anything to ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ereput.cli.history import compared, earlier, retire
from ereput.errors import EreputError
from ereput.model import Audit
from ereput.render.base import Options
from ereput.schema import from_json, to_json

Run = "Callable[..., Result]"


def later(audit: Audit, days: int) -> Audit:
    return replace(audit, run=replace(audit.run, id=f"r{days}", started_at=audit.run.started_at + timedelta(days=days)))


def test_three_audits_in_one_folder(ereput: Run, profile: Path, monkeypatch: pytest.MonkeyPatch, small_audit: Audit, home: Path) -> None:
    """Each run keeps the one before; the report compares with the latest, and a new rendering of the last says the same."""
    bodies = []
    for days in (0, 30, 60):
        made = later(small_audit, days)
        monkeypatch.setattr("ereput.pipeline.run", lambda *_, made=made, **__: made)
        assert ereput("audit", profile, "-o", "out", "--format", "html,json").exit_code == 0
        bodies.append((home / "out" / "bilan.html").read_bytes())
    assert [p.name for p in sorted((home / "out" / "history").iterdir())] == ["audit-2026-11-20-r0.json", "audit-2026-12-20-r30.json"]
    assert from_json((home / "out" / "audit.json").read_bytes()).run.id == "r60"
    assert "20\u00a0novembre 2026" in bodies[1].decode() and bodies[0] != bodies[1]
    assert ereput("render", "out", "--format", "html").exit_code == 0
    assert (home / "out" / "bilan.html").read_bytes() == bodies[2]


def test_only_earlier_audits_of_the_same_person(tmp_path: Path, small_audit: Audit) -> None:
    """Somebody else's audit in the same folder is kept but never compared with; nor is a later one, nor a file that is no audit."""
    other = replace(small_audit, subject=replace(small_audit.subject, names=("Ali Benali",)))
    (tmp_path / "audit.json").write_bytes(to_json(other))
    retire(tmp_path)
    (tmp_path / "history" / "notes.json").write_text("{}")
    (tmp_path / "history" / "later.json").write_bytes(to_json(later(small_audit, 9)))
    assert earlier(later(small_audit, 5), tmp_path) == ()
    assert compared(Options(), later(small_audit, 5), tmp_path, tell=pytest.fail) == Options()


def test_a_comparison_that_says_nothing_is_refused(tmp_path: Path, small_audit: Audit) -> None:
    """Named on purpose or not, somebody else's audit and a later one tell no evolution: it is said, and the report goes without. A name
    that is typed otherwise is the same person's.
    """
    other = replace(small_audit, subject=replace(small_audit.subject, names=("Ali Benali",), variants=()))
    mine = replace(small_audit, subject=replace(small_audit.subject, names=(small_audit.subject.name.upper(),)))
    now, told = later(small_audit, 5), list[EreputError]()
    assert compared(Options(previous=other), now, tmp_path, tell=told.append).previous is None
    assert compared(Options(previous=now, history=(mine,)), now, tmp_path, tell=told.append) == Options(previous=mine)
    assert compared(Options(previous=later(small_audit, 9)), now, tmp_path, tell=told.append).previous is None
    assert [error.code for error in told] == ["another_person", "not_earlier", "not_earlier"]


def test_what_is_no_audit_is_kept_too(tmp_path: Path, small_audit: Audit) -> None:
    """A broken audit.json is moved away, never overwritten; without one there is nothing to do. --compare wins."""
    retire(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "audit.json").write_text("not an audit")
    retire(tmp_path)
    assert [p.read_text() for p in (tmp_path / "history").iterdir()] == ["not an audit"]
    named = Options(previous=small_audit)
    assert compared(named, later(small_audit, 5), tmp_path, tell=pytest.fail) == named


def test_a_report_knows_the_plan_beside_it(tmp_path: Path, small_audit: Audit) -> None:
    """The states of plan.toml reach the report; a plan that cannot be read gives none and loses nothing."""
    (tmp_path / "plan.toml").write_text('[[entry]]\nid = "a0"\nkind = "action"\nstate = "done"\nsince = 2026-11-20\n', "utf-8")
    assert compared(Options(), small_audit, tmp_path, tell=pytest.fail).states == {"a0": "done"}
    (tmp_path / "plan.toml").write_text("not a plan", "utf-8")
    told: list[EreputError] = []
    assert compared(Options(), small_audit, tmp_path, tell=told.append) == Options(plan_unread=True)
    assert [error.code for error in told] == ["bad_plan"]
