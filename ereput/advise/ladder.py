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

from ereput.advise.clock import due, later
from ereput.advise.plan import Entry, Step
from ereput.model import Action, Axis, State, Text, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

COURT = 2
"""Months to turn to the Conseil d'État once the CNIL has closed a complaint (GDPR art. 78(1); Code de justice administrative, R421-1)."""
SILENCE = 3
"""Months after which the CNIL's silence on a complaint is a rejection (décret n° 2019-536, art. 10; GDPR art. 78(2))."""
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
    silence = limit(entry, Step.SITE) or due(today)
    engine = entry.asked_on(Step.ENGINE)
    free = max(entry.refused_on(Step.SITE) or silence + timedelta(days=1), today)
    early = today if urgent else free
    cnil = entry.asked_on(Step.CNIL)
    complain = max(min([day for step in (Step.SITE, Step.ENGINE) if (day := _free(entry, step))], default=free), today)
    return (
        Rung(
            step=Step.SITE, start=site or today, answer=_answer(entry, Step.SITE, silence), asked=site is not None,
            advice=_taken(entry, Step.SITE, say("Envoyez la lettre et notez le jour.")),
        ),
        Rung(
            step=Step.ENGINE, start=engine or early, asked=engine is not None,
            answer=_answer(entry, Step.ENGINE, limit(entry, Step.ENGINE) or due(early)),
            advice=_taken(
                entry, Step.ENGINE, say("Demandez le déréférencement pour votre nom : la page reste, le lien disparaît de la recherche.")
            ),
        ),
        Rung(
            step=Step.CNIL, start=cnil or complain, answer=cnil + DECISION if cnil and minor else None, asked=cnil is not None,
            advice=_taken(entry, Step.CNIL, say("Déposez une réclamation avec vos demandes, leurs dates et les réponses.")),
        ),
    )  # fmt: skip


def _taken(entry: Entry, step: Step, advice: Text) -> Text:
    """`advice` for a step to take; what came of one that was taken."""
    if (day := entry.refused_on(step)) is not None:
        return say("Demandé, refusé le {day}.", day=day)
    return say("Demandé.") if entry.asked_on(step) else advice


def _answer(entry: Entry, step: Step, last: date) -> date | None:
    return None if entry.refused_on(step) else last


def limit(entry: Entry, step: Step) -> date | None:
    """The last day for the answer of `step`, with the two months announced within the first (GDPR art. 12(3)); None if not asked."""
    asked = entry.asked_on(step)
    if asked is None:
        return None
    announced = dict(entry.extended).get(step)
    return due(asked, months=LONGEST) if announced is not None and announced <= due(asked) else due(asked)


def _free(entry: Entry, step: Step) -> date | None:
    """From which day the next step may be taken after this one: the day of a refusal, else the day after its month; None if not asked."""
    last = limit(entry, step)
    return None if last is None else entry.refused_on(step) or last + timedelta(days=1)


def early(entry: Entry, *, today: date) -> date | None:
    """The last day to answer, while it runs and nobody has refused: before, no complaint is admissible. None when it is not too early."""
    running = [last for step in (Step.SITE, Step.ENGINE) if (last := limit(entry, step))]
    refused = any(entry.refused_on(step) for step in (Step.SITE, Step.ENGINE))
    return min(running) if running and not refused and min(running) >= today else None


def next_step(entry: Entry, *, today: date, minor: bool = False) -> Text:
    """What to do now about one entry, in one sentence with its day."""
    if entry.state is State.DONE:
        return say("Rien : c'est fait. Le prochain bilan dira si cela a disparu.")
    if entry.state is State.ACCEPTED:
        return say("Rien : vous l'avez accepté ({reason}).", reason=entry.reason)
    if entry.last is None or entry.back:
        if entry.back:
            return say("Revenu depuis qu'il était fait : regardez ce qui a changé.")
        return say("Vous l'aviez accepté ({reason}) : à revoir.", reason=entry.reason) if entry.reason else say("À faire.")
    return _after(entry, entry.last, today, minor=minor)


