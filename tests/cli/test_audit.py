"""`ereput audit`: nothing asked on a dry run, paths and three lines at the end, JSON alone on request, exit codes as promised."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ereput.cli import audit as command
from ereput.cli.audit import OURS, chosen, split, write
from ereput.cli.summary import GRAVE, summary
from ereput.errors import SetupError, UsageError
from ereput.model import Audit, Axis, Severity, say
from ereput.render.base import Options
from ereput.render.stage import formats
from ereput.schema import from_json

Run = "Callable[..., Result]"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, small_audit: Audit) -> list[dict[str, Any]]:
    """The six stages replaced by an audit made by hand; what they were called with."""
    calls: list[dict[str, Any]] = []

    def run(profile: Any, **options: Any) -> Audit:
        calls.append({"profile": profile, **options})
        if options["progress"] is not None:
            options["progress"]("web", 1, 1)
        return small_audit

    monkeypatch.setattr("ereput.pipeline.run", run)
    return calls


def test_an_audit_ends_with_its_files_and_three_lines(ereput: Run, profile: Path, made: list[dict[str, Any]], home: Path) -> None:
    """stdout: the paths, then three lines; progress on stderr; the files are there."""
    done = ereput("audit", profile, "-o", "out", "--format", "html,json")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert all((home / line).exists() for line in lines[:2])
    assert lines[2] == "Trouvable –, Crédible –, Vivant –, Protégé D"
    assert lines[3].startswith("1 élément exposé, dont 1 grave ; 1 mot-clé manquant ; 1 source non lue.")
    assert lines[4] == "D'abord : Retirer le numéro (10 min)."
    assert done.stderr == "1 demande sur 1 (web)\n"
    assert made[0]["store"].is_relative_to(home / "home")
    assert made[0]["offline"] is False


def test_options_reach_the_stages(ereput: Run, profile: Path, made: list[dict[str, Any]], home: Path) -> None:
    """--offline, --keep-evidence and --quiet do what they say; the folder has a name when none is given."""
    done = ereput("audit", profile, "--offline", "--quiet", "--keep-evidence", "e.warc", "--format", "json", "--lang", "en")
    assert done.exit_code == 0
    assert (made[0]["offline"], made[0]["progress"], made[0]["keep_evidence"]) == (True, None, Path("e.warc"))
    assert done.stderr == ""
    assert (home / "report" / "audit.json").exists()
    assert "Findable" in done.stdout


def test_json_is_alone_on_stdout(ereput: Run, profile: Path, made: list[dict[str, Any]], home: Path, small_audit: Audit) -> None:
    """--json: the audit and nothing else; no file unless a folder is named."""
    done = ereput("audit", profile, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert from_json(done.stdout_bytes) == small_audit
    assert sorted(path.name for path in home.iterdir()) == ["profil.toml"]
    assert ereput("audit", profile, "--json", "-o", "out", "--format", "json").exit_code == 0
    assert (home / "out" / "audit.json").exists()


def test_dry_run_says_every_url_with_its_reason_and_asks_none(ereput: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lines a URL: the request, the reason; no collection, no store."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr("ereput.pipeline.run", refuse)
    monkeypatch.setattr("ereput.collect.stage.collect", refuse)
    done = ereput("audit", profile, "--dry-run")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "GET http://127.0.0.1/robots.txt"
    assert lines[2] == "GET http://127.0.0.1/"
    assert all(line.startswith("    ") and " : " in line for line in lines[1::2])
    assert "Rien n'a été demandé" in done.stderr


def test_a_wrong_profile_is_told_whole_and_exits_2(ereput: Run, home: Path) -> None:
    """Every problem on its own line, with the key and an example; nothing asked, nothing written."""
    (home / "p.toml").write_text('page = ["x"]\ncv = 3\n[person]\nborn = "x"\n', "utf-8")
    done = ereput("audit", "p.toml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert [line[:4] for line in done.stderr.splitlines()[1:]] == ["  - "] * 4
    assert "Vouliez-vous écrire pages ?" in done.stderr


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('pages = ["http://a.example/"]\n[person]\nnames = ["A"]\n', "qui autorise"),
        ('[mandate]\npurpose = "self"\nattested_on = 2026-01-01\n[person]\nnames = ["A"]\n', "Un nom seul"),
        ('[mandate]\npurpose = "self"\nattested_on = 2026-01-01\nexpires = 2026-01-02\n[person]\nnames = ["A"]\n', "expiré"),
    ],
)
def test_without_a_mandate_nothing_is_audited(ereput: Run, home: Path, body: str, words: str) -> None:
    """No mandate, an expired one, a name alone: refused with a hint."""
    (home / "p.toml").write_text(body, "utf-8")
    done = ereput("audit", "p.toml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert "→" in done.stderr


def test_nothing_collected_is_3(ereput: Run, profile: Path) -> None:
    """Every source failed: said, with what to try, and exit 3."""
    done = ereput("audit", profile, "-o", "out")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Aucune source" in done.stderr


def test_a_pdf_that_cannot_be_drawn_costs_no_json(
    ereput: Run, profile: Path, made: list[dict[str, Any]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Pango the other formats are written, the reason is on stderr, the exit code is 1."""
    from ereput.render import stage

    real = stage.write

    def broken(audit: Audit, folder: Path, formats: tuple[str, ...], options: Any) -> dict[str, Path]:
        if formats == ("pdf",):
            raise SetupError(say("Pango manque."), hint=say("Installez-le."))
        return real(audit, folder, formats, options)

    monkeypatch.setattr(stage, "write", broken)
    for more in ([], ["--json"]):
        done = ereput("audit", profile, "-o", "out", "--format", "pdf,json", *more)
        assert done.exit_code == 1
        assert "Pango manque." in done.stderr
        assert (home / "out" / "audit.json").exists()
    done = ereput("render", "out/audit.json", "--format", "pdf")
    assert (done.exit_code, done.stdout) == (1, "")


