"""Camille, end to end: her real audit over the real demonstration server. What was planted is found, what is innocent is not."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from ereput.assets import folder
from ereput.cli.audit import audit as run_audit
from ereput.cli.audit import planned, write
from ereput.cli.demo import camille, clock, profile_on
from ereput.cli.demo_web import serve
from ereput.masking import mask
from ereput.model import Audit, Axis, Band, Presence, Severity, Verdict
from ereput.render.base import Options
from ereput.schema import from_json
from tests.naming import of_audit
from tests.render.proof import unproven

if TYPE_CHECKING:
    from pathlib import Path

    from ereput.profile import Profile

HOME = folder("fixtures") / "camille"
PLANTED: dict[str, Any] = tomllib.loads((HOME / "planted.toml").read_text("utf-8"))
RAW = {
    "phone": "0639982741",
    "phone, international": "33639982741",
    "e-mail": "camille.durand05@courriel.example",
    "school e-mail": "cdurand@etu.univ-loire.example",
    "street": "17ruedesMarronniers",
    "date of birth": "14mars2005",
    "date of birth, ISO": "2005-03-14",
    "date of birth, export": "Mar14,2005",
    "IBAN": "FR7630999044000123456004284",
}
"""Her personal values, without spaces: none of them may stand in what is written."""


@dataclass(frozen=True)
class Evening:
    """One run of the demonstration: the audit, the profile, what the web was asked, the files."""

    audit: Audit
    profile: Profile
    asked: list[str]
    paths: dict[str, Path]
    reached: set[str]


class Watch:
    """What the interpreter itself says of the network (PEP 578): every address connected to or looked up while it is on."""

    def __init__(self) -> None:
        self.on, self.seen = False, set[str]()
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.on and event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
            address = arguments[0] if event.startswith("socket.get") else arguments[1]
            self.seen.add(str(address[0] if isinstance(address, tuple) else address))


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """Camille's audit, made once for all these tests."""
    out, watch = tmp_path_factory.mktemp("camille"), Watch()
    with serve(camille() / "web") as web:
        profile = profile_on(web)
        watch.on = True
        made = run_audit(profile, store=out / "store", now=clock())
    paths, failed = write(made, out, ("pdf", "html", "json", "md"), Options())
    watch.on = False
    assert not failed
    return Evening(audit=made, profile=profile, asked=web.asked, paths=paths, reached=watch.seen)


@cache
def text_of(path: Path) -> str:
    """What a reader (or a search in the file) sees, without spaces."""
    if path.suffix == ".pdf":
        import pypdf

        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages)
    else:
        text = path.read_text("utf-8")
    return re.sub(r"[\s\u00a0\u202f]+", "", text)


def test_her_report_has_twenty_pages_at_most(evening: Evening) -> None:
    """What a counsellor prints stays a report, not a book: details are left to the HTML page."""
    import pypdf

    assert len(pypdf.PdfReader(evening.paths["pdf"]).pages) <= 20


# --- what is exposed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("planted", PLANTED["exposed"], ids=lambda p: f"{p['kind']} {p['where']}")
def test_each_planted_exposure_is_found_where_it_is(evening: Evening, planted: dict[str, str]) -> None:
    """A finding of this kind, said to be hers, with its evidence at this place, an explanation and a remedy."""
    found = [
        finding
        for finding in evening.audit.findings
        if finding.kind == planted["kind"] and any(planted["where"] in evidence.url for evidence in finding.evidence)
    ]
    assert found, planted["says"]
    assert all(finding.whose == "subject" and str(finding.explanation) and finding.remedy for finding in found)


@pytest.mark.parametrize("planted", PLANTED["innocent"], ids=lambda p: f"{p['kind']} {p['text']}")
def test_nothing_innocent_is_said_to_be_hers(evening: Evening, planted: dict[str, str]) -> None:
    """No finding about her shows the innocent value at its place."""
    hidden = mask(planted["kind"], planted["text"])
    for finding in evening.audit.findings:
        if finding.kind != planted["kind"] or finding.whose != "subject":
            continue
        assert finding.label != hidden, planted["says"]
        assert not any(planted["where"] in e.url and hidden in e.quote for e in finding.evidence), planted["says"]


def test_an_address_needs_more_than_a_count_of_streets(evening: Evening) -> None:
    """The post about 10 000 streets and the reference with a wrong key give no address and no NIR at all."""
    kinds = {(f.kind, e.url) for f in evening.audit.findings for e in f.evidence}
    assert not [url for kind, url in kinds if kind == "ADDRESS" and "indicateurs-association" in url]
    assert not [url for kind, url in kinds if kind == "NIR"]


