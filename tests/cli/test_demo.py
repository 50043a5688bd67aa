"""`ereput demo`: what `make demo` runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.cli.demo import EVENING, clock, profile_on
from ereput.cli.demo_web import Web

if TYPE_CHECKING:
    from pathlib import Path


Run = "Callable[..., Result]"


def test_the_demo_writes_its_report_and_leaves_nothing_elsewhere(ereput: Run, home: Path) -> None:
    """The paths, three lines of summary, all in the folder named; the user's own memory is not touched."""
    done = ereput("demo", "-o", "out", "--format", "html,json", "--lang", "en")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert all((home / line).stat().st_size > 1000 for line in lines[:2])
    assert "fictional" in done.stderr
    assert sorted(path.name for path in home.iterdir()) == ["out"]


def test_camille_s_hosts_lead_to_the_served_web_and_her_day_is_hers() -> None:
    """The profile is the one of the folder with the port of this run; the clock starts on her evening and runs."""
    profile = profile_on(Web(resolve=(("camille-durand.example", "127.0.0.1:1"),)))
    assert profile.network.allow_loopback
    assert profile.network.resolve == (("camille-durand.example", "127.0.0.1:1"),)
    now = clock()
    assert EVENING <= now() <= now()
