"""Twelve weeks of posts made from her own internship and vocabulary (CHECKS D10, D11): built up, step by step, active.

A frame is a question of ours; what fills it are words that she wrote. No sentence is put in her mouth.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.advise.own_words import Line, hollow_words, source, terms, told
from ereput.model import Kind, Subject, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ereput.model import Cell, Finding, Gap, Reading

ENOUGH = 3
"""Sentences of hers below which twelve weeks would repeat themselves."""
HOME, OTHERS = "home", "others"

FRAMES: tuple[tuple[str, Text], ...] = (
    (HOME, say("Présentez en trois phrases ce que vous avez fait autour de « {word} » : où, pour qui, avec quoi.")),
    (OTHERS, say("Lisez ce que d'autres publient sur « {word} » et laissez un commentaire précis : ce que vous avez vu de pareil.")),
    (OTHERS, say("Posez une vraie question sur « {word} » à des gens qui le pratiquent.")),
    (HOME, say("Racontez une difficulté rencontrée avec « {word} », et ce que vous avez essayé.")),
    (HOME, say("Montrez un avant et un après : qu'est-ce que « {word} » a changé, et pour qui ?")),
    (HOME, say("Expliquez « {word} » à quelqu'un qui n'est pas du métier, avec un exemple.")),
    (HOME, say("Partagez une source qui vous a servi pour « {word} », et dites en deux lignes à quoi.")),
    (OTHERS, say("Répondez à une question que d'autres posent sur « {word} ».")),
    (HOME, say("Dites ce que vous feriez autrement aujourd'hui avec « {word} ».")),
    (HOME, say("Montrez une petite chose faite pour l'occasion avec « {word} » : dix lignes, une image, un schéma.")),
    (OTHERS, say("Remerciez une personne qui vous a appris quelque chose sur « {word} », si elle accepte d'être nommée.")),
    (HOME, say("Faites le point autour de « {word} » : ce que vous avez appris, une question ouverte, ce que vous cherchez.")),
)
"""One frame a week: first listen and situate, then show, then discuss."""


def table(subject: Subject, readings: Sequence[Reading], gaps: Sequence[Gap], *, today: date, findings: Sequence[Finding] = ()) -> Table:
    """The twelve weeks, from the Monday after `today`; "not enough data" when she wrote fewer than three sentences of her own."""
    hollow = hollow_words(findings)
    own = told(readings, gaps, enough=ENOUGH, hollow=hollow, others=subject.target.employers)
    title = say("Douze semaines, avec vos mots")
    names = _names(subject, readings)
    topics = [(line, words) for line in own if (words := terms(line, gaps, hollow=hollow, others=names))]
    if len(topics) < ENOUGH:
        note = say("Ajoutez à votre CV deux ou trois phrases sur ce que vous avez fait : les sujets viendront de là.")
        return Table(id="plan.weeks", title=title, columns=(), status="not_enough_data", note=note)
    young = subject.is_minor(today)
    monday = today + timedelta(days=7 - today.weekday())
    rows = tuple(_week(i, place, frame, topics, subject, readings, monday, young=young) for i, (place, frame) in enumerate(FRAMES))
    note = say("Avant de publier sur une entreprise, demandez son accord : ni client, ni chiffre interne, ni personne sans son accord.")
    return Table(id="plan.weeks", title=title, columns=("week", "date", "topic", "own_words", "where", "source"), rows=rows, note=note)


def _names(subject: Subject, readings: Sequence[Reading]) -> tuple[str, ...]:
    """Her own names, and those of towns and of houses where she was, is, or would be."""
    houses = (value for r in readings for name in ("organisation", "school") for value in r.mention.all(name))
    return (*subject.names, *subject.schools, *subject.employers, *subject.target.employers, subject.city or "", *houses)


def _week(
    i: int,
    place: str,
    frame: Text,
    topics: list[tuple[Line, tuple[str, ...]]],
    subject: Subject,
    readings: Sequence[Reading],
    monday: date,
    *,
    young: bool,
) -> tuple[Cell, ...]:  # fmt: skip
    line, words = topics[i % len(topics)]
    word = words[(i // len(topics)) % len(words)]
    topic = Text(msg=frame.msg, args=(("word", word),))
    return (i + 1, monday + timedelta(weeks=i), topic, line.text, _where(place, subject, readings, young=young), source(line.reading))


def _where(place: str, subject: Subject, readings: Sequence[Reading], *, young: bool) -> Text:
    """Where to publish: places she has; before eighteen, among people she knows."""
    if young:
        return say("dans votre cahier de stage, ou le journal de votre lycée") if place == HOME else say("avec un professeur ou un tuteur")
    linkedin = subject.users_of("linkedin") or any(r.mention.source == "linkedin" for r in readings)
    if place == OTHERS:
        return say("sous la publication d'un autre, sur LinkedIn") if linkedin else say("sur un forum ou un blog de votre métier")
    if subject.pages and any(r.mention.kind is Kind.ARTICLE for r in readings):
        return say("votre site, puis son lien sur LinkedIn avec deux lignes de contexte") if linkedin else say("votre site")
    return say("votre profil LinkedIn") if linkedin else say("le réseau où se trouvent les gens de votre métier")
