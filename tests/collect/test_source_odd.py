"""Odd but legal: an answer that is no list, a list that goes on, a name written otherwise, a null, another charset."""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ereput.collect import cdx, engine, mailing, results
from ereput.collect.dates import moment
from ereput.collect.encoding import decode
from ereput.collect.merge import merged
from ereput.collect.queries import readings
from ereput.collect.reading import Malformed, cites, following
from ereput.model import Handle, Mention, Page, Query, Seen, Subject, Tally, Verdict, say
from ereput.registry import adapters

COLLECTORS = adapters("ereput.collect.sources", "COLLECTOR")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
_RECORDED = importlib.util.spec_from_file_location("recorded", Path(__file__).with_name("test_sources.py"))
recorded = importlib.util.module_from_spec(_RECORDED)
_RECORDED.loader.exec_module(recorded)
NO_ANSWER = (b"{}", b'{"error": "x"}', b'{"message": "Too many", "code": "x"}', b"null", b"Service unavailable", b"\xef\xbb\xbf{}", b" \n")
PAGE = b"<!doctype html><title>Maintenance</title><h1>Revenez plus tard</h1>"


def page(body: object, source: str, *, status: int = 200, url: str = "https://site.example/x", headers: tuple = (), **context: str) -> Page:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    query = Query(url=url, why=say("x"), source=source, context=tuple(context.items()))
    return Page(query=query, url=url, status=status, headers=headers, body=raw, fetched_at=NOW)


def read(source: str, body: object, **options) -> list:
    return list(COLLECTORS[source].read(page(body, source, **options)))


def mentions(found: list) -> list[Mention]:
    return [item for item in found if isinstance(item, Mention)]


def verdicts(found: list) -> list[Verdict]:
    return [item.verdict for item in found if isinstance(item, Seen)]


@pytest.mark.parametrize("name", sorted(set(COLLECTORS) - {"offers"}))
def test_an_answer_without_its_list_says_nothing(name):
    """A 200 that holds an error, nothing, or a page for people is neither an absence nor a presence, and breaks no collector."""
    subject = recorded.subject_of(recorded.cases(name))
    planned = [engine.Planned(collector=COLLECTORS[r], query=q) for r in recorded.readers(name) for q in COLLECTORS[r].plan(subject)]
    for body in (*NO_ANSWER, PAGE):
        empty_is_none = (not body.strip() and name in ("archive", "hyperkitty")) or (body, name) == (b"null", "jorf")

        async def ask(query: Query, body: bytes = body) -> Page:
            return Page(query=query, url=query.url, status=200, headers=(), body=body, fetched_at=NOW)

        found = asyncio.run(engine.run(planned, ask, budget=50, readers=COLLECTORS))
        assert "collector_error" not in {skip.code for skip in found.skips}, (body, found.skips)
        told = {row.verdict for row in found.coverage}
        assert Verdict.ABSENT not in told or empty_is_none, body
        assert not found.mentions or name in ("pages", "feeds", "sitemap"), body


@pytest.mark.parametrize("status", [400, 405, 406, 409, 422])
@pytest.mark.parametrize("name", ["blogger", "ghost", "medium", "substack", "tumblr", "overblog", "canalblog"])
def test_only_a_missing_feed_is_absent(name, status):
    """404 and 410 say that there is no such blog; another refusal does not."""
    assert verdicts(read(name, b"", status=status)) == []
    assert verdicts(read(name, b"", status=410)) == [Verdict.ABSENT]


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


def test_null_is_an_empty_list():
    """A list that the answer gives as null holds nobody."""
    assert verdicts(read("orcid", {"expanded-result": None, "num-found": 0}, part="search")) == [Verdict.ABSENT]
    assert verdicts(read("peertube", {"data": None, "total": 0}, part="videos")) == [Verdict.ABSENT]


def test_brave_leaves_out_an_empty_block():
    """Brave answers without "web" when nothing was found: an absence, where another object without it is malformed."""
    assert verdicts(read("brave", {"type": "search", "query": {}, "mixed": {}}, words="x")) == [Verdict.ABSENT]
    with pytest.raises(Malformed):
        read("brave", {"type": "ErrorResponse"}, words="x")


def test_youtube_leaves_out_an_empty_list():
    """The Data API has no "items" when no channel has the name."""
    assert verdicts(read("youtube", {"kind": "youtube#channelListResponse", "pageInfo": {"totalResults": 0}})) == [Verdict.ABSENT]


