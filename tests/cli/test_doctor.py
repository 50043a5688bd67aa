"""`ereput doctor`: each thing an audit needs, and the remedy of what is missing."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

from ereput.cli import doctor

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Run = "Callable[..., Result]"


def test_a_machine_that_has_all_is_told_so(ereput: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line a tick: exit 0."""
    fine = tuple(doctor.Checkup(name=c.name, fine=True, says=c.says) for c in doctor.doctor(network=False))
    monkeypatch.setattr(doctor, "doctor", lambda **_: fine)
    done = ereput("doctor")
    assert done.exit_code == 0
    assert all(line.startswith("✓") for line in done.stdout.splitlines())


def test_what_is_missing_has_its_remedy(ereput: Run, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """No model, no Pango, no fonts, a folder that cannot be written: a cross and a remedy each, exit 1."""
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor.ctypes.util, "find_library", lambda name: None)
    monkeypatch.setattr(doctor, "folder", lambda name: home)
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: False)
    done = ereput("doctor", "--offline")
    assert done.exit_code == 1
    marks = [line[0] for line in done.stdout.splitlines()]
    assert marks == ["✓"] + ["✗", " "] * 6
    assert "libharfbuzz-subset0" in done.stdout


def test_the_network_is_wished_for_not_needed(ereput: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network files can still be audited: a dash, a remedy, and no failure on its account."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert doctor._network(server.getsockname()).fine
        closed = server.getsockname()
    checkup = doctor._network(closed, seconds=0.5)
    assert (checkup.fine, checkup.needed) == (False, False)
    monkeypatch.setattr(doctor, "doctor", lambda **_: (checkup,))
    done = ereput("doctor")
    assert done.exit_code == 0
    assert done.stdout.startswith("–")


def test_json_says_the_same(ereput: Run) -> None:
    """One object for each check."""
    done = ereput("doctor", "--offline", "--json")
    assert {"python", "model", "pango", "fonts", "write"} <= {row["name"] for row in json.loads(done.stdout)}
