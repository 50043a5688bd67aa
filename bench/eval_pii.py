"""Measures the recognisers on labelled data: `make eval-pii`. Prints a table by set and kind beside the pinned floors; exit 1 below a
floor.

Sets: `../shared/data/pii/*.dev.jsonl` (others' data, skipped with a reason when absent), `fixtures/labelled/*.txt` (ours, written before
the rules were read, in two halves) and `fixtures/corpus/*.jsonl` (ours, on which the rules were tuned). Then the numbers with a key,
against python-stdnum and schwifty.
overlap = same kind and at least one common character; strict = exact offsets. `--english PATH` names a folder or package of an English
model; without one, English is measured by the rules alone. Floors: `bench/pii_floors.toml`; raise them as the code improves, never lower
silently.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench._pii_counts import MERGED, Count, Sheet, measure, measure_labelled, spearman
from bench._pii_laws import laws, removals
from bench._pii_numbers import TRIALS, agreement
from bench._pii_sets import halves, read
from ereput.analyse.exposure.kinds import SENSITIVE
from ereput.analyse.exposure.risk import risk
from ereput.analyse.exposure.stage import scan
from ereput.analyse.nlp import MODELS, Nlp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ereput.model import Span

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "pii"
LABELLED = ROOT / "fixtures" / "labelled"
TUNED = ROOT / "fixtures" / "corpus"
FLOORS = Path(__file__).with_name("pii_floors.toml")

KINDS = {
    "eds_fr": ("PHONE", "EMAIL", "ADDRESS", "DATE", "ZIP"),
    "tale_fr": ("ADDRESS", "PHONE", "EMAIL"),
    "frsemcor_fr": ("PERSON", "INST"),
    "wnut17_en": ("PERSON", "LOCATION", "ORG"),
    "presidio_en": ("PERSON", "ADDRESS", "LOCATION", "ORG", "CREDIT_CARD", "DATE", "PHONE", "EMAIL", "ZIP", "URL", "IBAN", "IP"),
}
RISKS = ("risk_fr", "risk_en")
SPELT = re.compile(r"janv|f[ée]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c|mille", re.IGNORECASE)
"""What makes a date one "in letters": its month, or its year, is spelt."""
NUMBERS = 100_000
"""Random and mutated numbers of each kind that python-stdnum or schwifty knows."""
PROFILES = 10_000
BRUTE = 600


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def lines(name: str, sheet: Sheet, floors: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The printed lines of one set, each with whether it holds its floor."""
    pinned = floors.get(name, {})
    for kind, count in (*sheet.kinds.items(), ("micro", sheet.micro)):
        verdict, held = _held(count, pinned.get(kind, {}))
        yield f"{name:14} {kind:16} {_figures(count)}  {verdict}", held
    most = pinned.get("alarms")
    yield (
        f"{name:14} structured false alarms on texts without data: {sheet.alarms}{f'  (at most {most})' if most is not None else ''}",
        (most is None or sheet.alarms <= most),
    )


def _figures(count: Count) -> str:
    measures = f"P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.overlap:.3f}  strict {count.strict:.3f}"
    return f"n={count.expected:5}  {measures}{f'  assertion {count.assertion:.3f}' if count.asserted else ''}"


def _held(count: Count, floor: dict[str, float]) -> tuple[str, bool]:
    held = all(getattr(count, key) + 5e-4 >= least for key, least in floor.items())
    return f"{'ok  ' if held else 'LOW '}{'  '.join(f'{key} ≥ {least}' for key, least in floor.items())}", held


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--english", help="an English model: package name or folder", default=None)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--half", default="dev")
    parser.add_argument("--numbers", type=int, default=NUMBERS, help="how many numbers of each kind are tried against python-stdnum")
    options = parser.parse_args(arguments)
    nlp = Nlp({**MODELS, **({"en": (options.english,)} if options.english else {})})
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    english = nlp.available("en")
    print(f"models: fr {nlp.available('fr')}, en {english or 'none: rules alone'}")
    verdicts = [
        *_shared(options.data, options.half, nlp, floors, english=bool(english)),
        *_tuned(nlp, floors),
        *_labelled(nlp, floors),
        *_proofs(options.numbers),
    ]
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
        if name == "eds_fr":
            yield _spelt(rows, spans, pinned.get(name, {}))
        for line, held in lines(name, measure(rows, spans, KINDS[name]), pinned):
            print(line)
            yield held


