"""The only room that knows httpx: one exchange with one checked address, bounded in bytes and time.

httpx's API below its Client: at that level there are no cookies, no netrc, no proxies and no redirects to turn off. The transport is ours,
`Direct`: a connection a request, as hosts differ. What to ask, when, and how often, is `asker`'s business.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import h11
import httpx

from ereput import __version__
from ereput.collect.body import ACCEPT, BadEncoding, Body, TooLarge
from ereput.collect.robots import AGENT
from ereput.errors import UsageError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ereput.collect.addresses import Place

ABOUT = "https://github.com/ereput/ereput"
HEAD = 100 * 1024
"""Bytes of headers, or of one chunk's, before an answer is called malformed."""
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one question may cost: bytes after decompression; seconds in all, to connect, between two chunks; redirects; tries; waits.

    `longest_wait` is the longest Retry-After that is honoured, `first_wait` the pause when a site names none; `in_flight` counts requests.
    """

    body: int = 10_000_000
    seconds: float = 30.0
    connect: float = 10.0
    gap: float = 15.0
    hops: int = 8
    tries: int = 3
    longest_wait: float = 60.0
    first_wait: float = 1.0
    in_flight: int = 50


class Failed(Exception):
    """One exchange without an answer. `code` is one of SKIPS; `again`: another try may help; `down`: nothing listened at this address."""

    def __init__(self, code: str, *, again: bool = False, down: bool = False) -> None:
        super().__init__(code)
        self.code, self.again, self.down = code, again, down


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL taken apart: `sent` without fragment and credentials, `host` in ASCII (IDNA), `netloc` as the Host header has it."""

    url: httpx.URL
    sent: str
    host: str
    netloc: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What one HTTP exchange gave: header names in lower case, body decompressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


@lru_cache(maxsize=4096)
def target_of(url: str) -> Target:
    """Take `url` apart. Raises Failed("bad_url") for anything but http(s) with a host."""
    try:
        parsed = httpx.URL(url)
        if parsed.fragment or parsed.userinfo:
            parsed = parsed.copy_with(fragment=None, username=None, password=None)
        urlsplit(url)  # httpx takes "http://[bad/" for a name
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Failed("bad_url") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Failed("bad_url")
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    return Target(url=parsed, sent=str(parsed), host=parsed.raw_host.decode(), netloc=parsed.netloc.decode(), port=port)


def agent(contact: str | None) -> str:
    """Who asks, honestly, and where a site can write."""
    return f"{AGENT}/{__version__} (+{ABOUT}; audit of one's own public pages{f'; {contact}' if contact else ''})"


def tls_context(ca_file: str | None) -> ssl.SSLContext | None:
    """Trust `ca_file` (PEM) beside the usual authorities, as an intranet needs; None for the usual ones. Raises UsageError."""
    if ca_file is None:
        return None
    context = httpx.create_ssl_context(trust_env=False)
    try:
        context.load_verify_locations(ca_file)
    except OSError as error:
        text = say("network.ca_file : {path} n'est pas un fichier d'autorités lisible.", path=Path(ca_file).name)
        raise UsageError(text, code="ca_file") from error
    return context


