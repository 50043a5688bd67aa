"""What is said goes where it should: data on stdout, the rest on stderr; bars on a terminal, lines in a pipe, colours never forced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ereput.cli import console
from ereput.cli.console import Console
from ereput.errors import ProfileError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result


def test_in_a_pipe_progress_is_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A line at each quarter, said once although the total grows, on stderr; no control characters."""
    with Console("fr").progress(quiet=False) as advance:
        assert advance is not None
        for what, done, total in (("web", 0, 4), ("web", 1, 4), ("forum", 2, 8), ("wiki", 6, 8), ("web", 8, 8), ("autre", 0, 0)):
            advance(what, done, total)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == ["1 demande sur 4 (web)", "6 demandes sur 8 (wiki)", "8 demandes sur 8 (web)"]


@pytest.mark.parametrize(("language", "asked"), [("fr", "Le métier visé\u00a0: "), ("en", "The occupation you aim at: ")])
def test_a_question_is_written_as_its_language_does(ereput: Callable[..., Result], language: str, asked: str) -> None:
    """French has a space before the colon, English has none."""
    assert asked in ereput("init", "--lang", language, stdin="Camille\n" + 8 * "\n").stdout


def test_quiet_says_nothing() -> None:
    """--quiet: there is nothing to call."""
    with Console("fr").progress(quiet=True) as advance:
        assert advance is None


@pytest.mark.parametrize(("no_color", "term"), [("", "xterm"), ("1", "xterm"), ("", "dumb")])
def test_a_terminal_gets_bars_and_no_color_is_obeyed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_color: str, term: str
) -> None:
    """Bars on a terminal; plain lines on a dumb one; with NO_COLOR no colour is sent."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(console.sys.stderr, "isatty", lambda: True, raising=False)
    with Console("fr").progress(quiet=False) as advance:
        assert advance is not None
        advance("web", 0, 0)
        advance("web", 1, 2)
        advance("web", 2, 2)
    Console("fr").error(ProfileError((say("cv : attendu un fichier"),), where="p.toml"))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "- cv : attendu un fichier" in shown.err
    assert ("━" in shown.err) == (term != "dumb")
    assert ("\x1b[31m✗" in shown.err) == (not no_color and term != "dumb")
