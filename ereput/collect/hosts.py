"""What each host allows: the table `catalogue/hosts.toml`, asked before any call leaves.

A host whose terms forbid automated reading is refused here, for every collector, importer and redirect: there is no way around it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from ereput.model import Text, say

INTERVAL = 1.0
"""Seconds between two requests to a host that the table does not name (one page a second, as a fast reader)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a host is never asked, and what serves it instead."""

    host: str
    way: str
    hint: Text


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("ereput.collect.catalogue").joinpath("hosts.toml").read_text("utf-8"))


@cache
def _forbidden() -> dict[str, str]:
    return {host: way for way, hosts in _table()["forbidden"].items() for host in hosts}


_HINTS = {
    "export": say("Demandez à ce site l'export de vos données et ajoutez le fichier au profil (clé exports)."),
    "search": say("Enregistrez vous-même la page depuis votre navigateur et ajoutez le fichier au profil (clé search_results)."),
}


def suffixes(host: str) -> tuple[str, ...]:
    """ "fr.linkedin.com" -> ("fr.linkedin.com", "linkedin.com", "com")."""
    labels = host.lower().rstrip(".").split(".")
    return tuple(".".join(labels[i:]) for i in range(len(labels)))


def refusal(url: str) -> Refusal | None:
    """Why this URL's host must not be asked, or None when it may be."""
    parts = urlsplit(url)
    for suffix in suffixes(parts.hostname or ""):
        first = parts.path.split("/", 2)[1] if parts.path.startswith("/") else ""
        way = _forbidden().get(suffix) or _forbidden().get(f"{suffix}/{first}")
        if way is not None:
            return Refusal(suffix, way, _HINTS[way])
    return None


def forbidden() -> tuple[Refusal, ...]:
    """Every host of the table that is never asked, sorted."""
    return tuple(Refusal(host, way, _HINTS[way]) for host, way in sorted(_forbidden().items()))


def terms(host: str) -> str:
    """Where this host's terms stand, "" when the table does not say."""
    return next((str(_table()["terms"][s]) for s in suffixes(host) if s in _table()["terms"]), "")


def interval(host: str) -> float:
    """Seconds to leave between two requests to `host`."""
    return next((float(_table()["interval"][s]) for s in suffixes(host) if s in _table()["interval"]), INTERVAL)


def keep(host: str) -> float:
    """Seconds during which a stored answer of `host` is good enough; 0 = ask again at each run."""
    return next((float(_table()["keep"][s]) for s in suffixes(host) if s in _table()["keep"]), 0.0)


def stops_at_once(host: str) -> bool:
    """Hosts that answer an ignored 429 with a firewall: the first one ends the run for them."""
    return any(s in _table()["patience"]["none"] for s in suffixes(host))
