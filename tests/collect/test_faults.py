"""What the wire can do to us: each fault is one named Skip in bounded time, and the next question is answered as if nothing had been."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import struct
import subprocess
import time
import zlib
from typing import TYPE_CHECKING

import pytest

from ereput.collect.fetch import Limits
from ereput.model import Page, Skip

if TYPE_CHECKING:
    from pathlib import Path


def one(found: list[Page | Skip]) -> Page | Skip:
    assert len(found) == 1
    return found[0]


def code(found: list[Page | Skip]) -> str:
    result = one(found)
    assert isinstance(result, Skip), result
    return result.code


def page(found: list[Page | Skip]) -> Page:
    result = one(found)
    assert isinstance(result, Page), result
    return result


def reset(connection: socket.socket, request: str) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def test_page_comes_with_hash_time_and_headers(server, session, answering):
    """An answer is a Page with what the server sent; its agent says who asks and where to write."""
    server.routes["/a"] = answering(b"bonjour", headers="X-Robots-Tag: noindex\r\nSet-Cookie: a=b\r\n")
    got = page(session().ask(server.url("/a")))
    assert (got.status, got.body, got.header("x-robots-tag"), got.header("set-cookie")) == (200, b"bonjour", "noindex", "")
    assert len(got.sha256) == 64
    request = server.requests[-1].lower()
    assert "user-agent: ereput/" in request
    assert "camille@example.org" in request
    assert "cookie:" not in request


@pytest.mark.parametrize(("length", "size", "most"), [("Content-Length: 30000000\r\n", 30, 20), ("", 90, 60)])
def test_thirty_megabytes_are_not_read(server, session, length: str, size: int, most: int):
    """A page of 30 MB stops at the limit: the Skip says too_large, and we did not take it all; one that says its length is not read at all.

    What was sent is more than what was read by what the system keeps between the two, 10 MB and more.
    """
    sent = []

    def big(connection: socket.socket, request: str) -> None:
        connection.sendall(f"HTTP/1.1 200 OK\r\n{length}\r\n".encode())
        for _ in range(10 * size):
            connection.sendall(b"a" * 100_000)
            sent.append(100_000)

    server.routes["/big"] = big
    assert code(session().ask(server.url("/big"))) == "too_large"
    assert sum(sent) < most * 1_000_000


def test_bomb_is_counted_while_it_grows(server, session, answering):
    """100 MB packed in 100 kB are refused at the limit, in little time."""
    packed = gzip.compress(bytes(100_000_000))
    server.routes["/bomb"] = answering(packed, headers="Content-Encoding: gzip\r\n")
    started = time.monotonic()
    assert code(session().ask(server.url("/bomb"))) == "too_large"
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"not gzip", "gzip"),
        (gzip.compress(b"x" * 5000, mtime=0)[:-20], "gzip"),
        (b"x", "br"),
        (b"\xff\xfe", "deflate"),
        (b"x", "gzip, gzip"),
    ],
)
def test_wrong_compression(server, session, answering, body, encoding):
    """A body that is not what Content-Encoding says, or ends early, is bad_encoding."""
    server.routes["/z"] = answering(body, headers=f"Content-Encoding: {encoding}\r\n")
    assert code(session().ask(server.url("/z"))) == "bad_encoding"


def test_deflate_in_both_dialects(server, session, answering):
    """`deflate` is zlib by the standard and raw in the wild: both are read."""
    raw = zlib.compressobj(wbits=-15)
    server.routes["/raw"] = answering(raw.compress(b"brut") + raw.flush(), headers="Content-Encoding: deflate\r\n")
    server.routes["/zlib"] = answering(zlib.compress(b"norme"), headers="Content-Encoding: deflate\r\n")
    first, second = session().ask(server.url("/raw"), server.url("/zlib"))
    assert (first.body, second.body) == (b"brut", b"norme")


def test_a_byte_now_and_then(server, session, dripping):
    """A page that drips is left after the total time, whatever the pauses are."""
    server.routes["/drip"] = dripping
    started = time.monotonic()
    assert code(session(limits=Limits(seconds=0.5, gap=2, first_wait=0)).ask(server.url("/drip"))) == "too_slow"
    assert time.monotonic() - started < 8


def test_silence_is_a_timeout(server, session):
    """A server that accepts and says nothing is a timeout."""
    server.routes["/quiet"] = lambda connection, request: time.sleep(1.5)
    assert code(session(limits=Limits(seconds=5, gap=0.3, first_wait=0)).ask(server.url("/quiet"))) == "timeout"


@pytest.mark.parametrize("hops", [1, 3])
def test_redirect_loops(server, session, answering, hops):
    """A page that leads back to itself, at once or by others, is a redirect_loop."""
    for number in range(hops):
        server.routes[f"/{number}"] = answering(b"", status="302 Found", headers=f"Location: /{(number + 1) % hops}\r\n")
    assert code(session().ask(server.url("/0"))) == "redirect_loop"


def test_endless_redirects(server, session, answering):
    """A chain without end is cut at the limit."""
    for number in range(30):
        server.routes[f"/{number}"] = answering(b"", status="301 Moved", headers=f"Location: /{number + 1}\r\n")
    assert code(session().ask(server.url("/0"))) == "redirect_loop"
    assert sum(server.asked.values()) < 15


def test_redirect_is_followed_and_told(server, session, answering):
    """A redirect that ends is a page at its final address, with the way that led there."""
    server.routes["/a"] = answering(b"", status="302 Found", headers="Location: /b\r\n")
    server.routes["/b"] = answering(b"fin")
    got = page(session().ask(server.url("/a")))
    assert (got.url, got.redirects, got.body) == (server.url("/b"), (server.url("/a"),), b"fin")


@pytest.mark.parametrize(
    ("location", "expected"),
    [("http://10.0.0.1/", "private_address"), ("https://www.linkedin.com/in/x", "forbidden_host"), ("file:///etc/passwd", "bad_url"),
     ("http://169.254.169.254/latest/meta-data/", "private_address"), ("http://[::ffff:192.168.1.1]/", "private_address")],
)  # fmt: skip
def test_redirects_obey_the_same_rules(server, session, answering, location, expected):
    """A redirect cannot lead where a first question may not go."""
    server.routes["/a"] = answering(b"", status="302 Found", headers=f"Location: {location}\r\n")
    assert code(session().ask(server.url("/a"))) == expected


def test_wrong_length(server, session, answering):
    """An answer shorter than it says is truncated; one that is longer is read to what it says."""
    server.routes["/short"] = answering(b"abc", length=100)
    assert code(session().ask(server.url("/short"))) == "truncated"


def test_reset_and_close(server, session):
    """A reset connection, or one closed without a word, is unreachable, after some tries."""
    server.routes["/reset"] = reset
    server.routes["/close"] = lambda connection, request: connection.close()
    assert code(session().ask(server.url("/reset"))) == "unreachable"
    assert code(session().ask(server.url("/close"))) == "unreachable"
    assert server.asked["/close"] == 3


def test_nobody_listens(session, server):
    """A host where nothing listens is unreachable, and is not asked again in the run."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        found = session(one_by_one=True).ask(f"http://127.0.0.1:{port}/a", f"http://127.0.0.1:{port}/b", route="api")
    assert [item.code for item in found] == ["unreachable", "unreachable"]


