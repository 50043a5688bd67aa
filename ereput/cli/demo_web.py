"""The small web of the demonstration: a real HTTP server on loopback, which answers for several hosts from a folder of files.

    with serve(folder) as web:
        web.resolve   # (("camille-durand.example", "127.0.0.1:41567"), …) for the profile's [network]

`folder/web.toml` says what each URL answers, and which URL misbehaves (see `Route`).
"""

from __future__ import annotations

import mimetypes
import threading
import time
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES = {".json": "application/json; charset=utf-8", ".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
MISBEHAVIOURS = {"403": 403, "500": 500}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What one URL answers. `path` ending in `/*` is a prefix; each `query` constraint must hold ("*": any value).

    `behaviour`: "ok", "403", "500", "close" (no answer at all) or "slow" (one byte a second).
    """

    host: str
    path: str
    file: str = ""
    status: int = 200
    type: str = ""
    behaviour: str = "ok"
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def fits(self, host: str, path: str, query: Mapping[str, str]) -> bool:
        if host != self.host:
            return False
        if path != self.path and not (self.path.endswith("/*") and path.startswith(self.path[:-1])):
            return False
        return all(key in query and wanted in ("*", query[key]) for key, wanted in self.query.items())

    @property
    def precision(self) -> tuple[bool, int, int]:
        """An exact path before a prefix, then the most constraints, then the fewest "*"."""
        return (not self.path.endswith("/*"), len(self.query), -sum(value == "*" for value in self.query.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A web being served: where its hosts are, and what it was asked so far (URLs without the scheme, in order)."""

    resolve: tuple[tuple[str, str], ...]
    asked: list[str] = field(default_factory=list)


def routes(folder: Path) -> tuple[Route, ...]:
    """The routes of `folder/web.toml`."""
    body = tomllib.loads((folder / "web.toml").read_text("utf-8"))
    return tuple(Route(**row) for row in body["route"])


def find(table: tuple[Route, ...], host: str, target: str) -> Route | None:
    """The route of `target` (path and query) on `host`, the most precise first; None is a 404."""
    parts = urlsplit(target)
    query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    fitting = [route for route in table if route.fits(host, parts.path or "/", query)]
    return max(fitting, key=lambda route: route.precision, default=None)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "camille", ""
    folder: Path
    table: tuple[Route, ...]
    asked: list[str]

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").split(":")[0].lower()
        self.asked.append(host + self.path)
        route = find(self.table, host, self.path)
        if route is None:
            self._answer(404, b"<!DOCTYPE html><title>404</title><p>Rien ici.</p>", TYPES[".html"], {})
        elif route.behaviour == "close":
            self.close_connection = True
        elif route.behaviour in MISBEHAVIOURS:
            self._answer(MISBEHAVIOURS[route.behaviour], b"<!DOCTYPE html><title>Non</title>", TYPES[".html"], route.headers)
        else:
            self._serve(route)

    do_HEAD = do_GET

    def _serve(self, route: Route) -> None:
        body = (self.folder / route.file).read_bytes()
        suffix = Path(route.file).suffix
        kind = route.type or TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        self._answer(route.status, body, kind, route.headers, pause=1.0 if route.behaviour == "slow" else 0.0)

    def _answer(self, status: int, body: bytes, kind: str, headers: Mapping[str, str], *, pause: float = 0.0) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if not pause:
            self.wfile.write(body)
            return
        for position in range(len(body)):
            self.wfile.write(body[position : position + 1])
            time.sleep(pause)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked is in `Web.asked`."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves early is no news."""


@contextmanager
def serve(folder: Path) -> Iterator[Web]:
    """Serve the hosts of `folder` on a free port of 127.0.0.1 until the block ends."""
    table, asked = routes(folder), list[str]()
    handler = type("Handler", (_Handler,), {"folder": folder, "table": table, "asked": asked})
    server = _Server(("127.0.0.1", 0), handler)
    address = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        hosts = sorted({route.host for route in table})
        yield Web(resolve=tuple((host, address) for host in hosts), asked=asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
