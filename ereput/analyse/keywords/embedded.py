"""Our own taxonomy, as the TOML files beside this module hold it (format: `taxonomy/README.md`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ereput.analyse.keywords.concepts import Concept, Form, Occupation, Taxonomy

FOLDER = Path(__file__).parent / "taxonomy"


def read(folder: Path = FOLDER) -> Taxonomy:
    """Every concept and occupation under `folder`. Raises ValueError (tomllib) on a file that is not TOML."""
    concepts: list[Concept] = []
    links = _links(folder)
    for path in sorted((folder / "skills").glob("*.toml")):
        concepts += [_concept(name, entry, path.stem, links) for name, entry in tomllib.loads(path.read_text("utf-8")).items()]
    occupations: list[Occupation] = []
    for path in sorted((folder / "occupations").glob("*.toml")):
        occupations += [_occupation(name, entry) for name, entry in tomllib.loads(path.read_text("utf-8")).items()]
    return Taxonomy(source="own", concepts=tuple(concepts), occupations=tuple(occupations))


def _links(folder: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """For `same` and `within`, our identifier -> the official ones, each named after its source (`links/esco.toml` -> "esco:<uuid>")."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"same": {}, "within": {}}
    for path in sorted((folder / "links").glob("*.toml")):
        for kind, table in tomllib.loads(path.read_text("utf-8")).items():
            for name, official in table.items():
                found[kind][name] = (*found[kind].get(name, ()), f"{path.stem}:{official}")
    return found


def _concept(name: str, entry: dict[str, Any], domain: str, links: dict[str, dict[str, tuple[str, ...]]]) -> Concept:
    ambiguous = set(entry.get("ambiguous", ()))
    forms = [Form(text=text, language=lang, ambiguous=text in ambiguous) for lang in ("fr", "en") for text in entry.get(lang, ())]
    return Concept(
        id=name,
        kind=entry.get("kind", "skill"),
        forms=tuple(forms),
        domain=domain,
        context=tuple(entry.get("context", ())),
        broader=tuple(entry.get("broader", ())),
        related=tuple(entry.get("related", ())),
        same=links["same"].get(name, ()),
        within=links["within"].get(name, ()),
    )


def _occupation(name: str, entry: dict[str, Any]) -> Occupation:
    titles = [Form(text=text, language=lang) for lang in ("fr", "en") for text in entry.get(lang, ())]
    return Occupation(
        id=name,
        label=titles[0].text if titles else name,
        titles=tuple(titles),
        rome=entry.get("rome", ""),
        core=tuple(entry.get("core", ())),
        useful=tuple(entry.get("useful", ())),
        plus=tuple(entry.get("plus", ())),
    )
