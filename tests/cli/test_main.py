"""The group of commands: instant, in the reader's language, errors in one line, exit codes as promised."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from ereput.cli import main
from ereput.cli.completion import completion
from ereput.cli.language import chosen
from ereput.errors import EreputError, NothingCollected, UsageError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable


Run = "Callable[..., Result]"
HEAVY = {"spacy", "weasyprint", "httpx", "rich", "babel", "pypdf", "selectolax", "feedparser", "phonenumbers", "jinja2", "platformdirs"}


def failing(error: BaseException) -> Callable[..., click.Command]:
    """A command that raises."""

    def command(speak: Callable[..., str]) -> click.Command:
        @click.command("demo")
        def fail() -> None:
            raise error

        return fail

    return command


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["audit", "--help"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    """`ereput --help` costs what click costs: neither spaCy, WeasyPrint, httpx nor anything of their weight is imported."""
    command = [sys.executable, "-X", "importtime", "-m", "ereput", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"EREPUT_LANG": "fr", "PATH": ""})
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "click" in imported
    assert imported & HEAVY == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_command_explains_itself_in_both_languages(ereput: Run, language: str) -> None:
    """Each command of the table exists, has a help, and speaks the language asked for."""
    whole = ereput("--lang", language, "--help")
    assert whole.exit_code == 0
    for name in main.COMMANDS:
        assert name in whole.stdout
        one = ereput(name, "--lang", language, "--help")
        assert one.exit_code == 0, one.output
        assert ("Utilisation : " if language == "fr" else "Usage: ") in one.stdout
        assert ("Afficher cette aide" if language == "fr" else "Show this help") in one.stdout


@pytest.mark.parametrize(
    ("args", "environ", "language"),
    [
        ([], {}, "fr"), ([], {"LANG": "fr_FR.UTF-8"}, "fr"), ([], {"LANG": "en_GB.UTF-8"}, "en"), ([], {"LANG": "de_DE"}, "en"),
        ([], {"LANG": "C"}, "fr"), ([], {"LC_ALL": "en_US", "LANG": "fr_FR"}, "en"), ([], {"LC_ALL": "", "LANG": "en_US"}, "en"),
        (["--lang", "fr"], {"LANG": "en_US"}, "fr"),
        (["x", "--lang=en"], {}, "en"), (["--lang", "xx"], {}, "fr"), (["--lang"], {}, "fr"), (["--", "--lang", "en"], {}, "fr"),
        (["--lang", "fr", "--lang", "en"], {}, "en"), ([], {"EREPUT_LANG": "en", "LC_ALL": "fr_FR"}, "en"),
    ],
)  # fmt: skip
def test_the_language_is_asked_for_or_the_locale_s(args: list[str], environ: dict[str, str], language: str) -> None:
    """--lang, else EREPUT_LANG, else the locale in POSIX order; no locale is French, any other locale reads English."""
    assert chosen(args, environ) == language


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--fo"], "L'option --fo n'existe pas"),
        (["audit", "p.toml", "--offlin"], "Vouliez-vous écrire --offline"),
        (["nothing"], "La commande « nothing » n'existe pas"),
        (["completion"], "Il manque"),
        (["completion", "tcsh"], "Au choix : bash, zsh, fish"),
        (["--lang", "xx", "sources"], "Valeur refusée pour --lang"),
        (["sources", "extra"], "Ceci est en trop : extra. Essayez « ereput sources --help »."),
        (["--lang"], "L'option --lang attend une valeur."),
        (["audit", "p.toml", "--offline=1"], "L'option --offline s'écrit sans valeur."),
        (["match-title", "x", "--limit", "99"], "un nombre de 1 à 50 est attendu. Essayez « ereput match-title --help »."),
        (["import"], "Il manque FICHIER. Essayez « ereput import --help »."),
        (["taxonomy", "install"], "Essayez « ereput taxonomy install --help »."),
        (["accounts", "x", "--sites", "absent.json"], "absent.json ne peut pas être ouvert : il n'existe pas."),
        (["match-title", " "], "L'intitulé est vide."),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(ereput: Run, args: list[str], words: str) -> None:
    """A wrong command line is told in one line on stderr, in the reader's language; nothing on stdout."""
    done = ereput(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (EreputError(say("Cela a échoué."), hint=say("Faites ceci.")), 1, ["Cela a échoué.", "→ Faites ceci."]),
        (NothingCollected(()), 3, ["Aucune source"]),
        (KeyboardInterrupt(), 130, ["Interrompu."]),
        (click.Abort(), 130, ["Interrompu."]),
        (click.FileError("x.txt", "absent"), 2, ["x.txt", "absent"]),
        (click.ClickException("autre"), 2, ["autre"]),
        (click.BadParameter("mauvais"), 2, ["mauvais"]),
        (OSError(errno.ENOSPC, "English"), 1, ["Un fichier n'a pas pu être lu ou écrit : le disque est plein."]),
        (PermissionError(errno.EACCES, "English", "a.txt"), 1, ["a.txt n'a pas pu être lu ou écrit : vous n'en avez pas le droit."]),
        (ConnectionResetError(errno.ECONNRESET, "06 39 98 27 41"), 1, ["Un défaut d'ereput", "ConnectionResetError"]),
        (RuntimeError("06 39 98 27 41"), 1, ["Un défaut d'ereput", "RuntimeError", "main.py:", "EREPUT_DEBUG"]),
    ],
)
def test_errors_become_one_clear_line_and_their_exit_code(
    ereput: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: list[str]
) -> None:
    """0 done, 1 error, 2 usage, 3 nothing collected, 130 interrupted; the hint follows; never a traceback."""
    monkeypatch.setitem(main.COMMANDS, "demo", ("fake", say("x")))
    monkeypatch.setattr(main.importlib, "import_module", lambda name: type("M", (), {"command": staticmethod(failing(error))}))
    done = ereput("demo")
    assert (done.exit_code, done.stdout) == (code, "")
    assert all(word in done.stderr for word in words)
    assert "06 39" not in done.stderr


