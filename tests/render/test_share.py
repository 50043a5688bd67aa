"""Laws of sharing: a shared edition holds only what was chosen; a redacted one holds no word of a person."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ereput.model import Axis, Coverage, Evidence, Mandate, Purpose, Table, Verdict, say
from ereput.render.base import Options
from ereput.render.book import book, is_problem
from ereput.render.sections.chapter import section_of
from ereput.render.sections.evolution import compare
from ereput.render.share import HIDDEN, SHAREABLE, chosen, shared
from ereput.render.stage import render
from ereput.render.tables import shown
from ereput.render.voice import Voice
from ereput.schema import from_json, to_json
from tests.render import audits

SECRET = "Zéphyrine-Quatorze"
FORMATS = ("html", "json", "md", "csv", "ics")


@pytest.mark.parametrize("edition", ["candidate", "student"])
def test_her_own_editions_are_the_audit(edition: str) -> None:
    """Nothing is taken from the person's own report."""
    audit, options = audits.audit(10), Options(edition=edition)
    assert shared(audit, options) == (audit, options)


def test_a_counsellor_sees_only_what_was_chosen() -> None:
    """Findings, tables and actions of other sections are gone, and so is what article 9 protects."""
    audit, _ = shared(audits.audit(40), Options(edition="counsellor", share=("exposure", "plan")))
    assert {section_of(f) for f in audit.findings} == {"exposure"}
    assert not any(f.lane for f in audit.findings)
    assert audit.gaps == ()
    assert audit.mentions == ()
    assert {t.id.split(".")[0] for t in audit.tables} <= {"exposure", "stranger"}
    kept = {f.id for f in audit.findings}
    assert audit.actions
    assert all(set(a.targets) <= kept for a in audit.actions)
    assert all(look.where == HIDDEN for look in audit.coverage)


def test_nothing_chosen_shows_little() -> None:
    """By default a counsellor sees the words of the job and what to do about them, no exposure."""
    audit, _ = shared(audits.audit(40), Options(edition="counsellor"))
    assert {section_of(f) for f in audit.findings} <= {"keywords"}


def test_the_mandate_may_name_the_sections() -> None:
    """A mandate's scope that names sections is the choice, when the options give none."""
    mandate = Mandate(purpose=Purpose.COUNSELLING, attested_on=audits.NOW.date(), by="SCUIO-IP", scope="keywords, alive et networks")
    audit = replace(audits.audit(10), run=replace(audits.run(), mandate=mandate))
    assert chosen(audit, Options(edition="counsellor")) == {"cover", "method", "keywords", "alive", "networks"}


def test_parts_kept_back_are_said_to_be() -> None:
    """A section that was not shared says so instead of looking empty."""
    page = render(audits.audit(10), "html", Options(edition="counsellor", share=("plan",))).decode()
    assert page.count("pas partagé cette partie") == 7 + 1  # and the namesakes of the last section


@pytest.mark.parametrize("name", FORMATS)
def test_a_redacted_report_holds_no_word_of_hers(name: str) -> None:
    """Names, quotations, page addresses and strangers' words are in no format; the words of the job stay."""
    audit = audits.audit(12, text=SECRET)
    audit = replace(audit, gaps=tuple(replace(gap, keyword="SQL") for gap in audit.gaps))  # the job's words are not hers
    body = render(audit, name, Options(redact=True, previous=audit)).decode()
    assert SECRET not in body
    assert "Nantes" not in body
    assert "example.org/sujet" not in body


@pytest.mark.parametrize("name", FORMATS)
def test_a_redacted_report_names_no_site_that_tells_her(name: str) -> None:
    """Her own sites, those that hold a word of her name, whatever its encoding, or a handle are hidden; the others are told."""
    hosts = ("camille-durand.example", "xn--zphyrine-b1a.example", "mcamilled.blogs.example", "moi.example", "www.forum.example")
    audit = audits.audit(5, name="Zéphyrine Camille")
    found = tuple(
        replace(f, evidence=(replace(f.evidence[0], url=f"https://{host}/page/{i}"),))
        for i, (f, host) in enumerate(zip(audit.findings, hosts, strict=False))
    )
    actions = (replace(audit.actions[0], id="protect:camille-durand.example", targets=(found[0].id,)),)
    subject = replace(audit.subject, names=("Zéphyrine Camille",), pages=("https://moi.example/", "https://www.forum.example/membre/7"))
    audit = replace(audit, subject=subject, findings=found, actions=actions)
    options = Options(redact=True, states={"protect:camille-durand.example": "done"})
    body = render(audit, name, options).decode()
    assert [host for host in hosts[:4] if host in body] == []
    assert (hosts[4] in body) is (name != "ics")
    assert shared(audit, options)[1].states == {"action-1": "done"}


