"""The plan over time: what is open, asked, done or accepted, kept from one audit to the next. Frozen values; the file is `plan_file`'s.

Laws: merging the same audit twice changes nothing; nothing that was ever in the plan is lost; a state changes by her word only, but for two
cases that are told: what was done and is seen again is open again, and so is what was accepted until a day that has passed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ereput.advise.requests import named
from ereput.errors import UsageError
from ereput.model import Severity, State, say
from ereput.words import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ereput.model import Action, Audit, Finding

HORIZONS = (30, 60, 90)


class Step(StrEnum):
    """The ladder: the site first, then the search engine, then the authority."""

    SITE = "site"
    ENGINE = "engine"
    CNIL = "cnil"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of the plan. `id` is a finding's or an action's; `what` names it without showing a personal value.

    `since` is the day of its state; `asked` the day of each request by step of the ladder; `seen` the day of the last audit that had it,
    and `run` that audit; `until` ends an acceptance; `back` says that it was done and was seen again.
    """

    id: str
    kind: str
    what: str
    since: date
    seen: date
    run: str
    state: State = State.OPEN
    reason: str = ""
    until: date | None = None
    asked: tuple[tuple[Step, date], ...] = ()
    targets: tuple[str, ...] = ()
    deadline: date | None = None
    back: bool = False

    def asked_on(self, step: Step) -> date | None:
        return dict(self.asked).get(step)

    @property
    def first_asked(self) -> date | None:
        return min((day for _, day in self.asked), default=None)

    @property
    def closed(self) -> bool:
        return self.state in (State.DONE, State.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every entry, actions first in the order of the last audit, then findings, then what older audits had."""

    entries: tuple[Entry, ...] = ()

    def entry(self, id_: str) -> Entry | None:
        return next((e for e in self.entries if e.id == id_), None)


def merge(plan: Plan, audit: Audit, *, today: date, language: str = "fr") -> Plan:
    """`plan` with what `audit` brings: new entries are open, known ones keep their state, absent ones stay as they are."""
    day, run = audit.run.started_at.date(), audit.run.id
    before = {e.id: e for e in plan.entries}
    fresh = [_of_action(a, day, run, language) for a in audit.actions]
    fresh += [_of_finding(f, day, run, language) for f in audit.findings if _to_settle(f)]
    now = {e.id: _again(before[e.id], e) if e.id in before else e for e in fresh}
    rest = {e.id: e for e in plan.entries if e.id not in now}
    return Plan(entries=tuple(_expired(e, today) for e in (now | rest).values()))


def _to_settle(finding: Finding) -> bool:
    return finding.severity not in (Severity.GOOD, Severity.INFO) and finding.whose == "subject"


def _of_action(action: Action, day: date, run: str, language: str) -> Entry:
    return Entry(
        id=action.id, kind="action", what=_line(render(action.title, language)), since=day, seen=day, run=run, targets=action.targets,
        deadline=action.deadline,
    )  # fmt: skip


def _of_finding(finding: Finding, day: date, run: str, language: str) -> Entry:
    name = named(finding) if finding.lane else finding.title
    return Entry(id=finding.id, kind="finding", what=_line(render(name, language)), since=day, seen=day, run=run)


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def _again(old: Entry, new: Entry) -> Entry:
    """An entry met again: its state stays hers. Done, then seen by a later audit: it is open, and told as back."""
    if new.seen < old.seen:
        return old
    kept = replace(old, what=new.what, seen=new.seen, run=new.run, targets=new.targets, deadline=new.deadline)
    if old.state is State.DONE and new.run != old.run and new.seen >= old.since and old.kind == "finding":
        return replace(kept, state=State.OPEN, since=new.seen, back=True)
    return kept


def _expired(entry: Entry, today: date) -> Entry:
    if entry.state is State.ACCEPTED and entry.until is not None and entry.until < today:
        return replace(entry, state=State.OPEN, since=today, until=None)
    return entry


def mark(
    plan: Plan, id_: str, state: State, *, on: date, run: str, reason: str = "", until: date | None = None, step: Step = Step.SITE
) -> Plan:
    """`plan` with the entry that `id_` names (or begins) in `state`, and with it what an action settles.

    Raises UsageError when it names nothing or several things, or when something is accepted without a reason.
    """
    if state is State.ACCEPTED and not reason.strip():
        raise UsageError(say("Dites pourquoi vous l'acceptez (--reason) : vous le relirez au prochain bilan."), code="reason_needed")
    entry = find(plan, id_)
    touched = {entry.id, *entry.targets}
    return Plan(
        entries=tuple(
            _marked(e, state, on=on, run=run, reason=_line(reason), until=until, step=step) if e.id in touched else e for e in plan.entries
        )
    )


def _marked(entry: Entry, state: State, *, on: date, run: str, reason: str, until: date | None, step: Step) -> Entry:
    asked = dict(entry.asked)
    if state is State.ASKED:
        asked[step] = on
    if state is State.OPEN:
        asked = {}
    order = list(Step)
    return replace(
        entry,
        state=state,
        since=on,
        run=run,
        reason=reason,
        until=until if state is State.ACCEPTED else None,
        asked=tuple(sorted(asked.items(), key=lambda row: order.index(row[0]))),
        back=False,
    )


def find(plan: Plan, id_: str) -> Entry:
    """The entry of that id, else the only one that begins so. Raises UsageError otherwise."""
    exact = plan.entry(id_)
    near = [e for e in plan.entries if e.id.startswith(id_)] if id_ else []
    if exact is None and len(near) != 1:
        text = say("« {id} » désigne {n} {n:chose|choses} du plan : il en faut une.", id=id_, n=len(near))
        raise UsageError(text, code="unknown_entry", hint=say("« ereput plan BILAN » donne les identifiants."))
    return exact or near[0]


def columns(plan: Plan, *, start: date) -> dict[int, tuple[Entry, ...]]:
    """The actions still to do, by month: 30, 60, 90 days from `start`; what has no day of its own waits in the last column."""
    placed: dict[int, list[Entry]] = {days: [] for days in HORIZONS}
    for entry in plan.entries:
        if entry.kind == "action" and not entry.closed:
            left = (entry.deadline - start).days if entry.deadline else HORIZONS[-1]
            placed[next((days for days in HORIZONS if left <= days), HORIZONS[-1])].append(entry)
    return {days: tuple(entries) for days, entries in placed.items()}


def counts(entries: Iterable[Entry]) -> dict[State, int]:
    """How many in each state."""
    found = dict.fromkeys(State, 0)
    for entry in entries:
        found[entry.state] += 1
    return found
