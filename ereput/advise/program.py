"""What comes after the list of actions: twelve weeks of posts from her own internship and words, interview questions, employer sheets.

CHECKS D10, E14, F3, F5. Everything is a prompt built from what she declared and from what was found: no sentence asserts in her place.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.model import Axis, Cell, Finding, Gap, Severity, Stage, Subject, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WEEKS = 12
"""« Les retombées ne sont aucunement immédiates »: three months before any judgement (CHECKS D5)."""
QUESTIONS = 10
DIFFERENCES = ("coherence", "stale")
"""Families of rules whose findings a recruiter asks about first."""


def tables(subject: Subject, findings: Sequence[Finding], gaps: Sequence[Gap], *, today: date) -> tuple[Table, ...]:
    """The tables of the plan: "plan.weeks", "interview.questions", "employer.sheet". A table without matter says so."""
    return weeks(subject, gaps, today=today), interview(subject, findings, gaps), employers(subject, gaps)


# --- twelve weeks -------------------------------------------------------------------------------------------------------------


def weeks(subject: Subject, gaps: Sequence[Gap], *, today: date) -> Table:
    """One small gesture a week for twelve weeks: four posts, four answers, four comments, in turn; topics are her own skills and houses."""
    title, columns = say("Douze semaines, un geste par semaine"), ("week", "gesture", "topic", "minutes")
    known = [g.keyword for g in sorted(gaps, key=lambda g: (not g.in_cv, g.proven, -g.weight, g.concept)) if g.in_cv]
    words = known or list(subject.target.keywords) or ([subject.target.occupation] if subject.target.occupation else [])
    if subject.stage is Stage.STUDENT_BEFORE or not words:
        note = say("Rien à publier pour l'instant : dites d'abord ce que vous visez, ou vivez d'abord votre premier stage.")
        return Table(id="plan.weeks", title=title, columns=columns, status="too_early", note=note)
    house = subject.employers[-1] if subject.employers else (subject.schools[-1] if subject.schools else "…")
    monday = today + timedelta(days=7 - today.weekday())
    rows: list[tuple[Cell, ...]] = []
    for i in range(WEEKS):
        act, topic, minutes = _gesture(i, words[(i // 3) % len(words)], house, subject.target.occupation or words[0])
        rows.append((monday + timedelta(weeks=i), act, topic, minutes))
    note = say("N'écrivez rien qui soit confidentiel chez {house} : la méthode, jamais les données.", house=house)
    return Table(id="plan.weeks", title=title, columns=columns, rows=tuple(rows), note=note)


_POSTS = (
    lambda word, house, job: say(
        "Racontez une tâche faite avec {word} chez {house} : le problème, le geste, le résultat.", word=word, house=house
    ),
    lambda word, house, job: say("Une erreur faite avec {word}, et ce qu'elle vous a appris.", word=word),
    lambda word, house, job: say("Expliquez {word} à quelqu'un qui débute, en dix lignes.", word=word),
    lambda word, house, job: say("Un document public utile au métier de {job} : pourquoi vous le gardez.", job=job),
)


def _gesture(i: int, word: str, house: str, job: str) -> tuple[Text, Text, int]:
    kind = i % 3
    if kind == 0:
        return say("publier"), _POSTS[(i // 3) % len(_POSTS)](word, house, job), 40
    if kind == 1:
        return say("répondre"), say("Répondez à une question de débutant sur {word}, dans un forum ou une communauté.", word=word), 25
    return say("commenter"), say("Commentez une publication d'un professionnel ({job}) : un fait, une question.", job=job), 15


# --- the interview ---------------------------------------------------------------------------------------------------------------


def interview(subject: Subject, findings: Iterable[Finding], gaps: Iterable[Gap]) -> Table:
    """Up to ten questions that the double may provoke, and what to prepare for each; sensitive findings provoke none here."""
    rows: list[tuple[Cell, ...]] = []
    for question, prepare in (*_from_findings(findings), *_from_gaps(gaps), *_tacit(subject)):
        if len(rows) < QUESTIONS and (question, prepare) not in rows:
            rows.append((question, prepare))
    note = say(
        "Santé, famille, opinions, origine : ces questions sont interdites (Code du travail L1132-1, L1221-6), ne pas répondre est permis."
    )
    return Table(
        id="interview.questions", title=say("Dix questions probables"), columns=("question", "prepare"), rows=tuple(rows), note=note
    )


def _from_findings(findings: Iterable[Finding]) -> Iterator[tuple[Text, Text]]:
    rank = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
    told = [f for f in findings if not f.lane and f.axis is not Axis.PROTECTED and f.severity in rank]
    for fact in sorted(told, key=lambda f: (_family(f) not in DIFFERENCES, rank.index(f.severity), f.id)):
        if _family(fact) in DIFFERENCES:
            yield (
                say("Votre CV et votre profil diffèrent : « {what} ». Qu'en est-il ?", what=fact.title),
                say("La version exacte, en une phrase, et la correction déjà faite des deux côtés."),
            )
        elif fact.rule == "activity.requests":
            yield say("Vous dites chercher : que proposez-vous ?"), say("Deux choses que vous avez déjà faites pour d'autres.")
        elif fact.rule == "networks.dormant":
            yield (
                say("Je vois un compte laissé de côté : {what}. L'avez-vous quitté ?", what=fact.title),
                say("Une phrase, et le compte fermé ou ranimé."),
            )


def _family(fact: Finding) -> str:
    return fact.rule.split(".", maxsplit=1)[0]


def _from_gaps(gaps: Iterable[Gap]) -> Iterator[tuple[Text, Text]]:
    for gap in sorted(gaps, key=lambda g: (-g.weight, g.concept)):
        if gap.required and gap.missing and not gap.in_cv:
            yield (
                say("L'offre demande {word} : où en êtes-vous ?", word=gap.keyword),
                say("Ce que vous en savez, même peu, et comment vous l'apprendriez."),
            )
        elif gap.in_cv and not gap.proven:
            yield (
                say("Votre CV dit {word} : montrez-moi.", word=gap.keyword),
                say("Une situation, votre tâche, votre geste, le résultat (méthode STAR), et une trace à montrer."),
            )


def _tacit(subject: Subject) -> Iterator[tuple[Text, Text]]:
    """What one knows and finds hard to say (E14)."""
    house = subject.employers[-1] if subject.employers else None
    if house:
        yield (
            say("Chez {house}, qu'est-ce que vous faisiez sans qu'on vous le demande ?", house=house),
            say("Un geste devenu habituel : il dit un savoir-faire."),
        )
        yield (
            say("Racontez un jour où cela a mal tourné chez {house}.", house=house),
            say("Le fait, votre part, ce que vous feriez aujourd'hui."),
        )
    yield (
        say("Que trouve-t-on en cherchant votre nom ?"),
        say("Ce bilan : une page que vous tenez, une preuve, ce que vous avez fait retirer."),
    )


# --- the employer ----------------------------------------------------------------------------------------------------------------


def employers(subject: Subject, gaps: Sequence[Gap]) -> Table:
    """One sheet for each employer aimed at: what to look up oneself, where, and the offer's words to reuse."""
    title, columns = say("Fiche employeur, à remplir"), ("employer", "question", "where", "fill")
    if not subject.target.employers:
        note = say("Nommez un employeur visé (target.employers) pour avoir sa fiche.")
        return Table(id="employer.sheet", title=title, columns=columns, status="not_enough_data", note=note)
    words = ", ".join(g.keyword for g in sorted(gaps, key=lambda g: (-g.weight, g.concept))[:6])
    rows = tuple(
        (employer, question, where, "" if fill is None else fill)
        for employer in subject.target.employers
        for question, where, fill in _sheet(words)
    )
    return Table(id="employer.sheet", title=title, columns=columns, rows=rows)


def _sheet(words: str) -> Iterator[tuple[Text, Text, str | None]]:
    yield say("Que fait-il, pour qui ?"), say("son site, page « à propos »"), None
    yield say("Qu'a-t-il annoncé cette année ?"), say("sa page d'actualités ou son fil RSS ; une alerte à son nom"), None
    yield say("Qui y travaille, que vous connaissez ?"), say("vos contacts (« Qui peut vous présenter ? »)"), None
    yield say("Quels mots emploie-t-il ?"), say("ses offres"), words
    yield say("Quel problème pourriez-vous l'aider à résoudre ?"), say("votre stage, une phrase"), None
