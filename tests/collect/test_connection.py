"""One connection: what is written, how an answer is framed, when the connection serves the next question."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections import Counter
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ereput.collect.addresses import Place
from ereput.collect.connection import HEAD, Answer, Failed
from ereput.collect.fetch import Limits, Wire, _normalised, target_of
from ereput.model import Page, Skip

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def read(data: bytes, *, step: int = 0, limit: int = 1000, bodiless: bool = False) -> Answer:
    """`data` read whole, or `step` bytes at a time, then closed."""
    answer = Answer(limit=limit, bodiless=bodiless)
    for start in range(0, len(data), step or len(data) or 1):
        answer.feed(data[start : start + (step or len(data) or 1)])
        if answer.whole:
            return answer
    answer.end()
    return answer


@pytest.mark.parametrize("step", [0, 1, 7])
@pytest.mark.parametrize(
    ("data", "body"),
    [
        (PLAIN, b"ok"),
        (b"HTTP/1.1 200\nA: b\nContent-Length: 2\n\nok", b"ok"),
        (b"HTTP/1.0 200 OK\r\nServer: x\r\n\r\nup to the end", b"up to the end"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 \r\nok\r\n0\r\nContent-Encoding: br\r\n\r\n", b"ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", b"ok"),
        (b"HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n" + PLAIN, b"ok"),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", b""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9999999\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", b"ok"),
    ],
)
def test_framing(data: bytes, body: bytes, step: int) -> None:
    """Each way to end a body (RFC 9112 6.3), and what servers write beside it, in any pieces; trailers are not headers."""
    got = read(data, step=step).exchange()
    assert (got.body, got.header("link"), got.header("content-encoding")) == (body, "", "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nA: ", "unreachable"),
        (b"SSH-2.0-OpenSSH\r\n", "malformed"),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx", "malformed"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"a" * HEAD, "malformed"),
        (b"HTTP/1.1 103 A\r\n\r\n" * HEAD, "malformed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", "truncated"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "truncated"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + b"x" * 9 * HEAD, "malformed"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nT: " + b"x" * 9 * HEAD, "malformed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + b"a" * 2000, "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx", "bad_encoding"),
    ],
)
def test_what_is_no_answer(data: bytes, code: str) -> None:
    """Nothing, another protocol, headers or frames without end, a body that is cut: each has its name, whatever the pieces."""
    for step in (0, 1000):
        with pytest.raises(Failed) as failed:
            read(data, step=step)
        assert failed.value.code == code


def test_headers_are_text() -> None:
    """Names in lower case, values without the spaces around them, in UTF-8 or else Latin-1."""
    got = read("HTTP/1.1 200 OK\r\nX-A:  Zoé \r\nX-B: ".encode() + b"\xe9\r\nContent-Length: 0\r\n\r\n").exchange()
    assert (got.header("x-a"), got.header("x-b")) == ("Zoé", "é")


def test_an_answer_to_head_has_no_body() -> None:
    """Its length is that of the body it would have had."""
    assert read(PLAIN.replace(b"ok", b""), bodiless=True).exchange().body == b""


@pytest.mark.parametrize(
    ("data", "lasting"),
    [
        (PLAIN, True),
        (PLAIN.replace(b"Content", b"Connection: close\r\nContent"), False),
        (PLAIN.replace(b"1.1", b"1.0"), False),
        (PLAIN + b"HTTP/1.1 200 OK\r\n", False),
        (PLAIN + b"more than it said", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", True),
    ],
)
def test_when_a_connection_may_be_asked_again(data: bytes, lasting: bool) -> None:
    """When both sides know where the answer ends, nobody said goodbye, and nothing came behind it."""
    assert read(data).lasting is lasting


ADDRESS = st.from_regex(r"https?://[a-zA-Z0-9.\-]{1,20}(:[0-9]{1,5})?(/[ -~é]{0,12}){0,3}(\?[ -~]{0,12})?(#a)?", fullmatch=True)


@given(ADDRESS)
@example("http://127.0.0.1:8000/a/b?c=d")
@example("https://a.example")
@example("https://a.example/a/../b")
@example("https://a.example/a/./b")
@example("https://a.example:99999/")
@example("https://a.example?x='1'")
@settings(max_examples=300, deadline=None)
def test_plain_addresses_are_taken_apart_as_httpx_does(url: str) -> None:
    """The quick way and the thorough one agree on every address."""

    def either(take):
        try:
            return take(url)
        except Failed as failed:
            return failed.code

    assert either(target_of) == either(_normalised)


class Lasting:
    """A server that answers `most` questions a connection, then closes it without a word; counts connections and questions."""

    def __init__(self, most: int) -> None:
        self.most, self.counts = most, Counter()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self.counts["connections"] += 1
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            for _ in range(self.most):
                data = b""
                while b"\r\n\r\n" not in data:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    data += piece
                self.counts[data.split(b" ")[1].decode()] += 1
                connection.sendall(PLAIN)

    def close(self) -> None:
        self._listening.close()


@pytest.mark.parametrize(("most", "connections"), [(9, 1), (1, 3), (2, 2)])
def test_a_host_is_asked_over_one_connection(session, most: int, connections: int) -> None:
    """robots.txt and pages share a connection; when the server has closed it, another one is made and nothing is asked twice."""
    lasting = Lasting(most)

    def sleep(seconds: float):
        raise AssertionError(seconds)

    base = f"http://127.0.0.1:{lasting.port}"
    found = session(one_by_one=True, sleep=sleep).ask(f"{base}/a", f"{base}/b")
    lasting.close()
    assert [item.body for item in found if isinstance(item, Page)] == [b"ok", b"ok"]
    assert lasting.counts == {"connections": connections, "/robots.txt": 1, "/a": 1, "/b": 1}


def test_a_rested_connection_that_went_silent_is_a_timeout(session) -> None:
    """Silence on a connection that was used before is as bounded as on a new one."""
    lasting = Lasting(1)

    def silent(connection: socket.socket) -> None:
        with connection:
            connection.recv(9999)
            connection.sendall(PLAIN)
            connection.recv(9999)
            time.sleep(1.5)

    lasting._answer = silent
    started = time.monotonic()
    base = f"http://127.0.0.1:{lasting.port}"
    found = session(one_by_one=True, limits=Limits(gap=0.3, first_wait=0)).ask(f"{base}/a", f"{base}/b", route="api")
    lasting.close()
    assert [item.code if isinstance(item, Skip) else item.status for item in found] == [200, "timeout"]
    assert time.monotonic() - started < 8


def test_words_that_nobody_asked_for_end_a_connection() -> None:
    """What comes on a resting connection answers nothing: the next question goes over another one."""
    lasting = Lasting(1)

    def chatty(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.recv(9999)
            connection.sendall(PLAIN)
            time.sleep(0.05)
            connection.sendall(PLAIN.replace(b"ok", b"no"))
            connection.recv(9999)

    async def ask_twice() -> list[bytes]:
        place, target = Place("127.0.0.1", lasting.port, local=True), target_of(f"http://127.0.0.1:{lasting.port}/a")
        wire, bodies = Wire(Limits()), []
        for _ in range(2):
            bodies.append((await wire.exchange(target, place, method="GET", headers={}, content=None)).body)
            while any(resting.alive for resting in wire._resting.values()):
                await asyncio.sleep(0.01)
        await wire.close()
        return bodies

    lasting._answer = chatty
    assert asyncio.run(ask_twice()) == [b"ok", b"ok"]
    lasting.close()
    assert lasting.counts["connections"] == 2


def test_a_handshake_without_a_word_is_a_timeout(session) -> None:
    """A host that accepts and never speaks TLS costs the time to connect, no more."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        found = session(limits=Limits(connect=0.3, first_wait=0)).ask(url, route="api")
    assert [item.code for item in found if isinstance(item, Skip)] == ["timeout"]


