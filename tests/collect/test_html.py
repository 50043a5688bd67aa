"""A page, read: its words, what it says to machines, and hostile pages in bounded time."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect import html, jsonld
from ereput.collect.dates import from_seconds, moment
from ereput.collect.encoding import decode
from ereput.collect.html_text import clean
from ereput.collect.reading import plain
from ereput.collect.urls import absolute, host_of, origin

ARTICLE = "Un paragraphe assez long pour être le texte principal de cette page, avec plus de quatre-vingts signes."


def read(body: str, **options):
    return html.read(body.encode(), url="https://a.example/x/", **options)


def test_main_text_leaves_the_menus_out():
    """Menus, scripts and forms are not what a reader came for; blocks stand on lines of their own, words are not glued."""
    page = read(
        f"<nav>Menu</nav><main><h1>Titre</h1><p>{ARTICLE}</p><p>Deux<b>ième</b></p><script>x()</script></main><footer>Pied</footer>"
    )
    assert page.text == f"Titre\n{ARTICLE}\nDeuxième"


def test_body_is_the_last_step():
    """Without any landmark, the body is the text."""
    assert read("<p>court</p>").text == "court"
    assert read("").text == ""


@pytest.mark.parametrize(
    ("markup", "attribute", "expected"),
    [
        ('<meta property="og:title" content="OG"><title>T</title>', "title", "OG"),
        ("<title> T </title>", "title", "T"),
        ("<h1>H</h1>", "title", "H"),
        ('<html lang="fr-FR">', "language", "fr"),
        ('<link rel="canonical" href="/c">', "canonical", "https://a.example/c"),
        ('<base href="https://b.example/"><a rel="me" href="u">x</a>', "rel_me", ("https://b.example/u",)),
        ('<link rel="alternate" type="application/atom+xml" href="f">', "feeds", ("https://a.example/x/f",)),
        ('<link rel="https://api.w.org/" href="/wp-json/">', "api", "https://a.example/wp-json/"),
        ('<meta name="robots" content="NoIndex">', "noindex", True),
        ('<img src="/i.png"><img>', "images", ("https://a.example/i.png",)),
        ('<time itemprop="datePublished" datetime="2026-01-02">', "published", datetime(2026, 1, 2, tzinfo=UTC)),
        ('<time class="dt-published">1er mars 2026</time>', "published", datetime(2026, 3, 1, tzinfo=UTC)),
        ('<time class="dt-published">2026-01-01</time><time class="dt-published">2026-01-02</time>', "published", None),
        ('<a href="http://[bad">x</a><a rel="me" href="http://[bad">x</a>', "text", "xx"),
    ],
)
def test_facts(markup, attribute, expected):
    """Each fact where the standards put it; a list's dates are not the page's."""
    assert getattr(read(markup), attribute) == expected


def test_the_header_may_say_noindex():
    """X-Robots-Tag counts as the meta does."""
    assert read("<p>x</p>", robots_header="noindex").noindex


def test_cards_and_comments():
    """An h-card gives its facts; what others wrote is not the page's text."""
    page = read(
        '<div class="h-card"><b class="p-name">Camille Durand</b><a class="u-email" href="mailto:c@example.org?x">m</a>'
        '<span class="p-tel">0639980000</span><a class="u-url" href="/me">w</a></div><span class="vcard">Louison</span>'
        f'<article><p>{ARTICLE}</p></article><div class="comment"><span class="author">Bob</span><p>Bravo</p></div>'
    )
    facts = dict(page.cards[0].facts)
    assert facts == {"name": "Camille Durand", "email": "c@example.org", "phone": "0639980000", "url": "https://a.example/me"}
    assert dict(page.cards[1].facts) == {"name": "Louison"}
    assert [(comment.author, comment.text) for comment in page.comments] == [("Bob", "Bob\nBravo")]
    assert "Bravo" not in page.text


def test_json_ld_in_every_dress():
    """Graphs, lists, comments around, broken scripts: what can be read is read."""
    nodes = jsonld.parse(
        ['<!--{"@graph":[{"@type":"Person","name":["A","B"]},{"@type":["Article"],"author":{"@id":"x"}}]}-->', "{broken", "[" * 5000]
    )
    assert [sorted(jsonld.types(node)) for node in nodes] == [["Person"], ["Article"]]
    assert jsonld.text(nodes[0]["name"]) == "A"
    assert jsonld.texts(nodes[0]["name"]) == ("A", "B")
    assert jsonld.text(nodes[1]["author"]) == "x"
    assert jsonld.first(nodes, "Event") == {}
    assert jsonld.text([[[[["deep"]]]]]) == ""
    assert len(jsonld.parse(["[" + ",".join(['{"@type":"X"}'] * 900) + "]"])) == jsonld.NODES


