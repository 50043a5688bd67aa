"""The tables behind the report's exposure pages: exposition and its parts, the order of removal, identifiability, cocktails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.exposure.exposition import contribution, exposition, removal
from ereput.analyse.exposure.kinds import KINDS
from ereput.model import Subject, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ereput.analyse.exposure.facts import Fact


def tables(facts: Sequence[Fact], subject: Subject, *, now: datetime) -> tuple[Table, ...]:
    """Every `exposure.*` table."""
    exposed = sorted((fact for fact in facts if fact.share > 0), key=lambda f: (-f.share, f.id))
    return (_exposition(exposed), _removal(exposed))


def name(fact: Fact) -> Text:
    """A fact for the reader: "Numéro de téléphone 06 •• •• •• 12"."""
    what = KINDS[fact.kind].title
    return say("{what} {label}", what=what, label=fact.label) if fact.label else what


def _exposition(exposed: Sequence[Fact]) -> Table:
    shares = [fact.share for fact in exposed]
    rows = tuple(
        (fact.id, name(fact), fact.gravity.level if fact.gravity else 0, round(fact.visibility, 2), round(contribution(shares, i), 1))
        for i, fact in enumerate(exposed)
    )
    total = round(exposition(shares), 1)
    return Table(
        id="exposure.exposition",
        title=say("Ce qui est exposé, et ce que chaque donnée pèse"),
        columns=("fact", "name", "gravity", "visibility", "contribution"),
        rows=(("total", say("Exposition"), None, None, total), *rows),
        note=say("0 : rien n'est exposé ; 100 : tout ce qui est grave est visible de tous."),
    )


def _removal(exposed: Sequence[Fact]) -> Table:
    steps = removal([fact.share for fact in exposed])
    rows = tuple((exposed[s.fact].id, name(exposed[s.fact]), round(s.before, 1), round(s.after, 1)) for s in steps)
    return Table(
        id="exposure.removal",
        title=say("Dans quel ordre retirer"),
        columns=("fact", "name", "from", "to"),
        rows=rows,
        note=say("À chaque étape, aucun autre retrait ne ferait baisser davantage l'exposition."),
    )
