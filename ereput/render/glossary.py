"""The words of the report explained, and the competence that each section exercises."""

from __future__ import annotations

from types import MappingProxyType

from ereput.competences import competence
from ereput.model import Text, say

GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (say("Barème"), say("La table publique et datée qui dit ce que pèse chaque élément d'une note.")),
    (
        say("Déréférencement"),
        say("Demander à un moteur de ne plus montrer une page quand on cherche votre nom ; la page, elle, reste en ligne."),
    ),
    (say("Double numérique"), say("Ce que le web dit de vous, que vous l'ayez écrit ou non.")),
    (say("Empreinte"), say("Une suite de signes calculée sur le contenu lu (SHA-256) : un autre contenu en aurait une autre.")),
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

COMPETENCES = MappingProxyType(
    {
        section: competence(rule)
        for section, rule in (
            ("recruiter", "recruiter"),
            ("exposure", "exposure"),
            ("keywords", "keywords"),
            ("alive", "activity"),
            ("networks", "contacts"),
            ("coherence", "coherence"),
            ("plan", "plan"),
        )
    }
)
"""Section -> the competence of the rules that it tells most; a finding has that of its own rule."""
