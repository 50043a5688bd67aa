"""The plan over time: states are hers, nothing is lost, the ladder has its days, the file reads back."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.advise.ladder import early, limit, next_step, reminders, rungs, without_repeats
from ereput.advise.plan import Answer, Entry, Plan, Step, answer, columns, counts, find, mark, merge
from ereput.advise.plan_file import asked_on, dumps, load, loads, save
from ereput.errors import UsageError
from ereput.model import Action, Audit, Axis, Finding, Mandate, Purpose, Run, Severity, State, Subject, say
from ereput.words import render

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


def finding(id_: str, **more: object) -> Finding:
    made = Finding(
        id=id_, rule="exposure.phone", kind="PHONE", axis=Axis.PROTECTED, severity=Severity.MEDIUM, confidence=0.9,
        title=say("{what} visible", what=say("Numéro de téléphone")), explanation=say("…"), label="06 •• •• •• 41",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # names of fields


def action(id_: str, *targets: str, days: int | None = 7) -> Action:
    return Action(
        id=id_, title=say("Retirer le numéro"), detail=say("…"), axis=Axis.PROTECTED, minutes=10, gain=5.0, targets=targets,
        deadline=None if days is None else TODAY + timedelta(days=days),
    )  # fmt: skip


def audit(run: str = "r1", day: date = TODAY, *, findings: tuple[Finding, ...] = (), actions: tuple[Action, ...] = ()) -> Audit:
    when = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    mandate = Mandate(purpose=Purpose.SELF, attested_on=day)
    return Audit(
        subject=Subject(names=("Camille Durand",)), findings=findings, actions=actions,
        run=Run(id=run, started_at=when, finished_at=when, version="0", mandate=mandate),
    )  # fmt: skip


FIRST = audit(findings=(finding("f1"), finding("f2")), actions=(action("a1", "f1"), action("a2", "f2", days=50), action("a3", days=None)))


def started() -> Plan:
    return merge(Plan(), FIRST, today=TODAY)


def test_a_first_plan_is_open() -> None:
    """Every action and every finding that needs something is there, open, once; good points and others' data are not."""
    more = audit(findings=(finding("g", severity=Severity.GOOD), finding("o", whose="other"), finding("f")))
    assert [e.id for e in merge(Plan(), more, today=TODAY).entries] == ["f"]
    assert [(e.id, e.state) for e in started().entries] == [(i, State.OPEN) for i in ("a1", "a2", "a3", "f1", "f2")]


def test_merging_twice_changes_nothing() -> None:
    """The same audit again is the same plan, whatever was marked."""
    once = mark(started(), "a1", State.ASKED, on=TODAY, run="r1")
    assert merge(once, FIRST, today=TODAY) == once


def test_her_word_is_kept_and_nothing_is_lost() -> None:
    """A later audit without a finding keeps its entry and state; "not found" is never "removed"."""
    before = mark(started(), "f1", State.ASKED, on=TODAY, run="r1")
    after = merge(before, audit("r2", TODAY + timedelta(days=40), findings=(finding("f2"),)), today=TODAY)
    assert {e.id for e in after.entries} == {"a1", "a2", "a3", "f1", "f2"}
    kept = find(after, "f1")
    assert (kept.state, kept.seen, kept.asked_on(Step.SITE)) == (State.ASKED, TODAY, TODAY)
    assert find(after, "f2").seen == TODAY + timedelta(days=40)


def test_what_was_done_and_is_seen_again_is_back() -> None:
    """A later audit that still sees a done finding opens it again, and says so; the same audit does not."""
    done = mark(started(), "a1", State.DONE, on=TODAY, run="r1")
    assert find(done, "f1").state is State.DONE
    assert merge(done, FIRST, today=TODAY) == done
    again = merge(done, audit("r2", TODAY + timedelta(days=1), findings=(finding("f1"),)), today=TODAY)
    assert (find(again, "f1").state, find(again, "f1").back) == (State.OPEN, True)
    assert "Revenu" in str(next_step(find(again, "f1"), today=TODAY))
    older = merge(done, audit("r0", TODAY - timedelta(days=9), findings=(finding("f1"),)), today=TODAY)
    assert find(older, "f1").state is State.DONE


