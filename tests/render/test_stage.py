"""Laws of the stage: same Audit, same bytes; files appear whole; an unknown format is refused with the known ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from ereput.errors import UsageError
from ereput.render.base import Options
from ereput.render.stage import file_name, formats, render, write
from ereput.schema import from_json, to_json
from tests.render import audits


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["html", "json", "md", "pdf"])
def test_same_audit_same_bytes(name: str, language: str) -> None:
    """Two renderings of equal Audits are the same bytes, also when the Audit went through its JSON."""
    first, again = audits.audit(10), from_json(to_json(audits.audit(10)))
    options = Options(language=language)
    assert render(first, name, options) == render(again, name, options)


def test_two_folders_hold_the_same_bytes(tmp_path: Path) -> None:
    """Where a report is written does not show in it."""
    wanted = ("pdf", "html", "json", "md")
    here = write(audits.audit(1), tmp_path / "a", wanted)
    there = write(audits.audit(1), tmp_path / "b" / "c", wanted)
    assert {name: path.read_bytes() for name, path in here.items()} == {name: path.read_bytes() for name, path in there.items()}
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["audit.json", "bilan.html", "bilan.md", "bilan.pdf"]


def test_json_is_the_audit() -> None:
    """The JSON format gives the Audit back."""
    assert from_json(render(audits.audit(10), "json")) == audits.audit(10)


def test_an_unknown_format_is_refused() -> None:
    """The message names what was asked, the hint what is possible."""
    with pytest.raises(UsageError) as caught:
        render(audits.audit(0), "papyrus")
    assert "papyrus" in str(caught.value.text)
    assert "pdf" in str(caught.value.hint)


def test_shared_editions_never_replace_the_persons_own() -> None:
    """Every edition and redaction has its own file name."""
    names = {
        file_name("json", Options(edition=edition, redact=redact)) for edition in ("candidate", "counsellor") for redact in (False, True)
    }
    assert len(names) == 4


def test_every_format_has_a_name_and_a_suffix() -> None:
    """The registry finds the formats by themselves."""
    assert {"pdf", "html", "json", "md"} <= formats().keys()
    assert all(made.suffix.startswith(".") for made in formats().values())
