"""`ereput render`: the same audit again, in another format, language or edition; nothing is collected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.cli.audit import DEFAULT_FORMATS, EDITIONS, split, write
from ereput.cli.wording import LANG
from ereput.errors import UsageError
from ereput.model import Audit, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console


def read(path: Path) -> Audit:
    """The audit in `path`. Raises UsageError when it cannot be read or is not one."""
    from ereput.schema import from_json

    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(
            say("Le fichier {path} ne peut pas être ouvert : {why}", path=str(path), why=str(error.strerror)), code="not_found"
        ) from error
    return from_json(body)


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("render", help=speak(say("Récrit le rapport à partir de BILAN (audit.json), sans rien redemander au réseau.")))
    @click.argument("audit", metavar=speak(say("BILAN")), type=click.Path(path_type=Path))
    @click.option("-o", "--output", type=click.Path(path_type=Path), help=speak(say("Dossier du rapport (sinon : celui du bilan).")))
    @click.option(
        "--format",
        "formats",
        default=",".join(DEFAULT_FORMATS[:2]),
        show_default=True,
        help=speak(say("Formats, séparés par des virgules.")),
    )
    @click.option(
        "--edition", type=click.Choice(EDITIONS), default="candidate", show_default=True, help=speak(say("À qui le rapport s'adresse."))
    )
    @click.option("--redact", is_flag=True, help=speak(say("Rapport à montrer à un tiers : sans citation ni donnée sensible.")))
    @LANG
    @click.pass_obj
    def render_command(out: console.Console, audit: Path, output: Path | None, formats: str, edition: str, redact: bool) -> int:
        paths, failed = write(read(audit), output or audit.parent, split(formats), language=out.language, edition=edition, redact=redact)
        for path in paths.values():
            out.line(str(path))
        for error in failed:
            out.error(error)
        return 1 if failed else 0

    return render_command