def test_accepting_needs_a_reason_and_may_end() -> None:
    """No reason, no acceptance; with a day, it ends the day after."""
    with pytest.raises(UsageError) as error:
        mark(started(), "f1", State.ACCEPTED, on=TODAY, run="r1", reason="  ")
    assert error.value.code == "reason_needed"
    plan = mark(started(), "f1", State.ACCEPTED, on=TODAY, run="r1", reason="vitrine\nvoulue", until=TODAY)
    assert find(plan, "f1").reason == "vitrine voulue"
    assert find(merge(plan, FIRST, today=TODAY), "f1").state is State.ACCEPTED
    assert find(merge(plan, FIRST, today=TODAY + timedelta(days=1)), "f1").state is State.OPEN


def test_an_action_carries_what_it_settles_and_names_may_be_short() -> None:
    """Marking an action marks its findings; a beginning that names one thing is enough, two things or none are refused."""
    plan = mark(started(), "a1", State.ASKED, on=TODAY, run="r1")
    assert {e.id for e in plan.entries if e.state is State.ASKED} == {"a1", "f1"}
    assert find(plan, "f1").first_asked == TODAY
    for wrong in ("a", "zzz", ""):
        with pytest.raises(UsageError) as error:
            find(plan, wrong)
        assert error.value.code == "unknown_entry"
    reopened = mark(plan, "a1", State.OPEN, on=TODAY, run="r1")
    assert find(reopened, "a1").asked == ()
    assert counts(reopened.entries) == {State.OPEN: 5, State.ASKED: 0, State.DONE: 0, State.ACCEPTED: 0}


def test_three_columns() -> None:
    """Actions still to do by 30, 60 and 90 days; one without a day waits in the last; one that is done leaves."""
    shown = {days: [e.id for e in entries] for days, entries in columns(started(), start=TODAY).items()}
    assert shown == {30: ["a1"], 60: ["a2"], 90: ["a3"]}
    done = mark(started(), "a1", State.DONE, on=TODAY, run="r1")
    assert columns(done, start=TODAY)[30] == ()


def test_no_personal_value_in_the_plan() -> None:
    """Titles only; for the sensitive lane, not even what it is about."""
    sensitive = finding("s", lane="sensitive", kind="HEALTH", title=say("{what} : ce que vous en dites", what=say("Santé")))
    body = dumps(merge(Plan(), audit(findings=(sensitive, finding("f1"))), today=TODAY))
    assert "Santé" not in body
    assert "06" not in body.replace("2006", "")


WORDS = st.text(max_size=60)
DAYS = st.dictionaries(st.sampled_from(list(Step)), st.dates()).map(lambda d: tuple((s, d[s]) for s in Step if s in d))
ENTRIES = st.builds(
    Entry,
    id=WORDS, kind=st.sampled_from(["finding", "action"]), what=WORDS, since=st.dates(), seen=st.dates(), run=WORDS,
    state=st.sampled_from(list(State)), reason=WORDS, until=st.none() | st.dates(), deadline=st.none() | st.dates(), back=st.booleans(),
    targets=st.lists(WORDS, max_size=3).map(tuple),
    asked=DAYS, refused=DAYS, extended=DAYS, notes=st.lists(st.sampled_from(["# vu", "#", '# "x" [[entry]]']), max_size=2).map(tuple),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=4))
def test_the_file_reads_back(entries: list[Entry]) -> None:
    """`loads(dumps(plan)) == plan` for any words; the file is TOML 1.0."""
    plan = Plan(entries=tuple(entries))
    body = dumps(plan)
    tomllib.loads(body)
    assert loads(body) == plan


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("= broken", "ligne 1, colonne 1"), ("form = 'x'\nform = 'y'\n", "ligne 2, colonne 11, ce nom est donné deux fois."),
        ("entry = 3", "« entry »"), ("entry = [3]", "entrée 1 : entry"), ("[[entry]]\nid = 'a'", "entrée 1 : kind manque"),
        ("[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 'hier'", "since"),
        ("[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 2026-11-01T08:00:00", "since"),
        ("[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 2026-11-01\nstate = 'parti'", "state"),
        ("[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 2026-11-01\nasked = 3", "asked"),
        ("[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 2026-11-01\nasked = { site = 3 }", "site"),
        ("[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 2026-11-01\ntargets = [3]", "targets"),
        ("[[entry]]\nid = 3\nkind = 'finding'\nsince = 2026-11-01", "id"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_place(text: str, where: str) -> None:
    """A file edited by hand that cannot be read stops the command, and its line or its key is told: nothing is overwritten."""
    with pytest.raises(UsageError, match=where) as error:
        loads(text)
    assert error.value.code == "bad_plan"


def test_saving_and_loading(tmp_path: Path) -> None:
    """No file is an empty plan; the file is its owner's only; a file that is no text is refused."""
    path = tmp_path / "plan.toml"
    assert load(path) == Plan()
    save(started(), path, language="en")
    assert load(path) == started()
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_text("utf-8").startswith("# Your plan")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError):
        load(path)
    assert asked_on(mark(started(), "a1", State.ASKED, on=TODAY, run="r")) == {"a1": TODAY, "f1": TODAY}
    assert asked_on(mark(started(), "a1", State.ASKED, on=TODAY, run="r", step=Step.ENGINE)) == {}, "a complaint speaks of the site"


