"""Section 1, the first page: who, when, how it stands on each axis, what is worst, what to do first and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from ereput.model import Axis, Score, Text, say
from ereput.render import one_page
from ereput.render.book import Book, Item, Step, gravity, is_problem
from ereput.render.charts.gauge import gauge
from ereput.render.look import AXES, GRADES, UNGRADED
from ereput.render.sections.base import Section
from ereput.render.typography import UNDRAWN, drawn

FIRST = 3
"""Actions on the first page."""
SUPPORT = 30.0
"""Points below which the best axis is nothing to lean on: the lowest grade."""
SOON = 1
"""Further actions on the first page, with their day."""
AGAIN = timedelta(days=90)
"""When to make the report again: what was asked has been answered, what was written has been read by search engines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """One axis on the first page. `score` is None when the audit has none for it; `todo` counts its problems."""

    axis: Axis
    name: Text
    means: Text
    score: Score | None
    tone: str
    shape: str
    picture: Markup
    todo: int

    @property
    def value(self) -> int | None:
        return None if self.score is None or self.score.value is None else round(self.score.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """Something to do later, and its day; `anchor` is where the report tells it."""

    day: date
    what: Text
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page. `unwritten` says that the PDF's font cannot write her whole name; `dense` that the page has much to hold."""

    dials: tuple[Dial, ...]
    sentence: Text
    worst: Item | None
    steps: tuple[Step, ...]
    minutes: int
    dates: tuple[Date, ...]
    facts: tuple[tuple[Text, str], ...]
    unwritten: bool
    dense: bool = False


def dials(book: Book) -> tuple[Dial, ...]:
    """The four axes, always in the same order."""
    return tuple(_dial(book, axis) for axis in Axis)


def _dial(book: Book, axis: Axis) -> Dial:
    name, means = AXES[axis]
    score = book.audit.score(axis)
    graded = score is not None and score.value is not None
    tone, shape = GRADES.get(score.grade, UNGRADED) if score and graded else UNGRADED
    picture: tuple[float | None, float, float] = (None, 0.0, 0.0)
    spoken = say("{axis} : pas assez d'éléments pour une note", axis=name)
    if score is not None and score.value is not None:
        picture = (score.value, score.low, score.high)
        spoken = say(
            "{axis} : {value} sur 100 (entre {low} et {high}), {grade}, {word}",
            axis=name,
            value=round(score.value),
            low=round(score.low),
            high=round(score.high),
            grade=score.grade,
            word=score.word,
        )
    drawing = gauge(*picture, tone, book.voice.read(spoken))
    todo = sum(item.finding.axis is axis and is_problem(item.finding) for item in book.items)
    return Dial(axis=axis, name=name, means=means, score=score, tone=tone, shape=shape, picture=drawing, todo=todo)


def sentence(book: Book) -> Text:
    """The whole audit in one sentence: the strongest axis, the one to work on, and why."""
    graded = [(score.value, axis) for axis in Axis if (score := book.audit.score(axis)) and score.value is not None]
    if not graded:
        return say("Trop peu d'éléments ont pu être lus pour donner une note : ajoutez une page, un compte ou un export, puis recommencez.")
    if len(graded) == 1:
        return say(
            "Un seul axe a pu être noté : {axis}. Pour les autres, ajoutez une page, un compte ou un export.", axis=AXES[graded[0][1]][0]
        )
    best, worst = max(graded, key=lambda g: g[0])[1], min(graded, key=lambda g: g[0])[1]
    low, level = max(value for value, _ in graded) < SUPPORT, len({value for value, _ in graded}) == 1
    if low and level:
        return say("Chaque action compte, à commencer par la première.")
    if low:
        return say("Chaque action compte, à commencer par la première. Votre priorité : {worst}.", worst=AXES[worst][0])
    if level:
        return say("Vos axes notés se tiennent : commencez par l'action la plus rapide.")
    reason = _reason(book, worst)
    if reason is None:
        return say("Votre point d'appui : {best}. Votre priorité : {worst}.", best=AXES[best][0], worst=AXES[worst][0])
    return say("Votre point d'appui : {best}. Votre priorité : {worst}. {reason}", best=AXES[best][0], worst=AXES[worst][0], reason=reason)


def _reason(book: Book, axis: Axis) -> Text | None:
    missing = sum(gap.missing for gap in book.audit.gaps)
    if axis is Axis.FINDABLE and missing:
        return say("Mots-clés attendus et absents de vos pages : {missing} sur {n}.", missing=missing, n=len(book.audit.gaps))
    problems = [item for item in book.items if item.finding.axis is axis and is_problem(item.finding)]
    if not problems:
        return None
    return say("Points à traiter sur cet axe : {n}, à commencer par : {first}.", n=len(problems), first=problems[0].finding.title)


def _facts(book: Book) -> tuple[tuple[Text, str], ...]:
    subject, target, by = book.audit.subject, book.audit.subject.target, book.audit.run.mandate.by
    facts: list[tuple[Text, str]] = []
    if target.occupation:
        facts.append((say("Poste visé"), target.occupation))
    elif target.offers:
        facts.append((say("Offre visée"), target.offers[0]))
    if subject.city:
        facts.append((say("Ville"), subject.city))
    if by:
        facts.append((say("Accompagnement"), by))
    return tuple(facts)


def _dates(book: Book) -> tuple[Date, ...]:
    """What comes after the first actions, by day: the next ones that have a deadline, the first thing to publish, the next report."""
    steps = [step for step in book.left[FIRST:] if step.action.deadline is not None][:SOON]
    dates = [Date(day=step.action.deadline, what=step.action.title, anchor=step.anchor) for step in steps if step.action.deadline]
    weeks = book.table("plan.weeks")
    if weeks and weeks.rows and {"date", "topic"} <= set(weeks.columns):
        day, topic = (weeks.rows[0][weeks.columns.index(name)] for name in ("date", "topic"))
        if isinstance(day, date) and isinstance(topic, Text):
            dates.append(Date(day=day, what=say("Première publication. {topic}", topic=topic), anchor="section-plan"))
    if book.steps:
        again = book.audit.run.started_at.date() + AGAIN
        dates.append(Date(day=again, what=say("Refaire ce bilan, pour voir ce qui a bougé."), anchor="section-evolution"))
    return tuple(sorted(dates, key=lambda when: when.day))


def _worst(book: Book, steps: tuple[Step, ...]) -> Item | None:
    """The gravest problem; of several that weigh the same, the one that the first actions settle first."""
    problems = [item for item in book.items if is_problem(item.finding)]
    alike = [item for item in problems if gravity(item.finding)[:3] == gravity(problems[0].finding)[:3]]
    first = {target: step.number for step in reversed(steps) for target in step.action.targets}
    return min(alike, key=lambda item: first.get(item.finding.id, len(book.steps) + 1), default=None)


def build(book: Book) -> Cover:
    steps = book.left[:FIRST]
    page = Cover(
        dials=dials(book),
        sentence=sentence(book),
        worst=_worst(book, steps),
        steps=steps,
        minutes=sum(step.action.minutes for step in steps),
        dates=_dates(book),
        facts=_facts(book),
        unwritten=book.medium == "pdf" and UNDRAWN in drawn(book.voice.read(book.who)),
    )
    return one_page.fitted(book, page) if book.medium == "pdf" else page


SECTION = Section(id="cover", title=say("En une page"), asks=say("Où en êtes-vous, et par quoi commencer ?"), build=build)
