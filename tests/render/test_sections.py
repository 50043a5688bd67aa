"""Laws of the sections: each degrades without data, none judges early, evolution never says "removed" for "not seen"."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ereput.cli.summary import summary
from ereput.model import (
    Audit,
    Axis,
    Band,
    Coverage,
    Evidence,
    Kind,
    Mention,
    Presence,
    Severity,
    Sighting,
    Skip,
    Table,
    Verdict,
    named,
    say,
)
from ereput.render.base import Options
from ereput.render.book import book, is_problem, link
from ereput.render.charts.calendar import LETTER, calendar
from ereput.render.charts.svg import WIDTH
from ereput.render.figures import FIGURES, picture
from ereput.render.paper import MAIN
from ereput.render.report import SECTIONS, document
from ereput.render.sections import coherence, cover, exposure, keywords, method, plan, recruiter
from ereput.render.sections.chapter import CARDS, section_of, section_of_table
from ereput.render.sections.evolution import aligned, compare
from ereput.render.share import HIDDEN, shared
from ereput.render.stage import render
from ereput.render.tables import shown
from ereput.render.voice import Voice
from tests.render import audits

VOICE = Voice("fr")


def opened(audit: object = None, medium: str = "html") -> object:
    """The book of an audit."""
    return book(audit or audits.audit(10), Options(), VOICE, medium)  # type: ignore[arg-type]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: s.id)
def test_every_section_stands_without_data(section: object) -> None:
    """An audit with nothing in it gives every section something to say and no error."""
    assert section.build(opened(audits.audit(0))) is not None  # type: ignore[attr-defined]


def test_an_empty_report_says_how_to_fill_it() -> None:
    """What is missing is named, with the key of the profile that would bring it."""
    page = render(audits.audit(0), "html").decode()
    for key in ("search_results", "[target]", "exports", "CV"):
        assert key in page


# --- cover -----------------------------------------------------------------------------------------------------------------


def test_the_sentence_names_best_worst_and_why() -> None:
    """One sentence: the strongest axis, the weakest, the gravest problem there."""
    told = str(cover.build(opened()).sentence)  # type: ignore[arg-type]
    assert told.startswith("Votre point d'appui : Crédible. Votre priorité : Protégé.")
    assert "Numéro de téléphone visible" in told


def test_the_lowest_grade_is_no_support() -> None:
    """When every axis has the lowest grade, none is told to be a strong point."""
    low = tuple(replace(s, value=5.0 + n) for n, s in enumerate(audits.scores()))
    told = cover.build(opened(replace(audits.audit(10), scores=low))).sentence  # type: ignore[arg-type]
    assert "point d'appui" not in str(told)
    assert "Votre priorité" in str(told)
    none = tuple(replace(s, value=0.0) for s in audits.scores())
    told = cover.build(opened(replace(audits.audit(10), scores=none))).sentence  # type: ignore[arg-type]
    assert "se tiennent" not in str(told), "nothing holds when every axis is at the bottom"


def test_the_sentence_for_missing_words() -> None:
    """When findability is weakest, the sentence counts the missing words."""
    low = tuple(replace(s, value=10.0) if s.axis is Axis.FINDABLE else s for s in audits.scores())
    told = str(cover.sentence(opened(replace(audits.audit(10), scores=low))))  # type: ignore[arg-type]
    assert "Mots-clés attendus et absents de vos pages" in told


def test_the_sentence_without_scores_or_with_equal_ones() -> None:
    """No score: what to add. All equal: no false ranking. No problem on the weakest axis: no invented reason."""
    assert "Trop peu d'éléments" in str(cover.sentence(opened(audits.audit(0))))  # type: ignore[arg-type]
    level = tuple(replace(s, value=50.0) for s in audits.scores())
    assert "se tiennent" in str(cover.sentence(opened(replace(audits.audit(3), scores=level))))  # type: ignore[arg-type]
    calm = replace(audits.audit(3), findings=(), gaps=())
    assert str(cover.sentence(opened(calm))).endswith("Votre priorité : Protégé.")  # type: ignore[arg-type]


def test_a_name_that_the_font_cannot_write_is_told() -> None:
    """On paper only, and not on a report that hides the name."""
    name = replace(audits.audit(0), subject=replace(audits.audit(0).subject, names=("王小明",)))
    told = "un signe que la police de ce PDF n"
    assert told in document(name, Options(), medium="pdf")
    assert told not in render(name, "html").decode()
    assert told not in document(name, Options(redact=True), medium="pdf")
    assert told not in document(audits.audit(0), Options(), medium="pdf")


def test_a_score_without_value_has_no_grade() -> None:
    """Thin coverage shows a dash, the neutral tone, and says so in the figure's title."""
    thin = replace(audits.audit(1), scores=(audits.score(Axis.ALIVE, None, "", "à mesurer"),))
    dial = next(d for d in cover.dials(opened(thin)) if d.axis is Axis.ALIVE)  # type: ignore[arg-type]
    assert (dial.value, dial.tone) == (None, "info")
    assert "pas assez d’éléments" in dial.picture


