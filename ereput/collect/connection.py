"""One connection: a question written, its answer read as it comes. llhttp (httptools) reads HTTP/1.1, asyncio carries, `Body` bounds.

Why not a client's own way out: httpx's pool takes three times the processor's time a request, and its objects with h11 twice
(`bench.accounts`). What 50 questions in flight wait for is the processor, so the answer is whole in one call back.
"""

from __future__ import annotations

import asyncio
from asyncio import sslproto
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httptools

from ereput.collect.body import BadEncoding, Body, TooLarge

if TYPE_CHECKING:
    import ssl

    from ereput.collect.addresses import Place

HEAD = 100 * 1024
"""Bytes of headers before an answer is called malformed."""
IDLE = 5.0
"""Seconds that a connection waits for the next question to the same host: robots.txt and its page, or two pages a second apart."""
sslproto.SSLProtocol.max_size = 32 * 1024  # a record has 16 kB (RFC 8446 5.1); asyncio clears 256 for each connection, however little comes


class Failed(Exception):
    """One exchange without an answer. `code` is one of SKIPS; `again`: another try may help; `down`: nothing listened at this address."""

    def __init__(self, code: str, *, again: bool = False, down: bool = False) -> None:
        super().__init__(code)
        self.code, self.again, self.down = code, again, down


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What one HTTP exchange gave: header names in lower case, body decompressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


