"""The taxonomies of this machine as one index: ours, and those the user installed, compiled once and cached."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.keywords import embedded, index, sheets
from ereput.analyse.keywords.cache import Damaged
from ereput.analyse.keywords.matcher import Matcher
from ereput.analyse.keywords.occupations import Ranker, best_source
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ereput.analyse.keywords.concepts import Taxonomy
    from ereput.analyse.keywords.index import Index
    from ereput.model import Text

_LOADED: dict[tuple[Path, Path, Path], tuple[str, Library]] = {}


class Library:
    """What one machine knows: the matcher, and rankers of occupations made or read from the cache when first asked for.

    `note` is what the reader should know of its making, if anything.
    """

    def __init__(self, matcher: Matcher, cache: Path, mark: str, note: Text | None = None) -> None:
        self.matcher, self.note = matcher, note
        self._cache, self._mark = cache, mark
        self._rankers: dict[str, Ranker] = {}

    def ranker(self, source: str = "") -> Ranker:
        """The ranker over ROME when it is installed, else over our occupations; or over `source`."""
        source = source or best_source(self.matcher.index)
        if source not in self._rankers:
            path = self._cache / f"titles-{source}-{self._mark}.index"
            try:
                tables = sheets.load(path)
            except (OSError, Damaged):
                tables = sheets.build(self.matcher.index, source)
                _keep(self._cache, f"titles-{source}-*.index", lambda: sheets.save(tables, path))
            self._rankers[source] = Ranker(self.matcher.index, source, tables)
        return self._rankers[source]


def installed_folder() -> Path:
    """Where `ereput taxonomy install` keeps what it imports: $EREPUT_HOME when the user moved it, else her data folder."""

    from platformdirs import user_data_path

    home = os.environ.get("EREPUT_HOME")  # the command line's own variable (cli/ground.py): both must agree
    return (Path(home).expanduser() if home else user_data_path("ereput", appauthor=False)) / "taxonomies"


def cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("ereput", appauthor=False)


def open_library(*, installed: Path | None = None, cache: Path | None = None, own: Path = embedded.FOLDER) -> Library:
    """What is known on this machine: our taxonomy and the installed ones; `installed` and `cache` default to the user's own folders.

    The index is compiled when a file changed since the last time, else read from the cache. A cache that cannot be written costs only
    the time of compiling again.
    """
    installed, cache = installed or installed_folder(), cache or cache_folder()
    imports = sorted(installed.glob("*.taxonomy")) if installed.is_dir() else []
    mark = index.fingerprint([*own.glob("*/*.toml"), *imports])
    known = _LOADED.get((own, installed, cache))
    if known is not None and known[0] == mark:
        return known[1]
    known_index, note = _index(own, imports, cache / f"keywords-{mark}.index")
    library = Library(Matcher(known_index), cache, mark, note)
    _LOADED[(own, installed, cache)] = (mark, library)
    return library


def open_matcher(*, installed: Path | None = None, cache: Path | None = None, own: Path = embedded.FOLDER) -> Matcher:
    """The matcher of `open_library`."""
    return open_library(installed=installed, cache=cache, own=own).matcher


def _index(own: Path, imports: Sequence[Path], path: Path) -> tuple[Index, Text | None]:
    note = None
    try:
        return index.load(path), note
    except Damaged:
        note = say("L'index des mots-clés gardé sur cette machine était abîmé : il a été refait.")
    except OSError:
        pass  # none yet, or a folder that cannot be read: compiled all the same
    taxonomies, damaged = _taxonomies(own, imports)
    built = index.build(taxonomies)
    if damaged:
        names = ", ".join(name.upper() for name in damaged)
        return built, say("{names} : le fichier gardé ici est abîmé. « ereput taxonomy install » le remplace.", names=names)
    _keep(path.parent, "keywords-*.index", lambda: index.save(built, path))
    return built, note


def _keep(folder: Path, older: str, save: Callable[[], None]) -> None:
    """Save into the cache, older editions out; a cache that cannot be written is done without."""
    try:
        for old in folder.glob(older):
            old.unlink(missing_ok=True)
        save()
    except OSError:
        return


def _taxonomies(own: Path, imports: Sequence[Path]) -> tuple[list[Taxonomy], list[str]]:
    """Ours and the installed ones, and the names of those that cannot be read."""
    from ereput.analyse.keywords.imports import store

    found, damaged = [embedded.read(own)], []
    for path in imports:
        try:
            found.append(store.read(path))
        except ValueError:
            damaged.append(path.stem)
    return found, damaged
