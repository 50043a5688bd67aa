"""What to do: one remedy each, ranked by gain per minute."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import ereput
from ereput.advise.stage import advise, rate
from ereput.advise.verbs import DO
from ereput.model import (
    Action,
    Audience,
    Axis,
    Coverage,
    Evidence,
    Finding,
    Gap,
    Handle,
    Presence,
    Severity,
    Stage,
    Subject,
    Table,
    Target,
    Verdict,
    say,
)
from ereput.score.stage import score
from ereput.words import render

TODAY = date(2026, 11, 22)
CAMILLE = Subject(
    names=("Camille Durand",), pages=("https://blog.example/",), handles=(Handle(service="linkedin", user="camille-d"),),
    target=Target(occupation="data analyst"),
)  # fmt: skip
SEEN = (Coverage(source="web", where="https://a.example/", verdict=Verdict.PRESENT),)


def exposed(
    id_: str, *urls: str, weight: float = 0.1, severity: Severity = Severity.MEDIUM, kind: str = "PHONE", lane: str = ""
) -> Finding:
    return Finding(id=id_, rule="exposure", kind=kind, axis=Axis.PROTECTED, severity=severity, confidence=0.95,
    title=say("Numéro de téléphone"),
                   explanation=say("…"), remedy=say("Retirez-le."), weight=weight, lane=lane,
                   evidence=tuple(Evidence(url=u) for u in urls))  # fmt: skip


def checked(id_: str, rule: str, url: str, points: float, *, axis: Axis = Axis.CREDIBLE, part: str = "coherence") -> Finding:
    return Finding(id=id_, rule=rule, kind=rule, axis=axis, severity=Severity.MEDIUM, confidence=0.9, title=say("Dates différentes"),
    explanation=say("…"),
                   remedy=say("Corrigez."), evidence=(Evidence(url=url),), details=(("part", part), ("points", str(points))))  # fmt: skip


def gap(word: str, state: Presence = Presence.ABSENT, *, in_cv: bool = True, weight: float = 1.0) -> Gap:
    return Gap(keyword=word, concept=word.lower(), weight=weight, required=True, state=state, in_cv=in_cv)


def run(findings: tuple[Finding, ...] = (), gaps: tuple[Gap, ...] = (), *, exact: bool = True) -> tuple[Action, ...]:
    rows = (("coherence", 50.0, say("x")), ("proof", 50.0, say("x")))
    tables = (Table(id="presence.credible", title=say("x"), columns=("part", "value", "inputs"), rows=rows),)
    fold = partial(score, gaps=gaps, tables=tables, coverage=SEEN)
    again = (lambda f: fold(findings=f)) if exact else None
    return advise(CAMILLE, findings, gaps, fold(findings=findings), today=TODAY, rescore=again)


@pytest.mark.parametrize("exact", [True, False])
def test_gain_is_the_difference_of_the_scores(exact: bool) -> None:
    """Removing a fact of 0.2 from a score of 72 (0.9 × 0.8) gives 18 points back, by re-folding or by the weights."""
    actions = run((exposed("a", "https://x.example/1", weight=0.1), exposed("b", "https://y.example/1", weight=0.2)), exact=exact)
    assert {a.targets: a.gain for a in actions} == {("a",): 8.0, ("b",): 18.0}


def test_caps_are_in_the_exact_gain() -> None:
    """Removing the one critical fact lifts the cap: from 49 to 100."""
    assert run((exposed("a", "https://x.example/", weight=0.1, severity=Severity.CRITICAL),))[0].gain == 51.0


def test_one_edit_settles_several() -> None:
    """Three facts on one site are one action; a fact on two sites is another, since both must change."""
    facts = (
        exposed("a", "https://x.example/1"),
        exposed("b", "https://x.example/2"),
        exposed("c", "https://x.example/1", "https://y.example/"),
    )
    actions = run(facts)
    assert sorted(a.targets for a in actions) == [("a", "b"), ("c",)]


def test_every_target_is_settled_once() -> None:
    """Each finding and gap that needs something belongs to exactly one action."""
    facts = (exposed("a", "https://x.example/1"), checked("b", "coherence.cv", "https://l.example/", 50))
    gaps = (gap("SQL"), gap("Airflow", in_cv=False), gap("Power BI", Presence.OTHER_NAME), gap("Python", Presence.PRESENT))
    targets = [t for a in run(facts, gaps) for t in a.targets]
    assert sorted(targets) == ["a", "airflow", "b", "power bi", "sql"]


def test_own_page_is_edited_and_others_are_written_to() -> None:
    """On her own page she edits; on somebody else's she writes, with a letter and a month's patience."""
    mine, theirs = run((exposed("a", "https://blog.example/p"), exposed("b", "https://forum.example/t")))
    assert mine.letter is None and theirs.letter == "erasure" and "un mois" in str(theirs.detail)


def test_an_action_for_several_facts_names_the_gravest() -> None:
    """On her own page and on somebody else's: the title counts them, the detail says which one it is about."""
    for site in ("https://blog.example", "https://forum.example"):
        (action,) = run((exposed("a", f"{site}/p", weight=0.4), exposed("b", f"{site}/q", weight=0.2)))
        assert str(action.detail).startswith(f"{exposed('a').title}.")


