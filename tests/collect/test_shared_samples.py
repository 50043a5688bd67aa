"""Answers of real services, kept beside the checkout: each is read without loss. Skipped, with the reason, where they are not."""

from __future__ import annotations

import base64
import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ereput.collect import cdx
from ereput.model import Kind, Mention, Page, Query, Seen, Tally, Verdict, say
from ereput.registry import adapters

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
COLLECTORS = adapters("ereput.collect.sources", "COLLECTOR")
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside this checkout")


def page(body: bytes, source: str, *, url: str = "https://site.example/x", status: int = 200, **context: str) -> Page:
    query = Query(url=url, why=say("x"), source=source, context=tuple(context.items()))
    return Page(query=query, url=url, status=status, headers=(), body=body, fetched_at=NOW)


def captured(name: str, source: str, **options: str) -> tuple[list[Mention], list[object]]:
    body = (SAMPLES / "captured" / name).read_bytes()
    found = list(COLLECTORS[source].read(page(body, source, **options)))
    return [item for item in found if isinstance(item, Mention)], found


def cassette(path: Path) -> Iterator[tuple[str, int, bytes]]:
    """(URL, status, body) of each exchange of a recorded YAML file."""
    for part in path.read_text("utf-8").split("\n- request:"):
        uri, status = re.search(r"^ {4}uri: (.*)$", part, re.M), re.search(r"^ {6}code: (\d+)$", part, re.M)
        plain = re.search(r"^ {6}string: '((?:[^']|'')*)'", part, re.M)
        packed = re.search(r"^ {6}string: !!binary \|\n((?: {8}.*\n)+)", part, re.M)
        if uri and status and plain:
            yield uri[1], int(status[1]), re.sub(r"\n\n? *", " ", plain[1].replace("''", "'")).encode()
        elif uri and status and packed:
            body = base64.b64decode(packed[1])
            yield uri[1], int(status[1]), gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


@pytest.mark.parametrize(
    ("name", "source", "options", "count"),
    [
        ("wordpress_posts.json", "wordpress", {"kind": "posts"}, None),
        ("wordpress_users.json", "wordpress", {"kind": "users"}, None),
        ("wordpress_comments.json", "wordpress", {"kind": "comments"}, None),
        ("wordpress_feed_rss2.xml", "feeds", {}, None),
        ("wordpress_feed_atom.xml", "feeds", {}, None),
        ("wordpress_comments_rss2.xml", "feeds", {"url": "http://127.0.0.1:8094/?feed=comments-rss2"}, None),
        ("mediawiki_search.json", "mediawiki", {"where": "http://w/api.php", "words": "Alice Martin"}, 1),
        ("mediawiki_usercontribs.json", "mediawiki", {"where": "http://w/api.php"}, 0),
        ("public_inbox_search.atom", "public_inbox", {}, None),
        ("dokuwiki_xmlrpc_search.xml", "dokuwiki", {"base": "http://d"}, None),
        ("searx_search.json", "searxng", {"words": "Alice Martin"}, None),
        ("bsky_getProfile.json", "bluesky", {"part": "profile", "base": "http://b"}, 1),
        ("bsky_getAuthorFeed.json", "bluesky", {"part": "feed"}, 2),
        ("mhonarc/msg00000.html", "mhonarc", {}, 1),
    ],
)
def test_captured_answers(name, source, options, count):
    """Every row of an answer that a real server gave becomes a mention, or is counted."""
    mentions, found = captured(name, source, **options)
    tallies = [item for item in found if isinstance(item, Tally)]
    if count is None:
        assert mentions
        assert not tallies or sum(tally.read for tally in tallies) == len(mentions)
    else:
        assert len(mentions) == count or tallies
    assert all("<" not in mention.text or "&" not in mention.text for mention in mentions)


def test_captured_refusals():
    """Real refusals say what they are: no route, past the end, unknown profile, an error in a 200."""
    for name, status in (("wordpress_rest_no_route.json", 404), ("wordpress_rest_invalid_page.json", 400)):
        body = (SAMPLES / "captured" / name).read_bytes()
        found = list(COLLECTORS["wordpress"].read(page(body, "wordpress", status=status, kind="posts", root="http://w/?rest_route=/")))
        assert [item.verdict for item in found if isinstance(item, Seen)] == [Verdict.ABSENT]
    body = (SAMPLES / "captured" / "bsky_error_notfound.json").read_bytes()
    assert [item.verdict for item in COLLECTORS["bluesky"].read(page(body, "bluesky", status=400))] == [Verdict.ABSENT]
    _, found = captured("mediawiki_error.json", "mediawiki", where="http://w/api.php")
    assert [item.verdict for item in found if isinstance(item, Seen)] == [Verdict.UNDECIDED]


def test_mhonarc_index_and_hidden_address():
    """The table leads to her messages only; the address that ROT13 hides stands in clear in a link."""
    _, found = captured("mhonarc/maillist.html", "mhonarc", part="index", words="Alice Martin", url="http://l/maillist.html")
    assert [item.url for item in found if isinstance(item, Query)]
    ((message,), _) = captured("mhonarc/msg00000.html", "mhonarc")
    assert "@" in message.field("email")
    assert message.author


