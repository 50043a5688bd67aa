"""The taxonomies of this machine as one index: ours, and those the user installed, compiled once and cached."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ereput.analyse.keywords import embedded, index
from ereput.analyse.keywords.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ereput.analyse.keywords.concepts import Taxonomy
    from ereput.analyse.keywords.index import Index

_LOADED: dict[tuple[Path, Path, Path | None], tuple[str, Matcher]] = {}


def installed_folder() -> Path:
    """Where `ereput taxonomy install` keeps what it imports."""
    from platformdirs import user_data_path

    return user_data_path("ereput") / "taxonomies"


def cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("ereput")


def open_matcher(*, installed: Path | None = None, cache: Path | None = None, own: Path = embedded.FOLDER) -> Matcher:
    """The matcher over our taxonomy and the installed ones; `installed` and `cache` default to the user's own folders.

    The index is compiled when a file changed since the last time, else read from the cache. A cache that cannot be written costs only
    the time of compiling again.
    """
    installed, cache = installed or installed_folder(), cache or cache_folder()
    imports = sorted(installed.glob("*.taxonomy")) if installed.is_dir() else []
    mark = index.fingerprint([*own.glob("*/*.toml"), *imports])
    known = _LOADED.get((own, installed, cache))
    if known is not None and known[0] == mark:
        return known[1]
    matcher = Matcher(_index(own, imports, cache / f"keywords-{mark}.index"))
    _LOADED[(own, installed, cache)] = (mark, matcher)
    return matcher


def _index(own: Path, imports: Sequence[Path], path: Path) -> Index:
    ready = index.load(path)
    if ready is not None:
        return ready
    built = index.build(_taxonomies(own, imports))
    try:
        for old in path.parent.glob("keywords-*.index"):
            old.unlink(missing_ok=True)
        index.save(built, path)
    except OSError:
        shutil.rmtree(path.with_suffix(".tmp"), ignore_errors=True)
    return built


def _taxonomies(own: Path, imports: Sequence[Path]) -> list[Taxonomy]:
    from ereput.analyse.keywords.imports import store

    return [embedded.read(own), *(store.read(path) for path in imports)]
