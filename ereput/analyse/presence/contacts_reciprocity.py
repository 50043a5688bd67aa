"""C14: « échanger avec des pairs et s'entraider »: help given against help asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.activity_requests import REQUEST
from ereput.analyse.presence.acts import Act, about, acts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.reciprocity"
TITLE = say("Donner et demander")


def run(known: Known) -> Iterator[Yield]:
    words = about(known, Kind.RECOMMENDATION, Kind.ENDORSEMENT)
    given = sum(r.mention.field("direction") == "given" for r in words)
    answers = sum(d.act is Act.ANSWER for d in acts(known))
    asks = sum(bool(REQUEST.search(d.reading.mention.text)) for d in acts(known))
    if not words and not answers and not asks:
        yield lacking(NAME, TITLE, say("Ni recommandation, ni réponse, ni demande n'a été lue."))
        return
    rows: tuple[tuple[Cell, ...], ...] = (
        (say("recommandations"), given, len(words) - given), (say("réponses et demandes"), answers, asks),
    )  # fmt: skip
    yield table(NAME, TITLE, ("what", "given", "received"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("C14",), needs=say("un export de réseau, ou des réponses publiques"), run=run)
