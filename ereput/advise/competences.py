"""The competences that a report exercises, counted: which one goes with a rule stands in `ereput.competences`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.competences import Competence, competence
from ereput.model import Table, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ereput.model import Finding


def table(findings: Iterable[Finding]) -> Table:
    """How many points of the report exercise each competence: what is already fine counts too, it is held."""
    found: dict[Competence, int] = {}
    for finding in findings:
        if finding.whose == "subject":
            known = competence(finding.rule)
            found[known] = found.get(known, 0) + 1
    rows = tuple((c.name, c.digcomp, c.pix, n) for c, n in sorted(found.items(), key=_order))
    return Table(
        id="plan.competences",
        title=say("Les compétences que ce bilan fait travailler"),
        columns=("skill", "DigComp 2.2", "Pix", "count"),
        rows=rows,
        status="ok" if rows else "not_enough_data",
    )


def _order(row: tuple[Competence, int]) -> tuple[str, str]:
    return row[0].digcomp, row[0].pix
