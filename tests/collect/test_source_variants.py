"""The other roads through the collectors: other identifiers, other dialects, refusals that the engine leaves to them."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from ereput.collect.reading import Malformed
from ereput.model import Handle, Page, Query, Skip, Subject, Tally, Target, Verdict
from tests.collect.answers import COLLECTORS, NOW, mentions, page, read, verdicts

ANY = {
    "alerts": "https://a.example/{key}", "archive": "https://a.example/", "bluesky_pds": "camille.test", "codeberg": "camille",
    "commoncrawl": "a.example", "proved_email": "c@example.org", "stackoverflow": "1", "wikidata": "Q1",
    "orcid": "0000-0001", "openalex": "0000-0001", "rfc": "791", "avatars": "c@example.org",
}  # fmt: skip


def plan(source: str, *handles: tuple[str, str] | tuple[str, str, str], **subject) -> list[Query]:
    made = tuple(Handle(service=h[0], user=h[1], base=h[2] if len(h) > 2 else None) for h in handles)
    return list(COLLECTORS[source].plan(Subject(names=("Camille Durand",), handles=made, **subject)))


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_a_refusal_of_another_kind_is_no_absence(name):
    """A 422 or 400 that says nothing known makes no mention and no absence."""
    services = {name, "stackoverflow", "codeberg", "proved_email", "viadeo", "bluesky_pds"}
    handles = [(service, ANY.get(service, "Camille Durand"), "https://site.example") for service in services]
    queries = plan(name, *handles, pages=("https://site.example/",), target=Target(offers=("https://site.example/o",)))
    for query in queries:
        for context in {query.context, tuple(dict(query.context, part="other").items())}:
            asked = Query(url=query.url, why=query.why, source=query.source, context=context)
            answer = Page(query=asked, url=query.url, status=422, headers=(), body=b'{"error": "?", "status": {"code": 0}}', fetched_at=NOW)
            try:
                found = list(COLLECTORS[name].read(answer))
            except Malformed:
                continue
            assert not mentions(found), name
            assert Verdict.PRESENT not in verdicts(found) or name == "stackexchange", name


@pytest.mark.parametrize(
    ("source", "handle", "part_of_url"),
    [
        ("hal", ("hal", "camille-durand"), "authIdHal_s%3Acamille-durand"), ("orcid", ("orcid", "Camille Durand"), "expanded-search"),
        ("openalex", ("openalex", "0000-0001"), "orcid:0000-0001"), ("crossref", ("crossref", "0000-0001"), "filter=orcid"),
        ("idref", ("idref", "000000001"), "ppn_z"), ("hackernews", ("hackernews", "Camille Durand"), "%22Camille"),
        ("wikidata", ("wikidata", "Q1"), "EntityData/Q1.json"), ("wikipedia", ("wikipedia", "Camille Durand"), "list=search"),
        ("bodacc", ("bodacc", "000000000"), "registre"), ("ietf", ("ietf", "Camille Durand"), "name__icontains"),
        ("gravatar", ("gravatar", "camille"), "/profiles/camille"), ("companies", ("companies", "Durand"), "nom_personne=Durand"),
        ("mastodon", ("mastodon", "@camille", "https://s.example"), "acct=camille"),
        ("archive", ("viadeo", "c", "https://pywb.example/web"), "/web/cdx?"),
        ("ghost", ("ghost", "x", "https://blog.example"), "https://blog.example/rss/"),
        ("mediawiki", ("mediawiki", "C", "https://w.example/api.php"), "w.example/api.php"),
        ("stackexchange", ("stackexchange", "1@superuser"), "site=superuser"),
        ("wordpress_com", ("wordpress_com", "blog.example"), "sites/blog.example"),
        ("public_inbox", ("public_inbox", "c@example.org", "https://l.example/x"), "f%3Ac"),
    ],
)  # fmt: skip
def test_other_identifiers(source, handle, part_of_url):
    """A number, a name, an address or another server each lead to the question that fits."""
    assert any(part_of_url in query.url for query in plan(source, handle))


@pytest.mark.parametrize(
    "source",
    [
        "mastodon",
        "mediawiki",
        "lemmy",
        "discourse",
        "peertube",
        "dokuwiki",
        "pipermail",
        "hyperkitty",
        "mhonarc",
        "public_inbox",
        "wordpress",
    ],
)
def test_nothing_without_a_server(source):
    """An account on no server in particular asks nothing."""
    assert plan(source, (source, "camille")) == []


def test_civil_status_is_never_read():
    """Acts of naturalisation or of change of name are counted as left out, whatever they hold; a lost format is asked again once."""
    rows = [
        {"prenom": "C", "nom": "D", "source_id": "1", "type_ordre": kind} for kind in ("naturalisation", "Changement de nom", "nomination")
    ]
    found = read("jorf", rows)
    assert [m.field("type") for m in mentions(found)] == ["nomination"]
    assert [(item.read, item.skipped) for item in found if isinstance(item, Tally)] == [(1, 2)]
    (query,) = plan("jorf", ("jorf", "Camille Durand"))
    moved = Page(query=query, url="https://j.example/name/Durand%20Camille", status=200, headers=(), body=b"<html>", fetched_at=NOW,
                 redirects=(query.url,))  # fmt: skip
    (again,) = [item for item in COLLECTORS["jorf"].read(moved) if isinstance(item, Query)]
    assert again.url == "https://j.example/name/Durand%20Camille?format=JSON" and again.about("again")
    with pytest.raises(Malformed):
        list(COLLECTORS["jorf"].read(Page(query=again, url=again.url, status=200, headers=(), body=b"<html>", fetched_at=NOW)))


def test_youtube_ids_go_to_the_feed():
    """A channel's id is the feed's business, not the API's."""
    assert plan("youtube", ("youtube", "UCxyz")) == []


