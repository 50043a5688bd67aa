"""Everyday words in prose prove no trade: what is kept, what is left out, and the order of the footprint's tables."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import everyday, footprint, stage, tables
from ereput.analyse.keywords.forms import other_word
from ereput.model import Audience, Kind, Reading, Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.library import Library
    from ereput.analyse.keywords.matcher import Matcher

NOW = datetime(2026, 11, 20, tzinfo=UTC)
CLEANER = "Expérience\nEntretien des locaux d'une école, deux ans.\nNettoyage soigné chaque soir."


def finder(library: Library) -> footprint.Find:
    return partial(library.matcher.find, nested=True)


def concepts(library: Library, *readings: Reading, wanted: frozenset[str] = frozenset()) -> set[str]:
    """The concepts that stay."""
    read = tuple(footprint.traces(readings, finder(library)))
    return {trace.concept for trace in everyday.kept(read, wanted, library.matcher.index)}


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Un nettoyage dont on ne peut pas rendre compte est une perte.", "cleaning-premises"),
        ("Merci à l'équipe pour sa patience, chaque jour.", "patience"),
        ("Du relevé des besoins jusqu'à la fin.", "setting-out"),
        ("Tout est prêt pour la mise en service de la page.", "new-works"),
    ],
)
def test_a_lone_everyday_word_of_a_post_is_no_skill(library: Library, reading: Callable[..., Reading], text: str, false: str) -> None:
    """The matcher may read it, the footprint does not keep it; asked by the job, it counts."""
    post = reading(text, Kind.POST, source="blog", audience=Audience.INDEXED)
    assert false not in concepts(library, post)
    if any(trace.concept == false for trace in footprint.traces((post,), finder(library))):
        assert false in concepts(library, post, wanted=frozenset({false}))


def test_an_item_of_her_own_list_always_counts(library: Library, reading: Callable[..., Reading]) -> None:
    """The same word as a whole item of a CV or a declared skill is kept; in a sentence of the CV it is not."""
    assert "cleaning-premises" in concepts(library, reading("Compétences : nettoyage, encaissement"))
    assert "cleaning-premises" in concepts(library, reading("Nettoyage", Kind.SKILL, source="linkedin"))
    assert "cleaning-premises" not in concepts(library, reading("Nettoyage hebdomadaire des exports CSV avec Python."))
    assert "foundry" not in concepts(library, reading("Code : forge-libre.example/camille"))


def test_a_surer_trace_of_the_same_field_supports_the_word(library: Library, reading: Callable[..., Reading]) -> None:
    """Who says "entretien des locaux" also means the trade by "nettoyage", there and elsewhere."""
    post = reading("Mon nettoyage du soir, pas à pas", Kind.POST, source="blog")
    assert "cleaning-premises" not in concepts(library, post)
    both = everyday.kept(tuple(footprint.traces((reading(CLEANER), post), finder(library))), (), library.matcher.index)
    assert {trace.source for trace in both if trace.concept == "cleaning-premises"} == {"cv", "blog"}


def test_qualities_count_where_she_or_a_witness_says_them(library: Library, reading: Callable[..., Reading]) -> None:
    """A letter and a recommendation speak of her; a post speaks of others."""
    for kind in (Kind.LETTER, Kind.RECOMMENDATION):
        assert "patience" in concepts(library, reading("Une grande patience avec les élèves", kind))


@pytest.mark.parametrize(
    "text", ["ce que j'apprends en chemin", "Mon livre est arrivé", "les plantes sont chez la voisine", "le script Python"]
)
def test_one_key_may_hold_two_words(matcher: Matcher, text: str) -> None:
    """An everyday word that shares the key of a rarer form of a trade is not read as that form."""
    false = {"chimney-sweeping", "delivery", "sowing", "assistant-directing"}
    assert not false & {skill.concept for skill in matcher.find(text)}


def test_a_plural_or_a_twin_of_another_language_is_never_another_word() -> None:
    """Frequencies differ between singular and plural, French and English; the word stays the same."""
    assert not other_word("dépréciation", "depreciation")
    assert other_word("mètre", "métré")
    assert not other_word("tableau", "tableaux")
    assert other_word("chemin", "cheminées")
    assert not other_word("cheminée", "cheminées")


def test_the_matrix_shows_what_the_job_asks_first_and_counts_the_rest(library: Library, reading: Callable[..., Reading]) -> None:
    """At most `MOST` rows, the expected concepts before those seen in more places; the note counts what is not shown."""
    index = library.matcher.index
    forms = (form for form, flags in zip(index.texts, index.flags, strict=True) if not flags)
    names = [form for form in forms if form.isalpha() and form[:1].isupper() and len(form) > 6]
    text = "Logiciels : " + ", ".join(names[:80])
    post = reading(text.replace("SQL", ""), Kind.POST, source="blog", audience=Audience.INDEXED)
    offer = reading("Data analyst\nProfil :\nSQL exigé.", Kind.OFFER)
    _, _, found = stage.gaps((offer, reading(text + ", SQL"), post), Subject(names=("Camille Test",)), now=NOW, known=library)
    by_id = {table.id: table for table in found}
    matrix = by_id["keywords.matrix"]
    assert len(matrix.rows) == tables.MOST
    assert matrix.rows[0][0] == "SQL"
    assert by_id["keywords.evidence"].rows[0][0] == "SQL"
    assert matrix.note is not None
    assert dict(matrix.note.args)["n"] == len(by_id["keywords.evidence"].rows) - tables.MOST
