"""Spans found against spans labelled: counts, precision, recall, F1 (overlap and strict), and rank correlation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench._pii_sets import Labelled
    from ereput.model import Span

MERGED = {"DOB": "DATE"}
"""eds_fr and the goals count a date of birth as a date."""
STRUCTURED = frozenset("PHONE EMAIL ADDRESS ZIP NIR IBAN RIB CREDIT_CARD TAX_ID ID_CARD PASSPORT PLATE SIREN SIRET VAT IP MAC DOB".split())


@dataclass
class Count:
    """Spans found, right, expected, met, exact; of those met that have an assertion, how many were asserted as labelled."""

    found: int = 0
    right: int = 0
    expected: int = 0
    met: int = 0
    exact: int = 0
    asserted: int = 0
    agreed: int = 0

    def add(self, found: set[tuple[int, int]], expected: set[tuple[int, int]]) -> None:
        self.found += len(found)
        self.expected += len(expected)
        self.right += sum(any(meet(f, e) for e in expected) for f in found)
        self.met += sum(any(meet(f, e) for f in found) for e in expected)
        self.exact += len(found & expected)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.met / self.expected if self.expected else 0.0

    @property
    def overlap(self) -> float:
        return f1(self.precision, self.recall)

    @property
    def strict(self) -> float:
        return f1(self.exact / self.found, self.exact / self.expected) if self.found and self.expected else 0.0

    @property
    def assertion(self) -> float:
        return self.agreed / self.asserted if self.asserted else 1.0


@dataclass
class Sheet:
    """The counts of one set, by kind, and its false alarms on texts that hold nothing."""

    kinds: dict[str, Count] = field(default_factory=dict)
    alarms: int = 0

    @property
    def micro(self) -> Count:
        whole = Count()
        for count in self.kinds.values():
            for name in vars(whole):
                setattr(whole, name, getattr(whole, name) + getattr(count, name))
        return whole


def meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(rows: Sequence[dict[str, Any]], found: Iterable[Sequence[Span]], kinds: Sequence[str]) -> Sheet:
    """Counts by kind; INST (FrSemCor) is a place or an organisation."""
    sheet = Sheet({kind: Count() for kind in kinds})
    for row, spans in zip(rows, found, strict=True):
        got = {(s.start, s.end, _kind(s.kind, kinds)) for s in spans}
        gold = {(start, end, MERGED.get(kind, kind)) for start, end, kind in row["spans"]}
        for kind in kinds:
            sheet.kinds[kind].add({(a, b) for a, b, k in got if k == kind}, {(a, b) for a, b, k in gold if k == kind})
        if not row["spans"]:
            sheet.alarms += sum(span.kind in STRUCTURED for span in spans)
    return sheet


def _kind(kind: str, kinds: Sequence[str]) -> str:
    if "INST" in kinds and kind in ("LOCATION", "ORG"):
        return "INST"
    return MERGED.get(kind, kind) if "DOB" not in kinds else kind


def measure_labelled(rows: Sequence[Labelled], found: Sequence[Sequence[Span]], kinds: Sequence[str]) -> Sheet:
    """Counts of our own sentences, with their assertions. An organisation's name may be found as such or left alone; found as
    anything else it is a false alarm."""
    sheet = Sheet({kind: Count() for kind in kinds})
    for row, spans in zip(rows, found, strict=True):
        for kind, count in sheet.kinds.items():
            gold = {(start, end): assertion for start, end, label, assertion in row.spans if label == kind}
            got = {(s.start, s.end): s.rule.rpartition(".")[2] for s in spans if s.kind == kind and not s.rule.endswith(".organisation")}
            expected = {place for place, assertion in gold.items() if assertion != "organisation"}
            count.add(set(got), expected)
            for place in expected:
                said = {assertion for where, assertion in got.items() if meet(where, place)}
                if gold[place] and said:
                    count.asserted += 1
                    count.agreed += said == {gold[place]}
    return sheet


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Rank correlation, ties at their mean rank."""
    a, b = _ranks(left), _ranks(right)
    mean = sum(a) / len(a)
    top = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    bottom = (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5
    return top / bottom if bottom else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    return [sum(v < value for v in values) + (sum(v == value for v in values) + 1) / 2 for value in values]