def test_bluesky_repository():
    """A server of one's own is read by its repository; hidden accounts keep their messages to themselves."""
    (query,) = plan("bluesky", ("bluesky_pds", "camille.test", "http://p.example"))
    assert "describeRepo" in query.url
    found = read("bluesky", {"handle": "camille.test", "did": "did:x", "collections": ["app.bsky.feed.post"]}, part="repo", base="http://p")
    assert [item.url for item in found if isinstance(item, Query)]
    rows = [
        {"uri": "at://x/y/z", "value": {"$type": "app.bsky.feed.post", "text": "a"}},
        {"value": {"$type": "app.bsky.actor.profile", "displayName": "C"}},
    ]
    assert [m.text or m.title for m in mentions(read("bluesky", {"records": rows}, part="records", actor="camille.test"))] == ["a", "C"]
    hidden = read("bluesky", {"handle": "c", "labels": [{"val": "!no-unauthenticated"}]}, part="profile")
    assert not [item for item in hidden if isinstance(item, Query)]
    assert verdicts(read("bluesky", {"error": "InternalServerError"}, status=400)) == [Verdict.UNDECIDED]


def test_mastodon_roads():
    """WebFinger leads to the server the account is on; a hidden account's messages are not asked for; no messages is said."""
    elsewhere = {"links": [{"rel": "self", "href": "https://real.example/users/camille"}]}
    (query,) = read("mastodon", elsewhere, part="webfinger", server="https://s.example", user="camille")
    assert query.url.startswith("https://real.example/api/v1/accounts/lookup")
    assert verdicts(read("mastodon", {"links": []}, part="webfinger", server="https://s.example", user="c")) == [Verdict.UNDECIDED]
    hidden = read("mastodon", {"acct": "c", "id": "1", "noindex": True}, part="account", server="https://s.example")
    assert verdicts(hidden) == [Verdict.PRESENT]
    assert mentions(hidden)[0].audience == "public"
    assert verdicts(read("mastodon", [], part="statuses")) == [Verdict.ABSENT]
    assert read("mastodon", {"acct": "c"}, part="account", server="https://s.example")


