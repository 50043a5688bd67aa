"""One thing on several sites: each publisher has its own state and clock; the whole is as far as the one that is least far."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.advise.guides import guides
from ereput.advise.ladder import early, limit, reminders, without_repeats
from ereput.advise.plan import Answer, Entry, Plan, Step, answer, counts, find, mark, merge
from ereput.advise.plan_file import dumps, load, loads, save
from ereput.advise.plan_places import ORDER, There, named, place, places, whole
from ereput.errors import UsageError
from ereput.model import Action, Audience, Audit, Axis, Evidence, Finding, Mandate, Purpose, Run, Severity, State, Subject, say

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
A, B, C = (f"{letter}.example" for letter in "abc")


def finding(id_: str, *hosts: str) -> Finding:
    return Finding(
        id=id_, rule="exposure.phone", kind="PHONE", axis=Axis.PROTECTED, severity=Severity.MEDIUM, confidence=0.9, title=say("Numéro"),
        explanation=say("…"), label="06 •• •• •• 41",
        evidence=(Evidence(url="https://cv.example/", audience=Audience.PRIVATE), *(Evidence(url=f"https://www.{h}/1") for h in hosts)),
    )  # fmt: skip


def audit(*findings: Finding, run: str = "r1", day: date = TODAY, settles: tuple[str, ...] = ("f",)) -> Audit:
    when = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    act = Action(
        id="act", title=say("Retirer"), detail=say("…"), axis=Axis.PROTECTED, minutes=10, gain=5.0, targets=settles, deadline=TODAY
    )
    mandate = Mandate(purpose=Purpose.SELF, attested_on=day)
    return Audit(
        subject=Subject(names=("Camille Durand",)), findings=findings, actions=(act,),
        run=Run(id=run, started_at=when, finished_at=when, version="0", mandate=mandate),
    )  # fmt: skip


TWO = audit(finding("f", A, B))


def at(*hosts: str, of: Audit = TWO) -> There:
    return There(at=frozenset(hosts), known=places(of))


def said(plan: Plan, state: State, *hosts: str, id_: str = "act", on: date = TODAY, step: Step = Step.SITE) -> Plan:
    return mark(plan, id_, state, on=on, run="r1", step=step, reason="vitrine", there=at(*hosts))


def started() -> Plan:
    return merge(Plan(), TWO, today=TODAY)


def states(plan: Plan, id_: str = "act") -> dict[str, State]:
    return {part.at: part.state for part in find(plan, id_).each}


def test_the_publishers_of_a_thing() -> None:
    """Those of its public pages, each once, a service by its own host; an action has those of what it settles."""
    assert places(audit(finding("f", A, B, A), finding("g", C), settles=("f", "g"))) == {"f": (A, B), "g": (C,), "act": (A, B, C)}
    assert named("https://fr.linkedin.com/in/x") == named("www.linkedin.com") == "linkedin.com"
    assert (named("A.example"), named("http://[x"), named("")) == (A, "http://[x", "")
    for guide in guides().values():
        for host in guide.hosts:
            assert place(f"https://{place(f'https://{host}/')}/") == place(f"https://{host}/")


def test_each_publisher_has_its_own_clock() -> None:
    """Asked of one and later of the other: two days, two ends, two events; a refusal of one changes nothing for the other."""
    plan = said(said(started(), State.ASKED, A, on=date(2026, 11, 2)), State.ASKED, B)
    one, two = find(plan, "act").parts
    assert (limit(one, Step.SITE), limit(two, Step.SITE)) == (date(2026, 12, 2), date(2026, 12, 23))
    assert states(plan) == states(plan, "f"), "the finding follows its action"
    events = list(reminders(without_repeats(plan.entries), today=TODAY))
    assert [(e.deadline, A in str(e.title)) for e in events] == [(date(2026, 12, 3), True), (date(2026, 12, 24), False)]
    assert len({e.id for e in events}) == 2
    refused = answer(plan, "act", Answer.REFUSED, on=TODAY, there=at(A))
    one, two = find(refused, "f").parts
    assert (one.refused_on(Step.SITE), two.refused_on(Step.SITE)) == (TODAY, None)
    assert (early(one, today=TODAY), early(two, today=TODAY)) == (None, date(2026, 12, 23))
    assert len(list(reminders(without_repeats(refused.entries), today=TODAY))) == 1
    put_off = answer(plan, "act", Answer.EXTENDED, on=TODAY, there=at(B))
    assert [limit(p, Step.SITE) for p in find(put_off, "act").parts] == [date(2026, 12, 2), date(2027, 2, 23)]


def test_the_whole_is_done_when_every_publisher_is() -> None:
    """Open while one is to be asked, asked while one is to answer, done when all are; without a site, a word is for all that is left."""
    plan = said(started(), State.DONE, A)
    assert (states(plan), find(plan, "act").state) == ({A: State.DONE, B: State.OPEN}, State.OPEN)
    plan = said(plan, State.ASKED)
    assert (states(plan), find(plan, "act").state) == ({A: State.DONE, B: State.ASKED}, State.ASKED)
    assert (find(said(plan, State.DONE, B), "act").state, find(said(plan, State.DONE), "f").state) == (State.DONE, State.DONE)
    assert find(said(plan, State.ACCEPTED, B), "act").state is State.ACCEPTED
    assert set(states(said(plan, State.OPEN)).values()) == {State.OPEN}
    assert set(states(said(said(plan, State.DONE), State.ASKED)).values()) == {State.ASKED}, "all settled: the word is for all"


def test_no_site_is_every_site_and_one_site_is_no_part() -> None:
    """Marked whole, or at each of its sites, an entry stays one; a mark from before carries over to each site when they part."""
    assert said(started(), State.ASKED) == said(started(), State.ASKED, A, B)
    assert find(said(started(), State.ASKED), "act").parts == ()
    one, two = find(said(said(started(), State.ASKED, on=date(2026, 11, 2)), State.DONE, B), "act").parts
    assert (one.asked, two.asked) == (((Step.SITE, date(2026, 11, 2)),),) * 2
    alone = audit(finding("f", A))
    plan = mark(merge(Plan(), alone, today=TODAY), "f", State.ASKED, on=TODAY, run="r1", there=at(A, of=alone))
    assert [(e.id, e.state, e.parts) for e in plan.entries] == [("act", State.ASKED, ()), ("f", State.ASKED, ())], "its only finding"


def test_what_an_action_settles_elsewhere_is_not_asked_here() -> None:
    """Of two findings, the one that this publisher does not show stays as it was."""
    both = audit(finding("f", A, B), finding("g", B), settles=("f", "g"))
    plan = mark(merge(Plan(), both, today=TODAY), "act", State.ASKED, on=TODAY, run="r1", there=at(A, of=both))
    assert (states(plan), states(plan, "f")) == ({A: State.ASKED, B: State.OPEN},) * 2
    assert states(plan, "g") == {"": State.OPEN}
    assert counts([find(plan, "act")])[State.ASKED] == counts([find(plan, "act")])[State.OPEN] == 1
    alone = mark(merge(Plan(), both, today=TODAY), "f", State.ASKED, on=TODAY, run="r1", there=at(A, of=both))
    assert (find(alone, "act").parts, len(without_repeats(alone.entries))) == ((), 4)


def test_an_answer_needs_a_request_to_that_publisher() -> None:
    """Nothing asked there, or asked there later: refused; without a site, those that were asked are meant."""
    plan = said(started(), State.ASKED, A)
    for hosts, on, code in (((B,), TODAY, "not_asked"), ((A,), TODAY - timedelta(days=1), "bad_date")):
        with pytest.raises(UsageError) as error:
            answer(plan, "act", Answer.REFUSED, on=on, there=at(*hosts))
        assert error.value.code == code
    parts = find(answer(plan, "act", Answer.REFUSED, on=TODAY), "act").parts
    assert [p.refused_on(Step.SITE) for p in parts] == [TODAY, None]
    climbed = said(said(plan, State.ASKED, A, step=Step.ENGINE), State.ASKED, A, id_="f", step=Step.CNIL)
    climbed = replace(climbed, entries=tuple(e if e.id == "f" else find(plan, "act") for e in climbed.entries))
    refused = answer(climbed, "act", Answer.REFUSED, on=TODAY, there=at(A))
    assert find(refused, "f").parts[0].refused == ((Step.SITE, TODAY),), "what answers an action answers its own last request"


def test_a_site_that_shows_nothing_of_it_is_told() -> None:
    """A misspelt host, or one that shows something else than what is marked, is refused with those that are possible."""
    both = audit(finding("f", A, B), finding("g", C))
    plan = merge(Plan(), both, today=TODAY)
    at(A, C, of=both).check(find(plan, "f"), find(plan, "g"))
    for hosts, ids in (((C,), ["f"]), ((A, "x.example"), ["f", "g"]), ((A,), ["f", "g"])):
        with pytest.raises(UsageError) as error:
            at(*hosts, of=both).check(*(find(plan, id_) for id_ in ids))
        assert error.value.code == "unknown_place"
    with pytest.raises(UsageError, match="n'est pas sur"):
        There(at=frozenset({A})).check(find(plan, "f"))


def test_a_later_audit_speaks_for_the_sites_that_it_saw() -> None:
    """Done and seen there again is back; what another site shows opens nothing; a new site is to be asked; a lost one stays as it was."""
    plan = said(said(started(), State.DONE, A), State.ASKED, B)
    assert merge(plan, TWO, today=TODAY) == plan
    later = TODAY + timedelta(days=40)
    other = merge(plan, audit(finding("f", B), run="r2", day=later), today=later)
    assert (states(other), states(other, "f")) == ({A: State.DONE, B: State.ASKED},) * 2
    back = merge(plan, audit(finding("f", A, B), run="r2", day=later), today=later)
    assert (states(back), states(back, "f")) == ({A: State.OPEN, B: State.ASKED},) * 2
    assert [part.back for part in find(back, "act").parts] == [True, False]
    new = merge(plan, audit(finding("f", A, B, C), run="r2", day=later), today=later)
    assert states(new, "f") == {A: State.OPEN, B: State.ASKED, C: State.OPEN}
    older = merge(plan, audit(finding("f", A, C), run="r0", day=TODAY - timedelta(days=40)), today=later)
    assert states(older, "f") == {A: State.DONE, B: State.ASKED, C: State.OPEN}, "an older one takes nothing back"


def test_an_acceptance_ends_at_its_site_alone() -> None:
    """Each site has its own last day."""
    plan = mark(started(), "act", State.ACCEPTED, on=TODAY, run="r1", reason="x", until=TODAY, there=at(A))
    plan = said(plan, State.DONE, B)
    assert states(merge(plan, TWO, today=TODAY + timedelta(days=1))) == {A: State.OPEN, B: State.DONE}


# --- the file -----------------------------------------------------------------------------------------------------------------------

DAYS = st.dictionaries(st.sampled_from(list(Step)), st.dates()).map(lambda d: tuple((s, d[s]) for s in Step if s in d))
PARTS = st.builds(
    Entry,
    id=st.just("x"), kind=st.just("action"), what=st.text(max_size=9), since=st.dates(), seen=st.dates(), run=st.text(max_size=9),
    state=st.sampled_from(list(State)), reason=st.text(max_size=9), until=st.none() | st.dates(), back=st.booleans(),
    asked=DAYS, refused=DAYS, extended=DAYS, notes=st.sampled_from([(), ("# vu",)]), at=st.sampled_from([A, B, C, "linkedin.com"]),
)  # fmt: skip


@given(st.lists(PARTS, min_size=1, max_size=4, unique_by=lambda part: part.at))
def test_the_parts_read_back(parts: list[Entry]) -> None:
    """`loads(dumps(plan)) == plan`; the whole is never further than any part, and was asked when its first part was."""
    made = whole(tuple(parts))
    assert loads(dumps(Plan(entries=(made,)))) == Plan(entries=(made,))
    assert all(ORDER.index(made.state) <= ORDER.index(part.state) for part in parts)
    for step in Step:
        assert made.asked_on(step) == min((day for part in parts if (day := part.asked_on(step))), default=None)


def test_hand_edits_and_comments_of_a_part_are_kept(tmp_path: Path) -> None:
    """Each site stands in an [[entry]] of its own, with its notes; a site written by hand is enough, the others are then to be asked."""
    path = tmp_path / "plan.toml"
    save(said(started(), State.ASKED, A), path)
    body = path.read_text("utf-8").replace(f'at = "{B}"', f'at = "https://www.{B.upper()}/page"  # appelé lundi', 1)
    path.write_text(body.replace('state = "open"', 'state = "done"', 1), "utf-8")
    plan = merge(load(path), TWO, today=TODAY)
    assert (states(plan), find(plan, "act").parts[1].notes) == ({A: State.ASKED, B: State.DONE}, ("# appelé lundi",))
    save(plan, path)
    assert load(path) == plan
    path.write_text("[[entry]] # à moi\nid = 'f'\nkind = 'finding'\nsince = 2026-11-24\nstate = 'done'\nat = 'b.example'\n", "utf-8")
    plan = merge(load(path), TWO, today=TODAY)
    assert states(plan, "f") == {B: State.DONE, A: State.OPEN}
    noted = said(Plan(entries=(replace(find(started(), "act"), notes=("# lu",)),)), State.DONE, A)
    assert dumps(noted).count("# lu") == 1


PART = "[[entry]]\nid = 'f'\nkind = 'finding'\nsince = 2026-11-01\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (PART + "at = 3\n", "ligne 5, entrée 1 : at"), (f"{PART}at = '{A}'\n{PART}at = 'www.{A}'\n", "ligne 7, entrée 2 : .*entrée 1"),
        (f"{PART}at = '{A}'\n{PART}", "ligne 7, entrée 2 : « f » y est deux fois"), (f"{PART}{PART}at = '{A}'\n", "ligne 6, entrée 2"),
        (f"{PART}at = '{A}'\n{PART}at = '{B}'\nstate = 'asked'\n", "ligne 11, entrée 2 : le jour de la demande"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_kept_is_refused_with_its_line(tmp_path: Path, text: str, where: str) -> None:
    """One site twice, or a site beside an entry that is about all of them: which would hold?"""
    (tmp_path / "plan.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=where):
        load(tmp_path / "plan.toml")