def test_what_is_to_be_done_alike_at_many_places_has_one_title() -> None:
    """The plan tells it once, with its places (`render.sections.plan`): a title that named the place would fill a page a dozen."""
    many = [replace(checked(f"a{n}", "readable.machine", f"https://h{n}.example/", 10), label=f"h{n}.example") for n in range(5)]
    actions = run(many)
    assert len(actions) == 5
    assert len({(action.title, action.detail) for action in actions}) == 1


def test_minor_has_a_reinforced_right() -> None:
    """What dates from before eighteen has its own letter."""
    assert run((exposed("a", "https://f.example/", kind="MINOR"),))[0].letter == "erasure-minor"


def test_critical_first_then_rate_then_variety() -> None:
    """A critical fact leads whatever its rate; then the axes take turns."""
    facts = (exposed("a", "https://x.example/", weight=0.01, severity=Severity.CRITICAL), exposed("b", "https://y.example/", weight=0.3),
             exposed("c", "https://z.example/", weight=0.29), checked("d", "coherence.cv", "https://l.example/", 40))  # fmt: skip
    first = run(facts)[:3]
    assert first[0].targets == ("a",) and Axis.CREDIBLE in {a.axis for a in first}


def test_what_is_called_the_most_urgent_is_settled_first() -> None:
    """The first page names the gravest finding: its action leads, though others gain more a minute. What is not grave takes its turn."""
    many = [exposed(f"b{n}", "https://y.example/", weight=0.2) for n in range(3)]
    worst = exposed("a", "https://x.example/", weight=0.3, severity=Severity.HIGH)
    assert run((*many, worst))[0].targets == ("a",)
    assert run((*many, exposed("a", "https://x.example/", weight=0.21)))[0].targets != ("a",)


def test_sensitive_facts_are_not_named_in_titles() -> None:
    """The title of an action on a sensitive fact does not say what it is."""
    assert "Numéro" not in str(run((exposed("a", "https://x.example/", lane="sensitive"),))[0].title)


def test_private_documents() -> None:
    """A fact that only her own file shows is corrected in the file, without letter or link."""
    fact = exposed("a")
    private = Evidence(url="file:cv.pdf", audience=Audience.PRIVATE)
    own = Finding(**{f: getattr(fact, f) for f in fact.__slots__} | {"evidence": (private,)})
    action = run((own,))[0]
    assert action.link is None and action.letter is None


def test_without_an_offer_the_heaviest_words_are_asked_about() -> None:
    """Nothing is required of an occupation alone: there still is a first step. What an offer requires comes alone."""
    wished = tuple(replace(gap(f"mot{i}", weight=i + 1, in_cv=False), required=False) for i in range(5))
    assert {a.targets for a in run((), wished) if a.id.startswith("learn:")} == {("mot4",), ("mot3",), ("mot2",)}
    assert [a.targets for a in run((), (*wished, gap("Rust", in_cv=False))) if a.id.startswith("learn:")] == [("rust",)]


