"""What a person writes in her own way: disguised, scanned, labelled, told around; and what looks like it and is none."""

from __future__ import annotations

import pytest

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect


def kinds(text: str) -> set[str]:
    return {span.kind for span in detect(Passage(text=text))}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("EMAIL", "c a m i l l e @ e x e m p l e . f r"),
        ("EMAIL", "camille.durand chez exemple point fr"),
        ("EMAIL", "camille.durand AT exemple DOT fr"),
        ("PHONE", "Tél. O6 l2 34 56 78"),
        ("PHONE", "Tél : 0 6 1 2 3 4 5 6 7 8"),
        ("ADDRESS", "Le Bourg, 24220 Saint-Cyprien"),
        ("ADDRESS", "Ferme de la Haye, 50300 Avranches"),
        ("ADDRESS", "10 Downing Street, London SW1A 2AA"),
        ("AGE", "26 ans, célibataire, permis B"),
        ("AGE", "Camille, 26 ans"),
        ("AGE", "j'ai vingt-six ans"),
        ("BIRTHPLACE", "née en 1999 à Brest"),
        ("PROFILE_URL", "https://mastodon.social/@camille"),
        ("PROFILE_URL", "https://www.facebook.com/profile.php?id=100004242"),
        ("HANDLE", "mon Insta : camille.drd"),
        ("PASSWORD", "Login camille / mdp Azerty123"),
        ("PASSWORD", "https://camille:Pa55ion@depot.example/projet.git"),
        ("SCAN", "titre_de_sejour.pdf"),
        ("EMPLOYER", "Je viens de rejoindre Doctolib !"),
        ("SCHOOL", "ancien de Polytechnique"),
        ("CHILD", "Léa, ma fille, est en CE2"),
        ("CHILD", "Maman de Nina, 4 ans"),
        ("FAMILY", "Paul, mon mari, est là"),
        ("FAMILY", "nom de jeune fille de ma mère : Le Goff"),
        ("ABSENCE", "En vacances jusqu'au 15 août !"),
        ("ABSENCE", "Nous partons trois semaines en Sicile"),
        ("ROUTINE", "Je suis à la salle de sport tous les soirs à 19h"),
        ("ROUTINE", "Mon emploi du temps : lundi 8h-12h, mardi 14h-18h"),
        ("HOME", "I live opposite the station"),
        ("BANK", "Mon livret A est chez Monabanq."),
        ("CLIENT", "Clients : Renault, Airbus"),
        ("CONFIDENTIAL", "Confidentiel"),
        ("COORDINATES", "Latitude : 49,52674 Longitude : 0,40778"),
        ("COORDINATES", "N 44° 13.792 E 001° 28.345"),
        ("RCS", "Immatriculée au RCS de Rennes sous le n° 732 829 320"),
    ],
)
def test_other_wordings_are_read(kind: str, text: str) -> None:
    """Each says the same thing as the form of the manuals."""
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("EMAIL", "Le rendez-vous chez Paul, point final."),
        ("AGE", "Garantie, 10 ans."),
        ("DOB", "Le module ne répond plus depuis le 3 mars"),
        ("DOB", "Victor Hugo, né le 26 février 1802"),
        ("BIRTHPLACE", "L'idée est née à Nantes."),
        ("PLATE", "Câble RJ-145-CT blindé."),
        ("SIRET", "Commande 73282932000074 expédiée."),
        ("IP", "netmask 255.255.0.0"),
        ("IP", "http://127.0.0.1:8000"),
        ("HANDLE", "@media print"),
        ("PROFILE_URL", "https://github.com/login"),
        ("PASSWORD", "mot de passe oublié"),
        ("PASSWORD", "password = getpass()"),
        ("ABSENCE", "La maison vide, roman."),
        ("CONFIDENTIAL", "Usage interne ou externe : pommade."),
    ],
)
def test_what_resembles_it_is_left_alone(kind: str, text: str) -> None:
    """A code behind a noun, a mask, a decorator, a dead poet: nobody's personal data."""
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("AGE", "Sa voisine, âgée de 45 ans, part.", "45 ans"),
        ("AGE", "I am a 32 years old baker", "32 years old"),
        ("PASSWORD", "Le mot de passe est Bleuet-1962.", "Bleuet-1962"),
        ("PASSWORD", "mdp : Bleuet1962!", "Bleuet1962!"),
        ("ABSENCE", "Je suis absente jusqu'au 3 mai, écrivez à Paul.", "Je suis absente jusqu'au 3 mai"),
        ("JOB_TITLE", "Comptable depuis 2012", "Comptable"),
    ],
)
def test_a_span_ends_where_the_datum_ends(kind: str, text: str, expected: str) -> None:
    """An age goes with its unit; no full stop, no next clause."""
    (span,) = (span for span in detect(Passage(text=text)) if span.kind == kind)
    assert text[span.start : span.end] == expected


@pytest.mark.parametrize("text", ["Un électricien est venu hier.", "La comptable a répondu.", "The plumber was late."])
def test_a_job_behind_an_article_is_somebody_elses(text: str) -> None:
    """French gives one's own job no article: "je suis comptable"."""
    assert "JOB_TITLE" not in kinds(text)
