"""G12: « vitrine professionnelle »: picture, headline, summary, place on each professional profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "showcase.complete"
TITLE = say("Votre vitrine est-elle complète ?")
SIGNS: tuple[tuple[str, Text], ...] = (
    ("headline", say("titre")), ("summary", say("résumé")), ("location", say("ville ou région")), ("avatar", say("photo")),
)  # fmt: skip


def run(known: Known) -> Iterator[Yield]:
    fronts = [a for a in accounts(known) if a.profile and a.entry and a.entry.nature == "professional"]
    if not fronts:
        yield lacking(NAME, TITLE, say("Aucun profil professionnel n'a été lu."))
        return
    rows: list[tuple[Cell, ...]] = []
    for account in fronts:
        if account.profile is None:
            continue
        mention = account.profile.mention
        there = {name: bool(mention.field(name)) or (name == "summary" and bool(mention.text.strip())) for name, _ in SIGNS}
        rows += [(account.name, words, say("présent") if there[name] else say("non vu")) for name, words in SIGNS]
        missing = [words for name, words in SIGNS if not there[name] and name != "avatar"]
        if missing:
            yield finding(
                known, NAME, account.network, axis=Axis.FINDABLE, severity=Severity.LOW, label=account.name,
                title=say("Vitrine incomplète : {network}", network=account.name), confidence=0.8,
                explanation=say("Manque d'abord : {what}.", what=missing[0]), evidence=(proof(account.profile),),
                remedy=say("Complétez-le en une ligne : le métier, l'outil, le lieu. La photo reste votre choix."),
            )  # fmt: skip
    yield table(NAME, TITLE, ("network", "sign", "state"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("G12",), needs=say("un profil professionnel"), run=run)