def test_mediawiki_errors():
    """Errors come with status 200: waiting is a refusal, the rest undecided; warnings alone say nothing; others are malformed."""
    waiting = read("mediawiki", {"error": {"code": "maxlag"}})
    assert verdicts(waiting) == [Verdict.BLOCKED]
    assert [item.code for item in waiting if isinstance(item, Skip)] == ["rate_limited"]
    assert verdicts(read("mediawiki", {"error": {"code": "x"}})) == [Verdict.UNDECIDED]
    assert verdicts(read("mediawiki", {"warnings": {}})) == [Verdict.UNDECIDED]
    with pytest.raises(Malformed):
        read("mediawiki", {"batchcomplete": True})


def test_stackexchange_quota():
    """A spent quota is a refusal; another error is undecided."""
    assert verdicts(read("stackexchange", {"error_id": 502, "error_name": "throttle_violation"}, status=400)) == [Verdict.BLOCKED]
    assert verdicts(read("stackexchange", {"error_id": 400, "error_name": "bad_parameter"}, status=400)) == [Verdict.UNDECIDED]


def test_wordpress_roads():
    """The other form of the API is tried once; pages follow each other; refusals say what they are; her account leads to her posts."""
    (query, seen) = read("wordpress", b"<html>", kind="posts", root="https://w.example/wp-json/", params="search=C")
    assert "?rest_route=/wp/v2/posts&" in query.url and seen.verdict is Verdict.UNDECIDED
    row = {"id": 3, "slug": "camille", "name": "C"}
    found = read(
        "wordpress", [row, 5], kind="users", root="https://w.example/?rest_route=/", user="camille", headers=(("x-wp-totalpages", "2"),)
    )
    assert {query.about("page") or query.about("params") for query in found if isinstance(query, Query)} == {"author=3", "2"}
    assert [tally.skipped for tally in found if isinstance(tally, Tally)] == [1]
    (following,) = [query for query in found if isinstance(query, Query) and query.about("page")]
    assert following.about("user") == "camille"
    for code in ("rest_post_invalid_page_number", "rest_no_route"):
        assert verdicts(read("wordpress", {"code": code}, status=400, kind="posts", root="?rest_route=/")) == [Verdict.ABSENT]
    assert verdicts(read("wordpress", {"code": "x"}, status=400, kind="posts", root="?rest_route=/")) == []
    assert len(COLLECTORS) > 50


def test_orcid_search_and_empty():
    """Names found, or `null` when nobody is."""
    rows = [{"orcid-id": "0000-1", "given-names": "Camille", "family-names": "Durand", "email": [], "institution-name": ["U"]}]
    assert mentions(read("orcid", {"expanded-result": rows, "num-found": 1}, part="search"))[0].title == "Camille Durand"
    assert verdicts(read("orcid", {"expanded-result": None, "num-found": 0}, part="search")) == [Verdict.ABSENT]


def test_archive_refusals_and_spread():
    """A site that asked not to be shown is blocked; of many copies, three are read."""
    refused = page(
        b"",
        "archive",
        status=400,
        headers=(("x-archive-wayback-runtime-error", "AdministrativeAccessControlException: Blocked Site Error"),),
    )
    assert verdicts(list(COLLECTORS["archive"].read(refused))) == [Verdict.BLOCKED]
    lines = b"\n".join(
        json.dumps({"url": "http://v/x", "timestamp": f"20{n:02d}0101000000", "digest": str(n)}).encode() for n in range(10, 20)
    )
    found = read("archive", lines, part="index", base="https://pywb.example/web")
    assert [item.about("timestamp")[:4] for item in found if isinstance(item, Query)] == ["2010", "2015", "2019"]
    assert read("archive", b"", part="copy", status=404) == []
    for body in (b"{broken", b"[1", b'[["a"], []]', b"seven words but no time stamp here at"):
        with pytest.raises(Malformed):
            read("archive", body, part="index", base="https://pywb.example/web")


