"""The compact form of both taxonomies: one gzip JSON file each, with indices instead of identifiers.

ROME: `occ [[code, label, [titles]]]`, `item [[id, label, s|e|k]]`, `rel [[core], [emerging], [other]]` by occupation.
ESCO:
`skill [[uuid, type, reuse, en, [en alternatives], fr, [fr alternatives]]]`,
`occ [[uuid, isco, en, [..], fr, [..]]]`, `rel [[essential], [optional]]`.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

from ereput.analyse.keywords.concepts import Form, Licence, Taxonomy
from ereput.analyse.keywords.imports import esco, rome
from ereput.errors import DocumentError
from ereput.model import say

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {"s": "skill", "e": "soft", "k": "knowledge"}


def read(path: Path) -> Taxonomy:
    """The taxonomy in a compact file, which says itself which one it is. Raises DocumentError when it is neither."""
    try:
        body = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError) as error:
        raise DocumentError(say("{name} n'est pas une taxonomie lisible.", name=path.name), code="malformed") from error
    if not isinstance(body, dict) or not {"occ", "rel"} <= body.keys():
        raise DocumentError(say("{name} n'est pas une taxonomie lisible.", name=path.name), code="unknown_format")
    return _rome(body) if "item" in body else _esco(body)


def _version(body: dict[str, Any]) -> str:
    found = re.search(r"\d+\.\d+(?:\.\d+)?", str(body.get("v", "")))
    return found.group() if found else ""


def _rome(body: dict[str, Any]) -> Taxonomy:
    items = [f"rome:{code}" for code, _, _ in body["item"]]
    levels = ("core", "useful", "plus")
    occupations = [
        rome.occupation(code, label, titles, {name: [items[i] for i in found] for name, found in zip(levels, related, strict=True)})
        for (code, label, titles), related in zip(body["occ"], body["rel"], strict=True)
    ]
    return Taxonomy(
        source="rome",
        concepts=tuple(rome.concept(code, label, _KINDS.get(kind, "skill")) for code, label, kind in body["item"]),
        occupations=tuple(occupations),
        licence=Licence(name="ROME", version=_version(body), notice=rome.NOTICE),
    )


def _forms(fr: str, fr_others: list[str], en: str, en_others: list[str]) -> list[Form]:
    named = [("fr", text) for text in (fr, *fr_others)] + [("en", text) for text in (en, *en_others)]
    return [Form(text=" ".join(text.split()), language=language) for language, text in named if text and text.strip()]


def _esco(body: dict[str, Any]) -> Taxonomy:
    ids = [f"esco:{row[0]}" for row in body["skill"]]
    occupations = [
        esco.occupation(
            f"esco:{uuid}", _forms(fr, fr_others, en, en_others), {"core": [ids[i] for i in core], "useful": [ids[i] for i in rest]}
        )
        for (uuid, _, en, en_others, fr, fr_others), (core, rest) in zip(body["occ"], body["rel"], strict=True)
    ]
    return Taxonomy(
        source="esco",
        concepts=tuple(esco.concept(f"esco:{r[0]}", r[1], _forms(r[5], r[6], r[3], r[4])) for r in body["skill"]),
        occupations=tuple(occupations),
        licence=Licence(name="ESCO", version=_version(body), notice=esco.NOTICE),
    )
