"""The laws of the four scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.model import Axis, Band, Coverage, Evidence, Finding, Gap, Match, Presence, Score, Severity, Table, Verdict, say
from ereput.score.rubric import load
from ereput.score.stage import exposure, score

SEEN = (Coverage(source="web", where="https://a.example/", verdict=Verdict.PRESENT),)
facts = st.builds(
    Finding,
    id=st.text("abcdef", min_size=1, max_size=3),
    rule=st.just("exposure.phone"),
    kind=st.just("PHONE"),
    axis=st.just(Axis.PROTECTED),
    severity=st.sampled_from(Severity),
    confidence=st.floats(0.05, 1),
    title=st.just(say("Numéro visible")),
    explanation=st.just(say("…")),
    weight=st.floats(0, 1),
)


def fact(id_: str, weight: float, *, rule: str = "exposure.phone", axis: Axis = Axis.PROTECTED, severity: Severity = Severity.LOW,
         evidence: tuple[Evidence, ...] = ()) -> Finding:  # fmt: skip
    return Finding(id=id_, rule=rule, kind="PHONE", axis=axis, severity=severity, confidence=1.0, title=say("…"), explanation=say("…"),
                   weight=weight, evidence=evidence)  # fmt: skip


def protected_of(findings: list[Finding]) -> Score:
    return score(findings=findings, gaps=(), tables=(), coverage=SEEN)[3]


def axis_of(axis: Axis, *tables: Table, gaps: tuple[Gap, ...] = (), findings: tuple[Finding, ...] = ()) -> Score:
    return next(s for s in score(findings=findings, gaps=gaps, tables=tables, coverage=SEEN) if s.axis is axis)


def rows(id_: str, *values: tuple[str, float | None], status: str = "ok") -> Table:
    return Table(
        id=id_, title=say("…"), columns=("part", "value", "inputs"), rows=tuple((p, v, say("mesure")) for p, v in values), status=status
    )


def gap(keyword: str, state: Presence, weight: float = 1.0, *, in_cv: bool = True, proven: bool = False) -> Gap:
    return Gap(keyword=keyword, concept=keyword, weight=weight, required=True, state=state, in_cv=in_cv, proven=proven)


@given(st.lists(facts, max_size=12), facts)
def test_adding_a_fact_never_raises(known: list[Finding], more: Finding) -> None:
    """One more exposed fact never raises Protégé."""
    before, after = protected_of(known).value, protected_of([*known, more]).value
    assert before is not None and after is not None and after <= before


@given(st.lists(facts, max_size=8))
def test_repeating_changes_nothing(known: list[Finding]) -> None:
    """The same facts told twice give the same score."""
    assert protected_of(known) == protected_of(known + known)


@given(st.lists(facts, max_size=8, unique_by=lambda f: f.id), st.randoms())
def test_order_never_matters(known: list[Finding], random) -> None:  # type: ignore[no-untyped-def]  # hypothesis' own Random
    """Any order gives the same score, to the last bit."""
    shuffled = list(known)
    random.shuffle(shuffled)
    assert protected_of(known) == protected_of(shuffled)


@given(st.lists(facts, max_size=12))
def test_interval_holds_the_value(known: list[Finding]) -> None:
    """low ≤ value ≤ high, all within 0–100, and the grade is the value's."""
    s = protected_of(known)
    assert s.value is not None and 0 <= s.low <= s.value <= s.high <= 100
    assert s.grade == load().grade(s.value)


def test_noisy_or() -> None:
    """100 · ∏(1 − w): two facts of 0.5 and 0.2 leave 40."""
    two = [fact(i, w, evidence=(Evidence(url="https://a.example/"),)) for i, w in (("a", 0.5), ("b", 0.2))]
    assert exposure(two) == pytest.approx(40)
    judged = protected_of(two)
    assert judged.value == 40 and judged.grade == "D" and judged.why_not and judged.evidence_count == 1


def test_one_grave_fact_caps() -> None:
    """A critical fact holds the grade below C however little it weighs, and the score says so."""
    judged = protected_of([fact("a", 0.1, severity=Severity.CRITICAL)])
    assert judged.value == 49 and "limite la note" in str(judged.why_not[0])


def test_a_score_at_the_bottom_tells_no_change_where_there_is_none() -> None:
    """When removing one fact changes nothing, that is said once; when it does, each of the heaviest says by how much."""
    why = [str(text) for text in protected_of([fact(str(i), 0.3) for i in range(40)]).why_not]
    assert why == ["40 faits exposés : en retirer un seul ne change pas encore la note."]
    assert all("au lieu de" in str(text) for text in protected_of([fact("a", 0.5), fact("b", 0.4)]).why_not)


@pytest.mark.parametrize("verdicts", [(), (Verdict.BLOCKED,), (Verdict.PRESENT, *[Verdict.BLOCKED] * 4)])
def test_thin_coverage_is_not_graded(verdicts: tuple[Verdict, ...]) -> None:
    """Without enough answers from the public web there is no value, and the reason is given."""
    coverage = [Coverage(source="web", where=f"https://{i}.example/", verdict=v) for i, v in enumerate(verdicts)]
    judged = score(findings=(), gaps=(), tables=(), coverage=coverage)[3]
    assert judged.value is None and judged.grade == "" and judged.why_not


