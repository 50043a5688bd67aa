"""`ereput plan`: the plan beside the audit, its states, its calendar, its advice before a letter is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ereput.cli import ground
from ereput.model import Audit, Evidence, Kind, Mention
from ereput.schema import to_json

if TYPE_CHECKING:
    from pathlib import Path

Run = "Callable[..., Result]"


@pytest.fixture
def bilan(tmp_path: Path, small_audit: Audit, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An audit with one action on one finding, read in an article; the day is fixed."""
    monkeypatch.setattr(ground, "today", lambda: date(2026, 11, 23))
    page = Mention(source="pages", url="https://journal.example/1", kind=Kind.ARTICLE)
    shown = replace(small_audit.findings[0], evidence=(Evidence(url=page.url, mention=page.id),))
    made = replace(small_audit, findings=(shown,), mentions=(page,), actions=(replace(small_audit.actions[0], targets=("f",)),))
    path = tmp_path / "audit.json"
    path.write_bytes(to_json(made))
    return path


def test_a_plan_is_made_and_kept(ereput: Run, bilan: Path) -> None:
    """The columns that hold something, a count, and a readable file beside the audit, which a second run leaves as it is."""
    done = ereput("plan", bilan)
    assert done.exit_code == 0, done.output
    for words in ("Dans les 90 jours", "☐ Retirer le numéro", "1 à faire"):
        assert words in done.stdout
    assert "Dans les 30 jours" not in done.stdout
    body = (bilan.parent / "plan.toml").read_bytes()
    assert ereput("plan", bilan).stdout == done.stdout
    assert ereput("plan", bilan.parent).stdout == done.stdout, "the folder of an audit names it"
    assert (bilan.parent / "plan.toml").read_bytes() == body


def test_marking_asked_starts_the_clock(ereput: Run, bilan: Path) -> None:
    """Asked on a day: the answer is due a month later; then the reminder; the finding follows its action."""
    done = ereput("plan", bilan, "--mark", "a", "asked", "--on", "2026-11-20")
    assert "due le 21\u00a0décembre 2026" in done.stdout
    assert "1 demande envoyée" in done.stdout
    late = ereput("plan", bilan, "--mark", "a", "asked", "--on", "2026-10-19")
    assert "rappel" in late.stdout
    assert "asked = { site = 2026-10-19 }" in (bilan.parent / "plan.toml").read_text("utf-8")


def test_a_finding_marked_alone_is_counted_once(ereput: Run, bilan: Path) -> None:
    """What is told as asked is counted as asked, whether the finding or its action was marked."""
    assert "1 demande envoyée" in ereput("plan", bilan, "--mark", "f", "asked").stdout
    assert "1 demande envoyée" in ereput("plan", bilan, "--mark", "a", "asked").stdout


def test_accepting_with_a_reason(ereput: Run, bilan: Path) -> None:
    """A reason is asked for; it is kept, with its end."""
    assert "--reason" in ereput("plan", bilan, "--mark", "a", "accepted").stderr
    done = ereput("plan", bilan, "--mark", "a", "accepted", "--reason", "vitrine", "--until", "2027-01-31")
    assert "1 accepté" in done.stdout
    assert "until = 2027-01-31" in (bilan.parent / "plan.toml").read_text("utf-8")


