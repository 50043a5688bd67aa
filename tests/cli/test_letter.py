"""`ereput letter`: the letters of an audit as files; nothing is sent, nothing is lost."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ereput.cli import ground, letter
from ereput.errors import SetupError
from ereput.model import Action, Audit, Axis, Evidence, Handle, Mandate, Purpose, say
from ereput.schema import to_json

if TYPE_CHECKING:
    from pathlib import Path

Run = "Callable[..., Result]"


@pytest.fixture
def bilan(tmp_path: Path, small_audit: Audit, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An audit whose one finding shows on a forum and on a page of hers; the day is fixed."""
    monkeypatch.setattr(ground, "today", lambda: date(2026, 11, 23))
    shown = replace(
        small_audit.findings[0], id="exposure.phone.1",
        evidence=(Evidence(url="https://forum.example/t/1"), Evidence(url="https://social.example/@camille_d/2")),
    )  # fmt: skip
    alone = replace(shown, id="exposure.phone.2", evidence=(Evidence(url="https://social.example/@camille_d/3"),))
    act = Action(
        id="protect:forum", title=say("x"), detail=say("x"), axis=Axis.PROTECTED, minutes=5, gain=1.0, targets=("exposure.phone.1",)
    )
    mine = replace(small_audit.subject, handles=(Handle(service="mastodon", user="camille_d", base="https://social.example"),))
    made = replace(small_audit, subject=mine, findings=(shown, alone), actions=(act,))
    path = tmp_path / "audit.json"
    path.write_bytes(to_json(made))
    return path


