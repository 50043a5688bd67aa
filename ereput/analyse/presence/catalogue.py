"""The dated catalogue of networks: three typologies, alive or dead, and what to suggest by sector (`networks.toml`)."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network. `nature` professional/generalist; `scope` cross/sectoral; `content` what is mostly shared; `objective` what it is for.

    `status` alive/renamed/dead, with the year; `now` is its present name; `rome` the ROME domain letters it serves; `private` is true for a
    network of private life; `academic` for one of research and higher education; `age` is the youngest that its terms of use admit, None
    where they were not read.
    """

    id: str
    name: str
    nature: str
    scope: str
    content: tuple[str, ...]
    objective: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    status: str = "alive"
    year: int | None = None
    now: str = ""
    rome: tuple[str, ...] = ()
    private: bool = False
    academic: bool = False
    age: int | None = None
    url: str = ""
    fr: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """One ROME domain: its letter, its name, the words that point to it, networks to suggest (three at least that anybody may join)."""

    rome: str
    fr: str
    en: str
    words: tuple[str, ...]
    suggest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    dated: str
    by_id: Mapping[str, Network]
    sectors: tuple[Sector, ...]

    def by_host(self, host: str) -> Network | None:
        """The network whose host is `host` or a parent of it."""
        return next((n for n in self.by_id.values() if any(host == h or host.endswith(f".{h}") for h in n.hosts)), None) if host else None

    def sector_of(self, words: str) -> Sector | None:
        """The sector that most of these words point to; None when none does."""
        text = f" {_fold(words)} "
        scored = [(sum(f" {_fold(w)}" in text for w in s.words), s) for s in self.sectors]
        best = max(scored, key=lambda row: row[0], default=(0, None))
        return best[1] if best[0] else None


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


_FILE = Path(__file__).parent / "networks.toml"


@cache
def catalogue(path: Path = _FILE) -> Catalogue:
    """The catalogue that ships, or the one in `path`."""
    body = tomllib.loads(path.read_text("utf-8"))
    networks = {id_: Network(id=id_, **_tuples(row)) for id_, row in body["networks"].items()}
    sectors = tuple(Sector(**_tuples(row)) for row in body["sectors"])
    return Catalogue(str(body["dated"]), networks, sectors)


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}


def translations(path: Path = _FILE) -> Iterator[tuple[str, str]]:
    """French and English of every word of the catalogue a reader may see."""
    body = tomllib.loads(path.read_text("utf-8"))
    yield from ((row["fr"], row["en"]) for row in (*body["networks"].values(), *body["sectors"]) if row.get("fr"))
