"""Before the first letter: which refusal is likely, and which route is better."""

from __future__ import annotations

import pytest

from ereput.advise.guides import Guide
from ereput.advise.triage import CHANCES, first_url, triage
from ereput.model import Axis, Evidence, Finding, Handle, Kind, Mention, Severity, Subject, say

CAMILLE = Subject(
    names=("Camille Durand",),
    pages=("https://camille.example/",),
    handles=(Handle(service="mastodon", user="c", base="https://s.example"),),
)


def fact(kind: str = "PHONE", lane: str = "") -> Finding:
    return Finding(
        id="f", rule="exposure.x", kind=kind, axis=Axis.PROTECTED, severity=Severity.MEDIUM, confidence=0.9, title=say("x"),
        explanation=say("x"),
        lane=lane, evidence=(Evidence(url="https://x.example/"),),
    )  # fmt: skip


def page(kind: Kind, source: str = "pages") -> Mention:
    return Mention(source=source, url="https://x.example/", kind=kind)


@pytest.mark.parametrize(
    ("url", "kind", "mention", "chance", "ground", "letter"),
    [
        ("https://x.example/", "PHONE", page(Kind.ARTICLE), "poor", "journalisme", "delisting"),
        ("https://x.example/", "PHONE", page(Kind.ANSWER), "fair", "expression", "erasure"),
        ("https://x.example/", "PHONE", page(Kind.POST, "pipermail"), "fair", "Archive d'une discussion", "erasure"),
        ("https://x.example/", "PHONE", page(Kind.ARTICLE, "hal"), "poor", "Recherche scientifique", "rectification"),
        ("https://x.example/", "PHONE", page(Kind.LISTING), "good", None, "objection"),
        ("https://x.example/", "PHONE", page(Kind.PAGE), "fair", "légitime", "erasure"),
        ("https://x.example/", "PHONE", None, "fair", "légitime", "erasure"),
        ("https://x.example/", "MINOR", page(Kind.ARTICLE), "good", "d'autres que vous", "erasure-minor"),
        ("https://x.example/", "IBAN", page(Kind.ARTICLE), "good", None, "erasure"),
        ("https://www.societe.com/d/1", "ADDRESS", None, "poor", "Obligation légale", "objection"),
        ("https://www.legifrance.gouv.fr/jorf/1", "DOB", None, "poor", "Obligation légale", "objection"),
        ("https://web.archive.org/web/2020/x", "PHONE", None, "fair", "intérêt public", "erasure"),
        ("https://www.kaspr.io/p", "PHONE", None, "good", "revient", "objection"),
        ("https://github.com/a/b", "EMAIL", None, "fair", "historique", "erasure"),
        ("https://camille.example/p", "PHONE", None, "good", None, ""),
        ("https://s.example/@c/1", "PHONE", None, "good", None, ""),
    ],
)  # fmt: skip
def test_what_to_expect(url: str, kind: str, mention: Mention | None, chance: str, ground: str | None, letter: str) -> None:
    """Journalism, discussion, archive, legal duty, trade: each has its usual refusal and its better route; her own page needs no letter."""
    seen = triage(fact(kind), url, CAMILLE, mention)
    assert (seen.chance, seen.letter) == (chance, letter)
    assert (ground is None) == (seen.refusal is None)
    assert ground is None or ground in str(seen.refusal)
    assert str(seen.route)
    assert seen.chance in CHANCES


def test_signs_for_and_against() -> None:
    """Risk, article 9, minority weigh for; working life and publishing weigh against; a public role is asked, never guessed."""
    said = " ".join(map(str, triage(fact("IBAN", "sensitive"), "https://x.example/", CAMILLE, page(Kind.ARTICLE)).signs))
    assert "usurpation" in said
    assert "article 9" in said
    assert "éditeur" in said
    assert "rôle public" in said
    assert "professionnelle" in " ".join(map(str, triage(fact(), "https://x.example/", CAMILLE, page(Kind.CV)).signs))
    assert "mineur" in " ".join(map(str, triage(fact("MINOR"), "https://x.example/", CAMILLE).signs))
    assert first_url(fact()) == "https://x.example/"


def test_an_imported_guide_serves() -> None:
    """Where we have no guide, an imported one says what kind of service it is."""
    theirs = Guide(id="d:x", name="X", hosts=("x.example",), kind="broker", fr="…", en="…")
    assert triage(fact(), "https://x.example/", CAMILLE, known={"d:x": theirs}).letter == "objection"


def test_sources_named_are_collectors() -> None:
    """A renamed collector would silently lose its advice: every name is one that exists."""
    from ereput.advise.triage import LISTS, SCHOLARS
    from ereput.registry import adapters

    assert set(adapters("ereput.collect.sources", "COLLECTOR")) >= LISTS | SCHOLARS
