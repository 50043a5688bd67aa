"""`ereput letter`: the letters that ask others to act, ready to read again, complete and send. Nothing is sent from here."""

from __future__ import annotations

import shlex
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.advise.requests import KINDS, concerned, requests
from ereput.cli import ground
from ereput.cli.audit import split
from ereput.cli.audit_file import AuditFile, read
from ereput.cli.wording import LANG
from ereput.errors import EreputError, UsageError
from ereput.model import Audit, Finding, Purpose, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from ereput.advise.letters import Letter
    from ereput.advise.plan import Plan
    from ereput.cli import console

    Noted = tuple[tuple[str, ...], tuple[str, ...]]
    """What to mark once a letter is sent, and with which publishers."""

FORMATS = ("text", "eml", "html", "pdf")


def chosen(audit: Audit, wanted: str | None) -> tuple[Finding, ...]:
    """The findings that a word names: an id or the beginning of one, or an action's; every exposed one with None.

    Raises UsageError when nothing has that name, or when what it names is not on a page that others can read.
    """
    every = tuple(f for f in audit.findings if concerned(f))
    if wanted is None:
        return every
    if not wanted:
        raise UsageError(say("« {id} » ne désigne rien dans ce bilan.", id=wanted), code="unknown_finding", hint=_known(every))
    actions = [a for a in audit.actions if a.id == wanted] or [a for a in audit.actions if a.id.startswith(wanted)]
    targets = set(actions[0].targets) if len(actions) == 1 else set()
    named = [f for f in audit.findings if f.id in targets] or [f for f in audit.findings if f.id == wanted]
    named = named or [f for f in audit.findings if f.id.startswith(wanted)]
    kept = tuple(f for f in every if f in named)
    if not named:
        raise UsageError(say("« {id} » ne désigne rien dans ce bilan.", id=wanted), code="unknown_finding", hint=_known(every))
    if not kept:
        raise UsageError(
            say("« {id} » n'est pas une donnée à vous sur une page publique : il n'y a personne à qui écrire.", id=wanted),
            code="nobody_to_ask",
        )
    return kept


def _known(every: Iterable[Finding]) -> Text:
    return say("Possibles : {ids}", ids=", ".join(f.id for f in every) or "–")


def letters(
    audit: Audit, findings: Sequence[Finding], kind: str | None, *, hers: bool, language: str, today: date, plan: Plan, step: str = "site"
) -> tuple[Letter, ...]:
    """The letters for these findings, one for each controller (or engine, with `step` "engine"). `plan`: what was asked and answered."""
    from ereput.advise.imports.store import known
    from ereput.advise.letter_plan import dated, pending
    from ereput.advise.letters import write
    from ereput.advise.plan import Step
    from ereput.advise.plan_file import asked_on
    from ereput.advise.requests import asked_of_engines

    imported = known(ground.home() / "guides")
    if kind not in ("reminder", "complaint"):
        wanted = requests(audit.subject, findings, kind, hers=hers, known=imported, today=today)
        return tuple(write(request, audit.subject, language=language, today=today) for request in wanted)
    place = Step(step)
    findings = [pending(f, plan, place, refused=kind == "complaint") for f in findings]
    asked = asked_on(plan, place)
    # Where something was asked, only that was: what was found there since is for a letter of its own.
    every, first = (
        requests(audit.subject, facts, kind, hers=hers, known=imported, today=today)
        for facts in (findings, [f for f in findings if f.id in asked])
    )
    hosts = {r.to.host for r in first}
    wanted = (*first, *(r for r in every if r.to.host not in hosts))
    wanted = asked_of_engines(first or wanted, kind) if place is Step.ENGINE else wanted
    return tuple(write(dated(request, plan, place), audit.subject, language=language, today=today) for request in wanted)


def save(letter: Letter, folder: Path, formats: Iterable[str], told: Callable[[Path], object] = str) -> tuple[Path, ...]:
    """One file for each format; raises SetupError when the PDF cannot be made here. `told` hears where a file she had changed is kept."""
    from ereput.advise.letter_files import FORMATS as WRITERS
    from ereput.advise.letter_files import html

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in formats:
        if name == "pdf":
            from ereput.render.pdf import page

            suffix, body = ".pdf", page(html(letter), identifier=letter.slug)
        else:
            suffix, body = WRITERS[name][0], WRITERS[name][1](letter)
        path = folder / f"{letter.slug}{suffix}"
        if kept := _kept(path, body):
            told(kept)
        path.touch(mode=0o600)
        path.write_bytes(body)
        written.append(path)
    return tuple(written)


def _kept(path: Path, body: bytes) -> Path | None:
    """What she filled or changed in a letter is never written over: her file takes the next number. A PDF is made from the others."""
    from ereput.advise.letter_files import told

    if path.suffix == ".pdf" or not path.exists() or told(path.read_bytes(), path.suffix) == told(body, path.suffix):
        return None
    number = next(n for n in count(1) if not path.with_name(f"{path.stem}.{n}{path.suffix}").exists())
    return path.rename(path.with_name(f"{path.stem}.{number}{path.suffix}"))


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(split(text))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise UsageError(
            say("Format inconnu : {format}.", format=", ".join(unknown)),
            code="unknown_format",
            hint=say("Formats possibles : {names}.", names=", ".join(FORMATS)),
        )
    return wanted


def _ids(audit: Audit, targets: Sequence[str]) -> tuple[str, ...]:
    """What to mark once the letter is sent: the actions that settle nothing else, then the findings left."""
    acts = [a for a in audit.actions if a.targets and set(a.targets) <= set(targets)] if len(targets) > 1 else []
    done = {target for a in acts for target in a.targets}
    ids = (*(a.id for a in acts), *(target for target in targets if target not in done))
    return tuple(map(shlex.quote, ids))  # an action bears the host of a page, which strangers chose


