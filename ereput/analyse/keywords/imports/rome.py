"""ROME 4.0, as France Travail publishes it: the ZIP of JSON files, or the ZIP of CSV files.

Occupations are `fiche_emploi_metier` (JSON) or `referentiel_code_rome` with `referentiel_appellation` and `coherence_item` (CSV). Core
is what the source marks "Principale", useful what it marks "Émergente", plus the rest.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ereput.analyse.keywords.concepts import Concept, Form, Licence, Occupation, Taxonomy
from ereput.analyse.keywords.imports import container
from ereput.errors import DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

NOTICE = "Source : France Travail, ROME 4.0 (Licence Ouverte / Etalab 2.0)"
_VERSION = re.compile(r"_v(\d{3})")


def read(path: Path) -> Taxonomy:
    """The taxonomy in an official download. Raises DocumentError (`unknown_format`) when it is not ROME."""
    files = container.files(path)
    version = next((f"{v[1][0]}.{v[1][1:]}" for name in files if (v := _VERSION.search(name))), "")
    fiche = next((name for name in files if name.startswith("unix_fiche_emploi_metier") and name.endswith(".json")), None)
    if fiche is not None:
        concepts, occupations = _from_json(files[fiche])
    elif any("coherence_item" in name for name in files):
        concepts, occupations = _from_csv(files)
    else:
        raise DocumentError(say("{name} ne contient pas le ROME (ni JSON ni CSV).", name=path.name), code="unknown_format")
    licence = Licence(name="ROME", version=version or "4.0", notice=NOTICE)
    return Taxonomy(source="rome", concepts=tuple(concepts), occupations=tuple(occupations), licence=licence)


def concept(code: str, label: str, kind: str) -> Concept:
    return Concept(id=f"rome:{code}", kind=kind, forms=(Form(text=label, language="fr"),), source="rome")


def occupation(code: str, label: str, titles: Iterable[str], levels: Mapping[str, list[str]]) -> Occupation:
    names = dict.fromkeys((label, *titles))
    return Occupation(
        id=f"rome:{code}",
        label=label,
        rome=code,
        source="rome",
        titles=tuple(Form(text=name, language="fr") for name in names if name),
        **{level: tuple(dict.fromkeys(levels.get(level, ()))) for level in ("core", "useful", "plus")},
    )


def level(mark: Any) -> str:
    """Where the source's `coeur_metier` puts an item."""
    word = str(mark or "").lower()
    return "core" if word in ("principale", "true", "1") else "useful" if word.startswith(("émergente", "emergente")) else "plus"


def _from_json(read: Callable[[], bytes]) -> tuple[list[Concept], list[Occupation]]:
    concepts: dict[str, Concept] = {}
    occupations = []
    for sheet in json.loads(container.text(read())):
        levels: dict[str, list[str]] = {}
        for code, label, kind, mark in _items(sheet.get("competences") or {}):
            concepts.setdefault(code, concept(code, label, kind))
            levels.setdefault(level(mark), []).append(f"rome:{code}")
        rome = sheet["rome"]
        titles = [container.clean(t["libelle"]) for t in sheet.get("appellations") or ()]
        occupations.append(occupation(rome["code_rome"], container.clean(rome["intitule"]), titles, levels))
    return list(concepts.values()), occupations


def _items(competences: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """(code, label, kind, mark) of every item of a sheet; groups are `enjeux` or `categories`, whatever their depth."""
    families = (("savoir_faire", "skill"), ("savoir_etre_professionnel", "soft"), ("savoirs", "knowledge"))
    for family, kind in families:
        for item in _leaves(competences.get(family), 0):
            yield str(item["code_ogr"]), container.clean(item["libelle"]), kind, item.get("coeur_metier")


def _leaves(node: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(node, list):
        for item in node:
            yield from _leaves(item, depth + 1)
    elif isinstance(node, dict):
        if "code_ogr" in node and "libelle" in node and "items" not in node:
            yield node
        for value in node.values():
            if isinstance(value, list | dict):
                yield from _leaves(value, depth + 1)


def _from_csv(files: Mapping[str, Callable[[], bytes]]) -> tuple[list[Concept], list[Occupation]]:
    def table(part: str) -> list[Mapping[str, str]]:
        return [row for name, read in files.items() if part in name and name.endswith(".csv") for row in container.rows(read())]

    concepts: dict[str, Concept] = {}
    for part, kind in (("referentiel_competence", "skill"), ("referentiel_savoir", "knowledge")):
        for row in table(part):
            label = row.get("libelle_competence") or row.get("libelle_savoir") or row.get("libelle") or ""
            if row.get("code_ogr") and label:
                concepts.setdefault(row["code_ogr"], concept(row["code_ogr"], label, kind))
    levels: dict[str, dict[str, list[str]]] = {}
    for row in table("coherence_item"):
        if row.get("code_ogr") in concepts:
            levels.setdefault(row["code_rome"], {}).setdefault(level(row.get("coeur_metier")), []).append(f"rome:{row['code_ogr']}")
    titles: dict[str, list[str]] = {}
    for row in table("referentiel_appellation"):
        titles.setdefault(row.get("code_rome", ""), []).append(row.get("libelle_appellation_long") or row.get("libelle") or "")
    found = [
        occupation(
            row["code_rome"],
            row.get("libelle_rome") or row.get("libelle") or "",
            titles.get(row["code_rome"], ()),
            levels.get(row["code_rome"], {}),
        )
        for row in table("referentiel_code_rome")
    ]
    return list(concepts.values()), found
