"""An imported taxonomy as we keep it: one gzip JSON file, version and licence inside."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, Any

from ereput.analyse.keywords.concepts import Concept, Form, Licence, Occupation, Taxonomy

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = "ereput-taxonomy/1"


def write(taxonomy: Taxonomy, path: Path) -> None:
    """Keep `taxonomy` at `path`; same taxonomy, same bytes."""
    licence = taxonomy.licence or Licence(name="", version="", notice="")
    body: dict[str, Any] = {
        "shape": SHAPE,
        "source": taxonomy.source,
        "licence": [licence.name, licence.version, licence.notice],
        "concepts": [[c.id, c.kind, [[f.text, f.language] for f in c.forms], list(c.same)] for c in taxonomy.concepts],
        "occupations": [
            [o.id, o.label, o.rome, [[f.text, f.language] for f in o.titles], list(o.core), list(o.useful), list(o.plus)]
            for o in taxonomy.occupations
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_bytes(gzip.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0))
    draft.replace(path)


def read(path: Path) -> Taxonomy:
    """The taxonomy kept at `path`. Raises ValueError when it is not one of ours, or damaged."""
    try:
        body = json.loads(gzip.decompress(path.read_bytes()))
        if body["shape"] == SHAPE:
            return _taxonomy(body)
    except (OSError, EOFError, zlib.error, LookupError, TypeError) as error:
        raise ValueError(f"{path.name}: damaged") from error
    raise ValueError(f"{path.name}: not an {SHAPE} file")


def _taxonomy(body: dict[str, Any]) -> Taxonomy:
    source = body["source"]
    return Taxonomy(
        source=source,
        licence=Licence(name=body["licence"][0], version=body["licence"][1], notice=body["licence"][2]),
        concepts=tuple(
            Concept(id=id_, kind=kind, forms=tuple(Form(text=t, language=lang) for t, lang in forms), same=tuple(same), source=source)
            for id_, kind, forms, same in body["concepts"]
        ),
        occupations=tuple(
            Occupation(
                id=id_,
                label=label,
                rome=rome,
                titles=tuple(Form(text=t, language=lang) for t, lang in titles),
                core=tuple(core),
                useful=tuple(useful),
                plus=tuple(plus),
                source=source,
            )
            for id_, label, rome, titles, core, useful, plus in body["occupations"]
        ),
    )
