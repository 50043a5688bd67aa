"""C10, C12: quantity and liveliness, side by side: quantity never scores above liveliness, and never alone (it enters no score at all)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, lacking, share, table
from ereput.model import Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.living"
TITLE = say("Un réseau grand, ou un réseau vivant ?")
RECENT = timedelta(days=2 * 365)


def run(known: Known) -> Iterator[Yield]:
    people = contacts(known)
    if not people:
        yield lacking(NAME, TITLE, say("Aucun carnet d'adresses ni export de contacts n'a été donné."))
        return
    touched = {r.mention.field("contact_hash") for r in about(known, Kind.RECOMMENDATION, Kind.ENDORSEMENT)} - {""}
    alive = [c for c in people if c.names & touched or (c.met and known.now.date() - c.met < RECENT)]
    rows = (
        (say("contacts"), len(people), None),
        (say("liens récents ou échanges connus"), len(alive), round(share(len(alive), len(people)), 1)),
    )
    note = say("Le nombre de contacts n'entre dans aucun score.")
    yield table(NAME, TITLE, ("measure", "count", "share"), rows, note=note)


CHECK = Rule(name=NAME, title=TITLE, answers=("C10", "C12"), needs=say("un export de contacts daté"), run=run)
