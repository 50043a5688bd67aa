"""Laws of titles: gender, noise, occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import gender, titles
from ereput.analyse.keywords.competences import Profiles, standing

if TYPE_CHECKING:
    from ereput.analyse.keywords.library import Library


@pytest.mark.parametrize("ending", ["·euse", ".euse", "(euse)", "/euse", "-euse", "·se"])
def test_inclusive_titles_are_the_masculine(ending: str) -> None:
    """Every usual spelling has the keys of the plain title."""
    assert gender.title_keys(f"Développeur{ending} web") == gender.title_keys("Développeur web")


@pytest.mark.parametrize(
    ("feminine", "masculine"),
    [("Maîtresse", "Maître"), ("Cheffe", "Chef"), ("Actrice", "Acteur"), ("Commise", "Commis"), ("Designeuse", "Designer"),
     ("Sapeuse-pompière", "Sapeur-pompier"), ("Femme", "Homme"), ("Paysannes", "Paysans"), ("Créatives", "Créatifs"), ("Privée", "Privé")],
)  # fmt: skip
def test_feminine_titles_are_the_masculine(feminine: str, masculine: str) -> None:
    """Regular and irregular feminines."""
    assert gender.title_keys(feminine) == gender.title_keys(masculine)


def test_double_labels_are_two_titles() -> None:
    """A label that names both genders gives two full titles; one that does not stays one."""
    assert gender.genders("Conducteur / Conductrice d'engins") == ("Conducteur d'engins", "Conductrice d'engins")
    assert gender.genders("Peintre / Plaquiste") == ("Peintre / Plaquiste",)
    assert gender.genders("Débardeur forestier / Débardeuse forestière") == ("Débardeur forestier", "Débardeuse forestière")


def test_noise_weighs_little_and_places_less_than_the_trade() -> None:
    """H/F goes, contract words weigh almost nothing, what stands after "à" less than the head; abbreviations are spelt out."""
    found = titles.weights("2 Comptables (H/F) - CDI à Nantes")
    assert max(found, key=lambda key: found[key]) == "comptabl"
    assert all(weight < 0.5 for key, weight in found.items() if key != "comptabl")
    assert titles.weights("CDP web") == titles.weights("Chef de projet web")
    assert titles.weights("H/F") == {}


def test_a_title_may_name_two_jobs() -> None:
    """ "OU" names two jobs, a pair of genders one."""
    assert len(titles.alternatives("Éducateur spécialisé OU moniteur éducateur")) == 2
    assert len(titles.alternatives("Serveur / Serveuse")) == 1


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Développeuse web H/F", "web"),
        ("INFIRMIER·E (CDI)", "infirmi"),
        ("Data Analyst - Nantes", "data"),
        ("Software engineer", "develop"),
    ],
)
def test_titles_find_their_occupation(library: Library, title: str, word: str) -> None:
    """The first candidate is the job, confidences are shares, and no title without words finds any."""
    found = library.ranker("own").rank(title)
    assert any(word in key for key in gender.title_keys(found[0].occupation.label + " " + found[0].title))
    assert sum(candidate.confidence for candidate in found) == pytest.approx(1.0, abs=0.01)
    assert library.ranker("own").rank("") == ()


def test_the_text_decides_between_neighbours(library: Library) -> None:
    """The same title with another text may be another job; a text alone still proposes some."""
    ranker = library.ranker("own")
    assert ranker.rank("", "soins infirmiers, pansements, prise de sang, patients")
    care = ranker.rank("Technicien", "maintenance des ordinateurs, réseau, support aux utilisateurs, Windows")
    assert care[0].occupation.id != ranker.rank("Technicien", "analyses médicales, prélèvements, laboratoire, biologie")[0].occupation.id


def test_competences_come_from_the_profile_and_the_text(library: Library) -> None:
    """An item that the offer says goes before one of the same level that it does not."""
    profiles = Profiles(library.matcher.index, library.ranker("own"))
    found = profiles.rank("Data analyst", "Construire des tableaux de bord, nettoyage de données", limit=10)
    assert found
    assert max(c.said for c in found[:5]) > 0.5


def test_items_of_long_standing_weigh_more() -> None:
    """By OGR code; identifiers without one are not judged."""
    assert standing("rome:100090") == standing("rome:300440") == standing("python") == standing("esco:x") == 1.0
    assert standing("rome:489000") < standing("rome:404783") < 1.0