def test_the_cover_names_the_offer_when_no_job_is_named() -> None:
    """Without an occupation, the offer's file stands on the first page; the counsellor too when there is one."""
    audit = audits.audit(1)
    target = replace(audit.subject.target, occupation=None, offers=("offre.pdf",))
    audit = replace(audit, subject=replace(audit.subject, target=target), run=audits.run(by="SCUIO-IP"))
    facts = {str(name): value for name, value in cover.build(opened(audit)).facts}  # type: ignore[arg-type]
    assert facts == {"Offre visée": "offre.pdf", "Ville": "Nantes", "Accompagnement": "SCUIO-IP"}


# --- exposure, keywords, recruiter, method -----------------------------------------------------------------------------------


def test_exposure_tells_the_gravest_first_and_the_sensitive_apart() -> None:
    """Cards by gravity; article 9 facts never among them; facts about others are counted."""
    audit = audits.audit(70)
    audit = replace(audit, findings=(*audit.findings, replace(audits.finding(7 * 11), id="other", whose="other")))
    view = exposure.build(opened(audit))  # type: ignore[arg-type]
    order = list(Severity)
    ranks = [order.index(item.finding.severity) for item in view.chapter.cards]
    assert ranks == sorted(ranks)
    assert [item.finding.lane for item in view.sensitive] == ["sensitive"]
    assert not any(item.finding.lane for item in view.chapter.cards)
    assert view.others == 1


def test_no_finding_is_lost_in_a_long_report() -> None:
    """Every finding has its anchor somewhere in the page, cards first, then lines."""
    page = render(audits.audit(500), "html").decode()
    assert all(f'id="constat-{n}"' in page for n in range(1, 502))
    assert page.count('<article class="card') <= 6 * CARDS + 1


def test_words_are_sorted_by_what_is_left_to_do() -> None:
    """Absent and required first, present last."""
    states = [word.gap.state for word in keywords.build(opened()).words]  # type: ignore[arg-type]
    assert states[0] is Presence.ABSENT
    assert states[-1] is Presence.PRESENT


def test_the_recruiter_sees_results_by_rank_and_pages_that_count() -> None:
    """A saved results page is told in its order; a namesake's page is not among hers."""
    view = recruiter.build(opened(audits.audit(30)))  # type: ignore[arg-type]
    assert [m.rank for m in view.results] == sorted(m.rank or 0 for m in view.results)
    assert view.pages


def test_doubtful_mentions_are_listed_with_their_reasons() -> None:
    """Possible namesakes stand in the method, most probable first."""
    view = method.build(opened(audits.audit(30)))  # type: ignore[arg-type]
    chances = [doubt.match.probability for doubt in view.doubts]
    assert chances == sorted(chances, reverse=True)
    assert all(doubt.match.reasons for doubt in view.doubts)


def test_a_page_is_doubted_once_on_paper() -> None:
    """A result and the page it leads to are one line on paper, the likeliest; a screen shows both."""
    audit = audits.audit(30)
    match = next(m for m in audit.matches if m.band is Band.NAMESAKE)
    mention = next(m for m in audit.mentions if m.id == match.mention)
    twin = replace(audit, mentions=(*audit.mentions, replace(mention, id="twin")), matches=(*audit.matches, replace(match, mention="twin")))
    lines = {medium: [d.mention.id for d in method.build(opened(twin, medium)).doubts] for medium in ("pdf", "html")}  # type: ignore[arg-type]
    assert {mention.id, "twin"} <= set(lines["html"])
    assert len({mention.id, "twin"} & set(lines["pdf"])) == 1


