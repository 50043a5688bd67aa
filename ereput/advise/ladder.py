"""The ladder: the site, then the search engine, then the CNIL, each with its days; and what to do next about one entry.

A complaint is admissible once the controller refused, or stayed silent for the month of GDPR art. 12(3) (CNIL, réclamations). A search
engine may be asked at any time, and need not wait for the site (CJEU C-131/12, §§ 82-85): it is the second step because the first may
settle everything, and comes at once when the harm is grave. The month may become three when the controller writes so within it, with
the reason (art. 12(3)); it stands still while she is asked to prove who she is (décret n° 2019-536, art. 77).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.advise.clock import due
from ereput.advise.plan import Entry, Step
from ereput.model import Action, Axis, State, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 3
"""Months, with the two that a controller may add (GDPR art. 12(3))."""
REMIND = timedelta(days=8)
"""Patience after a reminder."""
DECISION = timedelta(days=21)
"""Within which the CNIL decides for content of a minor (loi n° 78-17, art. 51, II)."""

NAMES = {Step.SITE: say("le site"), Step.ENGINE: say("le moteur de recherche"), Step.CNIL: say("la CNIL")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step: from which day it may be taken, the last day for its answer (None when no law sets one), and whether it was taken."""

    step: Step
    start: date
    answer: date | None
    asked: bool
    advice: Text


def rungs(entry: Entry, *, today: date, urgent: bool = False, minor: bool = False) -> tuple[Rung, ...]:
    """The three steps for one entry, with their days: those taken as they were, the others as they can be taken."""
    site = entry.asked_on(Step.SITE)
    silence = due(site or today)
    engine = entry.asked_on(Step.ENGINE)
    early = today if urgent else silence + timedelta(days=1)
    cnil = entry.asked_on(Step.CNIL)
    return (
        Rung(step=Step.SITE, start=site or today, answer=silence, asked=site is not None,
            advice=say("Envoyez la lettre et notez le jour.")),
        Rung(
            step=Step.ENGINE, start=engine or early, answer=due(engine or early), asked=engine is not None,
            advice=say("Demandez le déréférencement pour votre nom : la page reste, le lien disparaît de la recherche."),
        ),
        Rung(
            step=Step.CNIL, start=cnil or silence + timedelta(days=1), answer=cnil + DECISION if cnil and minor else None,
            asked=cnil is not None, advice=say("Déposez une réclamation avec vos demandes, leurs dates et les réponses."),
        ),
    )  # fmt: skip


def next_step(entry: Entry, *, today: date, minor: bool = False) -> Text:
    """What to do now about one entry, in one sentence with its day."""
    if entry.state is State.DONE:
        return say("Rien : c'est fait. Le prochain bilan dira si cela a disparu.")
    if entry.state is State.ACCEPTED:
        return say("Rien : vous l'avez accepté ({reason}).", reason=entry.reason)
    if not entry.asked:
        return say("Revenu depuis qu'il était fait : regardez ce qui a changé.") if entry.back else say("À faire.")
    step, day = max(entry.asked, key=lambda row: (row[1], list(Step).index(row[0])))
    return _after(step, day, today, minor=minor)


def _after(step: Step, day: date, today: date, *, minor: bool) -> Text:
    """What to do on `today` about what was asked on `day`; after the month, until when a prolongation that was announced may last."""
    what, late = _next(step, day, today, minor=minor), due(day, months=LONGEST)
    if step is Step.CNIL or not due(day) < today <= late:
        return what
    return say("{what} Si une prolongation motivée vous a été annoncée par écrit : jusqu'au {late} au plus.", what=what, late=late)


def _next(step: Step, day: date, today: date, *, minor: bool) -> Text:
    limit = due(day)
    if step is Step.CNIL:
        if minor:
            last = day + DECISION
            return say(
                "La CNIL se prononce dans les trois semaines : le {day} au plus tard, si elle l'a reçue le jour de l'envoi.", day=last
            )
        return say("La CNIL vous tient au courant ; gardez vos pièces.")
    if today <= limit:
        return say(
            "Attendre la réponse, due le {day} au plus tard ({who}), sauf prolongation écrite et motivée.", day=limit, who=NAMES[step]
        )
    if step is Step.ENGINE:
        return say("Délai passé depuis le {day} : réclamation possible à la CNIL (lettre « complaint »).", day=limit)
    if today <= limit + REMIND and not minor:
        return say("Délai passé depuis le {day} : envoyez le rappel (lettre « reminder »).", day=limit)
    if minor:
        return say("Délai passé depuis le {day} : saisissez la CNIL, qui se prononce en trois semaines.", day=limit)
    return say("Délai passé depuis le {day} : demandez le déréférencement, puis saisissez la CNIL.", day=limit)


def reminders(entries: Iterable[Entry], *, today: date) -> Iterator[Action]:
    """The days of the ladder as actions, so that they enter the calendar: the answer due, then the next step."""
    for entry in entries:
        if entry.state is not State.ASKED:
            continue
        for step, day in entry.asked:
            if step is not Step.CNIL and (limit := due(day)) >= today:
                yield Action(
                    id=f"due:{step}:{entry.id}", title=say("Réponse due : {what}", what=entry.what), axis=Axis.PROTECTED,
                    minutes=10, gain=0.0,
                    detail=_after(step, day, limit + timedelta(days=1), minor=False),
                    deadline=limit + timedelta(days=1), targets=(entry.id,),
                )  # fmt: skip


def without_repeats(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Asked entries without the findings that an asked action already stands for."""
    every = tuple(entries)
    covered = {t for e in every if e.kind == "action" and e.asked for t in e.targets}
    return tuple(e for e in every if e.id not in covered)