def test_a_diploma_is_told_not_tried() -> None:
    """What one has or has not is said with its year in ten minutes; a skill takes an hour to show."""
    licence = replace(gap("permis B", in_cv=False), kind="certification")
    language = replace(gap("anglais", in_cv=False), kind="language")
    told = {str(a.title): a.minutes for a in run((), (licence, language, gap("Rust", in_cv=False))) if a.id.startswith("learn:")}
    assert told == {
        "Dire si vous l'avez : permis B": 10,
        "Dire votre niveau de langue, si vous la parlez : anglais": 10,
        "Montrer une première trace : Rust": 60,
    }


def test_known_words_come_as_one_sitting() -> None:
    """At most five words in one sitting, weightiest first; what the CV does not say is asked, not asserted."""
    actions = run((), (*tuple(gap(f"mot{i}", weight=i + 1) for i in range(7)), gap("Rust", in_cv=False)))
    written = next(a for a in actions if a.id.startswith("write:"))
    assert len(written.targets) == 5 and written.targets[0] == "mot6"
    asked = next(a for a in actions if a.id.startswith("learn:"))
    assert "?" in str(asked.detail)


def test_words_are_named_in_both_languages() -> None:
    """The title of an action lists its words by name: French in French, English in English, a tool alike."""
    words = (replace(gap("anglais", weight=3), english="English"), gap("SQL", weight=2), replace(gap("vente"), english="sales"))
    title = next(a.title for a in run((), words) if a.id.startswith("write:"))
    assert render(title, "fr").startswith("Écrire anglais, SQL, vente")
    assert render(title, "en").startswith("Write English, SQL, sales")


def test_good_news_needs_no_action() -> None:
    """Good and informative findings ask for nothing."""
    assert (
        run((exposed("a", "https://x.example/", severity=Severity.GOOD), exposed("b", "https://x.example/", severity=Severity.INFO))) == ()
    )


def test_points_of_a_part_are_scaled_by_its_weight() -> None:
    """Fifty points of a part that weighs half of what was measured are twenty-five points of the axis."""
    action = run((checked("d", "coherence.cv", "https://l.example/", 50),))[0]
    assert action.gain == 25.0 and rate(action) == 2.5


def test_without_scores_or_measures_nothing_is_promised() -> None:
    """With no score to raise, a finding still has its action, and promises no points."""
    found = (checked("d", "coherence.cv", "https://l.example/", 50),)
    action = advise(CAMILLE, found, (), (), today=TODAY)[0]
    assert action.gain == 0.0 and action.targets == ("d",)


def test_odd_addresses_and_several_places() -> None:
    """An address that cannot be read is no site; several findings at one place are one sitting that says how many."""
    from ereput.advise.hers import host

    assert host("http://[") == ""
    two = (checked("a", "coherence.cv", "https://l.example/", 20), checked("b", "coherence.cv", "https://l.example/", 10))
    action = run(two)[0]
    assert set(action.targets) == {"a", "b"} and "1 point" in str(action.title)


def test_own_guide_and_suggestion() -> None:
    """On a service we know, the guide's settings are the link; a suggestion of the keywords room is what the action says."""
    mine = Subject(names=("C D",), handles=(Handle(service="linkedin", user="camille-d"),))
    fact = exposed("a", "https://www.linkedin.com/in/camille-d")
    action = advise(mine, (fact,), (), (), today=TODAY)[0]
    assert action.link == "https://www.linkedin.com/public-profile/settings" and action.letter is None
    suggested = Gap(keyword="SQL", concept="sql", weight=1, required=True, state=Presence.ABSENT, in_cv=True, suggestion=say("Dites où."))
    written = advise(mine, (), (suggested,), (), today=TODAY)[0]
    assert "Dites où." in str(written.detail) and written.link == action.link


