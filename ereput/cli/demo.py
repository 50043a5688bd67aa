"""`ereput demo`: a real audit of Camille, who does not exist, over a real HTTP server on loopback."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.assets import folder
from ereput.cli.audit import DEFAULT_FORMATS, Done, audit, finish, formats_in, ready, tell, write
from ereput.cli.demo_web import Web, serve
from ereput.cli.wording import LANG
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.cli import console
    from ereput.profile import Profile

EVENING = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
"""When Camille makes her audit. Her pages and her export are dated around it, so the demonstration says the same in ten years."""


def camille() -> Path:
    """The folder of her profile, her documents and her web."""
    return folder("fixtures") / "camille"


def profile_on(web: Web) -> Profile:
    """Camille's profile, her hosts led to the served `web`."""
    from ereput.profile import load

    profile = load(camille() / "profil.toml", today=EVENING.date())
    return replace(profile, network=replace(profile.network, resolve=web.resolve))


def clock(start: datetime = EVENING) -> Callable[[], datetime]:
    """A clock that starts at `start` now and runs at the usual pace."""
    origin = time.monotonic()
    return lambda: start + timedelta(seconds=round(time.monotonic() - origin, 3))


def demo(output: Path, *, formats: tuple[str, ...], language: str, progress: console.Progress | None = None) -> Done:
    """Serve Camille's web, audit her through it, write the report in `output`. What must be remembered stays in `output`."""
    from ereput.render.base import Options

    with serve(camille() / "web") as web:
        warmed = language if "pdf" in formats else ""
        made = audit(profile_on(web), store=output / ".ereput", now=clock(), progress=progress, language=warmed)
    paths, failed = write(made, output, formats, Options(language=language))
    finish(output / ".ereput")
    return Done(audit=made, paths=paths, failed=failed)


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command(
        "demo",
        help=speak(say("Fait le bilan de Camille Durand, personne fictive : un vrai bilan, sur un petit web servi par cette machine.")),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=Path("bilan-demo"),
        show_default=True,
        help=speak(say("Dossier du rapport.")),
    )
    @click.option(
        "--format", "formats", default=",".join(DEFAULT_FORMATS), show_default=True, help=speak(say("Formats, séparés par des virgules."))
    )
    @click.option("--quiet", is_flag=True, help=speak(say("Ne pas dire où en est le travail.")))
    @LANG
    @click.pass_obj
    def demo_command(out: console.Console, output: Path, formats: str, quiet: bool) -> int:
        if not quiet:
            out.line(say("Camille Durand est une personne fictive ; son web est servi par cette machine, rien n'en sort."), error=True)
        wanted = formats_in(formats)
        ready(output)
        with out.progress(quiet=quiet) as progress:
            done = demo(output, formats=wanted, language=out.language, progress=progress)
        return tell(out, done)

    return demo_command