def test_parts_come_from_tables() -> None:
    """A row of "<room>.<axis>" is a part; the value is the weighted mean over what was measured; the interval is what is not."""
    judged = axis_of(Axis.ALIVE, rows("presence.alive", ("regularity", 80), ("recency", 50), ("mix", None), ("targeting", 70)))
    assert judged.value == pytest.approx((3 * 80 + 2 * 50 + 3 * 70) / 8, abs=0.1)
    assert judged.low < judged.value < judged.high and {p.id for p in judged.parts} == {"regularity", "recency", "mix", "targeting"}


def test_too_little_measured() -> None:
    """Below the coverage floor the axis is not graded; unmeasured parts are named."""
    judged = axis_of(Axis.ALIVE, rows("presence.alive", ("recency", 90), ("mix", None)))
    assert judged.value is None and any("pas mesuré" in str(w) for w in judged.why_not)


def test_too_early() -> None:
    """ "Too early" is not a bad score: it is no score."""
    judged = axis_of(
        Axis.ALIVE, rows("presence.alive", ("recency", 10), ("regularity", 0), ("mix", 0), ("targeting", 0), status="too_early")
    )
    assert judged.value is None


def test_keywords_fall_back_on_gaps() -> None:
    """Without the keywords room's tables, gaps give Trouvable and Crédible; with them, the tables win."""
    gaps = (gap("SQL", Presence.PRESENT, proven=True), gap("Python", Presence.ABSENT))
    findable = axis_of(Axis.FINDABLE, rows("presence.findable", ("readable", 100)), gaps=gaps)
    assert {p.id: p.value for p in findable.parts} == {"keywords": 50.0, "readable": 100.0}
    assert axis_of(Axis.CREDIBLE, rows("presence.credible", ("coherence", 100)), gaps=gaps).value == 75.0
    table = axis_of(
        Axis.FINDABLE, rows("keywords.findable", ("coverage", 90)), rows("presence.findable", ("readable", 100), ("owned", 100)), gaps=gaps
    )
    assert "keywords" not in {p.id for p in table.parts}


def test_nothing_declared_nothing_proven() -> None:
    """No skill in the CV: the proof part is unknown, not zero."""
    judged = axis_of(Axis.CREDIBLE, gaps=(gap("SQL", Presence.ABSENT, in_cv=False),))
    assert judged.value is None


def test_rule_caps() -> None:
    """A rule may cap its axis: when no page can be read by engines, Trouvable stays under C."""
    closed = fact("x", 0.0, rule="readable.closed", axis=Axis.FINDABLE)
    judged = axis_of(Axis.FINDABLE, rows("keywords.findable", ("keywords", 100)), findings=(closed,))
    assert judged.value == 49 and "bloquant" in str(judged.why_not[0])


def test_best_grade_has_nothing_to_explain() -> None:
    """An A has no "why not A"."""
    judged = axis_of(Axis.FINDABLE, rows("keywords.findable", ("keywords", 100)))
    assert judged.grade == "A" and judged.why_not == ()
    assert protected_of([]).grade == "A" and protected_of([]).why_not == ()


@given(st.lists(st.tuples(st.text(max_size=8), st.one_of(st.none(), st.floats(), st.text())), max_size=6))
def test_odd_rows_do_no_harm(values: list[tuple[str, float | None]]) -> None:
    """Out-of-range or odd rows stay within 0–100."""
    table = Table(id="x.findable", title=say("…"), columns=("part", "value", "inputs"), rows=tuple((p, v, "x") for p, v in values))
    judged = axis_of(Axis.FINDABLE, table)
    assert judged.value is None or 0 <= judged.value <= 100


def test_unclear_mentions_widen_the_interval() -> None:
    """Mentions still to be checked make every interval wider, never the value different."""
    sure, unclear = Match(mention="a", probability=1, band=Band.CONFIRMED), Match(mention="b", probability=0.4, band=Band.TO_CHECK)
    one, other = (score(findings=(), gaps=(), tables=(), coverage=SEEN, matches=m)[3] for m in ((sure,), (sure, unclear)))
    assert one.value == other.value and other.low == one.low - 10 and other.high == one.high == 100


def test_where_nothing_was_looked_at_nothing_is_missing() -> None:
    """A CV and an offer alone say nothing of what anybody finds: no word and no proof counts against her. One page read is enough."""
    tables = rows("keywords.findable", ("keywords", 0.0), ("simulation", 10.0)), rows("keywords.credible", ("proof", 0.0), ("echo", 40.0))
    own = tuple(Coverage(source=source, where="x.txt", verdict=Verdict.PRESENT) for source in ("cv", "letter", "offer"))
    silent = (*own, Coverage(source="web", where="https://a.example/", verdict=Verdict.UNDECIDED))
    for coverage in (own, silent):
        values = {part.id: part.value for one in score(findings=(), gaps=(), tables=tables, coverage=coverage) for part in one.parts}
        assert (values["keywords"], values["simulation"], values["proof"], values["echo"]) == (None, None, None, 40.0)
    values = {part.id: part.value for one in score(findings=(), gaps=(), tables=tables, coverage=(*own, *SEEN)) for part in one.parts}
    assert (values["keywords"], values["proof"]) == (0.0, 0.0)
