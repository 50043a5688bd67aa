"""E8, A35, A36: links and hashtags without a word of hers, and opaque shorteners: « il manque trop de contexte »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Done, acts, host, links
from ereput.analyse.presence.making import Rule, finding, lacking, part, proof, share, table
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "links.context"
TITLE = say("Vos liens sont-ils accompagnés de vos mots ?")
LEAST_WORDS = 5
"""Own words below which a link says nothing of who shares it."""
SHORTENERS = frozenset(
    """
    bit.ly j.mp goo.gl tinyurl.com ow.ly is.gd buff.ly t.ly rebrand.ly cutt.ly
    shorturl.at lnkd.in dlvr.it fb.me urlz.fr url.fr tiny.cc v.gd
    """.split()
)


def run(known: Known) -> Iterator[Yield]:
    posts = [(d, links(d.reading)) for d in acts(known)]
    linked = [(d, found) for d, found in posts if found]
    tagged = [d for d, found in posts if not found and "#" in d.reading.mention.text and d.words < LEAST_WORDS]
    if not linked and not tagged:
        yield lacking(NAME, TITLE, say("Aucun lien partagé n'a été lu."))
        yield part(Axis.ALIVE, "context", None, say("aucun lien partagé"))
        return
    bare = [d for d, _ in linked if d.words < LEAST_WORDS]
    short = [(d, u) for d, found in linked for u in found if host(u) in SHORTENERS]
    value = share(len(linked) - len(bare), len(linked)) if linked else None
    inputs = say("{n} publications à lien sur {all} disent pourquoi", n=len(linked) - len(bare), all=len(linked))
    yield part(Axis.ALIVE, "context", value, inputs)
    rows: list[tuple[Cell, ...]] = [(d.at.date(), d.words, ", ".join(host(u) for u in found), d.reading.mention.url) for d, found in linked]
    yield table(NAME, TITLE, ("day", "own_words", "hosts", "url"), rows)
    yield from _bare(known, bare, value)
    yield from _opaque(known, short)
    yield from _tags(known, tagged)


def _bare(known: Known, bare: list[Done], value: float | None) -> Iterator[Yield]:
    if bare:
        yield finding(
            known, NAME, "bare", axis=Axis.ALIVE, severity=Severity.LOW, title=say("{n} {n:lien|liens} sans contexte", n=len(bare)),
            explanation=say("Un lien seul ne montre pas ce que vous savez ; deux phrases disent ce qu'il vous apprend et à qui il sert."),
            remedy=say("Complétez : « Ce qui m'a servi ici : … ; utile si vous … »."), evidence=[proof(d.reading) for d in bare[:10]],
            part=("context", 100 - (value or 0)),
        )  # fmt: skip


def _opaque(known: Known, short: list[tuple[Done, str]]) -> Iterator[Yield]:
    if short:
        yield finding(
            known, NAME, "opaque", axis=Axis.ALIVE, severity=Severity.LOW,
            title=say("{n} {n:lien raccourci opaque|liens raccourcis opaques}", n=len(short)),
            explanation=say("Un lien raccourci cache sa destination, et il casse quand le service ferme."),
            remedy=say("Remettez l'adresse complète de la page."), evidence=[proof(d.reading, u) for d, u in short[:10]],
        )  # fmt: skip


def _tags(known: Known, tagged: list[Done]) -> Iterator[Yield]:
    if tagged:
        yield finding(
            known, NAME, "tags", axis=Axis.ALIVE, severity=Severity.LOW,
            title=say("{n} {n:publication|publications} en mots-dièse seuls", n=len(tagged)),
            explanation=say("Un mot-dièse classe une idée ; il ne la dit pas."),
            remedy=say("Ajoutez une phrase qui dit ce que vous en pensez."), evidence=[proof(d.reading) for d in tagged[:10]],
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E8",), needs=say("des publications dont le texte est lu"), run=run)