def test_findings_and_tables_have_one_section() -> None:
    """By the family of the rule, else by the axis; an unknown table goes to the annex."""
    assert section_of(replace(audits.finding(0), rule="strange.rule", axis=Axis.ALIVE)) == "alive"
    assert section_of(replace(audits.finding(0), rule="contacts.stale", weight=0.0)) == "networks"
    assert section_of(replace(audits.finding(0), rule="accounts.login", axis=Axis.PROTECTED)) == "exposure"
    assert section_of_table(Table(id="stranger.table", title=say("Notes"), columns=())) == "method"


# --- plan ----------------------------------------------------------------------------------------------------------------------


def test_the_plan_keeps_every_action_and_every_deadline() -> None:
    """Each action stands once; one with a deadline is never later than its month; a month is not overfilled by choice."""
    audit = audits.audit(12)
    heavy = tuple(replace(a, minutes=100, id=f"h{i}") for i, a in enumerate(audit.actions))
    horizons = plan.plan(opened(replace(audit, actions=heavy)))  # type: ignore[arg-type]
    tasks = [task for horizon in horizons for task in horizon.tasks]
    assert sorted(task.step.number for task in tasks) == list(range(1, 13))
    assert [len(h.tasks) for h in horizons[:2]] == [2, 2]
    assert horizons[0].minutes == 200
    late = replace(audit.actions[1], deadline=date(2027, 9, 1))
    only = plan.plan(opened(replace(audit, actions=(late,))))  # type: ignore[arg-type]
    assert only[2].tasks[0].by == date(2027, 9, 1)


def test_the_calendar_has_one_event_an_action_and_the_next_audit() -> None:
    """Events are all-day, on the day each should be done by; folded lines unfold to the sentences."""
    body = render(audits.audit(3), "ics").decode()
    text = body.replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 4
    assert "DTSTART;VALUE=DATE:20261221" in text
    assert "SUMMARY:Masquer votre numéro sur le forum (5 min)" in text.replace("\u00a0", " ")
    assert "SUMMARY:Refaire le bilan et comparer" in text
    assert body.endswith("END:VCALENDAR\r\n")


def test_the_next_calendar_moves_its_events_and_doubles_none() -> None:
    """One action of one person has one UID, audit after audit; two people never share one, even when their names are hidden."""

    def uids(audit: Audit, *, redact: bool = False) -> list[str]:
        return re.findall(r"^UID:(.*)\r$", render(audit, "ics", Options(redact=redact)).decode(), re.MULTILINE)

    first = audits.audit(3)
    later = replace(first, run=replace(first.run, id="another", started_at=audits.NOW + timedelta(days=90)))
    other = replace(later, subject=replace(first.subject, names=("Zoé Le Bihan",)))
    assert len(set(uids(first))) == 4 and uids(first) == uids(later)
    assert not set(uids(first)) & set(uids(other))
    assert not set(uids(first, redact=True)) & set(uids(other, redact=True))


def test_markdown_tells_what_changed() -> None:
    """The same lists as the report: new, back, fixed, unknown, and each axis then and now; nothing of it on a first audit."""
    before = replace(audits.audit(0), findings=(problem(1), problem(2)))
    after = replace(looked(audits.audit(0), "https://forum.example.org/sujet/1", Verdict.ABSENT), findings=(problem(3),))  # type: ignore[type-var]
    told = render(after, "md", Options(previous=before)).decode()
    part = told.split("## Ce qui a changé\n")[1].split("\n## ")[0]
    assert [line.split("\u00a0")[0] for line in part.splitlines() if line.startswith("### ")] == ["### Nouveau", "### Réglé", "### Inconnu"]
    assert "| Trouvable |" in part
    assert "## Ce qui a changé" not in render(after, "md").decode()


# --- evolution -------------------------------------------------------------------------------------------------------------------


def looked(audit: object, url: str, verdict: Verdict) -> object:
    """The audit after having looked at `url`."""
    look = Coverage(source="forum", where=url, verdict=verdict)
    return replace(audit, coverage=(look,))  # type: ignore[type-var]


def problem(i: int) -> object:
    """A grave finding at its own page."""
    return replace(
        audits.finding(i), severity=Severity.HIGH, evidence=(Evidence(url=f"https://forum.example.org/sujet/{i}", seen_at=audits.NOW),)
    )


