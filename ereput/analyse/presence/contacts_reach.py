"""C3: friends of friends, as a bounded estimate from her own numbers only, and labelled as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.contacts import contacts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "contacts.reach"
TITLE = say("Jusqu'où vont les contacts de vos contacts ?")
LEAST, CLOSED, OPEN = 10, 0.7, 0.1
"""A contact knows between half and twice as many people as she does, of whom 10 to 70 % are already hers (clustering of such networks)."""


def run(known: Known) -> Iterator[Yield]:
    n = len(contacts(known))
    if n < LEAST:
        yield lacking(NAME, TITLE, say("Moins de {n} contacts lus : aucune estimation n'aurait de sens.", n=LEAST))
        return
    low, high = round(n * (n / 2) * (1 - CLOSED) * 0.5), round(n * (2 * n) * (1 - OPEN))
    note = say("Estimation grossière d'après vos seuls chiffres ; personne d'autre n'a été consulté.")
    yield table(NAME, TITLE, ("contacts", "low", "high"), ((n, low, high),), note=note)


CHECK = Rule(name=NAME, title=TITLE, answers=("C3",), needs=say("au moins dix contacts"), run=run)