def test_google_alerts():
    """An alert's entries lead to the real pages, without the click counter."""
    body = (SAMPLES / "synthetic" / "google_alerts.atom").read_bytes()
    mentions = [item for item in COLLECTORS["alerts"].read(page(body, "alerts")) if isinstance(item, Mention)]
    assert mentions
    assert all(mention.kind is Kind.RESULT and "google.com/url" not in mention.url and "<b>" not in mention.title for mention in mentions)


def test_pywb_index():
    """The second dialect of the index, as a real pywb writes it."""
    body = (SAMPLES / "captured" / "pywb_cdx.jsonl").read_bytes()
    rows = cdx.rows(page(body, "archive"))
    assert len(rows) == len([line for line in body.splitlines() if line.strip()])
    assert all(row.url and len(row.timestamp) == 14 for row in rows)


def test_internet_archive_cassettes():
    """Recorded index answers of the Internet Archive: each line is a capture; a resume key is not; a blocked site is blocked."""
    read = 0
    for path in sorted((SAMPLES / "cassettes" / "wayback").glob("*.yaml")):
        for url, status, body in cassette(path):
            if "/cdx/" not in url or status != 200 or not body.strip():
                continue
            lines = body.decode().split("\n\n")[0].strip().splitlines()
            assert len(cdx.rows(page(body, "archive"))) == len(lines), path.name
            read += 1
    assert read


def test_mastodon_cassettes():
    """Recorded accounts and statuses of a real server: each account is a profile, each public status a mention."""
    read = 0
    for path in sorted((SAMPLES / "cassettes" / "mastodon").glob("*.yaml")):
        for url, status, body in cassette(path):
            if status != 200:
                continue
            value = json.loads(body)
            if "/accounts/lookup" in url or "verify_credentials" in url:
                found = list(COLLECTORS["mastodon"].read(page(body, "mastodon", part="account", server="http://localhost:3000")))
                assert next(item for item in found if isinstance(item, Mention)).author == value["acct"]
                read += 1
            elif "/timelines/" in url:
                found = list(COLLECTORS["mastodon"].read(page(body, "mastodon", part="statuses", user="x")))
                assert len([item for item in found if isinstance(item, Mention)]) == len(value)
                read += 1
    assert read


def test_wikipedia_answers():
    """Recorded answers of fr.wikipedia.org: a search's hits are all there; other answers of the API do no harm."""
    recorded = json.loads(
        (SAMPLES / "cassettes" / "mediawiki" / "fr_wikipedia_subset_from_pymediawiki_mock_requests.json").read_text("utf-8")
    )
    read = 0
    for answers in recorded.values():
        for value in answers.values():
            hits = value.get("query", {}).get("search") if isinstance(value, dict) else None
            if not isinstance(hits, list):
                continue
            body = json.dumps(value).encode()
            found = list(COLLECTORS["wikipedia"].read(page(body, "wikipedia", where="https://fr.wikipedia.org/w/api.php", words="x")))
            assert len([item for item in found if isinstance(item, Mention)]) == len(hits)
            read += 1
    if not read:
        pytest.skip("this subset holds no search")


def test_github_errors():
    """A recorded refusal of GitHub is not a profile."""
    (exchange, *_) = json.loads((SAMPLES / "cassettes" / "github_errors" / "normalized-fixture.json").read_text("utf-8"))
    body = json.dumps(exchange["response"]).encode()
    assert list(COLLECTORS["github"].read(page(body, "github", status=exchange["status"], part="user"))) == []


def test_crossref_cassette():
    """A recorded work, put in the envelope of a search: its title, authors, affiliations, journal, date and summary are there."""
    read = 0
    for path in sorted((SAMPLES / "cassettes" / "crossref").glob("*.yaml")):
        for url, status, body in cassette(path):
            if status != 200 or "api.crossref.org/works/" not in url:
                continue
            work = json.loads(body)
            answer = json.dumps({"message": {"items": [work]}}).encode()
            found = list(COLLECTORS["crossref"].read(page(answer, "crossref")))
            (mention,) = [item for item in found if isinstance(item, Mention)]
            authors = [f"{author['given']} {author['family']}" for author in work["author"]]
            assert (mention.url, mention.title, list(mention.all("name"))) == (work["URL"], work["title"], authors)
            assert list(mention.all("organisation")) == [a["affiliation"][0]["name"] for a in work["author"] if a.get("affiliation")]
            assert mention.field("section") == work["container-title"]
            assert [mention.published.year, mention.published.month, mention.published.day] == work["issued"]["date-parts"][0]
            assert "<" not in mention.text
            assert work["abstract"].partition(">")[2][:60] in mention.text
            assert [item.read for item in found if isinstance(item, Tally)] == [1]
            read += 1
    assert read