def test_every_letter_of_an_audit(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """--all writes one letter for each controller that is not her, beside the audit, and says how to send it."""
    done = ereput("letter", bilan, "--all")
    assert done.exit_code == 0, done.output
    names = sorted(p.name for p in (tmp_path / "lettres").iterdir())
    assert names == ["erasure-forum.example.eml", "erasure-forum.example.txt"]
    assert "mentions légales" in done.stderr
    assert "23\u00a0décembre 2026" in (tmp_path / "lettres" / names[1]).read_text("utf-8")
    assert (tmp_path / "lettres" / names[1]).stat().st_mode & 0o077 == 0
    message = email.message_from_bytes((tmp_path / "lettres" / names[0]).read_bytes(), policy=email.policy.default)
    assert "https://forum.example/t/1" in message.get_content()


def test_the_command_to_note_it_can_be_pasted(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """The path of the audit is quoted for the shell when it has a space."""
    moved = tmp_path / "mon bilan" / "audit.json"
    moved.parent.mkdir()
    bilan.rename(moved)
    assert f"ereput plan '{moved}' --mark exposure.phone.1 asked" in ereput("letter", moved, "--all").stderr.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["exposure.phone.1", "protect:forum"])
def test_one_finding_in_english(ereput: Run, bilan: Path, tmp_path: Path, name: str) -> None:
    """A finding or an action is named; the language is the reader's; the formats are those asked for."""
    done = ereput("letter", bilan, name, "--kind", "objection", "--format", "html,text", "--lang", "en", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        f"objection-{host}.{suffix}" for host in ("forum.example", "social.example") for suffix in ("html", "txt")
    ]
    assert "I object" in (tmp_path / "out" / "objection-forum.example.txt").read_text("utf-8")


def test_her_own_pages_need_no_letter(ereput: Run, bilan: Path) -> None:
    """Said, with what to do; a kind asked for writes all the same."""
    done = ereput("letter", bilan, "exposure.phone.2")
    assert (done.exit_code, "modifiez-les vous-même" in done.stdout) == (0, True)
    assert "erasure-social.example.txt" in ereput("letter", bilan, "exposure.phone.2", "--kind", "erasure").stdout


def test_nothing_from_before_eighteen_is_said_so(ereput: Run, bilan: Path) -> None:
    """A minor's erasure that nothing calls for is not explained by pages of hers."""
    done = ereput("letter", bilan, "--all", "--kind", "erasure-minor")
    assert (done.exit_code, "dix-huit ans" in done.stdout, "modifiez-les" in done.stdout) == (0, True, False)


def test_nothing_exposed_needs_no_letter(ereput: Run, bilan: Path, small_audit: Audit) -> None:
    """An audit that found nothing says so, and not that pages are hers."""
    bilan.write_bytes(to_json(replace(small_audit, findings=(), actions=())))
    result = ereput("letter", bilan, "--all")
    assert result.exit_code == 0
    assert "rien de vous" in result.output


def test_the_day_of_a_reminder_comes_from_the_plan(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """What `ereput plan --mark ID asked` noted is the date of the reminder and of the complaint."""
    assert ereput("plan", bilan, "--mark", "exposure.phone.1", "asked", "--on", "2026-10-01").exit_code == 0
    assert ereput("letter", bilan, "exposure.phone.1", "--kind", "reminder", "-o", tmp_path).exit_code == 0
    assert "1er\u00a0octobre 2026" in (tmp_path / "reminder-forum.example.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["nothing"], 2, "ne désigne rien"), ([], 2, "--all"), (["exposure.phone.1", "--all"], 2, "--all"),
        (["--all", "--format", "docx"], 2, "docx"), (["--all", "--kind", "menace"], 2, "--kind"),
    ],
)  # fmt: skip
def test_wrong_words(ereput: Run, bilan: Path, args: list[str], code: int, words: str) -> None:
    """What cannot be understood is said in one line, with what was possible."""
    done = ereput("letter", bilan, *args)
    assert (done.exit_code, words in done.stderr) == (code, True), done.output


def test_nobody_to_ask(ereput: Run, tmp_path: Path, small_audit: Audit) -> None:
    """A finding that stands in no public page has nobody to write to."""
    path = tmp_path / "audit.json"
    path.write_bytes(to_json(small_audit))
    done = ereput("letter", path, "f")
    assert (done.exit_code, "personne à qui écrire" in done.stderr) == (2, True)


def test_the_pdf(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """The letter as a tagged PDF with its language and title; the same bytes twice."""
    pikepdf = pytest.importorskip("pikepdf")
    for folder in ("a", "b"):
        assert ereput("letter", bilan, "--all", "--format", "pdf", "-o", tmp_path / folder).exit_code == 0
    first, second = ((tmp_path / f / "erasure-forum.example.pdf").read_bytes() for f in ("a", "b"))
    assert first == second
    with pikepdf.open(tmp_path / "a" / "erasure-forum.example.pdf") as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "effacement" in str(pdf.docinfo["/Title"])
        assert len(pdf.pages) <= 2


def test_a_format_that_cannot_be_made_leaves_the_others(ereput: Run, bilan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango the text is written all the same, the lack is said, and the exit code is 1."""
    whole = letter.save

    def lacking(one: object, folder: object, formats: tuple[str, ...], *more: object) -> tuple[object, ...]:
        if formats == ("pdf",):
            raise SetupError(say("Le PDF demande la bibliothèque Pango, absente de cette machine."), code="no_pango")
        return whole(one, folder, formats, *more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(letter, "save", lacking)
    done = ereput("letter", bilan, "--all", "--format", "pdf,text", "-o", tmp_path / "o")
    assert (done.exit_code, "Pango" in done.stderr) == (1, True)
    assert [p.name for p in (tmp_path / "o").iterdir()] == ["erasure-forum.example.txt"]


def noted(ereput: Run, bilan: Path, *marks: str) -> None:
    for mark in marks:
        assert ereput("plan", bilan, "--mark", *mark.split()).exit_code == 0


def body(folder: Path, name: str) -> str:
    """A letter's text on one line."""
    return " ".join((folder / "lettres" / name).read_text("utf-8").split())


def test_a_complaint_after_a_refusal_says_so(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """GDPR art. 77 asks for no month after a refusal: the letter tells it, none is too early; a reminder has no use any more."""
    noted(ereput, bilan, "exposure.phone.1 asked --on 2026-11-10", "exposure.phone.1 refused --on 2026-11-20")
    done = ereput("letter", bilan, "exposure.phone.1", "--kind", "complaint", "--format", "text")
    said = body(tmp_path, "complaint-forum.example.txt")
    assert "Il a refusé le 20 novembre 2026" in said
    assert "délai d’un mois" not in said
    assert "Trop tôt" not in done.stderr
    assert "un rappel n'y change rien" in ereput("letter", bilan, "exposure.phone.1", "--kind", "reminder", "--lang", "fr").stderr


def test_a_reminder_after_a_prolongation_speaks_of_it(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """Art. 12(3): what was announced is not said to have been silent; until the three months end, it is too early."""
    noted(ereput, bilan, "exposure.phone.1 asked --on 2026-11-10", "exposure.phone.1 extended --on 2026-11-20")
    for kind, word in (("reminder", "annoncé prolonger"), ("complaint", "dit prolonger")):
        done = ereput("letter", bilan, "exposure.phone.1", "--kind", kind, "--format", "text")
        said = body(tmp_path, f"{kind}-forum.example.txt")
        assert (word in said, "10 février 2027" in said, "Trop tôt" in done.stderr) == (True, True, True)
        assert "ni information sur une prolongation" not in said


def test_a_complaint_about_an_engine_is_against_it(ereput: Run, bilan: Path, tmp_path: Path) -> None:
    """The ladder's last step after an engine: its own day, its own name, what was asked of it."""
    noted(ereput, bilan, "exposure.phone.1 asked --on 2026-08-03 --step engine")
    ereput("letter", bilan, "exposure.phone.1", "--kind", "complaint", "--step", "engine", "--format", "text", "--lang", "en")
    said = body(tmp_path, "complaint-google.com.txt")
    assert ("against Google" in said, "for a search on my name" in said, "3 August 2026" in said) == (True, True, True)
    assert "responsible for these pages" not in said


def test_a_reminder_names_only_what_was_asked(ereput: Run, small_audit: Audit, bilan: Path, tmp_path: Path) -> None:
    """What was found on a site since the request was in no request: the reminder does not say that it was."""
    facts = [
        replace(small_audit.findings[0], id=f"exposure.{n}", evidence=(Evidence(url=f"https://forum.example/{n}"),)) for n in ("old", "new")
    ]
    bilan.write_bytes(to_json(replace(small_audit, findings=tuple(facts))))
    noted(ereput, bilan, "exposure.old asked --on 2026-09-01")
    ereput("letter", bilan, "--all", "--kind", "reminder", "--format", "text")
    said = body(tmp_path, "reminder-forum.example.txt")
    assert ("forum.example/old" in said, "forum.example/new" in said) == (True, False)


@pytest.mark.parametrize("suffix", ["txt", "eml", "html"])
def test_what_she_filled_is_never_written_over(
    ereput: Run, bilan: Path, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written again, another day, a letter left as it was is replaced; one that was filled takes the next number, and is told."""
    formats = {"txt": "text"}.get(suffix, suffix)
    path = tmp_path / "lettres" / f"erasure-forum.example.{suffix}"
    ereput("letter", bilan, "--all", "--format", formats)
    first = path.read_bytes()
    monkeypatch.setattr(ground, "today", lambda: date(2026, 12, 1))
    assert "gardée" not in ereput("letter", bilan, "--all", "--format", formats).stderr
    assert path.read_bytes() != first
    for number in (1, 2):
        mine = path.read_bytes().replace(b"Bonjour", b"x") + f"Ajout {number}".encode()
        path.write_bytes(mine)
        assert f"erasure-forum.example.{number}.{suffix}" in ereput("letter", bilan, "--all", "--format", formats).stderr
        assert path.with_name(f"erasure-forum.example.{number}.{suffix}").read_bytes() == mine


def test_one_mark_for_an_action(ereput: Run, bilan: Path, small_audit: Audit) -> None:
    """A letter about four hundred facts of one action is noted with that action."""
    facts = [replace(small_audit.findings[0], id=f"exposure.{n}", evidence=(Evidence(url=f"https://many.example/{n}"),)) for n in range(40)]
    act = Action(
        id="protect:many", title=say("x"), detail=say("x"), axis=Axis.PROTECTED, minutes=5, gain=1.0, targets=tuple(f.id for f in facts[1:])
    )
    bilan.write_bytes(to_json(replace(small_audit, findings=tuple(facts), actions=(act,))))
    said = ereput("letter", bilan, "--all", "--format", "text").stderr
    assert "--mark protect:many asked --mark exposure.0 asked" in said
    assert said.count("--mark") == 2


def test_whoever_is_a_minor_today_has_a_minor_s_letter(ereput: Run, small_audit: Audit, bilan: Path, tmp_path: Path) -> None:
    """Under eighteen, all that a service holds was collected from a minor (loi n° 78-17, art. 51, II): letter, plan, advice."""
    young = replace(small_audit.subject, born=date(2011, 3, 1))
    fact = replace(small_audit.findings[0], id="exposure.1", evidence=(Evidence(url="https://forum.example/1"),))
    bilan.write_bytes(to_json(replace(small_audit, subject=young, findings=(fact,))))
    assert "erasure-minor-forum.example.txt" in ereput("letter", bilan, "--all").stdout
    assert "J’ai moins de dix-huit ans" in body(tmp_path, "erasure-minor-forum.example.txt")
    assert "vous êtes mineur·e" in ereput("plan", bilan, "--triage", "exposure.1").stdout
    late = ereput("plan", bilan, "--mark", "exposure.1", "asked", "--on", "2026-09-01")
    assert "trois semaines" in late.stdout


def test_a_host_is_no_command(ereput: Run, bilan: Path, small_audit: Audit) -> None:
    """What is given to paste into a shell quotes the name of an action, which bears the host that strangers chose."""
    facts = tuple(replace(small_audit.findings[0], id=f"e.{n}", evidence=(Evidence(url=f"https://a.example/{n}"),)) for n in (1, 2))
    act = Action(
        id="protect:$(id)", title=say("x"), detail=say("x"), axis=Axis.PROTECTED, minutes=5, gain=1.0, targets=tuple(f.id for f in facts)
    )
    bilan.write_bytes(to_json(replace(small_audit, findings=facts, actions=(act,))))
    assert "--mark 'protect:$(id)' asked" in ereput("letter", bilan, "--all", "--format", "text").stderr


def test_a_counsellor_does_not_send_in_her_place(ereput: Run, small_audit: Audit, bilan: Path) -> None:
    """The letter says "I write on my own behalf": under a mandate, it is told that the person sends it."""
    assert "au nom de la personne" not in ereput("letter", bilan, "--all").stderr
    fact = replace(small_audit.findings[0], evidence=(Evidence(url="https://forum.example/1"),))
    mandate = Mandate(purpose=Purpose.COUNSELLING, attested_on=date(2026, 11, 1), by="C", scope="s", expires=date(2027, 1, 1))
    bilan.write_bytes(to_json(replace(small_audit, findings=(fact,), run=replace(small_audit.run, mandate=mandate))))
    assert "au nom de la personne" in ereput("letter", bilan, "--all").stderr


def test_no_name_names_nothing(ereput: Run, bilan: Path) -> None:
    """An empty word (a shell variable that was not set) is not "everything": --all says that."""
    assert "ne désigne rien" in ereput("letter", bilan, "").stderr
    assert "ne désigne rien" in ereput("plan", bilan, "--triage", "").stderr


@pytest.fixture
def two(bilan: Path, small_audit: Audit) -> Path:
    """The same number on two sites, and on a page of hers."""
    urls = ("https://forum.example/1", "https://annuaire.example/1", "https://camille.example/")
    shown = replace(small_audit.findings[0], id="exposure.1", evidence=tuple(Evidence(url=url) for url in urls))
    mine = replace(small_audit.subject, pages=("https://camille.example/",))
    bilan.write_bytes(to_json(replace(small_audit, subject=mine, findings=(shown,), actions=())))
    return bilan


def test_a_letter_says_which_site_to_note(ereput: Run, two: Path) -> None:
    """What is given to paste notes the publisher that was written to, and no other; an engine is asked about all of them."""
    said = ereput("letter", two, "--all", "--format", "text").stderr
    assert [f"--mark exposure.1 asked --at {host}.example\n" in said for host in ("forum", "annuaire", "camille")] == [True, True, False]
    engines = ereput("letter", two, "--all", "--kind", "delisting", "--format", "text").stderr
    assert "--mark exposure.1 asked --at annuaire.example --at forum.example --step engine" in engines
    noted(ereput, two, "exposure.1 asked --at annuaire.example --at forum.example --step engine --on 2026-09-01")
    assert "camille.example : À faire." in ereput("plan", two).stdout


def test_only_who_has_not_answered_is_reminded(ereput: Run, two: Path, tmp_path: Path) -> None:
    """Each letter has the day of its own request; who refused, who did it and who was not asked are not reminded."""
    noted(ereput, two, "exposure.1 asked --at forum.example --on 2026-09-01", "exposure.1 asked --at annuaire.example --on 2026-10-05")
    reminder = ("letter", two, "exposure.1", "--kind", "reminder", "--format", "text")
    assert ereput(*reminder).stdout.count(".txt") == 2
    assert "1er septembre 2026" in body(tmp_path, "reminder-forum.example.txt")
    assert "5 octobre 2026" in body(tmp_path, "reminder-annuaire.example.txt")
    noted(ereput, two, "exposure.1 refused --at forum.example")
    assert ("forum" in (left := ereput(*reminder).stdout), "annuaire" in left) == (False, True)
    noted(ereput, two, "exposure.1 done --at annuaire.example")
    none = ereput(*reminder)
    assert (none.exit_code, "aucune demande qui attende" in none.stdout) == (0, True)
    complaint = ereput("letter", two, "exposure.1", "--kind", "complaint", "--format", "text")
    assert ("complaint-forum.example.txt" in complaint.stdout, "annuaire" in complaint.stdout) == (True, False)
    assert "Il a refusé le 23 novembre 2026" in body(tmp_path, "complaint-forum.example.txt")


def test_what_is_settled_needs_no_letter(ereput: Run, two: Path, small_audit: Audit) -> None:
    """Done or accepted, alone or at one site, it is left out of --all and of a de-listing, and said; named, it is written about."""
    noted(ereput, two, "exposure.1 done --at annuaire.example")
    some = ereput("letter", two, "--all", "--format", "text")
    assert ("forum" in some.stdout, "annuaire" in some.stdout, "laissé" in some.stderr) == (True, False, False)
    engines = ereput("letter", two, "exposure.1", "--kind", "delisting", "--format", "text").stderr
    assert ("--at forum.example --step engine" in engines, "annuaire" in engines) == (True, False)
    assert ereput("plan", two, "--mark", "exposure.1", "accepted", "--reason", "vitrine").exit_code == 0
    none = ereput("letter", two, "--all")
    assert ("tout est fait ou accepté" in none.stdout, "1 constat laissé de côté" in none.stderr) == (True, True)
    assert "forum" in ereput("letter", two, "exposure.1", "--format", "text").stdout
    run = replace(small_audit.run, id="r2", started_at=small_audit.run.started_at.replace(year=2027))
    again = replace(small_audit.findings[0], id="exposure.1", evidence=(Evidence(url="https://annuaire.example/1"),))
    two.write_bytes(to_json(replace(small_audit, findings=(again,), actions=(), run=run)))
    assert "annuaire" in ereput("letter", two, "--all", "--format", "text").stdout, "done, and seen there again"
