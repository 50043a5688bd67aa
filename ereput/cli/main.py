"""`ereput`: the group of commands. A command's module is imported only when that command is asked for.

Nothing heavy is imported here: the short helps stand in `COMMANDS`, so that `ereput --help` costs what click costs.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput import __version__, causes
from ereput.cli import console, language
from ereput.cli.wording import LANG, Context, usage_words
from ereput.errors import EreputError
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, Text]] = {
    "demo": ("ereput.cli.demo", say("Faire le bilan d'une personne fictive, sans réseau")),
    "init": ("ereput.cli.init", say("Écrire votre profil, profil.toml, en quelques questions")),
    "audit": ("ereput.cli.audit", say("Faire votre bilan et écrire le rapport")),
    "render": ("ereput.cli.render", say("Récrire le rapport d'un bilan, sans rien redemander")),
    "sources": ("ereput.cli.sources", say("Ce qui peut être lu, ce qu'il y faut, à quelles conditions")),
    "accounts": ("ereput.cli.accounts", say("Chercher vos comptes à partir d'un identifiant à vous")),
    "watch-kit": ("ereput.cli.watch_kit", say("Préparer votre veille : alertes, recherches, fils à suivre")),
    "doctor": ("ereput.cli.doctor", say("Vérifier que cette machine a tout ce qu'il faut")),
    "scan": ("ereput.cli.scan", say("Chercher les données personnelles d'un texte ou d'un document")),
    "keywords": ("ereput.cli.keywords", say("Comparer les mots-clés d'une offre et d'un CV")),
    "match-title": ("ereput.cli.match_title", say("Dire à quel métier répond un intitulé de poste")),
    "taxonomy": ("ereput.cli.taxonomy", say("Installer les taxonomies officielles, ROME et ESCO")),
    "letter": ("ereput.cli.letter", say("Écrire les lettres qui demandent à d'autres d'agir")),
    "plan": ("ereput.cli.plan", say("Suivre votre plan : à faire, demandé, fait, accepté")),
    "guides": ("ereput.cli.guides", say("Réglages, suppression, déréférencement, service par service")),
    "import": ("ereput.cli.import_", say("Dire ce que contiennent vos archives, les ajouter au profil")),
    "review": ("ereput.cli.review", say("Dire si une page incertaine est bien la vôtre")),
    "purge": ("ereput.cli.purge", say("Effacer ce qui est gardé sur cette machine")),
    "completion": ("ereput.cli.completion", say("Compléter les commandes avec la touche Tab")),
}
"""Name -> the module that holds `command(speak)`, and its short help, in the order in which they are shown."""


class Commands(click.Group):
    """A group that imports a command when it is needed, speaks the reader's language and turns errors into one line each."""

    context_class = Context

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        extra["obj"] = console.Console(language.chosen(args, os.environ), asked=bool(language.asked(args)))
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command(ctx.obj.speak)
        for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
            one.context_class = Context
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, ctx.obj.speak(short)) for name, (_, short) in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(ctx.obj.speak(say("Voir son double numérique comme un recruteur le voit, sur sa propre machine.")))
            formatter.write_paragraph()
            formatter.write_text(
                ctx.obj.speak(say("Pour commencer : « ereput demo », puis « ereput init » et « ereput audit profil.toml »."))
            )

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run, then leave with 0 done, 1 error, 2 usage, 3 nothing collected, 130 interrupted. Never a traceback for a known error."""
        words = sys.argv[1:] if args is None else list(args)
        out = console.Console(language.chosen(words, os.environ))
        extra["standalone_mode"] = False
        try:
            result = super().main(words, *more, **extra)
        except EreputError as error:
            out.error(error)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            out.line(usage_words(error), error=True)
            sys.exit(2)
        except (click.Abort, KeyboardInterrupt):
            out.line(say("Interrompu. Rien d'autre ne sera demandé ; ce qui était déjà écrit reste."), error=True)
            sys.exit(130)
        except BrokenPipeError:
            _close_quietly()
            sys.exit(1)
        except Exception as error:  # the reader gets a line, whoever mends a defect of ours gets the traceback with EREPUT_DEBUG
            if os.environ.get("EREPUT_DEBUG"):
                raise
            why = causes.outside(error)
            out.error(_defect(error) if why is None else _refused(error, why))
            _flush_or_forget()
            sys.exit(1)
        sys.exit(result if isinstance(result, int) else 0)


def _defect(error: Exception) -> EreputError:
    """What to say of an unexpected error: its kind and the place in our code, never its text, which may hold a personal value."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(Path(__file__).parents[1])]
    frame = (ours or frames)[-1]
    place = "/".join(Path(frame.filename).parts[-2:]) + f":{frame.lineno}"
    return EreputError(
        say("Un défaut d'ereput a arrêté la commande ({kind}, {place}).", kind=type(error).__name__, place=place),
        code="defect",
        hint=say("Merci de le signaler. EREPUT_DEBUG=1 montre le détail, qui peut contenir des données personnelles."),
    )


def _refused(error: Exception, why: Text) -> EreputError:
    """What the machine would not do: a full disk, a folder that is not hers. `write` on a full disk names no file."""
    path = getattr(error, "filename", None)
    if path is None:
        return EreputError(say("Un fichier n'a pas pu être lu ou écrit : {why}.", why=why), code="refused")
    return EreputError(say("{path} n'a pas pu être lu ou écrit : {why}.", path=os.fsdecode(path), why=why), code="refused")


def _flush_or_forget() -> None:
    """What waits in a standard output that is full goes nowhere: Python would complain of it at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        _close_quietly()


def _close_quietly() -> None:
    """The reader of our output left (`| head`): leave without Python's own complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, invoke_without_command=False, context_settings={"help_option_names": ["-h", "--help"]})
@LANG
@click.version_option(__version__, "--version", message="%(version)s")
def cli() -> None:
    """The command line of ereput."""
