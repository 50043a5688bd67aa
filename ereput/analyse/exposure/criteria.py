"""The criteria on which no employer may decide: Code du travail L1132-1, in its version of 1 September 2022 (loi 2022-401), in its order.

Each names the kinds under which explicit words of a text are read, or says why nothing of a text is read under it. Nothing is inferred.
"""

from __future__ import annotations

from typing import NamedTuple

from ereput.model import Text, say


class Criterion(NamedTuple):
    """One criterion of the article: its name, the kinds that read it, and why it is not read where it is not (None: it is)."""

    name: Text
    kinds: tuple[str, ...]
    unread: Text | None = None


CRITERIA = (
    Criterion(say("l'origine"), ("ORIGIN",)),
    Criterion(say("le sexe"), ("GENDER",)),
    Criterion(say("les mœurs"), ("MORALS",)),
    Criterion(say("l'orientation sexuelle"), ("SEXUALITY",)),
    Criterion(say("l'identité de genre"), ("GENDER",)),
    Criterion(say("l'âge"), ("AGE", "DOB")),
    Criterion(say("la situation de famille"), ("FAMILY_STATUS",)),
    Criterion(say("la grossesse"), ("PREGNANCY",)),
    Criterion(say("les caractéristiques génétiques"), ("GENETIC",)),
    Criterion(say("la vulnérabilité due à la situation économique"), ("POVERTY",)),
    Criterion(say("l'appartenance, vraie ou supposée, à une ethnie, une nation ou une prétendue race"), ("ORIGIN",)),
    Criterion(say("les opinions politiques"), ("POLITICS",)),
    Criterion(say("les activités syndicales ou mutualistes"), ("UNION",)),
    Criterion(say("l'exercice d'un mandat électif"), ("POLITICS",)),
    Criterion(say("les convictions religieuses"), ("RELIGION",)),
    Criterion(say("l'apparence physique"), ("APPEARANCE",)),
    Criterion(
        say("le nom de famille"),
        (),
        say("Votre nom est ce que l'on cherche : il ne se retire pas, et rien n'est déduit de sa forme."),
    ),
    Criterion(say("le lieu de résidence"), ("ADDRESS", "HOME")),
    Criterion(say("la domiciliation bancaire"), ("BANK", "IBAN", "RIB")),
    Criterion(say("l'état de santé"), ("HEALTH",)),
    Criterion(say("la perte d'autonomie"), ("DISABILITY",)),
    Criterion(say("le handicap"), ("DISABILITY",)),
    Criterion(
        say("la capacité à s'exprimer dans une langue autre que le français"),
        (),
        say("Une langue apprise est une compétence : elle se montre. Seule une langue maternelle nommée est lue, comme origine."),
    ),
    Criterion(say("la qualité de lanceur d'alerte, de facilitateur ou de personne en lien avec un lanceur d'alerte"), ("WHISTLEBLOWER",)),
)


def protected(kind: str) -> tuple[Text, ...]:
    """The criteria that a datum of `kind` may tell, in the order of the article."""
    return tuple(criterion.name for criterion in CRITERIA if kind in criterion.kinds)
