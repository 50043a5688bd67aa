"""Where to begin when there is little to judge: what to tidy in her own documents, and what would let the next audit say more.

A thin report without one thing to do would leave a student with nothing but a grade. Nothing here is urgent and nothing brings points; each
gesture says what it is about: the notes on a document, or the score that could not be given.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.model import Action, Audience, Axis, Finding, Score, Severity, Stage, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SOON = timedelta(days=30)
TIDY, NAME, LOOK, OPEN = 5, 5, 10, 30
"""Minutes: to take two lines out of a document; to name a job; to search one's name and keep the page; to open a profile with two lines."""


def actions(subject: Subject, findings: Sequence[Finding], scores: Iterable[Score], *, today: date) -> Iterator[Action]:
    """The gestures that hold for her, the quickest first. `scores` are those of the audit: what they lack is what to bring."""
    graded = {s.axis: s.value is not None for s in scores}
    yield from _tidied(findings, today)
    target = subject.target
    if graded.get(Axis.FINDABLE) is False and not (target.occupation or target.offers or target.keywords):
        yield _step(
            "begin:target", Axis.FINDABLE, NAME, today, say("Dire quel poste vous visez"),
            say("Écrivez un métier ou une offre dans votre profil ([target]) : les mots attendus seront comparés aux vôtres."),
        )  # fmt: skip
    if graded.get(Axis.PROTECTED) is False and not subject.search_results:
        yield _step(
            "begin:search", Axis.PROTECTED, LOOK, today, say("Chercher votre nom, et garder la première page de résultats"),
            say("Ajoutez-la à votre profil (search_results) : le prochain bilan dira ce qui s'y voit, et ce qui est à un homonyme."),
        )  # fmt: skip
    later = subject.stage is Stage.STUDENT_BEFORE or subject.is_minor(today)
    if Axis.CREDIBLE in graded and not later and not (subject.pages or subject.handles or subject.exports):
        yield _step(
            "begin:profile", Axis.CREDIBLE, OPEN, today, say("Ouvrir un profil public à votre nom, si vous n'en avez pas"),
            say("Un seul suffit pour commencer : deux lignes de votre CV, et ce que vous y avez fait. Le prochain bilan le lira."),
        )  # fmt: skip


def _step(id_: str, axis: Axis, minutes: int, today: date, title: Text, detail: Text) -> Action:
    return Action(id=id_, axis=axis, title=title, detail=detail, minutes=minutes, gain=0.0, deadline=today + SOON, targets=(axis.value,))


def _tidied(findings: Sequence[Finding], today: date) -> Iterator[Action]:
    """One action for each of her documents that should lose something before it is published."""
    documents: dict[str, list[Finding]] = {}
    for fact in findings:
        private = bool(fact.evidence) and all(e.audience is Audience.PRIVATE for e in fact.evidence)
        if private and fact.axis is Axis.PROTECTED and fact.severity is Severity.INFO and fact.whose == "subject" and fact.remedy:
            documents.setdefault(fact.evidence[0].url, []).append(fact)
    for url, facts in sorted(documents.items()):
        first = min(facts, key=lambda f: (-f.confidence, str(f.title), f.id))
        what = say(
            "Avant de publier {document} : y retirer {n} {n:information personnelle|informations personnelles}",
            document=url.removeprefix("file:"), n=len(facts),
        )  # fmt: skip
        yield Action(
            id=f"tidy:{url}", axis=Axis.PROTECTED, title=what, detail=first.remedy or first.explanation, minutes=TIDY, gain=0.0,
            deadline=today + SOON, targets=tuple(f.id for f in facts),
        )  # fmt: skip
