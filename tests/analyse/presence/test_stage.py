"""The stage runs every check, joins what belongs together, and survives a faulty check."""

from __future__ import annotations

import pytest

from ereput.analyse.presence.making import Rule, lacking, part
from ereput.analyse.presence.stage import checks, run
from ereput.model import Axis, Kind, say


def test_nothing_known_means_nothing_guessed(make) -> None:
    """With nothing read, no check finds anything: each says that it has not enough data, or that there is nothing to ask."""
    findings, tables = run(make.known(who=make.subject(handles=(), pages=())))
    assert findings == ()
    scores = [t for t in tables if t.id.startswith("presence.")]
    assert all(row[1] is None for t in scores for row in t.rows)


@pytest.mark.parametrize("name", sorted(checks()))
def test_every_check_tells_what_it_needs(name: str) -> None:
    """A check has a name, a title, the rows it answers and what it needs, in words."""
    check = checks()[name]
    assert check.title.msg and check.needs.msg and check.answers


def test_rows_of_one_table_are_joined(make) -> None:
    """Two checks that give rows of one score table end in one table; "too early" from either is kept."""
    one = Rule(name="a", title=say("A"), answers=("D1",), needs=say("rien"), run=lambda _: [part(Axis.ALIVE, "recency", 50, say("x"))])
    early = lacking("presence.alive", say("A"), say("tôt"), status="too_early")
    two = Rule(name="b", title=say("B"), answers=("D2",), needs=say("rien"), run=lambda _: [early])
    _, tables = run(make.known(), [one, two])
    assert len(tables) == 1 and tables[0].status == "too_early" and tables[0].rows[0][0] == "recency"


def test_a_faulty_check_is_told(make) -> None:
    """A check that fails says so in a table, and the next one runs."""

    def broken(_):
        raise KeyError("x")

    bad = Rule(name="bad", title=say("B"), answers=("D1",), needs=say("rien"), run=broken)
    good = Rule(name="good", title=say("G"), answers=("D1",), needs=say("rien"), run=lambda _: [part(Axis.ALIVE, "mix", 1, say("x"))])
    _, tables = run(make.known(), [bad, good])
    assert [t.id for t in tables] == ["bad.failed", "presence.alive"] and "KeyError" in str(tables[0].note)


HOSTILE = {
    "empty": "",
    "control": "\x00\u202e" * 50,
    "ask": "je cherche " * 3000,
    "links": "http://" * 2000,
    "tags": "#" * 5000,
    "years": "1990 " * 3000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text(make, text: str) -> None:
    """No text breaks any check."""
    kinds = (Kind.POST, Kind.CV, Kind.LETTER, Kind.PROFILE, Kind.PAGE, Kind.COMMENT, Kind.ARTICLE)
    odd = {"organisation": text[:50], "start": "????", "end": "2020-99", "jsonld": "{", "link": "http://[", "same_as": text[:60]}
    mentions = [make.mention(k, text, days=i, url=f"https://camille.example.org/{i}", **odd) for i, k in enumerate(kinds)]
    positions = [make.mention(Kind.POSITION, organisation=text[:50] or "x", title=text[:20], start="2020", end="????")]
    contact = [make.mention(Kind.CONTACT, name=text[:40] or "x", start="20??-01-01")]
    _, tables = run(make.known(*mentions, *positions, *contact))
    assert [t.id for t in tables if t.id.endswith(".failed")] == []
