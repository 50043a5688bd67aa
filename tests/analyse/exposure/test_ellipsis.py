"""Sentences of the lane whose subject is implied or stands after."""

from __future__ import annotations

import pytest

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.sensitive import RECOGNISER


def read(text: str, language: str = "fr") -> set[tuple[str, str, str]]:
    """(kind, words, assertion) of each sensitive span of `text`; the words are cut from the text itself."""
    found = RECOGNISER.find(Passage(text=text, language=language))
    return {(s.kind, text[s.start : s.end], s.rule.rpartition(".")[2]) for s in found}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("En congé maladie depuis mars, je reviens bientôt.", "HEALTH", "congé maladie"),
        ("Bonjour à toutes, toujours en arrêt maladie, je lis vos messages.", "HEALTH", "arrêt maladie"),
        ("Hospitalisée pour une endométriose, je réponds lentement.", "HEALTH", "endométriose"),
        ("Atteint d'un diabète, je cherche un poste aménagé.", "HEALTH", "diabète"),
        ("Épileptique, je ne conduis pas.", "HEALTH", "Épileptique"),
        ("En arrêt maladie jusqu'au 3 avril.", "HEALTH", "arrêt maladie"),
        ("Après une dépression, je reprends le travail.", "HEALTH", "dépression"),
        ("J'ai été absent deux mois pour une dépression.", "HEALTH", "dépression"),
        ("Enceinte de six mois, je continue le télétravail.", "PREGNANCY", "Enceinte"),
        ("Syndiquée depuis 2012, je connais mes droits.", "UNION", "Syndiquée"),
        ("Déléguée syndicale depuis deux ans, j'apprends beaucoup.", "UNION", "Déléguée syndicale"),
        ("Nous étions en grève mardi avec la CFDT.", "UNION", "CFDT"),
        ("Manif samedi avec Solidaires pour nos retraites !", "UNION", "Solidaires"),
        ("Mobilisés devant l'hôpital avec la CGT.", "UNION", "CGT"),
        ("On a défilé derrière le syndicat SUD Santé.", "UNION", "SUD Santé"),
        ("On sick leave with depression, I answer slowly.", "HEALTH", "depression"),
        ("Diabetic since childhood, I travel with my kit.", "HEALTH", "Diabetic"),
        ("Recovering from surgery, I am back online.", "HEALTH", "surgery"),
        ("Je suis infirmière et syndiquée.", "UNION", "syndiquée"),
        ("I am a nurse and diabetic.", "HEALTH", "diabetic"),
        ("Mobilisés ce matin devant le lycée avec la FSU, on ne lâche rien.", "UNION", "FSU"),
        ("Fière d'être en grève avec la CGT Santé.", "UNION", "CGT"),
        ("I marched with UNISON yesterday.", "UNION", "UNISON"),
        ("On strike with the GMB for fair pay.", "UNION", "GMB"),
    ],
)
def test_a_subject_that_is_implied_or_stands_after_is_hers(text: str, kind: str, words: str) -> None:
    """A state at the head of a sentence is that of the "I" that follows, company in a strike is that of who strikes; word for word."""
    assert (kind, words, "self") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "En arrêt maladie, vous gardez vos droits.",
        "En arrêt maladie depuis mars, Julie revient demain.",
        "L'arrêt maladie pour une dépression est mal connu.",
        "En arrêt maladie depuis trois mois, que faire ?",
        "Ma collègue, en arrêt maladie, je la remplace.",
        "Hospitalisé pour un infarctus, le ministre va mieux.",
        "Après une opération de maintenance, je relance le service.",
        "En formation sur la dépression, je découvre la psychiatrie.",
        "Réunion avec la CGT à 14 h.",
        "Avec la CGT, nous avons signé l'accord de fin de grève.",
        "La direction négocie avec la CFDT pendant la grève.",
        "Les soignants manifestent avec la CGT, je les soutiens.",
        "J'ai vu les lycéens défiler avec la FSU.",
        "J'ai interviewé les grévistes en manif avec la CGT.",
        "En grève avec la CGT, les éboueurs tiennent bon.",
        "Mon père manifeste avec la CGT.",
        "Elle est infirmière et syndiquée.",
        "Je vis dans le Sud avec un chat.",
        "On sick leave, you keep your rights.",
        "We met with UNISON about the strike.",
        "The nurses marched with UNISON.",
    ],
)
def test_what_is_not_said_of_herself_is_not_hers(text: str) -> None:
    """Another subject, general advice, a negotiation, a report, somebody one watches: nothing is put down to her."""
    assert not [found for found in read(text) if found[2] == "self"]


def test_a_denial_stays_a_denial() -> None:
    """What she says that she does not do is not told as done."""
    assert read("Je ne manifeste jamais avec la CGT.") == {("UNION", "CGT", "negated")}


def test_hostile_text_costs_little() -> None:
    """Long runs of the words of the frames end at once: each pattern is bounded."""
    for run in ("en arrêt pour de la " * 2_000, "bonjour, " * 4_000, "avec le syndicat de la " * 2_000, "manif, " * 5_000):
        read(run + "dépression et la cgt, je")
