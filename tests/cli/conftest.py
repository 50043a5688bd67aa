"""What the tests of the command line share: a runner, a home that is not the user's, a small audit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from ereput.model import (
    Action,
    Audit,
    Axis,
    Finding,
    Gap,
    Mandate,
    Presence,
    Purpose,
    Run,
    Score,
    Severity,
    Skip,
    Subject,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
PROFILE = """\
pages = ["http://127.0.0.1/"]
[mandate]
purpose = "self"
attested_on = 2026-11-01
[person]
names = ["Camille Durand"]
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the user's files, nor speaks the language of the machine it runs on."""
    monkeypatch.setenv("EREPUT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("EREPUT_LANG", "fr")
    monkeypatch.delenv("EREPUT_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ereput() -> Callable[..., Result]:
    """Run `ereput ARGS`: exit code, stdout and stderr apart."""

    def run(*args: str, stdin: str | bytes | None = None) -> Result:
        from ereput.cli.main import cli

        result = CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin, prog_name="ereput")
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with one page."""
    path = tmp_path / "profil.toml"
    path.write_text(PROFILE, "utf-8")
    return path


@pytest.fixture
def small_audit() -> Audit:
    """One thing of each kind that the summary counts."""
    finding = Finding(
        id="f", rule="exposure.phone", kind="PHONE", axis=Axis.PROTECTED, severity=Severity.HIGH, confidence=0.9, title=say("Téléphone"),
        explanation=say("visible"), label="06 •• •• •• 41",
    )  # fmt: skip
    return Audit(
        subject=Subject(names=("Camille Durand",)),
        run=Run(id="r", started_at=NOW, finished_at=NOW, version="0", mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 1))),
        findings=(finding,),
        gaps=(Gap(keyword="SQL", concept="sql", weight=1.0, required=True, state=Presence.ABSENT),),
        skips=(Skip(source="web", code="timeout", where="http://x.example", reason=say("lent")),),
        scores=(Score(axis=Axis.PROTECTED, value=40.0, low=30.0, high=50.0, grade="D", word=say("fragile")),),
        actions=(Action(id="a", title=say("Retirer le numéro"), detail=say("Écrire au site"), axis=Axis.PROTECTED, minutes=10, gain=12.0),),
    )
