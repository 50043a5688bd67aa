"""What the ranker of occupations reads: titles as sparse vectors, profiles as sparse vectors, and their idf. Plain tables, so cached."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ereput.analyse.keywords import cache, titles
from ereput.analyse.keywords.gender import genders, title_keys
from ereput.analyse.keywords.tokens import keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ereput.analyse.keywords.concepts import Occupation
    from ereput.analyse.keywords.index import Index

BORROWED = 0.9
"""Trust in our own everyday titles beside the official ones of the same job."""
LEVELS = {"core": 1.0, "useful": 0.7, "plus": 0.7}
"""What a word of an item weighs in the profile, by level."""
_FAMILIES = (
    "A1101-1101 A1201-1205 A1301-1303 A1401-1416 A1501-1504 B1101-1101 B1201-1201 B1301-1303 B1401-1402 B1501-1501 B1601-1604 B1701-1701 "
    "B1801-1806 C1101-1110 C1201-1207 C1301-1303 C1401-1401 C1501-1504 D1101-1107 D1201-1214 D1301-1301 D1401-1408 D1501-1509 E1101-1108 "
    "E1201-1205 E1301-1308 E1401-1402 F1101-1108 F1201-1204 F1301-1302 F1401-1402 F1501-1503 F1601-1613 F1701-1705 G1101-1102 G1201-1206 "
    "G1301-1303 G1401-1404 G1501-1503 G1601-1605 G1701-1703 G1801-1804 H1101-1102 H1201-1210 H1301-1303 H1401-1404 H1501-1506 H2101-2102 "
    "H2201-2209 H2301-2301 H2401-2415 H2501-2505 H2601-2605 H2701-2701 H2801-2805 H2901-2914 H3101-3102 H3201-3203 H3301-3303 H3401-3404 "
    "I1101-1103 I1201-1203 I1301-1310 I1401-1402 I1501-1503 I1601-1607 J1101-1104 J1201-1202 J1301-1307 J1401-1412 J1501-1507 K1101-1104 "
    "K1201-1207 K1301-1305 K1401-1405 K1501-1505 K1601-1602 K1701-1707 K1801-1802 K1901-1904 K2101-2112 K2201-2204 K2301-2306 K2401-2402 "
    "K2501-2503 K2601-2603 L1101-1104 L1201-1204 L1301-1304 L1401-1401 L1501-1510 M1101-1102 M1201-1207 M1301-1302 M1401-1404 M1501-1503 "
    "M1601-1609 M1701-1707 M1801-1810 N1101-1105 N1201-1202 N1301-1303 N2101-2102 N2201-2205 N3101-3103 N3201-3203 N4101-4105 N4201-4204 "
    "N4301-4302 N4401-4403"
)
BROAD_CODES = frozenset(f"{part[0]}{n}" for part in _FAMILIES.split() for n in range(int(part[1:5]), int(part[6:]) + 1))
"""The sheets of ROME 3 (2009-2022). Those added since were split from these, so the older code of a family is the broader job."""
_OLDEST: Mapping[str, int] = {code[:3]: int(code[3:]) for code in sorted(BROAD_CODES)}
"""The last number of each family in ROME 3."""
LATEST = 10
"""Additions beyond this number of one family are all as new."""


def lateness(code: str) -> int:
    """How many sheets its family had gained when this code came, at most `LATEST`: numbers are given in order. 0 for a code of ROME 3.

    >>> lateness("M1203"), lateness("M1213"), lateness("H1528")
    (0, 6, 10)
    """
    if code in BROAD_CODES or code[:3] not in _OLDEST:
        return 0
    return min(LATEST, max(0, int(code[3:]) - _OLDEST[code[:3]]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The tables. A sheet is (job number, title, norm, trust, first key); `postings` say which sheets have a key, once per repetition."""

    idf: dict[str, float]
    sheets: list[tuple[int, str, float, float, str]]
    postings: dict[str, list[int]]
    profile_idf: dict[str, float]
    profile_postings: dict[str, list[tuple[int, float]]]
    parents: dict[int, int]


