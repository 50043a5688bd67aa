"""Four scores, never merged into one: one fold of the rubric over what was judged.

Laws (tested): adding an exposed fact never raises Protégé; repeating a fact changes nothing; order never matters; no score
rewards volume, because no part counts how much there is of anything.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.model import Axis, Band, Coverage, Finding, Gap, Kind, Match, Part, Presence, Score, Severity, Table, Text, Verdict, say
from ereput.score.rubric import Rubric
from ereput.score.rubric import load as load_rubric

__all__ = ["load_rubric", "score"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GRAVITY = tuple(Severity)
"""From the gravest to the best."""
UNSURE = 20.0
"""Points of an interval when nothing but unclear mentions were found."""
APPLICATION = frozenset({Kind.CV.value, Kind.LETTER.value, Kind.OFFER.value})
"""Sources that are documents of an application: they say what she knows and what is wanted, not what anybody finds."""
FOUND = frozenset({"keywords", "simulation", "proof"})
"""Parts that ask what stands in public."""
STATES = {Presence.PRESENT: 1.0, Presence.OTHER_NAME: 0.7, Presence.CLOSE: 0.4, Presence.INVISIBLE: 0.1, Presence.ABSENT: 0.0}
"""What a keyword counts for by its state, when the keywords room gave no table (KEYWORDS §7: other names and near words count less)."""


def score(
    *,
    findings: Iterable[Finding],
    gaps: Iterable[Gap],
    tables: Iterable[Table],
    coverage: Iterable[Coverage],
    matches: Iterable[Match] = (),
    rubric: Rubric | None = None,
) -> tuple[Score, ...]:
    """The four scores in the order of `Axis`: findable, credible, alive, protected. The more mentions are left to be
    checked (`matches`), the wider the intervals."""
    rules = rubric or load_rubric()
    facts, gaps_, tables_, coverage = _distinct(findings), tuple(gaps), tuple(tables), tuple(coverage)
    rows = {axis: _parts(axis, tables_, rules) for axis in (Axis.FINDABLE, Axis.CREDIBLE, Axis.ALIVE)}
    if gaps_ and not any(p.id == "keywords" for p in rows[Axis.FINDABLE]) and not _has(tables_, "keywords.findable"):
        rows[Axis.FINDABLE] = (_keywords(gaps_, rules), *rows[Axis.FINDABLE])
    if gaps_ and not any(p.id == "proof" for p in rows[Axis.CREDIBLE]) and not _has(tables_, "keywords.credible"):
        rows[Axis.CREDIBLE] = (_proof(gaps_, rules), *rows[Axis.CREDIBLE])
    if not _looked(coverage):
        rows = {axis: tuple(_unread(part) for part in parts) for axis, parts in rows.items()}
    doubt = _doubt(matches)
    measured = tuple(_widened(_measured(axis, parts, facts, gaps_, tables_, rules), doubt) for axis, parts in rows.items())
    return (*measured, _widened(protected(facts, coverage, rules), doubt))


def _looked(coverage: Sequence[Coverage]) -> bool:
    """Whether anything was read but the documents of an application: where nothing was looked at, nothing is missing."""
    return not coverage or any(c.source not in APPLICATION and c.verdict in (Verdict.PRESENT, Verdict.ABSENT) for c in coverage)


def _unread(part: Part) -> Part:
    return replace(part, value=None, inputs=say("rien de public n'a été lu")) if part.id in FOUND else part


def _doubt(matches: Iterable[Match]) -> float:
    """Points of doubt on each side: what mentions still to be checked may change, at most `UNSURE`."""
    seen = tuple(matches)
    open_, counted = sum(m.band is Band.TO_CHECK for m in seen), sum(m.counts for m in seen)
    return UNSURE * open_ / (open_ + counted) if open_ else 0.0


def _widened(score_: Score, doubt: float) -> Score:
    if score_.value is None or not doubt:
        return score_
    return replace(score_, low=max(round(score_.low - doubt, 1), 0.0), high=min(round(score_.high + doubt, 1), 100.0))


# --- Protégé -----------------------------------------------------------------------------------------------------------------


def exposure(facts: Iterable[Finding]) -> float:
    """100 · ∏(1 − weight): what is left of a hundred once each exposed fact took its share (noisy-or; PII.md §6). Any order, same value."""
    logs = [math.log1p(-min(f.weight, 1 - 1e-9)) for f in _distinct(facts) if f.weight > 0]
    return 100 * math.exp(math.fsum(logs))


def protected(facts: Sequence[Finding], coverage: Sequence[Coverage], rules: Rubric) -> Score:
    """The score of exposure, with its caps; not graded when too little of the public web answered."""
    exposed = [f for f in facts if f.weight > 0 and f.axis is Axis.PROTECTED]
    value, cap = exposure(exposed), _cap(exposed, rules)
    inputs = say("{n} {n:fait exposé|faits exposés}, chacun selon sa gravité, sa visibilité et sa certitude", n=len(exposed))
    parts = (Part(id="exposure", title=say("Ce qui est exposé"), value=round(value, 1), weight=1.0, inputs=inputs),)
    evidence = len({(e.url, e.quote, e.span) for f in exposed for e in f.evidence})
    sure = exposure(f for f in exposed if f.confidence >= 0.9)
    worst = 100 * math.prod(1 - min(f.weight / max(f.confidence, 0.05), 1.0) for f in exposed)
    lacking = _thin(coverage, rules)
    if lacking is not None:
        top = min(value, cap) if exposed else 100.0
        return _ungraded(Axis.PROTECTED, parts, (lacking,), evidence, rules, high=top)
    shown = min(value, cap)
    why = tuple(_why_exposed(exposed, value, cap, rules, shown))
    spread = (min(worst, shown), max(min(sure, _cap(exposed, rules, least=0.9)), shown))
    return _graded(Axis.PROTECTED, shown, spread, parts, why, evidence, rules)


def _cap(exposed: Iterable[Finding], rules: Rubric, least: float = 0.5) -> float:
    """The highest value the gravest fact allows, over facts of at least this confidence."""
    return min((rules.caps.get(f.severity, 100.0) for f in exposed if f.confidence >= least), default=100.0)


def _thin(coverage: Sequence[Coverage], rules: Rubric) -> Text | None:
    public = [c for c in coverage if c.where.startswith(("http://", "https://"))]
    settled = [c for c in public if c.verdict in (Verdict.PRESENT, Verdict.ABSENT)]
    if len(settled) < rules.least_answers:
        return say("Aucune page publique n'a pu être lue : ce score demande au moins une réponse.")
    if len(settled) < rules.least_share * len(public):
        return say("{n} {n:adresse|adresses} sur {all} {n:a|ont} répondu : trop peu pour noter.", n=len(settled), all=len(public))
    return None


def _why_exposed(exposed: Sequence[Finding], value: float, cap: float, rules: Rubric, shown: float) -> Iterable[Text]:
    if rules.grade(shown) == rules.grades[0][0]:
        return
    if cap < value:
        yield say("Un fait grave limite la note à {cap}.", cap=cap)
    heaviest = [(fact, _without(fact, exposed, rules)) for fact in sorted(exposed, key=lambda f: (-f.weight, f.id))[:3]]
    told = [(fact, value) for fact, value in heaviest if value != round(shown)]
    for fact, value in told:
        yield say("{what} : sans ce fait, {value} au lieu de {now}.", what=fact.title, value=value, now=round(shown))
    if heaviest and not told:
        yield say("{n} {n:fait exposé|faits exposés} : en retirer un seul ne change pas encore la note.", n=len(exposed))


def _without(fact: Finding, exposed: Sequence[Finding], rules: Rubric) -> int:
    rest = [f for f in exposed if f.id != fact.id]
    return round(min(exposure(rest), _cap(rest, rules)))


# --- the three others ----------------------------------------------------------------------------------------------------------


def _parts(axis: Axis, tables: Iterable[Table], rules: Rubric) -> tuple[Part, ...]:
    """The parts that tables named "<room>.<axis>" give: rows (part, value or None, inputs)."""
    found: dict[str, Part] = {}
    for table in sorted(tables, key=lambda t: t.id):
        if not table.id.endswith(f".{axis}"):
            continue
        for id_, value, inputs in (row[:3] for row in table.rows):
            rule = rules.part(str(id_))
            number = min(max(float(value), 0.0), 100.0) if isinstance(value, int | float) and math.isfinite(value) else None
            words = inputs if isinstance(inputs, Text) else Text(msg="{inputs}", args=(("inputs", str(inputs or "")),))
            found.setdefault(rule.id, Part(id=rule.id, title=rule.title, value=number, weight=rule.weight, inputs=words))
    return tuple(found[key] for key in sorted(found))


def _keywords(gaps: Sequence[Gap], rules: Rubric) -> Part:
    whole = math.fsum(g.weight for g in gaps)
    value = 100 * math.fsum(g.weight * STATES[g.state] for g in gaps) / whole if whole else None
    rule, there = rules.part("keywords"), sum(not g.missing for g in gaps)
    inputs = say("{n} {n:mot-clé visé|mots-clés visés} sur {all} {n:se trouve|se trouvent} en public", n=there, all=len(gaps))
    return Part(id="keywords", title=rule.title, value=value if value is None else round(value, 1), weight=rule.weight, inputs=inputs)


def _proof(gaps: Sequence[Gap], rules: Rubric) -> Part:
    declared = [g for g in gaps if g.in_cv]
    proven, rule = [g for g in declared if g.proven], rules.part("proof")
    value = round(100 * math.fsum(g.weight for g in proven) / whole, 1) if (whole := math.fsum(g.weight for g in declared)) else None
    inputs = say("{n} {n:compétence|compétences} de votre CV sur {all} {n:a|ont} une preuve publique", n=len(proven), all=len(declared))
    return Part(id="proof", title=rule.title, value=value, weight=rule.weight, inputs=inputs)


def _measured(
    axis: Axis, parts: tuple[Part, ...], facts: Sequence[Finding], gaps: Sequence[Gap], tables: Sequence[Table], rules: Rubric
) -> Score:
    evidence = len({(e.url, e.quote, e.span) for f in facts if f.axis is axis for e in f.evidence})
    if axis is not Axis.ALIVE:
        evidence += len({(s.source, g.concept) for g in gaps for s in g.sightings if s.evidence})
    early = next((t for t in tables if t.id.endswith(f".{axis}") and t.status == "too_early"), None)
    if early is not None:
        return _ungraded(axis, parts, (early.note or say("Il est trop tôt pour juger."),), evidence, rules)
    whole = _weight_of(axis, parts, rules)
    known = [p for p in parts if p.value is not None]
    weight = math.fsum(p.weight for p in known)
    if not known or weight < rules.least_weight * whole:
        return _ungraded(axis, parts, (say("Trop peu d'éléments mesurés pour noter."), *_unknown(parts)), evidence, rules)
    points = math.fsum(p.weight * (p.value or 0.0) for p in known)
    cap = min((rules.caps_rules.get(f.rule, 100.0) for f in facts if f.axis is axis), default=100.0)
    value = min(points / weight, cap)
    spread = (min(points / whole, value), max(min((points + 100 * (whole - weight)) / whole, cap), value))
    return _graded(axis, value, spread, parts, tuple(_why_parts(parts, value, cap, rules)), evidence, rules)


def _weight_of(axis: Axis, parts: Iterable[Part], rules: Rubric) -> float:
    """The whole weight of an axis: the parts the rubric names, and what tables brought beyond them."""
    named = {r.id: r.weight for r in rules.parts.values() if r.axis is axis}
    return math.fsum((named | {p.id: p.weight for p in parts}).values())


def _why_parts(parts: Iterable[Part], value: float, cap: float, rules: Rubric) -> Iterable[Text]:
    best, lowest = rules.grades[0]
    if rules.grade(value) == best:
        return
    if cap <= value:
        yield say("Un point bloquant limite la note à {cap}.", cap=cap)
    weak = sorted((p for p in parts if p.value is not None and p.value < lowest), key=lambda p: (-(100 - (p.value or 0)) * p.weight, p.id))
    for part in weak[:3]:
        yield say("{part} : {value} sur 100 ({inputs}).", part=part.title, value=round(part.value or 0), inputs=part.inputs)


def _unknown(parts: Iterable[Part]) -> Iterable[Text]:
    return (say("{part} : pas mesuré ({inputs}).", part=p.title, inputs=p.inputs) for p in parts if p.value is None)


# --- shapes ------------------------------------------------------------------------------------------------------------------


def _graded(
    axis: Axis, value: float, spread: tuple[float, float], parts: tuple[Part, ...], why: tuple[Text, ...], evidence: int, rules: Rubric
) -> Score:
    shown = round(value, 1)
    letter = rules.grade(shown)
    return Score(
        axis=axis, value=shown, low=min(round(spread[0], 1), shown), high=max(round(spread[1], 1), shown), grade=letter,
        word=rules.words[axis][letter], parts=parts, why_not=why, evidence_count=evidence, rubric=rules.version,
    )  # fmt: skip


def _ungraded(axis: Axis, parts: tuple[Part, ...], why: tuple[Text, ...], evidence: int, rules: Rubric, high: float = 100.0) -> Score:
    word = say("pas encore noté")
    return Score(
        axis=axis, value=None, low=0.0, high=round(high, 1), grade="", word=word, parts=parts, why_not=why,
        evidence_count=evidence, rubric=rules.version,
    )  # fmt: skip


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding per id, at its heaviest, gravest and surest; sorted by id, so that neither order nor repetition matters."""
    best: dict[str, Finding] = {}
    for finding in findings:
        kept = best.get(finding.id)
        best[finding.id] = finding if kept is None else _worse(kept, finding)
    return tuple(best[key] for key in sorted(best))


def _worse(one: Finding, other: Finding) -> Finding:
    """Two tellings of one fact: neither makes the other lighter."""
    heavy = max(one, other, key=lambda f: (f.weight, -GRAVITY.index(f.severity), f.confidence))
    severity = min(one.severity, other.severity, key=GRAVITY.index)
    return replace(heavy, severity=severity, confidence=max(one.confidence, other.confidence))


def _has(tables: Iterable[Table], id_: str) -> bool:
    return any(t.id == id_ for t in tables)
