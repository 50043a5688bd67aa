"""Installing an official taxonomy: read it from a file, or from the addresses where it is published, and keep it for the next runs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.keywords.imports import compact, esco, rome, store
from ereput.errors import DocumentError, UsageError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ereput.analyse.keywords.concepts import Taxonomy

_ESCO = "https://ec.europa.eu/esco/download/ESCO%20dataset%20-%20v1.2.1%20-%20classification%20-%20{lang}%20-%20csv.zip"
ADDRESSES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "rome": (
        (
            "https://api.francetravail.fr/api-nomenclatureemploi/v1/open-data/json",
            "https://api.francetravail.fr/api-nomenclatureemploi/v1/open-data/csv",
            "https://www.data.gouv.fr/api/1/datasets/r/1c893376-8476-4262-9a0e-8df519883e1e",
            "https://www.data.gouv.fr/api/1/datasets/r/8cf674b6-ef21-446a-8190-178e2defd6fc",
        ),
    ),
    "esco": ((_ESCO.format(lang="fr"),), (_ESCO.format(lang="en"),)),
}
"""For each taxonomy, the downloads it needs; for each download, the keyless addresses to try in turn."""


def install(name: str, paths: Sequence[Path], folder: Path) -> Taxonomy:
    """Read taxonomy `name` from files the user has, and keep it in `folder`.

    Raises UsageError for an unknown name, DocumentError for files that are not this taxonomy (nothing is kept then).
    """
    if name not in ADDRESSES:
        raise UsageError(say("« {name} » n'est pas une taxonomie connue : rome ou esco.", name=name), code="unknown_taxonomy")
    taxonomy = _read(name, paths)
    if taxonomy.source != name or not taxonomy.concepts or not taxonomy.occupations:
        raise DocumentError(say("Ce fichier ne contient pas {name}.", name=name.upper()), code="unknown_format")
    store.write(taxonomy, folder / f"{name}.taxonomy")
    return taxonomy


def _read(name: str, paths: Sequence[Path]) -> Taxonomy:
    if len(paths) == 1 and paths[0].name.endswith(".json.gz"):
        return compact.read(paths[0])
    return rome.read(paths[0]) if name == "rome" else esco.read(paths)


def download(name: str, fetch: Callable[[str], bytes], folder: Path) -> Taxonomy:
    """Install from the published addresses; `fetch` gives the body of a URL and raises an `EreputError` when it cannot.

    The addresses of one download are tried in turn; the last failure is raised when none answers with the taxonomy.
    """
    if name not in ADDRESSES:
        raise UsageError(say("« {name} » n'est pas une taxonomie connue : rome ou esco.", name=name), code="unknown_taxonomy")
    with tempfile.TemporaryDirectory() as room:
        saved = []
        for number, addresses in enumerate(ADDRESSES[name]):
            path = Path(room) / f"{name}-{number}-v1.2.1.zip" if name == "esco" else Path(room) / f"{name}.zip"
            path.write_bytes(_first(addresses, fetch))
            saved.append(path)
        return install(name, saved, folder)


def _first(addresses: Sequence[str], fetch: Callable[[str], bytes]) -> bytes:
    failure = DocumentError(say("Aucune adresse à essayer."), code="unreachable")
    for address in addresses:
        try:
            body = fetch(address)
        except DocumentError as error:
            failure = error
            continue
        if body.startswith(b"PK"):
            return body
        failure = DocumentError(say("{url} n'a pas donné une archive ZIP.", url=address), code="not_an_archive")
    by_hand = say("Vous pouvez télécharger vous-même {url}, puis donner le fichier avec --from.", url=addresses[0])
    raise DocumentError(failure.text, code=failure.code, hint=by_hand) from failure