def test_an_audit_compared_with_itself_has_not_changed() -> None:
    """No new, back, fixed or unknown finding; every axis moves by zero."""
    audit = audits.audit(20)
    view = compare(audit, audit)
    assert (view.new, view.back, view.fixed, view.unknown) == ((), (), (), ())
    assert {change.points for change in view.changes} == {0}
    assert view.same_rubric


def test_an_audit_made_again_elsewhere_has_not_changed() -> None:
    """Another machine has another salt, and so other ids: the same fact at the same place is neither new nor unknown."""
    audit = replace(audits.audit(0), findings=tuple(problem(i) for i in range(5)))
    other = replace(audit, findings=tuple(replace(f, id=f"elsewhere-{f.id}") for f in audit.findings))
    view = compare(audit, aligned(other, audit))
    assert (view.new, view.back, view.fixed, view.unknown, view.kept) == ((), (), (), (), 5)
    moved = replace(other.findings[0], evidence=(Evidence(url="https://other.example/", seen_at=audits.NOW),))
    assert [f.id for f in compare(audit, aligned(replace(other, findings=(moved,)), audit)).unknown] == [moved.id]


@pytest.mark.parametrize(
    ("verdict", "state"),
    [(Verdict.PRESENT, "fixed"), (Verdict.ABSENT, "fixed"), (Verdict.BLOCKED, "unknown"), (Verdict.UNDECIDED, "unknown")],
)
def test_not_seen_is_not_removed(verdict: Verdict, state: str) -> None:
    """A problem that is gone is fixed only when its page answered again; blocked or undecided is unknown."""
    before = replace(audits.audit(0), findings=(problem(1),))
    after = looked(audits.audit(0), "https://forum.example.org/sujet/1", verdict)
    view = compare(after, before)  # type: ignore[arg-type]
    assert [f.id for f in getattr(view, state)] == ["f00001"]
    assert len(view.fixed) + len(view.unknown) == 1


@pytest.mark.parametrize(
    ("kind", "verdict", "state"),
    [(Kind.POST, None, "fixed"), (Kind.CV, None, "fixed"), (Kind.RESULT, None, "unknown"), (Kind.POST, Verdict.BLOCKED, "unknown")],
)
def test_a_page_read_by_another_way_was_looked_at(kind: Kind, verdict: Verdict | None, state: str) -> None:
    """An API or an export gives pages at their own address: what they no longer show is fixed. A line of search results is no reading."""
    page = audits.finding(0).evidence[0].url
    before = replace(audits.audit(0), findings=(audits.finding(0, severity=Severity.HIGH),))
    refused = (Coverage(source="web", where=page, verdict=verdict),) if verdict else ()
    after = replace(before, findings=(), coverage=refused, mentions=(Mention(source="mastodon", url=page, kind=kind),))
    assert len(getattr(compare(after, before), state)) == 1


def test_the_counts_of_exposure_agree() -> None:
    """The first page, the section's own count and the terminal tell the same number of exposed facts."""
    plain = audits.audit(60)
    facts = tuple(replace(f, lane="sensitive") if i == 3 else f for i, f in enumerate(plain.findings) if f.axis is Axis.PROTECTED)
    login = replace(audits.finding(7, severity=Severity.LOW), id="login", rule="accounts.login", weight=0.02)
    audit = replace(plain, findings=(*facts, login))
    view, dial = exposure.build(opened(audit)), next(d for d in cover.dials(opened(audit)) if d.axis is Axis.PROTECTED)
    told = sum(n for _, n in view.counts)
    assert told == dial.todo == sum(map(is_problem, audit.findings))
    cards, lines = len(view.chapter.cards), sum(len(group) for _, group in view.chapter.lines)
    assert sum(is_problem(item.finding) for item in view.sensitive) + cards + lines == told
    assert str(told) in str(summary(audit)[1])


