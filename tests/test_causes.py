"""Reasons in words: the system's and the TOML parser's."""

from __future__ import annotations

import errno
import sqlite3
import tomllib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.causes import PARSER, SYSTEM, of_parser, of_system, outside
from ereput.words import render

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "il n'existe pas"), (errno.EACCES, "vous n'en avez pas le droit"), (errno.ENOSPC, "le disque est plein"),
        (errno.EISDIR, "c'est un dossier"), (errno.ENOTTY, "le système répond « ENOTTY »"),
    ],
)  # fmt: skip
def test_the_system_s_reason(number: int, words: str) -> None:
    """A usual reason is said in French, a rare one by its POSIX name: never in the system's English."""
    assert str(of_system(OSError(number, "English", "/home/x"))) == words


def test_an_error_without_a_number_is_named_by_its_kind() -> None:
    """What libraries raise without errno still says something."""
    assert str(of_system(OSError("x"))) == "le système répond « OSError »"


def test_a_reason_of_the_machine_is_no_defect(tmp_path: Path) -> None:
    """A full disk or a damaged file is told as such, by SQLite too; what the machine has no part in has no such reason."""
    assert outside(OSError(errno.ENOSPC, "x")) == SYSTEM[errno.ENOSPC]
    assert outside(ConnectionResetError(errno.ECONNRESET, "x")) is None
    assert outside(ValueError("x")) is None
    (tmp_path / "a.sqlite").write_bytes(b"no database" * 100)
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as store, pytest.raises(sqlite3.DatabaseError) as caught:
        store.execute("CREATE TABLE t (a)")
    assert str(outside(caught.value)) == "le fichier est abîmé"
    with closing(sqlite3.connect(":memory:")) as store, pytest.raises(sqlite3.OperationalError) as wrong:
        store.execute("SELECT * FROM t")
    assert outside(wrong.value) is None


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('a = 1\nb = "x\n', "ligne 2, colonne 7, un guillemet n'est pas refermé"),
        ('a = "x', "à la fin du fichier, un guillemet n'est pas refermé"),
        ('a = """x', "à la fin du fichier, un guillemet n'est pas refermé"),
        ("a = '''x", "à la fin du fichier, un guillemet n'est pas refermé"),
        ("a = 1\na = 2\n", "ligne 2, colonne 6, ce nom est donné deux fois"),
        ("[a]\n[a]\n", "ligne 2, colonne 3, ce nom est donné deux fois"),
        ("a = { b = 1, b = 2 }", "ligne 1, colonne 19, ce nom est donné deux fois"),
        ("a = \n", "ligne 1, colonne 5, la valeur manque, ou c'est un texte sans guillemets"),
        ("city = Nantes", "ligne 1, colonne 8, la valeur manque, ou c'est un texte sans guillemets"),
        ("city : 1", "ligne 1, colonne 6, il manque le signe = après le nom"),
        ("a = [1, 2\n", "à la fin du fichier, un crochet n'est pas refermé"),
        ("[a\n", "ligne 1, colonne 3, un crochet n'est pas refermé"),
        ("a = { b = 1", "à la fin du fichier, une accolade n'est pas refermée"),
        ("a = 1 2", "ligne 1, colonne 7, il y a quelque chose de trop sur la ligne"),
        ('cv = "C:\\Users\\cv.pdf"', "dans un texte, la barre \\ s'écrit deux fois"),
        ("a = 2026-02-30", "ligne 1, colonne 5, cette date n'existe pas"),
        ("= 1", "ligne 1, colonne 1, un nom est attendu ici"),
        ("a = 1 # \x01", "ligne 1, colonne 9, un caractère n'est pas permis"),
    ],
)
def test_the_parser_s_reason(toml: str, words: str) -> None:
    """Each usual slip is told with its line and column, and what it is."""
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(toml)
    assert str(of_parser(caught.value)).endswith(words)


def test_brackets_without_end_are_told_too() -> None:
    """What the parser gives up on is no defect of ours."""
    with pytest.raises(RecursionError) as caught:
        tomllib.loads("a = " + 5_000 * "[")
    assert str(of_parser(caught.value)) == "trop de crochets s'emboîtent"


@given(st.text(alphabet="a=[]{}\"'\\\n .,1#-x", max_size=30))
def test_no_slip_is_told_in_english(toml: str) -> None:
    """Whatever is wrong in a file, a row of the table speaks for it, in French or in English as asked."""
    try:
        tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        told = of_parser(error)
        assert dict(told.args)["what"] in {text for _, text in PARSER}
        assert render(told, "en") != render(told, "fr")
