"""E15: what a program understands of each own page: title, description, canonical, JSON-LD Person, Open Graph, h-card, rel=me; the one
line to add.

Sources: HTML Living Standard (title, meta), RFC 6596 (canonical), schema.org ProfilePage/Person, ogp.me, microformats.org (h-card, rel-me).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import host
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.analyse.presence.pages import own_pages
from ereput.model import Axis, Cell, Mention, Severity, Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "readable.machine"
TITLE = say("Que comprend un programme de vos pages ?")


def _person(mention: Mention) -> bool:
    return any(_has_person(node) for node in mention.all("jsonld"))


def _has_person(node: str) -> bool:
    try:
        body = json.loads(node)
    except (ValueError, RecursionError):
        return False
    types = json.dumps(body)[:20_000]
    return any(f'"{t}"' in types for t in ("Person", "ProfilePage"))


SIGNS: tuple[tuple[str, Callable[[Mention], bool]], ...] = (
    ("title", lambda m: bool(m.title.strip())),
    ("description", lambda m: bool(m.field("description"))),
    ("canonical", lambda m: bool(m.field("canonical"))),
    ("JSON-LD Person", _person),
    ("Open Graph", lambda m: any("og:title" in v for v in m.all("og"))),
    ("h-card", lambda m: bool(m.field("hcard"))),
    ("rel=me", lambda m: bool(m.field("same_as") or m.field("verified"))),
)


def line(sign: str, subject: Subject, url: str) -> str:
    """The one line to add to the page's head for a missing sign, from what the person declared."""
    job = subject.target.occupation or "…"
    me = next((p for p in subject.pages if p != url), "https://…")
    person = {"@context": "https://schema.org", "@type": "Person", "name": subject.name, "jobTitle": job, "url": url}
    return {
        "title": f"<title>{subject.name} – {job}</title>",
        "description": f'<meta name="description" content="{subject.name}, {job} : …">',
        "canonical": f'<link rel="canonical" href="{url}">',
        "JSON-LD Person": f'<script type="application/ld+json">{json.dumps(person, ensure_ascii=False)}</script>',
        "Open Graph": f'<meta property="og:title" content="{subject.name} – {job}">',
        "h-card": f'<p class="h-card"><a class="p-name u-url" href="{url}">{subject.name}</a>, <span class="p-job-title">{job}</span></p>',
        "rel=me": f'<link rel="me" href="{me}">',
    }[sign]


def run(known: Known) -> Iterator[Yield]:
    pages = own_pages(known)
    if not pages:
        yield lacking(NAME, TITLE, say("Vous n'avez déclaré aucune page à vous, ou aucune n'a pu être lue."))
        return
    roots = {p.rstrip("/") for p in known.subject.pages}
    homes = [r for r in pages if r.mention.url.rstrip("/") in roots] or list(pages[:1])
    rows: list[tuple[Cell, ...]] = []
    for home in homes:
        missing = [sign for sign, there in SIGNS if not there(home.mention)]
        rows += [(home.mention.url, sign, _word(sign in missing), line(sign, known.subject, home.mention.url)) for sign, _ in SIGNS]
        if missing:
            first = missing[0]
            yield finding(
                known, NAME, home.mention.url, axis=Axis.FINDABLE, severity=Severity.LOW, label=host(home.mention.url),
                title=say("{n} {n:repère pour les moteurs manque|repères pour les moteurs manquent}", n=len(missing)),
                explanation=say("Sans ces repères, un moteur devine de qui parle la page. Manquent : {signs}.", signs=", ".join(missing)),
                remedy=say("Ajoutez dans l'en-tête : {line}", line=line(first, known.subject, home.mention.url)), evidence=(proof(home),),
            )  # fmt: skip
    yield table(NAME, TITLE, ("url", "sign", "state", "line"), rows)


def _word(lacks: bool) -> Text:  # private, one call
    return say("absent") if lacks else say("présent")


CHECK = Rule(name=NAME, title=TITLE, answers=("E15",), needs=say("au moins une page à vous, déclarée dans le profil"), run=run)
