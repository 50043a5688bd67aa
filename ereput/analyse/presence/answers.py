"""E9: « juger de leur compétence à travers les réponses »: her public answers as proofs, accepted or voted for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, Done, acts, public
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "visibility.answers"
TITLE = say("Vos réponses, des preuves")


def run(known: Known) -> Iterator[Yield]:
    done = [d for d in acts(known) if d.act is Act.ANSWER and public(d.reading.mention) and d.words >= 15]
    if not done:
        yield lacking(NAME, TITLE, say("Aucune réponse publique de quinze mots ou plus n'a été lue."))
        return
    words = project(known)
    ranked = sorted(done, key=lambda d: (-worth(d), d.at, d.reading.mention.id))
    rows: list[tuple[Cell, ...]] = [
        (
            d.at.date(),
            d.network,
            d.reading.mention.title,
            ", ".join(sorted(on_topic(d.reading.mention.text, words))[:4]),
            worth(d),
            d.reading.mention.url,
        )
        for d in ranked[:20]
    ]
    yield table(NAME, TITLE, ("day", "network", "title", "words", "worth", "url"), rows)


def worth(done: Done) -> int:
    """Votes received; an accepted answer counts ten more."""
    mention = done.reading.mention
    votes = next(
        (int(v) for n in ("count_score", "count_votes", "count_likes", "count_favourites") for v in mention.all(n) if v.isdigit()), 0
    )
    return votes + 10 * (mention.field("accepted").casefold() in {"true", "1", "yes", "oui"})


CHECK = Rule(name=NAME, title=TITLE, answers=("E9",), needs=say("des réponses publiques (forum, questions-réponses, listes)"), run=run)
