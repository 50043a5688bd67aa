"""`ereput completion SHELL`: what to put in the shell's settings so that Tab completes commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ereput.cli.wording import LANG
from ereput.errors import UsageError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.model import Text

SHELLS = ("bash", "zsh", "fish")


def completion(shell: str) -> str:
    """The script for `shell`. Raises UsageError for a shell that click does not know."""
    from click.shell_completion import get_completion_class

    from ereput.cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(say("Ce shell n'est pas connu : {shell}.", shell=shell), code="unknown_shell")
    return kind(cli, {}, "ereput", "_EREPUT_COMPLETE").source()


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("completion", help=speak(say("Écrit le script de complétion. Par exemple : ereput completion bash >> ~/.bashrc")))
    @click.argument("shell", type=click.Choice(SHELLS))
    @LANG
    def completion_command(shell: str) -> None:
        click.echo(completion(shell))

    return completion_command