def test_an_audit_that_stopped_before_its_report_is_continued_and_says_so(
    ereput: Run, profile: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full after the collection costs no question; --restart asks everything again; a written report ends it."""

    def full(*_: object) -> None:
        raise UsageError(say("Le disque est plein."), code="not_writable")

    (home / "cv.txt").write_text("Camille Durand, analyste de données à Nantes.", "utf-8")
    profile.write_text('cv = "cv.txt"\n' + profile.read_text("utf-8"), "utf-8")
    command_line = ("audit", profile, "-o", "out", "--offline", "--quiet", "--format", "json")
    with monkeypatch.context() as patched:
        patched.setattr(command, "write", full)
        assert [ereput(*command_line).exit_code for _ in range(2)] == [2, 2]
    assert "continue" not in ereput(*command_line, "--restart").stderr
    with monkeypatch.context() as patched:
        patched.setattr(command, "write", full)
        ereput(*command_line)
    assert "Ce bilan continue celui du" in ereput(*command_line).stderr
    assert ereput(*command_line).stderr == ""


def test_unknown_format_and_unwritable_folder_are_usage_errors(
    ereput: Run, profile: Path, made: list[dict[str, Any]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said in one line with what to do, before anything is collected."""
    done = ereput("audit", profile, "-o", "out", "--format", "docx")
    assert done.exit_code == 2
    assert "Format inconnu : docx." in done.stderr
    assert "Il manque un format." in ereput("audit", profile, "-o", "out", "--format", " ,").stderr
    (home / "file").write_text("")
    for name in ("file/out", "file"):
        done = ereput("audit", profile, "-o", name, "--format", "json")
        assert done.exit_code == 2
        assert f"Le dossier {name} ne peut pas être écrit : un fichier y tient la place d'un dossier." in done.stderr
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "vous n'en avez pas le droit" in ereput("audit", profile, "-o", "out").stderr
    assert made == []


def test_what_is_taken_for_a_format_without_looking_is_one() -> None:
    """Every format that is not looked for would be found."""
    assert set(formats()) >= OURS


def test_render_writes_the_report_again_without_collecting(ereput: Run, home: Path, small_audit: Audit) -> None:
    """From audit.json, in another language, beside it or elsewhere; what is no audit is refused."""
    paths, _ = write(small_audit, home / "a", ("json",), Options())
    done = ereput("render", paths["json"], "--format", "html", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(home / "a" / "report.html")
    assert ereput("render", paths["json"], "-o", "b", "--format", "md").exit_code == 0
    (home / "bad.json").write_text("{}")
    assert ereput("render", "bad.json").exit_code == 2
    assert ereput("render", "absent.json").exit_code == 2
    done = ereput("render", paths["json"], "-o", "bad.json", "--format", "json")
    assert (done.exit_code, "Le dossier bad.json ne peut pas être écrit" in done.stderr) == (2, True)


def test_a_report_may_be_compared_with_earlier_ones(small_audit: Audit, home: Path) -> None:
    """--compare: the latest of them is the previous audit, the others its history, whatever their order; --share lists parts."""
    paths = []
    for month in (3, 9, 6):
        run = replace(small_audit.run, started_at=small_audit.run.started_at.replace(month=month))
        written, _ = write(replace(small_audit, run=run), home / str(month), ("json",), Options())
        paths.append(written["json"])
    options = chosen(language="fr", edition="counsellor", redact=False, compare=tuple(paths), share="keywords, plan")
    assert options.previous is not None
    assert options.previous.run.started_at.month == 9
    assert [audit.run.started_at.month for audit in options.history] == [3, 6]
    assert options.share == ("keywords", "plan")
    with pytest.raises(UsageError) as told:
        chosen(language="fr", edition="counsellor", redact=False, compare=(), share="keywords, everything")
    assert told.value.code == "unknown_section"


def test_formats_are_split_at_commas_once_each() -> None:
    """ "PDF, html,pdf" is pdf and html."""
    assert split("PDF, html,,pdf") == ("pdf", "html")


def test_the_summary_of_an_empty_audit_says_so(small_audit: Audit) -> None:
    """Three lines in every case."""
    bare = replace(small_audit, findings=(), gaps=(), scores=(), actions=(), skips=())
    assert [str(line) for line in summary(bare)][2] == "Rien d'urgent à faire."


def test_the_summary_reads_well_whatever_is_exposed(small_audit: Audit) -> None:
    """No "0 item, 0 of them grave": nothing is said to be nothing, and what is not grave is said so."""
    fact = next(f for f in small_audit.findings if f.axis is Axis.PROTECTED and f.severity in GRAVE)
    mild = replace(fact, severity=Severity.LOW)
    told = [str(summary(replace(small_audit, findings=found))[1]).partition(" ;")[0] for found in ((), (mild,), (mild, fact))]
    assert told == ["Rien d'exposé", "1 élément exposé, aucun de grave", "2 éléments exposés, dont 1 grave"]


def test_each_profile_has_its_own_memory(profile: Path, home: Path) -> None:
    """Two profiles never share salt, answers or decisions; the same one finds its own again."""
    from ereput.cli import ground

    assert ground.store_of(profile) == ground.store_of(home / "." / "profil.toml")
    assert ground.store_of(profile) != ground.store_of(home / "other.toml")


def test_without_a_home_of_its_own_ereput_uses_the_user_s_data_folder(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """XDG folders, as any program of the system."""
    from ereput.cli import ground

    monkeypatch.delenv("EREPUT_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    assert ground.home() == home / "data" / "ereput"
    assert ground.cache() == home / "cache" / "ereput"
    assert command.planned.__doc__


def test_dates_are_the_user_s_and_times_are_utc() -> None:
    """The clock of the command line."""
    from ereput.cli import ground

    assert ground.now().utcoffset().total_seconds() == 0
    assert abs((ground.today() - ground.now().date()).days) <= 1


def test_the_profile_s_schema_error_is_json_safe(ereput: Run, profile: Path, made: list[dict[str, Any]]) -> None:
    """What --json writes is one JSON document."""
    assert json.loads(ereput("audit", profile, "--json").stdout)["schema"] == "ereput/1"


@pytest.mark.parametrize(("said", "args", "language"), [("en", (), "en"), ("en", ("--lang", "fr"), "fr"), ("", (), "fr")])
def test_a_report_is_in_the_language_of_her_profile(
    ereput: Run, profile: Path, made: list[dict[str, Any]], home: Path, said: str, args: tuple[str, ...], language: str
) -> None:
    """Whoever reads the console, a counsellor say: what the profile says, unless --lang is given."""
    if said:
        profile.write_text(f'language = "{said}"\n' + profile.read_text("utf-8"), "utf-8")
    assert ereput("audit", profile, "-o", "out", "--format", "html,json", *args).exit_code == 0
    assert f'<html lang="{language}"' in next((home / "out").glob("*.html")).read_text("utf-8")