def test_what_the_table_of_exposure_does_not_weigh_is_said() -> None:
    """A fact of the score that no row weighs is counted under the table, also once its ids are hidden; else the note is the table's own."""
    rows = (("total", say("Exposition"), None, None, 61.5), ("f00000", say("Numéro de téléphone"), 3, 0.9, 32.1))
    columns = ("fact", "name", "gravity", "visibility", "contribution")
    table = Table(id="exposure.exposition", title=say("Ce qui est exposé"), columns=columns, rows=rows, note=say("0 : rien."))
    fact, login = audits.finding(0), replace(audits.finding(7), rule="accounts.login")
    one, two = (replace(audits.audit(0), findings=found, tables=(table,)) for found in ((fact,), (fact, login)))
    notes = [str(shown(opened(a), a.tables[0]).note) for a in (one, two, shared(two, Options(redact=True))[0])]
    assert notes[0] == "0 : rien."
    assert notes[1] == notes[2] == "0 : rien. La note Protégé en compte 1 de plus, qu'une vérification a relevé."


def test_what_comes_back_is_not_new() -> None:
    """A problem of an older audit, absent from the last one, is back."""
    first = replace(audits.audit(0), findings=(problem(1),))
    second = looked(audits.audit(0), "https://forum.example.org/sujet/1", Verdict.PRESENT)
    third = replace(audits.audit(0), findings=(problem(1), problem(2)))
    view = compare(third, second, (first,))  # type: ignore[arg-type]
    assert ([f.id for f in view.back], [f.id for f in view.new], view.kept) == (["f00001"], ["f00002"], 0)


@pytest.mark.parametrize("options", [Options(), Options(redact=True), Options(edition="counsellor", share=("evolution", "exposure"))])
def test_what_was_not_looked_at_is_not_back(options: Options) -> None:
    """A problem whose page was not read last time never went away, as far as anyone knows: it is unchanged, in every edition."""
    first = replace(audits.audit(0), findings=(audits.finding(0, severity=Severity.HIGH), audits.finding(7, severity=Severity.HIGH)))
    pages = [f.evidence[0].url for f in first.findings]
    second = looked(audits.audit(0), pages[0], Verdict.PRESENT)
    audit, cut = shared(first, replace(options, previous=second, history=(first,)))  # type: ignore[arg-type]
    assert cut.previous is not None
    view = compare(audit, cut.previous, cut.history)
    assert ([f.id for f in view.back], view.new, view.kept) == (["f00000"], (), 1)


def test_a_post_that_left_her_export_is_settled() -> None:
    """Her export lists her posts: the one that it listed last time and no longer does was taken down; with no post in it, nobody knows."""
    archive = Mention(source="linkedin", url="export:linkedin/profile", kind=Kind.PROFILE)
    posts = tuple(Mention(source="linkedin", url=f"https://www.linkedin.com/feed/update/{i}", kind=Kind.POST) for i in range(2))
    shown_there = replace(audits.finding(0, severity=Severity.HIGH), evidence=(Evidence(url=posts[1].url, seen_at=audits.NOW),))
    before = replace(audits.audit(0), findings=(shown_there,), mentions=(archive, *posts))
    assert len(compare(replace(before, findings=(), mentions=(archive, posts[0])), before).fixed) == 1
    assert len(compare(replace(before, findings=(), mentions=(archive,)), before).unknown) == 1
    assert len(compare(replace(before, findings=(), mentions=(posts[0],)), before).unknown) == 1


def test_evolution_says_a_thing_once() -> None:
    """A title that names what the finding is about is not followed by it again."""
    found = replace(audits.finding(0, severity=Severity.HIGH), title=say("Dates différentes pour {house}", house="Ajoncs"), label="Ajoncs")
    page = render(replace(audits.audit(0), findings=(found,)), "html", Options(previous=audits.audit(0))).decode()
    assert page.count("Dates différentes pour Ajoncs") and "Ajoncs</a><span" not in page and 'class="label"> Ajoncs' not in page


def test_evolution_is_told_on_page_one_and_in_its_section() -> None:
    """Points with an arrow and a sign; another rubric is said to be another."""
    before = replace(
        audits.audit(4, at=audits.NOW - timedelta(days=90)), scores=tuple(replace(s, value=40.0, rubric="old") for s in audits.scores())
    )
    page = render(audits.audit(10), "html", Options(previous=before)).decode()
    assert "↗ +41" in page
    assert "↘ −5" in page
    assert "Le barème a changé" in page
    assert "23\u00a0août 2026" in page
    thin = replace(before, scores=())
    assert "Comparé au bilan" in render(audits.audit(10), "html", Options(previous=thin)).decode()