def test_one_fact_in_several_places_is_one_finding(evening: Evening) -> None:
    """Her mobile number stands in a post, in a forum and in her own papers: one finding, each place as evidence."""
    (mobile,) = [f for f in evening.audit.findings if f.kind == "PHONE" and f.whose == "subject"]
    assert len({evidence.url for evidence in mobile.evidence}) >= 3


def test_no_raw_personal_value_is_written(evening: Evening) -> None:
    """Neither the PDF, nor the HTML, nor the JSON, nor the Markdown holds a value of hers in clear."""
    for path in evening.paths.values():
        text = text_of(path)
        shown = [name for name, value in RAW.items() if value.casefold() in text.casefold()]
        assert not shown, path.name


def test_no_contact_is_named(evening: Evening) -> None:
    """Her contacts are other people: those whom no public page names stand in no file that may be shared."""
    public = "".join(path.read_text("utf-8") for path in (HOME / "web").rglob("*") if path.is_file())
    names = [f"{first} {last}" for first, last, *_ in load_fixture("linkedin").CONNECTIONS]
    private = [name.replace(" ", "") for name in names if name not in public]
    assert len(private) > 20
    for path in evening.paths.values():
        assert not [name for name in private if name in text_of(path)], path.name


# --- who it is --------------------------------------------------------------------------------------------------------


def test_the_namesake_is_told_apart_and_enters_no_score(evening: Evening) -> None:
    """The florist's page is a namesake's, with reasons; nothing of it is evidence of anything about her."""
    where = PLANTED["namesake"]["where"]
    pages = {m.id: m for m in evening.audit.mentions if where in m.url and m.source == "pages"}
    matches = [match for match in evening.audit.matches if match.mention in pages]
    assert matches
    assert all(match.band is Band.NAMESAKE and match.reasons for match in matches)
    assert not [f.title for f in evening.audit.findings if f.whose == "subject" and any(where in e.url for e in f.evidence)]


def test_her_answer_in_the_forum_is_hers(evening: Evening) -> None:
    """Not declared, yet recognised: same number, same city, same subjects."""
    answers = {
        m.id for m in evening.audit.mentions if "forum-requetes.example" in m.url and "GROUP BY" in m.text and m.kind.value == "answer"
    }
    assert [match.band for match in evening.audit.matches if match.mention in answers] == [Band.CONFIRMED]


# --- what was looked at -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PLANTED["difficult"], ids=lambda p: p["code"])
def test_each_difficult_page_is_a_skip_with_its_reason(evening: Evening, page: dict[str, str]) -> None:
    """Down, broken, refused, forbidden: said as such, never "absent"."""
    (skip,) = [skip for skip in evening.audit.skips if page["where"] in skip.where]
    assert skip.code == page["code"]
    assert str(skip.reason)
    verdicts = {c.verdict for c in evening.audit.coverage if page["where"] in c.where}
    assert verdicts <= {Verdict.BLOCKED, Verdict.UNDECIDED, Verdict.BROKEN_RULE}


def test_what_robots_txt_forbids_is_never_asked(evening: Evening) -> None:
    """The rules are asked, the page is not."""
    assert "mediatheque-loire.example/robots.txt" in evening.asked
    assert not [url for url in evening.asked if url.startswith("mediatheque-loire.example/lecteurs")]


@pytest.mark.parametrize("name", PLANTED["rows"])
def test_every_row_of_the_export_is_counted(evening: Evening, name: str) -> None:
    """Read or left aside with a reason: the counts of each file of the LinkedIn export are in the coverage."""
    stem, suffix = name.rsplit(".", 1)
    tallies = [
        tally
        for coverage in evening.audit.coverage
        for tally in coverage.tallies
        if coverage.source == "linkedin" and re.fullmatch(rf"(?:.*/)?{re.escape(stem)}(?:_\d+)?\.{suffix}", tally.name)
    ]
    assert len(tallies) == 1
    blank = 1 if name == "Connections.csv" else 0  # LinkedIn ends this file with a row of commas
    assert tallies[0].read + tallies[0].skipped == PLANTED["rows"][name] + blank
    assert tallies[0].skipped == 0 or tallies[0].reason is not None


def test_nothing_leaves_the_machine(evening: Evening) -> None:
    """From the first question to the last byte of the report, the interpreter saw no address but loopback's, and no name looked up."""
    assert evening.reached == {"127.0.0.1"}


def test_every_answer_is_kept_with_its_hash_and_time(evening: Evening) -> None:
    """What was read can be checked again."""
    read = [c for c in evening.audit.coverage if c.status == 200 and c.verdict is Verdict.PRESENT]
    assert len(read) > 20
    assert all(re.fullmatch(r"[0-9a-f]{64}", c.sha256) and c.seen_at for c in read)


