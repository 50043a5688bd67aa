"""Laws of the reading into an official taxonomy: one skill a passage, the nearest, and nothing that is not asked of the person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.analyse.keywords import index, official, stage
from ereput.analyse.keywords.concepts import Concept, Form, Taxonomy
from ereput.analyse.keywords.matcher import Matcher


def skill(identifier: str, *names: str, kind: str = "skill") -> Concept:
    source = "esco" if identifier.startswith("esco:") else "own"
    return Concept(id=identifier, kind=kind, source=source, forms=tuple(Form(text=name, language="en") for name in names))


def own(identifier: str, *names: str, same: str = "", within: str = "", kind: str = "skill") -> Concept:
    made = skill(identifier, *names, kind=kind)
    return Concept(id=made.id, kind=kind, forms=made.forms, same=(same,) if same else (), within=(within,) if within else ())


OURS = (
    own("electronics", "electronics", "power electronics"),
    own("problem-solving", "problem solving", same="esco:solve"),
    own("git", "Git", within="esco:versions", kind="tool"),
    own("redux", "Redux", kind="tool"),
    own("building", "building design", "architecture"),
    own("teamwork", "team work", "teamwork", same="esco:team"),
)
THEIRS = (
    skill("esco:electronics", "electronics"),
    skill("esco:power", "power electronics", "types of power electronics"),
    skill("esco:solve", "solve problems", "crack problems"),
    skill("esco:versions", "tools for configuration management"),
    skill("esco:team", "work in teams"),
    skill("esco:java", "Java (computer programming)"),
    skill("esco:welding", "weld metal", "torch joining"),
)


@pytest.fixture(scope="module")
def known() -> Matcher:
    return Matcher(index.build([Taxonomy(source="own", concepts=OURS), Taxonomy(source="esco", concepts=THEIRS)]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You know power electronics", {"esco:power": official.LABEL}),
        ("You know electronics", {"esco:electronics": official.LABEL}),
        ("You like problem solving", {"esco:solve": official.SAME}),
        ("You crack problems", {"esco:solve": official.LABEL}),
        ("You use Git every day", {"esco:versions": official.WITHIN}),
        ("You use Redux every day", {}),
        ("You know torch joining", {"esco:welding": official.LISTED}),
        ("You solve problems by problem solving", {"esco:solve": official.LABEL}),
        ("", {}),
    ],
)
def test_a_passage_names_the_nearest_official_skill_once(known: Matcher, text: str, expected: dict[str, int]) -> None:
    """Its label first, then what ours is the same as, then another name, then what contains ours; what has no official skill names none."""
    assert {link.id: link.how for link in official.read(text, known)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "We love teamwork and electronics.",
        "Flexible working hours, electronics club",
        "Senior Electronics Engineer",
        "Electronics Engineer - Java (all genders)",
        "All are welcome regardless of electronics",
    ],
)
def test_what_is_not_asked_of_the_person_names_nothing(known: Matcher, text: str) -> None:
    """What the employer says of itself, its benefits, equal opportunity, and the title of the post."""
    assert official.read(text, known) == ()


def test_what_the_employer_looks_for_is_asked(known: Matcher) -> None:
    """ "We are looking for…" speaks of the person."""
    assert [link.id for link in official.read("We are looking for somebody who loves teamwork", known)] == ["esco:team"]


def test_a_line_of_tags_is_a_list(known: Matcher) -> None:
    """Names in small letters between spaces are entries; each keeps its place."""
    assert [(link.start, link.end) for link in official.read("git redux", known)] == [(0, 3)]


def test_another_source_has_its_own_identifiers(known: Matcher) -> None:
    """Nothing is named in a taxonomy that is not installed."""
    assert official.read("You know electronics", known, source="rome") == ()


def test_a_joined_concept_answers_to_all_its_names(known: Matcher) -> None:
    """What joined ours to be found with it is found under its own identifier, but only what has our label is the same."""
    electronics = known.index.find("esco:power")
    assert electronics is not None and electronics.id == "electronics" and electronics.same == ("esco:electronics",)


def test_an_imported_word_is_no_surer_than_ours() -> None:
    """Where ours believes a word only near its context, an imported concept with the same word is not believed without one."""
    ours = Concept(
        id="building", kind="skill", context=("house",),
        forms=(Form(text="building design", language="en"), Form(text="architecture", language="en", ambiguous=True)),
    )  # fmt: skip
    made = Matcher(
        index.build([Taxonomy(source="own", concepts=(ours,)), Taxonomy(source="esco", concepts=(skill("esco:1", "architecture"),))])
    )
    assert made.find("the architecture of our servers") == ()
    assert [s.concept for s in made.find("the architecture of the house")] == ["building"]


@given(st.text(max_size=80))
def test_any_text_is_read(known: Matcher, text: str) -> None:
    """Links stand inside the text, in order, each skill once."""
    links = official.read(text, known)
    assert all(0 <= link.start < link.end <= len(text) for link in links)
    assert len({link.id for link in links}) == len(links) and list(links) == sorted(links)


def test_a_scan_names_what_is_read_here(known: Matcher) -> None:
    """All official skills of a scan together are what `read` gives, each once; what ours reads stays as it is."""
    for text in ("You know power electronics and Git", "git java", "You crack problems. Teamwork, electronics."):
        (found,) = stage.scan([text], matcher=known)
        assert sorted(link for skill in found for link in skill.official) == sorted(official.read(text, known))
        ours = [skill for skill in found if skill._replace(official=()) in known.find(text)]
        assert [skill._replace(official=()) for skill in ours] == list(known.find(text))


def test_what_only_a_list_of_tags_shows_comes_with_what_was_read_there(known: Matcher) -> None:
    """A skill that was read nowhere else brings its own place."""
    text = "java redux"
    (found,) = stage.scan([text], matcher=known)
    assert [(link.start, link.end, link.id) for skill in found for link in skill.official] == [(0, 4, "esco:java")]
    assert official.beside((), text, known)[0].official[0].id == "esco:java"


def test_an_official_skill_has_the_labels_of_its_own_taxonomy(known: Matcher) -> None:
    """Also the one that joined ours; what no installed taxonomy has is without any."""
    assert official.labels("esco:team", known.index) == ("work in teams", "work in teams")
    assert official.labels("esco:versions", known.index)[1] == "tools for configuration management"
    assert official.labels("esco:none", known.index) == ("", "")


def test_an_expected_keyword_is_named_by_its_sentence_then_by_its_label(known: Matcher) -> None:
    """The sentence of the offer knows better than the label shown; a concept of no taxonomy has no official skill."""
    assert official.asked("electronics", "electronics", "You know power electronics", known) == (("esco:power", official.LABEL),)
    assert official.asked("electronics", "electronics", "", known) == (("esco:electronics", official.LABEL),)
    assert official.asked("git", "Git", "Git", known) == (("esco:versions", official.WITHIN),)
    assert official.asked("phrase:cloud taming", "cloud taming", "cloud taming", known) == ()


def test_without_an_official_taxonomy_nothing_is_named() -> None:
    """Ours alone names no official skill, even where it knows one by heart."""
    alone = Matcher(index.build([Taxonomy(source="own", concepts=OURS)]))
    (found,) = stage.scan(["You like problem solving"], matcher=alone)
    assert found == alone.find("You like problem solving") and official.asked("problem-solving", "problem solving", "", alone) == ()
