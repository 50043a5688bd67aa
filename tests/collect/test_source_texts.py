"""Texts as servers send them: another charset or type, packed, cut short, dated in French, without an address of their own."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ereput.collect import cdx, documents
from ereput.collect.body import BadEncoding, Body, TooLarge
from ereput.collect.dates import moment
from ereput.collect.encoding import decode
from ereput.collect.merge import merged
from ereput.collect.reading import Malformed
from ereput.model import Audience, Kind, Query, Skip, Verdict, say
from tests.collect.answers import mentions, page, read, verdicts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "body", ["<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><ent", "<rss version='2.0'><ch"]
)
@pytest.mark.parametrize("name", ["alerts", "public_inbox", "blogger"])
def test_a_feed_cut_short_is_no_empty_feed(name, body):
    """A feed that ends before its first entry says nothing; one that closes without any is empty."""
    with pytest.raises(Malformed):
        read(name, body.encode())
    assert Verdict.ABSENT in verdicts(read("alerts", b"<rss version='2.0'><channel><title>T</title></channel></rss>"))


def test_json_in_the_charset_of_the_page():
    """JSON is UTF-8; what a server sends as its pages are, in Latin-1, with a mark or in UTF-16, is read as well."""
    body = '{"hits": [{"objectID": "1", "story_text": "Déjà"}]}'
    for raw in (body.encode("latin-1"), body.encode("utf-8-sig"), body.encode("utf-16"), b"\r\n" + body.encode()):
        assert mentions(read("hackernews", raw, headers=(("content-type", "application/json; charset=iso-8859-1"),)))[0].text == "Déjà"
    assert cdx.rows(page(b"\xef\xbb\xbf" + b'{"timestamp": "2010", "url": "u"}', "archive"))


def test_a_sitemap_as_sites_send_it():
    """Packed, or after a blank line, it is a sitemap; a refusal that is neither 404 nor 410 does not say that there is none."""
    plan = b"<urlset><url><loc>https://site.example/a</loc></url></urlset>"
    for body in (gzip.compress(plan), b"\r\n" + b"<?xml version='1.0'?>" + plan):
        assert [q.url for q in read("sitemap", body) if isinstance(q, Query)] == ["https://site.example/a"]
    assert verdicts(read("sitemap", b"", status=406)) == [] and verdicts(read("sitemap", b"", status=410)) == [Verdict.ABSENT]
    with pytest.raises(Malformed):
        read("sitemap", gzip.compress(plan)[:-9])


def test_a_page_under_another_type():
    """A page sent as a file to download is a page; a picture is not."""
    octets = (("content-type", "application/octet-stream"),)
    assert mentions(read("pages", b"\xef\xbb\xbf\n<!DOCTYPE html><title>Z</title><p>Bonjour", headers=octets))
    assert verdicts(read("pages", b"GIF89a", headers=octets)) == [Verdict.UNDECIDED]


def test_a_wiki_that_closes_its_interface():
    """DokuWiki answers 200 with a fault: its words are told, nothing is said absent. A blank line before XML is read over."""
    fault = "<member><name>faultString</name><value><string>XML-RPC server not enabled.</string></value></member>"
    found = read("dokuwiki", f"<methodResponse><fault><value><struct>{fault}</struct></value></fault></methodResponse>".encode())
    assert verdicts(found) == [Verdict.UNDECIDED] and "not enabled" in str(found[0].reason)
    none = b"\n<?xml version='1.0'?><methodResponse><params><param><value><array><data/></array></value></param></params></methodResponse>"
    assert verdicts(read("dokuwiki", none)) == [Verdict.ABSENT]
    raw = read("dokuwiki", "Déjà".encode("latin-1"), id="x", shown="https://w.example/x")
    assert mentions(raw)[0].text == "Déjà"


@pytest.mark.parametrize("name", ["hex", "rot13", "base64", "undefined", "idna", "nonsense"])
def test_a_charset_that_is_none(name):
    """A page may name a codec that is none of text: its bytes are read as any others."""
    assert decode("déjà".encode("cp1252"), f"text/html; charset={name}") == "déjà"


def test_half_an_emoji():
    """JSON may hold half a surrogate pair, as texts cut by length do: the row is kept, and can be asked for and written."""
    (found,) = mentions(read("hackernews", b'{"hits": [{"objectID": "1\\ud83d", "story_text": "Bonjour \\uD83D, \\\\ud83d"}]}'))
    assert found.url.endswith("id=1%3F") and found.text == "Bonjour ?, \\ud83d"


FEED = (
    "<rss version='2.0'><channel><title>T</title>"
    "<item><description>Un</description><guid isPermaLink='false'>1</guid><pubDate>lun., 2 mars 2026</pubDate></item>"
    "<item><description>Deux</description><guid isPermaLink='false'>2</guid></item>"
    "<item><title>Trois</title><link>https://site.example/notes#3</link></item>"
    "<item><title>Quatre</title><link>https://site.example/notes#4</link></item></channel></rss>"
)


def test_entries_at_one_address_are_so_many_texts():
    """Entries without a link, or that share one, are each kept, with a date in French too; the same entry in another answer is not."""
    found = mentions(read("feeds", FEED.encode(), own="1"))
    assert [m.title or m.text for m in merged(found)] == ["Un", "Deux", "Trois", "Quatre"]
    assert len({m.url for m in found}) == 4 and found[0].published == datetime(2026, 3, 2, tzinfo=UTC)
    again = [replace(m, source="blogger", sha256="0" * 64) for m in found]
    assert len(merged([*found, *again])) == 4
    posts = [{"id": n, "content_text": f"billet {n}"} for n in (1, 2)]
    body = {"version": "https://jsonfeed.org/version/1.1", "items": posts}
    assert len(merged(mentions(read("feeds", body, own="1")))) == 2


@pytest.mark.parametrize("title", ['Google Alert - "Zoé Noël"', 'Alerte Google – "Zoé Noël"', 'Alerte Google : "Zoé Noël"'])
def test_alerts_in_another_language(title):
    """The words of an alert and the page it points at, whatever the language and the country of the alert."""
    link = "https://www.google.be/url?rct=j&amp;url=https://a.example/p&amp;ct=ga"
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title><entry><title>T</title><link href='{link}'/></entry></feed>"
    (found,) = mentions(read("alerts", body.encode()))
    assert (found.url, found.field("query")) == ("https://a.example/p", '"Zoé Noël"')


def test_a_date_finer_than_a_microsecond_keeps_its_zone():
    """Servers in Go write nine digits of a second."""
    assert moment("2026-03-01T10:00:00.123456789+02:00") == datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)


def test_a_document_at_an_address_is_read():
    """A PDF or an office file that she saw her name in is a document; one that cannot be read is told, and is no absence."""
    body = (ROOT / "fixtures" / "camille" / "cv.pdf").read_bytes()
    (found,) = mentions(read("pages", body, url="https://site.example/mon%20cv.pdf?v=2", headers=(("content-type", "text/html"),)))
    assert (found.kind, found.field("file"), found.declared, found.audience) == (Kind.DOCUMENT, "mon cv.pdf", False, Audience.INDEXED)
    assert "Camille" in found.text
    hidden = read("pages", (ROOT / "fixtures" / "camille" / "cv.docx").read_bytes(), own="1", headers=(("x-robots-tag", "noindex"),))
    assert [(m.declared, m.audience) for m in mentions(hidden)] == [(True, Audience.PUBLIC)]
    for spoilt in (b"PK\x03\x04 no archive", body[:600]):
        told = read("pages", spoilt)
        assert verdicts(told) == [Verdict.UNDECIDED] and [s.where for s in told if isinstance(s, Skip)] == ["https://site.example/x"]


def test_a_document_read_in_part_says_so(monkeypatch):
    """What is missing of a document is among what could not be looked at."""
    half = documents.Document(name="a.pdf", text="Zoé", kind="pdf", warning=say("La fin manque."))
    monkeypatch.setattr(documents, "read", lambda body, name: half)
    assert [s.code for s in read("pages", b"%PDF-1.7") if isinstance(s, Skip)] == ["truncated"]


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_gzip_in_several_members(size):
    """A gzip stream may be several, one after the other (RFC 1952 2.2): all are read, in any cut; what else follows is left."""
    packed = gzip.compress(b"un, ") + gzip.compress(b"") + gzip.compress(b"deux")
    for after in (b"", b"\0\0\0", b"\x1f", b"PK\x1f\x8b"):
        assert _through(packed + after, size) == b"un, deux"
    with pytest.raises(BadEncoding):
        _through(packed[:-3], size)


def test_members_without_end_and_members_that_swell():
    """Many members are bounded as one is: by what they hold, and by their number."""
    for body in (gzip.compress(b"0" * 600) * 2, gzip.compress(b"") * 12_000):
        with pytest.raises(TooLarge):
            _through(body, len(body), limit=1_000)


def _through(body: bytes, size: int, limit: int = 1_000_000) -> bytes:
    bounded = Body("gzip", limit)
    for start in range(0, len(body), size):
        bounded.add(body[start : start + size])
    return bounded.finish()


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("05/03/2010 14:05", "fr", "2010-03-05"), ("le 05/03/2010 à 14h05", "fr", "2010-03-05"), ("05-03-2010", "fr", "2010-03-05"),
        ("05/03/2010", "en", None), ("05/03/2010", "", None), ("25/03/2010", "en", "2010-03-25"), ("03/25/2010", "", "2010-03-25"),
        ("05.03.2010", "en", "2010-03-05"), ("03/03/2010", "", "2010-03-03"), ("31/02/2010", "fr", None), ("32/32/2010", "fr", None),
        ("10/05/03/2010", "fr", None), ("05/03-2010", "fr", None),
    ],
)  # fmt: skip
def test_dates_in_figures(text, language, day):
    """The day is first in French; without a language, or in English, only what can be read one way is read."""
    found = moment(text, language=language)
    assert (found.date().isoformat() if found else None) == day


def test_the_language_of_a_page_or_feed_tells_the_order_of_its_dates():
    """Pages, posts of forums and entries of feeds: the language that they declare decides."""
    for language, expected in (("fr-FR", datetime(2010, 3, 5, tzinfo=UTC)), ("en", None)):
        page_ = f"<!doctype html><html lang='{language}'><meta name='date' content='05/03/2010'><title>Z</title><p>Bonjour"
        feed = f"<rss version='2.0'><channel><title>T</title><language>{language}</language><item><title>A</title><pubDate>05/03/2010</pubDate></item></channel></rss>"  # noqa: E501  # a sample, as it is written
        json_feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "language": language,
            "items": [{"id": "1", "title": "A", "date_published": "05/03/2010"}],
        }  # a sample, as it is written
        for source, body in (("pages", page_.encode()), ("feeds", feed.encode()), ("feeds", json_feed)):
            assert [m.published for m in mentions(read(source, body))] == [expected], (source, language)
