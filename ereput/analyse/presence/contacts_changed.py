"""C6: contacts who changed jobs, told by two exports of hers; never by looking anybody up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import network_of
from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, Kind, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.changed"
TITLE = say("Vos contacts ont changé")


def run(known: Known) -> Iterator[Yield]:
    read = [r.mention for r in known.readings if r.mention.kind is Kind.CONTACT and r.mention.sha256]
    exports = {(network_of(m), m.sha256) for m in read}
    twice = {network for network, files in Counter(network for network, _ in exports).items() if files > 1}
    if not twice:
        yield lacking(NAME, TITLE, say("Il faut deux exports d'un même réseau, de dates différentes."))
        return
    moved = [c for c in contacts(known) if c.networks <= twice and len(c.houses) > 1]
    rows: list[tuple[Cell, ...]] = [(c.words, ", ".join(sorted(c.houses.values()))) for c in moved]
    yield table(NAME, TITLE, ("contact", "houses"), rows, note=None if rows else say("Aucun changement entre vos deux exports."))


CHECK = Rule(name=NAME, title=TITLE, answers=("C6",), needs=say("deux exports de contacts de dates différentes"), run=run)