def test_a_plan_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """A folder in its place, or bytes that are no UTF-8: the reason is told, and nothing is taken for an empty plan."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.toml").write_bytes('form = "été"'.encode("latin-1"))
    for name, why in (("folder", "dossier"), ("latin.toml", "UTF-8")):
        with pytest.raises(UsageError) as error:
            load(tmp_path / name)
        assert why in str(error.value.text)


# --- the ladder -----------------------------------------------------------------------------------------------------------------


def asked(step: Step, day: date) -> Entry:
    plan = mark(started(), "f1", State.ASKED, on=day, run="r1", step=step)
    return find(plan, "f1")


def test_site_then_engine_then_cnil() -> None:
    """The engine and the CNIL can be asked the day after the month ends; when it is urgent, the engine at once."""
    site, engine, cnil = rungs(asked(Step.SITE, TODAY), today=TODAY)
    assert (site.asked, site.answer) == (True, date(2026, 12, 23))
    assert engine.start == cnil.start == date(2026, 12, 24)
    assert (engine.asked, cnil.asked, cnil.answer) == (False, False, None)
    assert rungs(find(started(), "f1"), today=TODAY, urgent=True)[1].start == TODAY
    decided = rungs(asked(Step.CNIL, TODAY), today=TODAY, minor=True)[2]
    assert decided.answer == TODAY + timedelta(days=21)


@pytest.mark.parametrize(
    ("step", "after", "minor", "words"),
    [
        (Step.SITE, 3, False, "Attendre la réponse"), (Step.SITE, 31, False, "rappel"), (Step.SITE, 60, False, "déréférencement"),
        (Step.SITE, 31, True, "trois semaines"), (Step.ENGINE, 3, False, "moteur de recherche"), (Step.ENGINE, 60, False, "complaint"),
        (Step.CNIL, 3, False, "gardez vos pièces"), (Step.CNIL, 3, True, "se prononce dans les trois semaines"),
    ],
)  # fmt: skip
def test_the_next_step(step: Step, after: int, minor: bool, words: str) -> None:
    """Wait, then remind, then climb: one sentence with its day."""
    assert words in str(next_step(asked(step, TODAY), today=TODAY + timedelta(days=after), minor=minor))


def test_a_prolongation_ends_after_three_months() -> None:
    """GDPR art. 12(3): two further months at most, when they were announced with their reason; nothing is said of them before nor after."""
    said = [
        str(next_step(asked(Step.SITE, date(2026, 11, 23)), today=day))
        for day in (date(2026, 12, 24), date(2027, 2, 23), date(2027, 2, 24))
    ]
    assert ["jusqu'au" in text for text in said] == [True, True, False]
    assert "jusqu'au" not in str(next_step(asked(Step.CNIL, date(2026, 11, 23)), today=date(2026, 12, 24)))


def test_what_is_settled_has_no_next_step() -> None:
    """Done is done, accepted is accepted with its reason, open is to do."""
    assert "fait" in str(next_step(find(mark(started(), "f1", State.DONE, on=TODAY, run="r"), "f1"), today=TODAY))
    accepted = mark(started(), "f1", State.ACCEPTED, on=TODAY, run="r", reason="vitrine")
    assert "vitrine" in str(next_step(find(accepted, "f1"), today=TODAY))
    assert str(next_step(find(started(), "f1"), today=TODAY)) == "À faire."


def test_reminders_for_the_calendar() -> None:
    """One event the day after each month asked, none for what is past, closed or asked of the CNIL, none twice for one letter."""
    plan = mark(started(), "a1", State.ASKED, on=TODAY, run="r")
    found = list(reminders(without_repeats(plan.entries), today=TODAY))
    assert [(a.targets, a.deadline) for a in found] == [(("a1",), date(2026, 12, 24))]
    assert list(reminders(plan.entries, today=TODAY + timedelta(days=90))) == []
    assert list(reminders([asked(Step.CNIL, TODAY)], today=TODAY)) == []
    assert list(reminders(started().entries, today=TODAY)) == []


# --- what was answered ------------------------------------------------------------------------------------------------------------


def test_a_refusal_opens_the_next_step_at_once() -> None:
    """GDPR art. 12(4) and 77: the refused need not wait for the month; after the engine, the CNIL; after it, the Conseil d'État."""
    day = TODAY + timedelta(days=4)
    plan = answer(mark(started(), "a1", State.ASKED, on=TODAY, run="r1"), "a1", Answer.REFUSED, on=day)
    entry = find(plan, "f1")
    assert (entry.state, entry.refused_on(Step.SITE)) == (State.ASKED, day)
    said = str(next_step(entry, today=day))
    assert "Refus du" in said
    assert "delisting" in said
    assert "complaint" in said
    assert "trois semaines" in str(next_step(entry, today=day, minor=True))
    assert [r.start for r in rungs(entry, today=day)] == [TODAY, day, day]
    assert early(entry, today=day) is None
    site = rungs(entry, today=day)[0]
    assert (str(site.advice), site.answer) == (f"Demandé, refusé le {day}.", None), "nothing more is awaited of who refused"
    assert list(reminders(plan.entries, today=day)) == []
    engine = answer(mark(plan, "a1", State.ASKED, on=day, run="r1", step=Step.ENGINE), "a1", Answer.REFUSED, on=day)
    assert "réclamation possible" in str(next_step(find(engine, "a1"), today=day))
    closed = answer(mark(engine, "a1", State.ASKED, on=day, run="r1", step=Step.CNIL), "a1", Answer.REFUSED, on=date(2026, 12, 31))
    assert "28\u00a0février" in render(next_step(find(closed, "a1"), today=date(2027, 1, 2)), "fr")
    assert find(mark(plan, "a1", State.ASKED, on=day, run="r1"), "a1").refused == (), "a new request has no answer yet"
    assert find(mark(plan, "a1", State.OPEN, on=day, run="r1"), "a1").refused == ()