def test_the_plan_says_what_is_asked_first_with_reasons_and_asks_nothing(evening: Evening) -> None:
    """`--dry-run`: every host that was asked was in the plan, each URL with its reason."""
    with serve(camille() / "web") as web:
        queries = planned(profile_on(web))
        assert web.asked == []
    hosts = {re.sub(r"^https?://", "", query.url).partition("/")[0] for query in queries}
    assert {url.partition("/")[0] for url in evening.asked} <= hosts
    assert all(str(query.why) for query in queries)


# --- keywords ---------------------------------------------------------------------------------------------------------


def gap(audit: Audit, keyword: str) -> Any:
    """The gap of this keyword, whatever form its label takes."""
    wanted = {"tests A/B": "A/B", "Airflow": "Airflow"}.get(keyword, keyword)
    (found,) = [g for g in audit.gaps if wanted.casefold() in g.keyword.casefold()]
    return found


@pytest.mark.parametrize("keyword", PLANTED["keywords"]["proven"])
def test_a_word_that_her_posts_show_is_present_and_proven(evening: Evening, keyword: str) -> None:
    """She wrote it in public, and showed it."""
    found = gap(evening.audit, keyword)
    assert (found.state in {Presence.PRESENT, Presence.OTHER_NAME}, found.proven, found.in_cv) == (True, True, True)


@pytest.mark.parametrize("keyword", PLANTED["keywords"]["cv_only"])
def test_a_word_of_her_cv_that_the_web_never_saw_is_invisible(evening: Evening, keyword: str) -> None:
    """She knows it, and nobody can find her by it: the gap that costs the least to close, with a suggestion and a place."""
    found = gap(evening.audit, keyword)
    assert (found.state, found.in_cv, found.missing) == (Presence.INVISIBLE, True, True)
    assert found.suggestion is not None
    assert found.belongs
    assert found.why is not None


@pytest.mark.parametrize("keyword", PLANTED["keywords"]["lacking"])
def test_a_word_she_never_wrote_is_absent_and_only_asked_about(evening: Evening, keyword: str) -> None:
    """Absent everywhere: a question, never a claim in her place."""
    found = gap(evening.audit, keyword)
    assert (found.state, found.in_cv) == (Presence.ABSENT, False)
    assert found.suggestion is not None
    assert "?" in str(found.suggestion)


@pytest.mark.parametrize("keyword", PLANTED["keywords"]["other_name"])
def test_another_spelling_in_the_cv_is_the_same_word(evening: Evening, keyword: str) -> None:
    """PowerBI is Power BI."""
    found = gap(evening.audit, keyword)
    assert any(s.source == "cv" and s.form == "PowerBI" for s in found.sightings)


# --- coherence, activity, machines ------------------------------------------------------------------------------------


def test_the_internship_that_differs_from_the_cv_is_told(evening: Evening) -> None:
    """Another end on LinkedIn than in the CV: a finding that names the employer, high because recruiters look at dates."""
    planted = PLANTED["coherence"]
    told = [f for f in evening.audit.findings if f.rule.startswith("coherence") and planted["employer"] in str(f.title)]
    assert told
    assert any(f.severity is Severity.HIGH for f in told)
    assert all(len({evidence.url for evidence in f.evidence}) >= 2 for f in told), "both places are quoted"


def test_what_is_out_of_date_is_told(evening: Evening) -> None:
    """A headline that still looks for the internship, a bio that still tells of it."""
    places = {e.url for f in evening.audit.findings if f.rule.startswith("stale") for e in f.evidence}
    assert any("linkedin" in place for place in places)
    assert any("forge-libre.example" in place for place in places)


def test_what_is_sensitive_is_for_her_eyes(evening: Evening, tmp_path: Path) -> None:
    """Her union is told to her, in the lane of her own; a report to show leaves it out."""
    planted = PLANTED["sensitive"]
    (told,) = [f for f in evening.audit.findings if any(planted["where"] in e.url for e in f.evidence) and f.lane == "sensitive"]
    assert told.weight == 0
    paths, _ = write(evening.audit, tmp_path, ("html",), Options(redact=True))
    shown = paths["html"].read_text("utf-8")
    assert "adhérente du syndicat" not in shown
    assert planted["where"].rpartition("/")[2] not in shown


def test_links_without_words_and_opaque_links_are_told(evening: Evening) -> None:
    """One bare link, one shortener."""
    told = [f for f in evening.audit.findings if f.rule == "links.context"]
    assert len(told) >= 2


@pytest.mark.parametrize("rule", PLANTED["silent"])
def test_a_check_with_nothing_to_say_says_nothing(evening: Evening, rule: str) -> None:
    """No finding where there is no matter."""
    assert not [f for f in evening.audit.findings if f.rule == rule], PLANTED["silent"][rule]


def test_the_request_made_too_early_is_told(evening: Evening) -> None:
    """She asked for an internship before she had contributed."""
    assert [f for f in evening.audit.findings if f.rule == "activity.requests"]