def _after(entry: Entry, step: Step, today: date, *, minor: bool) -> Text:
    """What to do on `today` about what was asked at `step`; after the month, until when a prolongation that was announced may last."""
    day = dict(entry.asked)[step]
    if day > today:
        return say("Demande notée au {day}, qui n'est pas encore passé : corrigez ce jour.", day=day)
    if refusal := entry.refused_on(step):
        return _refused(step, refusal, minor=minor)
    what, last, late = _next(entry, step, today, minor=minor), limit(entry, step), due(day, months=LONGEST)
    if step is Step.CNIL or last == late or not due(day) < today <= late:
        return what
    return say("{what} Si une prolongation motivée vous a été annoncée par écrit : jusqu'au {late} au plus.", what=what, late=late)


def _refused(step: Step, day: date, *, minor: bool) -> Text:
    if step is Step.CNIL:
        return say(
            "Réclamation close le {day} : un recours devant le Conseil d'État est possible jusqu'au {last}.",
            day=day,
            last=later(day, COURT),
        )
    if step is Step.ENGINE:
        return say("Refus du {day} : réclamation possible à la CNIL, avec ce refus (lettre « complaint »).", day=day)
    if minor:
        return say("Refus du {day} : saisissez la CNIL, qui se prononce en trois semaines (lettre « complaint »).", day=day)
    return say(
        "Refus du {day} : demandez le déréférencement (lettre « delisting »), ou saisissez la CNIL avec ce refus (lettre « complaint »).",
        day=day,
    )


def _next(entry: Entry, step: Step, today: date, *, minor: bool) -> Text:
    day = dict(entry.asked)[step]
    limit_ = limit(entry, step) or due(day)
    if step is Step.CNIL:
        if minor:
            last = day + DECISION
            if today > last:
                return say(
                    "Les trois semaines de la CNIL sont passées depuis le {day} : rappelez-lui le numéro de votre plainte.", day=last
                )
            return say(
                "La CNIL se prononce dans les trois semaines : le {day} au plus tard, si elle l'a reçue le jour de l'envoi.", day=last
            )
        if today > (last := later(day, SILENCE)):
            return say(
                "Sans nouvelle de la CNIL au {day}, son silence vaut refus. Relancez-la ; un recours au Conseil d'État est possible.",
                day=last,
            )
        return say("La CNIL vous tient au courant ; gardez vos pièces.")
    if today <= limit_ and limit_ != due(day):
        return say("Prolongation annoncée : attendre la réponse, due le {day} au plus tard ({who}).", day=limit_, who=NAMES[step])
    if today <= limit_:
        return say(
            "Attendre la réponse, due le {day} au plus tard ({who}), sauf prolongation écrite et motivée.", day=limit_, who=NAMES[step]
        )
    if step is Step.ENGINE:
        return say("Délai passé depuis le {day} : réclamation possible à la CNIL (lettre « complaint »).", day=limit_)
    if today <= limit_ + REMIND and not minor:
        return say("Délai passé depuis le {day} : envoyez le rappel (lettre « reminder »).", day=limit_)
    if minor:
        return say("Délai passé depuis le {day} : saisissez la CNIL, qui se prononce en trois semaines.", day=limit_)
    return say("Délai passé depuis le {day} : demandez le déréférencement, puis saisissez la CNIL.", day=limit_)


def reminders(entries: Iterable[Entry], *, today: date, minors: Collection[str] = frozenset()) -> Iterator[Action]:
    """The days of the ladder as actions, so that they enter the calendar: the answer due, then the next step.

    `minors` is what dates from before eighteen. What was refused waits for nothing.
    """
    for entry in (part for whole in entries for part in whole.each):
        if entry.state is not State.ASKED:
            continue
        minor = any(id_ in minors for id_ in (entry.id, *entry.targets))
        what = say("Réponse due : {what}", what=entry.what)
        for step, _ in entry.asked:
            last = limit(entry, step)
            if step is not Step.CNIL and last is not None and last >= today and not entry.refused_on(step):
                yield Action(
                    id=f"due:{step}:{entry.id}{'@' if entry.at else ''}{entry.at}", axis=Axis.PROTECTED, minutes=10, gain=0.0,
                    title=say("{what} ({place})", what=what, place=entry.at) if entry.at else what,
                    detail=_after(entry, step, last + timedelta(days=1), minor=minor),
                    deadline=last + timedelta(days=1), targets=(entry.id,),
                )  # fmt: skip


def without_repeats(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Every part, without those of the findings that an asked action already stands for, at that publisher or at all of them."""
    every = [part for entry in entries for part in entry.each]
    covered = {(target, part.at) for part in every if part.kind == "action" and part.asked for target in part.targets}
    return tuple(part for part in every if not {(part.id, part.at), (part.id, "")} & covered)
