"""Is it her? One `Match` per mention: a calibrated probability, a band, and the reasons in words. Her own yes or no wins."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from ereput.model import Band, Match, Mention, Subject, Text, say
from ereput.resolve.clue import Clue, View, weigh, weights
from ereput.resolve.evidence import clues
from ereput.resolve.portrait import Portrait, portrait, taught
from ereput.resolve.review import answer, decisions

__all__ = ["band", "decisions", "resolve"]

Namesakes = Callable[[str], "float | None"]
"""From a full name to the expected number of other people in France who bear it; None when unknown."""

CONFIRMED, PROBABLE, NAMESAKE = 0.95, 0.6, 0.1
SUPPORT, SURE = math.log(2.5), math.log(200)
"""Likelihood ratios from which a clue supports, and from which it stands alone."""
LINKING = frozenset({"link", "email", "phone", "avatar"})
SHARED = (frozenset({"city", "topic"}), frozenset({"title", "topic"}))
"""What namesakes of one town, or of one trade, have in common."""
_TRADE = {"title": "trade", "topic": "trade", "headline": "trade"}
"""What comes together counts once where clues contradict each other."""
ROUNDS, TEACHES = 3, 0.99
"""How many times mentions may teach the portrait, and from which probability: a wrong lesson would make its own witnesses."""


def resolve(
    subject: Subject, mentions: Iterable[Mention], *, decisions: Mapping[str, bool], namesakes: Namesakes | None = None
) -> tuple[Match, ...]:
    """One `Match` per mention, in the order given.

    `decisions` are the person's own answers by mention id or address, and win over any evidence. `namesakes` gives the prior; without it a
    neutral one is used. What she declared and what comes from her own exports is sure.
    """
    seen = tuple(mentions)
    odds = prior(subject, namesakes)
    known = portrait(subject, (m for m in seen if _sure(m, decisions)))
    views = {m.id: View.of(m) for m in seen if not m.declared and answer(m, decisions) is None}
    judged: dict[str, Match] = {}
    heard: set[str] = set()
    for _ in range(ROUNDS):
        judged = {id_: judge(known, view, odds) for id_, view in views.items()}
        fresh = [id_ for id_, match in judged.items() if match.probability >= TEACHES and id_ not in heard]
        if not fresh:
            break
        heard.update(fresh)
        known = taught(known, (views[id_].mention for id_ in fresh))
    return tuple(_decided(m, decisions) or judged[m.id] for m in seen)


def prior(subject: Subject, namesakes: Namesakes | None = None) -> float:
    """Log-odds that a page found under her name is hers, before reading it."""
    table = weights()["prior"]
    counted = namesakes(subject.name) if namesakes else None
    others = table["neutral"] if counted is None else counted
    chance = min(1 / (1 + table["per_namesake"] * others), table["ceiling"])
    return math.log(chance / (1 - chance))


def judge(known: Portrait, view: View, odds: float) -> Match:
    """The match of one mention against what is known."""
    found = tuple(clues(known, view))
    scale = weights()["calibration"]
    probability = round(_logistic(scale["slope"] * (odds + total(found)) + scale["shift"]), 4)
    ordered = sorted(found, key=lambda c: -abs(c.weight))
    reasons = tuple(dict.fromkeys(c.words for c in ordered if abs(c.weight) > 0.05 or c.family == "name"))
    if probability >= PROBABLE and (why := doubt(found)):
        probability, reasons = scale["lone"], (*reasons, why)
    elif probability < PROBABLE and _only_the_name(found):
        reasons = (*reasons, say("Rien d'autre que le nom ne vous rattache à cette page, et d'autres personnes peuvent le porter."))
    return Match(mention=view.mention.id, probability=probability, band=band(probability), reasons=reasons)


def _only_the_name(found: Iterable[Clue]) -> bool:
    """Whether her whole name is there and nothing speaks for or against: what set the odds was how many may bear it."""
    whole = {weigh("name", key) for key in ("same", "variant", "typo", "initial")}
    return all(c.weight in whole if c.family == "name" else abs(c.weight) <= 0.05 for c in found)


def doubt(found: Iterable[Clue]) -> Text | None:
    """Why the person is asked in spite of the odds: what speaks for her, beyond the name, is something chance can share (one place, a city
    and topics, a trade and topics), or two clues that others contradict, or a page without any name of hers.

    A link, an e-mail, a telephone, a picture or a rare handle is never chance.
    """
    clues = tuple(found)
    support = [c for c in clues if c.weight > SUPPORT and c.family != "name"]
    if any(c.family in LINKING or (c.family == "handle" and c.weight > SURE) for c in support):
        return None
    named = max((c.weight for c in clues if c.family == "name"), default=0.0)
    if named <= weigh("name", "first"):
        return say("Votre nom complet n'y est pas.")
    if named == weigh("name", "absent") and not any(c.family == "handle" for c in support):
        return say("Sans votre nom ni votre pseudo, ces indices conviennent aussi à d'autres personnes.")
    if len(support) < 2 or any({c.family for c in support} <= together for together in SHARED):
        return say("Un seul indice ne suffit pas à écarter un homonyme.")
    apart = {_TRADE.get(c.family, c.family) for c in support}
    if len(apart) < 3 and any(c.weight < -SUPPORT for c in clues if c.family != "name"):
        return say("Des indices se contredisent.")
    return None


def total(found: Iterable[Clue]) -> float:
    """Summed log-odds (Fellegi–Sunter: clues are taken as independent; `doubt` guards where they are not)."""
    return math.fsum(c.weight for c in found)


def band(probability: float) -> Band:
    """Confirmed from 0.95, probable from 0.6, namesake up to 0.1, else to be checked by the person."""
    if probability >= CONFIRMED:
        return Band.CONFIRMED
    if probability >= PROBABLE:
        return Band.PROBABLE
    return Band.NAMESAKE if probability <= NAMESAKE else Band.TO_CHECK


def _sure(mention: Mention, decisions: Mapping[str, bool]) -> bool:
    said = answer(mention, decisions)
    return mention.declared if said is None else said


def _decided(mention: Mention, decisions: Mapping[str, bool]) -> Match | None:
    yes = answer(mention, decisions)
    if yes is not None:
        words: Text = say("Vous avez confirmé que c'est vous.") if yes else say("Vous avez dit que ce n'est pas vous.")
        sure = Band.CONFIRMED if yes else Band.NAMESAKE
        return Match(mention=mention.id, probability=float(yes), band=sure, reasons=(words,), by_user=True)
    if mention.declared:
        reason = say("Vous avez déclaré cette source, ou elle vient de vos propres données.")
        return Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED, reasons=(reason,))
    return None


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