def test_the_calendar(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """What is open, and the day after an answer is due; what is done leaves."""
    assert ereput("plan", bilan, "--ics", tmp_path / "p.ics").exit_code == 0
    assert b"SUMMARY:Retirer le num" in (tmp_path / "p.ics").read_bytes()
    assert ereput("plan", bilan, "--mark", "a", "asked", "--ics", tmp_path / "p.ics").exit_code == 0
    body = (tmp_path / "p.ics").read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20261224" in body
    assert body.count("BEGIN:VEVENT") == 2  # the answer due, and the audit to make again


@pytest.mark.parametrize("name", ["f", "a"])
def test_advice_before_writing(ereput: Run, bilan: Path, name: str) -> None:
    """Page by page: what refusal is likely and which route is better; nothing is written."""
    done = ereput("plan", bilan, "--triage", name, "--lang", "en")
    assert done.exit_code == 0
    assert "refusal likely" in done.stdout
    assert "journalism" in done.stdout
    assert "24\u00a0December 2026: the CNIL" in done.stdout
    assert not (bilan.parent / "plan.toml").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--mark", "a", "finished"], "État inconnu"), (["--mark", "zzz", "done"], "désigne 0"), (["--triage", "zzz"], "ne désigne rien"),
        (["--mark", "a", "asked", "--on", "hier"], "n'est pas une date"), (["--reason", "x"], "vont avec --mark"),
        (["--step", "cnil"], "vont avec --mark"), (["--mark", "a", "done", "--until", "2027-01-01"], "accepted"),
        (["--mark", "a", "asked", "--on", "2099-01-01"], "pas encore passé"), (["--mark", "a", "asked", "--on", "0001-01-01"], "trop loin"),
        (["--mark", "a", "accepted", "--reason", "x", "--until", "2020-01-01"], "déjà passé"),
    ],
)  # fmt: skip
def test_wrong_words(ereput: Run, bilan: Path, args: list[str], words: str) -> None:
    """Refused in one line; the plan is left as it was."""
    done = ereput("plan", bilan, *args)
    assert (done.exit_code, words in done.stderr) == (2, True), done.output
    assert not (bilan.parent / "plan.toml").exists()


def test_a_file_edited_by_hand_is_never_overwritten_when_wrong(ereput: Run, bilan: Path) -> None:
    """A plan that cannot be read stops the command, with the place; the file stays."""
    path = bilan.parent / "plan.toml"
    path.write_text("[[entry]]\nid = 'a'\nkind = 'action'\nsince = 2026-11-01\nstate = 'finished'\n", "utf-8")
    done = ereput("plan", bilan)
    assert (done.exit_code, "entrée 1" in done.stderr) == (2, True)
    assert "finished" in path.read_text("utf-8")


def test_a_refusal_and_a_prolongation_are_noted(ereput: Run, bilan: Path) -> None:
    """What was answered changes the next step; the state stays asked; an answer to nothing is refused."""
    assert "Notez d'abord" in ereput("plan", bilan, "--mark", "a", "refused").stderr
    ereput("plan", bilan, "--mark", "a", "asked", "--on", "2026-11-02")
    put_off = ereput("plan", bilan, "--mark", "a", "extended", "--on", "2026-11-20")
    assert "due le 2\u00a0février 2027" in put_off.stdout
    refused = ereput("plan", bilan, "--mark", "a", "refused", "--lang", "en")
    assert "Refused on 23\u00a0November 2026" in refused.stdout
    assert "1 demande envoyée" in ereput("plan", bilan).stdout


def test_a_complaint_too_early_is_noted_and_told(ereput: Run, bilan: Path) -> None:
    """Before the month is over and without a refusal, or with no request at all, the CNIL will not take it: said when it is noted."""
    first = ereput("plan", bilan, "--mark", "a", "asked", "--step", "cnil")
    assert (first.exit_code, "écrit au responsable" in first.stderr) == (0, True)
    ereput("plan", bilan, "--mark", "a", "open", "--mark", "a", "asked")
    assert "Trop tôt" in ereput("plan", bilan, "--mark", "a", "asked", "--step", "cnil").stderr
    ereput("plan", bilan, "--mark", "a", "refused", "--step", "site")
    assert "Trop tôt" not in ereput("plan", bilan, "--mark", "a", "asked", "--step", "cnil").stderr


