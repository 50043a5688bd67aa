"""The words of the report explained, and the competence that each section exercises."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ereput.model import Text, say

GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (say("Barème"), say("La table publique et datée qui dit ce que pèse chaque élément d'une note.")),
    (
        say("Déréférencement"),
        say("Demander à un moteur de ne plus montrer une page quand on cherche votre nom ; la page, elle, reste en ligne."),
    ),
    (say("Double numérique"), say("Ce que le web dit de vous, que vous l'ayez écrit ou non.")),
    (say("Empreinte"), say("Une suite de signes calculée sur le contenu lu (SHA-256) : elle prouve que la page disait cela ce jour-là.")),
    (say("Export"), say("L'archive de vos propres données qu'un service vous remet sur demande (RGPD, art. 15 et 20).")),
    (say("Homonyme"), say("Une autre personne qui porte le même nom que vous.")),
    (say("Indexé"), say("Qu'un moteur de recherche a le droit de retenir et de montrer.")),
    (say("Marge"), say("L'écart possible autour d'une note : plus on a lu de choses, plus il est étroit.")),
    (
        say("Maîtrisé, influencé, subi"),
        say("Une page où vous écrivez, une page que vous pouvez faire corriger, une page dont d'autres décident."),
    ),
    (say("Mot-clé"), say("Un mot qu'un recruteur tape ou lit dans une offre : ce que vous savez faire, dit avec les mots du métier.")),
    (say("Preuve"), say("L'adresse, le jour et l'empreinte de ce qui a été lu, avec la phrase, masquée.")),
    (say("robots.txt"), say("Le fichier où un site dit ce que les programmes ont le droit de lire ; ereput le respecte.")),
)
"""Term and meaning, in the alphabetical order of French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """What a section exercises: its number in DigComp 2.2 (European Commission) and in the Pix framework, and its name."""

    digcomp: str
    pix: str
    name: Text

    @property
    def badge(self) -> str:
        return f"DigComp\u00a0{self.digcomp}, Pix\u00a0{self.pix}"


_IDENTITY = Competence(digcomp="2.6", pix="2.4", name=say("gérer son identité numérique, s'insérer dans le monde numérique"))
_PRIVACY = Competence(digcomp="4.2", pix="4.2", name=say("protéger ses données personnelles et sa vie privée"))
_SHARING = Competence(digcomp="2.2", pix="2.2", name=say("partager et publier"))
_INTERACTING = Competence(digcomp="2.1", pix="2.1", name=say("échanger avec les autres"))
_SEARCHING = Competence(digcomp="1.1", pix="1.1", name=say("mener une recherche et une veille"))

COMPETENCES = MappingProxyType(
    {
        "recruiter": _SEARCHING,
        "exposure": _PRIVACY,
        "keywords": _IDENTITY,
        "alive": _SHARING,
        "networks": _INTERACTING,
        "coherence": _IDENTITY,
        "plan": _IDENTITY,
    }
)
"""Section -> the competence it exercises."""
