"""What a command says, and where: results on stdout, everything else on stderr, in the reader's language."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ereput.errors import EreputError
from ereput.model import Subject, Text, say
from ereput.words import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[str, int, int], None]


_YES, _NO = frozenset({"o", "oui", "y", "yes"}), frozenset({"", "n", "non", "no"})


class Console:
    """The two streams and the language, `asked` when the command line named one. It holds nothing else, and styles nothing when NO_COLOR is
    set or the stream is a pipe.
    """

    def __init__(self, language: str, *, asked: bool = False) -> None:
        self.language, self.asked = language, asked

    def language_for(self, subject: Subject) -> str:
        """That of her report: the one asked for here, else her profile's, else this console's."""
        return self.language if self.asked else subject.language or self.language

    def speak(self, text: Text | str) -> str:
        return render(text, self.language)

    def line(self, text: Text | str = "", *, error: bool = False) -> None:
        click.echo(self.speak(text), err=error)

    def error(self, error: EreputError) -> None:
        """One clear line, then its problems and its hint."""
        mark = click.style("✗", fg="red") if _styled() else "✗"
        click.echo(f"{mark} {self.speak(error.text)}", err=True)
        for problem in error.problems:
            click.echo(f"  - {self.speak(problem)}", err=True)
        if error.hint is not None:
            click.echo(f"  → {self.speak(error.hint)}", err=True)

    def ask(self, question: Text | str) -> str:
        """What was typed, without the spaces around it; "" when nothing was."""
        colon = "\u00a0: " if self.language == "fr" else ": "
        return str(click.prompt(self.speak(question), default="", show_default=False, prompt_suffix=colon)).strip()

    def agrees(self, question: Text) -> bool:
        """A yes or no question; no is the default, and what is neither is asked again."""
        asked = f"{self.speak(question)} [{self.speak(say('o/N'))}]"
        while True:
            answer = self.ask(asked).lower()
            if answer in _YES | _NO:
                return answer in _YES
            self.line(say("Répondez par oui ou par non."), error=True)

    @contextmanager
    def progress(self, *, quiet: bool) -> Iterator[Progress | None]:
        """What to call as work goes on (source just answered, questions done, questions in all): a bar on a terminal, lines in a pipe."""
        if quiet:
            yield None
        elif _terminal():
            with _bars() as advance:
                yield advance
        else:
            yield self._lines()

    def _lines(self) -> Progress:
        """A line at each quarter of the way: the total grows as pages lead to others, so a quarter is said once."""
        said = 0

        def advance(what: str, done: int, total: int) -> None:
            nonlocal said
            quarter = 4 * done // total if total else 0
            if quarter > said:
                said = quarter
                self.line(say("{done} {done:demande|demandes} sur {total} ({what})", what=what, done=done, total=total), error=True)

        return advance


def _terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _styled() -> bool:
    return _terminal() and not os.environ.get("NO_COLOR")


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console as Rich
    from rich.progress import (  # isort and the formatter disagree on "as" here
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Rich(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)

        def advance(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total or None)

        yield advance
