"""The person's own files: CV, letter, offers and saved search results, as her profile names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect import documents
from ereput.collect.files import joined, read_own
from ereput.collect.results import Found, parse, read_results
from ereput.errors import DocumentError
from ereput.model import Audience, Harvest, Kind, Subject, Target

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"


# --- documents ----------------------------------------------------------------------------------------


def test_cv_letter_and_offers(tmp_path: Path) -> None:
    """Each becomes one private, declared mention of its kind, with its proof; an offer's address is the network's business."""
    for name, text in (("cv.txt", "Étudiante en données"), ("lettre.txt", "Madame, Monsieur"), ("offre.txt", "Nous cherchons")):
        (tmp_path / name).write_text(text, "utf-8")
    offers = (str(tmp_path / "offre.txt"), "https://offres.example/1")
    subject = Subject(names=("A",), cv=str(tmp_path / "cv.txt"), letter=str(tmp_path / "lettre.txt"), target=Target(offers=offers))
    found = read_own(subject)
    assert [(m.kind, m.text, m.url) for m in found.mentions] == [
        (Kind.CV, "Étudiante en données", "file:cv.txt"),
        (Kind.LETTER, "Madame, Monsieur", "file:lettre.txt"),
        (Kind.OFFER, "Nous cherchons", "file:offre.txt"),
    ]
    assert all(m.audience is Audience.PRIVATE and m.declared and len(m.sha256) == 64 for m in found.mentions)
    assert [c.where for c in found.coverage] == ["cv.txt", "lettre.txt", "offre.txt"]
    assert str(tmp_path) not in repr(found)


def test_a_bad_file_is_one_line(tmp_path: Path) -> None:
    """A missing CV, a scanned letter: a Skip each, and the offer is read."""
    (tmp_path / "lettre.html").write_text("<html></html>")
    (tmp_path / "offre.txt").write_text("Nous cherchons")
    subject = Subject(
        names=("A",),
        cv=str(tmp_path / "cv.pdf"),
        letter=str(tmp_path / "lettre.html"),
        target=Target(offers=(str(tmp_path / "offre.txt"),)),
    )
    found = read_own(subject)
    assert [(s.source, s.code, s.where) for s in found.skips] == [("cv", "not_found", "cv.pdf"), ("letter", "no_text", "lettre.html")]
    assert [m.kind for m in found.mentions] == [Kind.OFFER]
    assert read_own(Subject(names=("A",))) == Harvest() == joined(())


def test_a_partly_read_document_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing of a document is in its coverage, and among what could not be looked at."""
    (tmp_path / "cv.pdf").write_bytes(b"x")
    half = documents.Document(name="cv.pdf", text="Camille", kind="pdf", pages=3, warning=documents.model.say("La fin manque."))
    monkeypatch.setattr(documents, "read", lambda path: half)
    found = read_own(Subject(names=("A",), cv=str(tmp_path / "cv.pdf")))
    assert (str(found.coverage[0].reason), found.skips[0].code, found.mentions[0].field("pages")) == ("La fin manque.", "truncated", "3")


POSTING = {
    "@context": "https://schema.org/", "@type": "JobPosting", "title": "Data analyst (H/F)", "hiringOrganization": {"@type": "Organization", "name": "Fil d'Eau"},  # noqa: E501  # a sample, as it is written
    "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Nantes"}}], "description": "<p>Vous &eacute;crivez des requêtes <b>SQL</b>.</p>" * 5,  # noqa: E501  # a sample, as it is written
}  # fmt: skip


@pytest.mark.parametrize("shape", [POSTING, [POSTING], {"@context": "x", "@graph": [{"@type": "WebPage"}, POSTING]}])
def test_job_postings_of_a_page(shape: object, tmp_path: Path) -> None:
    """The JobPosting node is kept whole, wherever it stands; its description is read when the page shows nothing."""
    (tmp_path / "offre.html").write_text(
        f'<html><title>Site</title><script type="application/ld+json">{json.dumps(shape)}</script><p>Postulez</p></html>'
    )
    (offer,) = read_own(Subject(names=("A",), target=Target(offers=(str(tmp_path / "offre.html"),)))).mentions
    assert json.loads(offer.field("jsonld")) == POSTING
    assert (offer.title, offer.field("organisation"), offer.field("location")) == ("Data analyst (H/F)", "Fil d'Eau", "Nantes")
    assert offer.text.startswith("Postulez\n\nVous écrivez des requêtes SQL.")