HOSTILE = {
    "nested": "<div>" * 200_000 + "x",
    "crossed": "<div></b>" * 300_000,
    "formatting": "".join(f"<p><b id={i}>" for i in range(60_000)),
    "attributes": "<a " + " ".join(f"a{i}=1" for i in range(300_000)) + ">x",
    "quoted": "<a " + "".join(f'a{i}=""' for i in range(200_000)) + ">x",
    "tables": "<table><tr><td>" * 50_000,
    "options": "<optgroup><option>" * 100_000,
    "flat": "<p>a</p>" * 500_000,
    "angles": "<" * 3_000_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_pages_cost_little(name):
    """Pages made to be slow are cut where they become so (uncut, some of these take minutes)."""
    started = time.process_time()
    html.read(HOSTILE[name].encode())
    assert time.process_time() - started < 6


def test_an_end_tag_behind_a_huge_one_stays():
    """Cutting a monstrous tag does not swallow the end of the script before it."""
    page = read("<script>var a = b<c" + " d=1" * 2_000 + f"</script><main><p>{ARTICLE}</p></main>")
    assert page.text == ARTICLE


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_page(text):
    """Whatever the text, reading gives a page, and its text holds no markup of ours."""
    assert isinstance(html.read(text.encode()).text, str)


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ("é".encode("latin-1"), "text/html; charset=utf-8", "é"),
        ("é".encode(), "text/html; charset=iso-8859-1", "é"),
        (b"\xef\xbb\xbfa", "", "a"),
        ("é".encode("utf-16"), "", "é"),
        ("é".encode("utf-16-le"), "text/html; charset=utf-16-le", "é"),
        ("<meta charset=windows-1251>я".encode("cp1251"), "", "<meta charset=windows-1251>я"),
        (b"<meta charset=unknown-one>\xe9", "", "<meta charset=unknown-one>é"),
        ("éaé".encode()[:-1], "", "éa"),
        (b"\x80", "", "€"),
    ],
)
def test_encodings(body, header, expected):
    """The bytes decide when they contradict what the page claims."""
    assert decode(body, header) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T10:00:00Z", (2026, 3, 1)), ("2026-03-01 10:00:00 UTC", (2026, 3, 1)), ("Mon, 02 Mar 2026 10:00:00 GMT", (2026, 3, 2)),
        ("le 14 août 2026 à 10 h", (2026, 8, 14)), ("August 14, 2026", (2026, 8, 14)), ("31 février 2026", None), ("0001-01-01", None),
        ("12 truc 2026", None), ("", None), (None, None), ("n'importe: quoi", None), ("2026-99-99", None),
    ],
)  # fmt: skip
def test_dates(text, expected):
    """Dates in every dress, always with a zone; what is none is None."""
    found = moment(text)
    assert (found and (found.year, found.month, found.day)) == expected
    assert found is None or found.tzinfo is not None


def test_small_readers():
    """Seconds, URLs and snippets from strangers."""
    assert from_seconds(True) is None
    assert from_seconds("5") is None
    assert from_seconds(1_700_000_000) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (host_of("http://[bad"), absolute("http://a/", "http://[bad"), origin("http://[bad"), origin("nothing")) == ("", "", "", "")
    assert plain("a &amp; b") == "a & b"
    assert plain("<img src=x onerror=alert(1)>bon") == "bon"


def test_a_long_node_is_still_json() -> None:
    """A posting of a hundred kilobytes loses its description, not its code, and stays readable."""
    from ereput.collect import jsonld

    node = {"@type": "JobPosting", "description": "x" * 100_000, "occupationalCategory": "M1403"}
    assert json.loads(jsonld.compact(node)) == {"@type": "JobPosting", "occupationalCategory": "M1403"}


def test_pictures_say_what_they_show():
    """The alternative text and the title first; without them the words of the file name; a picture that says nothing is left out."""
    page = read(
        '<img src="/a.png" alt="Certificat  SQL" title="PIX"><img src="/i/logo-power_bi.svg?v=2"><img src="/pixel">'
        '<img src="b.jpg" alt=""><img src="/a.png" alt="Certificat SQL" title="PIX">'
    )
    assert page.image_words == ("Certificat SQL · PIX", "logo power bi", "b")


@given(st.text(alphabet=" \t\n\r\f\v\u00a0\u200b\u2009\u2028\x1c\x85ab", max_size=20))
def test_clean_is_what_two_patterns_say(text: str):
    """One space for a run of them, one line break for a run of blanks that holds one, none around."""
    spaced = re.sub(r"[ \t\u00a0\u200b\f\v\r]+", " ", text)
    assert clean(text) == re.sub(r"\s*\n\s*", "\n", spaced).strip()
