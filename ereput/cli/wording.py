"""click's own words in the reader's language: headings of the help, usage errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ereput.cli.language import LANGUAGES
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

HEADINGS = {"Options": say("Options "), "Commands": say("Commandes "), "Usage: ": say("Utilisation : ")}
"""click adds the colon after a heading; French wants a space before it."""
LANG = click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)
"""Shown by every command; its value is read beforehand (`language.chosen`), so that help and errors are in that language."""

HELP_OF = {
    "help": say("Afficher cette aide."),
    "version": say("Afficher la version."),
    "lang": say("Langue : fr ou en (sinon celle du système)."),
}


def _speak() -> Callable[[Text], str]:
    context = click.get_current_context()
    speak: Callable[[Text], str] = context.find_root().obj.speak
    return speak


class Formatter(click.HelpFormatter):
    """A help formatter that says click's headings, and the help of the options every command has, in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _speak()(HEADINGS["Usage: "]) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_speak()(HEADINGS[heading]) if heading in HEADINGS else heading)

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, self._common(first, second)) for first, second in rows], col_max, col_spacing)

    def _common(self, first: str, second: str) -> str:
        for name, text in HELP_OF.items():
            if f"--{name}" in first:
                return _speak()(text)
        return second


class Context(click.Context):
    """The context of every command: help comes out in the reader's language."""

    formatter_class = Formatter


def usage_words(error: click.ClickException) -> Text:
    """What is wrong with the command, in words. What click knows only in English is passed on as it is."""
    match error:
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            text = say("L'option {name} n'existe pas.", name=error.option_name)
            return say("{text} Vouliez-vous écrire {near} ?", text=text, near=near) if near else text
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else "?"
            return say(
                "Il manque {name}. Essayez « ereput {command} --help ».", name=name, command=error.ctx.info_name or "" if error.ctx else ""
            )
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            return say("Valeur refusée pour {name}. Au choix : {choices}.", name=_name(error), choices=", ".join(error.param.type.choices))
        case click.BadParameter():
            return say("Valeur refusée pour {name} : {why}", name=_name(error), why=error.message)
        case click.FileError():
            return say("Le fichier {path} ne peut pas être ouvert : {why}", path=error.ui_filename, why=error.message)
        case click.UsageError() if isinstance(getattr(error, "command_name", None), str):
            return say("La commande « {name} » n'existe pas. Essayez « ereput --help ».", name=str(getattr(error, "command_name", "")))
        case _:
            return say("{why} Essayez « ereput --help ».", why=error.format_message())


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "?"
    return (
        error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx or click.get_current_context())
    )