def test_a_post_has_its_own_connection(session) -> None:
    """What may not be sent twice is not sent where it could be lost (RFC 9112 9.3.1)."""
    from ereput.model import Query, say

    lasting = Lasting(9)
    base = f"http://127.0.0.1:{lasting.port}"
    api = (("route", "api"),)
    queries = [Query(url=f"{base}/a", why=say("x"), source="t", context=api)]
    queries.append(Query(url=f"{base}/p", why=say("x"), source="t", method="POST", body=b"{}", context=api))
    session(one_by_one=True).run(*queries)
    lasting.close()
    assert lasting.counts["connections"] == 2


def test_httpx_trusts_nobody_else() -> None:
    """The context of the wire is the one httpx makes without the environment: certifi's authorities, names checked."""
    from ereput.collect.fetch import _trusting

    context = _trusting()
    assert context.check_hostname and context.verify_mode == httpx.create_ssl_context(trust_env=False).verify_mode


def test_the_next_questions_connect_while_others_are_answered(session) -> None:
    """Never more than `in_flight` questions at once, and at most half as many connections that wait beside them for their turn."""
    now, most = Counter(), Counter()
    counting = threading.Lock()

    def count(what: str, by: int) -> None:
        with counting:
            now[what] += by
            most[what] = max(most[what], now[what])

    def slow(connection: socket.socket) -> None:
        count("open", 1)
        with suppress(OSError), connection:
            connection.recv(9999)
            count("asked", 1)
            time.sleep(0.1)
            count("asked", -1)
            count("open", -1)  # once the answer is there, the next ones may come
            connection.sendall(PLAIN.replace(b"Content", b"Connection: close\r\nContent"))

    lasting = Lasting(1)
    lasting._answer = slow
    mapping = {f"h{n}.example": f"127.0.0.1:{lasting.port}" for n in range(24)}
    found = session(limits=Limits(in_flight=4), mapping=mapping).ask(*(f"http://{host}/" for host in mapping), route="api")
    lasting.close()
    assert [item.body for item in found if isinstance(item, Page)] == [b"ok"] * 24
    assert most["asked"] == 4
    assert 4 < most["open"] <= 6


def test_a_connection_that_was_closed_before_its_turn_is_made_again() -> None:
    """What the server does while nothing was asked is no answer."""
    lasting = Lasting(1)
    closing = [socket.socket.close, lambda connection: Lasting._answer(lasting, connection)]
    lasting._answer = lambda connection: closing.pop(0)(connection)

    @asynccontextmanager
    async def later():
        await asyncio.sleep(0.1)
        yield

    async def ask() -> bytes:
        place, target = Place("127.0.0.1", lasting.port, local=True), target_of(f"http://127.0.0.1:{lasting.port}/a")
        wire = Wire(Limits())
        got = await wire.exchange(target, place, method="POST", headers={}, content=b"", turn=later())
        await wire.close()
        return got.body

    assert asyncio.run(ask()) == b"ok"
    lasting.close()
    assert lasting.counts == {"connections": 2, "/a": 1}
