"""`ereput audit`: from a profile to a report."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ereput import causes
from ereput.cli import console, ground
from ereput.cli.audit_file import AuditFile, read
from ereput.cli.history import compared, retire
from ereput.cli.misspelt import misspelt
from ereput.cli.summary import summary
from ereput.cli.wording import LANG
from ereput.errors import EreputError, UsageError
from ereput.model import Audit, Query, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ereput.profile import Profile
    from ereput.render.base import Options

F = TypeVar("F", bound="Callable[..., Any]")
EDITIONS = ("candidate", "student", "counsellor")
DEFAULT_FORMATS = ("pdf", "html", "json")
OURS = frozenset({*DEFAULT_FORMATS, "md", "csv", "ics"})
"""The formats that need not be looked for: finding third parties' takes 50 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An audit, the files that were written for it, and why others could not be."""

    audit: Audit
    paths: dict[str, Path]
    failed: tuple[EreputError, ...] = ()


def planned(profile: Profile) -> tuple[Query, ...]:
    """Every URL that would be asked first, with its reason; nothing is asked."""
    from ereput.collect.stage import plan

    return plan(profile)


def audit(
    profile: Profile,
    *,
    store: Path,
    now: Callable[[], datetime],
    offline: bool = False,
    progress: console.Progress | None = None,
    keep_evidence: Path | None = None,
    language: str = "",
) -> Audit:
    """Run the six stages on `profile`; with a `language`, what a PDF in it needs is made ready meanwhile. Raises EreputError."""
    from ereput.pipeline import run
    from ereput.render.stage import warm

    meanwhile = partial(warm, language) if language else None
    return run(profile, now=now, store=store, offline=offline, progress=progress, keep_evidence=keep_evidence, meanwhile=meanwhile)


def finish(store: Path) -> None:
    """The report is written: the next audit asks the web again. Before this, whatever stopped it, it goes on where it was."""
    from ereput.collect import stage

    stage.finish(store, now=ground.now())


def _continued(out: console.Console, store: Path) -> None:
    """Say that what a run that was stopped has read is not asked again."""
    from ereput.collect import stage

    began = stage.unfinished(store, now=ground.now())
    if began is not None:
        line = say(
            "Ce bilan continue celui du {day}, qui s'est arrêté avant son rapport : ce qui était lu n'est pas redemandé "
            "(--restart redemande tout).",
            day=began,
        )
        out.line(line, error=True)


def write(audit: Audit, folder: Path, formats: tuple[str, ...], options: Options) -> tuple[dict[str, Path], tuple[EreputError, ...]]:
    """The files of `audit` in `folder` by format, and why the others could not be written: a PDF without Pango costs no JSON.

    Raises UsageError for an unknown format or a folder that cannot be written.
    """
    from ereput.render.stage import write as render

    paths: dict[str, Path] = {}
    failed: list[EreputError] = []
    for name in formats:
        try:
            paths |= render(audit, folder, (name,), options)
        except UsageError:
            raise
        except EreputError as error:
            failed.append(error)
        except OSError as error:
            raise _unwritable(folder, error) from error
    return paths, tuple(failed)


def _unwritable(folder: Path, error: OSError) -> UsageError:
    text = say("Le dossier {path} ne peut pas être écrit : {why}.", path=str(folder), why=causes.of_system(error))
    return UsageError(text, code="not_writable", hint=say("Choisissez un autre dossier avec -o."))