def test_a_prolongation_announced_in_time_moves_the_day() -> None:
    """Art. 12(3): three months from receipt when it was announced within the first; announced later, the month stays what it was."""
    plan = mark(started(), "a1", State.ASKED, on=date(2026, 11, 30), run="r1")
    told = find(answer(plan, "a1", Answer.EXTENDED, on=date(2026, 12, 20)), "a1")
    late = find(answer(plan, "a1", Answer.EXTENDED, on=date(2027, 1, 5)), "a1")
    assert (limit(told, Step.SITE), limit(late, Step.SITE)) == (date(2027, 3, 1), date(2026, 12, 30))
    assert "Prolongation" in str(next_step(told, today=date(2027, 2, 28)))
    assert "rappel" in str(next_step(told, today=date(2027, 3, 2)))
    assert early(told, today=date(2027, 3, 1)) == date(2027, 3, 1)
    assert rungs(told, today=date(2027, 1, 5))[2].start == date(2027, 3, 2)
    assert [a.deadline for a in reminders([told], today=date(2027, 1, 5))] == [date(2027, 3, 2)]


def test_an_answer_needs_a_request() -> None:
    """Nothing asked, or asked later: the answer is refused, and says what to note first."""
    with pytest.raises(UsageError) as error:
        answer(started(), "a1", Answer.REFUSED, on=TODAY)
    assert error.value.code == "not_asked"
    plan = mark(started(), "a1", State.ASKED, on=TODAY, run="r1")
    for step, day, code in ((Step.ENGINE, TODAY, "not_asked"), (None, TODAY - timedelta(days=1), "bad_date")):
        with pytest.raises(UsageError) as error:
            answer(plan, "a1", Answer.EXTENDED, on=day, step=step)
        assert error.value.code == code


def test_a_day_to_come_runs_no_clock_and_three_weeks_end() -> None:
    """A request dated in the future by hand is told as such; once its three weeks are over, the CNIL is written to again."""
    assert "corrigez ce jour" in str(next_step(asked(Step.SITE, TODAY + timedelta(days=1)), today=TODAY))
    assert "passées" in str(next_step(asked(Step.CNIL, TODAY), today=TODAY + timedelta(days=22), minor=True))
    (event,) = reminders([asked(Step.SITE, TODAY)], today=TODAY, minors={"f1"})
    assert "trois semaines" in str(event.detail), "the calendar of a minor says what the plan says"