def test_a_list_that_goes_on_is_followed_on_its_own_site_and_no_further():
    """`Link: rel=next` (RFC 8288) leads to the next page of the same origin, a few times; then the rest is told."""
    link = (("link", '<https://site.example/x?page=2>; rel="next", <https://site.example/x?page=9>; rel="last"'),)
    first = page([], "gitea", headers=link, part="repos", user="c")
    (second,) = following(first, 2)
    assert (second.url, second.about("page"), second.about("part")) == ("https://site.example/x?page=2", "2", "repos")
    (told,) = following(replace(first, query=second), 2)
    assert isinstance(told, Tally) and told.skipped and told.reason
    for elsewhere in ('<https://other.example/x?page=2>; rel="next"', "</x?page=2>; rel=next"):
        moved = replace(page([], "github", headers=(("link", elsewhere),)), url="https://other.example/x")  # after a redirect
        (told,) = following(moved, 2)
        assert isinstance(told, Tally), "a key would go with it"
    for source, part in (("gitea", "repos"), ("gitlab", "projects"), ("github", "repos"), ("mastodon", "statuses"), ("wordpress_com", "x")):
        assert [q.url for q in read(source, [], headers=link, part=part, kind="posts") if isinstance(q, Query)] == [second.url], source


def test_a_cursor_is_followed_then_told():
    """Bluesky pages by cursor: it is followed on the same question; at the last page read, the rest is told."""
    (query,) = [
        q for q in read("bluesky", {"feed": [], "cursor": "a/b"}, part="feed", url="https://b.example/x?a=1") if isinstance(q, Query)
    ]
    assert (query.url, query.about("page")) == ("https://b.example/x?a=1&cursor=a%2Fb", "2")
    last = read("bluesky", {"records": [], "cursor": "z"}, part="records", page="3")
    assert [item.skipped for item in last if isinstance(item, Tally)] == [1, 0]


def test_discourse_gives_thirty_messages_at_a_time():
    """A full answer leads to the next thirty, at most ten times; a short one ends it; an empty one after another is no absence."""
    full = {"user_actions": [{"action_type": 5, "slug": "s", "topic_id": 1, "post_number": n} for n in range(30)]}
    options = {"part": "posts", "user": "c", "base": "https://f.example"}
    (query,) = [q for q in read("discourse", full, **options) if isinstance(q, Query)]
    assert "offset=30" in query.url
    last = read("discourse", full, offset="270", **options)
    assert [t.skipped for t in last if isinstance(t, Tally)] == [1] and not [q for q in last if isinstance(q, Query)]
    assert verdicts(read("discourse", {"user_actions": []}, offset="30", **options)) == [Verdict.PRESENT]


@pytest.mark.parametrize(
    ("source", "body", "context"),
    [
        ("openalex", {"meta": {"count": 40}, "results": [{"id": "https://openalex.org/A1"}]}, {}),
        ("idref", {"response": {"numFound": 40, "docs": [{}]}}, {}),
        ("theses", {"totalHits": 40, "personnes": [{}]}, {}),
        ("orcid", {"num-found": 40, "expanded-result": [{}]}, {"part": "search"}),
        ("ietf", {"meta": {"total_count": 40}, "objects": [{"name": "Camille Durand"}]}, {"part": "person"}),
        ("dailymotion", {"has_more": False, "total": 40, "list": [{}]}, {"part": "videos"}),
        ("devto", [{}] * 100, {"part": "articles"}),
        ("commoncrawl", b"\n".join([b'{"timestamp": "20200101000000", "url": "https://a.example/"}'] * 100), {"part": "index"}),
    ],
)
def test_what_is_left_of_a_list_is_told(source, body, context):
    """Nothing is left out without a word: the tally counts what the service says it still has."""
    tallies = [item for item in read(source, body, **context) if isinstance(item, Tally)]
    assert [t for t in tallies if t.skipped and t.reason], tallies


