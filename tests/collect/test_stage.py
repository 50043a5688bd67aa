"""The collect stage on the wire: exactly what the dry run printed, resumed when interrupted, kept as evidence."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ereput.collect import stage
from ereput.collect.identifiers import asked_about
from ereput.collect.merge import address, merged
from ereput.collect.queries import queries
from ereput.collect.watchkit import make
from ereput.model import Coverage, Handle, Harvest, Kind, Mandate, Mention, Purpose, Subject, Tally, Target, Verdict
from ereput.profile import Network, Profile

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Carnet</title><item><title>Un</title>
<link>http://carnet.example/un</link><description>Un premier article.</description></item></channel></rss>"""
HOME = (
    b'<html lang="fr"><head><title>Carnet</title><link rel="alternate" type="application/rss+xml" href="/feed"></head>'
    b"<body><main><p>Bienvenue.</p></main></body></html>"
)


@pytest.fixture
def profile(server, answering) -> Profile:
    """Somebody with a blog and an account, both on the test's server."""
    server.routes["/"] = answering(HOME, headers="Content-Type: text/html\r\n")
    server.routes["/feed"] = answering(FEED, headers="Content-Type: application/rss+xml\r\n")
    server.routes["/un"] = answering(b"<html><body><article>" + b"Un premier article, en entier. " * 5 + b"</article></body></html>")
    server.routes["/users/camille-d"] = answering(
        b'{"login": "camille-d", "name": "Camille Durand", "html_url": "http://git.example/camille-d"}'
    )
    places = tuple((host, f"127.0.0.1:{server.port}") for host in ("carnet.example", "git.example"))
    return Profile(
        subject=Subject(
            names=("Camille Durand",),
            pages=("http://carnet.example/",),
            handles=(Handle(service="github", user="camille-d", base="http://git.example"),),
        ),
        mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 20)),
        network=Network(allow_loopback=True, resolve=places),
    )


def test_the_wire_sees_what_the_dry_run_said(profile, server, tmp_path):
    """Every URL asked was printed, or comes from a feed that was discovered, on the same host; every URL printed was asked."""
    planned = {query.url.partition(".example")[2] for query in stage.plan(profile)}
    assert not server.asked
    harvest = stage.collect(profile, now=lambda: NOW, store=tmp_path)
    asked = set(server.asked)
    assert planned <= asked
    assert asked - planned == {"/feed", "/un"}
    assert max(server.asked.values()) == 1, "robots.txt once per origin, each page once"
    assert {mention.url for mention in harvest.mentions} == {
        "http://carnet.example/",
        "http://carnet.example/un",
        "http://git.example/camille-d",
    }


def test_a_post_and_its_feed_are_one_mention(profile, tmp_path):
    """The post keeps the title of its feed and the text of its page."""
    harvest = stage.collect(profile, now=lambda: NOW, store=tmp_path)
    (post,) = [mention for mention in harvest.mentions if mention.url.endswith("/un")]
    assert (post.title, post.kind, post.declared) == ("Un", Kind.ARTICLE, True)
    assert "en entier" in post.text


def test_interrupted_then_resumed(profile, server, tmp_path):
    """A run that is cut ends in order, and goes on later without asking again what it has."""
    calls = []

    def stop(source: str, done: int, total: int) -> None:
        calls.append(source)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage.collect(profile, now=lambda: NOW, store=tmp_path, progress=stop)
    kept = kept_paths(tmp_path)
    harvest = stage.collect(profile, now=lambda: NOW, store=tmp_path)
    assert len(harvest.mentions) == 3
    assert kept and not {path for path in kept if server.asked[path] != 1}


def test_a_run_is_continued_until_its_report_is_written(profile, server, tmp_path):
    """What stops the analysis or the drawing costs no question; once `finish` was told, everything is asked again."""
    stage.collect(profile, now=lambda: NOW, store=tmp_path)
    before = server.asked.copy()
    stage.collect(profile, now=lambda: NOW, store=tmp_path)
    assert server.asked == before
    stage.finish(tmp_path, now=NOW)
    stage.collect(profile, now=lambda: NOW, store=tmp_path)
    assert {path for path, count in server.asked.items() if count > before[path]} >= kept_paths(tmp_path) - {"/robots.txt"}


def kept_paths(store: Path) -> set[str]:
    """The paths of the answers written in `store`, read as another program would."""
    with closing(sqlite3.connect(store / "answers.sqlite")) as database:
        return {url.partition(".example")[2] for (url,) in database.execute("SELECT url FROM answers")}


CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from ereput.collect import stage
from ereput.model import Mandate, Purpose, Subject
from ereput.profile import Network, Profile

