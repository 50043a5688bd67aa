"""Code du travail L1132-1: each criterion is read in explicit words, or is said not to be read, with its reason."""

from __future__ import annotations

import pytest

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.criteria import CRITERIA, protected
from ereput.analyse.exposure.detect import detect
from ereput.analyse.exposure.kinds import KINDS, SENSITIVE

SENTENCES = {
    "l'origine": ("ORIGIN", "Je suis d'origine malienne.", "Poulet au citron, recette d'origine malienne."),
    "le sexe": ("GENDER", "Sexe : féminin", "Une loi sur la parité entre les sexes."),
    "les mœurs": ("MORALS", "Je suis libertin.", "Le roman libertin du XVIIIe siècle."),
    "l'orientation sexuelle": ("SEXUALITY", "Je suis homosexuelle.", "Un colloque sur l'homosexualité."),
    "l'identité de genre": ("GENDER", "Je suis transgenre.", "Le forum transgenre du festival."),
    "l'âge": ("AGE", "J'ai 52 ans.", "J'ai 12 ans d'expérience."),
    "la situation de famille": ("FAMILY_STATUS", "Je suis divorcée.", "Le divorce en droit romain."),
    "la grossesse": ("PREGNANCY", "Je suis enceinte de quatre mois.", "Une enceinte acoustique de 40 W."),
    "les caractéristiques génétiques": ("GENETIC", "Je suis porteuse de la mutation BRCA1.", "Une thèse sur la mutation BRCA1."),
    "la vulnérabilité due à la situation économique": ("POVERTY", "Je touche le RSA.", "Le RSA a été créé en 2009."),
    "l'appartenance, vraie ou supposée, à une ethnie, une nation ou une prétendue race": (
        "ORIGIN",
        "Nationalité : tunisienne",
        "La nationalité tunisienne s'acquiert par filiation.",
    ),
    "les opinions politiques": ("POLITICS", "Je suis socialiste.", "Le groupe socialiste a voté contre."),
    "les activités syndicales ou mutualistes": ("UNION", "Je suis administratrice de ma mutuelle.", "La mutuelle rembourse les lunettes."),
    "l'exercice d'un mandat électif": ("POLITICS", "Conseillère municipale, Rezé", "Le conseil municipal se réunit lundi."),
    "les convictions religieuses": ("RELIGION", "Je suis musulmane.", "L'art musulman en Espagne."),
    "l'apparence physique": ("APPEARANCE", "Je suis obèse.", "Un chat obèse dans une bande dessinée."),
    "le lieu de résidence": ("ADDRESS", "J'habite 12 rue des Lilas, 44000 Nantes.", "La rue des Lilas est en travaux."),
    "la domiciliation bancaire": (
        "BANK",
        "Mon compte est domicilié à La Banque Postale.",
        "La Banque Postale ouvre une agence.",
    ),
    "l'état de santé": ("HEALTH", "Je suis diabétique.", "Un aspirateur pour personne allergique."),
    "la perte d'autonomie": ("DISABILITY", "Je suis en perte d'autonomie.", "Aide à domicile de personnes en perte d'autonomie."),
    "le handicap": ("DISABILITY", "Je suis malentendante.", "Une formation à l'accueil du handicap."),
    "la qualité de lanceur d'alerte, de facilitateur ou de personne en lien avec un lanceur d'alerte": (
        "WHISTLEBLOWER",
        "Je suis facilitateur d'un lanceur d'alerte.",
        "Je suis lanceur de poids.",
    ),
}
"""Criterion -> the kind that reads it, a sentence that speaks, and one that must not."""


def rules(text: str, kind: str) -> list[str]:
    return [span.rule for span in detect(Passage(text=text)) if span.kind == kind]


@pytest.mark.parametrize("criterion", SENTENCES)
def test_a_criterion_is_read_in_explicit_words_only(criterion: str) -> None:
    """The sentence that says it of its author speaks; the one in which the word is only a topic does not."""
    kind, speaks, silent = SENTENCES[criterion]
    (found, *_) = rules(speaks, kind)
    assert kind not in SENSITIVE or found == f"lane.{kind.lower()}.self"
    assert rules(silent, kind) == []


def test_every_criterion_is_read_or_says_why_not() -> None:
    """The list of the article is whole: 24 criteria, each with a sentence here or a reason there."""
    assert len(CRITERIA) == 24
    assert {str(c.name) for c in CRITERIA if c.unread is None} == set(SENTENCES)
    assert all((c.unread is None) == bool(c.kinds) for c in CRITERIA)
    assert {kind for c in CRITERIA for kind in c.kinds} <= KINDS.keys()
    assert all(SENTENCES[str(c.name)][0] in c.kinds for c in CRITERIA if c.unread is None)
    assert [str(name) for name in protected("GENDER")] == ["le sexe", "l'identité de genre"]


@pytest.mark.parametrize(
    ("text", "kind", "assertion"),
    [
        ("Ma sœur est lanceuse d'alerte.", "WHISTLEBLOWER", "other"),
        ("Sa langue maternelle est le wolof.", "ORIGIN", "other"),
        ("Langues : anglais (courant), arabe (langue maternelle)", "ORIGIN", "self"),
        ("Je ne suis pas enceinte.", "PREGNANCY", "negated"),
        ("« Je suis homosexuel », a dit le ministre.", "SEXUALITY", "quoted"),
        ("Mon père est en perte d'autonomie.", "DISABILITY", "other"),
    ],
)
def test_the_assertion_is_said(text: str, kind: str, assertion: str) -> None:
    """Of whom, and how, is part of what is found."""
    assert rules(text, kind) == [f"lane.{kind.lower()}.{assertion}"]


def test_a_language_that_was_learnt_is_no_origin() -> None:
    """A skill is left to the keywords."""
    assert rules("Langues : anglais, arabe courant, turc (B2)", "ORIGIN") == []
