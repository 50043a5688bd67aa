"""Lists: an answer that is none, an empty one, one that goes on, and what is left of it, told."""

from __future__ import annotations

import asyncio
import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from ereput.collect import cdx, engine
from ereput.collect.reading import Malformed, following
from ereput.model import Page, Query, Tally, Verdict
from tests.collect.answers import COLLECTORS, NOW, PAGE, page, read, verdicts

_RECORDED = importlib.util.spec_from_file_location("recorded", Path(__file__).with_name("test_sources.py"))
recorded = importlib.util.module_from_spec(_RECORDED)
_RECORDED.loader.exec_module(recorded)
NO_ANSWER = (b"{}", b'{"error": "x"}', b'{"message": "Too many", "code": "x"}', b"null", b"Service unavailable", b"\xef\xbb\xbf{}", b" \n")


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


def test_what_a_wordpress_keeps_beyond_the_pages_read_is_told():
    """After the last page that is read, the rows left are counted."""
    headers = (("x-wp-totalpages", "5"), ("x-wp-total", "450"))
    found = read("wordpress", [], kind="posts", root="https://w.example/wp-json/", page="3", headers=headers)
    assert [t.skipped for t in found if isinstance(t, Tally)] == [0, 150] and not [q for q in found if isinstance(q, Query)]


def test_an_index_of_copies_with_nulls_and_errors():
    """null is no value and not the word "None"; an error told in JSON is malformed; pywb's word for no copy is an empty list."""
    (row,) = cdx.rows(page(b'{"timestamp": "2010", "url": "u", "digest": null}', "archive"))
    assert row.digest == ""
    assert cdx.rows(page(b'{"message": "No Captures found for: a.example"}', "archive")) == []
    for body in (b'{"error": "backend"}', b'[[["timestamp"], "timestamp"], [1, 2]]'):
        with pytest.raises(Malformed):
            cdx.rows(page(body, "archive"))