def test_postings_that_say_little(tmp_path: Path) -> None:
    """A node without place or description gives what it has."""
    (tmp_path / "o.html").write_text(
        '<html><script type="application/ld+json">{"@type": "JobPosting", "jobLocation": {"address": "Lyon"}}</script><h1>Poste</h1></html>'
    )
    (offer,) = read_own(Subject(names=("A",), target=Target(offers=(str(tmp_path / "o.html"),)))).mentions
    assert (offer.title, offer.text, offer.field("location")) == ("Poste", "Poste", "Lyon")


# --- search results --------------------------------------------------------------------------------------

GOOGLE = (
    '<!doctype html><html><head><title>alice martin - Recherche Google</title></head><body><form action="/search"><textarea name="q">alice martin</textarea></form>'  # noqa: E501  # a sample, as it is written
    '<div><div class="g"><a href="https://blog.alice.example/"><h3>Blog d\'Alice</h3><cite>blog.alice.example</cite></a><div>Alice Martin écrit sur les données.</div></div>'  # noqa: E501  # a sample, as it is written
    '<div class="g"><a href="/url?q=https://b.example/alice&amp;sa=U"><h3>Alice Martin, Lyon</h3></a><span>Deuxième extrait</span></div>'
    '<div class="g"><a href="https://www.google.com/maps"><h3>Maps</h3></a></div><a href="/search?start=10"><h3>Suivant</h3></a>'
    '<div class="g"><a href="https://blog.alice.example/"><h3>Encore le blog</h3></a></div></div></body></html>'
)
BING = (
    '<html><head><title>alice martin - Bing</title><link rel="canonical" href="https://www.bing.com/search?q=alice"></head><body><input name="q" value="alice martin"><ol>'  # noqa: E501  # a sample, as it is written
    '<li class="b_algo"><h2><a href="https://blog.alice.example/">Blog d\'Alice</a></h2><p>Alice Martin écrit sur les données.</p></li>'
    '<li class="b_algo"><h2><a href="https://b.example/alice">Alice Martin, Lyon</a></h2><p>Deuxième extrait</p></li></ol></body></html>'
)
DUCK = (
    '<html><head><title>alice martin at DuckDuckGo</title></head><body><div class="results"><div class="result"><h2 class="result__title"><a class="result__a" '  # noqa: E501  # a sample, as it is written
    'href="//duckduckgo.com/l/?uddg=https%3A%2F%2Fblog.alice.example%2F">Blog d\'Alice</a></h2><a class="result__snippet" href="#">Alice Martin écrit sur les données.</a></div>'  # noqa: E501  # a sample, as it is written
    '<div class="result"><h2 class="result__title"><a href="https://b.example/alice">Alice Martin, Lyon</a></h2><div>Deuxième extrait</div></div></div></body></html>'  # noqa: E501  # a sample, as it is written
)

WRAPPED = BING.replace(
    "https://blog.alice.example/", "https://www.bing.com/ck/a?!&amp;&amp;p=0&amp;u=a1aHR0cHM6Ly9ibG9nLmFsaWNlLmV4YW1wbGUv&amp;ntb=1"
)
QWANT = (
    '<html><head><title>alice martin - Qwant</title></head><body><input name="q" value="alice martin"><div data-testid="sectionWeb">'
    '<div data-testid="webResult"><a href="https://blog.alice.example/">blog.alice.example</a><a data-testid="serTitle" '
    'href="https://blog.alice.example/"><span>Blog d\'Alice</span></a><div>Alice Martin écrit sur les données.</div></div>'
    '<div data-testid="webResult"><a data-testid="serTitle" href="https://b.example/alice">Alice Martin, Lyon</a>'
    "<div>Deuxième extrait</div></div></div></body></html>"
)


