"""Laws of the stage: same Audit, same bytes; files appear whole; an unknown format is refused with the known ones."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ereput.errors import UsageError
from ereput.model import Axis, Band, Kind
from ereput.render.base import Options
from ereput.render.book import is_problem
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


def test_a_report_is_its_owners_and_a_full_disk_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only she may read what is written; when the disk is full the report of before stays, alone."""
    report = write(audits.audit(0), tmp_path, ["md"])["md"]
    before = report.read_bytes()
    assert report.stat().st_mode & 0o777 == 0o600

    def full(path: Path, body: bytes) -> int:
        with path.open("wb") as file:
            file.write(body[:10])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="full"):
        write(audits.audit(10), tmp_path, ["md"])
    assert [path.name for path in tmp_path.iterdir()] == [report.name] and report.read_bytes() == before


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


def test_every_format_knows_the_plan() -> None:
    """What is done or asked is not told as to do: not first on page 1, not in the calendar, and by its word in Markdown and CSV."""
    audit = audits.audit(10)
    options = Options(states={"a0": "done", "a1": "asked", "a2": "accepted", "a3": "unheard of"})
    page, sheet, text, calendar = (render(audit, name, options).decode() for name in ("html", "csv", "md", "ics"))
    first = page.split('class="first-steps"')[1].split("</ol>")[0]
    assert [f'href="#action-{n}"' in first for n in range(1, 7)] == [False, False, False, True, True, True]
    for said in ("fait", "demande envoyée", "accepté"):
        assert f";{said};" in sheet
        assert f" {said} **" in text
    assert text.count(". ☐ **") == len(audit.actions) - 3
    assert calendar.count("BEGIN:VEVENT") == len(audit.actions) - 3 + 1
    assert "Tout est demandé" in render(audit, "html", Options(states=dict.fromkeys((a.id for a in audit.actions), "done"))).decode()


@pytest.mark.parametrize("name", ["html", "md", "pdf"])
def test_a_plan_that_could_not_be_read_is_told(name: str) -> None:
    """The report says that its states are not hers."""
    told, silent = (render(audits.audit(3), name, Options(plan_unread=unread)) for unread in (True, False))
    assert told != silent
    assert name == "pdf" or (b"plan.toml" in told and b"plan.toml" not in silent)


def test_nothing_is_cut_in_silence() -> None:
    """A screen holds every look, every possible namesake, every page and every change, the later ones folded; Markdown every proof."""
    audit = audits.audit(1)
    many = tuple(replace(audit.coverage[0], where=f"https://forum.example.org/look/{i}") for i in range(300))
    skips = tuple(replace(audits.audit(1).skips[0], where=f"https://ferme.example.org/skip/{i}") for i in range(300))
    seen = tuple(replace(m, kind=Kind.PAGE, url=f"https://forum.example.org/page/{i}") for i, m in enumerate(audits.mentions(1) * 60))
    matches = tuple(replace(audit.matches[0], mention=m.id, band=Band.CONFIRMED) for m in seen)
    before = replace(audit, findings=tuple(audits.finding(i) for i in range(100, 160)))
    proofs = tuple(replace(audit.findings[0].evidence[0], url=f"https://forum.example.org/proof/{i}") for i in range(9))
    whole = replace(
        audit, coverage=many, skips=skips, mentions=seen, matches=matches, findings=(replace(audit.findings[0], evidence=proofs),)
    )
    page = render(whole, "html", Options(previous=before)).decode()
    for place, n in (("look", 300), ("skip", 300), ("page", 60)):
        assert {int(i) for i in re.findall(rf'href="https://[a-z.]+/{place}/(\d+)"', page)} == set(range(n)), place
    changes = page.split('id="section-evolution"')[1].split("</section>")[0]
    assert changes.count("<li>") == sum(is_problem(f) for f in (*before.findings, *whole.findings))
    assert "<details>" in changes
    assert all(f"/proof/{i}" in render(whole, "md").decode() for i in range(9))


def test_one_axis_alone_is_compared_with_nothing() -> None:
    """The sentence of page 1 names it and says how to have the others."""
    audit = audits.audit(3)
    alone = replace(audit, scores=tuple(replace(s, value=None) if s.axis is not Axis.FINDABLE else s for s in audit.scores))
    assert "Un seul axe a pu être noté : Trouvable" in render(alone, "md").decode().replace("\u00a0", " ")
