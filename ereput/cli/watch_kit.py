"""`ereput watch-kit`: alerts ready to create, searches ready to click, and the feeds to follow, written for the person of a profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.cli import ground
from ereput.cli.wording import LANG
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console


def watch_kit(profile: Path, output: Path, *, audit: Path | None = None, speak: Callable[[Text], str] = str) -> tuple[Path, ...]:
    """Write the kit of the person of `profile` in `output`, with the feeds that `audit` found; nothing is asked of the network.

    Raises ProfileError, MandateError, UsageError.
    """
    from ereput.cli.audit_file import read
    from ereput.collect.watchkit import make
    from ereput.profile import load

    coverage = read(audit).coverage if audit is not None else ()
    return make(load(profile, today=ground.today()).subject, coverage=coverage).write(output, speak=speak)


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("watch-kit", help=speak(say("Prépare votre veille : alertes à créer, recherches à refaire, fils à suivre (OPML).")))
    @click.argument("profile", metavar=speak(say("PROFIL")), type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=Path("veille"),
        show_default=True,
        help=speak(say("Dossier de la veille.")),
    )
    @click.option(
        "--audit",
        type=click.Path(path_type=Path),
        metavar="audit.json",
        help=speak(say("Le dernier bilan, pour suivre aussi les fils qu'il a trouvés sur vos pages.")),
    )
    @LANG
    @click.pass_obj
    def watch_kit_command(out: console.Console, profile: Path, output: Path, audit: Path | None) -> None:
        for path in watch_kit(profile, output, audit=audit, speak=out.speak):
            out.line(say("Écrit : {path}", path=str(path)))

    return watch_kit_command
