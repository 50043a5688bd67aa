"""A keyword has its name in each language; what somebody wrote stays as it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ereput.analyse.keywords import expected, stage
from ereput.model import Audience, Kind, Reading, Subject, Table, Target, Text, named
from ereput.words import render
from tests.naming import in_french

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.library import Library

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ALEX = Subject(names=("Alex Test",), language="en")
OFFER = """Data analyst
Responsibilities
- Data viz and dashboards with Power BI
- Web development of small internal tools is a plus
Requirements
- Fluent English, driving licence
- Project management, problem solving, SQL
"""
CV = "Skills: SQL, project management, web development. I build dashboards every week. I speak English."


def english(reading: Callable[..., Reading], text: str, kind: Kind, **rest: object) -> Reading:
    return replace(reading(text, kind, **rest), language="en")


def test_every_occupation_asks_in_both_languages(library: Library) -> None:
    """Whatever the job aimed at, each word it asks for reads as its concept is called in French and in English."""
    index = library.matcher.index
    for job in index.occupations_of("own"):
        assert render(job.name, "fr") == job.label
        assert render(job.name, "en") == job.english != ""
        for item in expected.expected((), job, ALEX, library.matcher):
            concept = index.find(item.concept)
            assert concept is not None
            assert (render(item.name, "fr"), render(item.name, "en")) == (concept.label("fr"), concept.label("en")), job.id


def test_an_offer_in_english_is_told_in_its_words(library: Library, reading: Callable[..., Reading]) -> None:
    """Its form as the offer writes it, but for the capital of a line; a language without its level; a tool by its name; French stays."""
    gaps, _, _ = stage.gaps((english(reading, OFFER, Kind.OFFER, title="Data analyst"),), ALEX, now=NOW, known=library)
    names = {gap.concept: (gap.keyword, render(gap.name, "fr"), render(gap.name, "en")) for gap in gaps}
    assert names["dashboards"] == ("tableaux de bord", "tableaux de bord", "dashboards")
    assert names["data-visualisation"][1:] == ("visualisation de données", "data viz")
    assert names["english"] == ("anglais", "anglais", "English")
    assert names["web-development"][2] == "web development"
    assert names["power-bi"] == ("Power BI", "Power BI", "Power BI")


def test_her_own_keywords_stay_as_she_writes_them(library: Library) -> None:
    """What she aims at is hers: "anglais" in her profile is no name of ours."""
    subject = Subject(names=("Alex Test",), target=Target(keywords=("anglais", "accueil du public")))
    gaps, _, _ = stage.gaps((), subject, now=NOW, known=library)
    assert {(gap.keyword, gap.name) for gap in gaps} == {("anglais", "anglais"), ("accueil du public", "accueil du public")}


def test_nothing_is_left_in_french_but_quotations(library: Library, reading: Callable[..., Reading]) -> None:
    """Gaps, suggestions, findings and every table of the room, with an offer in either language, and without one."""
    posts = tuple(
        reading("Mes tableaux de bord et la comptabilité générale", Kind.POST, source=f"blog{n}", audience=Audience.INDEXED)
        for n in range(4)
    )
    stuffed = reading("Comptabilité. " * 12, Kind.POST, source="blog", audience=Audience.INDEXED)
    cv = english(reading, CV, Kind.CV)
    for offers in (
        (english(reading, OFFER, Kind.OFFER),),
        (reading("Data analyst\nProfil\nAnglais exigé, gestion de projet", Kind.OFFER),),
        (),
    ):
        target = Target(occupation="" if offers else "comptable")
        gaps, findings, tables = stage.gaps((*offers, cv, *posts, stuffed), Subject(names=("A",), target=target), now=NOW, known=library)
        assert gaps
        assert in_french(library.matcher.index, gaps=gaps, findings=findings, tables=tables) == ()
        assert {"words.dominant", "words.stuffing"} <= {finding.rule for finding in findings}


def test_the_rule_finds_what_breaks_it(library: Library) -> None:
    """A French label in a cell is found, its name in both languages is not."""
    rows = (("anglais",), (named("anglais", "English"),))
    table = Table(id="keywords.languages", title=Text(msg=""), columns=("keyword",), rows=rows)
    assert in_french(library.matcher.index, gaps=(), findings=(), tables=(table,)) == ("keywords.languages.keyword: anglais",)


def test_a_quality_is_called_as_it_is_said(library: Library) -> None:
    """A soft skill's name is a word that a reader would write: nobody says "motivation skills"."""
    concept = library.matcher.index.find("motivation-skills")
    assert concept is not None
    assert (concept.label("fr"), concept.label("en")) == ("motivation", "motivation")