# --- tables and figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_figure_survives_a_table_it_does_not_expect(name: str) -> None:
    """Other columns, other types, no rows, ragged rows: no figure, no error; the table is still shown."""
    for columns, rows in (
        (("a", "b"), ((1, "x"),)),
        ((), ()),
        (("week", "acts"), ((None, None),)),
        (("network", "nature", "scope"), (("x",),)),
    ):
        table = Table(id=name, title=say("Notes"), columns=columns, rows=rows)
        assert picture(table, VOICE) is None or "<title>" in str(picture(table, VOICE))
        assert shown(opened(), table).title == say("Notes")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_known_figure_is_drawn_and_titled(name: str) -> None:
    """With the columns its owner writes, each figure starts with a title that says what it shows."""
    table = next(t for t in audits.tables() if t.id == name)
    drawn = str(picture(table, VOICE))
    assert drawn.split("<title>")[1].split("</title>")[0].startswith(str(table.title)[:12])


def test_paper_shows_the_first_rows_and_says_how_many_are_left() -> None:
    """A long table is cut in the PDF, not in the data; the widths of its columns sum to 100."""
    rows = tuple((f"mot {i}", i, "declared, shown", 0.0001) for i in range(90))
    table = Table(id="keywords.matrix", title=say("Notes"), columns=("skill", "count", "evidence", "share"), rows=rows)
    view = shown(opened(medium="pdf"), table)  # type: ignore[arg-type]
    assert (len(view.rows), view.more) == (MAIN["keywords.matrix"], 90 - MAIN["keywords.matrix"])
    assert sum(column.width for column in view.columns) == 100
    assert VOICE.read(view.rows[0].cells[2]) == "déclaré, montré"
    assert VOICE.read(view.rows[0].cells[3]) == "1 sur 10\u202f000"
    assert [column.numeric for column in view.columns] == [False, True, False, True]


def test_a_row_links_to_the_finding_it_is_about() -> None:
    """The id of a finding is not shown: the row leads to it."""
    view = shown(opened(), next(t for t in audits.tables() if t.id == "exposure.removal"))  # type: ignore[arg-type]
    assert str(view.columns[0].name) == "Donnée à retirer"
    assert all(row.anchor for row in view.rows)


def test_the_spreadsheet_has_every_finding_word_and_action() -> None:
    """One line each, under one header; dates and hashes stand beside the address."""
    audit = audits.audit(12)
    rows = list(csv.DictReader(io.StringIO(render(audit, "csv").decode("utf-8-sig")), delimiter=";"))
    kinds = [row["Type"] for row in rows]
    assert kinds.count("Constat") == len(audit.findings)
    assert kinds.count("Mot-clé") == len(audit.gaps)
    assert kinds.count("Action") == len(audit.actions)
    assert all(row["Adresse"] and row["Empreinte"] == audits.SHA for row in rows if row["Type"] == "Constat")


def test_a_shared_table_names_only_shared_findings() -> None:
    """Rows of a shared section that point at a finding kept back are not shown."""
    rows = (("f00000", "gardé"), ("f00003", "retiré"), ("", "sans constat"))
    table = Table(id="plan.interview", title=say("Notes"), columns=("finding", "question"), rows=rows)
    audit = replace(audits.audit(10), tables=(table,))
    cut, _ = shared(audit, Options(edition="counsellor", share=("exposure", "plan")))
    assert [row[1] for row in cut.tables[0].rows] == ["gardé", "sans constat"]


def test_addresses_that_are_not_addresses() -> None:
    """A broken address is text; its redaction hides it whole."""
    assert link("http://[broken") is None
    assert link("mailto:dpo@example.org") == "mailto:dpo@example.org"
    look = Coverage(source="pages", where="http://[broken", verdict=Verdict.ABSENT)
    cut, _ = shared(replace(audits.audit(1), coverage=(look,)), Options(redact=True))
    assert cut.coverage[0].where == HIDDEN


def test_a_title_does_not_say_its_label_twice() -> None:
    """A label that the title holds is not told beside it."""
    vague = replace(audits.finding(1), title=say("Mot vague : « {word} »", word="dynamique"), label="dynamique")
    page = render(replace(audits.audit(0), findings=(vague,)), "html").decode()
    assert "« dynamique »" in page.replace("\u00a0", " ")
    assert '<span class="label"> dynamique</span>' not in page


