"""`ereput import`: what a file or folder of the person's own data holds, and its place in her profile."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput import causes
from ereput.cli.wording import LANG
from ereput.errors import EreputError, UsageError
from ereput.keeping import write_whole
from ereput.model import Kind, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console
    from ereput.collect.archives.stage import Described


KINDS = {
    Kind.PROFILE: say("{n:profil|profils}"), Kind.POST: say("{n:publication|publications}"),
    Kind.COMMENT: say("{n:commentaire|commentaires}"), Kind.ANSWER: say("{n:réponse|réponses}"),
    Kind.ARTICLE: say("{n:article|articles}"), Kind.PAGE: say("{n:page|pages}"), Kind.POSITION: say("{n:poste|postes}"),
    Kind.EDUCATION: say("{n:formation|formations}"), Kind.SKILL: say("{n:compétence|compétences}"),
    Kind.CERTIFICATE: say("{n:certificat|certificats}"), Kind.PROJECT: say("{n:projet|projets}"),
    Kind.REACTION: say("{n:réaction|réactions}"), Kind.RECOMMENDATION: say("{n:recommandation|recommandations}"),
    Kind.ENDORSEMENT: say("{n:compétence recommandée|compétences recommandées}"), Kind.CONTACT: say("{n:contact|contacts}"),
    Kind.ACCOUNT: say("{n:donnée|données} de compte"), Kind.IMAGE: say("{n:image|images}"),
}  # fmt: skip
"""What an export may hold, in words that agree with how many."""
OTHER = say("{n:autre|autres}")


def described(paths: tuple[Path, ...], profile: Path) -> tuple[Described, ...]:
    """What was recognised at `paths`, one value per export. `profile` says who she is: what is her own in a chat or a mailbox."""
    from ereput.cli.audit import load
    from ereput.collect.archives.stage import describe

    try:
        subject = load(profile).subject if profile.exists() else None
    except EreputError:  # a profile that cannot be read yet is told by the commands that need it
        subject = None
    return describe(paths, subject)


def added(text: str, paths: tuple[str, ...]) -> str:
    """The text of a profile with `paths` among its exports, all else untouched. Raises UsageError when that cannot be done safely."""
    before = tomllib.loads(text)
    held = before.get("exports", [])
    known = [held] if isinstance(held, str) else list(held)
    wanted = list(dict.fromkeys([*known, *paths]))
    line = f"exports = [{', '.join(json.dumps(item, ensure_ascii=False) for item in wanted)}]"
    set_already = re.compile(r"^exports[ \t]*=[ \t]*(\[[^\]]*\]|\"[^\"\n]*\")", re.MULTILINE)
    made = set_already.sub(lambda _: line, text, count=1) if "exports" in before else f"{line}\n{text}"
    if _read(made) != {**before, "exports": wanted}:
        raise UsageError(
            say("Ce profil ne peut pas être modifié sans risque ; il n'a pas été touché."),
            code="not_edited",
            hint=say("Ajoutez vous-même, en haut du profil : {line}", line=line),
        )
    return made


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _why(error: OSError | UnicodeDecodeError | tomllib.TOMLDecodeError | RecursionError) -> Text:
    match error:
        case OSError():
            return causes.of_system(error)
        case UnicodeDecodeError():
            return say("il n'est pas en UTF-8")
        case _:
            return causes.of_parser(error)


def register(profile: Path, paths: tuple[Path, ...]) -> None:
    """Write `paths` into the profile, relative to it where they are near. Raises UsageError."""
    folder = profile.resolve().parent
    names = tuple(os.path.relpath(p, folder) if p.resolve().is_relative_to(folder) else str(p.resolve()) for p in paths)
    try:
        made = added(profile.read_text("utf-8"), names)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        text = say("Le profil {path} ne peut pas être lu : {why}.", path=str(profile), why=_why(error))
        raise UsageError(text, code="bad_profile") from error
    write_whole(profile, made.encode("utf-8"))


def _show(out: console.Console, found: Described) -> None:
    out.line(say("{path} : {title}", path=found.path, title=found.title))
    for kind, count in found.kinds:
        out.line(say("    {n}  {kind}", n=f"{count:>6}", kind=Text(msg=KINDS.get(kind, OTHER).msg, args=(("n", count),))))
    for tally in found.tallies:
        words = say(
            "    {name} : {read} {read:lu|lus}, {skipped} {skipped:non lu|non lus}", name=tally.name, read=tally.read, skipped=tally.skipped
        )
        out.line(say("{words} ({reason})", words=words, reason=tally.reason) if tally.reason else words)
    for skip in found.skips:
        out.line(say("    non lu : {where}. {reason}", where=skip.where, reason=skip.reason))
        if skip.hint is not None:
            out.line(say("      → {hint}", hint=skip.hint))


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "import", help=speak(say("Dit ce que contiennent vos archives (ZIP, dossiers, fichiers), et les ajoute à votre profil."))
    )
    @click.argument("files", metavar=speak(say("FICHIER...")), nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--profile",
        type=click.Path(path_type=Path),
        default=Path("profil.toml"),
        show_default=True,
        help=speak(say("Le profil à compléter.")),
    )
    @click.option("--list", "only_list", is_flag=True, help=speak(say("Dire ce qui est reconnu, sans rien modifier.")))
    @LANG
    @click.pass_obj
    def import_command(out: console.Console, files: tuple[Path, ...], profile: Path, only_list: bool) -> int:
        found = described(files, profile)
        for one in found:
            _show(out, one)
        known = [one for one in found if one.source]
        if not only_list and known:
            register(profile, files)
            out.line(say("Ajouté à {path}.", path=str(profile)), error=True)
        return 0 if known else 1

    return import_command
