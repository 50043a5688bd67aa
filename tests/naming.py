"""The rule that an English report calls a skill by its English name: what it would still show in French, quotations apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ereput.model import Audit, Finding, Gap, Table, Text
from ereput.words import render

if TYPE_CHECKING:
    from ereput.analyse.keywords.index import Index

QUOTED = frozenset(
    {"form", "sentence", "query", "lift", "own_words", "words", "topic", "word:visibility.echo", "cv:employer.cv", "step:employer.cv"}
)
"""Places and columns that hold what somebody wrote, or would type: they stay in its language."""


def in_french(index: Index, *, gaps: tuple[Gap, ...], findings: tuple[Finding, ...], tables: tuple[Table, ...]) -> tuple[str, ...]:
    """The French labels that a reader of English would meet, each with where."""
    concepts = (index.concept(number) for number in range(len(index.traits)))
    labels = {concept.label() for concept in concepts if concept.label("en") != concept.label()}
    shown = (*_gaps(gaps), *_findings(findings), *_tables(tables))
    return tuple(f"{where}: {word}" for where, word in shown if word in labels)


def of_audit(audit: Audit, index: Index) -> tuple[str, ...]:
    """The same of a whole audit, its actions and scores too."""
    sentences = [("action", text) for a in audit.actions for text in (a.title, a.detail)]
    sentences += [("score", text) for s in audit.scores for text in (*s.why_not, *(part.inputs for part in s.parts))]
    more = Table(id="sentences", title=Text(msg=""), columns=("sentence_",), rows=tuple((text,) for _, text in sentences))
    return in_french(index, gaps=audit.gaps, findings=audit.findings, tables=(*audit.tables, more))


def _gaps(gaps: tuple[Gap, ...]) -> Iterator[tuple[str, str]]:
    for gap in gaps:
        yield "gap", render(gap.name, "en")
        for text in (gap.suggestion, gap.hidden, *gap.belongs):
            yield from _words(f"gap {gap.concept}", text)


def _findings(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str]]:
    for finding in findings:
        yield finding.rule, render(finding.name, "en")
        for text in (finding.title, finding.explanation, finding.remedy, *finding.why):
            yield from _words(finding.rule, text)


def _tables(tables: tuple[Table, ...]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for name, cell in ((name, cell) for row in table.rows for name, cell in zip(table.columns, row, strict=False)):
            if not {name, f"{name}:{table.id}"} & QUOTED:
                yield from _words(f"{table.id}.{name}", cell)


def _words(where: str, value: object) -> Iterator[tuple[str, str]]:
    """What fills a sentence, or a cell: every word that no catalogue translates."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Text) and value.english:
        yield where, render(value, "en")
    elif isinstance(value, Text):
        for name, arg in value.args:
            if name not in QUOTED:
                yield from _words(where, arg)
