"""Offers as France Travail's API gives them: one, a list, or an answer; codes and need kept, contact left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.collect import francetravail
from ereput.collect.files import read_own
from ereput.errors import DocumentError
from ereput.model import Subject, Target

OFFER: dict[str, Any] = {
    "id": "190FICTIF",
    "intitule": "Infirmier / Infirmière (H/F)",
    "description": "Vous assurez les soins.",
    "romeCode": "J1506",
    "appellationlibelle": "Infirmier / Infirmière en EHPAD",
    "entreprise": {"nom": "Les Acacias"},
    "lieuTravail": {"libelle": "44 - Nantes"},
    "competences": [
        {"code": "1", "libelle": "Réaliser des soins d'urgence", "exigence": "E"},
        {"libelle": "Tenir un stock", "exigence": "S"},
    ],
    "qualitesProfessionnelles": [{"libelle": "Faire preuve d'empathie"}],
    "langues": [{"libelle": "Anglais", "exigence": "S"}],
    "formations": [{"niveauLibelle": "Bac+3", "domaineLibelle": "infirmier", "exigence": "E"}],
    "permis": [{"libelle": "B - Véhicule léger", "exigence": "E"}],
    "experienceLibelle": "1 An(s)",
    "contact": {"nom": "Mme Fictive", "courriel": "fictive@acacias.example"},
    "origineOffre": {"urlOrigine": "https://offres.example/190FICTIF"},
}


def test_an_offer_becomes_lines_under_headings() -> None:
    """Required and wished stand under their own headings; the recruiter's name is nowhere."""
    (advert,) = francetravail.adverts(OFFER, "offre.json")
    assert (advert.title, advert.organisation, advert.place) == ("Infirmier / Infirmière (H/F)", "Les Acacias", "Nantes")
    assert "Compétences exigées :\n- Réaliser des soins d'urgence\nCompétences souhaitées :\n- Tenir un stock\n" in advert.text
    assert "Permis exigés :\n- permis B - Véhicule léger\n" in advert.text
    assert "Formations exigées :\n- Bac+3 infirmier\n" in advert.text
    assert json.loads(advert.posting)["occupationalCategory"] == "J1506"
    assert "Fictive" not in advert.text + advert.posting


@pytest.mark.parametrize("wrapped", [OFFER, [OFFER], {"resultats": [OFFER, "x", {"id": "1"}]}])
def test_the_wrapping_does_not_matter(wrapped: Any) -> None:
    """One offer, a list, an answer of the API: the same offer; what is no offer is passed over."""
    assert [advert.identifier for advert in francetravail.adverts(wrapped, "o.json")] == ["190FICTIF"]


def test_a_file_of_two_offers_gives_two_mentions(tmp_path: Path) -> None:
    """Several offers in one file are several offers, with one line of coverage."""
    path = tmp_path / "offres.json"
    path.write_text(json.dumps({"resultats": [OFFER, {**OFFER, "id": "2", "intitule": "Aide-soignant"}]}), "utf-8-sig")
    harvest = read_own(Subject(names=("A",), target=Target(offers=(str(path),))))
    assert [m.title for m in harvest.mentions] == ["Infirmier / Infirmière (H/F)", "Aide-soignant"]
    assert [m.url for m in harvest.mentions] == ["file:offres.json#190FICTIF", "file:offres.json#2"]
    assert harvest.coverage[0].tallies[0].read == 2 and not harvest.skips


def test_what_is_no_offer_is_said(tmp_path: Path) -> None:
    """A broken JSON and a JSON of something else are a skip each; an advert that begins with a bracket is read as text."""
    (tmp_path / "a.json").write_text("[CDI", "utf-8")
    (tmp_path / "b.json").write_text('{"menu": []}', "utf-8")
    (tmp_path / "c.txt").write_text("[CDI] Comptable à Nantes, Excel exigé", "utf-8")
    offers = tuple(str(tmp_path / name) for name in ("a.json", "b.json", "c.txt"))
    harvest = read_own(Subject(names=("A",), target=Target(offers=offers)))
    assert [(s.where, s.code) for s in harvest.skips] == [("a.json", "malformed"), ("b.json", "unknown_format")]
    assert [m.text for m in harvest.mentions] == ["[CDI] Comptable à Nantes, Excel exigé"]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(sorted(OFFER)) | st.text(), x)))  # fmt: skip
def test_hostile_values_raise_nothing_but_a_document_error(value: Any) -> None:
    """Whatever JSON comes, it is offers or a DocumentError."""
    try:
        francetravail.adverts(value, "x.json")
    except DocumentError as error:
        assert error.code == "unknown_format"


def test_a_deep_json_is_refused() -> None:
    """Nesting beyond what the parser bears is a malformed file, not a crash."""
    with pytest.raises(DocumentError, match="JSON"):
        francetravail.value_of(b"[" * 200_000, "x.json")