def test_a_name_is_told_in_the_language_of_the_report() -> None:
    """A keyword, a word that a finding is about and the occupation that asks for it: French in French, English in English, on every medium;
    her own form is quoted beside the name it differs from, in that language."""
    english, job = named("anglais", "English"), named("infirmier / infirmière", "nurse")
    word = replace(
        audits.gap(5), keyword="anglais", english="English", why=Evidence(url="", quote=str(job), computed_from=("occupations",)),
        suggestion=None, sightings=(Sighting(source="cv", state=Presence.INVISIBLE, form="English"),), state=Presence.INVISIBLE,
    )  # fmt: skip
    found = replace(audits.finding(1), title=say("« {word} » domine en public sans être demandé", word=english), label="anglais")
    target = Table(id="keywords.target", title=say("Notes"), columns=("offer", "occupation"), rows=(("", job),))
    audit = replace(audits.audit(0), gaps=(word,), findings=(found,), tables=(target,))
    for name in ("html", "md", "csv"):
        french, told = (render(audit, name, Options(language=language)).decode() for language in ("fr", "en"))
        assert "anglais" in french and "anglais" not in told and "English" in told
    page = render(audit, "html", Options(language="en")).decode()
    assert '<q dir="auto">nurse</q>' in page and "infirmi" not in page
    assert '<span class="label"> English</span>' not in page
    assert "« English »" in render(audit, "html").decode().replace("\u00a0", " ")
    assert "“English” " not in page.split("<tbody>")[1]
    assert "English" not in render(audit, "csv", Options(language="en", redact=True)).decode().split("Finding", 1)[1].splitlines()[0]


@pytest.mark.parametrize("shares", [(10, 20, 20, 20), (1, 1, 1), (50, 50), (0, 0), ()])
def test_the_weights_of_a_score_sum_to_a_hundred(shares: tuple[float, ...]) -> None:
    """Whole percents that a reader can add up; parts without weight weigh nothing."""
    score = audits.score(Axis.FINDABLE, 50.0, "C", "x")
    parts = tuple(replace(score.parts[0], id=str(i), weight=share) for i, share in enumerate(shares))
    assert sum(method.weights(replace(score, parts=parts))) == (100 if sum(shares) else 0)


def test_a_deadline_is_not_the_day_of_a_reading() -> None:
    """In the sheet, the day of an action has its own column."""
    rows = list(csv.DictReader(io.StringIO(render(audits.audit(3), "csv").decode("utf-8-sig")), delimiter=";"))
    actions = [row for row in rows if row["Type"] == "Action"]
    assert actions
    assert not any(row["Lu le"] for row in actions)
    assert any(row["Échéance"] for row in actions)


def test_a_reason_that_a_part_says_is_not_said_twice() -> None:
    """The line of a part has its value and its inputs; what caps a score, or is missing, is told below."""
    score = audits.score(Axis.FINDABLE, 50.0, "C", "x")
    again = say("{part} : {value} sur 100 ({inputs}).", part=score.parts[0].title, value=50, inputs=score.parts[0].inputs)
    cap = say("Un fait grave limite la note à {cap}.", cap=49)
    assert method.reasons(replace(score, why_not=(cap, again))) == (cap,)


@pytest.mark.parametrize(("language", "separator", "number"), [("fr", ";", "6,5"), ("en", ",", "6.5")])
def test_a_sheet_opens_in_the_readers_spreadsheet(language: str, separator: str, number: str) -> None:
    """Where the comma is the decimal sign, columns are cut at semicolons; a BOM says UTF-8; days can be sorted; no line lacks a cell."""
    body = render(audits.audit(10), "csv", Options(language=language))
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert {len(row) for row in rows} == {14}
    assert number in {row[12] for row in rows}
    assert {"2026-12-21", ""} == {row[13] for row in rows[1:]}
    assert {len(row[8]) for row in rows[1:]} <= {0, 10}


def test_the_most_urgent_is_what_the_first_action_settles() -> None:
    """Of several problems that weigh the same, page 1 names the one whose remedy stands first beside it."""
    same = [replace(audits.finding(1), id=f"same-{i}", severity=Severity.HIGH, title=say("Dates de {x}", x=str(i))) for i in range(3)]
    steps = tuple(replace(audits.action(i), targets=(f"same-{target}",)) for i, target in enumerate((2, 0, 1)))
    page = cover.build(opened(replace(audits.audit(0), findings=tuple(same), actions=steps)))
    assert page.worst is not None and page.worst.finding.id == "same-2"
    assert cover.build(opened(replace(audits.audit(0), findings=tuple(same), actions=()))).worst is not None


