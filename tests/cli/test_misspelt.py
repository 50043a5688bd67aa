"""Names of sources that are none: told, never silently passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ereput.cli.misspelt import misspelt
from ereput.model import Handle, Mandate, Purpose, Subject
from ereput.profile import Network, Profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

BARE = Profile(subject=Subject(names=("A B",)), mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 1)))


def said(*services: str, **network: object) -> list[str]:
    subject = replace(BARE.subject, handles=tuple(Handle(service=name, user="u") for name in services))
    return [str(line) for line in misspelt(replace(BARE, subject=subject, network=Network(**network)))]


def test_what_is_a_source_is_not_told() -> None:
    """Sources by their names, "all", keys that a source has, services that are read or that no source is near to."""
    assert said() == []
    assert said("github", "linkedin", "instagram", "codeberg", "stackoverflow", "facebook", "viadeo", "x") == []
    assert said(ask=("all", "hal", "archive", "gravatar"), disabled=("pages",), keys=(("brave", "k"), ("hibp", "k"))) == []


def test_a_slip_is_told_with_the_name_that_was_meant() -> None:
    """In each of the four places; what is near to nothing is told without a guess, and a key never shows its value."""
    assert said("gihub") == ["handles : « gihub » n'y désigne aucune source. Vouliez-vous écrire github ?"]
    assert said(ask=("compagnies",)) == ["network.ask : « compagnies » n'y désigne aucune source. Vouliez-vous écrire companies ?"]
    assert said(ask=("github",)) == ["network.ask : « github » n'y désigne aucune source."]
    assert said(disabled=("pagez",)) == ["network.disabled : « pagez » n'y désigne aucune source. Vouliez-vous écrire pages ?"]
    assert said(keys=(("zzz", "secret"),)) == ["keys : « zzz » n'y désigne aucune source."]


def test_an_audit_says_so_and_goes_on(ereput: Callable[..., Result], profile: Path) -> None:
    """On the error stream, before what would be asked."""
    profile.write_text(profile.read_text("utf-8") + '[network]\nask = ["compagnies"]\n', "utf-8")
    done = ereput("audit", profile, "--dry-run")
    assert done.exit_code == 0
    assert "Vouliez-vous écrire companies ?" in done.stderr
