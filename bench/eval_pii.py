"""Measures the recognisers on labelled data: `make eval-pii`. Prints a table by set and kind beside the pinned floors; exit 1 below a
floor.

Sets: `../shared/data/pii/*.dev.jsonl` (others' data, skipped with a reason when absent) and `fixtures/corpus/*.jsonl` (ours, labelled by
reading).
overlap = same kind and at least one common character; strict = exact offsets. `--english PATH` names a folder or package of an English
model; without one, English is measured by the rules alone. Floors: `bench/pii_floors.toml`; raise them as the code improves, never lower
silently.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.analyse.exposure.risk import risk
from ereput.analyse.exposure.stage import scan
from ereput.analyse.nlp import MODELS, Nlp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ereput.model import Span

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "pii"
OURS = ROOT / "fixtures" / "corpus"
FLOORS = Path(__file__).with_name("pii_floors.toml")

MERGED = {"DOB": "DATE"}
"""eds_fr and the goals count a date of birth as a date."""
KINDS = {
    "eds_fr": ("PHONE", "EMAIL", "ADDRESS", "DATE", "ZIP"),
    "tale_fr": ("ADDRESS", "PHONE", "EMAIL"),
    "frsemcor_fr": ("PERSON", "INST"),
    "wnut17_en": ("PERSON", "LOCATION", "ORG"),
    "presidio_en": ("PERSON", "ADDRESS", "LOCATION", "ORG", "CREDIT_CARD", "DATE", "PHONE", "EMAIL", "ZIP", "URL", "IBAN", "IP"),
}
RISKS = ("risk_fr", "risk_en")
STRUCTURED = frozenset("PHONE EMAIL ADDRESS ZIP NIR IBAN RIB CREDIT_CARD TAX_ID ID_CARD PASSPORT PLATE SIREN SIRET VAT IP MAC DOB".split())


@dataclass
class Count:
    """Spans found, right, expected, met, exact."""

    found: int = 0
    right: int = 0
    expected: int = 0
    met: int = 0
    exact: int = 0

    def add(self, found: set[tuple[int, int]], expected: set[tuple[int, int]]) -> None:
        self.found += len(found)
        self.expected += len(expected)
        self.right += sum(any(_meet(f, e) for e in expected) for f in found)
        self.met += sum(any(_meet(f, e) for f in found) for e in expected)
        self.exact += len(found & expected)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.met / self.expected if self.expected else 0.0

    @property
    def overlap(self) -> float:
        return _f1(self.precision, self.recall)

    @property
    def strict(self) -> float:
        return _f1(self.exact / self.found, self.exact / self.expected) if self.found and self.expected else 0.0


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


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


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


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Rank correlation, ties at their mean rank."""
    a, b = _ranks(left), _ranks(right)
    mean = sum(a) / len(a)
    top = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    bottom = (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5
    return top / bottom if bottom else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    return [sum(v < value for v in values) + (sum(v == value for v in values) + 1) / 2 for value in values]


def _line(name: str, kind: str, count: Count) -> str:
    measures = f"P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.overlap:.3f}  strict {count.strict:.3f}"
    return f"{name:14} {kind:16} n={count.expected:5}  {measures}"


def lines(name: str, sheet: Sheet, floors: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The printed lines of one set, each with whether it holds its floor."""
    pinned = floors.get(name, {})
    for kind, count in (*sheet.kinds.items(), ("micro", sheet.micro)):
        floor = pinned.get(kind, {})
        values = {"overlap": count.overlap, "strict": count.strict, "precision": count.precision, "recall": count.recall}
        held = all(values[key] + 5e-4 >= least for key, least in floor.items())
        wanted = "  ".join(f"{key} ≥ {least}" for key, least in floor.items())
        yield (
            (
                f"{name:14} {kind:16} n={count.expected:5}  P {count.precision:.3f}  R {count.recall:.3f}  F1"
                f" {count.overlap:.3f}  strict {count.strict:.3f}"
                f"  {'ok  ' if held else 'LOW '}{wanted}"
            ),
            held,
        )
    most = pinned.get("alarms")
    yield (
        f"{name:14} structured false alarms on texts without data: {sheet.alarms}{f'  (at most {most})' if most is not None else ''}",
        (most is None or sheet.alarms <= most),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--english", help="an English model: package name or folder", default=None)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--half", default="dev")
    options = parser.parse_args(arguments)
    nlp = Nlp({**MODELS, **({"en": (options.english,)} if options.english else {})})
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    english = nlp.available("en")
    print(f"models: fr {nlp.available('fr')}, en {english or 'none: rules alone'}")
    verdicts = [*_shared(options.data, options.half, nlp, floors, english=bool(english)), *_ours(nlp, floors)]
    low = verdicts.count(False)
    print(f"{len(verdicts)} lines, {low} below their floor")
    return 1 if low else 0


def _shared(data: Path, half: str, nlp: Nlp, floors: dict[str, Any], *, english: bool) -> Iterator[bool]:
    for name in (*KINDS, *RISKS):
        path = data / f"{name}.{half}.jsonl"
        if not path.is_file():
            print(f"{name:14} skipped: {path.name} is not beside this checkout")
            continue
        rows = rows_of(path)
        pinned = floors if english or not name.endswith("_en") else floors.get("rules_alone", {})
        spans = list(scan([row["text"] for row in rows], nlp))
        if name in RISKS:
            rho = spearman([row["risk"] for row in rows], [risk(row["text"], found) for row, found in zip(rows, spans, strict=True)])
            least = pinned.get(name, {}).get("spearman")
            print(f"{name:14} Spearman with the human score {rho:+.3f} (n={len(rows)}){f'  ≥ {least}' if least is not None else ''}")
            yield least is None or rho + 5e-4 >= least
            continue
        for line, held in lines(name, measure(rows, spans, KINDS[name]), pinned):
            print(line)
            yield held


def _ours(nlp: Nlp, floors: dict[str, Any]) -> Iterator[bool]:
    """Our own sentences, labelled by reading: an indication of ours, not an independent measure."""
    for path in sorted(OURS.glob("*.jsonl")):
        rows = rows_of(path)
        kinds = tuple(sorted({kind for row in rows for _, _, kind in row["spans"]}))
        for line, held in lines(f"ours/{path.stem}", measure(rows, scan([row["text"] for row in rows], nlp), kinds), floors):
            print(line)
            yield held


if __name__ == "__main__":
    sys.exit(main())
