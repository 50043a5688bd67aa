"""The wider picture of her words: what dominates, in which language, from saying to being repeated, before and after the internship."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from ereput.analyse.keywords.footprint import Nature, Trace
from ereput.analyse.keywords.vocabulary import fingerprint
from ereput.model import Audience, Axis, Cell, Finding, Kind, Reading, Severity, Table, Text, named, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ereput.analyse.keywords.expected import Expected
    from ereput.analyse.keywords.index import Index

Names: TypeAlias = "Mapping[str, Text | str]"
"""Concepts as a reader is told of them, in each language."""
SHOWN = 12
DOMINANT = 3
"""Public traces from which a skill that nobody asked for dominates."""
_INTERNSHIP = re.compile(r"\b(?:stage|stagiaire|alternan\w{2}|apprenti\w{0,9}|intern(?:ship)?)\b", re.IGNORECASE)


def names_of(traces: Sequence[Trace], index: Index) -> Names:
    """Each concept of `traces` by its name; one that no taxonomy knows, as it is written."""
    return {concept: named(label, index.english(concept, label)) for concept, label in {t.concept: t.label for t in traces}.items()}


def dominant(traces: Sequence[Trace], wanted: Sequence[Expected], names: Names) -> tuple[Table, list[Finding]]:
    """Two ranked lists side by side (CHECKS E21): what she wants to show, what shows; and what dominates without being wanted."""
    asked = {item.concept for item in wanted}
    counts = Counter(t.concept for t in traces if t.public)
    seen = [c for c, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    rows: list[tuple[Cell, ...]] = []
    for place in range(min(SHOWN, max(len(wanted), len(seen)))):
        concept = seen[place] if place < len(seen) else ""
        rows.append(
            (place + 1, wanted[place].name if place < len(wanted) else "", names.get(concept, ""), counts[concept] if concept else 0,
             "" if not concept else "yes" if concept in asked else "no")
        )  # fmt: skip
    table = Table(
        id="keywords.wanted",
        title=say("Ce que vous voulez montrer, ce qui se voit"), columns=("rank", "wanted", "visible", "traces", "expected"),
        rows=tuple(rows), status="ok" if asked and seen else "not_enough_data",
    )  # fmt: skip
    first = [c for c in seen[:3] if c not in asked and counts[c] >= DOMINANT]
    return table, [_dominates(c, names[c], counts[c], traces) for c in first] if asked else []


def _dominates(concept: str, name: Text | str, times: int, traces: Sequence[Trace]) -> Finding:
    proofs = tuple(t.evidence for t in traces if t.concept == concept and t.public)[:3]
    return Finding(
        id=fingerprint("words.dominant", concept), rule="words.dominant", kind="words.dominant", axis=Axis.FINDABLE, severity=Severity.INFO,
        confidence=0.8, label=str(name), title=say("« {word} » domine en public sans être demandé", word=name),
        explanation=say("{n} traces publiques en parlent, et le poste visé ne le demande pas : est-ce bien l'image voulue ?", n=times),
        remedy=say("Rien à effacer : écrivez d'abord, plus haut et plus souvent, les mots du poste visé."), evidence=proofs,
    )  # fmt: skip


def languages(readings: Sequence[Reading], traces: Sequence[Trace], wanted: Sequence[Expected]) -> tuple[Table, list[Finding]]:
    """For each expected keyword, her public traces in French and in English texts; a word when English is asked and none is there."""
    spoken = {r.mention.id: r.language for r in readings}
    rows: list[tuple[Cell, ...]] = []
    for item in wanted[:SHOWN]:
        counts = Counter(spoken.get(t.evidence.mention, "fr") for t in traces if t.concept == item.concept and t.public)
        rows.append((item.name, counts["fr"], counts["en"]))
    table = Table(
        id="keywords.languages", title=say("En français et en anglais"), columns=("keyword", "fr", "en"), rows=tuple(rows),
        status="ok" if rows else "not_enough_data",
    )  # fmt: skip
    english = next((item for item in wanted if item.concept == "english"), None)
    public_english = any(r.language == "en" and r.mention.audience in (Audience.INDEXED, Audience.PUBLIC) for r in readings)
    if english is None or public_english or not any(t.public for t in traces):
        return table, []
    return table, [
        Finding(
            id=fingerprint("words.language", "en"),
            rule="words.language", kind="words.language", axis=Axis.FINDABLE, severity=Severity.LOW,
            confidence=0.85, title=say("L'offre demande l'anglais, rien de public n'est en anglais"), evidence=(english.why,),
            explanation=say("Un recruteur qui cherche en anglais ne tombe sur aucune de vos pages."),
            remedy=say("Traduisez votre titre et votre présentation, puis un article ou un projet."),
        )
    ]  # fmt: skip


def funnel(traces: Sequence[Trace]) -> Table:
    """Known, written, readable, shown, repeated by others: how many skills pass each step, and where most are lost (CHECKS E12)."""
    steps = (
        (say("déclarées"), {t.concept for t in traces if t.nature is Nature.DECLARED or not t.public}),
        (say("écrites en public"), {t.concept for t in traces if t.public}),
        (say("lisibles par les moteurs"), {t.concept for t in traces if t.public and t.audience is Audience.INDEXED}),
        (say("montrées par un exemple"), {t.concept for t in traces if t.public and t.nature is Nature.SHOWN}),
        (say("dites par d'autres"), {t.concept for t in traces if t.nature is Nature.SAID and t.mention_kind is not Kind.RESULT}),
    )
    losses = [(len(wide) - len(narrow), one, other) for (one, wide), (other, narrow) in pairwise(steps)]
    lost, one, other = max(losses, key=lambda loss: loss[0])
    note = say("La plus grande perte : {n} {n:compétence|compétences}, de « {one} » à « {other} ».", n=lost, one=one, other=other)
    return Table(
        id="keywords.funnel", title=say("De ce que vous savez à ce que les autres en disent"), columns=("step", "terms"),
        rows=tuple((name, len(concepts)) for name, concepts in steps), status="ok" if traces else "not_enough_data",
        note=note if lost > 0 else None,
    )  # fmt: skip


def internship(readings: Sequence[Reading], traces: Sequence[Trace], names: Names) -> Table:
    """Skills she wrote before her first internship, and those that came with it or after; needs dated texts on both sides."""
    started = _internship_start(readings)
    before = {t.concept for t in traces if started and t.published and t.published < started}
    after = dict.fromkeys(t.concept for t in traces if started and t.published and t.published >= started)
    rows: list[tuple[Cell, ...]] = [(names[concept], "new" if concept not in before else "kept") for concept in after]
    rows.sort(key=lambda row: (row[1] != "new", str(row[0])))
    enough = bool(before) and bool(after)
    return Table(
        id="keywords.internship", title=say("Votre vocabulaire avant et après le stage"), columns=("skill", "since"),
        rows=tuple(rows[: 2 * SHOWN]) if enough else (), status="ok" if enough else "not_enough_data",
    )  # fmt: skip


def _internship_start(readings: Sequence[Reading]) -> datetime | None:
    starts = sorted(
        start
        for r in readings
        if r.mention.kind is Kind.POSITION
        and (start := r.mention.field("start"))
        and _INTERNSHIP.search(f"{r.mention.title} {r.mention.field('title')}")
    )
    if not starts or not re.match(r"\d{4}", starts[0]):
        return None
    year, month, day = (*(int(part) for part in re.findall(r"\d+", starts[0])[:3]), 1, 1)[:3]
    return datetime(year, min(max(month, 1), 12), min(max(day, 1), 28), tzinfo=UTC)


def evidence(traces: Sequence[Trace], labels: Names, names: Names) -> Iterator[tuple[Cell, ...]]:
    """One row a skill, those that the job asks for first: declared, shown, said (traces each), public, first and last date."""
    by_concept: dict[str, list[Trace]] = {}
    for trace in traces:
        by_concept.setdefault(trace.concept, []).append(trace)
    for concept, mine in sorted(by_concept.items(), key=lambda item: (item[0] not in labels, -_proofs(item[1]), item[0])):
        natures = Counter(t.nature for t in mine)
        dates = sorted(t.published.date() for t in mine if t.published)
        yield (
            labels.get(concept) or names[concept], natures[Nature.DECLARED], natures[Nature.SHOWN], natures[Nature.SAID],
            sum(t.public for t in mine), dates[0] if dates else None, dates[-1] if dates else None,
        )  # fmt: skip


def _proofs(traces: Sequence[Trace]) -> int:
    return sum(t.nature is Nature.SHOWN and t.public for t in traces)
