"""One application of a fictional student: her CV and her letter, the offer that she answers, and the words that it asks for."""

from __future__ import annotations

from ereput.model import Band, Evidence, Gap, Kind, Match, Mention, Presence, Reading, Sighting, Span, Subject, Target

CAMILLE = Subject(
    names=("Camille Durand",), schools=("Université de la Loire",), employers=("Atelier Loire Data",),
    target=Target(employers=("Brume & Fils",)),
)  # fmt: skip
CV = """Camille Durand
c••••••@•••••••.example
Expérience professionnelle
Stagiaire data analyst, Atelier Loire Data, Nantes
Avril 2026 – juillet 2026
Refonte des tableaux de bord PowerBI de trois équipes, de vingt-deux visuels à cinq.
Modèles dbt sur PostgreSQL, relus et documentés.
Mise en place de deux tests A/B sur le formulaire, avec
calcul de puissance.
Suivi du client Brumaire pour les exports mensuels.
Hôtesse de caisse, Marché des Salorges-Neuves, Nantes
Septembre 2024 – juin 2025
Accueil des clients et tenue de caisse, deux soirs par semaine.
Compétences
Données : SQL, PostgreSQL, Python, pandas, dbt, tests A/B
"""
LETTER = """Camille Durand
Nantes, le 16 novembre 2026
Objet : candidature au poste de data analyst
Madame, Monsieur,
Votre offre chez Fil d'Eau a retenu toute mon attention. Vous suivez la consommation d'eau de 40 000 abonnés avec Power BI.
J'ai écrit des requêtes SQL sur une base PostgreSQL. Vos abonnés ont une consommation à comprendre.
Dynamique, motivée et polyvalente, je saurai m'adapter à votre entreprise. Le plus utile a été de bien écouter.
Fil d'Eau est une maison où je voudrais apprendre.
"""
OFFER = """Data analyst (H/F)
L'entreprise
Fil d'Eau est une coopérative qui suit la consommation d'eau de 40 000 abonnés.
Vos missions
Construire les tableaux de bord Power BI.
"""


def reading(kind: Kind, text: str, *, source: str = "cv", spans: tuple[Span, ...] = (), url: str = "", **fields: str) -> Reading:
    mention = Mention(source=source, url=url or f"file:{kind}.txt", kind=kind, text=text, fields=tuple(fields.items()), declared=True)
    return Reading(
        mention=mention, match=Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED), language="fr", spans=spans, masked=text
    )


READINGS = (
    reading(Kind.CV, CV, file="cv.pdf"),
    reading(Kind.LETTER, LETTER, source="letter", file="lettre.odt"),
    reading(Kind.OFFER, OFFER, source="offer", url="file:offre.html", organisation="Fil d'Eau", file="offre.html"),
)


def gap(
    word: str, form: str = "", state: Presence = Presence.INVISIBLE, *, required: bool = True, public: Presence | None = None, **more: str
) -> Gap:
    seen = (Sighting(source="cv", state=state, form=form),) if form else ()
    return Gap(
        keyword=word, concept=word.lower(), weight=1.0, required=required,
        state=public or (Presence.INVISIBLE if form else Presence.ABSENT),
        in_cv=bool(form), sightings=seen, why=Evidence(url="file:offre.html", quote=more.get("quote", word)), kind=more.get("kind", "hard"),
    )  # fmt: skip


GAPS = (
    gap("Power BI", "PowerBI"),
    gap("dbt", "dbt"),
    gap("A/B testing", "tests A/B", quote="des tests A/B"),
    gap("SQL", "SQL"),
    gap("Airflow"),
)
