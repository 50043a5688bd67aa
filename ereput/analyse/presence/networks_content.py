"""B3: what is mostly shared on each network: links, references, articles, answers, code, pictures, short posts; « vous ne partagez
que des liens ».
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Act, Done, acts, links
from ereput.analyse.presence.making import Rule, computed, finding, lacking, table
from ereput.model import Axis, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "networks.content"
TITLE = say("Ce que vous partagez, réseau par réseau")
ENOUGH, ARTICLE_WORDS = 5, 250
_REFERENCE = re.compile(r"\b(?:doi\.org|isbn|issn|et al\.|10\.\d{4,9}/)", re.IGNORECASE)
_CODE = re.compile(r"```|\b(?:github\.com|gitlab\.com|codeberg\.org)/\S|(?:^|\n)(?:SELECT|def|import|function)\s", re.MULTILINE)
WORDS = {
    "answer": say("réponses"), "article": say("articles"), "code": say("code"), "reference": say("références"), "link": say("liens"),
    "image": say("images"), "brief": say("brèves"),
}  # fmt: skip


def content(done: Done) -> str:
    """The type of one act, the most telling first."""
    mention = done.reading.mention
    if done.act in (Act.ANSWER, Act.COMMENT):
        return "answer"
    if _CODE.search(mention.text) or mention.kind is Kind.PROJECT:
        return "code"
    if mention.kind is Kind.ARTICLE or done.words > ARTICLE_WORDS:
        return "article"
    if _REFERENCE.search(mention.text):
        return "reference"
    if links(done.reading):
        return "link"
    return "brief" if done.words else "image"


def run(known: Known) -> Iterator[Yield]:
    done = acts(known)
    if len(done) < ENOUGH:
        yield lacking(NAME, TITLE, say("Moins de {n} publications lues.", n=ENOUGH))
        return
    counts: dict[str, Counter[str]] = {}
    for act in done:
        counts.setdefault(act.network, Counter())[content(act)] += 1
    yield table(NAME, TITLE, ("network", *WORDS), ((network, *(c[w] for w in WORDS)) for network, c in sorted(counts.items())))
    for network, c in sorted(counts.items()):
        if c.total() >= ENOUGH and c["link"] == c.total():
            yield finding(
                known, NAME, f"links|{network}", axis=Axis.ALIVE, severity=Severity.LOW, label=network,
                title=say("Vous n'y partagez que des liens : {network}", network=network),
                explanation=say("Un compte qui ne relaie que des pages montre ce que vous lisez, moins ce que vous savez."),
                remedy=say("Sur trois liens, écrivez une brève ou une réponse de votre main."), evidence=(computed(*_ids(done, network)),),
            )  # fmt: skip


def _ids(done: tuple[Done, ...], network: str) -> Iterator[str]:
    return (d.reading.mention.id for d in done[:50] if d.network == network)


CHECK = Rule(name=NAME, title=TITLE, answers=("B3",), needs=say("au moins cinq publications lues"), run=run)