def ready(folder: Path) -> None:
    """Can a report be written in `folder`? Asked before the minutes that an audit takes. Raises UsageError."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not there.is_dir():
        raise _unwritable(folder, NotADirectoryError(errno.ENOTDIR, ""))
    if not os.access(there, os.W_OK):
        raise _unwritable(folder, PermissionError(errno.EACCES, ""))


def chosen(*, language: str, edition: str, redact: bool, compare: tuple[Path, ...], share: str) -> Options:
    """How to render: the latest of the audits to compare with is the previous one, the others are its history. Raises UsageError for a part
    of the report that does not exist.
    """
    from ereput.render.base import Options
    from ereput.render.share import SHAREABLE

    if unknown := [name for name in split(share) if name not in SHAREABLE]:
        raise UsageError(
            say("Partie inconnue : {name}.", name=", ".join(unknown)),
            code="unknown_section",
            hint=say("Parties possibles : {names}.", names=", ".join(SHAREABLE)),
        )
    older = sorted((read(path) for path in compare), key=lambda audit: audit.run.started_at)
    return Options(
        language=language, edition=edition, redact=redact, share=split(share),
        previous=older[-1] if older else None, history=tuple(older[:-1]),
    )  # fmt: skip


def load(path: Path) -> Profile:
    """The profile in `path` today, with the keys of the environment. Raises ProfileError or MandateError."""
    from ereput.profile import load as read

    return read(path, today=ground.today(), environ=os.environ)


def look(speak: Callable[[Text], str]) -> Callable[[F], F]:
    """The options of how to write a report, the same for every command that writes one."""
    options = (
        click.option(
            "--edition", type=click.Choice(EDITIONS), default="candidate", show_default=True, help=speak(say("À qui le rapport s'adresse."))
        ),
        click.option("--redact", is_flag=True, help=speak(say("Rapport à montrer à un tiers : sans citation ni donnée sensible."))),
        click.option(
            "--compare",
            multiple=True,
            type=AuditFile(),
            help=speak(say("Un bilan plus ancien (audit.json) ; peut être répété.")),
        ),
        click.option(
            "--share", default="", help=speak(say("Parties que la personne montre à qui l'accompagne, séparées par des virgules."))
        ),
    )

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def split(names: str) -> tuple[str, ...]:
    """ "pdf, html" -> ("pdf", "html"), each once, in the order given."""
    return tuple(dict.fromkeys(names.replace(",", " ").lower().split()))


def formats_in(names: str) -> tuple[str, ...]:
    """The formats that `names` asks for; a wrong one is told before the work, not after. Raises UsageError."""
    asked = split(names)
    if not asked:
        raise UsageError(say("Il manque un format."), code="no_format", hint=say("Par exemple : --format pdf,html,json."))
    if not OURS.issuperset(asked):
        from ereput.render.stage import formats

        if unknown := [name for name in asked if name not in formats()]:
            raise UsageError(
                say("Format inconnu : {format}.", format=", ".join(unknown)),
                code="unknown_format",
                hint=say("Formats possibles : {names}.", names=", ".join(formats())),
            )
    return asked


def tell(out: console.Console, done: Done) -> int:
    """The end of an audit on stdout: the files, then three lines; what could not be written on stderr. The exit code."""
    for error in done.failed:
        out.error(error)
    for path in done.paths.values():
        out.line(str(path))
    for line in summary(done.audit):
        out.line(line)
    return 1 if done.failed else 0


def _dry(out: console.Console, profile: Profile) -> None:
    queries = planned(profile)
    for query in queries:
        out.line(f"{query.method} {query.url}")
        out.line(say("    {source} : {why}", source=query.source, why=query.why))
    out.line(say("{n} {n:demande prévue|demandes prévues}. Rien n'a été demandé.", n=len(queries)), error=True)


def _print_json(out: console.Console, done: Done) -> int:
    """The audit on stdout and nothing else; what could not be written on stderr. The exit code."""
    from ereput.schema import to_json

    click.echo(to_json(done.audit), nl=False)
    for error in done.failed:
        out.error(error)
    return 1 if done.failed else 0


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("audit", help=speak(say("Fait le bilan de PROFIL (profil.toml) et écrit le rapport dans un dossier.")))
    @click.argument("profile", metavar=speak(say("PROFIL")), type=click.Path(path_type=Path))
    @click.option("-o", "--output", type=click.Path(path_type=Path), help=speak(say("Dossier du rapport (sinon : « bilan »).")))
    @click.option(
        "--format", "formats", default=",".join(DEFAULT_FORMATS), show_default=True, help=speak(say("Formats, séparés par des virgules."))
    )
    @look(speak)
    @click.option("--offline", is_flag=True, help=speak(say("Ne lire que vos fichiers, sans réseau.")))
    @click.option("--dry-run", is_flag=True, help=speak(say("Dire chaque adresse qui serait demandée, et pourquoi ; ne rien demander.")))
    @click.option(
        "--keep-evidence", "--evidence", "evidence", type=click.Path(path_type=Path),
        help=speak(say("Garder les réponses qui font preuve dans ce fichier WARC.")),
    )  # fmt: skip
    @click.option("--restart", is_flag=True, help=speak(say("Tout redemander, même ce qu'un bilan arrêté en route avait lu.")))
    @click.option("--quiet", is_flag=True, help=speak(say("Ne pas dire où en est le travail.")))
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire le bilan en JSON sur la sortie, et rien d'autre.")))
    @LANG
    @click.pass_obj
    def audit_command(
        out: console.Console, /, profile: Path, output: Path | None, formats: str, offline: bool, dry_run: bool, evidence: Path | None,
        restart: bool, quiet: bool, as_json: bool, **shown: Any,
    ) -> int:  # fmt: skip
        wanted, loaded = formats_in(formats), load(profile)
        options = chosen(language=out.language_for(loaded.subject), **shown)
        for line in misspelt(loaded):
            out.line(line, error=True)
        if dry_run:
            _dry(out, loaded)
            return 0
        folder = None if as_json and output is None else output or Path(speak(say("bilan")))
        if folder is not None:
            ready(folder)
        store = ground.store_of(profile)
        if restart:
            finish(store)
        else:
            _continued(out, store)
        with out.progress(quiet=quiet or as_json) as progress:
            made = audit(
                loaded, store=store, now=ground.now, offline=offline, progress=progress, keep_evidence=evidence,
                language=options.language if "pdf" in wanted else "",
            )  # fmt: skip
        done = Done(audit=made, paths={})
        if folder is not None:
            options = compared(options, made, folder, tell=out.error)
            if "json" in wanted:
                retire(folder)
            paths, failed = write(made, folder, wanted, options)
            done = Done(audit=made, paths=paths, failed=failed)
        finish(store)
        return _print_json(out, done) if as_json else tell(out, done)

    return audit_command
