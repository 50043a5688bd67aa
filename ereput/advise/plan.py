"""The plan over time: what is open, asked, done or accepted, kept from one audit to the next. Frozen values; the file is `plan_file`'s.

Laws: merging the same audit twice changes nothing; nothing that was ever in the plan is lost; a state changes by her word only, but for
three cases that are told: what was done and is seen again is open again, so is an action that a later audit gives something new to settle,
and what was accepted until a day that has passed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ereput.advise.plan_places import EVERYWHERE, There, by_part, met, places, speaking
from ereput.advise.requests import named
from ereput.errors import UsageError
from ereput.model import Severity, State, say
from ereput.words import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ereput.model import Action, Audit, Finding

HORIZONS = (30, 60, 90)


class Step(StrEnum):
    """The ladder: the site first, then the search engine, then the authority."""

    SITE = "site"
    ENGINE = "engine"
    CNIL = "cnil"


class Answer(StrEnum):
    """What came back that is not the end of it: a refusal, or a prolongation announced with its reason (GDPR art. 12(3) and (4))."""

    REFUSED = "refused"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of the plan. `id` is a finding's or an action's; `what` names it without showing a personal value.

    `since` is the day of its state; `asked` the day of each request by step of the ladder; `seen` the day of the last audit that had it,
    and `run` that audit; `until` ends an acceptance; `back` says that it was done and was seen again. `refused` and `extended` are the
    days of these answers by step; `notes` the comments that she wrote beside it in the file. `parts` are the entries of its publishers,
    once they are told apart; `at` is the host of the publisher that such a part is about.
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
    refused: tuple[tuple[Step, date], ...] = ()
    extended: tuple[tuple[Step, date], ...] = ()
    targets: tuple[str, ...] = ()
    deadline: date | None = None
    back: bool = False
    notes: tuple[str, ...] = ()
    at: str = ""
    parts: tuple[Entry, ...] = ()

    @property
    def each(self) -> tuple[Entry, ...]:
        """What has a state and clocks of its own: its parts, else itself."""
        return self.parts or (self,)

    def asked_on(self, step: Step) -> date | None:
        return dict(self.asked).get(step)

    def refused_on(self, step: Step) -> date | None:
        return dict(self.refused).get(step)

    @property
    def last(self) -> Step | None:
        """The step asked last; of two on one day, the higher."""
        order = list(Step)
        return max(self.asked, key=lambda row: (row[1], order.index(row[0])))[0] if self.asked else None

    @property
    def first_asked(self) -> date | None:
        return min((day for _, day in self.asked), default=None)

    @property
    def closed(self) -> bool:
        return self.state in (State.DONE, State.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every entry, actions first in the order of the last audit, then findings, then what older audits had; `notes` as an entry's."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()

    def entry(self, id_: str) -> Entry | None:
        return next((e for e in self.entries if e.id == id_), None)


def merge(plan: Plan, audit: Audit, *, today: date, language: str = "fr") -> Plan:
    """`plan` with what `audit` brings: new entries are open, known ones keep their state, absent ones stay as they are."""
    day, run = audit.run.started_at.date(), audit.run.id
    before = {e.id: e for e in plan.entries}
    hosts = places(audit) if any(e.parts for e in plan.entries) else {}
    fresh = [_of_action(a, day, run, language) for a in audit.actions]
    fresh += [_of_finding(f, day, run, language) for f in audit.findings if _to_settle(f)]
    now = {e.id: met(before[e.id], e, hosts.get(e.id, ()), _again) if e.id in before else e for e in fresh}
    rest = {e.id: e for e in plan.entries if e.id not in now}
    entries = {id_: by_part(e, lambda part: _expired(part, today)) for id_, e in (now | rest).items()}

    def reopened(part: Entry) -> Entry:
        old = speaking(before[part.id], part.at) if part.id in before else None
        here = [entries[id_] for id_ in part.targets if id_ in entries and (not part.at or part.at in hosts.get(id_, (part.at,)))]
        return _reopened(part, old, [one for e in here if (one := speaking(e, part.at))])

    return replace(plan, entries=tuple(by_part(e, reopened) for e in entries.values()))


def _reopened(entry: Entry, old: Entry | None, settles: Iterable[Entry]) -> Entry:
    """A closed action that a later audit gives something open to settle, back or new, is open: closed, it would hide it."""
    if entry.kind != "action" or not entry.closed or old is None or entry.run == old.run:
        return entry
    left = [e for e in settles if e.state is State.OPEN]
    if not left:
        return entry
    return replace(entry, state=State.OPEN, since=entry.seen, until=None, back=any(e.back for e in left))


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
    plan: Plan, id_: str, state: State, *, on: date, run: str, reason: str = "", until: date | None = None, step: Step = Step.SITE,
    there: There = EVERYWHERE,
) -> Plan:  # fmt: skip
    """`plan` with the entry that `id_` names (or begins) in `state`, `there`, and with it what an action settles.

    Raises UsageError when it names nothing or several things, or when something is accepted without a reason.
    """
    if state is State.ACCEPTED and not reason.strip():
        raise UsageError(say("Dites pourquoi vous l'acceptez (--reason) : vous le relirez au prochain bilan."), code="reason_needed")
    entry = find(plan, id_)

    def marked(part: Entry) -> Entry:
        return _marked(part, state, on=on, run=run, reason=_line(reason), until=until, step=step)

    touched = _touched(plan, entry)
    entries = tuple(there.change(e, marked, settled=state is State.OPEN) if e.id in touched else e for e in plan.entries)
    return replace(plan, entries=entries)


def _touched(plan: Plan, entry: Entry) -> set[str]:
    """What goes with an entry: the findings that an action settles, the actions that settle this finding and nothing else."""
    return {entry.id, *entry.targets, *(e.id for e in plan.entries if e.targets == (entry.id,))}


def answer(plan: Plan, id_: str, what: Answer, *, on: date, step: Step | None = None, there: There = EVERYWHERE) -> Plan:
    """`plan` with what was answered `there` to the request that `id_` names, at `step` or, without one, at the step asked last.

    Raises UsageError when nothing was asked there, or only later than `on`. What is refused or put off stays asked.
    """
    entry = find(plan, id_)
    days: list[date] = []

    def answered(part: Entry) -> Entry:
        where = step or (speaking(entry, part.at) or entry).last
        asked = part.asked_on(where) if where else None
        if where is None or asked is None:
            return part
        if part.id == entry.id:
            days.append(asked)
        return _answered(part, what, where, on)

    touched = _touched(plan, entry)
    entries = tuple(there.change(e, answered) if e.id in touched else e for e in plan.entries)
    if not days:
        raise UsageError(
            say("Rien n'est noté comme demandé pour « {id} » à cette étape.", id=id_), code="not_asked",
            hint=say("Notez d'abord la demande : --mark {id} asked, avec --on et --step.", id=id_),
        )  # fmt: skip
    if on < max(days):
        raise UsageError(say("La demande est du {day} : une réponse ne vient pas avant.", day=max(days)), code="bad_date")
    return replace(plan, entries=entries)


def _answered(entry: Entry, what: Answer, step: Step, on: date) -> Entry:
    if what is Answer.REFUSED:
        return replace(entry, refused=_by_step({**dict(entry.refused), step: on}))
    return replace(entry, extended=_by_step({**dict(entry.extended), step: on}))


def _by_step(days: Mapping[Step, date]) -> tuple[tuple[Step, date], ...]:
    return tuple((step, days[step]) for step in Step if step in days)


def _marked(entry: Entry, state: State, *, on: date, run: str, reason: str, until: date | None, step: Step) -> Entry:
    asked, refused, extended = dict(entry.asked), dict(entry.refused), dict(entry.extended)
    if state is State.ASKED:
        asked[step] = on
        refused.pop(step, None)
        extended.pop(step, None)
    if state is State.OPEN:
        asked, refused, extended = {}, {}, {}
    return replace(
        entry,
        state=state,
        since=on,
        run=run,
        reason=reason,
        until=until if state is State.ACCEPTED else None,
        asked=_by_step(asked),
        refused=_by_step(refused),
        extended=_by_step(extended),
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
    """How many in each state; what is still to ask of one publisher, and was asked of another, is in both."""
    found = dict.fromkeys(State, 0)
    for entry in entries:
        for state in {entry.state, *(part.state for part in entry.parts if part.state is State.ASKED)}:
            found[state] += 1
    return found
