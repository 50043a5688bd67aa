"""How things look: for every state a colour family, a shape and a word, so that colour never speaks alone (WCAG 1.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ereput.model import Axis, Band, Presence, Severity, State, Text, Verdict, say


@dataclass(frozen=True, slots=True)
class Look:
    """A colour family of `tokens.css`, a shape that the report's fonts carry, a word."""

    tone: str
    shape: str
    word: Text


SEVERITIES = MappingProxyType(
    {
        Severity.CRITICAL: Look("critical", "▲", say("Critique")),
        Severity.HIGH: Look("high", "◆", say("Élevée")),
        Severity.MEDIUM: Look("medium", "●", say("Moyenne")),
        Severity.LOW: Look("low", "○", say("Faible")),
        Severity.INFO: Look("info", "–", say("À savoir")),
        Severity.GOOD: Look("good", "✓", say("Bon point")),
    }
)
"""From the gravest to the best: the order in which the report shows them."""

VERDICTS = MappingProxyType(
    {
        Verdict.PRESENT: Look("good", "✓", say("Trouvé")),
        Verdict.ABSENT: Look("info", "○", say("Absent")),
        Verdict.BLOCKED: Look("high", "◆", say("Bloqué")),
        Verdict.BROKEN_RULE: Look("medium", "●", say("Lecture à réparer")),
        Verdict.UNDECIDED: Look("medium", "●", say("Indécis")),
    }
)

BANDS = MappingProxyType(
    {
        Band.CONFIRMED: Look("good", "✓", say("C'est vous")),
        Band.PROBABLE: Look("low", "●", say("Probablement vous")),
        Band.TO_CHECK: Look("medium", "◆", say("À vérifier par vous")),
        Band.NAMESAKE: Look("info", "○", say("Sans doute un homonyme")),
    }
)

PRESENCES = MappingProxyType(
    {
        Presence.PRESENT: Look("good", "✓", say("Présent")),
        Presence.OTHER_NAME: Look("good", "●", say("Présent sous un autre nom")),
        Presence.CLOSE: Look("medium", "◆", say("Proche, à vérifier")),
        Presence.ABSENT: Look("high", "○", say("Absent")),
        Presence.INVISIBLE: Look("medium", "–", say("Présent mais invisible")),
    }
)

STATES = MappingProxyType(
    {
        State.OPEN: Look("info", "☐", say("à faire")),
        State.ASKED: Look("low", "●", say("demande envoyée")),
        State.DONE: Look("good", "✓", say("fait")),
        State.ACCEPTED: Look("info", "–", say("accepté")),
    }
)

AXES = MappingProxyType(
    {
        Axis.FINDABLE: (say("Trouvable"), say("Les mots d'un recruteur mènent à vous.")),
        Axis.CREDIBLE: (say("Crédible"), say("Ce que vous annoncez se vérifie.")),
        Axis.ALIVE: (say("Vivant"), say("Votre présence est régulière et ciblée.")),
        Axis.PROTECTED: (say("Protégé"), say("Vos données personnelles restent à vous.")),
    }
)
"""The name of each axis and what it means, in one line."""

GRADES = MappingProxyType({"A": ("good", "★"), "B": ("good", "✓"), "C": ("medium", "●"), "D": ("high", "◆"), "E": ("critical", "▲")})
UNGRADED = ("info", "–")


def sureness(confidence: float) -> Text:
    """A confidence in words."""
    if confidence >= 0.9:
        return say("très sûr")
    if confidence >= 0.7:
        return say("sûr")
    return say("probable") if confidence >= 0.5 else say("à vérifier")
