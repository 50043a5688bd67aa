"""The demonstration's web: a real server on loopback, routed by host, path and query."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from ereput.assets import folder
from ereput.cli.demo_web import Route, find, routes, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WEB = folder("fixtures") / "camille" / "web"


CLIENT = httpx.Client(trust_env=False, timeout=5)


@pytest.fixture(scope="module", autouse=True)
def client() -> Iterator[None]:
    """One client for the module, closed at its end."""
    with CLIENT:
        yield


def get(web, url: str, **kw) -> httpx.Response:
    """Ask `url` (host/path) of the served web as a browser that resolves its host would."""
    host, _, rest = url.partition("/")
    address = dict(web.resolve).get(host, web.resolve[0][1])
    return CLIENT.get(f"http://{address}/{rest}", headers={"Host": host}, **kw)


def test_every_route_of_camille_answers_as_its_row_says() -> None:
    """Each row of web.toml is served with its status, type and headers; the misbehaving ones misbehave."""
    with serve(WEB) as web:
        for route in routes(WEB):
            query = "&".join(f"{k}={'x' if v == '*' else v}" for k, v in route.query.items())
            url = f"{route.host}{route.path.replace('*', 'nulle-part')}?{query}"
            if route.behaviour == "close":
                with pytest.raises(httpx.RemoteProtocolError):
                    get(web, url)
                continue
            answer = get(web, url)
            assert answer.status_code == {"403": 403, "500": 500}.get(route.behaviour, route.status), url
            for name, value in route.headers.items():
                assert answer.headers[name] == value
            if route.behaviour == "ok":
                assert answer.content == (WEB / route.file).read_bytes(), url
                assert not route.type or answer.headers["content-type"] == route.type


def test_every_file_of_the_web_is_served_somewhere() -> None:
    """No answer lies in the folder without a URL."""
    served = {route.file for route in routes(WEB)}
    files = {str(p.relative_to(WEB)) for p in WEB.rglob("*") if p.is_file() and p.name != "web.toml"}
    assert files - served == set()


def test_unknown_host_and_unknown_path_are_404() -> None:
    """What is not in the table is a 404, as on any server."""
    with serve(WEB) as web:
        assert get(web, "ailleurs.example/").status_code == 404
        assert get(web, "camille-durand.example/nulle-part").status_code == 404


def test_most_precise_route_wins() -> None:
    """More constraints win over fewer, a value over "*", an exact path over a prefix."""
    table = (
        Route(host="h.example", path="/a", file="any"),
        Route(host="h.example", path="/a", file="star", query={"q": "*"}),
        Route(host="h.example", path="/a", file="one", query={"q": "1"}),
        Route(host="h.example", path="/*", file="prefix"),
    )
    found = [find(table, "h.example", target) for target in ("/a", "/a?q=2", "/a?q=1", "/b", "")]
    assert [route.file if route else None for route in found] == ["any", "star", "one", "prefix", "prefix"]
    assert find(table, "other.example", "/a") is None


def test_head_answers_headers_only() -> None:
    """HEAD has the headers of GET and no body."""
    with serve(WEB) as web:
        host = "camille-durand.example"
        answer = httpx.head(f"http://{dict(web.resolve)[host]}/", headers={"Host": host})
        assert answer.status_code == 200
        assert answer.content == b""
        assert int(answer.headers["content-length"]) > 0


def test_slow_route_drips(tmp_path: Path) -> None:
    """A slow route sends a byte a second: a client with a read budget gives up, and the server does not mind."""
    (tmp_path / "web.toml").write_text('[[route]]\nhost = "s.example"\npath = "/"\nfile = "a.txt"\nbehaviour = "slow"\n')
    (tmp_path / "a.txt").write_text("ab" * 20)
    with serve(tmp_path) as web, socket.create_connection(web.resolve[0][1].split(":"), timeout=2) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: s.example\r\n\r\n")
        started = time.monotonic()
        got = b""
        while b"\r\n\r\nab" not in got:
            got += client.recv(4096)
        assert 0.5 < time.monotonic() - started < 3


def test_server_stops_and_frees_its_port() -> None:
    """After the block nothing listens any more, and what was asked is known."""
    with serve(WEB) as web:
        get(web, "camille-durand.example/robots.txt")
        host, port = web.resolve[0][1].split(":")
    assert web.asked == ["camille-durand.example/robots.txt"]
    with pytest.raises(OSError, match=r"."):
        socket.create_connection((host, int(port)), timeout=1)