def test_names_are_known_in_another_order_and_without_accents():
    """Registers write "NOEL Zoe" for Zoé Noël: her works, companies and messages are hers all the same; one word is not enough."""
    assert cites("NOEL, Zoe", "Zoé Noël") and cites("zoe.noel@example.org", "zoe.noel@example.org")
    assert not cites("Zoé Martin", "Zoé Noël") and not cites("Noël", "Noël Noël Zoé") and not cites("x", "")
    work = {"title": ["T"], "author": [{"given": "Zoe M.", "family": "NOEL"}], "URL": "https://doi.example/1"}
    other = {"title": ["U"], "author": [{"given": "Zoé", "family": "Martin"}, {"given": "Ana", "family": "Noël"}]}
    assert [m.title for m in mentions(read("crossref", {"message": {"items": [work, other]}}, name="Zoé Noël"))] == ["T"]
    leader = {"nom": "NOEL (MARTIN)", "prenoms": "ZOE", "qualite": "Gérante"}
    (firm,) = mentions(read("companies", {"results": [{"nom_complet": "N", "siren": "1", "dirigeants": [leader]}]}, name="Noël"))
    assert firm.field("name") == "Zoe Noel (Martin)"
    mail = mailing.Mail(name="NOEL Zoe", email="", subject="", text="", date=None, ident="", reply_to="")
    assert mailing.wrote(mail, ("Zoé Noël",)) and not mailing.wrote(mail, ("Zoé Martin", ""))


MBOX = (
    "From zoe at a.example  Mon Mar  1 10:00:00 2010\nFrom: zoe at a.example (Zoé Noël)\nSubject: S\n"
    "Date: Mon, 1 Mar 2010 10:00:00 +0100\nMessage-ID: <1@a>\n\nBonjour\n"
)


def test_an_mbox_of_another_system():
    """CRLF ends lines as LF does; a page for people in place of an mbox is malformed, not an empty archive; an empty file is one."""
    (mail,) = mailing.messages(MBOX.replace("\n", "\r\n").encode())
    assert (mail.name, mail.text) == ("Zoé Noël", "Bonjour")
    assert list(mailing.messages(b" \n")) == []
    for source, body in (("pipermail", PAGE), ("hyperkitty", gzip.compress(PAGE))):
        with pytest.raises(Malformed):
            read(source, body, words="Zoé Noël", base="https://l.example")


def test_pipermail_keeps_lists_by_any_period():
    """Mailman 2 cuts an archive by month, quarter, week, day or year; all are asked for, and nothing else."""
    names = ("2010-March.txt.gz", "2010q1.txt", "Week-of-Mon-20100301.txt.gz", "20100301.txt", "2010.txt.gz")
    links = "".join(f'<a href="{name}">x</a>' for name in (*names, "robots.txt", "2010-March/thread.html", "2010-03-notes.txt"))
    asked = [q.url for q in read("pipermail", links.encode(), part="index", words="Zoé Noël") if isinstance(q, Query)]
    assert asked == [f"https://site.example/{name}" for name in names]


def test_mhonarc_tables_in_several_pages_and_coded_names():
    """A table cut in pages is read whole; a sender coded as in mail headers has his name."""
    row = '<li><a href="msg00001.html">S</a> <em>NOEL Zoe</em></li>'
    table = f'<!-- MHonArc v2.6 --><ul>{row}</ul><a href="mail2.html">Next</a><a href="mail3.html">Last</a>'
    asked = [q.url for q in read("mhonarc", table.encode(), part="index", words="Zoé Noël") if isinstance(q, Query)]
    assert [url.rsplit("/", 1)[1] for url in asked] == ["msg00001.html", "mail2.html", "mail3.html"]
    further = read("mhonarc", table.encode(), part="index", words="Zoé Noël", further="1")
    assert [q.url for q in further if isinstance(q, Query)] == [asked[0]]
    from ereput.collect.sources import mhonarc

    inverse = {after: chr(before) for before, after in mhonarc._ROT.items()}
    written = "".join(inverse.get(ord(c), c) for c in "=?utf-8?q?Zo=C3=A9_No=C3=ABl?= <zoe>")
    message = f"<!--X-From-R13: {written} -->\n<!--X-Message-Id: 1 -->\n<!--X-Body-of-Message-->x<!--X-Body-of-Message-End-->"
    (mail,) = mentions(read("mhonarc", message.encode()))
    assert mail.author == "Zoé Noël"


def test_an_index_of_copies_with_nulls_and_errors():
    """null is no value and not the word "None"; an error told in JSON is malformed; pywb's word for no copy is an empty list."""
    (row,) = cdx.rows(page(b'{"timestamp": "2010", "url": "u", "digest": null}', "archive"))
    assert row.digest == ""
    assert cdx.rows(page(b'{"message": "No Captures found for: a.example"}', "archive")) == []
    for body in (b'{"error": "backend"}', b'[[["timestamp"], "timestamp"], [1, 2]]'):
        with pytest.raises(Malformed):
            cdx.rows(page(body, "archive"))


