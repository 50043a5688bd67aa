"""Twelve weeks, interview, employers: built from her own words, never blaming, never asserting."""

from __future__ import annotations

from datetime import date

from ereput.advise.program import tables
from ereput.model import Axis, Finding, Gap, Presence, Severity, Stage, Subject, Table, Target, say

TODAY = date(2026, 11, 22)
CAMILLE = Subject(names=("Camille Durand",), employers=("Cartolis",), target=Target(occupation="Data analyst", employers=("Solvéa",)))


def gap(word: str, *, in_cv: bool = True, proven: bool = False) -> Gap:
    state = Presence.PRESENT if proven else Presence.ABSENT
    return Gap(keyword=word, concept=word, weight=1, required=True, state=state, in_cv=in_cv, proven=proven)


def finding(rule: str, *, lane: str = "", axis: Axis = Axis.CREDIBLE) -> Finding:
    return Finding(
        id=rule,
        rule=rule,
        kind=rule,
        axis=axis,
        severity=Severity.HIGH,
        confidence=1,
        title=say("Dates différentes"),
        explanation=say("…"),
        lane=lane,
    )


def run(subject: Subject = CAMILLE, findings: tuple[Finding, ...] = (), gaps: tuple[Gap, ...] = ()) -> dict[str, Table]:
    return {t.id: t for t in tables(subject, findings, gaps, today=TODAY)}


def test_twelve_mondays_three_acts() -> None:
    """Twelve weeks, each on a Monday after today, the three acts in turn, on words of her CV."""
    rows = run(gaps=(gap("SQL"), gap("dbt")))["plan.weeks"].rows
    assert len(rows) == 12 and all(isinstance(r[0], date) and r[0].weekday() == 0 and r[0] > TODAY for r in rows)
    assert [str(r[1]) for r in rows[:3]] == ["publier", "répondre", "commenter"]
    assert "SQL" in str(rows[0][2]) or "dbt" in str(rows[0][2])


def test_before_the_internship_nothing_is_asked() -> None:
    """A student before the first internship gets no publishing plan, and no blame."""
    student = Subject(names=("Camille Durand",), stage=Stage.STUDENT_BEFORE, target=Target(occupation="Data analyst"))
    assert run(student)["plan.weeks"].status == "too_early"
    assert run(Subject(names=("Camille Durand",)))["plan.weeks"].rows == ()


def test_questions_come_from_the_double() -> None:
    """Incoherences first, then what the offer asks and the CV does not prove; at most ten; sensitive facts provoke none."""
    found = (finding("coherence.cv"), finding("stale.facts", lane="sensitive"), finding("activity.requests"), finding("networks.dormant"))
    rows = run(findings=found, gaps=tuple(gap(f"mot{i}", in_cv=i % 2 == 0) for i in range(20)))["interview.questions"].rows
    assert len(rows) == 10 and "diffèrent" in str(rows[0][0])
    assert sum("diffèrent" in str(r[0]) for r in rows) == 1


def test_employer_sheet() -> None:
    """One sheet an employer aimed at, with the offer's words to reuse; none without an employer."""
    sheet = run(gaps=(gap("SQL"),))["employer.sheet"]
    assert len(sheet.rows) == 5 and "SQL" in sheet.rows[3]
    assert run(Subject(names=("C D",)))["employer.sheet"].status == "not_enough_data"