def _spelt(rows: Sequence[dict[str, Any]], found: Iterable[Sequence[Span]], pinned: dict[str, Any]) -> bool:
    """The dates in letters apart: nobody else finds them in French."""
    count = Count()
    for row, spans in zip(rows, found, strict=True):
        gold = {(a, b) for a, b, kind in row["spans"] if MERGED.get(kind, kind) == "DATE" and SPELT.search(row["text"][a:b])}
        dates = {(s.start, s.end) for s in spans if MERGED.get(s.kind, s.kind) == "DATE" and SPELT.search(row["text"][s.start : s.end])}
        count.add(dates, gold)
    verdict, held = _held(count, pinned.get("dates in letters", {}))
    print(f"{'eds_fr':14} dates in letters {_figures(count)}  {verdict}")
    return held


def _tuned(nlp: Nlp, floors: dict[str, Any]) -> Iterator[bool]:
    """Our older sentences, on which the rules were tuned: they say that nothing broke, and nothing about quality."""
    for path in sorted(TUNED.glob("*.jsonl")):
        rows = rows_of(path)
        kinds = tuple(sorted({kind for row in rows for _, _, kind in row["spans"]}))
        for line, held in lines(f"tuned/{path.stem}", measure(rows, scan([row["text"] for row in rows], nlp), kinds), floors):
            print(line)
            yield held


def _labelled(nlp: Nlp, floors: dict[str, Any]) -> Iterator[bool]:
    """Our sentences written before the rules were read: the half that may be looked at beside the half that never is."""
    print("our labelled sentences (ours: an indication, not an independent measure); dev = may be looked at, heldout = never")
    whole = {half: Sheet() for half in ("dev", "heldout")}
    for path in sorted(LABELLED.glob("*.txt")):
        kinds, rows = read(path)
        for half, some in halves(rows):
            sheet = measure_labelled(some, list(scan([row.text for row in some], nlp)), kinds)
            pinned = floors.get(f"ours/{path.stem}", {}) if half == "heldout" else {}
            for kind, count in sheet.kinds.items():
                verdict, held = _held(count, pinned.get(kind, {}))
                print(f"{path.stem:20} {half:8} {kind:16} of {len(some):3} sentences {_figures(count)}  {verdict}")
                whole[half].kinds[kind] = count
                yield held
    for half, sheet in whole.items():
        lane = Sheet({kind: count for kind, count in sheet.kinds.items() if kind in SENSITIVE})
        print(f"{'ours, all kinds':20} {half:8} {_figures(sheet.micro)}")
        print(f"{'ours, the lane apart':20} {half:8} {_figures(lane.micro)}")


def _proofs(amount: int) -> Iterator[bool]:
    """Agreement with python-stdnum and schwifty, kind by kind, and the laws of the exposition; two processes share the work."""
    with ProcessPoolExecutor(2) as pool:
        lawful = pool.submit(laws, PROFILES)
        for trial, outcome in zip(TRIALS, pool.map(partial(agreement, amount=amount), range(len(TRIALS))), strict=True):
            agreed = 1 - len(outcome.disagreements) / outcome.tried
            print(f"{'numbers':14} {trial.name:16} n={outcome.tried:6}  {outcome.valid:6} valid  agreement {agreed:.4%}")
            yield not outcome.disagreements
        lawful.result()
    print(f"{'laws':14} order-independence, idempotence, monotony: hold on {PROFILES} profiles")
    best = removals(BRUTE)
    print(f"{'laws':14} order of removal equal to brute force, up to 12 facts: {best:.2%} of {BRUTE} profiles  (at least 99 %)")
    yield best >= 0.99


if __name__ == "__main__":
    sys.exit(main())
