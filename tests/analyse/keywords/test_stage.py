"""The stage from readings to gaps, findings and tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ereput.analyse.keywords import stage
from ereput.analyse.keywords.natures import nature
from ereput.model import Audience, Gap, Kind, Presence, Reading, Subject

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
    """Behind a login is not the same as in her drawer: the reason that is easiest to undo is told, and where it holds comes first."""
    own, members = reading(CV, Kind.CV), reading("Compétences : SQL", Kind.PROFILE, source="linkedin", audience=Audience.MEMBERS)
    offer = reading(OFFER, Kind.OFFER, title="Data analyst H/F")
    cases = (((offer, own), "dans vos documents seulement", "cv"), ((offer, own, members), "derrière une connexion seulement", "linkedin"))
    for readings, told, where in cases:
        gaps, _, _ = stage.gaps(readings, Subject(names=("Camille Test",)), now=NOW, known=library)
        sql = next(gap for gap in gaps if gap.concept == "sql")
        assert (str(sql.hidden), sql.seen[0].source) == (told, where)


def test_without_an_offer_nothing_is_invented(library: Library, reading: Callable[..., Reading]) -> None:
    """No target, no gap; the tables say that there is not enough data."""
    gaps, _, tables = stage.gaps((reading(CV),), Subject(names=("Camille Test",)), now=NOW, known=library)
    assert gaps == ()
    assert next(t for t in tables if t.id == "keywords.coverage").status == "not_enough_data"


def test_scan_gives_one_tuple_a_text(library: Library) -> None:
    """As many answers as texts, in order."""
    found = list(stage.scan(["SQL", "", "Python"], matcher=library.matcher))
    assert [[s.concept for s in skills] for skills in found] == [["sql"], [], ["python"]]


def missing(text: str, library: Library, reading: Callable[..., Reading], cv: str = "") -> dict[str, Gap]:
    """The gaps of one offer by concept."""
    own = (reading(cv, Kind.CV),) if cv else ()
    gaps, _, _ = stage.gaps((reading(text, Kind.OFFER, title=text.partition("\n")[0]), *own), Subject(names=("?",)), now=NOW, known=library)
    return {gap.concept: gap for gap in gaps}


PLUMBER = """Plombier chauffagiste H/F
Profil :
CAP plombier exigé, BP souhaité. Permis B indispensable. Habilitation électrique. Anglais ou espagnol.
Casier judiciaire vierge. Maîtrise de Microsoft 365.
"""


def test_what_is_held_is_asked_as_held(library: Library, reading: Callable[..., Reading]) -> None:
    """A diploma, a licence, a certificate and a language have their own nature, question and place; none is to be practised."""
    gaps = missing(PLUMBER, library, reading)
    asked = {"diploma": "diplôme", "licence": "catégorie", "language": "A1 à C2", "condition": "lettre"}
    found = {nature(gap.kind, gap.keyword): gap for gap in gaps.values() if gap.why is not None and gap.why.span}
    assert {"diploma", "licence", "certificate", "language", "condition", "hard"} <= found.keys()
    for kind, word in asked.items():
        assert word in str(found[kind].suggestion)
    assert "encore valable" in str(found["certificate"].suggestion)
    assert [str(place) for place in found["diploma"].belongs] == [
        "la rubrique « Formation » de votre profil LinkedIn",
        "votre CV, rubrique Formation",
    ]
    assert [str(place) for place in found["condition"].belongs] == ["votre lettre, ou l'entretien"]


def test_what_she_holds_is_not_asked_again(library: Library, reading: Callable[..., Reading]) -> None:
    """A diploma or a language of her CV is proposed for the public rubric; a condition has nothing to publish."""
    gaps = missing(PLUMBER, library, reading, "CAP plombier 2019. Anglais. Casier judiciaire vierge.")
    told = {nature(gap.kind, gap.keyword): str(gap.suggestion) for gap in gaps.values() if gap.in_cv}
    assert "l'année et l'établissement" in told["diploma"]
    assert "A1 à C2" in told["language"] and "rien n'est à publier" in told["condition"]
    assert all(gap.belongs == () for gap in gaps.values() if nature(gap.kind, gap.keyword) == "condition")


def test_between_its_commas_a_word_has_its_own_cue(library: Library, reading: Callable[..., Reading]) -> None:
    """ "Exigé, … souhaité": each its own; of two languages with "ou", the second is not required."""
    gaps = {gap.keyword: gap for gap in missing(PLUMBER, library, reading).values()}
    assert gaps["CAP plombier"].required and not gaps["brevet professionnel"].required
    assert gaps["anglais"].required and not gaps["espagnol"].required


def test_a_tool_keeps_the_name_the_offer_gives_it(library: Library, reading: Callable[..., Reading]) -> None:
    """ "Microsoft 365", which a recruiter types, and not the label of its family; initials are told in full."""
    words = {gap.keyword for gap in missing(PLUMBER, library, reading).values()}
    assert "Microsoft 365" in words and "Pack Office" not in words
    network = "Administrateur réseau H/F\nCompétences : AD, Windows Server"
    assert "Active Directory" in {gap.keyword for gap in missing(network, library, reading).values()}


def test_words_of_any_work_weigh_less(library: Library, reading: Callable[..., Reading]) -> None:
    """What every offer says, and what belongs to another field than the job's, stand after what the trade asks for."""
    text = "Plombier H/F\nMissions :\n- Poser des chaudières\n- Garantir la traçabilité\n- Semis de printemps"
    gaps = missing(text, library, reading)
    assert gaps["heating"].weight > 1.5 * gaps["traceability"].weight
    assert "sowing" not in gaps or gaps["heating"].weight > 1.5 * gaps["sowing"].weight


def test_pay_is_not_asked_of_the_person(library: Library, reading: Callable[..., Reading]) -> None:
    """ "Rémunération selon profil" speaks of the post, although it says "profil"; a form's "(optionnel)" is no key phrase."""
    text = "Plombier H/F\nProfil :\nRémunération selon profil, mutuelle.\nconduite de fourgon: 1 an (Optionnel)"
    words = {gap.keyword for gap in missing(text, library, reading).values()}
    assert not words & {"rémunération et avantages", "Optionnel"}


def test_what_the_offer_refuses_is_not_expected_of_the_occupation(library: Library, reading: Callable[..., Reading]) -> None:
    """ "Pas besoin de PHP": the occupation would ask for it, this offer does not. A level keeps the offer's words."""
    text = "Développeuse web\nProfil :\n- React et JavaScript\n- {}\n- Bac+2 minimum\n"
    for said, expected in (("Git", True), ("Pas besoin de PHP", False)):
        found, _, _ = stage.gaps([reading(text.format(said), Kind.OFFER)], Subject(names=("?",)), now=NOW, known=library)
        words = {gap.keyword for gap in found}
        assert ("PHP" in words) is expected and "Bac+2" in words