@pytest.mark.parametrize("status", ["200 OK", "NONSENSE"])
def test_huge_or_impossible_headers(server, session, answering, status):
    """Headers without end, or a status line that is none, are malformed."""
    huge = "X-Big: " + "a" * 300_000 + "\r\n" if status == "200 OK" else ""
    server.routes["/h"] = answering(b"", status=status, headers=huge)
    assert code(session().ask(server.url("/h"))) == "malformed"


def test_headers_that_cannot_be_sent(server, session, answering):
    """A header with a line break is a Skip and nothing is sent; one in another alphabet is sent as it is."""
    server.routes["/a"] = answering(b"ok")
    assert code(session().ask(server.url("/a"), headers=(("x-key", "one\r\ntwo: 2"),))) == "malformed"
    assert not server.asked["/a"]
    assert page(session().ask(server.url("/a"), headers=(("x-name", "Zoé"),))).body == b"ok"
    assert "x-name: Zoé" in server.requests[-1].encode("latin-1").decode()


def test_provisional_answers_are_passed_over(server, session):
    """A 103 before the answer is not the answer (RFC 9110 15.2)."""
    server.routes["/hints"] = lambda connection, request: connection.sendall(
        b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    )
    assert page(session().ask(server.url("/hints"))).body == b"ok"


def test_error_then_answer(server, session, answering):
    """A 500 that is cured by asking again is an answer, not a failure."""

    def flaky(connection: socket.socket, request: str) -> None:
        status = "500 Internal Server Error" if server.asked["/f"] == 1 else "200 OK"
        answering(b"enfin", status=status)(connection, request)

    server.routes["/f"] = flaky
    assert page(session().ask(server.url("/f"))).body == b"enfin"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for a name that is not ours, made now."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command to make a certificate")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert), "-days", "2", "-subj"]
    subprocess.run([*made, "/CN=other.example", "-addext", "subjectAltName=DNS:other.example"], check=True, capture_output=True)
    return cert, key


@pytest.mark.parametrize(
    ("host", "trusted", "expected"), [("other.example", True, ""), ("mine.example", True, "tls"), ("other.example", False, "tls")]
)
def test_certificates(session, certificate, host, trusted, expected):
    """A certificate for another name, or signed by nobody, is a tls Skip; the right name is checked although we connect to an address.

    The answer is whole, 60 times as long as what a connection sets aside for TLS.
    """
    import threading

    body = b"ok" * 1_000_000

    cert, key = certificate
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert, key)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]

    def serve() -> None:
        listening.settimeout(5)
        for _ in range(2):
            try:
                raw, _ = listening.accept()
                with serving.wrap_socket(raw, server_side=True) as secure:
                    secure.recv(4096)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            except OSError:
                continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    context = ssl.create_default_context(cafile=str(cert)) if trusted else None
    found = one(session(tls=context, mapping={host: f"127.0.0.1:{port}"}).ask(f"https://{host}/", route="api"))
    listening.close()
    thread.join(6)
    assert (found.code if isinstance(found, Skip) else "") == expected
    assert expected or found.body == body
