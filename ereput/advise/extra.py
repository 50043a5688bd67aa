"""What prepares the weeks to come: posts, interview, competences. Tables of the plan, made from what was read and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.advise import competences, interview, weeks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ereput.model import Finding, Gap, Reading, Subject, Table


def tables(
    subject: Subject, readings: Sequence[Reading], findings: Sequence[Finding], gaps: Sequence[Gap], *, today: date
) -> tuple[Table, ...]:
    """`plan.weeks`, `plan.interview`, `plan.competences`.

    `readings` are those that count as hers, her own documents and the offers among them. Quotations come from masked text only.
    """
    return (
        weeks.table(subject, readings, gaps, today=today, findings=findings),
        interview.table(findings, gaps, readings, aimed=subject.target.employers),
        competences.table(findings),
    )
