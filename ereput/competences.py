"""The competence that each rule exercises (CHECKS G15): DigComp 2.2 (European Commission, 2022) and Pix (référentiel de compétences).

Numbers are those of the two frameworks: "DigComp 2.6" is managing digital identity, "Pix 2.4" is finding one's place in the digital world.
"""

from __future__ import annotations

from dataclasses import dataclass

from ereput.model import Text, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """One competence: its number in each framework, and its name for the reader."""

    digcomp: str
    pix: str
    name: Text

    @property
    def badge(self) -> str:
        return f"DigComp\u00a0{self.digcomp}, Pix\u00a0{self.pix}"


SEARCHING = Competence(digcomp="1.1", pix="1.1", name=say("Chercher et suivre l'information"))
INTERACTING = Competence(digcomp="2.1", pix="2.1", name=say("Échanger avec les autres"))
SHARING = Competence(digcomp="2.2", pix="2.2", name=say("Partager et publier"))
IDENTITY = Competence(digcomp="2.6", pix="2.4", name=say("Gérer son identité numérique, s'insérer dans le monde numérique"))
WRITING = Competence(digcomp="3.1", pix="3.1", name=say("Écrire et mettre en forme un texte"))
ADAPTING = Competence(digcomp="3.1", pix="3.3", name=say("Adapter un document à qui le lit, personnes et machines"))
SECURING = Competence(digcomp="4.1", pix="4.1", name=say("Sécuriser ses comptes et ses appareils"))
PRIVACY = Competence(digcomp="4.2", pix="4.2", name=say("Protéger ses données personnelles et sa vie privée"))

RULES: dict[str, Competence] = {
    "exposure": PRIVACY, "exposure.password": SECURING, "exposure.api_key": SECURING, "exposure.secret": SECURING, "accounts": SECURING,
    "breach": SECURING, "partition": PRIVACY, "activity": SHARING, "activity.requests": INTERACTING, "contacts": INTERACTING,
    "links": SHARING, "networks": IDENTITY, "coherence": IDENTITY, "stale": IDENTITY, "headline": IDENTITY, "showcase": IDENTITY,
    "proof": IDENTITY, "career": IDENTITY, "recruiter": SEARCHING, "serp": SEARCHING, "watch": SEARCHING, "readable": ADAPTING,
    "student": IDENTITY, "visibility": IDENTITY, "words": WRITING, "letter": WRITING, "keywords": WRITING,
}  # fmt: skip
"""First words of a rule -> the competence; the longest that fits wins."""


def competence(rule: str) -> Competence:
    """The competence of a rule; digital identity, the subject of the whole report, when none is nearer.

    >>> competence("activity.requests.early").pix, competence("coherence.cv").pix
    ('2.1', '2.4')
    """
    parts = rule.split(".")
    return next((RULES[key] for n in range(len(parts), 0, -1) if (key := ".".join(parts[:n])) in RULES), IDENTITY)
