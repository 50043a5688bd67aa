"""E6: « le jeu n'est plus un push mais un pull »: posts that ask or promote against posts that help somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.presence.activity_requests import REQUEST
from ereput.analyse.presence.acts import Act, Done, acts, links
from ereput.analyse.presence.making import Rule, finding, lacking, proof, share, table
from ereput.model import Axis, Cell, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.push"
TITLE = say("Vous vendez, ou vous aidez ?")
ENOUGH, MOSTLY = 5, 60
PUSH = re.compile(
    r"\b(?:(?:ravie?|heureu(?:x|se)|fière?|honorée?)\s+d(?:e|')[^.!?\n]{0,30}\b(?:annoncer|partager|rejoindre)|likez|abonnez-vous|"
    r"n.hésitez pas à (?:liker|partager|me contacter)|contactez-moi|suivez-moi|votez pour|"
    r"thrilled to announce|excited to (?:announce|share)|"
    r"like and share|follow me|dm me)\b",
    re.IGNORECASE,
)
HELP = re.compile(
    r"\b(?:comment (?:faire|j.ai|nous avons)|astuces?|méthode|tutoriel|retour d.expérience|j.ai appris|"
    r"ce que j.ai retenu|erreurs? à éviter|"
    r"voici (?:comment|pourquoi)|explique|how (?:to|i)|lessons? learned|tutorial|tips?)\b",
    re.IGNORECASE,
)


def side(done: Done) -> str:
    """push, pull, or neither."""
    text = done.reading.mention.text
    if REQUEST.search(text) or PUSH.search(text):
        return "push"
    if done.act is Act.ANSWER or HELP.search(text) or (links(done.reading) and done.words >= 15):
        return "pull"
    return "neither"


def run(known: Known) -> Iterator[Yield]:
    sides = [(d, side(d)) for d in acts(known)]
    told = [(d, s) for d, s in sides if s != "neither"]
    if len(told) < ENOUGH:
        yield lacking(NAME, TITLE, say("Trop peu de publications dont l'intention se lit."))
        return
    push = [d for d, s in told if s == "push"]
    rate = share(len(push), len(told))
    rows: list[tuple[Cell, ...]] = []
    for name, words in (("push", say("demander, annoncer")), ("pull", say("aider, expliquer"))):
        rows += [(words, d.at.date(), d.reading.mention.url) for d, s in told if s == name][:3]
    note = say("{n} % demandent ou annoncent, le reste aide ou explique.", n=round(rate))
    yield table(NAME, TITLE, ("side", "day", "url"), rows, note=note)
    if rate > MOSTLY:
        yield finding(
            known, NAME, "push", axis=Axis.ALIVE, severity=Severity.LOW, confidence=0.6,
            title=say("Vos publications annoncent plus qu'elles n'aident"),
            explanation=say("On revient vers qui a été utile ; les annonces passent."), evidence=[proof(d.reading) for d in push[:3]],
            remedy=say("À la prochaine, expliquez une chose que vous savez faire, en cinq lignes."),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E6",), needs=say("au moins cinq publications dont l'intention se lit"), run=run)
