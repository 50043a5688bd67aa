"""`ereput purge`: forget what was kept on this machine, and say what was."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput import causes
from ereput.cli import ground
from ereput.cli.wording import LANG
from ereput.errors import EreputError
from ereput.model import Text, say
from ereput.profile import decisions_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One folder or file of ours: how many files it holds, and how many bytes."""

    path: Path
    files: int
    size: int


def kept(profile: Path | None) -> tuple[Kept, ...]:
    """What is kept for one profile, or for all of them and the cache with None. Reports are the person's own files: never listed.

    The answers to `ereput accounts` are about no profile in particular, but about her: they go with any of them.
    """
    hers = (ground.store_of(profile), ground.accounts(), decisions_of(profile)) if profile is not None else ()
    return tuple(_weigh(place.resolve()) for place in hers or (ground.home(), ground.cache()) if place.exists())


def _weigh(place: Path) -> Kept:
    files = [path for path in (place, *place.rglob("*")) if path.is_file() and not path.is_symlink()]
    return Kept(path=place, files=len(files), size=sum(path.stat().st_size for path in files))


def purge(places: tuple[Kept, ...]) -> None:
    """Erase these folders and files. Raises EreputError when one cannot be."""
    for one in places:
        try:
            if one.path.is_dir():
                shutil.rmtree(one.path)
            else:
                one.path.unlink()
        except OSError as error:
            raise EreputError(
                say("{path} ne peut pas être effacé : {why}.", path=str(one.path), why=causes.of_system(error)), code="not_erased"
            ) from error


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "purge",
        help=speak(say("Efface ce qui est gardé sur cette machine : réponses du web, décisions, sel. Vos rapports restent à vous.")),
    )
    @click.argument("profile", metavar=speak(say("[PROFIL]")), required=False, type=click.Path(path_type=Path))
    @click.option("--all", "whole", is_flag=True, help=speak(say("Tous les profils, et le cache.")))
    @click.option("--yes", is_flag=True, help=speak(say("Ne pas demander confirmation.")))
    @LANG
    @click.pass_obj
    def purge_command(out: console.Console, profile: Path | None, whole: bool, yes: bool) -> None:
        if profile is None and not whole:
            raise click.UsageError(out.speak(say("Dites de quel profil, ou --all.")))
        found = kept(None if whole else profile)
        for one in found:
            out.line(say("{path} : {files} {files:fichier|fichiers}, {size} octets", path=str(one.path), files=one.files, size=one.size))
        if not found:
            out.line(say("Rien n'est gardé."))
        elif yes or out.agrees(say("Effacer ?")):
            purge(found)
            out.line(say("Effacé."))

    return purge_command
