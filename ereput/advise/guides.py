"""The guides: for each service, where its settings are, how to delete, how to be de-listed; difficulty, minutes, date (`guides.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One service. `settings`, `delete`, `delist`, `form` are links ("" when there is none); `fr`/`en` say what to do in one or
    two sentences.

    `contact` is where to write (an e-mail or a form) when only the service can act; `delete` is where she closes an account of her own.
    `each`: one guide, several publishers; every host under it answers for itself. `minutes` is for the main gesture.
    """

    id: str
    name: str
    hosts: tuple[str, ...]
    kind: str
    fr: str
    en: str
    settings: str = ""
    delete: str = ""
    delist: str = ""
    contact: str = ""
    difficulty: str = "easy"
    minutes: int = 10
    each: bool = False
    checked: str = ""
    source: str = "ereput"


_FILE = Path(__file__).parent / "guides.toml"


@cache
def guides(path: Path = _FILE) -> Mapping[str, Guide]:
    """Every guide of the file, by id."""
    return parse(tomllib.loads(path.read_text("utf-8")))


def parse(body: Mapping[str, Any]) -> dict[str, Guide]:
    """Guides from parsed TOML: `dated`, then one table per service under `services`."""
    dated = str(body.get("dated", ""))
    return {id_: Guide(**({"id": id_, "checked": dated} | _tuples(row))) for id_, row in body["services"].items()}


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}


def for_url(url: str, known: Mapping[str, Guide] | None = None) -> Guide | None:
    """The guide of the service at this address: the longest host that fits."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    fits = [(len(h), g) for g in (known or guides()).values() for h in g.hosts if host == h or host.endswith(f".{h}")]
    return max(fits, key=lambda row: row[0])[1] if fits else None


def engines(known: Mapping[str, Guide] | None = None) -> tuple[Guide, ...]:
    """The search engines that take de-listing requests, in the order most used in France."""
    return tuple(g for g in (known or guides()).values() if g.kind == "engine" and g.delist)


def translations(path: Path = _FILE) -> Iterator[tuple[str, str]]:
    """French and English of every guide: what the catalogue of the room must hold."""
    yield from ((g.fr, g.en) for g in guides(path).values())