def test_days_are_told_from_today(ereput: Run, bilan: Path, small_audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was due last month is not "within 30 days"."""
    act = replace(small_audit.actions[0], deadline=date(2026, 11, 30))
    bilan.write_bytes(to_json(replace(small_audit, actions=(act,))))
    assert "Dans les 30 jours" in ereput("plan", bilan).stdout
    monkeypatch.setattr(ground, "today", lambda: date(2026, 12, 24))
    done = ereput("plan", bilan)
    assert ("Jour prévu passé" in done.stdout, "Dans les" in done.stdout) == (True, False)


def test_what_comes_back_is_told(ereput: Run, bilan: Path, small_audit: Audit) -> None:
    """Done, then seen by a later audit: on the list again, with the reason; new where something was asked: on the list too."""
    ereput("plan", bilan, "--mark", "a", "done")
    act = replace(small_audit.actions[0], targets=("f",))
    run = replace(small_audit.run, id="r2", started_at=small_audit.run.started_at.replace(year=2027))
    bilan.write_bytes(to_json(replace(small_audit, run=run, actions=(act,))))
    done = ereput("plan", bilan)
    assert ("☐ Retirer le numéro" in done.stdout, "Revenu" in done.stdout) == (True, True)
    ereput("plan", bilan, "--mark", "a", "asked")
    more = replace(small_audit.findings[0], id="g")
    run = replace(run, id="r3", started_at=run.started_at.replace(year=2028))
    both = replace(small_audit, run=run, findings=(*small_audit.findings, more), actions=(replace(act, targets=("f", "g")),))
    bilan.write_bytes(to_json(both))
    told = ereput("plan", bilan).stdout
    assert ("Nouveau, là où vous avez déjà demandé" in told, "[g]" in told) == (True, True)


def test_the_beginning_of_an_action_is_enough(ereput: Run, bilan: Path, small_audit: Audit) -> None:
    """As for a mark: what names one action names it for the advice too."""
    made = replace(small_audit, actions=(replace(small_audit.actions[0], id="protect:journal.example", targets=("f",)),))
    shown = replace(small_audit.findings[0], evidence=(Evidence(url="https://journal.example/1"),))
    bilan.write_bytes(to_json(replace(made, findings=(shown,))))
    assert ereput("plan", bilan, "--triage", "protect:jour").exit_code == 0
    assert "erasure-journal.example.txt" in ereput("letter", bilan, "protect:jour").stdout


def test_an_acceptance_that_ended_is_told(ereput: Run, bilan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after, it is to do again, and her reason is read again."""
    ereput("plan", bilan, "--mark", "a", "accepted", "--reason", "vitrine", "--until", "2026-12-31")
    assert "vitrine" not in ereput("plan", bilan).stdout
    monkeypatch.setattr(ground, "today", lambda: date(2027, 1, 1))
    assert "accepté (vitrine) : à revoir" in ereput("plan", bilan).stdout.replace("\u00a0", " ")
    assert "vitrine" not in ereput("plan", bilan, "--mark", "a", "open").stdout


@pytest.fixture
def two(bilan: Path, small_audit: Audit) -> Path:
    """The same number on two sites: two publishers, two letters."""
    shown = replace(small_audit.findings[0], evidence=tuple(Evidence(url=f"https://{name}.example/1") for name in ("forum", "annuaire")))
    bilan.write_bytes(to_json(replace(small_audit, findings=(shown,), actions=(replace(small_audit.actions[0], targets=("f",)),))))
    return bilan


def test_each_site_has_its_state(ereput: Run, two: Path, tmp_path: Path) -> None:
    """Asked of one: still to do, and sent; each has its line, its ladder, its event; done when both are."""
    first = ereput("plan", two, "--mark", "a", "asked", "--at", "forum.example", "--on", "2026-11-02").stdout.replace("\u00a0", " ")
    assert ("☐ Retirer le numéro" in first, "annuaire.example : À faire." in first) == (True, True)
    assert ("forum.example : Attendre la réponse, due le 2 décembre" in first, "1 à faire · 1 demande" in first) == (True, True)
    body = (two.parent / "plan.toml").read_bytes()
    assert ereput("plan", two, "--ics", tmp_path / "p.ics").stdout.replace("\u00a0", " ").endswith(first)
    assert (two.parent / "plan.toml").read_bytes() == body
    events = (tmp_path / "p.ics").read_text("utf-8").replace("\r\n ", "")
    assert ("SUMMARY:Retirer le numéro" in events, "(forum.example)" in events, "(annuaire.example)" in events) == (True, True, False)
    assert "DTSTART;VALUE=DATE:20261203" in events
    both = ereput("plan", two, "--mark", "f", "asked", "--at", "https://annuaire.example/1", "--ics", tmp_path / "p.ics").stdout
    assert ("☐" in both, "Demandé" in both, "0 à faire" in both) == (False, True, True)
    assert (tmp_path / "p.ics").read_text("utf-8").count("BEGIN:VEVENT") == 3, "two answers due, and the audit to make again"
    assert "\n3\u00a0December 2026: the CNIL" in ereput("plan", two, "--triage", "a", "--lang", "en").stdout
    ereput("plan", two, "--mark", "a", "refused", "--at", "forum.example")
    half = ereput("plan", two, "--mark", "a", "done", "--at", "annuaire.example").stdout.replace("\u00a0", " ")
    assert ("forum.example : Refus du 23" in half, "annuaire.example : Rien : c'est fait" in half, "0 faite" in half) == (True, True, True)
    ladder = ereput("plan", two, "--triage", "a").stdout.replace("\u00a0", " ")
    assert ("forum.example :\n" in ladder, "annuaire.example : Rien" in ladder) == (True, True)
    assert "1 faite" in ereput("plan", two, "--mark", "a", "done", "--at", "forum.example").stdout


def test_a_finding_asked_of_one_site_is_told(ereput: Run, two: Path, small_audit: Audit) -> None:
    """Its action settles more, and stays to do: what was sent is told and counted all the same, once."""
    shown = replace(small_audit.findings[0], evidence=(Evidence(url="https://forum.example/1"), Evidence(url="https://annuaire.example/1")))
    act = replace(small_audit.actions[0], targets=("f", "g"))
    two.write_bytes(to_json(replace(small_audit, findings=(shown, replace(shown, id="g")), actions=(act,))))
    done = ereput("plan", two, "--mark", "f", "asked", "--at", "forum.example").stdout.replace("\u00a0", " ")
    assert ("Demandé\n" in done, done.count("Attendre la réponse"), "1 à faire · 1 demande envoyée" in done) == (True, 1, True)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--at", "forum.example"], "vont avec --mark"), (["--mark", "a", "asked", "--at", "forun.example"], "n'est pas sur forun.example"),
        (["--mark", "a", "asked", "--at", ""], "n'est pas sur"), (["--mark", "a", "refused", "--at", "forum.example"], "Notez d'abord"),
    ],
)  # fmt: skip
def test_wrong_sites(ereput: Run, two: Path, args: list[str], words: str) -> None:
    """A site that does not show it, or that was asked nothing: refused, with those that are possible; nothing is written."""
    done = ereput("plan", two, *args)
    assert (done.exit_code, words in done.stderr) == (2, True), done.output
    assert not (two.parent / "plan.toml").exists()


def test_a_complaint_about_one_site_looks_at_that_site(ereput: Run, two: Path) -> None:
    """Refused by one, the complaint is not too early; for the other, it is."""
    ereput("plan", two, "--mark", "a", "asked")
    ereput("plan", two, "--mark", "a", "refused", "--at", "forum.example")
    mark = ("plan", two, "--mark", "a", "asked", "--step", "cnil", "--at")
    assert "Trop tôt" not in ereput(*mark, "forum.example").stderr
    assert "Trop tôt" in ereput(*mark, "annuaire.example").stderr