@pytest.mark.parametrize("name", ["hex", "rot13", "base64", "undefined", "idna", "nonsense"])
def test_a_charset_that_is_none(name):
    """A page may name a codec that is none of text: its bytes are read as any others."""
    assert decode("déjà".encode("cp1252"), f"text/html; charset={name}") == "déjà"


def test_theses_fr_as_it_answers():
    """Roles are counted in an object, theses are numbers, several universities a list."""
    row = {"id": "1", "nom": "Noël", "prenom": "Zoé", "has_idref": True, "roles": {"auteur": 1, "rapporteur": 2},
           "etablissements": ["Nantes", "Rennes 1"], "disciplines": ["Gestion"], "theses": ["2020NANT0001"]}  # fmt: skip
    (found,) = mentions(read("theses", {"totalHits": 1, "personnes": [row]}))
    assert found.all("school") == ("Nantes", "Rennes 1") and found.all("title") == ("auteur", "rapporteur")
    assert found.field("handle") == "1" and found.field("link") == "https://theses.fr/2020NANT0001" and "Gestion" in found.text


def test_bodacc_number_with_spaces():
    """A company number is asked for as one number, however it is written."""
    subject = Subject(names=("Zoé Noël",), handles=(Handle(service="bodacc", user="123 456 789"),))
    (query,) = COLLECTORS["bodacc"].plan(subject)
    assert "registre+like+%22123456789%22" in query.url


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


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("", "déjà".encode()),
        ("", "déjà".encode("latin-1")),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n", "déjà".encode()),
        ("Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: 8bit\n", "déjà".encode("iso-8859-15")),
        ("Content-Type: text/plain; charset=nonsense\n", "déjà".encode()),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", b"ZMOpasOg"),
        ("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n", b"<p>d=C3=A9j=C3=A0</p>"),
    ],
)
def test_a_message_keeps_its_accents(headers, body):
    """Archives of lists hold eight-bit text, with a charset or without one: it is read, as is a name written as it is in the header."""
    raw = f"From z  Mon Mar  1 10:00:00 2010\nFrom: Zoé Noël <zoe@a.example>\nSubject: Été\n{headers}\n".encode() + body + b"\n"
    (mail,) = mailing.messages(raw)
    assert (mail.name, mail.subject, mail.text) == ("Zoé Noël", "Été", "déjà")


@pytest.mark.parametrize(
    "sender", ["Zoé Noël <zoe(a)a.example>", "Zoé Noël <zoe at a.example>", "zoe(a)a.example", "zoe at a.example (Z. N.)"]
)
def test_an_address_veiled_by_the_archive_is_hers(sender):
    """HyperKitty and Pipermail hide addresses from programs; she is found by hers all the same."""
    (mail,) = mailing.messages(f"From z  Mon Mar  1 10:00:00 2010\nFrom: {sender}\n\nx\n".encode())
    assert mail.email == "zoe@a.example" and mailing.wrote(mail, ("zoe@a.example",))


def test_capitals_of_an_account_do_not_matter():
    """GitHub and WordPress do not tell Zoe-N from zoe-n: her commits and her account are hers."""
    commit = {"author": {"login": "Zoe-N"}, "commit": {"author": {"email": "zoe@a.example", "name": "Z"}, "message": "m"}}
    (signed,) = mentions(read("github", [commit], part="commits", user="zoe-n"))
    assert signed.field("email") == "zoe@a.example"
    found = read("wordpress", [{"id": 3, "slug": "zoe-n", "name": "Z"}], kind="users", user="Zoe-N", root="https://w.example/wp-json/")
    assert mentions(found)[0].declared and [q for q in found if isinstance(q, Query)]


def test_a_hidden_address_is_not_exposed():
    """Forgejo and Gitea show an address at noreply when hers is hidden: none is told."""
    row = {"login": "z", "html_url": "https://g.example/z", "email": "z@noreply.codeberg.org"}
    assert mentions(read("gitea", row, part="user", user="z"))[0].field("email") == ""
    assert mentions(read("gitea", row | {"email": "z@a.example"}, part="user", user="z"))[0].field("email") == "z@a.example"