def test_redacted_unknown_stays_unknown() -> None:
    """Another page of the same site was read again: the problem of the page that was not is not told as settled."""
    before = audits.audit(1, sensitive=False)
    place = before.findings[0].evidence[0].url
    again = Coverage(source="forum", where=f"{place}0", verdict=Verdict.ABSENT, seen_at=audits.NOW)
    after = replace(before, findings=(), coverage=(again,))
    audit, options = shared(after, Options(redact=True, previous=before))
    assert options.previous is not None
    seen = compare(audit, options.previous)
    assert (seen.fixed, len(seen.unknown)) == ((), 1)


@pytest.mark.parametrize(
    "options",
    [Options(redact=True), *(Options(edition="counsellor", share=("evolution", "exposure", more)) for more in SHAREABLE)],
    ids=["redacted", *SHAREABLE],
)
def test_settled_and_unknown_are_told_alike_in_every_edition(options: Options) -> None:
    """What is cut hides places, never an answer: a page that was read again is settled for every reader, the other for none."""
    before = replace(audits.audit(8, sensitive=False), coverage=(), mentions=())
    gone = [f for f in before.findings if f.axis is Axis.PROTECTED and is_problem(f)]
    again = Coverage(source="forum", where=gone[0].evidence[0].url, verdict=Verdict.PRESENT, seen_at=audits.NOW)
    after = replace(before, findings=(), coverage=(again,))
    audit, cut = shared(after, replace(options, previous=before))
    assert cut.previous is not None
    view = compare(audit, cut.previous)
    assert [f.id for f in view.fixed] == [gone[0].id]
    assert {f.id for f in gone[1:]} <= {f.id for f in view.unknown}


def test_a_redacted_audit_is_still_an_audit() -> None:
    """It can be written, read back and rendered again; numbers and states are the same."""
    full = audits.audit(10)
    audit, _ = shared(full, Options(redact=True))
    assert from_json(to_json(audit)) == audit
    assert [s.value for s in audit.scores] == [s.value for s in full.scores]
    assert [g.state for g in audit.gaps] == [g.state for g in full.gaps]


def test_earlier_audits_are_cut_likewise() -> None:
    """What is compared with is shared under the same rule, and not at all when evolution is kept back."""
    audit = audits.audit(10)
    _, options = shared(audit, Options(edition="counsellor", share=("evolution",), previous=audit, history=(audit,)))
    assert options.previous is not None
    assert options.previous.findings == ()
    assert options.history[0].findings == ()
    _, closed = shared(audit, Options(edition="counsellor", share=("plan",), previous=audit))
    assert closed.previous is None


@pytest.mark.parametrize("options", [Options(), Options(redact=True), Options(edition="counsellor", share=("exposure", "evolution"))])
def test_an_audit_made_again_elsewhere_has_nothing_new_in_any_edition(options: Options) -> None:
    """Ids are salted: what is the same is found before the masked values and the pages are cut."""
    audit = audits.audit(6)
    other = replace(audit, findings=tuple(replace(f, id=f"elsewhere-{f.id}") for f in audit.findings))
    seen, cut = shared(audit, replace(options, previous=other))
    assert cut.previous is not None
    view = compare(seen, cut.previous)
    assert (view.new, view.back, view.fixed, view.unknown) == ((), (), (), ())


def test_where_to_begin_is_shared_with_the_plan() -> None:
    """An action about a score that could not be given names no finding: the counsellor sees it with the plan."""
    begin = replace(audits.action(0), id="begin:target", targets=(Axis.FINDABLE.value,))
    audit = replace(audits.audit(1), actions=(begin,))
    assert shared(audit, Options(edition="counsellor", share=("plan",)))[0].actions == (begin,)
    assert shared(audit, Options(edition="counsellor", share=("exposure",)))[0].actions == ()


def test_a_redacted_action_still_says_which_words_to_write() -> None:
    """The words that the job asks for are listed in a redacted report: its plan names them too, and nothing else."""
    gaps = tuple(replace(audits.gap(i), keyword=word, concept=word.lower()) for i, word in enumerate(("SQL", "Power BI")))
    write = replace(audits.action(0), title=say("Écrire {words} : {place}", words="SQL, Power BI", place="Atelier Loire"), targets=("sql",))
    audit = replace(audits.audit(1), gaps=gaps, actions=(write,))
    told = dict(shared(audit, Options(redact=True))[0].actions[0].title.args)
    assert told == {"words": "SQL, Power BI", "place": HIDDEN}
    mixed = replace(write, title=say("Écrire {words} : {place}", words="SQL, Camille", place="x"))
    assert dict(shared(replace(audit, actions=(mixed,)), Options(redact=True))[0].actions[0].title.args)["words"] == HIDDEN


