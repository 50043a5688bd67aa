"""E9: « juger de leur compétence à travers les réponses »: her public answers as proofs, accepted or voted for first.

A comment is an answer when it explains: long enough, in the words of who helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, Done, acts, public
from ereput.analyse.presence.making import Rule, finding, lacking, listed, proof, table
from ereput.analyse.presence.push_pull import HELP
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield
    from ereput.analyse.presence.vocabulary import Words

NAME = "visibility.answers"
TITLE = say("Vos réponses, des preuves")
LEAST, EXPLAINED = 15, 30
"""Own words below which an answer proves nothing, and below which a comment is no answer."""


def answers(done: Done) -> bool:
    """Is this act an answer that others can judge?"""
    if done.act is Act.ANSWER:
        return done.words >= LEAST
    return done.act is Act.COMMENT and done.words >= EXPLAINED and bool(HELP.search(done.reading.mention.text))


def run(known: Known) -> Iterator[Yield]:
    done = [d for d in acts(known) if public(d.reading.mention) and answers(d)]
    if not done:
        yield lacking(NAME, TITLE, say("Aucune réponse publique de quinze mots ou plus n'a été lue."))
        return
    words = project(known)
    ranked = sorted(
        ((d, _about(d, words)) for d in done), key=lambda pair: (-worth(pair[0]), not pair[1], pair[0].at, pair[0].reading.mention.id)
    )
    rows: list[tuple[Cell, ...]] = [
        (d.at.date(), d.network, d.reading.mention.title, ", ".join(found[:4]), worth(d), d.reading.mention.url) for d, found in ranked[:20]
    ]
    yield table(NAME, TITLE, ("day", "network", "title", "words", "worth", "url"), rows)
    proving = [(d, found) for d, found in ranked if found]
    if proving:
        shown = sorted({word for _, found in proving for word in found})[:5]
        yield finding(
            known, NAME, "proofs", axis=Axis.CREDIBLE, severity=Severity.GOOD,
            title=say("{n} {n:réponse publique montre|réponses publiques montrent} ce que vous savez", n=len(proving)),
            explanation=say("On juge une compétence à ses réponses. Les vôtres parlent de : {words}.", words=listed(shown)),
            remedy=say("Citez la meilleure dans votre profil ou votre CV, avec son adresse."),
            evidence=[proof(d.reading) for d, _ in proving[:3]],
        )  # fmt: skip


def _about(done: Done, words: Words) -> tuple[str, ...]:
    return tuple(sorted(on_topic(f"{done.reading.mention.title} {done.reading.mention.text}", words)))


def worth(done: Done) -> int:
    """Votes received, against as well; an accepted answer counts ten more."""
    mention = done.reading.mention
    names = ("count_score", "count_votes", "count_likes", "count_favourites")
    votes = next((int(v) for name in names for v in mention.all(name) if v.lstrip("-").isdecimal()), 0)
    return votes + 10 * (mention.field("accepted").casefold() in {"true", "1", "yes", "oui"})


CHECK = Rule(name=NAME, title=TITLE, answers=("E9",), needs=say("des réponses publiques (forum, questions-réponses, listes)"), run=run)
