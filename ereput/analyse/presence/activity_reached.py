"""D6: « se faire repérer, identifier, et éventuellement contacter »: what her exports and sources count of the three, this year and before.

Views of a profile are in no export: she may note them at the three-month follow-up. Nothing here enters a score: volume is never rewarded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.activity_response import responses
from ereput.analyse.presence.acts import YEAR, about, acts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, Kind, Reading, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.reached"
TITLE = say("Se faire repérer, identifier, contacter")


def run(known: Known) -> Iterator[Yield]:
    answered = [(d.at, n) for d in acts(known) if (n := responses(d)) is not None]
    invited = [r for r in known.readings if r.mention.field("section") == "invitations" and _received(r)]
    praised = [r for r in about(known, Kind.RECOMMENDATION, Kind.ENDORSEMENT) if _received(r)]
    if not (answered or invited or praised):
        yield lacking(
            NAME, TITLE, say("Ni réaction, ni invitation, ni recommandation reçue n'a été lue : vos exports complets les donnent.")
        )
        return
    since = known.now - YEAR
    recent, before = (sum(n for at, n in answered if (at >= since) is new) for new in (True, False))
    rows: list[tuple[Cell, ...]] = [(say("repérer : réactions à vos publications"), recent, before)]
    for words, held in ((say("identifier : recommandations reçues"), praised), (say("contacter : invitations reçues"), invited)):
        dated = [r.mention.published for r in held if r.mention.published]
        rows.append((words, sum(at >= since for at in dated), sum(at < since for at in dated)))
    note = say("Les vues de votre profil ne sont dans aucun export : notez-les au suivi de trois mois. Rien d'ici n'entre dans un score.")
    yield table(NAME, TITLE, ("measure", "year", "before"), rows, note=note)


def _received(reading: Reading) -> bool:
    return reading.mention.field("direction") == "received"


CHECK = Rule(name=NAME, title=TITLE, answers=("D6",), needs=say("un export complet, ou des réactions comptées par une source"), run=run)
