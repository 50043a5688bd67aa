"""Imported guides, kept in the user's folder: one JSON file a source, with its licence and the day it was read. Ours always come first."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ereput.advise.guides import Guide, for_url
from ereput.advise.imports.base import MINUTES
from ereput.errors import DocumentError
from ereput.model import say
from ereput.registry import adapters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ereput.advise.imports.base import Shape

BYTES_MAX = 32 << 20
RECORDS_MAX = 50_000
_FORM = "ereput-guides/1"
_TYPES: dict[str, type] = {"hosts": tuple, "minutes": int, "each": bool}
"""The fields of a guide that are no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import gave: `guides` kept, `skipped` records without a usable name, host or contact; `ours`, services our guides know."""

    source: str
    licence: str
    read_on: str
    guides: tuple[Guide, ...]
    skipped: int = 0
    ours: tuple[str, ...] = ()


def read(body: bytes, *, today: date, licence: str | None = None) -> Imported:
    """The guides of a file. Raises DocumentError: too_large, malformed (not JSON), unknown_format (no shape fits)."""
    if len(body) > BYTES_MAX:
        raise DocumentError(say("Ce fichier dépasse la taille acceptée."), code="too_large")
    records = _records(body)
    shape = _shape(records)
    made = [shape.guide(record) if shape.fits(record) else None for record in records]
    kept = _kept(g for g in made if g is not None)
    ours = sorted({g.name for g in kept.values() if any(for_url(f"https://{h}/") for h in g.hosts)})
    return Imported(
        source=shape.name,
        licence=licence or shape.licence,
        read_on=today.isoformat(),
        guides=tuple(kept.values()),
        skipped=len(records) - len(kept),
        ours=tuple(ours),
    )


def _kept(made: Iterable[Guide]) -> dict[str, Guide]:
    """By id. Two services whose names give one id ("Nike" twice, on two sites) are both kept, the second named with its host."""
    kept: dict[str, Guide] = {}
    for guide in made:
        first = kept.get(guide.id, guide)
        id_ = guide.id if set(first.hosts) & set(guide.hosts) == set(guide.hosts) else f"{guide.id}-{guide.hosts[0]}"
        kept[id_] = replace(guide, id=id_)
    return kept


def _records(body: bytes) -> list[dict[str, Any]]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DocumentError(say("Ce fichier n'est pas du JSON lisible."), code="malformed") from error
    if isinstance(value, dict):
        value = next((v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)), [value])
    if not isinstance(value, list) or len(value) > RECORDS_MAX:
        raise DocumentError(say("Une liste de services est attendue."), code="unknown_format")
    return [record for record in value if isinstance(record, dict)]


def _shape(records: list[dict[str, Any]]) -> Shape:
    known: Iterable[Shape] = adapters("ereput.advise.imports", "SHAPE").values()
    best = max(known, key=lambda shape: sum(map(shape.fits, records)))
    if not any(map(best.fits, records)):
        raise DocumentError(
            say("Ce fichier n'a pas la forme d'une liste de guides connue."),
            code="unknown_format",
            hint=say("Formes lues : JustDeleteMe (sites.json) et datenanfragen (companies)."),
        )
    return best


def save(imported: Imported, folder: Path) -> Path:
    """Keep these guides in `folder`, in place of an earlier import of the same source."""
    folder.mkdir(parents=True, exist_ok=True)
    head = {"form": _FORM, "source": imported.source, "licence": imported.licence, "read_on": imported.read_on}
    body = head | {"guides": [asdict(g) | {"checked": g.checked or imported.read_on} for g in imported.guides]}
    path = folder / f"{imported.source}.json"
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", "utf-8")
    draft.replace(path)
    return path


def sets(folder: Path) -> tuple[Imported, ...]:
    """Every set kept in `folder`. Raises DocumentError when one of our own files was damaged."""
    return tuple(_load(path) for path in sorted(folder.glob("*.json"))) if folder.is_dir() else ()


def _load(path: Path) -> Imported:
    try:
        body = json.loads(path.read_bytes())
        if body["form"] != _FORM:
            raise ValueError(body["form"])
        made = tuple(_guide(row) for row in body["guides"])
        source, licence, day = (str(body[key]) for key in ("source", "licence", "read_on"))
        return Imported(source=source, licence=licence, read_on=date.fromisoformat(day).isoformat(), guides=made)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(
            say("Les guides importés dans {path} ne peuvent pas être lus.", path=path.name),
            code="malformed",
            hint=say("Effacez ce fichier, puis importez-le de nouveau."),
        ) from error


def _guide(row: Mapping[str, Any]) -> Guide:
    """A guide as `save` wrote it. Raises ValueError when a value has another type than its field, or a level that is none."""
    names = {f.name for f in fields(Guide)}
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in names}
    made = Guide(**values)
    odd = [f.name for f in fields(Guide) if type(getattr(made, f.name)) is not _TYPES.get(f.name, str)]
    if odd or made.difficulty not in MINUTES or not all(isinstance(h, str) for h in made.hosts):
        raise ValueError(*odd)
    return made


def known(folder: Path) -> Mapping[str, Guide]:
    """Every imported guide by its id, which names its source: none can stand in for one of ours."""
    return {g.id: g for one in sets(folder) for g in one.guides}
