"""Section 8: what to do, in which order, by when: 30, 60, 90 days; a checklist to print; what prepares the interview."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta

from ereput.model import Text, say
from ereput.render.book import Book, Item, Step
from ereput.render.look import STATES, Look
from ereput.render.sections.base import Section, gathered
from ereput.render.sections.chapter import tables_in
from ereput.render.tables import TableView

HORIZONS = (30, 60, 90)
MINUTES_A_MONTH = 240
"""What a person can give in one month without giving up: an hour a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step, its state, the day it should be done by, and the findings it settles."""

    step: Step
    state: Look
    by: date
    settles: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The tasks of one month."""

    days: int
    by: date
    title: Text
    tasks: tuple[Task, ...]

    @property
    def minutes(self) -> int:
        return sum(task.step.action.minutes for task in self.tasks)

    @property
    def told(self) -> tuple[tuple[Task, ...], ...]:
        """The tasks as they are told: what is to be done at many places in the same way is one group."""
        return gathered(self.tasks, _wording)


def _wording(task: Task) -> Hashable:
    action = task.step.action
    return action.title, action.detail, action.axis, action.minutes, action.gain, action.letter, task.by, task.state


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    horizons: tuple[Horizon, ...]
    minutes: int
    tables: tuple[TableView, ...]
    alerts: tuple[str, ...]


def build(book: Book) -> View:
    horizons = plan(book)
    return View(
        horizons=horizons,
        minutes=sum(step.action.minutes for step in book.steps),
        tables=tables_in(book, "plan"),
        alerts=alerts(book),
    )


def alerts(book: Book) -> tuple[str, ...]:
    """The searches that a search engine can repeat for her and tell by mail: her name alone, then with what tells her from a namesake."""
    subject = book.audit.subject
    if book.options.redact:
        return ()
    name = f'"{subject.name}"'
    beside = (subject.city, *subject.schools[:1], *subject.employers[:1])
    return (name, *(f'{name} "{word}"' for word in beside if word))


def plan(book: Book) -> tuple[Horizon, ...]:
    """Steps in order, each in the first month that has room for it; a deadline never falls after its month."""
    start = book.audit.run.started_at.date()
    room = dict.fromkeys(HORIZONS, MINUTES_A_MONTH)
    placed: dict[int, list[Step]] = {days: [] for days in HORIZONS}
    for step in book.steps:
        days = _month(step, start, room)
        room[days] -= step.action.minutes
        placed[days].append(step)
    return tuple(_horizon(book, days, start + timedelta(days=days), placed[days]) for days in HORIZONS)


def _month(step: Step, start: date, room: dict[int, int]) -> int:
    if step.action.deadline is not None:
        left = (step.action.deadline - start).days
        return next((days for days in HORIZONS if left <= days), HORIZONS[-1])
    return next((days for days in HORIZONS if room[days] >= step.action.minutes), HORIZONS[-1])


def _horizon(book: Book, days: int, by: date, steps: list[Step]) -> Horizon:
    tasks = tuple(
        Task(
            step=step,
            state=STATES[book.state(step)],
            by=step.action.deadline or by,
            settles=tuple(item for target in step.action.targets[:8] if (item := book.item(target))),
        )
        for step in steps
    )
    return Horizon(days=days, by=by, title=say("Dans les {days} jours", days=days), tasks=tasks)


SECTION = Section(id="plan", title=say("Votre plan"), asks=say("Que faire, dans quel ordre, d'ici quand ?"), build=build)