def test_pages_of_every_kind():
    """A feed among the pages is read as one; a picture is undecided; an anti-robot page is a refusal; a WordPress announces its API."""
    feed = b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>A</title></item></channel></rss>'
    assert mentions(read("pages", feed, own="1"))[0].declared
    assert verdicts(read("pages", b"\x89PNG", headers=(("content-type", "image/png"),))) == [Verdict.UNDECIDED]
    assert verdicts(read("pages", b"<title>Just a moment...</title>")) == [Verdict.BLOCKED]
    link = (("link", '<https://site.example/wp-json/>; rel="https://api.w.org/"'),)
    assert {item.source for item in read("pages", b"<p>x</p>", own="1", headers=link) if isinstance(item, Query)} == {"wordpress"}
    assert read("pages", b"", status=410) == []


@pytest.mark.parametrize(
    ("kind", "expected"), [("JobPosting", "offer"), ("BlogPosting", "article"), ("Person", "profile"), ("WebPage", "page")]
)
def test_kinds_of_page(kind, expected):
    """A page is what it says it is."""
    body = f'<script type="application/ld+json">{{"@type": "{kind}"}}</script><p>x</p>'.encode()
    assert mentions(read("pages", body))[0].kind == expected


def test_billion_laughs():
    """Entities are refused before any parser sees them: in feeds, sitemaps and XML-RPC."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    for source, context in (("feeds", {}), ("sitemap", {}), ("dokuwiki", {"base": "x"})):
        with pytest.raises(Malformed):
            read(source, bomb, **context)


def test_lists_packed_and_broken():
    """Monthly archives come packed or not; a packed one that is broken is malformed; mail that is broken is kept empty."""
    mail = b"From a at b  Mon Mar  1 10:00:00 2010\nFrom: Camille Durand <c@example.org>\nContent-Type: text/html\n\n<p>Bonjour</p>\n"
    (message, *_) = mentions(read("pipermail", gzip.compress(mail), words="camille"))
    assert message.text == "Bonjour"
    with pytest.raises(Malformed):
        read("pipermail", b"\x1f\x8bnot gzip", words="camille")
    broken = b"From a at b  Mon Mar  1 10:00:00 2010\nFrom: Camille\nContent-Type: text/plain; charset=nothing-known\n\n\xff\n"
    assert mentions(read("pipermail", broken, words="camille"))[0].text in ("", "ÿ", "\ufffd")


def test_a_list_that_is_too_large_is_said(monkeypatch):
    """An export that unpacks beyond its bound is a Skip of that name, never an absence."""
    monkeypatch.setattr("ereput.collect.sources.hyperkitty.EXPORT", 100)
    found = read("hyperkitty", gzip.compress(b"x" * 10_000), words="camille", base="https://l.example")
    assert [item.code for item in found if isinstance(item, Skip)] == ["too_large"]
    assert verdicts(found) == [Verdict.UNDECIDED]


def test_json_feed():
    """JSON Feed 1.1 is a feed; other JSON is not."""
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [{"url": "https://x/a", "content_html": "<p>A</p>", "date_published": "2026-01-01T00:00:00Z"}],
    }
    assert mentions(read("feeds", body))[0].text == "A"
    with pytest.raises(Malformed):
        read("feeds", {"version": "2"})


def test_silent_engines_are_said():
    """An engine of the instance that stays silent is told; with no result at all, that is no absence."""
    found = read("searxng", {"results": [], "unresponsive_engines": [["bing", "timeout"]]}, words="x")
    assert verdicts(found) == [Verdict.BLOCKED]
    assert [item.code for item in found if isinstance(item, Skip)] == ["blocked"]
    with pytest.raises(Malformed):
        read("searxng", {"results": 3}, words="x")


def test_wikidata_is_not_everybody():
    """A record that is not a person's is left aside; a first search that finds nobody says so."""
    assert verdicts(read("wikidata", {"entities": {"Q1": {"claims": {}}}}, part="item", item="Q1")) == [Verdict.ABSENT]
    assert verdicts(read("wikidata", {"search": []}, part="search")) == [Verdict.ABSENT]


