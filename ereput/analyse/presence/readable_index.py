"""E2: « pas de contenu, pas d'indexation »: may a search engine read each of her pages? noindex, robots, login wall, empty page,
canonical.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import host
from ereput.analyse.presence.making import Rule, finding, lacking, part, proof, share, table
from ereput.analyse.presence.pages import own_pages
from ereput.model import Axis, Cell, Coverage, Evidence, Finding, Reading, Severity, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "readable.index"
CLOSED = "readable.closed"
TITLE = say("Les moteurs peuvent-ils lire vos pages ?")
LEAST_TEXT = 200
"""Characters below which a page has nothing to index."""
WALL_TEXT = 800
"""Characters below which a page that asks for an account shows little else."""
WALL = re.compile(
    r"\b(?:connectez-vous|identifiez-vous|se connecter|connexion requise|mot de passe|créer un compte|réservée? aux membres|"
    r"(?:log|sign) ?in|password|create an account|join now|members only)\b",
    re.IGNORECASE,
)


def run(known: Known) -> Iterator[Yield]:
    pages, walls = own_pages(known), _walls(known)
    if not pages and not walls:
        yield lacking(NAME, TITLE, say("Vous n'avez déclaré aucune page à vous, ou aucune n'a pu être lue."))
        yield part(Axis.FINDABLE, "readable", None, say("aucune page à vous n'a été lue"))
        return
    causes = [(r, _cause(r)) for r in pages]
    rows: list[tuple[Cell, ...]] = [(r.mention.url, cause or say("lisible")) for r, cause in causes]
    rows += [(c.where, say("fermée aux programmes")) for c in walls]
    yield table(NAME, TITLE, ("url", "state"), rows)
    closed = [(r, c) for r, c in causes if c]
    good = len(pages) - len(closed)
    yield part(Axis.FINDABLE, "readable", share(good, len(rows)), say("{n} de vos pages sur {all} sont lisibles", n=good, all=len(rows)))
    yield from (_finding(known, r, c, 100 / len(rows)) for r, c in closed)
    yield from (_wall(known, c, 100 / len(rows)) for c in walls)
    if not good:
        yield finding(
            known, CLOSED, "all", axis=Axis.FINDABLE, severity=Severity.HIGH, title=say("Aucune de vos pages n'est lisible par un moteur"),
            explanation=say("Ce qu'un moteur ne peut pas lire n'existe pas pour qui vous cherche."),
            remedy=say("Choisissez celle qui parle le mieux de vous : ôtez-lui « noindex », ou sa ligne « Disallow » dans robots.txt."),
            evidence=[_where(r) for r, _ in closed[:5]] or [_seen(c) for c in walls[:5]],
        )  # fmt: skip


def _cause(reading: Reading) -> Text | None:
    mention = reading.mention
    robots = " ".join(mention.all("robots")).casefold()
    if "noindex" in robots or "none" in robots.replace(",", " ").split():
        return say("noindex : la page demande à ne pas être indexée")
    if len(mention.text) < WALL_TEXT and WALL.search(mention.text):
        return say("mur de connexion : la page demande un compte avant de se montrer")
    if len(mention.text.strip()) < LEAST_TEXT and not mention.field("description"):
        return say("presque sans texte")
    canonical = mention.field("canonical")
    if canonical.startswith("http") and host(canonical) != host(mention.url):
        return say("canonique : la page se dit copie d'un autre site")
    return None


def _walls(known: Known) -> list[Coverage]:
    """Her own pages that refused us: a program that reads politely is treated as an engine would be."""
    mine = tuple(p.rstrip("/") for p in known.subject.pages)
    return [c for c in known.coverage if c.verdict is Verdict.BLOCKED and c.where.rstrip("/") in mine]


def _where(reading: Reading) -> Evidence:
    return proof(reading, reading.mention.field("robots"))


def _finding(known: Known, reading: Reading, cause: Text, points: float) -> Finding:
    return finding(
        known, NAME, reading.mention.url, axis=Axis.FINDABLE, severity=Severity.MEDIUM, label=host(reading.mention.url),
        title=say("Page que les moteurs n'indexent pas"), explanation=say("Cause : {cause}.", cause=cause),
        remedy=say("Retirez ce frein si vous voulez qu'on trouve cette page ; gardez-le si elle est privée."),
        evidence=(_where(reading),), part=("readable", points),
    )  # fmt: skip


def _wall(known: Known, coverage: Coverage, points: float) -> Finding:
    return finding(
        known, NAME, coverage.where, axis=Axis.FINDABLE, severity=Severity.LOW, label=host(coverage.where), confidence=0.6,
        title=say("Page fermée aux programmes"),
        explanation=say("Le site a refusé notre lecture ; un moteur de recherche peut recevoir le même refus."),
        remedy=say("Vérifiez dans un moteur avec « site:{host} ».", host=host(coverage.where)),
        evidence=(_seen(coverage),), part=("readable", points),
    )  # fmt: skip


def _seen(coverage: Coverage) -> Evidence:
    return Evidence(url=coverage.where, seen_at=coverage.seen_at, sha256=coverage.sha256, quote=f"HTTP {coverage.status or ''}".strip())


CHECK = Rule(name=NAME, title=TITLE, answers=("E2",), needs=say("au moins une page à vous, déclarée dans le profil"), run=run)
