"""Laws on paper: the PDF prints the main tables, names the others, and loses nothing that the page holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from ereput.model import Audience, Coverage, Kind, Mention, Skip, Table, Verdict, say
from ereput.render.base import Options
from ereput.render.book import book
from ereput.render.paper import MAIN, SUGGESTIONS
from ereput.render.report import document
from ereput.render.sections import cover, method
from ereput.render.stage import render
from ereput.render.tables import shown
from ereput.render.voice import Voice
from tests.render import audits


def many() -> Table:
    """A detail of the section on keywords."""
    return Table(id="keywords.languages", title=say("En deux langues ?"), columns=("keyword", "fr"), rows=(("SQL-détail", 3),))


def read(medium: str, **changes: object) -> str:
    """The report as HTML for `medium`."""
    audit = audits.audit(10)
    more = {"style": "", "css": "", "script": "", "script_hash": ""} if medium == "html" else {}
    changed = replace(audit, tables=(*audit.tables, many()), **changes)  # type: ignore[arg-type]  # fields of an Audit
    return unescape(document(changed, Options(), medium=medium, **more)).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_detail_is_named_on_paper_and_told_in_the_page() -> None:
    """A table that is not main: its title alone in the PDF, its rows in the HTML, which says nothing of another place."""
    paper, page = read("pdf"), read("html")
    assert "SQL-détail" in page
    assert "SQL-détail" not in paper
    assert "Aussi dans la page HTML et dans audit.json" in paper
    assert "En deux langues ?" in paper
    assert "Aussi dans la page HTML" not in page


def test_every_main_table_is_printed() -> None:
    """What is main is in the PDF under its title, or among what could not be measured."""
    paper = read("pdf")
    for table in audits.tables():
        if table.id in MAIN:
            tag = "h3" if table.status == "ok" else "strong"
            assert f"<{tag}>{table.title}</{tag}>".replace("'", "’") in paper.replace("'", "’")


HOLLOW = (
    Table(id="exposure.exposition", title=say("Exposition"), columns=("fact", "contribution"), rows=(("total", 0.0),)),
    Table(id="exposure.removal", title=say("Ordre"), columns=("fact", "name"), note=say("À chaque étape, aucun autre.")),
    Table(id="exposure.identifiability", title=say("Combien"), columns=("clue", "k"), rows=((say("indice"), 69_000_000),),
          status="not_enough_data", note=say("Ordre de grandeur.")),
    Table(id="recruiter.view", title=say("Résultats"), columns=("rank",), status="not_enough_data", note=say("Aucune page donnée.")),
)  # fmt: skip


@pytest.mark.parametrize("medium", ["pdf", "html", "md"])
def test_what_measured_nothing_is_neither_a_table_nor_an_empty_heading(medium: str) -> None:
    """Too little to measure: one line with the reason, and no row. Nothing found: no heading on paper, one word on a screen; the note that
    explains lines which are not there is not told.
    """
    audit = replace(audits.audit(0), tables=HOLLOW)
    page = unescape(document(audit, Options(), medium="pdf") if medium == "pdf" else render(audit, medium).decode())
    assert "69\u202f000\u202f000" not in page
    assert "aucun autre" not in page
    assert page.count("Aucune page donnée.") == 1
    assert ("Ordre</h3>" in page) is (medium == "html")
    if medium == "pdf":
        assert "Exposition</h3>" not in page
        assert "Aucune donnée personnelle exposée" in page
    else:
        assert "Rien de tel dans ce qui a été lu." in page


def test_coverage_is_grouped_on_paper() -> None:
    """One line a source with its counts; address by address only where nothing was found. The page shows every address."""
    looks = tuple(
        Coverage(source="github", where=f"https://github.example/{i}", verdict=Verdict.PRESENT if i else Verdict.BLOCKED) for i in range(30)
    )
    paper, page = read("pdf", coverage=looks), read("html", coverage=looks)
    assert "github.example/29" in page
    assert "github.example/29" not in paper
    assert "github.example/0" in paper
    assert '<td>GitHub</td><td class="number">29</td><td class="number">1</td>' in paper


def test_paper_tells_some_words_and_counts_the_others() -> None:
    """Suggestions beyond the first ones are counted on paper, told in the page."""
    gaps = tuple(
        replace(audits.gap(3 * 5 + i * 5), keyword=f"mot-{i:02}", suggestion=say("Avez-vous « {w} » ?", w=f"sugg-{i:02}"))
        for i in range(14)
    )
    paper, page = read("pdf", gaps=gaps), read("html", gaps=gaps)
    told = [i for i in range(14) if f"sugg-{i:02}" in page]
    assert len(told) > SUGGESTIONS
    assert sum(f"sugg-{i:02}" in paper for i in range(14)) == SUGGESTIONS
    assert "Autres mots à écrire, dans la page HTML" in paper


def test_a_column_left_out_on_paper_stands_in_the_page() -> None:
    """Narrow paper leaves out what another column tells; the page shows every column."""
    table = Table(id="plan.weeks", title=say("Semaines"), columns=("week", "topic", "source"), rows=((1, "dire", "cv.pdf"),))
    on = {medium: shown(book(audits.audit(0), Options(), Voice("fr"), medium), table) for medium in ("pdf", "html")}
    assert [len(on[medium].columns) for medium in ("pdf", "html")] == [1, 3]
    assert [len(on[medium].rows[0].cells) for medium in ("pdf", "html")] == [1, 3]


def test_what_could_not_be_read_is_told_once_on_paper() -> None:
    """An address that a skip explains is not also a line of coverage on paper; the page keeps both."""
    looks = (Coverage(source="pages", where="https://closed.example/", verdict=Verdict.BLOCKED),)
    skips = (Skip(source="pages", code="blocked", where="https://closed.example/", reason=say("Le site a refusé.")),)
    audit = replace(audits.audit(0), coverage=looks, skips=skips)
    built = {medium: method.build(book(audit, Options(), Voice("fr"), medium)) for medium in ("pdf", "html")}
    assert (built["pdf"].looks, built["html"].looks) == ((), (looks,))
    assert built["pdf"].skips == (skips,)
    assert built["pdf"].counts == built["html"].counts


def test_generic_sentences_of_a_letter_stand_back() -> None:
    """A sentence that any employer could receive is greyed, and its verdict says why in a word."""
    rows = (("Ma phrase.", say("de vous"), say("Un fait à vous")), ("Leur phrase.", say("générale"), say("Tournure commune")))
    letter = Table(id="employer.letter", title=say("Lettre"), columns=("sentence", "verdict", "reason"), rows=rows)
    page = unescape(document(replace(audits.audit(1), tables=(letter,)), Options(), medium="pdf")).replace("\n", "")
    assert '<tr class="where"><td>Leur phrase.</td><td>générale</td>' in page
    assert "<tr><td>Ma phrase.</td>" in page


def test_page_one_of_the_search_is_told_without_what_must_not_count() -> None:
    """The counterfactual has its own heading, and counts what the law protects in her pages."""
    view = replace(audits.tables()[0], note=say("Il reste {n} résultats.", n=3))
    page = unescape(document(replace(audits.audit(3), tables=(view,)), Options(), medium="pdf")).replace("\u00a0", " ")
    assert page.count("Il reste 3 résultats.") == 1
    assert "Vos pages disent 1 chose que la loi protège" in page


def test_what_only_her_own_papers_tell_is_not_said_to_be_on_her_pages() -> None:
    """A language, a family or a health told in a CV that nobody else reads is no page that a recruiter finds."""
    audit = audits.audit(3)
    cv = Mention(source="cv", url="cv.pdf", kind=Kind.DOCUMENT, audience=Audience.PRIVATE)
    kept = tuple(replace(f, evidence=(replace(f.evidence[0], url="cv.pdf"),)) if f.lane else f for f in audit.findings)
    page = unescape(document(replace(audit, findings=kept, mentions=(*audit.mentions, cv)), Options(), medium="pdf"))
    assert any(f.lane for f in kept) and "Vos pages disent" not in page


def test_page_one_says_what_comes_next() -> None:
    """After the first actions: the next deadline, the first thing to publish, the day of the next report, in the order of their days."""
    weeks = Table(id="plan.weeks", title=say("Semaines"), columns=("date", "topic"), rows=((date(2026, 11, 23), say("Parlez de SQL.")),))
    late = replace(audits.action(3), deadline=date(2026, 12, 1))
    audit = replace(audits.audit(10), tables=(weeks,), actions=(*(audits.action(i) for i in range(3)), late))
    dates = cover.build(book(audit, Options(), Voice("fr"), "pdf")).dates
    assert [(when.day, when.anchor) for when in dates] == [
        (date(2026, 11, 23), "section-plan"),
        (date(2026, 12, 1), "action-4"),
        (date(2027, 2, 19), "section-evolution"),
    ]


def test_the_plan_shows_its_states() -> None:
    """What her plan says of an action stands beside it, by shape and word; what it does not say is open. Alerts are ready to copy."""
    audit = audits.audit(4)
    page = unescape(document(audit, Options(states={"a0": "asked", "a1": "done"}), medium="pdf")).replace("\u00a0", " ")
    assert '<span class="box" id="action-1">●</span> <span class="low-text">demande envoyée</span>' in page
    assert '<span class="box" id="action-2">✓</span> <span class="good-text">fait</span>' in page
    assert '<span class="box" id="action-3">☐</span> <span class="rank">' in page
    assert '☐ "Camille Durand" "Nantes"' in page