def test_a_failed_proof_is_no_proof():
    """Keybase tells proofs that it could not check: they are links she gave, not verified ones."""
    proofs = [{"service_url": "https://a.example/z", "state": 1}, {"service_url": "https://b.example/z", "state": 3}]
    row = {"basics": {"username": "z"}, "proofs_summary": {"all": proofs}}
    (card,) = mentions(read("keybase", {"status": {"code": 0}, "them": [row]}))
    assert card.all("verified") == ("https://a.example/z",) and len(card.all("same_as")) == 2


@pytest.mark.parametrize("title", ['Google Alert - "Zoé Noël"', 'Alerte Google – "Zoé Noël"', 'Alerte Google : "Zoé Noël"'])
def test_alerts_in_another_language(title):
    """The words of an alert and the page it points at, whatever the language and the country of the alert."""
    link = "https://www.google.be/url?rct=j&amp;url=https://a.example/p&amp;ct=ga"
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title><entry><title>T</title><link href='{link}'/></entry></feed>"
    (found,) = mentions(read("alerts", body.encode()))
    assert (found.url, found.field("query")) == ("https://a.example/p", '"Zoé Noël"')


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
    (found,) = results.parse(text)
    assert (found.url, found.title, found.snippet, found.rank) == ("https://a.example/", "Zoé & moi", "mots", 4)


def test_a_saved_page_says_where_it_is_from():
    """Chromium notes the address of a page it saves: the engine and the query are known by it."""
    note = "<!-- saved from url=(0040)https://www.google.com/search?q=zo%C3%A9 -->"
    (found,) = results.parse(f"<!doctype html>\n{note}\n<html><title>x</title><a href='https://a.example'><h3>Z</h3></a>")
    assert (found.engine, found.query) == ("google.com", "zoé")


def test_a_name_of_three_words_is_asked_both_ways():
    """Registers ask for a given name and a family name: "Jean Paul Martin" may be cut in two ways, a particle leaves one."""
    assert readings("Zoé Noël") == (("Zoé", "Noël"),) and readings("Zoé") == ()
    assert readings("Zoé d'Arc Noël") == (("Zoé", "d'Arc Noël"),)
    for source in ("companies", "orcid"):
        subject = Subject(names=("x",), handles=(Handle(service=source, user="Jean Paul Martin"),))
        asked = [query.url for query in COLLECTORS[source].plan(subject)]
        assert len(asked) == 2 and "Paul+Martin" in asked[0] and "Jean+Paul" in asked[1], asked
    subject = Subject(names=("x",), handles=(Handle(service="idref", user="Zoé O'Noël (de)"),))
    (query,) = COLLECTORS["idref"].plan(subject)
    assert "Zo%C3%A9+AND+O+AND+No%C3%ABl+AND+de%29" in query.url


def test_a_wikidata_item_merged_into_another():
    """The answer about a merged item holds the one it became: it is read."""
    human = [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]
    body = {"entities": {"Q2": {"labels": {"fr": {"value": "Zoé Noël"}}, "claims": {"P31": human}}}}
    (card,) = mentions(read("wikidata", body, item="Q1", part="item", base="https://w.example"))
    assert card.title == "Zoé Noël"
    assert verdicts(read("wikidata", {"entities": {}}, item="Q1", part="item")) == [Verdict.ABSENT]


def test_a_date_finer_than_a_microsecond_keeps_its_zone():
    """Servers in Go write nine digits of a second."""
    assert moment("2026-03-01T10:00:00.123456789+02:00") == datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)


def test_what_a_wordpress_keeps_beyond_the_pages_read_is_told():
    """After the last page that is read, the rows left are counted."""
    headers = (("x-wp-totalpages", "5"), ("x-wp-total", "450"))
    found = read("wordpress", [], kind="posts", root="https://w.example/wp-json/", page="3", headers=headers)
    assert [t.skipped for t in found if isinstance(t, Tally)] == [0, 150] and not [q for q in found if isinstance(q, Query)]


def test_a_message_with_spoilt_headers():
    """A charset that is none, in a coded name or in a header, spoils neither the message nor the others."""
    from ereput.collect.sources import mhonarc

    assert mhonarc._decoded("=?nonsense?q?Zo=C3=A9?=") == "=?nonsense?q?Zo=C3=A9?="
    raw = (
        b"From z  Mon Mar  1 10:00:00 2010\nFrom: =?nonsense?b?!!?= <zoe@a.example>\nContent-Type: ;;;\nMessage-ID: <\n\nx\n"
        + MBOX.encode()
    )
    assert [mail.text for mail in mailing.messages(raw)] == ["x", "Bonjour"]
