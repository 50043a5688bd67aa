"""F2: could this letter go to any employer? Employer named, its facts used, sentences that anybody could send.

The sentence by sentence reading is a table of the advice room; here is only the judgement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import about, fold
from ereput.analyse.presence.career import house_key
from ereput.analyse.presence.making import Rule, finding, lacking, proof, share
from ereput.analyse.presence.vocabulary import on_topic, project
from ereput.model import Axis, Kind, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "letter.generic"
TITLE = say("Votre lettre parle-t-elle à cet employeur ?")
STOCK = re.compile(
    r"\b(?:je me permets de vous adresser|actuellement à la recherche|votre entreprise (?:jouit|bénéficie|"
    r"est reconnue)|je suis convaincue? que|"
    r"mon sens (?:de l|des|du)|ma motivation|"
    r"veuillez agréer|dans l.attente (?:de|d.une)|"
    r"je reste à votre (?:entière )?disposition|"
    r"vivement intéressée?|mettre (?:à profit|mes compétences) (?:mes|au service)|rejoindre vos équipes|i am writing to|i look forward to|"
    r"dynamique et motivée?|leader dans son domaine|your esteemed company)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]{20,600}[.!?]")


def run(known: Known) -> Iterator[Yield]:
    letters, offers = about(known, Kind.LETTER), about(known, Kind.OFFER)
    if not letters or not (offers or known.subject.target.employers):
        yield lacking(NAME, TITLE, say("Il faut une lettre, et une offre ou un employeur visé."))
        return
    letter = letters[0]
    houses = [*known.subject.target.employers, *(v for o in offers for v in o.mention.all("organisation"))]
    named = [h for h in houses if f" {house_key(h)} " in f" {fold(letter.mention.text)} "]
    words, count, stock = project(known), 0, 0
    for sentence in _SENTENCE.finditer(letter.mention.text):
        own = on_topic(sentence[0], words) or any(house_key(h) in fold(sentence[0]) for h in houses) or re.search(r"\d", sentence[0])
        generic = bool(STOCK.search(sentence[0])) and not own
        stock += generic
        count += 1
    if count and (not named or share(stock, count) > 40):
        yield finding(
            known, NAME, "generic", axis=Axis.CREDIBLE, severity=Severity.MEDIUM, title=say("Une lettre qui pourrait partir ailleurs"),
            confidence=0.7,
            explanation=say("{n} phrases sur {all} conviennent à n'importe quel employeur.", n=stock, all=count),
            evidence=(proof(letter),),
            remedy=say("Nommez l'employeur, citez un fait de lui, et liez-le à une tâche de votre stage."),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("F2",), needs=say("une lettre, et une offre ou un employeur visé"), run=run)
