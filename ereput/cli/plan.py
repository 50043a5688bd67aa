"""`ereput plan`: what is to be done, asked, done or accepted, by 30, 60 and 90 days; kept in plan.toml beside the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ereput.cli import ground
from ereput.cli.audit_file import AuditFile, read
from ereput.cli.wording import LANG
from ereput.errors import UsageError
from ereput.model import Audit, Severity, State, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ereput.advise.plan import Entry, Plan
    from ereput.advise.plan_places import There
    from ereput.cli import console

STEPS = ("site", "engine", "cnil")


def updated(audit: Audit, path: Path, *, today: date, language: str) -> Plan:
    """The plan in `path` with what `audit` brings."""
    from ereput.advise.plan import merge
    from ereput.advise.plan_file import load

    return merge(load(path), audit, today=today, language=language)


def calendar(audit: Audit, plan: Plan, *, today: date, language: str) -> bytes:
    """The plan as a calendar (iCalendar): the actions still open, and the day each answer is due."""
    from ereput.advise.ladder import reminders, without_repeats
    from ereput.render.base import Options
    from ereput.render.stage import render

    elsewhere = {e.id for e in plan.entries if e.state is not State.OPEN}
    left = tuple(a for a in audit.actions if a.id not in elsewhere)
    due = tuple(reminders(without_repeats(plan.entries), today=today, minors=_minors(audit, today)))
    return render(replace(audit, actions=(*left, *due)), "ics", Options(language=language))


def _minors(audit: Audit, today: date) -> set[str]:
    """What dates from before eighteen: everything, while she is a minor."""
    from ereput.advise.hers import is_minor

    return {f.id for f in audit.findings if f.kind == "MINOR" or is_minor(audit.subject, today)}


def told(audit: Audit, plan: Plan, *, today: date) -> Iterator[Text]:
    """The plan in lines: what is late, the three columns from today, what is asked with its next step, then how many in each state."""
    from ereput.advise.ladder import without_repeats
    from ereput.advise.plan import columns, counts

    minors = _minors(audit, today)
    late = [e for e in plan.entries if e.kind == "action" and e.state is State.OPEN and e.deadline and e.deadline < today]
    yield from _open(say("Jour prévu passé : à faire dès que possible"), late, today, minors)
    for days, entries in columns(plan, start=today).items():
        left = [e for e in entries if e.state is State.OPEN and e not in late]
        yield from _open(say("Dans les {days} jours", days=days), left, today, minors)
    pending = {target for e in plan.entries if e.kind == "action" and e.state is State.ASKED for target in e.targets}
    yield from _open(
        say("Nouveau, là où vous avez déjà demandé"), [e for e in plan.entries if e.id in pending and e.state is State.OPEN], today, minors
    )
    waiting = {e.id for e in without_repeats(plan.entries) if e.state is State.ASKED}
    asked = [e for e in plan.entries if e.id in waiting and (e.kind == "finding" or e.state is State.ASKED)]
    if asked:
        yield say("Demandé")
    for entry in asked:
        yield say("  {what}  [{id}]", what=entry.what, id=entry.id)
        yield from _next(entry, today, minors)
    settled = {(target, e.state) for e in plan.entries if e.kind == "action" for target in e.targets}
    found = counts(e for e in plan.entries if e.kind == "action" or (e.state is not State.OPEN and (e.id, e.state) not in settled))
    found[State.ASKED] += sum(e.kind == "finding" and e.state is State.OPEN for e in asked)
    yield say(
        "{open} à faire · {asked} {asked:demande envoyée|demandes envoyées} · {done} {done:faite|faites} · "
        "{accepted} {accepted:acceptée|acceptées}",
        **{state.value: n for state, n in found.items()},
    )


def _open(title: Text, entries: list[Entry], today: date, minors: set[str]) -> Iterator[Text]:
    if entries:
        yield title
    for entry in entries:
        yield say("  ☐ {what}  [{id}]", what=entry.what, id=entry.id)
        if entry.back or entry.reason or entry.parts:
            yield from _next(entry, today, minors)


def _next(entry: Entry, today: date, minors: set[str]) -> Iterator[Text]:
    """What to do next, with each publisher when they are told apart."""
    from ereput.advise.ladder import next_step

    for part in entry.each:
        step = next_step(part, today=today, minor=bool(minors & {part.id, *part.targets}))
        yield say("      {place} : {next}", place=part.at, next=step) if part.at else say("      {next}", next=step)


def ladder(audit: Audit, id_: str, path: Path, *, today: date, language: str) -> Iterator[Text]:
    """The three steps for a finding or an action, with their days: taken, or as they could be taken from today."""
    from ereput.advise.ladder import NAMES, next_step, rungs
    from ereput.advise.plan import find

    plan = updated(audit, path, today=today, language=language)
    entry = find(plan, id_)
    concerned = [f for f in audit.findings if f.id in {entry.id, *entry.targets}]
    urgent = any(f.severity is Severity.CRITICAL for f in concerned)
    minor = bool(_minors(audit, today) & {f.id for f in concerned})
    for part in entry.each:
        if part.at and part.closed:
            yield say("{place} : {next}", place=part.at, next=next_step(part, today=today))
            continue
        if part.at:
            yield say("{place} :", place=part.at)
        for rung in rungs(part, today=today, urgent=urgent, minor=minor):
            who, advice_ = NAMES[rung.step], rung.advice
            if rung.answer is None:
                yield say("{day} : {who}. {advice}", day=rung.start, who=who, advice=advice_)
            else:
                yield say(
                    "{day} : {who}. {advice} Réponse au plus tard le {answer}.", day=rung.start, who=who, advice=advice_, answer=rung.answer
                )


def advice(audit: Audit, id_: str, *, today: date) -> Iterator[Text]:
    """Before a letter is sent about a finding or an action: what to expect at each place, and the better route."""
    from ereput.advise.hers import is_minor
    from ereput.advise.imports.store import known
    from ereput.advise.requests import pages
    from ereput.advise.triage import CHANCES, triage

    imported, minor = known(ground.home() / "guides"), is_minor(audit.subject, today)
    if not id_:
        return
    actions = [a for a in audit.actions if a.id == id_] or [a for a in audit.actions if a.id.startswith(id_)]
    targets = set(actions[0].targets) if len(actions) == 1 else {id_}
    mentions = {m.id: m for m in audit.mentions}
    for finding in (f for f in audit.findings if f.id in targets or f.id.startswith(id_)):
        there = {e.url: mentions.get(e.mention) for e in finding.evidence}
        for url in pages(finding):
            seen = triage(finding, url, audit.subject, there.get(url), known=imported, minor=minor)
            yield say("{url} : {chance}", url=url, chance=CHANCES[seen.chance])
            if seen.refusal is not None:
                yield say("    Refus possible : {refusal}", refusal=seen.refusal)
            yield say("    {route}", route=seen.route)
            for sign in seen.signs:
                yield say("    - {reason}", reason=sign)


def _when(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("« {text} » n'est pas une date (AAAA-MM-JJ).", text=text), code="bad_date") from error


def _asked(on: date, today: date) -> date:
    """The day of a request, which is not to come: the clock would run from a day when nobody was asked. Nor is it of another age."""
    from ereput.advise.plan_file import FIRST

    if on.year < FIRST:
        raise UsageError(say("Le {day} est trop loin : vérifiez l'année.", day=on.isoformat()), code="bad_date")
    if on > today:
        raise UsageError(say("Le {day} n'est pas encore passé : notez une demande le jour où elle part.", day=on), code="bad_date")
    return on


def _ahead(until: date | None, today: date) -> date | None:
    """The end of an acceptance, which has not passed: it would open again at once, and the reason would be lost."""
    if until is not None and until < today:
        raise UsageError(say("Le {day} est déjà passé : donnez un jour à venir.", day=until), code="bad_date")
    return until


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("plan", help=speak(say("Votre plan : à faire, demandé, fait, accepté ; ce qui est dû et quand. Gardé dans plan.toml.")))
    @click.argument("audit", metavar=speak(say("BILAN")), type=AuditFile())
    @click.option(
        "--mark", "marks", nargs=2, multiple=True, metavar=speak(say("ID ÉTAT")),
        help=speak(say("Changer un état : open, asked, done, accepted, ou noter une réponse : refused, extended ; peut être répété.")),
    )  # fmt: skip
    @click.option("--reason", default="", help=speak(say("Pourquoi (demandé pour accepted).")))
    @click.option("--until", help=speak(say("Accepté jusqu'à ce jour (AAAA-MM-JJ).")))
    @click.option("--on", "day", help=speak(say("Le jour de la demande ou de la réponse, si ce n'est pas aujourd'hui.")))
    @click.option("--step", type=click.Choice(STEPS), help=speak(say("À qui la demande a été faite (sinon : site).")))
    @click.option(
        "--at", "hosts", multiple=True, metavar=speak(say("SITE")),
        help=speak(say("Seulement pour ce site, si plusieurs montrent la même chose (sinon : tous) ; peut être répété.")),
    )  # fmt: skip
    @click.option("--triage", "asked_about", metavar="ID", help=speak(say("Avant d'écrire : le refus probable et la meilleure voie.")))
    @click.option("--ics", type=click.Path(path_type=Path), help=speak(say("Écrire le calendrier dans ce fichier.")))
    @LANG
    @click.pass_obj
    def plan_command(
        out: console.Console, audit: Path, marks: tuple[tuple[str, str], ...], reason: str, until: str | None, day: str | None,
        step: str | None, hosts: tuple[str, ...], asked_about: str | None, ics: Path | None,
    ) -> None:  # fmt: skip
        from ereput.advise.plan_file import save

        if not marks and (reason or until or day or step or hosts):
            raise click.UsageError(out.speak(say("--reason, --until, --on, --step et --at vont avec --mark.")))
        if until and not any(state == State.ACCEPTED for _, state in marks):
            raise click.UsageError(out.speak(say("--until va avec l'état accepted.")))
        made, path, today = read(audit), audit.parent / "plan.toml", ground.today()
        if asked_about is not None:
            _advise(out, made, asked_about, today)
            for rung in ladder(made, asked_about, path, today=today, language=out.language):
                out.line(rung)
            return
        plan = updated(made, path, today=today, language=out.language)
        on, end = _asked(_when(day) or today, today), _ahead(_when(until), today)
        there = _there(made, plan, marks, hosts)
        for mark in marks:
            plan = _marked(plan, mark, made.run.id, there, reason=reason, until=end, on=on, step=step)
            if mark[1] == State.ASKED and step == "cnil":
                _warn(out, plan, mark[0], on, there)
        save(plan, path, language=out.language)
        if ics is not None:
            ics.write_bytes(calendar(made, plan, today=today, language=out.language))
            out.line(str(ics))
        for line in told(made, plan, today=today):
            out.line(line)

    return plan_command


def _advise(out: console.Console, audit: Audit, id_: str, today: date) -> None:
    lines = tuple(advice(audit, id_, today=today))
    if not lines:
        raise UsageError(say("« {id} » ne désigne rien dans ce bilan.", id=id_), code="unknown_finding")
    for line in lines:
        out.line(line)


def _there(audit: Audit, plan: Plan, marks: tuple[tuple[str, str], ...], hosts: tuple[str, ...]) -> There:
    """The publishers at these hosts, or at these addresses of pages. Raises UsageError when nothing that is marked is there."""
    from ereput.advise.plan import find
    from ereput.advise.plan_places import EVERYWHERE, There, named, places

    if not hosts:
        return EVERYWHERE
    there = There(at=frozenset(map(named, hosts)), known=places(audit))
    there.check(*(find(plan, id_) for id_, _ in marks))
    return there


def _marked(
    plan: Plan, mark: tuple[str, str], run: str, there: There, *, reason: str, until: date | None, on: date, step: str | None
) -> Plan:
    from ereput.advise.plan import Answer, Step, answer
    from ereput.advise.plan import mark as marked

    id_, state = mark
    if state in tuple(Answer):
        return answer(plan, id_, Answer(state), on=on, step=Step(step) if step else None, there=there)
    if state not in (known := (*State, *Answer)):
        raise UsageError(say("État inconnu : {state}. Au choix : {choices}.", state=state, choices=", ".join(known)), code="unknown_state")
    return marked(plan, id_, State(state), on=on, run=run, reason=reason, until=until, step=Step(step or "site"), there=there)


def _warn(out: console.Console, plan: Plan, id_: str, on: date, there: There) -> None:
    """A complaint that the CNIL would not take yet is noted all the same: she may have been refused without noting it."""
    from ereput.advise.ladder import early
    from ereput.advise.plan import Step, find

    parts = [e for e in find(plan, id_).each if e.asked_on(Step.CNIL) == on and (not e.at or not there.at or e.at in there.at)]
    days = [last for part in parts if (last := early(part, today=on))]
    if days:
        out.line(say("Trop tôt sans refus : le délai de réponse court jusqu'au {day}.", day=max(days)), error=True)
    if any(not part.asked_on(Step.SITE) and not part.asked_on(Step.ENGINE) for part in parts):
        out.line(say("La CNIL veut que vous ayez d'abord écrit au responsable : si c'est fait, notez-le (--step site, --on)."), error=True)