def test_debugging_shows_the_whole_error(ereput: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """EREPUT_DEBUG=1: the exception comes out as it is, for whoever mends it."""
    monkeypatch.setenv("EREPUT_DEBUG", "1")
    monkeypatch.setitem(main.COMMANDS, "demo", ("fake", say("x")))
    monkeypatch.setattr(
        main.importlib, "import_module", lambda name: type("M", (), {"command": staticmethod(failing(RuntimeError("détail")))})
    )
    assert isinstance(ereput("demo").exception, RuntimeError)


def test_a_reader_that_leaves_is_no_error_to_shout_about() -> None:
    """`ereput … | head -c 1`: no traceback on stderr."""
    script = f"set -o pipefail; {sys.executable} -m ereput --help | head -c 1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_a_full_output_is_told_in_one_line() -> None:
    """`ereput sources > /dev/full`: the reason, exit 1, and no complaint of Python's at exit."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as out:
        env = {"EREPUT_LANG": "fr", "PATH": "", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "ereput", "--help"], stdout=out, stderr=subprocess.PIPE, text=True, check=False, env=env
        )
    assert (done.returncode, done.stderr.splitlines()) == (1, ["✗ Un fichier n'a pas pu être lu ou écrit : le disque est plein."])


def test_a_group_alone_shows_its_help(ereput: Run) -> None:
    """`ereput` and `ereput taxonomy` alone: their help and nothing more, exit 2, in the reader's language."""
    for args in ((), ("taxonomy",)):
        done = ereput(*args)
        assert done.exit_code == 2
        assert done.stderr.strip() == ereput(*args, "--help").stdout.strip()
        assert "COMMANDE [ARGUMENTS]" in done.stderr


def test_no_line_of_a_help_begins_with_a_punctuation_mark(ereput: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """French puts a space before « ; : ! ? » : it never breaks a line, at any width of the terminal."""
    for columns in (52, 61, 70, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        for name in main.COMMANDS:
            lines = ereput(name, "--help").stdout.splitlines()
            assert not [line for line in lines if line.lstrip().startswith((";", ":", "!", "?", "»"))], name


def test_a_help_is_in_one_language(ereput: Run) -> None:
    """None of click's English stands in a French help: kinds of values, defaults."""
    for name in main.COMMANDS:
        assert not {"TEXT", "PATH", "INTEGER", "RANGE", "default:"} & set(ereput(name, "--help").stdout.replace("[", " ").split()), name
    assert "--format TEXT " in ereput("audit", "--lang", "en", "--help").stdout


def test_completion_writes_the_script_of_each_shell(ereput: Run) -> None:
    """What the shell needs, with our variable in it."""
    for shell in ("bash", "zsh", "fish"):
        done = ereput("completion", shell)
        assert done.exit_code == 0
        assert "_EREPUT_COMPLETE" in done.stdout
    with pytest.raises(UsageError, match="tcsh"):
        completion("tcsh")


def test_tab_offers_every_command() -> None:
    """What the shell is offered is the table of commands."""
    with click.Context(main.cli) as context:
        assert main.cli.list_commands(context) == list(main.COMMANDS)


def test_a_broken_pipe_ends_quietly(ereput: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of our output left: exit 1, not a word."""
    monkeypatch.setattr(main, "_close_quietly", lambda: None)
    monkeypatch.setitem(main.COMMANDS, "demo", ("fake", say("x")))
    monkeypatch.setattr(main.importlib, "import_module", lambda name: type("M", (), {"command": staticmethod(failing(BrokenPipeError()))}))
    done = ereput("demo")
    assert (done.exit_code, done.output) == (1, "")
