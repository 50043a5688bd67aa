"""click's own words in the reader's language: headings of the help, usage errors."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput import causes
from ereput.cli.language import LANGUAGES
from ereput.errors import UsageError
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

HEADINGS = {"Options": say("Options "), "Commands": say("Commandes "), "Usage: ": say("Utilisation : ")}
"""click adds the colon after a heading; French wants a space before it."""
LANG = click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)
"""Shown by every command; its value is read beforehand (`language.chosen`), so that help and errors are in that language."""

METAVARS = {"TEXT": say("TEXTE"), "PATH": say("CHEMIN"), "INTEGER RANGE": say("NOMBRE")}
"""What click writes for the value of an option that names none."""
SUBCOMMAND = "COMMAND [ARGS]..."
"""How click writes what follows a group."""

HELP_OF = {
    "help": say("Afficher cette aide."),
    "version": say("Afficher la version."),
    "lang": say("Langue : fr ou en (sinon celle du système)."),
}


def _speak() -> Callable[[Text], str]:
    context = click.get_current_context()
    speak: Callable[[Text], str] = context.find_root().obj.speak
    return speak


def _metavar(option: str) -> str:
    """ "--format TEXT" -> "--format TEXTE"; what an option names itself is left."""
    kind = next((kind for kind in METAVARS if option.endswith(f" {kind}")), "")
    return option.removesuffix(kind) + _speak()(METAVARS[kind]) if kind else option


def _held(text: str) -> str:
    """French punctuation held to its word, so that no line of a help begins with it."""
    return re.sub(r" (?=[;:!?»])|(?<=«) ", "\u00a0", text)


class Formatter(click.HelpFormatter):
    """A help formatter that says click's headings, and the help of the options every command has, in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace(SUBCOMMAND, _speak()(say("COMMANDE [ARGUMENTS]...")))
        super().write_usage(prog, args, _speak()(HEADINGS["Usage: "]) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_speak()(HEADINGS[heading]) if heading in HEADINGS else heading)

    def write_text(self, text: str) -> None:
        super().write_text(_held(text))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_metavar(first), _held(self._common(first, second))) for first, second in rows], col_max, col_spacing)

    def _common(self, first: str, second: str) -> str:
        for name, text in HELP_OF.items():
            if f"--{name}" in first:
                return _speak()(text)
        return second.replace("[default: ", _speak()(say("[par défaut : ")))


class File(click.Path):
    """A file that must be there and readable; else the reason is told as everywhere, in the reader's language."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Raises UsageError."""
        path = Path(value)
        try:
            path.open("rb").close()
        except OSError as error:
            raise unopened(path, error) from error
        return path


def unopened(path: Path | str, error: OSError) -> UsageError:
    """The error of a file that a command was given and cannot open."""
    text = say("Le fichier {path} ne peut pas être ouvert : {why}.", path=str(path), why=causes.of_system(error))
    return UsageError(text, code="not_found")


class Context(click.Context):
    """The context of every command: help comes out in the reader's language."""

    formatter_class = Formatter


def usage_words(error: click.ClickException) -> Text | str:
    """What is wrong with the command, in words, and the help to read. What click knows only in English is passed on as it is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message  # the help itself, already in the reader's language
    text = _wrong(error)
    help_ = _help_of(error.ctx) if isinstance(error, click.UsageError) and error.ctx else "ereput --help"
    return say("{text} Essayez « {command} ».", text=text, command=help_)


def _wrong(error: click.ClickException) -> Text:
    match error:
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            text = say("L'option {name} n'existe pas.", name=error.option_name)
            return say("{text} Vouliez-vous écrire {near} ?", text=text, near=near) if near else text
        case click.BadOptionUsage() if "requires" in error.message:
            return say("L'option {name} attend une valeur.", name=error.option_name)
        case click.BadOptionUsage():
            return say("L'option {name} s'écrit sans valeur.", name=error.option_name)
        case click.MissingParameter():
            return say("Il manque {name}.", name=_name(error))
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            return say("Valeur refusée pour {name}. Au choix : {choices}.", name=_name(error), choices=", ".join(error.param.type.choices))
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.IntRange):
            low, high = error.param.type.min or 0, error.param.type.max or 0
            return say("Valeur refusée pour {name} : un nombre de {low} à {high} est attendu.", name=_name(error), low=low, high=high)
        case click.BadParameter() if locked := re.search(r"'(.*)' is not readable\.$", error.message):
            return say("Le fichier {path} ne peut pas être ouvert : {why}.", path=locked[1], why=causes.SYSTEM[errno.EACCES])
        case click.BadParameter():
            return say("Valeur refusée pour {name} : {why}", name=_name(error), why=error.message)
        case click.FileError():
            return say("Le fichier {path} ne peut pas être ouvert : {why}.", path=error.ui_filename, why=error.message)
        case click.UsageError() if isinstance(getattr(error, "command_name", None), str):
            return say("La commande « {name} » n'existe pas.", name=str(getattr(error, "command_name", "")))
        case click.UsageError() if extra := re.match(r"Got unexpected extra arguments? \((.*)\)$", error.message):
            return say("Ceci est en trop : {words}.", words=extra[1])
        case _:
            return say("{why}", why=error.format_message())


def _help_of(ctx: click.Context) -> str:
    """How to read the help of the command that was mistyped: "ereput taxonomy install --help", whatever the program was called by."""
    names = [str(ctx.info_name)] if ctx.parent else []
    while ctx.parent and (ctx := ctx.parent).parent:
        names.insert(0, str(ctx.info_name))
    return " ".join(("ereput", *names, "--help"))


def _name(error: click.BadParameter) -> str:
    """The option as it is typed, or the argument as the help shows it, without the brackets of a choice and the dots of a list."""
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "?"
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx or click.get_current_context()).strip("[]{}.")