def test_a_fraction_is_one_out_of_many_and_a_percentage_is_not() -> None:
    """A clue that one person in eighty shares is not told as 0, and half a percent is not told as one out of two."""
    clues = Table(
        id="exposure.identifiability", title=say("Indices"), columns=("clue", "share"), rows=(("a", 0.0125), ("b", 0.62), ("c", 1 / 301))
    )
    told = [str(row.cells[1]) for row in shown(opened(), clues).rows]
    assert told == ["1 sur 80", "0.62", "1 sur 301"]
    mix = replace(clues, id="activity.mix", columns=("act", "share"), rows=(("a", 99.5), ("b", 0.5), ("c", 0.004)))
    assert [str(row.cells[1]) for row in shown(opened(), mix).rows] == ["99.5", "0.5", "moins de 0,01"]


def test_an_address_has_its_site() -> None:
    """A column of sites beside the column of their addresses is said twice, and breaks both: it is not shown."""
    view = Table(id="recruiter.view", title=say("Page 1"), columns=("host", "url"), rows=(("a.example", "https://a.example/x"),))
    assert [row.cells for row in shown(opened(), view).rows] == [("https://a.example/x",)]
    hosts = replace(view, columns=("host", "links"), rows=(("a.example", 3),))
    assert [row.cells for row in shown(opened(), hosts).rows] == [("a.example", 3)]


def test_one_problem_does_not_stand_alone_under_the_next_ones() -> None:
    """The list of what follows the cards has two lines or more: a single one is a card like the others."""
    for n, cards in ((2, 2), (3, 3), (4, 2), (5, 2)):
        low = tuple(
            replace(audits.finding(1), id=f"low-{i}", rule="coherence.title", severity=Severity.LOW, axis=Axis.CREDIBLE, lane="")
            for i in range(n)
        )
        made = coherence.build(opened(replace(audits.audit(0), findings=low), medium="pdf"))
        assert len(made.cards) == cards


@pytest.mark.parametrize(("names", "told"), [(("李娜", "Li Na"), "Li Na"), (("Zoé", "李娜"), "Zoé"), (("李娜",), "◇◇")])
def test_the_pdf_writes_the_name_that_its_font_has(names: tuple[str, ...], told: str) -> None:
    """Somebody known by two writings of her name reads the one that the font can write, on page 1, in the margin and in the title of the
    file; the HTML keeps the first. A name with no other writing is told to be unwritten."""
    audit = replace(audits.audit(1), subject=replace(audits.subject(), names=names))
    page = document(audit, Options(), medium="pdf")
    assert f">{told}</h1>" in page and f"<title>{told}, bilan du " in page
    assert ("que la police de ce PDF n" in page) is (told == "◇◇")
    assert f">{names[0]}</h1>" in document(audit, Options(), medium="html", css="", script="", script_hash="")


def test_the_last_month_of_a_year_of_weeks_is_read_whole() -> None:
    """A month that begins in the last week keeps its name inside the picture."""
    drawn = calendar({date(2026, 3, 2): 1}, ["sept."] * 12, "Une année")
    last = max(float(x) for x in re.findall(r'<text x="([\d.]+)"', drawn))
    assert last + LETTER * len("sept.") <= WIDTH


def test_sources_left_unread_for_one_reason_are_told_together_on_paper() -> None:
    """One reason is said once, with every source and the first addresses; a screen has a line for each."""
    reason = say("Le bilan a été fait hors ligne.")
    skips = tuple(
        Skip(source=source, where=f"https://{source}.example/{i}", code="offline", reason=reason)
        for source in ("github", "gitlab", "orcid")
        for i in range(2)
    )
    audit = replace(audits.audit(10), skips=skips)
    assert method.build(opened(audit, "pdf")).skips == (skips,)  # type: ignore[arg-type]
    assert len(method.build(opened(audit, "html")).skips) == len(skips)  # type: ignore[arg-type]
    paper = document(audit, Options(), medium="pdf")
    assert paper.count("été fait hors ligne.") == 1
    assert "(GitHub, GitLab, ORCID)" in paper