class Answer:
    """An answer as its bytes come (`feed`, then `end` when they stop), until it is `whole`. `lasting`: the connection may be asked again.

    `begun` once a byte came; `headed` once its status line and headers are read: until then a failure is a missing answer, then a cut one.
    """

    def __init__(self, *, limit: int, bodiless: bool = False) -> None:
        self._parser = httptools.HttpResponseParser(self)
        # What servers write and readers take: lines without CR, spaces after a chunk's size, a length beside chunks (RFC 9112 2.2, 6.3).
        self._parser.set_dangerous_leniencies(
            lenient_optional_cr_before_lf=True, lenient_spaces_after_chunk_size=True, lenient_chunked_length=True
        )
        self._limit, self._bodiless = limit, bodiless
        self._names: list[tuple[bytes, bytes]] = []
        self._chunks: list[bytes] = []
        self._head = self._framing = self._kept = 0
        self._body: Body | None = None
        self.headers: tuple[tuple[str, str], ...] = ()
        self.status = 0
        self.begun = self.headed = self.whole = self.lasting = False

    def feed(self, data: bytes) -> None:
        """The next bytes. Raises Failed."""
        was_headed, self.begun = self.headed, True
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self.lasting = False
            if not self.whole:  # what follows a whole answer is not its business
                raise self.broken("malformed") from error
        self._head += 0 if was_headed else len(data) - sum(map(len, self._chunks))
        self._framing += len(data)
        if self._head > HEAD:
            raise Failed("malformed", again=True)
        self._decode()

    def end(self) -> None:
        """The connection was closed. Raises Failed unless that is how this answer ends (RFC 9112 6.3, 8)."""
        lengths = {"content-length", "transfer-encoding"}
        if not self.headed or any(name in lengths for name, _ in self.headers):
            raise self.broken("unreachable")
        self.whole = True

    def broken(self, code: str) -> Failed:
        """The failure that `code` is before the headers; after them, the answer was cut."""
        return Failed("truncated" if self.headed else code, again=True)

    def exchange(self) -> Exchange:
        """The whole answer. Raises Failed when its compression is not what it says."""
        try:
            body = b"" if self._body is None or self._bodiless else self._body.finish()
        except BadEncoding as error:
            raise Failed("bad_encoding") from error
        del self._parser  # which holds this answer, and its body with it, until the collector of cycles comes
        return Exchange(status=self.status, headers=self.headers, body=body)

    def _decode(self) -> None:
        """Bytes of the body through its compression, counted; and what frames them: a chunk of one byte costs six."""
        if not self.headed:
            return
        try:
            if self._body is None:
                fields = dict(self.headers)
                self._body = Body(fields.get("content-encoding", ""), self._limit)
                if not self.whole and "transfer-encoding" not in fields and int(fields.get("content-length") or 0) > self._limit:
                    raise TooLarge  # it says so: nothing of it is read
            for chunk in self._chunks:
                self._kept += len(chunk)
                self._body.add(chunk)
        except TooLarge as error:
            raise Failed("too_large") from error
        except BadEncoding as error:
            raise Failed("bad_encoding") from error
        self._chunks.clear()
        if self._framing > 2 * HEAD + 8 * self._kept and not self.whole:
            raise Failed("malformed", again=True)

    def on_message_begin(self) -> None:
        if self.whole:
            self.lasting = False
        self._names.clear()

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self.headed:  # trailers are not headers
            self._names.append((name, value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if self.headed or status < 200:  # 1xx come before the answer and are not it (RFC 9110 15.2)
            return
        self.status, self.headed = status, True
        self.headers = tuple((_text(name).lower(), _text(value).strip()) for name, value in self._names)
        self.whole = self._bodiless

    def on_body(self, chunk: bytes) -> None:
        if not self.whole:
            self._chunks.append(chunk)

    def on_message_complete(self) -> None:
        if self.headed and not self.whole:
            self.whole, self.lasting = True, self._parser.should_keep_alive()


def _text(raw: bytes) -> str:
    """Header bytes as text: UTF-8 when they are, else Latin-1, which all bytes are."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class Connection(asyncio.Protocol):
    """To one place, asked one question at a time: `open`, then `ask` and `answered` for each, and `rest` before the next, while it is
    `alive`.

    `asked` counts the questions; `spent` is how many seconds of its first question were spent on connecting.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._result: asyncio.Future[None] | None = None
        self.alive, self.asked, self.spent = True, 0, 0.0

    async def open(self, place: Place, seconds: float, *, tls: ssl.SSLContext | None, name: str) -> None:
        """Connect. Raises OSError, ValueError (a name that no certificate can have) or TimeoutError."""
        started = self._loop.time()
        async with asyncio.timeout(seconds):
            await self._loop.create_connection(lambda: self, place.address, place.port, ssl=tls, server_hostname=name if tls else None)
        self.spent = self._loop.time() - started

    def ask(self, sent: bytes, answer: Answer, *, gap: float, seconds: float) -> None:
        """Send a question, whose answer is whole within `seconds`, those of connecting included, and not silent for `gap` seconds."""
        assert self._transport is not None
        self._stop()
        self._heard = self._loop.time()
        self._answer, self._gap, self._until = answer, gap, self._heard + seconds - self.spent
        self._result = self._loop.create_future()
        self.asked, self.spent = self.asked + 1, 0.0
        self._transport.write(sent)
        self._watch()

    async def answered(self) -> None:
        """Wait until the answer is whole. Raises Failed. Who stops waiting closes the connection."""
        assert self._result is not None
        try:
            await self._result
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._answer.whole or task is None:
                raise
            task.cancel()  # interrupted with the answer in hand: it is written first, and the next wait is the one that ends
        finally:
            self._stop()
            if not (self._answer.whole and self._answer.lasting):
                self.close()

    def rest(self) -> None:
        """Wait for the next question, IDLE seconds at most."""
        self._stop()
        self._timer = self._loop.call_later(IDLE, self.close)

    def close(self) -> None:
        """Nothing more is read, so there is nothing to say goodbye for."""
        self.alive = False
        self._stop()
        if self._transport is not None:
            self._transport.abort()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _watch(self) -> None:
        """Fail when nothing was heard for `gap` seconds, or when the time of the whole question is over; else look again then."""
        due = min(self._heard + self._gap, self._until)
        if self._loop.time() < due:
            self._timer = self._loop.call_at(due, self._watch)
        else:
            self._fail(Failed("too_slow" if self._answer.headed else "timeout"))

    def _fail(self, failed: Failed) -> None:
        if self._result is not None and not self._result.done():
            self._result.set_exception(failed)
        self.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        if not self.alive:  # given up while the handshake was going on
            transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._result is None or self._result.done():  # words that nobody asked for
            self.close()
            return
        self._heard = self._loop.time()
        try:
            self._answer.feed(data)
        except Failed as failed:
            self._fail(failed)
            return
        if self._answer.whole:
            self._result.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        self.alive = False
        if self._result is None or self._result.done():
            return
        try:
            if error is not None:
                raise self._answer.broken("unreachable")
            self._answer.end()
            self._result.set_result(None)
        except Failed as failed:
            self._fail(failed)