def test_a_redacted_report_keeps_the_names_that_are_ours() -> None:
    """The rule of a finding, the month of a catalogue, a known network, a language, a word of the job: hidden, they would tell nobody's
    secret and make the page unreadable. A server of hers, a word beside and a bare code elsewhere are hidden all the same.
    """
    columns = ("network", "language", "skill", "other")
    rows = (("LinkedIn", "fr", "SQL", "fr"), ("social.loire.example", "breton", "Camille", "LinkedIn"))
    table = Table(id="networks.map", title=say("Réseaux"), columns=columns, rows=rows, note=say("Le {day}.", day="2026-11"))
    why = (say("{what} (règle {rule}).", what=say("Âge"), rule="age"), say("Le {day}.", day="2005-03-14"))
    audit = replace(audits.audit(1), gaps=(replace(audits.gap(0), keyword="SQL"),), tables=(table,))
    audit = replace(audit, findings=(replace(audit.findings[0], why=why),))
    cut, _ = shared(audit, Options(redact=True))
    assert cut.tables[0].rows == (("LinkedIn", "fr", "SQL", HIDDEN), (HIDDEN,) * 4)
    assert cut.tables[0].note == table.note
    assert cut.findings[0].why == (why[0], say("Le {day}.", day=HIDDEN))
    assert "novembre 2026" in render(audit, "html", Options(redact=True)).decode()


def test_a_redacted_action_names_the_site_that_the_report_names() -> None:
    """Where her data stand is told as evidence: the plan says from where to remove them. A site that tells her is hidden in both."""
    audit = audits.audit(2, sensitive=False, name="Zoé Camille")
    found = tuple(
        replace(f, evidence=(replace(f.evidence[0], url=url),))
        for f, url in zip(audit.findings, ("https://www.forum.example/3", "https://camille.example/"), strict=True)
    )
    steps = tuple(
        replace(audits.action(0), id=where, title=say("De {where}", where=where)) for where in ("forum.example", "camille.example")
    )
    cut, _ = shared(replace(audit, findings=found, actions=steps), Options(redact=True))
    assert [action.title for action in cut.actions] == [say("De {where}", where="forum.example"), say("De {where}", where=HIDDEN)]


def test_a_redacted_table_has_no_column_of_dots() -> None:
    """A column of which nothing is left is not shown; a table of nothing else keeps its columns, and the person's own shows them all."""
    rows = (("une phrase", say("générale")), ("", say("de vous")))
    letter = Table(id="employer.letter", title=say("Lettre"), columns=("sentence", "verdict"), rows=rows)
    audit = replace(audits.audit(1), tables=(letter, replace(letter, id="employer.words", columns=("sentence",), rows=(("une",),))))
    for redact, columns in ((True, [1, 1]), (False, [2, 1])):
        options = Options(redact=redact)
        cut, _ = shared(audit, options)
        pages = book(cut, options, Voice("fr"), "html")
        assert [len(shown(pages, table).columns) for table in cut.tables] == columns


@pytest.mark.parametrize("name", ["html", "md"])
def test_hidden_evidence_is_counted_in_words(name: str) -> None:
    """No line of a redacted report is a mere row of dots: hidden addresses are counted, what is computed says from what and no address."""
    audit = audits.audit(2, sensitive=False)
    files = tuple(replace(audit.findings[0].evidence[0], url=url) for url in ("file:cv.pdf", "export:linkedin/profile"))
    computed = Evidence(url="", computed_from=("contacts",))
    found = (replace(audit.findings[0], evidence=files), replace(audit.findings[1], evidence=(computed,)))
    body = render(replace(audit, findings=found), name, Options(redact=True)).decode()
    assert not re.search(r"<li>\s*(<span[^>]*>)?•••(</span>)?\s*</li>|^- (•••)?\s*( · .*)?$|••• *(<[^>]*> *)*Calcul", body, re.MULTILINE)
    assert "Calcul à partir de" in body
    assert ("Preuves à l’adresse masquée\u00a0: 2" in body) is (name == "html")


@pytest.mark.parametrize("name", ["html", "md"])
@pytest.mark.parametrize("share", SHAREABLE)
def test_what_is_kept_back_is_never_said_to_be_nothing(share: str, name: str) -> None:
    """A counsellor who is shown no action, no finding or no namesake reads that it was not shared, not that there is none."""
    body = render(audits.audit(10), name, Options(edition="counsellor", share=(share,))).decode()
    absent = (
        "Aucune action n’est proposée",
        "Aucun constat dans ce qui a été lu",
        *(("Aucune mention douteuse",) if share != "recruiter" else ()),
    )
    assert [words for words in absent if words in body.replace("'", "’")] == []
