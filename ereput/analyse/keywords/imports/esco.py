"""ESCO, as the European Commission publishes it: the CSV classification in French, in English, or both (two downloads).

Read: `skills_xx.csv`, `occupations_xx.csv`, `occupationSkillRelations_xx.csv` (xx = fr, en). Alternative labels are one a line in a cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.keywords.concepts import Concept, Form, Licence, Occupation, Taxonomy
from ereput.analyse.keywords.imports import container
from ereput.errors import DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

NOTICE = "This service uses the ESCO classification of the European Commission."
_VERSION = re.compile(r"v?(\d+\.\d+(?:\.\d+)?)")
LANGUAGES = ("fr", "en")


def read(paths: Sequence[Path]) -> Taxonomy:
    """The taxonomy in one or more official downloads. Raises DocumentError (`unknown_format`) when there is no skills file."""
    files: dict[str, Callable[[], bytes]] = {}
    for path in paths:
        files |= container.files(path)
    lower = {name.lower(): reader for name, reader in files.items()}
    if not any(f"skills_{lang}.csv" in lower for lang in LANGUAGES):
        raise DocumentError(
            say("{name} ne contient pas ESCO (skills_fr.csv).", name=", ".join(p.name for p in paths)), code="unknown_format"
        )
    skills, jobs = _labels(lower, "skills"), _labels(lower, "occupations")
    kinds = {row["concepturi"]: row.get("skilltype", "") for lang in LANGUAGES for row in _rows(lower, f"skills_{lang}.csv")}
    relations: dict[str, dict[str, list[str]]] = {}
    for lang in LANGUAGES:
        for row in _rows(lower, f"occupationskillrelations_{lang}.csv"):
            level = "core" if row.get("relationtype") == "essential" else "useful"
            relations.setdefault(row["occupationuri"], {}).setdefault(level, []).append(_id(row["skilluri"]))
    version = next((v[1] for path in paths if (v := _VERSION.search(path.name))), "")
    return Taxonomy(
        source="esco",
        licence=Licence(name="ESCO", version=version, notice=NOTICE),
        concepts=tuple(concept(_id(uri), kinds.get(uri, ""), forms) for uri, forms in skills.items()),
        occupations=tuple(occupation(_id(uri), forms, relations.get(uri, {})) for uri, forms in jobs.items()),
    )


def concept(identifier: str, kind: str, forms: Sequence[Form]) -> Concept:
    return Concept(id=identifier, kind="knowledge" if kind.startswith("k") else "skill", forms=tuple(dict.fromkeys(forms)), source="esco")


def occupation(identifier: str, forms: Sequence[Form], levels: Mapping[str, Sequence[str]]) -> Occupation:
    core = tuple(dict.fromkeys(levels.get("core", ())))
    useful = tuple(s for s in dict.fromkeys(levels.get("useful", ())) if s not in core)
    return Occupation(id=identifier, label=forms[0].text, titles=tuple(dict.fromkeys(forms)), core=core, useful=useful, source="esco")


def _id(uri: str) -> str:
    return f"esco:{uri.rsplit('/', 1)[-1]}"


def _rows(files: Mapping[str, Callable[[], bytes]], name: str) -> list[Mapping[str, str]]:
    return list(container.rows(files[name]())) if name in files else []


def _labels(files: Mapping[str, Callable[[], bytes]], kind: str) -> dict[str, list[Form]]:
    """URI -> its forms, French first, preferred label first in each language."""
    found: dict[str, list[Form]] = {}
    for lang in LANGUAGES:
        for row in _rows(files, f"{kind}_{lang}.csv"):
            labels = [row.get("preferredlabel", ""), *row.get("altlabels", "").split("\n")]
            forms = [Form(text=" ".join(text.split()), language=lang) for text in labels if text.strip()]
            if forms:
                found.setdefault(row["concepturi"], []).extend(forms)
    return found
