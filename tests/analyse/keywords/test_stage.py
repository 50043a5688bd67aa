"""The stage from readings to gaps, findings and tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ereput.analyse.keywords import stage
from ereput.model import Audience, Kind, Presence, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.library import Library

NOW = datetime(2026, 11, 20, tzinfo=UTC)
OFFER = """Data analyst H/F
Notre entreprise est leader de la logistique et utilise Java.
Missions :
- Construire des tableaux de bord Power BI
- Nettoyer les données avec Python
Profil recherché :
Vous maîtrisez SQL. La connaissance de dbt serait un plus.
Rigueur exigée.
Avantages : mutuelle, Excel offert
"""
CV = "Stage : j'ai conçu trois tableaux de bord avec Power BI pour le service des achats.\nCompétences : SQL"


def test_each_expected_word_has_its_state_and_its_proof(library: Library, reading: Callable[..., Reading]) -> None:
    """Present in public, only in the CV, absent: each with the sentence of the offer; boilerplate asks for nothing."""
    readings = (
        reading(OFFER, Kind.OFFER, title="Data analyst H/F"),
        reading(CV, Kind.CV),
        reading("Mes débuts en Python, pas à pas", Kind.POST, source="blog", audience=Audience.INDEXED),
    )
    gaps, _, tables = stage.gaps(readings, Subject(names=("Camille Test",)), now=NOW, known=library)
    by_concept = {gap.concept: gap for gap in gaps}
    assert by_concept["python"].state is Presence.PRESENT
    assert by_concept["python"].proven
    assert by_concept["sql"].state is Presence.INVISIBLE
    assert by_concept["sql"].in_cv
    assert by_concept["dbt"].state is Presence.ABSENT
    assert not by_concept["dbt"].required
    assert by_concept["sql"].required
    assert by_concept["rigour"].kind == "soft"
    assert "java" not in by_concept
    assert by_concept["power-bi"].why is not None
    assert "Power BI" in by_concept["power-bi"].why.quote
    assert "trois tableaux de bord" in str(by_concept["power-bi"].suggestion)
    assert {"keywords.matrix", "keywords.coverage"} <= {table.id for table in tables}


def test_a_word_that_stands_in_a_picture_is_invisible(library: Library, reading: Callable[..., Reading]) -> None:
    """Named by an alternative text or a file name and by no text: neither proof nor presence, and why is said; written beside, present."""
    page = {
        "kind": Kind.PAGE,
        "source": "blog",
        "audience": Audience.INDEXED,
        "fields": (("image_words", "Certificat SQL"), ("image_words", "Python")),
    }
    readings = (reading(OFFER, Kind.OFFER, title="Data analyst H/F"), reading("Je découvre Python.", **page))
    gaps, _, tables = stage.gaps(readings, Subject(names=("Camille Test",)), now=NOW, known=library)
    sql, python = (next(gap for gap in gaps if gap.concept == concept) for concept in ("sql", "python"))
    assert (sql.state, sql.proven, str(sql.hidden)) == (Presence.INVISIBLE, False, "dans une image seulement")
    assert str(sql.suggestion).startswith("« SQL » n'est que dans une image")
    assert [seen.state for seen in sql.sightings] == [Presence.INVISIBLE]
    assert (python.state, python.hidden) == (Presence.PRESENT, None)
    (shown,) = next(t for t in tables if t.id == "keywords.evidence").rows[:1]
    assert "Python" in str(shown)


def test_an_invisible_word_says_what_hides_it(library: Library, reading: Callable[..., Reading]) -> None:
    """Behind a login is not the same as in her drawer: the reason that is easiest to undo is the one told."""
    own, members = reading(CV, Kind.CV), reading("Compétences : SQL", Kind.PROFILE, source="linkedin", audience=Audience.MEMBERS)
    offer = reading(OFFER, Kind.OFFER, title="Data analyst H/F")
    for readings, told in (((offer, own), "dans vos documents seulement"), ((offer, own, members), "derrière une connexion seulement")):
        gaps, _, _ = stage.gaps(readings, Subject(names=("Camille Test",)), now=NOW, known=library)
        assert str(next(gap for gap in gaps if gap.concept == "sql").hidden) == told


def test_without_an_offer_nothing_is_invented(library: Library, reading: Callable[..., Reading]) -> None:
    """No target, no gap; the tables say that there is not enough data."""
    gaps, _, tables = stage.gaps((reading(CV),), Subject(names=("Camille Test",)), now=NOW, known=library)
    assert gaps == ()
    assert next(t for t in tables if t.id == "keywords.coverage").status == "not_enough_data"


def test_scan_gives_one_tuple_a_text(library: Library) -> None:
    """As many answers as texts, in order."""
    found = list(stage.scan(["SQL", "", "Python"], matcher=library.matcher))
    assert [[s.concept for s in skills] for skills in found] == [["sql"], [], ["python"]]