def build(index: Index, source: str) -> Sheets:
    """The tables over the occupations of one source ("rome", "esco", "own")."""
    jobs = [job for job in index.occupations if job.source == source]
    bags = list(_bags(jobs, _borrowed(index, source)))
    heard: dict[str, set[int]] = defaultdict(set)
    postings: dict[str, list[int]] = defaultdict(list)
    for at, (number, _, bag, _) in enumerate(bags):
        for key in bag:
            heard[key].add(number)
            postings[key].append(at)
    idf = {key: math.log((len(jobs) + 1) / (1 + len(owners))) + 1.0 for key, owners in heard.items()}
    sheets = [
        (number, label, math.sqrt(sum((idf[key] * times) ** 2 for key, times in bag.items())), trust, next(iter(bag)))
        for number, label, bag, trust in bags
    ]
    profile_idf, profiles = _profiles(index, jobs)
    by_key: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(profiles):
        for key, value in vector.items():
            by_key[key].append((number, value))
    telling = {key: found for key, found in by_key.items() if len(found) <= max(0.4 * len(jobs), 3)}
    parents = _parents(jobs, profiles)
    return Sheets(
        idf=idf, sheets=sheets, postings=dict(postings), profile_idf=profile_idf, profile_postings=telling, parents=parents
    )  # fmt: skip


def _bags(jobs: Sequence[Occupation], borrowed: Mapping[str, Sequence[str]]) -> list[tuple[int, str, Counter[str], float]]:
    """Every distinct title of every job as a bag of keys; both genders of a label fall into one."""
    bags: list[tuple[int, str, Counter[str], float]] = []
    for number, job in enumerate(jobs):
        seen: set[tuple[str, ...]] = set()
        official = [(text, 1.0) for text in (job.label, *(form.text for form in job.titles))]
        for text, trust in (*official, *((text, BORROWED) for text in borrowed.get(job.rome, ()))):
            for label in genders(text):
                bag = Counter(titles.keys(label) or title_keys(label))
                if bag and (mark := tuple(sorted(bag.elements()))) not in seen:
                    seen.add(mark)
                    bags.append((number, label, bag, trust))
    return bags


def _profiles(index: Index, jobs: Sequence[Occupation]) -> tuple[dict[str, float], list[dict[str, float]]]:
    """Each job's words as a unit vector: what its items say, core first, and its titles."""
    counts: list[Counter[str]] = []
    spread: Counter[str] = Counter()
    for job in jobs:
        profile: Counter[str] = Counter()
        for level, weight in LEVELS.items():
            for identifier in getattr(job, level):
                concept = index.find(identifier)
                for key in set(keys(concept.label("fr"))) if concept is not None else ():
                    profile[key] = max(profile[key], weight) + 0.15 * weight  # type: ignore[assignment]  # a Counter may hold floats
        for form in job.titles:
            for key in keys(form.text):
                profile[key] = max(profile[key], 1.2)  # type: ignore[assignment]  # as above
        counts.append(profile)
        spread.update(profile.keys())
    idf = {key: math.log((len(jobs) + 1) / count) for key, count in spread.items()}
    vectors = []
    for profile in counts:
        vector = {key: math.sqrt(value) * idf[key] for key, value in profile.items()}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors.append({key: value / norm for key, value in vector.items()})
    return idf, vectors


def _parents(jobs: Sequence[Occupation], profiles: Sequence[Mapping[str, float]]) -> dict[int, int]:
    """For each newer code, the broad code of its family whose profile is the closest: many adverts still carry it."""
    broad: dict[str, list[int]] = defaultdict(list)
    for number, job in enumerate(jobs):
        if job.rome in BROAD_CODES and job.source == "rome":
            broad[job.rome[:3]].append(number)
    parents = {}
    for number, job in enumerate(jobs):
        family = broad.get(job.rome[:3], [])
        if job.source == "rome" and job.rome not in BROAD_CODES and family:
            mine = profiles[number]
            parents[number] = max(family, key=lambda b: (sum(v * profiles[b].get(k, 0.0) for k, v in mine.items()), -b))
    return parents


def _borrowed(index: Index, source: str) -> Mapping[str, Sequence[str]]:
    """Everyday titles of ours, by the ROME code they carry: they widen the official ones."""
    if source == "own":
        return {}
    titles_of: dict[str, list[str]] = defaultdict(list)
    for job in index.occupations:
        if job.source == "own" and job.rome:
            titles_of[job.rome] += [form.text for form in job.titles]
    return titles_of


def save(sheets: Sheets, path: Path) -> None:
    """Keep the tables for the next run. Raises OSError."""
    cache.write(path, {part.name: getattr(sheets, part.name) for part in fields(Sheets)})


def load(path: Path) -> Sheets:
    """The tables kept at `path`. Raises OSError when there are none, `cache.Damaged` when they cannot be trusted."""
    kept = cache.read(path)
    return Sheets(**kept | {"parents": {int(job): parent for job, parent in kept["parents"].items()}})