def _at(letter: Letter, shown: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The publishers that the letter is about, when others show the same things: `ereput plan` is told which were asked."""
    from ereput.advise.plan_places import place

    hosts = {*map(place, letter.urls)}
    others = any(set(shown.get(target, ())) - hosts for target in letter.targets)
    return tuple(map(shlex.quote, sorted(hosts))) if others else ()


def _tell(out: console.Console, letter: Letter, paths: Iterable[Path], audit: Path, noted: Noted) -> None:
    from ereput.advise.letters import how

    for path in paths:
        out.line(str(path))
    for step in how(letter, audit=shlex.quote(str(audit)), ids=noted[0], at=noted[1]):
        out.line(say("    - {reason}", reason=step), error=True)


def command(speak: Callable[[Text], str]) -> click.Command:
    about = say("Écrit les lettres qui demandent à d'autres d'agir : effacement, opposition, déréférencement… Rien n'est envoyé.")

    @click.command("letter", help=speak(about))
    @click.argument("audit", metavar=speak(say("BILAN")), type=AuditFile())
    @click.argument("finding", metavar=speak(say("[CONSTAT]")), required=False)
    @click.option("--all", "every", is_flag=True, help=speak(say("Pour tout ce qui est exposé chez d'autres que vous.")))
    @click.option("--kind", type=click.Choice(tuple(KINDS)), help=speak(say("La lettre voulue (sinon : effacement).")))
    @click.option(
        "--step",
        type=click.Choice(("site", "engine")),
        default="site",
        show_default=True,
        help=speak(say("Rappel, réclamation : à qui la demande avait été faite.")),
    )
    @click.option("--format", "formats", default="text,eml", show_default=True, help=speak(say("text, eml, html, pdf.")))
    @click.option(
        "-o", "--output", type=click.Path(path_type=Path), help=speak(say("Dossier des lettres (sinon : lettres, à côté du bilan)."))
    )
    @LANG
    @click.pass_obj
    def letter_command(
        out: console.Console,
        audit: Path,
        finding: str | None,
        every: bool,
        kind: str | None,
        step: str,
        formats: str,
        output: Path | None,
    ) -> int:
        from ereput.advise.plan_places import places
        from ereput.cli.plan import updated

        if (finding is None) is not every:
            raise click.UsageError(out.speak(say("Donnez un constat, ou --all.")))
        made, wanted, today = read(audit), _formats(formats), ground.today()
        plan = updated(made, audit.parent / "plan.toml", today=today, language=out.language)
        facts = _left(out, chosen(made, finding), plan, every=every)
        found = letters(
            made, facts, kind, hers=finding is not None and kind is not None, language=out.language, today=today, plan=plan, step=step
        )
        if not found:
            out.line(_why_none(facts, kind, plan))
            return 0
        failures, shown = 0, places(made)
        for letter in found:
            noted = _ids(made, letter.targets), _at(letter, shown)
            failures += _one(out, letter, output or audit.parent / "lettres", wanted, audit, noted)
        if made.run.mandate.purpose is Purpose.COUNSELLING:
            out.line(say("Ces lettres parlent au nom de la personne : c'est elle qui les relit et les envoie, de son adresse."), error=True)
        return 1 if failures else 0

    return letter_command


def _left(out: console.Console, findings: tuple[Finding, ...], plan: Plan, *, every: bool) -> tuple[Finding, ...]:
    """`findings` without what the plan holds as settled, said when all was asked for; what she names herself is never left out whole."""
    from ereput.advise.letter_plan import to_settle
    from ereput.advise.requests import pages

    rows = [(fact, to_settle(fact, plan)) for fact in findings]
    gone = sum(not pages(left) for _, left in rows)
    if every and gone:
        out.line(say("{n} {n:constat laissé|constats laissés} de côté : fait ou accepté dans votre plan.", n=gone), error=True)
    return tuple(left if every or pages(left) else fact for fact, left in rows)


def _why_none(findings: Sequence[Finding], kind: str | None, plan: Plan) -> Text:
    """Why there is no letter to write about these."""
    from ereput.advise.letter_plan import told_apart

    if not findings:
        return say("Aucune lettre à écrire : rien de vous n'a été trouvé exposé chez d'autres.")
    if not any(map(concerned, findings)):
        return say("Aucune lettre à écrire : d'après votre plan, tout est fait ou accepté.")
    if kind == "erasure-minor":
        return say("Aucune lettre à écrire : rien de ce qui est exposé n'est daté d'avant vos dix-huit ans.")
    if kind in ("reminder", "complaint") and any(told_apart(fact, plan) for fact in findings):
        return say("Aucune lettre à écrire : votre plan ne note à ces sites aucune demande qui attende.")
    return say("Aucune lettre à écrire : ces pages sont à vous, modifiez-les vous-même (--kind pour écrire malgré tout).")


def _one(out: console.Console, letter: Letter, folder: Path, formats: tuple[str, ...], audit: Path, noted: Noted) -> int:
    """Write and tell one letter; a format that cannot be made here is said, and the others are kept."""
    paths: list[Path] = []
    failed = 0
    for name in formats:
        try:
            paths += save(
                letter, folder, (name,), lambda kept: out.line(say("Votre version est gardée : {path}", path=str(kept)), error=True)
            )
        except EreputError as error:
            out.error(error)
            failed += 1
    _tell(out, letter, paths, audit, noted)
    return failed
