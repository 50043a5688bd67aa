"""The questions that the double will provoke in an interview (CHECKS F5), and those that bring out what one does without knowing (E14).

Each question comes from a finding, a missing word or a sentence of hers, and says from which. What the law forbids a recruiter to ask
(Code du travail, L1132-1, L1221-6) never becomes a question: the table ends with the right not to answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.advise.own_words import hollow_words, source, told
from ereput.model import Cell, Finding, Gap, Presence, Severity, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.advise.own_words import Line
    from ereput.model import Reading

COLUMNS = ("question", "prepare", "source")
"""Shown columns; the id of the finding stands before them, so that the row links to it and leaves with it."""
MOST = 10
"""Questions prepared well are worth more than a long list."""
TACIT = 3

BY_RULE: tuple[tuple[str, Text, Text], ...] = (
    (
        "coherence",
        say("{what} : laquelle des deux versions est juste ?"),
        say("Une phrase, la bonne version, sans vous justifier ; corrigez l'autre avant l'entretien."),
    ),
    (
        "stale",
        say("{what}. Où en êtes-vous aujourd'hui ?"),
        say("Votre situation d'aujourd'hui en deux phrases, puis mettez la page à jour."),
    ),
    (
        "activity.requests",
        say("Vous demandez tôt de l'aide à votre réseau : qu'apportez-vous en retour ?"),
        say("Un exemple de coup de main, de réponse ou de partage de votre part."),
    ),
    (
        "activity",
        say("On vous lit peu en ligne en ce moment : que suivez-vous dans votre métier ?"),
        say("Deux sources que vous lisez, et une chose apprise récemment."),
    ),
    (
        "words.vague",
        say("{what} : donnez-moi un exemple."),
        say("Une situation, ce que vous avez fait, ce qui a changé."),
    ),
    (
        "words.language",
        say("{what} : pouvons-nous continuer dans cette langue ?"),
        say("Votre parcours en une minute dans cette langue, à voix haute."),
    ),
    (
        "networks",
        say("Pourquoi ne vous trouve-t-on pas ailleurs ? ({what})"),
        say("Dites où vous avez choisi d'être, et pourquoi."),
    ),
)
"""First words of a rule, the question it provokes, what to prepare."""


def table(findings: Sequence[Finding], gaps: Sequence[Gap], readings: Sequence[Reading] = (), *, aimed: Sequence[str] = ()) -> Table:
    """Ten questions at most, the likeliest first, three about her own words, and the right not to answer.

    `aimed` are the employers she writes to: a sentence about them is none of hers.
    """
    asked = [*_doubts(findings), *_words(gaps)]
    tacit = list(_tacit(told(readings, gaps, hollow=hollow_words(findings), others=aimed)))
    rows = (*asked[: MOST - len(tacit)], *tacit, _right())
    known = any(row[0] for row in rows)
    return Table(
        id="plan.interview",
        title=say("Les questions que votre double peut provoquer"),
        columns=("finding", *COLUMNS) if known else COLUMNS,
        rows=rows if known else tuple(row[1:] for row in rows),
        note=say("Répondez avec un fait : la situation, ce que vous aviez à faire, ce que vous avez fait, ce qui en est sorti."),
    )


def _doubts(findings: Sequence[Finding]) -> Iterator[tuple[Cell, ...]]:
    """One question for each rule that made one, the gravest finding of each."""
    order = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
    seen: set[str] = set()
    open_ = [f for f in findings if f.severity in order and not f.lane and f.whose == "subject"]
    for finding in sorted(open_, key=lambda f: (order.index(f.severity), f.id)):
        row = next((row for row in BY_RULE if finding.rule.startswith(row[0])), None)
        if row is not None and row[0] not in seen:
            seen.add(row[0])
            question = Text(msg=row[1].msg, args=(("what", finding.title),)) if "{what}" in row[1].msg else row[1]
            yield (finding.id, question, row[2], say("Constat : {what}", what=finding.title))


def _words(gaps: Sequence[Gap]) -> Iterator[tuple[Cell, ...]]:
    for gap in sorted((g for g in gaps if g.required), key=lambda g: (-g.weight, g.concept)):
        if gap.state is Presence.ABSENT and not gap.in_cv:
            yield (
                "",
                say("L'offre demande « {keyword} » et je ne le vois pas. Où en êtes-vous ?", keyword=gap.name),
                say("Ce que vous en savez, ce qui s'en approche, comment vous l'apprendriez."),
                say("Mot absent : {keyword}", keyword=gap.name),
            )
        elif gap.missing and gap.in_cv and gap.kind == "language":
            yield (
                "",
                say("Vous citez « {keyword} » : pouvons-nous continuer dans cette langue ?", keyword=gap.name),
                say("Votre parcours en une minute dans cette langue, à voix haute."),
                say("Dans votre CV, sans trace publique : {keyword}", keyword=gap.name),
            )
        elif gap.missing and gap.in_cv:
            yield (
                "",
                say("Vous citez « {keyword} ». Qu'avez-vous fait avec, exactement ?", keyword=gap.name),
                say("Un exemple daté, avec ce que vous avez produit et pour qui."),
                say("Dans votre CV, sans trace publique : {keyword}", keyword=gap.name),
            )


def _tacit(own: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
    """What one does without being able to say it comes out of small, concrete questions about a real moment."""
    for line, question in zip(own[:TACIT], TACITS, strict=False):
        yield (
            "",
            Text(msg=question.msg, args=(("sentence", line.text),)),
            say("Revivez un moment précis : ce que vous avez regardé d'abord, ce que vous avez décidé, à quoi vous l'avez su."),
            say("Vos mots : {source}", source=source(line.reading)),
        )


TACITS = (
    say("« {sentence} » Racontez la première journée : par quoi avez-vous commencé ?"),
    say("« {sentence} » À quoi voyiez-vous que c'était réussi ?"),
    say("« {sentence} » Que diriez-vous à la personne qui prend la suite ?"),
)


def _right() -> tuple[Cell, ...]:
    return (
        "",
        say("Et une question sur votre vie privée, votre santé, vos opinions, votre famille ?"),
        say(
            "Vous n'avez pas à répondre : une question doit avoir un lien direct et nécessaire avec l'emploi ou vos aptitudes (à "
            "celles-là, on répond de bonne foi). Revenez à vos compétences."
        ),
        say("Code du travail, L1132-1 et L1221-6"),
    )
