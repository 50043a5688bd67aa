"""D12: « les lecteurs voudront en savoir plus »: does each profile that posts lead to a page that answers?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.accounts import accounts
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "links.profile"
TITLE = say("Vos publications mènent-elles à qui vous êtes ?")


def run(known: Known) -> Iterator[Yield]:
    posting = [a for a in accounts(known) if a.profile and a.acts and a.entry and a.entry.hosts and not a.entry.private]
    if not posting:
        yield lacking(NAME, TITLE, say("Aucun profil lu où vous publiez."))
        return
    rows: list[tuple[Cell, ...]] = []
    for account in posting:
        mention = account.profile.mention if account.profile else None
        link = bool(mention and (mention.field("url") or mention.field("same_as")))
        bio = bool(mention and (mention.field("summary") or mention.field("headline") or mention.text.strip()))
        rows.append((account.name, say("oui") if bio else say("non"), say("oui") if link else say("non")))
        if account.profile and not (link and bio):
            yield finding(
                known, NAME, account.network, axis=Axis.FINDABLE, severity=Severity.LOW, label=account.name,
                title=say("Le profil {network} ne mène nulle part", network=account.name),
                explanation=say("Qui vous lit cherche ensuite qui vous êtes : il faut deux lignes de présentation et un lien."),
                remedy=say("Ajoutez votre métier en une ligne et le lien vers votre page ou votre profil professionnel."),
                evidence=(proof(account.profile),),
            )  # fmt: skip
    yield table(NAME, TITLE, ("network", "bio", "link"), rows)


CHECK = Rule(name=NAME, title=TITLE, answers=("D12",), needs=say("un profil public où vous publiez"), run=run)
