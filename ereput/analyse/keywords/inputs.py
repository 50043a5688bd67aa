"""What the scores Trouvable, Crédible and Vivant read from the keywords: tables "keywords.<axis>" of (part, value 0–100, inputs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords.footprint import Nature, Trace
from ereput.analyse.keywords.tables import CREDIT
from ereput.model import Cell, Gap, Kind, Reading, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_POSTS = frozenset({Kind.POST, Kind.ARTICLE, Kind.ANSWER, Kind.COMMENT})
LEAST_POSTS = 3
"""Public texts below which nothing is said of their aim."""


def findable(gaps: Sequence[Gap], simulation: Table) -> Table:
    """Weighted share of the expected keywords that stand in public; and her mean place in the simulated searches."""
    rows: list[tuple[Cell, ...]] = []
    total = sum(gap.weight for gap in gaps)
    if total:
        held = sum(gap.weight * CREDIT[gap.state] for gap in gaps)
        rows.append(("keywords", round(100 * held / total, 1), say("{n} {n:mot-clé attendu, pesé|mots-clés attendus, pesés}", n=len(gaps))))
    places = [(int(row[2]), int(row[3])) for row in simulation.rows if isinstance(row[2], int) and isinstance(row[3], int)]
    if places:
        mean = sum(1 - (place - 1) / (of - 1) for place, of in places) / len(places)
        rows.append(("simulation", round(100 * mean, 1), say("{n} {n:recherche simulée|recherches simulées}", n=len(places))))
    return _table("keywords.findable", say("Mots-clés : ce qui compte pour Trouvable"), rows)


def credible(traces: Sequence[Trace]) -> Table:
    """Share of the skills she declares that something public shows; share of those that somebody else says."""
    declared = {t.concept for t in traces if t.nature is Nature.DECLARED and t.kind != "soft"}
    shown = {t.concept for t in traces if t.public and t.nature is not Nature.DECLARED}
    said = {t.concept for t in traces if t.nature is Nature.SAID and t.mention_kind is not Kind.RESULT}
    rows: list[tuple[Cell, ...]] = []
    if declared:
        inputs = say(
            "{shown} {shown:compétence déclarée|compétences déclarées} sur {all} {shown:a|ont} une trace publique",
            shown=len(declared & shown),
            all=len(declared),
        )
        rows.append(("proof", round(100 * len(declared & shown) / len(declared), 1), inputs))
    if said:
        rows.append(("echo", round(min(100.0, 100 * len(declared & said) / max(len(declared), 1) * 2), 1),
                     say("{n} {n:compétence dite|compétences dites} par d'autres", n=len(said))))  # fmt: skip
    return _table("keywords.credible", say("Mots-clés : ce qui compte pour Crédible"), rows)


def alive(readings: Sequence[Reading], traces: Sequence[Trace], gaps: Sequence[Gap]) -> Table:
    """Share of her dated public texts that speak of what the job asks for: aim, not volume."""
    wanted = {gap.concept for gap in gaps}
    public = {t.evidence.mention for t in traces if t.public and t.concept in wanted}
    posts = [r.mention.id for r in readings if r.mention.kind in _POSTS and r.mention.audience.value in ("indexed", "public")]
    rows: list[tuple[Cell, ...]] = []
    if wanted and len(posts) >= LEAST_POSTS:
        aimed = sum(post in public for post in posts)
        rows.append(
            (
                "targeting",
                round(100 * aimed / len(posts), 1),
                say("{n} {n:texte public|textes publics} sur {all} {n:parle|parlent} du projet", n=aimed, all=len(posts)),
            )
        )
    return _table("keywords.alive", say("Mots-clés : ce qui compte pour Vivant"), rows)


def _table(identifier: str, title: Text, rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(
        id=identifier, title=title, columns=("part", "value", "inputs"), rows=tuple(rows), status="ok" if rows else "not_enough_data"
    )