CV_ONLY = Subject(names=("Inès Fictive",))
NOTES = tuple(
    replace(
        exposed(id_, weight=0.0, severity=Severity.INFO), evidence=(Evidence(url="file:cv.txt", audience=Audience.PRIVATE),)
    )
    for id_ in ("address", "dob")
)  # fmt: skip
UNGRADED = score(findings=NOTES, gaps=(), tables=(), coverage=())


def test_a_thin_audit_still_says_where_to_begin() -> None:
    """Nothing but a CV: its document first, then what would be measured; each gesture has its minutes, no invented gain, and its target."""
    made = advise(CV_ONLY, NOTES, (), UNGRADED, today=TODAY)
    assert [a.id for a in made] == ["tidy:file:cv.txt", "begin:target", "begin:search"]
    assert made[0].targets == ("address", "dob")
    assert all(a.gain == 0 and a.minutes and a.deadline and a.targets for a in made)


def test_what_she_gave_is_not_asked_for_again() -> None:
    """A target, a page of results, a page of hers, a first internship to come: each leaves its gesture out; three actions leave no room."""
    aimed = replace(CV_ONLY, target=replace(CV_ONLY.target, occupation="libraire"))
    assert [a.id for a in advise(aimed, (), (), UNGRADED, today=TODAY)] == ["begin:search", "begin:profile"]
    searched = replace(aimed, search_results=("page.html",), stage=Stage.STUDENT_BEFORE)
    assert advise(searched, (), (), UNGRADED, today=TODAY) == ()
    assert not any(a.id.startswith("begin") for a in run(tuple(exposed(str(i), f"https://{i}.example/") for i in range(3))))


def test_a_page_of_results_is_no_place_to_go() -> None:
    """What a search shows is often a namesake's: the action that a page of results calls for links to nobody's page."""
    found = checked("r", "recruiter.view", "https://namesake.example/", 10.0, axis=Axis.FINDABLE)
    assert [a.link for a in run((found,)) if a.targets == ("r",)] == [None]
    assert [a.link for a in run((checked("c", "proof.answers", "https://a.example/1", 10.0),)) if a.targets == ("c",)] == [
        "https://a.example/1"
    ]


def test_what_is_gravest_comes_first_when_no_gain_tells() -> None:
    """On a score already at 0 no removal gains a point: the home address still comes before the e-mails, whatever the sites are called."""
    many = tuple(exposed(f"m{i}", f"https://a{i}.example/", weight=0.2) for i in range(60))
    home = exposed("home", "https://z.example/", weight=0.3, severity=Severity.HIGH)
    assert run((*many, home))[0].targets == ("home",)


def test_a_remedy_for_several_says_which() -> None:
    """ "Remove it" under four pieces of information: the one that it is about is named."""
    two = run((exposed("a", "https://blog.example/1"), exposed("b", "https://blog.example/1")))
    assert str(two[0].detail).startswith("Numéro de téléphone. Retirez-le.")
    assert str(run((exposed("a", "https://blog.example/1"),))[0].detail).startswith("Retirez-le.")


def test_what_a_check_asks_is_said_by_a_verb() -> None:
    """A known rule gives its gesture, about what the finding is about; a rule without a verb, or a finding without a label, its title."""
    fact = checked("d", "coherence.cv", "https://l.example/", 50)
    assert str(run((replace(fact, label="Atelier Loire"),))[0].title) == "Accorder le CV et le profil : Atelier Loire"
    assert str(run((fact,))[0].title) == str(run((replace(fact, rule="strange.rule", label="x"),))[0].title) == "Dates différentes"


@pytest.mark.parametrize("rule", DO)
def test_every_verb_is_a_rules_and_an_infinitive(rule: str) -> None:
    """No verb outlives its rule; in French each begins with an infinitive, as the other actions do."""
    rooms = (Path(ereput.__file__).parent / "analyse").rglob("*.py")
    assert any(f'"{rule}"' in path.read_text("utf-8") for path in rooms)
    assert re.match(r"\w+(?:er|ir|re) ", str(DO[rule].msg))