class Direct(httpx.AsyncBaseTransport):
    """One connection a request, to the address in its extension "place", closed after the answer. h11 reads, asyncio carries.

    httpx's own transport keeps a pool that has nothing to keep here and is quadratic in what waits on it, and goes through anyio: it takes
    two to three times the processor's time a request (`bench.accounts` says how much), which is what 50 requests in flight wait for.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._given = tls

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """One for all requests, made when the first one needs it: 15 ms."""
        context = self._given or httpx.create_ssl_context(trust_env=False)
        context.set_alpn_protocols(["http/1.1"])
        return context

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        timeout = request.extensions["timeout"]
        line = await self._connect(request, timeout["connect"])
        answer = _Answer(*line, gap=timeout["read"])
        try:
            return await answer.begin(request)
        except BaseException:
            await answer.aclose()
            raise

    async def _connect(self, request: httpx.Request, seconds: float) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        place: Place = request.extensions["place"]
        tls = self._tls if request.url.scheme == "https" else None
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.open_connection(
                    place.address, place.port, ssl=tls, server_hostname=request.url.raw_host.decode() if tls else None
                )
        except TimeoutError as error:
            raise httpx.ConnectTimeout("") from error
        except (OSError, ValueError) as error:  # ValueError: a name that no certificate can have
            raise httpx.ConnectError("") from error


class _Answer(httpx.AsyncByteStream):
    """One answer as it comes: its head by `begin`, then its body by iterating. `gap` is the longest silence, in seconds."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, gap: float) -> None:
        self._reader, self._writer, self._gap = reader, writer, gap
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD)

    async def begin(self, request: httpx.Request) -> httpx.Response:
        self._writer.write(self._sent(request))
        while isinstance(event := await self._event(), h11.InformationalResponse):
            pass
        if not isinstance(event, h11.Response):
            raise httpx.RemoteProtocolError("no answer")
        return httpx.Response(event.status_code, headers=event.headers.raw_items(), stream=self)

    def _sent(self, request: httpx.Request) -> bytes:
        """The request as bytes. h11 refuses what no header may hold: a line break in a key, say."""
        try:
            head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
            return b"".join(self._protocol.send(part) or b"" for part in (head, h11.Data(data=request.content), h11.EndOfMessage()))
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError("") from error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while isinstance(event := await self._event(), h11.Data):
            yield bytes(event.data)

    async def aclose(self) -> None:
        self._writer.transport.abort()  # nothing more is read, so there is nothing to say goodbye for

    async def _event(self) -> object:
        try:
            while (event := self._protocol.next_event()) is h11.NEED_DATA:
                self._protocol.receive_data(await self._read())
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError("") from error
        return event

    async def _read(self) -> bytes:
        try:
            async with asyncio.timeout(self._gap):
                data = await self._reader.read(CHUNK)
        except TimeoutError as error:
            raise httpx.ReadTimeout("") from error
        except OSError as error:
            raise httpx.ReadError("") from error
        if not data and self._protocol.their_state is h11.SEND_RESPONSE:
            raise httpx.ReadError("closed before an answer")
        return data


class Wire:
    """One way out for all. `exchange` may be called from many tasks; `close` it at the end."""

    def __init__(
        self,
        limits: Limits,
        *,
        contact: str | None = None,
        tls: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._limits = limits
        self._transport = transport or Direct(tls)
        self._timeout = httpx.Timeout(limits.gap, connect=limits.connect).as_dict()
        self._headers = {"user-agent": agent(contact), "accept": "*/*", "accept-encoding": ACCEPT, "connection": "close"}

    async def close(self) -> None:
        await self._transport.aclose()

    async def exchange(self, target: Target, place: Place, *, method: str, headers: dict[str, str], content: bytes | None) -> Exchange:
        """Send to exactly `place`, with the host's name in Host and in the TLS handshake. Raises Failed."""
        extensions = {"place": place, "timeout": self._timeout}
        whole = httpx.Headers({**self._headers, **headers}, encoding="utf-8")
        request = httpx.Request(method, target.url, headers=whole, content=content, extensions=extensions)
        received = bytearray(1)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._receive(request, received)
        except TooLarge as error:
            raise Failed("too_large") from error
        except BadEncoding as error:
            raise Failed("bad_encoding") from error
        except TimeoutError as error:
            raise Failed("too_slow" if received[0] else "timeout") from error
        except httpx.HTTPError as error:
            raise _named(error, received=bool(received[0])) from error

    async def _receive(self, request: httpx.Request, received: bytearray) -> Exchange:
        response = await self._transport.handle_async_request(request)
        received[0] = 1
        try:
            body = Body(response.headers.get("content-encoding", ""), self._limits.body)
            assert isinstance(response.stream, httpx.AsyncByteStream)
            async for chunk in response.stream:
                body.add(chunk)
        finally:
            await response.aclose()
        headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        return Exchange(status=response.status_code, headers=headers, body=b"" if request.method == "HEAD" else body.finish())


def _named(error: httpx.HTTPError, *, received: bool) -> Failed:
    """The Skip code of what httpx says went wrong; `received` is true once the status line came."""
    if isinstance(error, httpx.ConnectTimeout):
        return Failed("timeout", again=True, down=True)
    if isinstance(error, httpx.TimeoutException):
        return Failed("too_slow" if received else "timeout")
    if isinstance(error, httpx.ConnectError):
        return Failed("tls") if isinstance(error.__cause__, ssl.SSLError | ValueError) else Failed("unreachable", again=True, down=True)
    if isinstance(error, httpx.ProtocolError) and not received:
        return Failed("malformed", again=isinstance(error, httpx.RemoteProtocolError))
    return Failed("truncated" if received else "unreachable", again=True)
