"""`make eval-homonyms`: how well "is it her?" tells namesakes apart, on seeds that tuning never saw. Exits 1 below the pinned floors.

False attribution: share of attributed pages (probability ≥ 0.6) that are somebody else's. B-Cubed F over pages of one name (Bagga & Baldwin
1998; WePS uses it extended), each page given to the person most likely to own it, alone when nobody is. Calibration: expected calibration
error over ten equal bins, all (person, page) pairs; also over the unclear ones only. `--tune` uses the development seeds, `--seeds=A-B`
others; `--variant=no-places`, `prose` or `prose-no-places` takes from the pages what the plain corpus has (nothing is pinned there).
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench._homonyms_variants import VARIANTS
from bench.homonyms import Group, generate
from ereput.resolve.stage import PROBABLE, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TUNING = range(20)
HELD_OUT = range(3000, 3020)
FLOORS = {"false attribution": 0.01, "B-Cubed F": 0.91, "calibration error": 0.03}
"""Pinned; a new pin never lowers one silently."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One (person, page): what was said and what is true."""

    probability: float
    hers: bool
    reasons: tuple[str, ...] = ()
    kind: str = ""


def judge(group: Group) -> tuple[list[Judged], list[list[float]]]:
    """Every (person, page) of a group, and the probabilities by person then page."""
    pairs: list[Judged] = []
    table: list[list[float]] = []
    for i, subject in enumerate(group.subjects):
        pages = [m for m, _ in group.pages]
        matches = resolve(subject, [*group.declared[i], *pages], decisions={}, namesakes=lambda _: group.namesakes)[
            len(group.declared[i]) :
        ]
        table.append([m.probability for m in matches])
        pairs += [Judged(m.probability, owner == i, tuple(map(str, m.reasons)), page.url.rsplit("/", 1)[1])
                  for m, (page, owner) in zip(matches, group.pages, strict=True)]  # fmt: skip
    return pairs, table


def bcubed(group: Group, table: Sequence[Sequence[float]]) -> Iterator[tuple[float, float]]:
    """(precision, recall) of each page: whom the system puts with it, against whom it belongs with."""
    owners = [owner if owner >= 0 else 1000 + k for k, (_, owner) in enumerate(group.pages)]
    given: list[int] = []
    for k in range(len(group.pages)):
        best = max(range(len(table)), key=lambda i: table[i][k])
        given.append(best if table[best][k] >= PROBABLE else 5000 + k)
    clusters, golds = Counter(given), Counter(owners)
    both = Counter(zip(given, owners, strict=True))
    for pair in zip(given, owners, strict=True):
        yield both[pair] / clusters[pair[0]], both[pair] / golds[pair[1]]


def calibration(pairs: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error: mean gap between what is said and what happens, by bin of probability."""
    rows: dict[int, list[Judged]] = {}
    for pair in pairs:
        rows.setdefault(min(int(pair.probability * bins), bins - 1), []).append(pair)
    gaps = (abs(sum(p.probability for p in row) - sum(p.hers for p in row)) for row in rows.values())
    return math.fsum(gaps) / len(pairs)


def measure(seeds: Sequence[int], variant: str = "plain") -> tuple[dict[str, float], list[Judged]]:
    """The three pinned figures and their companions over these seeds."""
    pairs: list[Judged] = []
    points: list[tuple[float, float]] = []
    for seed in seeds:
        for group in map(VARIANTS[variant], generate(seed)):
            found, table = judge(group)
            pairs += found
            points += bcubed(group, table)
    attributed = [p for p in pairs if p.probability >= PROBABLE]
    precision, recall = (math.fsum(p[i] for p in points) / len(points) for i in (0, 1))
    unclear = [p for p in pairs if 0.02 < p.probability < 0.98]
    figures = {
        "false attribution": sum(not p.hers for p in attributed) / max(len(attributed), 1),
        "B-Cubed F": 2 * precision * recall / (precision + recall),
        "calibration error": calibration(pairs),
        "B-Cubed precision": precision,
        "B-Cubed recall": recall,
        "found (recall)": sum(p.hers for p in attributed) / sum(p.hers for p in pairs),
        "Brier score": math.fsum((p.probability - p.hers) ** 2 for p in pairs) / len(pairs),
        "calibration error, unclear pairs": calibration(unclear) if unclear else 0.0,
        "unclear pairs": len(unclear) / len(pairs),
        "pairs": len(pairs),
    }
    return figures, pairs


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 when a floor is missed."""
    given = dict(argument.lstrip("-").partition("=")[::2] for argument in arguments)
    variant = given.get("variant", "plain")
    figures, _ = measure(_seeds(given), variant)
    floors = FLOORS if variant == "plain" else {}
    for name, value in figures.items():
        print(f"{name:36} {value:.4f}{f'  (floor {floors[name]:g})' if name in floors else ''}")
    bad = figures["false attribution"] >= FLOORS["false attribution"] or figures["B-Cubed F"] < FLOORS["B-Cubed F"]
    return int(bool(floors) and (bad or figures["calibration error"] > FLOORS["calibration error"]))


def _seeds(given: Mapping[str, str]) -> Sequence[int]:
    if "seeds" in given:
        first, _, last = given["seeds"].partition("-")
        return range(int(first), int(last or first) + 1)
    return TUNING if "tune" in given else HELD_OUT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