@pytest.mark.parametrize("state", [State.DONE, State.ACCEPTED])
def test_a_closed_action_never_hides_what_came_since(state: State) -> None:
    """The same place shows another thing, or the same again: the action is open, back only when it is; the same audit changes nothing."""
    closed = mark(started(), "a1", state, on=TODAY, run="r1", reason="vitrine")
    assert merge(closed, FIRST, today=TODAY) == closed
    later = TODAY + timedelta(days=5)
    new = merge(closed, audit("r2", later, findings=(finding("f9"),), actions=(action("a1", "f9"),)), today=later)
    assert (find(new, "a1").state, find(new, "a1").back, find(new, "a1").reason) == (State.OPEN, False, "vitrine")
    again = merge(closed, audit("r2", later, findings=(finding("f1"),), actions=(action("a1", "f1"),)), today=later)
    back = state is State.DONE  # what is accepted stays accepted
    assert (find(again, "a1").state, find(again, "a1").back) == ((State.OPEN, True) if back else (state, False))


# --- the file, edited by hand ---------------------------------------------------------------------------------------------------------

ENTRY = "[[entry]]\nid = 'a'\nkind = 'finding'\nsince = 2026-11-01\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[entries]]\nid = 'a'\n", "entries"), ("note = 1\n" + ENTRY, "« note »"), ("form = 'ereput-plan/9'\n" + ENTRY, "ereput-plan/9"),
        (ENTRY + "note = 'lundi'\n", "ligne 5, entrée 1 : note n'est pas connu"),
        (ENTRY + ENTRY.replace("'a'", "'b'") + "\nstate = 'Fait'\n", "ligne 10, entrée 2 : state .*done ou accepted"),
        (ENTRY + "asked = { sites = 2026-11-01 }\n", "ligne 5, entrée 1 : asked"), (ENTRY.replace("finding", "truc"), "ligne 3, .*kind"),
        (ENTRY + "site = 2026-11-01\n", "ligne 5, .*site"), (ENTRY + "\n\n" + ENTRY, "ligne 8, entrée 2 : « a » y est deux fois"),
        (ENTRY + "state = 'asked'\n", "ligne 5, .*le jour de la demande"), (ENTRY + "state = 'accepted'\n", "reason"),
        (ENTRY.replace("2026", "9999"), "trop loin"), (ENTRY + "asked = { site = 1900-01-01 }\n", "trop loin"),
        ("entry = [{ id = 'a', kind = 'finding' }]", "plan.toml, entrée 1 : since"),
        ("[[entry]]\nid = '''\n[[entry]]\nstate = 1\n'''\nkind = 'action'\nsince = 1\n", "ligne 7, entrée 1 : since"),
    ],
)  # fmt: skip
def test_what_a_plan_cannot_keep_is_refused_with_its_line(tmp_path: Path, text: str, where: str) -> None:
    """What would be lost when the file is written again (an unknown key, a misspelt step, one thing twice) stops the command."""
    (tmp_path / "plan.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=where):
        load(tmp_path / "plan.toml")


def test_her_comments_are_kept(tmp_path: Path) -> None:
    """A note after a #, on a line or at the end of one, stays with its entry through every writing; our own lines are not told twice."""
    path = tmp_path / "plan.toml"
    save(started(), path)
    body = path.read_text("utf-8").replace("\n\n", "\n# pour la conseillère\n\n", 1)
    path.write_text("\ufeff" + body.replace('id = "a2"', '# appelé lundi\nid = "a2"  # vu « # » mardi').replace("\n", "\r\n"), "utf-8")
    plan = mark(merge(load(path), FIRST, today=TODAY), "a1", State.ASKED, on=TODAY, run="r1")
    plan = replace(plan, entries=(*plan.entries, Entry(id="\u2028[[entry]]", kind="action", what="x", since=TODAY, seen=TODAY, run="r")))
    save(plan, path)
    assert load(path) == plan
    assert plan.notes == ("# pour la conseillère",)
    assert find(plan, "a2").notes == ("# appelé lundi", "# vu « # » mardi")
    save(load(path), path)
    said = path.read_text("utf-8")
    assert [said.count(note) for note in ("conseillère", "lundi", "mardi", "# Votre plan")] == [1, 1, 1, 1]
    assert said.index("# Votre plan") < said.index("conseillère") < said.index("[[entry]]")


def test_the_silence_of_the_cnil_is_told() -> None:
    """Décret n° 2019-536, art. 10, and GDPR art. 78(2): after three months without news, there is something to do again."""
    entry = asked(Step.CNIL, date(2026, 11, 30))
    assert "gardez vos pièces" in str(next_step(entry, today=date(2027, 2, 28)))
    assert "silence vaut refus" in str(next_step(entry, today=date(2027, 3, 1)))
