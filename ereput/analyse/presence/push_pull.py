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
ENOUGH, MOSTLY, EXPLAINED = 5, 60, 15
EXAMPLES = 3
PUSH = re.compile(
    r"\b(?:(?:ravie?|heureu(?:x|se)|fière?|honorée?|plaisir)\s+d(?:e|')[^.!?\n]{0,30}\b(?:annoncer|partager|rejoindre|présenter)|"
    r"likez|abonnez-vous|n.hésitez pas à (?:liker|partager|me contacter|me suivre)|contactez-moi|suivez-moi|votez pour|"
    r"inscrivez-vous|réservez (?:vite|votre)|"
    r"découvrez (?:mon|ma|mes|notre|nos)|achetez|offre (?:spéciale|limitée)|lien en bio|j.ai (?:obtenu|décroché|reçu) (?:mon|ma|le prix)|"
    r"(?:thrilled|proud|pleased|delighted|honou?red) to (?:announce|share|present|join)|excited to (?:announce|share|join)|"
    r"like and share|follow me|dm me|subscribe|check out my|sign up|link in bio|buy now)\b",
    re.IGNORECASE,
)
"""Words of who sells: announces, asks for a click, asks to be followed."""
HELP = re.compile(
    r"\b(?:comment (?:faire|j.ai|nous avons|éviter|choisir)|astuces?|méthode|tutoriels?|tuto|guide|retour d.expérience|j.ai appris|"
    r"mode d.emploi|"
    r"ce que (?:j.ai retenu|j.en retiens|cela change)|erreurs? (?:à éviter|fréquentes?)|étape par étape|pas à pas|en résumé|concrètement|"
    r"il (?:suffit|faut) (?:de|d')|vous pouvez|pensez à|attention à|voici (?:comment|pourquoi|ce que)|j.explique|expliquée?s?|parce que|"
    r"how (?:to|i)|lessons? learned|tutorial|tips?|step by step|you can|make sure|here is (?:how|why)|because|beware)\b",
    re.IGNORECASE,
)
"""Words of who helps: explains, warns, hands over a way to do."""


ASK = re.compile(
    r"\b(?:quelqu.un (?:a|aurait|conna[iî]t|sait|peut)|qui (?:conna[iî]t|aurait|peut m)|vous auriez|auriez-vous|des (?:idées|conseils) \?|"
    r"any(?:one|body) (?:has|have|know)|does anyone|can (?:someone|anyone)|any (?:tips|advice|ideas)\b)",
    re.IGNORECASE,
)
"""Words of who asks for help: neither selling nor helping."""


def side(done: Done) -> str:
    """push, pull, or neither: which words come most; an answer, or an explained link, helps too. A request sells, whatever it adds."""
    text = done.reading.mention.text
    if REQUEST.search(text):
        return "push"
    sells = len(PUSH.findall(text))
    if ASK.search(text):
        return "neither" if not sells else "push"
    helps = len(HELP.findall(text)) + (done.act is Act.ANSWER) + bool(links(done.reading) and done.words >= EXPLAINED)
    return "neither" if sells == helps else "push" if sells > helps else "pull"


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
        rows += [(words, d.at.date(), proof(d.reading).quote, d.reading.mention.url) for d, s in told if s == name][:EXAMPLES]
    note = say("{n} % demandent ou annoncent, le reste aide ou explique.", n=round(rate))
    yield table(NAME, TITLE, ("side", "day", "sentence", "url"), rows, note=note)
    if rate > MOSTLY:
        yield finding(
            known, NAME, "push", axis=Axis.ALIVE, severity=Severity.LOW, confidence=0.6,
            title=say("Vos publications annoncent plus qu'elles n'aident"),
            explanation=say("On revient vers qui a été utile ; les annonces passent."), evidence=[proof(d.reading) for d in push[:3]],
            remedy=say("À la prochaine, expliquez une chose que vous savez faire, en cinq lignes."),
        )  # fmt: skip


CHECK = Rule(name=NAME, title=TITLE, answers=("E6",), needs=say("au moins cinq publications dont l'intention se lit"), run=run)
