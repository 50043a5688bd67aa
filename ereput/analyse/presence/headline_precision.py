"""E3: « un vocabulaire adapté »: vague words in headlines and in the CV against tools and verbs that name a thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, network_of
from ereput.analyse.presence.making import Rule, finding, lacking, proof, table
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Cell, Kind, Reading, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "headline.vague"
TITLE = say("Vos présentations sont-elles précises ?")
VAGUE = re.compile(
    r"\b(?:dynamique|motivée?|polyvalente?|rigoureu(?:x|se)|passionnée?|sérieu(?:x|se)|curieu(?:x|se)|autonome|réactive?|réactif|"
    r"force de proposition|esprit d.équipe|bon relationnel|sens du contact|sens des responsabilités|à l.écoute|ponctuel(?:le)?|"
    r"hard[- ]?working|team player|dynamic|motivated|passionate|results[- ]driven|detail[- ]oriented|self[- ]starter|go[- ]getter)\b",
    re.IGNORECASE,
)
"""Words that any candidate may write and no search types."""


def run(known: Known) -> Iterator[Yield]:
    texts = [(r, words) for r in about(known, Kind.PROFILE, Kind.CV, Kind.LETTER) if (words := _words(r))]
    if not texts:
        yield lacking(NAME, TITLE, say("Aucune présentation (titre de profil, résumé, CV) n'a été lue."))
        return
    vocabulary, rows = project(known), []
    for reading, words in texts:
        vague = list(dict.fromkeys(m[0].casefold() for m in VAGUE.finditer(words)))
        precise = sorted(on_topic(words, vocabulary))
        cells: tuple[Cell, ...] = (network_of(reading.mention), reading.mention.kind.value, ", ".join(vague), ", ".join(precise[:8]))
        rows.append(cells)
        if reading.mention.kind is Kind.PROFILE and vague and len(precise) < len(vague):
            first = VAGUE.search(words)
            yield finding(
                known, NAME, f"{network_of(reading.mention)}|{vague[0]}", axis=Axis.FINDABLE, severity=Severity.LOW,
                label=network_of(reading.mention), title=say("Une présentation que tout le monde pourrait signer"),
                explanation=say("« {words} » : un recruteur ne les tape pas, et ils ne vous distinguent pas.", words=", ".join(vague[:4])),
                remedy=say("Remplacez chacun par un fait : l'outil, la tâche, le résultat de votre stage."),
                evidence=(proof(reading, words[max(0, first.start() - 40) : first.end() + 40] if first else ""),),
            )  # fmt: skip
    yield table(NAME, TITLE, ("network", "kind", "vague", "precise"), rows)


def _words(reading: Reading) -> str:
    """The headline and summary of a profile, the masked text of a document."""
    mention = reading.mention
    if mention.kind is Kind.PROFILE:
        return " · ".join(filter(None, (mention.field("headline"), mention.field("summary"))))
    return reading.masked


CHECK = Rule(name=NAME, title=TITLE, answers=("E3",), needs=say("un profil avec titre ou résumé, ou un CV"), run=run)