@pytest.mark.parametrize(
    ("page", "engine"),
    [(GOOGLE, "google.com"), (BING, "bing.com"), (WRAPPED, "bing.com"), (DUCK, "duckduckgo.com"), (QWANT, "qwant.com")],
    ids=["Google", "Bing", "Bing, wrapped", "DuckDuckGo", "Qwant"],
)
def test_saved_pages_of_engines(page: str, engine: str) -> None:
    """The results in their order, with their words; wrapped links undone, the engine's own links and repetitions left out."""
    first, second = parse(page)
    assert (first.url, first.title, first.engine) == ("https://blog.alice.example/", "Blog d'Alice", engine)
    assert "Alice Martin écrit sur les données." in first.snippet
    assert (second.url, second.title, second.snippet) == ("https://b.example/alice", "Alice Martin, Lyon", "Deuxième extrait")


def test_results_are_public_and_ranked(tmp_path: Path) -> None:
    """A result may be a namesake: it is not declared; ranks go on over pages of one engine and query, and start again for another file."""
    for name, body in (
        ("a.html", GOOGLE),
        ("b.html", GOOGLE.replace("blog.alice", "page2.alice")),
        ("c.csv", "titre;lien;extrait\nT;https://c.example/;E\n"),
    ):
        (tmp_path / name).write_text(body, "utf-8")
    found = read_own(Subject(names=("A",), search_results=tuple(str(tmp_path / n) for n in ("a.html", "b.html", "c.csv"))))
    assert [(m.rank, m.field("file")) for m in found.mentions] == [(1, "a.html"), (2, "a.html"), (3, "b.html"), (4, "b.html"), (1, "c.csv")]
    assert {(m.kind, m.audience, m.declared) for m in found.mentions} == {(Kind.RESULT, Audience.INDEXED, False)}
    assert found.mentions[0].field("query") == "alice martin"
    assert [c.tallies[0].read for c in found.coverage] == [2, 2, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rank,title,url,snippet\n3,T,https://a.example/,S\n,,,\nx,U,https://b.example/,\n", [("https://a.example/", "T", "S", 3), ("https://b.example/", "U", "", None)]),  # noqa: E501  # a sample, as it is written
        ("title\turl\tcontent\tengine\nT\thttps://a.example/\tS\tlocal\n", [("https://a.example/", "T", "S", None)]),
        ('{"query": "q", "results": [{"url": "https://a.example/", "title": "T", "content": "S"}, {"title": "no url"}, 3]}', [("https://a.example/", "T", "S", None)]),  # noqa: E501  # a sample, as it is written
        ('{"web": {"results": [{"url": "https://a.example/", "title": "T", "description": "S"}]}}', [("https://a.example/", "T", "S", None)]),  # noqa: E501  # a sample, as it is written
        ('[{"href": "https://a.example/", "title": "T"}]', [("https://a.example/", "T", "", None)]),
        ('{"results": 3}', []),
        ('<?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title><link>https://a.example/</link><description>&lt;b&gt;S&lt;/b&gt;</description></item></channel></rss>', [("https://a.example/", "T", "S", None)]),  # noqa: E501  # a sample, as it is written
        ("nothing here", []),
    ],
)  # fmt: skip
def test_tables_and_feeds(text: str, expected: list[tuple[str, str, str, int | None]]) -> None:
    """CSV with its separators and column names, metasearch JSON, RSS."""
    assert [(f.url, f.title, f.snippet, f.rank) for f in parse(text)] == expected


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside this checkout")
def test_the_alerts_of_the_samples() -> None:
    """A Google Alerts feed gives the page behind its redirecting link; a SearXNG answer its results."""
    (alert,), _ = read_results(SAMPLES / "synthetic" / "google_alerts.atom")
    assert (alert.url, alert.title) == ("https://news.example/alice-martin-rejoint-examplesoft", "Alice Martin rejoint ExampleSoft")
    results, _ = read_results(SAMPLES / "captured" / "searx_search.json")
    raw = json.loads((SAMPLES / "captured" / "searx_search.json").read_text())
    assert [r.url for r in results] == [r["url"] for r in raw["results"]]


