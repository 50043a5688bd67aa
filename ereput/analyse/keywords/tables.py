"""The rows behind the keyword pages of the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.analyse.keywords import picture
from ereput.model import Cell, Gap, Presence, Table, Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.footprint import Trace
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.library import Library
    from ereput.analyse.keywords.offer import Offer
    from ereput.analyse.keywords.picture import Names

STATES: Mapping[Presence, Text] = {
    Presence.PRESENT: say("présent"),
    Presence.OTHER_NAME: say("présent sous un autre nom"),
    Presence.CLOSE: say("proche, à vérifier"),
    Presence.ABSENT: say("absent"),
    Presence.INVISIBLE: say("présent mais invisible"),
}
CREDIT = {Presence.PRESENT: 1.0, Presence.OTHER_NAME: 0.9, Presence.CLOSE: 0.4, Presence.INVISIBLE: 0.0, Presence.ABSENT: 0.0}
"""What each state is worth in a coverage: a recruiter's search finds the word as written, less surely its synonym."""
MOST = 25
"""Rows of the matrix: a page; the others are counted."""


def matrix(traces: Sequence[Trace], sources: Sequence[str], labels: Names, names: Names) -> Table:
    """Skill × source: how many traces, and whether she declares, shows, or others say it.

    One row a concept, those that the job asks for (`labels`) first, then by number of sources; at most `MOST`, the others counted.
    """
    cells: dict[str, dict[str, list[Trace]]] = {}
    for trace in traces:
        cells.setdefault(trace.concept, {}).setdefault(trace.source, []).append(trace)
    ranked: list[tuple[bool, tuple[Cell, ...]]] = []
    for concept, by_source in cells.items():
        counts = [len(by_source.get(source, ())) for source in sources]
        natures = sorted({t.nature.value for ts in by_source.values() for t in ts})
        ranked.append((concept not in labels, (labels.get(concept) or names[concept], *counts, ", ".join(natures))))
    ranked.sort(key=lambda pair: (pair[0], -sum(1 for c in pair[1][1:-1] if c), str(pair[1][0])))
    rest = len(ranked) - MOST
    return Table(
        id="keywords.matrix",
        title=say("Vos compétences et leurs traces"),
        columns=("skill", *sources, "nature"),
        rows=tuple(row for _, row in ranked[:MOST]),
        status="ok" if ranked else "not_enough_data",
        note=_others(rest) if rest > 0 else None,
    )


def _others(rest: int) -> Text:
    return say("Et {n} {n:autre compétence, moins présente|autres compétences, moins présentes} ou plus loin du poste visé.", n=rest)


def coverage(gaps: Sequence[Gap], sources: Sequence[str]) -> Table:
    """Per source: how many of the expected keywords stand in which state, and the weighted share covered (0–100)."""
    rows: list[tuple[Cell, ...]] = []
    total = sum(gap.weight for gap in gaps)
    for source in sources:
        states = [next((s.state for s in gap.sightings if s.source == source), Presence.ABSENT) for gap in gaps]
        held = sum(
            gap.weight * (CREDIT[state] if state is not Presence.INVISIBLE else 1.0) for gap, state in zip(gaps, states, strict=True)
        )
        rows.append((source, *(states.count(state) for state in Presence), round(100 * held / total, 1) if total else None))
    return Table(
        id="keywords.coverage",
        title=say("Les mots attendus, source par source"),
        columns=("source", *(s.value for s in Presence), "share"),
        rows=tuple(rows),
        status="ok" if gaps else "not_enough_data",
    )


def evidence(traces: Sequence[Trace], labels: Names, names: Names) -> Table:
    """Skill × nature of trace: declared, shown, said by others, how many are public, first and last date (CHECKS E4)."""
    rows = tuple(picture.evidence(traces, labels, names))
    return Table(
        id="keywords.evidence", title=say("Vos compétences et leurs preuves"), rows=rows[:100],
        columns=("skill", "declared", "shown", "said", "public", "first", "last"), status="ok" if rows else "not_enough_data",
    )  # fmt: skip


def target(offers: Sequence[Offer], occupation: Occupation | None, known: Library) -> Table:
    """What was understood of the job: title of each offer, occupation, official code; and the licences of the taxonomies in use."""
    rows: list[tuple[Cell, ...]] = [
        (item.title, occupation.name if occupation else None, item.rome or (occupation.rome if occupation else None), len(item.terms))
        for item in offers
    ]
    if not rows and occupation is not None:
        rows.append(("", occupation.name, occupation.rome, None))
    return Table(
        id="keywords.target", title=say("Le poste visé, tel qu'il a été compris"), columns=("offer", "occupation", "rome", "terms"),
        rows=tuple(rows),
        status="ok" if rows else "not_enough_data",
        note=_with(known.note, credit(known.matcher.index)),
    )  # fmt: skip


def _foreign(offers: Sequence[Offer]) -> Text | None:
    """Which offers are in a language that is not read."""
    told: Text | None = None
    for item in offers:
        if item.foreign:
            told = _with(told, say("L'offre « {title} » n'est ni en français ni en anglais : rien n'en a été pris.", title=item.title))
    return told


def credit(index: Index) -> Text | None:
    """The sentences that the licences of the taxonomies in use ask to print; None for ours alone."""
    notices = " ".join(f"{item.notice} ({item.name} {item.version})" for item in index.notices)
    return say("Taxonomies : {notices}", notices=notices) if notices else None


def credited(table: Table, index: Index, offers: Sequence[Offer] = ()) -> Table:
    """The same table with these sentences under it, and what is said of the offers: for one that every medium prints."""
    return replace(table, note=_with(_with(_foreign(offers), table.note), credit(index)))


def _with(one: Text | None, other: Text | None) -> Text | None:
    return say("{one} {other}", one=one, other=other) if one and other else one or other
