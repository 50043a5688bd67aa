"""Missing keywords -> actions: one sitting per place to write in, up to five words, what she knows already first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.advise.guides import guides
from ereput.model import Action, Axis, Gap, Presence, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.advise.gain import Gains

AT_ONCE = 5
"""Words in one sitting: more is stuffing."""
WRITE, LEARN, TELL = 4, 60, 10
"""Minutes to write a known skill down with one proof; a first trace of one being learnt; to tell a diploma and its year, or a level."""


def actions(subject: Subject, gaps: Sequence[Gap], gains: Gains, *, today: date) -> Iterator[Action]:
    young = subject.is_minor(today)  # who has no public place need not open one
    known = [g for g in gaps if g.missing and g.in_cv and (g.belongs or not young)]
    yield from _written(subject, known, gains, today)
    yield from _renamed([g for g in gaps if g.state in (Presence.OTHER_NAME, Presence.CLOSE)], gains, today)
    yield from _asked([g for g in gaps if g.missing and not g.in_cv], gains, today)


def _written(subject: Subject, known: list[Gap], gains: Gains, today: date) -> Iterator[Action]:
    places: dict[Text, list[Gap]] = {}
    for gap in sorted(known, key=lambda g: (-g.weight, g.concept)):
        places.setdefault(gap.belongs[0] if gap.belongs else say("votre profil public"), []).append(gap)
    for i, (place, there) in enumerate(places.items()):
        chosen = there[:AT_ONCE]
        yield Action(
            id=f"write:{i}:{'+'.join(g.concept for g in chosen)}", axis=Axis.FINDABLE, targets=tuple(g.concept for g in chosen),
            title=say("Écrire {words} : {place}", words=_words(chosen), place=place), detail=_how(chosen), minutes=5 + WRITE * len(chosen),
            gain=round(gains.keywords(chosen), 1), link=_link(subject), deadline=today + timedelta(days=30),
        )  # fmt: skip


def _how(chosen: list[Gap]) -> Text:
    first = chosen[0]
    if first.suggestion is not None:
        return say("Vous le savez déjà, votre CV le dit, le web non. {suggestion}", suggestion=first.suggestion)
    return say("Vous le savez déjà : votre CV le dit, le web non. Une phrase par mot, avec ce que vous en avez fait.")


def _link(subject: Subject) -> str | None:
    if any(h.service == "linkedin" for h in subject.handles):
        return guides()["linkedin"].settings
    return subject.pages[0] if subject.pages else None


def _renamed(gaps: list[Gap], gains: Gains, today: date) -> Iterator[Action]:
    chosen = sorted(gaps, key=lambda g: (-g.weight, g.concept))[:AT_ONCE]
    if chosen:
        yield Action(
            id=f"rename:{'+'.join(g.concept for g in chosen)}", axis=Axis.FINDABLE, targets=tuple(g.concept for g in chosen),
            title=say("Employer les mots attendus : {words}", words=_words(chosen)), minutes=3 * len(chosen),
            detail=say("Vous les dites autrement : ajoutez le mot exact à côté du vôtre, une fois."),
            gain=round(gains.keywords(chosen), 1), deadline=today + timedelta(days=30),
        )  # fmt: skip


def _asked(gaps: list[Gap], gains: Gains, today: date) -> Iterator[Action]:
    """What is required first; without an offer nothing is, and the heaviest words of the occupation are asked about."""
    required = [g for g in gaps if g.required]
    for gap in sorted(required or gaps, key=lambda g: (-g.weight, g.concept))[:3]:
        question = gap.suggestion or say(
            "L'offre le demande. L'avez-vous pratiqué, même un peu ? Dites où ; sinon, un essai d'une heure se raconte."
        )
        told = {
            "certification": say("Dire si vous l'avez : {word}", word=gap.name),
            "language": say("Dire votre niveau de langue, si vous la parlez : {word}", word=gap.name),
        }
        had, trace = gap.kind in told, say("Montrer une première trace : {word}", word=gap.name)
        yield Action(
            id=f"learn:{gap.concept}", axis=Axis.FINDABLE, targets=(gap.concept,), title=told.get(gap.kind, trace), detail=question,
            minutes=TELL if had else LEARN, gain=round(gains.keywords((gap,)), 1), deadline=today + timedelta(days=60),
            difficulty="easy" if had else "medium",
        )  # fmt: skip


def _words(chosen: Sequence[Gap]) -> Text | str:
    """Their names with commas."""
    told: Text | str = chosen[0].name
    for gap in chosen[1:]:
        told = say("{first}, {rest}", first=told, rest=gap.name)
    return told