port, store, *paths = sys.argv[1:]
profile = Profile(
    subject=Subject(names=("Camille Durand",), pages=tuple(f"http://h{i}.example/{path}" for i, path in enumerate(paths))),
    mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 20)),
    network=Network(
        allow_loopback=True,
        disabled=("feeds", "sitemap"),
        resolve=tuple((f"h{i}.example", f"127.0.0.1:{port}") for i in range(len(paths))),
    ),
)
told = lambda source, done, total: print(done, flush=True)
found = stage.collect(profile, now=lambda: datetime(2026, 11, 20, tzinfo=UTC), store=Path(store), progress=told)
print("mentions", len(found.mentions), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_real_interruption_loses_nothing(server, answering, tmp_path, name):
    """Ctrl-C, or the plug pulled, while ten pages are here and six are awaited: the next run asks the six again, and none of the ten."""
    go_on = threading.Event()
    here, awaited = [f"p{n}" for n in range(10)], [f"q{n}" for n in range(6)]

    def late(connection: socket.socket, request: str) -> None:
        go_on.wait(60)
        answering(HOME)(connection, request)

    server.routes = {f"/{path}": answering(HOME) for path in here} | {f"/{path}": late for path in awaited}
    command = [sys.executable, "-c", CHILD, str(server.port), str(tmp_path), *here, *awaited]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            if line.strip() == str(len(here)):
                break
        while sum(server.asked[f"/{path}"] for path in awaited) < len(awaited):
            time.sleep(0.01)
        child.send_signal(signal.Signals[name])
        said = child.stdout.read()
    assert child.returncode < 0 and "mentions" not in said
    assert {f"/{path}" for path in here} <= kept_paths(tmp_path)
    go_on.set()
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert again.stdout.split()[-1] == "16"
    assert {path: server.asked[f"/{path}"] for path in (*here, *awaited)} == dict.fromkeys(here, 1) | dict.fromkeys(awaited, 2)


def test_offline_collects_what_is_kept(profile, server, tmp_path):
    """Offline, the last answers serve; without any, each question is a Skip."""
    stage.collect(profile, now=lambda: NOW, store=tmp_path / "a")
    server.asked.clear()
    assert len(stage.collect(profile, now=lambda: NOW, store=tmp_path / "a", offline=True).mentions) == 3
    assert {skip.code for skip in stage.collect(profile, now=lambda: NOW, store=tmp_path / "b", offline=True).skips} == {"offline"}
    assert not server.asked


def test_evidence_is_a_warc(profile, tmp_path):
    """Each mention's answer is in the file, under its address, with the same hash; so is that of each verdict, absences included."""
    import hashlib

    from warcio.archiveiterator import ArchiveIterator

    path = tmp_path / "preuves.warc.gz"
    harvest = stage.collect(profile, now=lambda: NOW, store=tmp_path, keep_evidence=path)
    with path.open("rb") as file:
        kept = {
            hashlib.sha256(record.content_stream().read()).hexdigest(): record.rec_headers.get_header("WARC-Target-URI")
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        }
    assert {mention.sha256 for mention in harvest.mentions} <= set(kept)
    assert {row.sha256 for row in harvest.coverage if row.sha256} <= set(kept)
    assert Verdict.ABSENT in {row.verdict for row in harvest.coverage}
    assert "http://carnet.example/" in kept.values()


def test_what_was_kept_is_evidence_too(profile, tmp_path):
    """An audit without the network writes the same evidence as the one that asked."""
    asked, kept = tmp_path / "a.warc.gz", tmp_path / "b.warc.gz"
    stage.collect(profile, now=lambda: NOW, store=tmp_path, keep_evidence=asked)
    stage.collect(profile, now=lambda: NOW, store=tmp_path, keep_evidence=kept, offline=True)
    assert len(responses(kept)) == len(responses(asked)) > 1


def responses(path):
    """The address of every response of a WARC."""
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        return sorted(r.rec_headers.get_header("WARC-Target-URI") for r in ArchiveIterator(file) if r.rec_type == "response")


def test_pictures_on_the_wire(profile, server, answering, tmp_path):
    """Opted in, the picture of a profile that was read is asked by the same rules and becomes a print; else no picture is asked."""
    found = (Path(__file__).parents[2] / "fixtures/sources/avatars/found.jpg").read_bytes()
    server.routes["/face.jpg"] = answering(found, headers="Content-Type: image/jpeg\r\n")
    server.routes["/users/camille-d"] = answering(
        b'{"login": "camille-d", "name": "Camille Durand", "html_url": "http://git.example/camille-d",'
        b' "avatar_url": "http://git.example/face.jpg"}'
    )
    without = stage.collect(profile, now=lambda: NOW, store=tmp_path / "a")
    assert "/face.jpg" not in server.asked
    opted = replace(profile, network=replace(profile.network, ask=("avatars",)))
    found_with = stage.collect(opted, now=lambda: NOW, store=tmp_path / "b")
    assert server.asked["/face.jpg"] == 1
    (card,) = [m for m in found_with.mentions if m.url == "http://git.example/camille-d"]
    assert card.field("avatar_print") == "2323234068703000"
    assert {m.id for m in found_with.mentions} == {m.id for m in without.mentions}


def test_sources_can_be_turned_off(profile, server, tmp_path):
    """A disabled source is neither planned nor reached by another."""
    quiet = replace(profile, network=replace(profile.network, disabled=("github", "feeds", "sitemap")))
    assert {query.source for query in stage.plan(quiet)} == {"robots", "pages"}
    stage.collect(quiet, now=lambda: NOW, store=tmp_path)
    assert set(server.asked) == {"/robots.txt", "/"}


def test_a_missing_key_and_a_broken_collector_are_skips(profile, tmp_path, monkeypatch):
    """A source without its key says which; a collector whose plan fails does not take the others with it."""
    youtube = Handle(service="youtube", user="@camille")
    asking = replace(profile, subject=replace(profile.subject, handles=(youtube,)))
    collectors = dict(stage._collectors())

    class Broken:
        name, key = "broken", ""

        def plan(self, subject):
            raise RuntimeError

    monkeypatch.setattr(stage, "_collectors", lambda: {**collectors, "broken": Broken()})
    found = stage.collect(asking, now=lambda: NOW, store=tmp_path)
    assert {(skip.source, skip.code) for skip in found.skips} == {("youtube", "needs_key"), ("broken", "collector_error")}


def test_a_handle_that_cannot_be_used_is_a_skip(profile, tmp_path):
    """An account without its server, or a number that is none, is told with what is needed; a network that has no collector is not."""
    given = (Handle(service="mastodon", user="camille"), Handle(service="rfc", user="banana"), Handle(service="linkedin", user="camille"))
    found = stage.collect(replace(profile, subject=replace(profile.subject, handles=given)), now=lambda: NOW, store=tmp_path)
    assert [(skip.code, skip.where) for skip in found.skips] == [
        ("unusable_handle", "handles.mastodon"),
        ("unusable_handle", "handles.rfc"),
    ]
    assert all("handles." in str(skip.hint) and "camille" not in str(skip.hint) for skip in found.skips)


def test_a_name_opens_nothing_by_itself():
    """Sources are asked for a name, an e-mail or a page only when the profile says so."""
    subject = Subject(names=("Camille Durand",), emails=("c@example.org",), pages=("https://carnet.example/a",))
    assert asked_about(subject, Network(), Harvest()).subject.handles == ()
    some = asked_about(subject, Network(ask=("hal", "archive")), Harvest()).subject.handles
    assert [(handle.service, handle.user) for handle in some] == [("hal", "Camille Durand"), ("archive", "https://carnet.example/a")]
    every = {handle.service for handle in asked_about(subject, Network(ask=("all",)), Harvest()).subject.handles}
    assert {"companies", "gravatar", "commoncrawl", "wikidata"} <= every


def test_breaches_only_for_an_address_an_export_proves():
    """An e-mail is checked when her own export holds it, and never for being written in the profile."""
    subject = Subject(names=("Camille Durand",), emails=("c@example.org", "other@example.org"))
    own = Harvest(
        mentions=(Mention(source="linkedin", url="file:x", kind=Kind.PROFILE, declared=True, fields=(("email", "C@example.org"),)),)
    )
    with_key = Network(keys=(("hibp", "k"),))
    assert [h.user for h in asked_about(subject, with_key, own).subject.handles] == ["c@example.org"]
    assert asked_about(subject, with_key, Harvest()).subject.handles == ()


def test_alert_addresses_are_kept_like_keys(tmp_path):
    """The secret part of an alert's feed is in no query, so in no report."""
    network = Network(alerts=("https://www.google.com/alerts/feeds/123/456", "https://www.google.com/alerts/feeds/123/789"))
    asked = asked_about(Subject(names=("X",)), network, Harvest())
    assert [handle.user for handle in asked.subject.handles] == ["https://www.google.com/alerts/feeds/{key}"] * 2
    assert asked.keys == {"alerts": "123/456", "alerts_2": "123/789"}


def test_search_only_with_a_key_or_an_instance(profile):
    """A search engine is asked when its key, or one's own instance, is there; queries are as a recruiter types them."""
    network = replace(profile.network, searxng="https://searx.example", keys=(("brave", "k"),), ask=())
    planned = stage.plan(replace(profile, network=network))
    assert {query.source for query in planned} >= {"searxng", "brave"}
    assert "k" not in {value for query in planned for _, value in query.headers}
    words = queries(Subject(names=("Zoé Noël",), city="Nantes", schools=("École X",), handles=(Handle(service="a", user="zoe-noel"),)))
    assert words[0] == '"Zoé Noël"'
    assert {'"Noël Zoé"', '"Zoe Noel"', '"Zoé Noël" Nantes', '"Zoé Noël" "École X"', '"Zoé Noël" site:linkedin.com/in'} <= set(words)


def test_merging_keeps_what_each_knew():
    """Copies of one text become one; comments and profiles of others stay apart."""
    page = Mention(source="pages", url="https://a.example/x/", kind=Kind.PAGE, text="long " * 40, declared=True)
    post = Mention(source="feeds", url="http://www.a.example/x?utm_source=r", kind=Kind.ARTICLE, title="T", text="court", published=NOW)
    comment = Mention(source="wordpress", url="https://a.example/x#comment-1", kind=Kind.COMMENT, text="c", author="L")
    found = merged((post, page, comment, comment))
    assert len(found) == 2
    assert (found[0].title, found[0].text, found[0].kind, found[0].published, found[0].declared) == (
        "T",
        page.text,
        Kind.ARTICLE,
        NOW,
        True,
    )
    assert address("http://[bad") == "http://[bad"


def test_watch_kit(profile, tmp_path):
    """Alerts, searches and feeds are ready to use; the OPML is XML whatever the names hold."""
    from xml.etree import ElementTree

    harvest = stage.collect(profile, now=lambda: NOW, store=tmp_path)
    subject = replace(
        profile.subject,
        names=('Zoé "Z" <Noël>',),
        schools=("École & Cie",),
        target=Target(employers=("Atelier",)),
        handles=(Handle(service="mastodon", user="zoe@social.example"), Handle(service="github", user="zoe-noel")),
    )
    kit = make(subject, coverage=harvest.coverage)
    assert ("Carnet", "http://carnet.example/feed") in kit.feeds
    assert ("mastodon zoe", "https://social.example/@zoe.rss") in kit.feeds
    urls = [node.get("xmlUrl") for node in ElementTree.fromstring(kit.opml.encode()).iter("outline")]
    assert urls == [url for _, url in kit.feeds]
    assert len(kit.alerts) <= 8
    opml, guide = kit.write(tmp_path / "veille")
    assert "google.com/alerts" in guide.read_text("utf-8")
    assert opml.exists()


def test_watch_kit_of_strangers_titles(tmp_path):
    """A feed's title is a stranger's: what XML cannot hold is left out, Markdown is not obeyed. Each service's feed is the one it has."""
    from xml.etree import ElementTree

    services = {"blogger": "zoe", "medium": "@zoe", "wordpress_com": "blog.example", "gitlab": "zoe", "youtube_feed": "UC1"}
    handles = tuple(Handle(service=service, user=user) for service, user in services.items())
    subject = Subject(names=("Zoé Noël", "Zoé Martin"), handles=(*handles, Handle(service="medium", user="z", base="https://own.example")))
    title = "Car[net](x)\x00\n\ud83d `z`"
    row = Coverage(source="feeds", where="https://a.example/feed", verdict=Verdict.PRESENT, tallies=(Tally(name=title, read=1),))
    kit = make(subject, coverage=(row,))
    rows = ElementTree.fromstring(kit.opml.encode()).iter("outline")
    assert [node.get("xmlUrl") for node in rows] == [
        "https://zoe.blogspot.com/feeds/posts/default?max-results=50", "https://medium.com/feed/@zoe", "https://blog.example/feed/",
        "https://gitlab.com/zoe.atom", "https://www.youtube.com/feeds/videos.xml?channel_id=UC1", "https://own.example/feed",
        "https://a.example/feed",
    ]  # fmt: skip
    _, guide = kit.write(tmp_path)
    assert r"- [Car\[net\](x) \`z\`](<https://a.example/feed>)" in guide.read_text("utf-8")
    assert '"Zoé Martin"' in {alert.words for alert in kit.alerts}
    again = make(replace(subject, handles=(Handle(service="pipermail", user="Zoé Noël", base="https://l.example"),)))
    assert [alert.words for alert in again.alerts] == ['"Zoé Noël"', '"Zoe Noel"', '"Zoé Martin"']
    assert str(again.alerts[0].why) == "votre nom"


def test_no_event_loop_is_left(profile, tmp_path):
    """The stage is a plain function: it can be called again, and from a program with its own loop in another thread."""
    for number in range(2):
        assert stage.collect(profile, now=lambda: NOW, store=tmp_path / str(number)).mentions
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
