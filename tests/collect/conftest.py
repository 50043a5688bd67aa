"""What the tests of the network half share: a server that sends exactly the bytes it is told, and an asker that may reach it."""

from __future__ import annotations

import asyncio
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ereput.collect.addresses import Resolver
from ereput.collect.asker import Asker
from ereput.collect.fetch import Limits, Wire
from ereput.collect.journal import Journal
from ereput.model import Page, Query, Skip, say

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
Handler = Callable[[socket.socket, str], None]


def answer(body: bytes = b"ok", *, status: str = "200 OK", headers: str = "", length: int | None = None) -> Handler:
    """A handler that sends one whole answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body) if length is None else length}\r\nConnection: close\r\n{headers}\r\n"

    def handle(connection: socket.socket, request: str) -> None:
        del request
        connection.sendall(head.encode("latin-1") + body)

    return handle


class RawServer:
    """Routes by path; `asked` counts requests by path, `requests` keeps them. Unknown paths are 404."""

    def __init__(self) -> None:
        self.routes: dict[str, Handler] = {}
        self.asked: Counter[str] = Counter()
        self.requests: list[str] = []
        outer = self

        class Connection(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                data = b""
                while b"\r\n\r\n" not in data:
                    piece = self.request.recv(65536)
                    if not piece:
                        return
                    data += piece
                request = data.decode("latin-1")
                path = request.split(" ")[1]
                outer.asked[path] += 1
                outer.requests.append(request)
                with suppress(OSError):
                    outer.routes.get(path, answer(b"no", status="404 Not Found"))(self.request, request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 256

        self._server = Server(("127.0.0.1", 0), Connection)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[RawServer]:
    raw = RawServer()
    yield raw
    raw.close()


class Session:
    """Asks from a test: `ask(url)` runs one question, `ask_all` several at once, in one event loop."""

    def __init__(self, folder: Path | None, **options: Any) -> None:
        self.folder, self.options, self.slept = folder, options, []

    def ask(self, *urls: str, route: str = "", headers: tuple[tuple[str, str], ...] = (), source: str = "test") -> list[Page | Skip]:
        context = (("route", route),) if route else ()
        return self.run(*(Query(url=url, why=say("un essai"), source=source, headers=headers, context=context) for url in urls))

    def run(self, *queries: Query) -> list[Page | Skip]:
        return asyncio.run(self._run(queries))

    async def _run(self, queries: tuple[Query, ...]) -> list[Page | Skip]:
        limits = self.options.get("limits", Limits(seconds=3, connect=2, gap=2, first_wait=0.01))
        resolver = self.options.get("resolver", Resolver(allow_loopback=True, mapping=self.options.get("mapping", {})))
        journal = Journal(self.folder, now=NOW)
        wire = Wire(limits, contact="camille@example.org", tls=self.options.get("tls"))

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        asker = Asker(
            wire=wire,
            journal=journal,
            now=lambda: NOW,
            resolver=resolver,
            limits=limits,
            sleep=self.options.get("sleep", sleep),
            keys=self.options.get("keys"),
            offline=self.options.get("offline", False),
        )
        try:
            found = [await asker.ask(query) for query in queries] if self.options.get("one_by_one") else None
            return found or list(await asyncio.gather(*(asker.ask(query) for query in queries)))
        finally:
            await wire.close()
            if self.options.get("finish"):
                journal.finish(NOW)
            journal.close()


@pytest.fixture
def session() -> Callable[..., Session]:
    """Make a `Session`; options are those of `Asker`, and `folder` for a journal on disk."""
    return lambda folder=None, **options: Session(folder, **options)


def drip(connection: socket.socket, request: str) -> None:
    """A page that sends a byte now and then, for ever."""
    del request
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x")
        time.sleep(0.05)


@pytest.fixture
def dripping() -> Handler:
    return drip


@pytest.fixture
def answering() -> Callable[..., Handler]:
    return answer
