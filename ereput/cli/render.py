"""`ereput render`: the same audit again, in another format, language or edition; nothing is collected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ereput.cli.audit import DEFAULT_FORMATS, chosen, formats_in, look, write
from ereput.cli.audit_file import AuditFile, read
from ereput.cli.history import compared
from ereput.cli.wording import LANG
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("render", help=speak(say("Récrit le rapport à partir de BILAN (audit.json), sans rien redemander au réseau.")))
    @click.argument("audit", metavar=speak(say("BILAN")), type=AuditFile())
    @click.option("-o", "--output", type=click.Path(path_type=Path), help=speak(say("Dossier du rapport (sinon : celui du bilan).")))
    @click.option(
        "--format",
        "formats",
        default=",".join(DEFAULT_FORMATS[:2]),
        show_default=True,
        help=speak(say("Formats, séparés par des virgules.")),
    )
    @look(speak)
    @LANG
    @click.pass_obj
    def render_command(out: console.Console, /, audit: Path, output: Path | None, formats: str, **shown: Any) -> int:
        made, wanted = read(audit), formats_in(formats)
        options = compared(chosen(language=out.language_for(made.subject), **shown), made, audit.parent, tell=out.error)
        paths, failed = write(made, output or audit.parent, wanted, options)
        for path in paths.values():
            out.line(str(path))
        for error in failed:
            out.error(error)
        return 1 if failed else 0

    return render_command
