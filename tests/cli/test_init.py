"""`ereput init`: a commented profile that reads back, asked or given, never over a file that is there."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.cli.init import QUESTIONS, answered, written
from ereput.keys import KEYS
from ereput.profile import parse

if TYPE_CHECKING:
    from pathlib import Path


Run = "Callable[..., Result]"
TODAY = date(2026, 11, 20)


def test_what_is_given_is_set_and_every_other_key_is_a_comment(ereput: Run, home: Path) -> None:
    """The file is valid TOML, reads back as what was given, and shows each key of the format once."""
    done = ereput(
        "init", "--defaults", "--attest", "--name", "Camille Durand", "--page", "https://a.example/, https://b.example/", "--cv", "cv.pdf"
    )
    assert done.exit_code == 0, done.output
    text = (home / "profil.toml").read_text("utf-8")
    subject = parse(tomllib.loads(text), today=date.max, folder=home).subject
    assert (subject.names, subject.pages, subject.cv) == (
        ("Camille Durand",),
        ("https://a.example/", "https://b.example/"),
        str(home / "cv.pdf"),
    )
    for key in KEYS:
        assert key.example.partition("=")[0].strip() in text
    assert "\n# ask = [" in text, "which sources may be asked for her name is hers to open"
    assert (home / "profil.toml").stat().st_mode & 0o077 == 0


def test_the_comments_taken_out_of_comment_are_valid(home: Path) -> None:
    """Every commented example, uncommented, is a line that the profile accepts."""
    text = written({}, str)
    lines = [line.removeprefix("# ") for line in text.splitlines() if "    # " in line or line.startswith("[")]
    assert parse(tomllib.loads("\n".join(lines)), today=TODAY, folder=home).subject.names == ("Camille Durand",)


def test_without_attestation_there_is_no_mandate(ereput: Run, home: Path) -> None:
    """Nobody is attested silently: the mandate stays a comment, and it is said."""
    done = ereput("init", "--defaults", "--name", "A")
    assert done.exit_code == 0
    assert "mandat" in done.stderr
    assert tomllib.loads((home / "profil.toml").read_text("utf-8"))["mandate"] == {}


def test_questions_are_asked_and_an_empty_answer_leaves_a_comment(ereput: Run, home: Path) -> None:
    """One question for each thing not given; the last one is the attestation."""
    answers = ["Camille Durand", "Nantes", "", "", "", "", "data analyst", "peut-être", "OUI"]
    done = ereput("init", "moi.toml", "--email", "c@example.org", stdin="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "Répondez par oui ou par non" in done.output
    body = tomllib.loads((home / "moi.toml").read_text("utf-8"))
    assert body["person"] == {"names": ["Camille Durand"], "city": "Nantes", "emails": ["c@example.org"]}
    assert body["mandate"].keys() == {"purpose", "attested_on"}
    assert body["target"] == {"occupation": "data analyst"}
    assert all(str(question.words) in done.output for question in QUESTIONS if question.option != "--email")


@pytest.mark.parametrize(("args", "stdin"), [(["--defaults"], ""), ([], "n\n"), ([], "\n")])
def test_a_file_that_is_there_is_never_lost(ereput: Run, home: Path, args: list[str], stdin: str) -> None:
    """Without a yes or --force the file is left as it is, with a hint."""
    (home / "profil.toml").write_text("le mien")
    done = ereput("init", *args, stdin=stdin)
    assert done.exit_code == 2
    assert (home / "profil.toml").read_text() == "le mien"
    assert "--force" in done.stderr


def test_force_replaces(ereput: Run, home: Path) -> None:
    """--force is a yes."""
    (home / "profil.toml").write_text("le mien")
    assert ereput("init", "--defaults", "--force").exit_code == 0
    assert "[person]" in (home / "profil.toml").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_told(ereput: Run, home: Path) -> None:
    """No such folder: a clear line, exit 2."""
    done = ereput("init", str(home / "absent" / "p.toml"), "--defaults")
    assert done.exit_code == 2
    assert "ne peut pas être écrit" in done.stderr


@given(
    st.dictionaries(
        st.sampled_from([question.path for question in QUESTIONS]), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    )
)
def test_whatever_is_typed_the_file_is_valid_toml_and_says_it(raw: dict[str, str]) -> None:
    """Quotes, backslashes, control characters: the file is valid, and holds what was typed."""
    answers = answered(raw, attested_on=TODAY)
    body = tomllib.loads(written(answers, str))
    for question in QUESTIONS:
        head, dot, tail = question.path.partition(".")
        value = body.get(head, {}).get(tail) if dot else body.get(head)
        expected = answers.get(question.path)
        assert value == (list(expected) if isinstance(expected, tuple) else expected)