def test_the_noindex_page_is_known_as_one(evening: Evening) -> None:
    """A page that search engines may not index is public, not indexed."""
    (page,) = [m for m in evening.audit.mentions if PLANTED["noindex"]["where"] in m.url]
    assert page.audience.value == "public"


# --- the whole --------------------------------------------------------------------------------------------------------


def test_every_part_of_the_report_has_something_to_say(evening: Evening) -> None:
    """Four scores with a value, findings on each axis but none invented, gaps, three actions with minutes, gain and targets."""
    audit = evening.audit
    assert [score.axis for score in audit.scores] == list(Axis)
    assert all(score.value is not None and score.low <= score.value <= score.high and score.grade for score in audit.scores)
    assert {Axis.PROTECTED, Axis.CREDIBLE, Axis.ALIVE, Axis.FINDABLE} == {finding.axis for finding in audit.findings}
    assert len(audit.actions) >= 3
    assert all(action.minutes > 0 and action.targets for action in audit.actions[:3])
    ids = {f.id for f in audit.findings} | {g.concept for g in audit.gaps} | {f.rule for f in audit.findings}
    assert all(set(action.targets) <= ids for action in audit.actions), "an action settles what was found"
    assert {"contacts.circles", "networks.map", "coherence.cv", "activity.mix"} <= {
        table.id for table in audit.tables if table.status == "ok"
    }


def test_every_evidence_leads_to_a_place_that_was_read(evening: Evening) -> None:
    """No invented fact: what a finding quotes stands in a mention of this audit; nothing is said without its evidence or its inputs."""
    known = {mention.id for mention in evening.audit.mentions}
    for finding in evening.audit.findings:
        for evidence in finding.evidence:
            assert not evidence.mention or evidence.mention in known, finding.rule
            assert evidence.url or evidence.computed_from, finding.rule
    assert unproven(evening.audit) == ()


def test_the_json_reads_back_and_renders_the_same(evening: Evening, tmp_path: Path) -> None:
    """audit.json is the audit: read back, it gives the same HTML, byte for byte."""
    back = from_json(evening.paths["json"].read_bytes())
    assert back == evening.audit
    paths, _ = write(back, tmp_path, ("html",), Options())
    assert paths["html"].read_bytes() == evening.paths["html"].read_bytes()


def test_the_english_report_holds_no_french_of_ours(evening: Evening, tmp_path: Path) -> None:
    """The same audit in English: no sentence of the audit is left without its translation."""
    from ereput.words import catalogue

    known = catalogue("en")
    body = json.loads(evening.paths["json"].read_text("utf-8"))
    lacking = {text for text in messages(body) if text not in known}
    assert not lacking


def test_the_english_report_calls_each_skill_by_its_english_name(evening: Evening, tmp_path: Path) -> None:
    """Words of the offer, actions, tables, findings: no label of a concept stands in French where English has another; quotations stay."""
    from ereput.analyse.keywords.library import open_matcher

    assert of_audit(evening.audit, open_matcher().index) == ()
    paths, _ = write(evening.audit, tmp_path, ("html", "md"), Options(language="en"))
    told = paths["md"].read_text("utf-8")
    assert "| English | desired |" in told and "| anglais |" not in told
    assert "<dt>English" in paths["html"].read_text("utf-8")


def messages(value: Any) -> set[str]:
    """Every French source in an audit."""
    if isinstance(value, dict):
        own = {value["msg"]} if isinstance(value.get("msg"), str) and value.keys() <= {"msg", "args"} else set()
        return own.union(*(messages(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(messages(item) for item in value))
    return set()


# --- the fixture itself -----------------------------------------------------------------------------------------------


def load_fixture(name: str) -> Any:
    """A script of Camille's folder, as a module."""
    spec = importlib.util.spec_from_file_location(name, HOME / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_her_archives_are_what_the_script_builds() -> None:
    """The committed files are the script's, byte for byte (the PDFs depend on the machine's fonts: see their text)."""
    pytest.importorskip("docx", reason="python-docx builds the DOCX; it is a development dependency")
    for name, body in load_fixture("build").archives().items():
        assert (HOME / name).read_bytes() == body, name


def test_her_documents_say_what_their_sources_say() -> None:
    """CV in PDF and DOCX, letter in ODT, offer in PDF, HTML and text: the same words as their sources."""
    from ereput.collect.documents import read

    def words(text: str) -> set[str]:
        return {word.strip(".,:;()«»") for word in text.split() if len(word.strip(".,:;()«»")) > 3}

    sources = {
        "cv.pdf": "sources/cv.html",
        "cv.docx": "sources/cv.html",
        "lettre.odt": "sources/lettre.txt",
        "offre.pdf": "offre.txt",
        "offre.html": "offre.txt",
    }
    for name, source in sources.items():
        told, written = words(read(HOME / name).text), words(read(HOME / source).text)
        assert written - told == set(), name
