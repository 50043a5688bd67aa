"""How a host is treated: rules before pages, waits that are asked for, and no insisting."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from ereput.collect import hosts
from ereput.collect.addresses import Resolver
from ereput.collect.connection import Connection
from ereput.collect.fetch import Limits, target_of
from ereput.collect.journal import Journal
from ereput.collect.pace import Host
from ereput.collect.session import session as make_session
from ereput.model import Page, Query, Skip, say
from ereput.profile import Network

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def codes(found: list[Page | Skip]) -> list[object]:
    return [item.code if isinstance(item, Skip) else item.status for item in found]


def test_robots_is_asked_once_and_obeyed(server, session, answering):
    """A disallowed page is never asked; an allowed one is, after one look at the rules."""
    server.routes["/robots.txt"] = answering(b"User-agent: *\nDisallow: /prive\nCrawl-delay: 3\n")
    server.routes["/ouvert"] = answering()
    made = session()
    found = made.ask(server.url("/prive/a"), server.url("/ouvert"), server.url("/prive/b"), server.url("/ouvert?2"))
    assert codes(found) == ["robots", 200, "robots", 404]
    assert server.asked == {"/robots.txt": 1, "/ouvert": 1, "/ouvert?2": 1}
    assert any(2 < wait <= 3 for wait in made.slept), "the crawl-delay is kept between two requests"


def test_a_rule_for_our_name_wins(server, session, answering):
    """A site may speak to us by name."""
    server.routes["/robots.txt"] = answering(b"User-agent: ereput\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert codes(session().ask(server.url("/a"))) == ["robots"]


@pytest.mark.parametrize(
    ("status", "expected"), [("404 Not Found", 200), ("503 Unavailable", "server_error"), ("403 Forbidden", "blocked")]
)
def test_rules_that_cannot_be_read(server, session, answering, status, expected):
    """No robots.txt allows all; a broken one allows nothing (RFC 9309); a refused one is a refusal."""
    server.routes["/robots.txt"] = answering(b"", status=status)
    server.routes["/a"] = answering()
    assert codes(session().ask(server.url("/a"))) == [expected]


def test_interfaces_for_programs_need_no_robots(server, session, answering):
    """A documented API is asked without reading rules meant for page crawlers."""
    server.routes["/api"] = answering(b"{}")
    session().ask(server.url("/api"), route="api")
    assert server.asked == {"/api": 1}


def test_a_refusal_stops_the_host(server, session, answering):
    """After a 403 nothing more is asked of that host in this run."""
    server.routes["/a"] = answering(b"non", status="403 Forbidden")
    server.routes["/b"] = answering()
    found = session(one_by_one=True).ask(server.url("/a"), server.url("/b"), route="api")
    assert codes(found) == [403, "host_stopped"]
    assert server.asked["/b"] == 0


def test_429_waits_as_told_then_gives_up(server, session, answering):
    """Retry-After is honoured twice; a third 429 ends the run for the host."""
    server.routes["/a"] = answering(b"", status="429 Too Many Requests", headers="Retry-After: 7\r\n")
    made = session(one_by_one=True)
    assert codes(made.ask(server.url("/a"), server.url("/b"), route="api")) == [429, "host_stopped"]
    assert made.slept.count(7.0) == 2
    assert server.asked["/a"] == 3


def test_429_then_answer(server, session, answering):
    """A site that only asked for patience is read."""

    def patient(connection: socket.socket, request: str) -> None:
        answering(b"", status="200 OK" if server.asked["/a"] > 1 else "429 Too Many Requests")(connection, request)

    server.routes["/a"] = patient
    assert codes(session().ask(server.url("/a"), route="api")) == [200]


def test_a_wait_that_is_too_long_is_not_waited(server, session, answering):
    """An hour of Retry-After is said, not slept."""
    server.routes["/a"] = answering(b"", status="429 Too Many Requests", headers="Retry-After: 3600\r\n")
    made = session()
    assert codes(made.ask(server.url("/a"), route="api")) == [429]
    assert not made.slept


def test_waiting_holds_no_slot(server, session, answering):
    """While one site asks for patience, the others are asked: the wait is outside the slot, even with one slot in all."""
    import asyncio

    server.routes["/busy"] = answering(b"", status="503 Busy", headers="Retry-After: 1\r\n")
    server.routes["/free"] = answering()
    order = []

    async def sleep(seconds: float) -> None:
        order.append(("sleep", server.asked["/free"]))
        await asyncio.sleep(0.2)

    mapping = {"busy.example": f"127.0.0.1:{server.port}", "free.example": f"127.0.0.1:{server.port}"}
    made = session(limits=Limits(in_flight=1, first_wait=0.01), sleep=sleep, mapping=mapping)
    made.ask("http://busy.example/busy", "http://free.example/free", route="api")
    assert order[-1] == ("sleep", 1)


@pytest.mark.parametrize("url", [f"https://www.{refused.host}/x" for refused in hosts.forbidden() if "/" not in refused.host])
def test_no_call_leaves_for_forbidden_hosts(session, url):
    """Hosts whose terms forbid it are refused before their name is even resolved; the hint says what serves instead."""

    async def lookup(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError(host)

    found = session(resolver=Resolver(lookup=lookup)).ask(url)
    assert codes(found) == ["forbidden_host"]
    assert found[0].hint is not None


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://", "javascript:alert(1)", "http://[bad/", "https:///x"])
def test_not_an_address(session, url):
    """What is not a web address is a bad_url, not an error."""
    assert codes(session().ask(url, route="api")) == ["bad_url"]


def test_credentials_and_fragments_are_not_sent():
    """A URL is sent without what belongs to the browser."""
    assert target_of("http://user:secret@example.org/a#b").sent == "http://example.org/a"
    assert target_of("https://éco.example/").netloc == "xn--co-9ia.example"


def test_keys_stay_here(server, session, answering, tmp_path):
    """A key goes to its own host only, and neither to the page, nor to disk, nor along a redirect."""
    mapping = {"api.example": f"127.0.0.1:{server.port}", "else.example": f"127.0.0.1:{server.port}"}
    server.routes["/s?k=s3cret"] = answering(b"", status="302 Found", headers="Location: http://else.example/t?k=s3cret\r\n")
    server.routes["/t?k=s3cret"] = answering(b"{}")
    made = session(tmp_path, mapping=mapping, keys={"brave": "s3cret"})
    (found,) = made.ask("http://api.example/s?k={key}", route="api", headers=(("X-Token", "{key}"),), source="brave")
    assert "x-token: s3cret" in server.requests[0].lower()
    assert "x-token" not in server.requests[1].lower()
    assert "s3cret" not in repr(found)
    assert all(b"s3cret" not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_header_without_its_key_is_left_out(server, session, answering):
    """An optional key that the person does not have leaves no empty header."""
    server.routes["/u"] = answering(b"{}")
    session().ask(server.url("/u"), route="api", headers=(("authorization", "Bearer {key}"),))
    assert "authorization" not in server.requests[0].lower()


def test_unchanged_pages_are_not_sent_twice(server, session, tmp_path):
    """The next run asks with ETag and date; a 304 brings the kept body back, marked as kept."""

    def etag(connection: socket.socket, request: str) -> None:
        if 'if-none-match: "v1"' in request.lower():
            connection.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            connection.sendall(b'HTTP/1.1 200 OK\r\nETag: "v1"\r\nContent-Length: 4\r\n\r\nbody')

    server.routes["/a"] = etag
    session(tmp_path, finish=True).ask(server.url("/a"), route="api")
    (again,) = session(tmp_path, finish=True).ask(server.url("/a"), route="api")
    assert (again.status, again.body, again.from_cache, server.asked["/a"]) == (200, b"body", True, 2)


def test_an_interrupted_run_resumes(server, session, answering, tmp_path):
    """What an unfinished run already has is not asked again; a finished run asks anew."""
    server.routes["/a"] = answering(b"un")
    session(tmp_path).ask(server.url("/a"), route="api")
    session(tmp_path, finish=True).ask(server.url("/a"), route="api")
    assert server.asked["/a"] == 1
    session(tmp_path).ask(server.url("/a"), route="api")
    assert server.asked["/a"] == 2


def test_an_answer_in_hand_is_written(server, answering, monkeypatch):
    """Interrupted between the last byte and the writing, the question is over and its answer kept."""
    server.routes["/a"] = answering(b"un")
    heard = Connection.data_received

    async def cut(journal):
        async with make_session(Network(allow_loopback=True), journal, now=lambda: NOW) as asker:
            query = Query(url=server.url("/a"), why=say("x"), source="test", context=(("route", "api"),))
            asking = asyncio.ensure_future(asker.ask(query))

            def cutting(connection, data):
                heard(connection, data)
                asking.cancel()

            monkeypatch.setattr(Connection, "data_received", cutting)
            with suppress(asyncio.CancelledError):
                await asking
            return journal.get(query)

    journal = Journal(None, now=NOW)
    assert asyncio.run(cut(journal)).page.body == b"un"
    journal.close()


def test_many_names_are_looked_up_at_once(monkeypatch):
    """A slow resolver holds nobody up: as many names are looked up at once as requests may be in flight (here each waits for 20)."""
    together = threading.Barrier(20)

    def slow(host, port, *rest, **options):
        together.wait(20)
        raise socket.gaierror

    async def ask_all():
        async with make_session(Network(), Journal(None, now=NOW), now=lambda: NOW) as asker:
            queries = [Query(url=f"http://s{n}.example/", why=say("x"), source="test") for n in range(40)]
            return await asyncio.gather(*(asker.ask(query) for query in queries))

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    assert {skip.code for skip in asyncio.run(ask_all())} == {"unreachable"}
    assert not together.broken


def test_offline_asks_nothing(server, session, answering, tmp_path):
    """Offline, the kept answer serves; what was never asked is a Skip."""
    server.routes["/a"] = answering(b"un")
    session(tmp_path, finish=True).ask(server.url("/a"), route="api")
    found = session(tmp_path, offline=True).ask(server.url("/a"), server.url("/b"), route="api")
    assert codes(found) == [200, "offline"]
    assert server.asked == {"/a": 1}


def test_a_post_becomes_a_get_after_a_redirect(server, session, answering):
    """303 and the historical 301/302 turn a POST into a GET without its body (RFC 9110 15.4)."""
    server.routes["/p"] = answering(b"", status="303 See Other", headers="Location: /g\r\n")
    server.routes["/g"] = answering(b"{}")
    query = Query(url=server.url("/p"), why=say("x"), source="t", method="POST", body=b"{}", context=(("route", "api"),))
    session().run(query)
    assert [request.split(" ")[0] for request in server.requests] == ["POST", "GET"]


def test_two_questions_to_a_host_leave_apart_however_long_they_waited() -> None:
    """Politeness is counted where a question leaves: two that waited for the same slots do not leave together."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(seconds)

    async def leave() -> list[float]:
        host, left = Host("a.example", 0.05), []
        for _ in range(3):
            await host.leave(sleep)
            left.append(asyncio.get_running_loop().time())
        return left

    one, two, three = asyncio.run(leave())
    assert two - one >= 0.045
    assert three - two >= 0.045
    assert len(slept) == 2
