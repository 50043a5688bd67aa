"""G4: « délocalisation des données »: links to shared drives that stand in public pages of hers. Whether they open is for her to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import hers, host, links, public
from ereput.analyse.presence.making import Rule, finding, proof, table
from ereput.model import Axis, Cell, Reading, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "links.cloud"
TITLE = say("Documents partagés par lien")
CLOUDS = (
    "drive.google.com", "docs.google.com", "dropbox.com", "1drv.ms", "onedrive.live.com", "sharepoint.com", "wetransfer.com", "we.tl",
    "mega.nz",
    "icloud.com", "box.com", "s3.amazonaws.com", "storage.googleapis.com", "blob.core.windows.net", "notion.site", "trello.com",
)  # fmt: skip


def run(known: Known) -> Iterator[Yield]:
    found = [(r, u) for r in known.readings if public(r.mention) and hers(r.mention, known.subject) for u in _links(r) if _cloud(u)]
    if not known.readings:
        return
    rows: list[tuple[Cell, ...]] = [(host(u), r.mention.url) for r, u in found]
    yield table(NAME, TITLE, ("cloud", "where"), rows, note=None if rows else say("Aucun lien vers un espace partagé n'a été trouvé."))
    if found:
        yield finding(
            known, NAME, "shared", axis=Axis.CREDIBLE, severity=Severity.MEDIUM, title=say("{n} {n:lien|liens} vers un espace partagé",
            n=len(found)),
            explanation=say("Qui a le lien peut souvent lire, parfois le dossier entier, nom du compte compris."), confidence=0.7,
            remedy=say("Ouvrez chaque lien en navigation privée ; s'il s'affiche, restreignez l'accès."), evidence=[proof(r,
            host(u)) for r, u in found[:5]],
        )  # fmt: skip


def _links(reading: Reading) -> tuple[str, ...]:
    return (*links(reading), *reading.mention.all("url"))


def _cloud(url: str) -> bool:
    return any(host(url) == c or host(url).endswith(f".{c}") for c in CLOUDS)


CHECK = Rule(name=NAME, title=TITLE, answers=("G4",), needs=say("des pages publiques de vous"), run=run)