def test_results_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, damaged, too big, or without any result: one line each, with what to do."""
    (tmp_path / "bad.json").write_text("{nothing")
    (tmp_path / "empty.html").write_text("<html><p>Aucun résultat</p></html>")
    (tmp_path / "big.csv").write_text("url\n" + "x" * 100)
    monkeypatch.setattr(documents, "BYTES_MAX", 50)
    names = ("no.html", "bad.json", "empty.html", "big.csv")
    found = read_own(Subject(names=("A",), search_results=tuple(str(tmp_path / n) for n in names)))
    assert [(s.where, s.code) for s in found.skips] == list(zip(names, ("not_found", "malformed", "malformed", "too_large"), strict=True))
    assert found.mentions == ()


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from(["", "<html>", "{", "[", "<?xml ?><rss>", "url,title\n", '<a href="']))
def test_any_text_is_results_or_an_error(text: str, start: str) -> None:
    """Whatever the file, results or a coded error."""
    try:
        assert all(isinstance(found, Found) for found in parse(start + text))
    except DocumentError as error:
        assert error.code == "malformed"


def test_wrapped_links_that_lead_nowhere() -> None:
    """Addresses that cannot be parsed or unpacked, scripts and anchors are no results."""
    page = '<html><title>Bing</title><h2><a href="javascript:x">A</a></h2><h2><a href="https://[bad">B</a></h2>'
    page += '<h2><a href="#c">C</a></h2><h2><a href="https://www.bing.com/ck/a?u=a1_w">E</a></h2><h2><a href="https://ok.example/">D</a></h2></html>'
    assert [f.url for f in parse(page)] == ["https://ok.example/"]


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nurl;titre;extrait;rang\nhttps://a.example/;Zoé & moi;mots;4\n",
        '{"web": {"results": [{"url": "https://a.example/", "title": "<b>Zo\\u00e9</b> &amp; moi", "description": "mots", "rank": 4}]}}',
        '{"response": {"head": {}, "results": [{"url": "https://a.example/", "title": "Zo\\u00e9 &amp; moi", "desc": "mots", "rank": 4}]}}',
        '{"data": [{"url": "https://a.example/", "title": "Zo\\u00e9 &amp; moi", "snippet": "mots", "rank": 4}]}',
        '{"organic_results": [{"position": 4, "link": "https://a.example/", "title": "Zo\\u00e9 &amp; moi", "snippet": "mots"}]}',
    ],
)
def test_saved_results_of_any_engine(text):
    """A table as a spreadsheet saves it, the JSON of any engine: the address, the words without marks, and the rank it had."""
    (found,) = parse(text)
    assert (found.url, found.title, found.snippet, found.rank) == ("https://a.example/", "Zoé & moi", "mots", 4)


def test_a_saved_page_says_where_it_is_from():
    """Chromium notes the address of a page it saves: the engine and the query are known by it."""
    note = "<!-- saved from url=(0040)https://www.google.com/search?q=zo%C3%A9 -->"
    (found,) = parse(f"<!doctype html>\n{note}\n<html><title>x</title><a href='https://a.example'><h3>Z</h3></a>")
    assert (found.engine, found.query) == ("google.com", "zoé")


def test_a_table_without_a_header():
    """A table that starts with its first result is read when its columns say what they are; else nothing is guessed."""
    (first, second) = parse("2;https://a.example/;Zoé;mots\n3;https://b.example/;Ana;\n")
    assert (first.url, first.title, first.snippet, first.rank) == ("https://a.example/", "Zoé", "mots", 2)
    assert (second.url, second.rank) == ("https://b.example/", 3)
    assert [f.url for f in parse("https://a.example/\nhttps://b.example/\n")] == ["https://a.example/", "https://b.example/"]
    for row in ("https://a.example/,https://b.example/", "un,deux,trois,https://a.example/", "1,2,https://a.example/"):
        assert list(parse(f"{row}\n{row}\n")) == []
