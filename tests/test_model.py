"""The nouns: frozen, slotted values of the standard library."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from ereput import model
from ereput.model import (
    Audit,
    Axis,
    Band,
    Gap,
    Handle,
    Kind,
    Mandate,
    Match,
    Mention,
    Page,
    Presence,
    Purpose,
    Query,
    Run,
    Score,
    Sighting,
    Span,
    Subject,
    Table,
    Target,
    say,
)

NOUNS = [value for value in vars(model).values() if inspect.isclass(value) and dataclasses.is_dataclass(value)]
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_noun_is_frozen_slotted_and_keyword_only(noun: type) -> None:
    """No stage can change a value that another one holds, nor build one by position."""
    assert noun.__dataclass_params__.frozen
    assert "__slots__" in vars(noun)
    assert all(field.kw_only for field in dataclasses.fields(noun))


def test_model_needs_the_standard_library_only() -> None:
    """Importing the nouns imports nothing from outside."""
    code = "import sys, ereput.model; print(*[m.partition('.')[0] for m in sys.modules])"
    out = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert {name for name in out.split() if name not in sys.stdlib_module_names} <= {"ereput", "__main__", "_virtualenv"} | {
        name for name in out.split() if name.startswith(("_", "sitecustomize"))
    }


def test_say_sorts_its_arguments_so_that_equal_sentences_are_equal() -> None:
    """Two sentences with the same words and arguments are one value, whatever the order they were given in."""
    assert say("{a} et {b}", a=1, b=2) == say("{a} et {b}", b=2, a=1)
    assert str(say("{a} et {b}", b=2, a=say("{x}", x="un"))) == "un et 2"
    assert str(say("{a} reste tel quel")) == "{a} reste tel quel"


def test_mention_id_depends_on_what_it_is_not_on_when_it_was_seen() -> None:
    """The same place has the same id in the next audit; another place has another."""
    first = Mention(source="web", url="https://a.example/", kind=Kind.PAGE, text="un")
    assert dataclasses.replace(first, seen_at=NOW, sha256="0" * 64).id == first.id
    assert Mention(source="web", url="https://b.example/", kind=Kind.PAGE, text="un").id != first.id
    assert len(first.id) == 16


def test_a_lone_surrogate_never_enters_a_mention() -> None:
    """What UTF-8 cannot carry becomes U+FFFD at construction, same length: no later stage can stumble on it."""
    lone = "a\ud800b"
    mention = Mention(source="s", url=lone, kind=Kind.POST, title=lone, text=lone, author=lone, fields=(("name", lone), ("tag", "é")))
    assert {mention.url, mention.title, mention.text, mention.author} == {"a\ufffdb"}
    assert mention.fields == (("name", "a\ufffdb"), ("tag", "é"))


def test_lookups_read_the_first_or_all_or_a_default() -> None:
    """`field`, `all`, `header`, `about`, `users_of`: the first match, all matches, or the default."""
    mention = Mention(source="s", url="u", kind=Kind.POST, fields=(("tag", "a"), ("tag", "b")))
    assert (mention.field("tag"), mention.all("tag"), mention.field("none", "-"), mention.all("none")) == ("a", ("a", "b"), "-", ())
    query = Query(url="https://a.example/", why=say("pour voir"), source="s", context=(("page", "2"),))
    assert (query.about("page"), query.about("x", "y")) == ("2", "y")
    page = Page(query=query, url=query.url, status=200, headers=(("etag", "e"),), body=b"", fetched_at=NOW)
    assert (page.header("ETag"), page.header("x", "-")) == ("e", "-")
    assert page.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    subject = Subject(names=("A", "B"), handles=(Handle(service="github", user="a"), Handle(service="x", user="b")))
    assert (subject.name, [h.user for h in subject.users_of("github")]) == ("A", ["a"])


def test_target_is_true_when_it_says_something_of_the_job() -> None:
    """A target with neither offer, occupation nor keyword asks for nothing."""
    assert not Target(city="Nantes", employers=("X",))
    assert all((Target(offers=("o",)), Target(occupation="o"), Target(keywords=("k",))))


@pytest.mark.parametrize(
    ("band", "counts"), [(Band.CONFIRMED, True), (Band.PROBABLE, True), (Band.TO_CHECK, False), (Band.NAMESAKE, False)]
)
def test_only_confirmed_and_probable_mentions_count(band: Band, counts: bool) -> None:
    """A possible namesake never enters a score."""
    assert Match(mention="m", probability=0.5, band=band).counts is counts


@pytest.mark.parametrize("state", list(Presence))
def test_a_gap_is_missing_when_nobody_can_read_the_word(state: Presence) -> None:
    """Absent and invisible are missing; any other state is not."""
    assert Gap(keyword="SQL", concept="sql", weight=1.0, required=True, state=state).missing is (
        state in {Presence.ABSENT, Presence.INVISIBLE}
    )


def test_audit_finds_its_scores_and_tables() -> None:
    """A score by its axis, a table by its id, None when it is not there."""
    run = Run(id="r", started_at=NOW, finished_at=NOW, version="0", mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 1)))
    score = Score(axis=Axis.ALIVE, value=None, low=0.0, high=0.0, grade="", word=say("vivant"))
    table = Table(id="t", title=say("titre"), columns=())
    audit = Audit(subject=Subject(names=("A",)), run=run, scores=(score,), tables=(table,))
    assert audit.score(Axis.ALIVE) is score
    assert audit.score(Axis.FINDABLE) is None
    assert audit.table("t") is table
    assert audit.table("u") is None


def test_a_raw_value_never_shows_in_a_span() -> None:
    """What a log or a traceback prints of a span holds no personal value."""
    assert "0639982741" not in repr(Span(start=0, end=1, kind="PHONE", confidence=1.0, rule="r", value="0639982741"))


def test_what_makes_the_state_of_a_gap_is_seen_first() -> None:
    """A word that only her export names is shown by that export, not by a near word of her CV."""
    near, hers, none = (
        Sighting(source="cv", state=Presence.CLOSE, form="PowerBI"),
        Sighting(source="linkedin", state=Presence.INVISIBLE, form="DAX"),
        Sighting(source="pages", state=Presence.ABSENT),
    )
    gap = Gap(keyword="DAX", concept="dax", weight=1.0, required=True, state=Presence.INVISIBLE, sightings=(near, hers, none))
    assert gap.seen == (hers, near)
