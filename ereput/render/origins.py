"""What each measured table was computed from, in words: every statement of the report has its evidence or names its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ereput.model import Text, say

ORIGINS: Mapping[str, Text] = MappingProxyType(
    {
        "accounts": say("vos comptes et vos pages, dans ce qui a été lu"),
        "activity": say("vos publications et vos gestes datés, dans vos exports et vos pages"),
        "coherence": say("votre CV et vos profils"),
        "contacts": say("les contacts et les échanges de vos exports et carnets d'adresses"),
        "employer": say("l'offre, votre CV et votre lettre"),
        "exposure": say("les données personnelles relevées dans cette partie"),
        "exposure.identifiability": say("les indices publics de ce bilan et les effectifs de la population"),
        "keywords": say("les mots attendus (offre, métier, profil) et vos textes, source par source"),
        "keywords.findability": say("vos textes publics, au milieu de profils inventés"),
        "letter": say("l'offre, votre CV et votre lettre"),
        "links": say("les liens de vos messages et de vos pages"),
        "networks": say("vos comptes, vos exports et le catalogue de réseaux d'ereput"),
        "partition": say("vos comptes, vos exports et le catalogue de réseaux d'ereput"),
        "plan.competences": say("les constats de ce bilan"),
        "plan.interview": say("les constats, les mots attendus et les phrases de vos documents"),
        "plan.weeks": say("les phrases de vos documents et les mots attendus"),
        "presence": say("les mesures de ce bilan"),
        "readable": say("vos pages, telles qu'un programme les lit"),
        "recruiter.stops": say("vos profils et vos exports"),
        "recruiter.view": say("la page de résultats que vous avez enregistrée"),
        "showcase": say("vos profils"),
        "stale": say("vos pages et vos profils, à la date du bilan"),
        "student": say("votre profil et les dates de vos traces"),
        "visibility": say("vos textes et ceux qui parlent de vous, dans ce qui a été lu"),
        "visibility.know": say("vos preuves, vos contacts et ce que d'autres disent de vous"),
    }
)
"""Id of a table, or its first word, -> its inputs."""


def origin(table: str) -> Text | None:
    """The inputs of the table `table`: its own, else those of its family; None for a family that is not known here."""
    return ORIGINS.get(table) or ORIGINS.get(table.partition(".")[0])
