"""C6: contacts who changed jobs, told by two exports of hers; never by looking anybody up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.changed"
TITLE = say("Vos contacts ont changé")


def run(known: Known) -> Iterator[Yield]:
    exports = {r.mention.sha256 for r in known.readings if r.mention.kind is Kind.CONTACT and r.mention.sha256}
    if len(exports) < 2:
        yield lacking(NAME, TITLE, say("Il faut deux exports de dates différentes."))
        return
    rows: list[tuple[Cell, ...]] = [(c.words, ", ".join(sorted(c.houses))) for c in contacts(known) if len(c.houses) > 1]
    yield table(NAME, TITLE, ("contact", "houses"), rows, note=None if rows else say("Aucun changement entre vos deux exports."))


CHECK = Rule(name=NAME, title=TITLE, answers=("C6",), needs=say("deux exports de contacts de dates différentes"), run=run)
