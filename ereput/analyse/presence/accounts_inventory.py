"""G5: « être fiché sur un site de plus »: the inventory of her accounts, and what ereput itself keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.making import Rule, lacking, table
from ereput.model import Cell, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "networks.inventory"
TITLE = say("Tous vos comptes connus")


def run(known: Known) -> Iterator[Yield]:
    found = accounts(known)
    if not found:
        yield lacking(NAME, TITLE, say("Aucun compte déclaré ni trouvé."))
        return
    rows: list[tuple[Cell, ...]] = [(a.name, a.user, say("visible de tous") if a.open else say("non vu en public")) for a in found]
    note = say("Ce bilan n'ouvre aucun compte et n'envoie rien : il reste dans votre dossier, effaçable par « ereput purge ».")
    yield table(NAME, TITLE, ("network", "user", "seen"), rows, note=note)


CHECK = Rule(name=NAME, title=TITLE, answers=("G5",), needs=say("au moins un compte, déclaré ou trouvé"), run=run)