def test_companies_refusal():
    """The register says why it refuses."""
    assert verdicts(read("companies", {"erreur": "Veuillez indiquer"}, status=400)) == [Verdict.UNDECIDED]


def test_sitemap_index():
    """An index leads to its parts, of the same site only."""
    body = b"<sitemapindex><sitemap><loc>https://site.example/a.xml</loc></sitemap><sitemap><loc>https://b.example/x</loc></sitemap></sitemapindex>"
    found = read("sitemap", body)
    assert [item.url for item in found if isinstance(item, Query)] == ["https://site.example/a.xml"]


def test_rfcs_of_the_datatracker_are_followed():
    """A document of hers that became an RFC leads to its record; a draft does not, nor a word that is no number."""
    body = {"objects": [{"document": f"/api/v1/doc/document/{name}/"} for name in ("rfc791", "draft-durand-00", "rfcx")]}
    found = read("ietf", body, part="documents", base="https://datatracker.ietf.org")
    assert len(mentions(found)) == 3
    assert [(item.source, item.url) for item in found if isinstance(item, Query)] == [("rfc", "https://www.rfc-editor.org/rfc/rfc791.json")]
    assert plan("rfc", ("rfc", "banana"), ("rfc", "123456")) == []


def test_rfc_records():
    """A record gives its month; the record of another number is not believed, whoever sends it."""
    for told, number, when in (
        ("September 1981", "791", (1981, 9, 1)),
        ("June 2022", "9110", (2022, 6, 1)),
        ("1 April 2025", "9759", (2025, 4, 1)),
    ):
        body = {"doc_id": f"RFC{number:0>4}", "title": "T", "pub_date": told}
        (found,) = mentions(read("rfc", body, number=number, base="https://r.example"))
        assert (found.url, found.published) == (f"https://r.example/rfc/rfc{number}", datetime(*when, tzinfo=UTC))
    for number in ("", "792"):
        with pytest.raises(Malformed):
            read("rfc", {"title": "T"}, number=number)


def test_hyperkitty_lists_of_a_server():
    """A server without a list is asked for its lists: the first twenty are read, page after page, the others counted; no strange name,
    and no other host, becomes an address."""
    (query,) = plan("hyperkitty", ("hyperkitty", "Camille Durand", "https://l.example/hyperkitty/"))
    assert query.url == "https://l.example/hyperkitty/api/lists/?format=json"
    context = {key: value for key, value in query.context if key != "route"}
    rows = [{"name": f"l{number}@l.example"} for number in range(22)]
    body = {"count": 31, "next": "https://evil.example/x?page=2", "results": [{"name": "../../x"}, *rows[:12]]}
    found = read("hyperkitty", body, **context)
    *asked, following = (item for item in found if isinstance(item, Query))
    assert [q.url for q in asked] == [
        f"https://l.example/hyperkitty/list/l{number}@l.example/export/archive.mbox.gz" for number in range(12)
    ]
    assert following.url == "https://l.example/hyperkitty/api/lists/?page=2"
    assert [(item.read, item.skipped) for item in found if isinstance(item, Tally)] == [(12, 0)]
    assert verdicts(found) == [Verdict.PRESENT]
    context = {key: value for key, value in following.context if key != "route"}
    last = read("hyperkitty", {"count": 31, "next": "?page=3", "results": rows[12:]}, **context)
    assert len([item for item in last if isinstance(item, Query)]) == 8
    assert [(item.read, item.skipped) for item in last if isinstance(item, Tally)] == [(8, 11)]
    assert len([item for item in read("hyperkitty", rows[:2], **context) if isinstance(item, Query)]) == 2
    assert verdicts(read("hyperkitty", {"count": True, "results": []}, **context)) == [Verdict.UNDECIDED]
    with pytest.raises(Malformed):
        read("hyperkitty", {"detail": "?"}, **context)
