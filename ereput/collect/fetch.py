"""The only room that knows httpx and h11: one exchange with one checked address, bounded in bytes and time.

httpx reads addresses and knows the authorities to trust. The exchange itself is h11's, over a connection a request, as hosts differ: no
cookies, no netrc, no proxies and no redirects are there to turn off. What to ask, when, and how often, is `asker`'s business.
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
    from collections.abc import AsyncIterator, Mapping

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


class _Line:
    """One connection to one address, for one request, closed after the answer: h11 reads, asyncio carries.

    httpx's own transport keeps a pool that has nothing to keep here and is quadratic in what waits on it, and goes through anyio: it takes
    two to three times the processor's time a request (`bench.accounts` says how much), which is what 50 requests in flight wait for.
    `gap` is the longest silence, in seconds; `received` is true once the head of the answer came.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, gap: float) -> None:
        self._reader, self._writer, self._gap, self.received = reader, writer, gap, False
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD)

    @classmethod
    async def open(cls, place: Place, *, tls: ssl.SSLContext | None, name: str, limits: Limits) -> _Line:
        """Connect; over TLS, to the one whose certificate holds `name`."""
        try:
            async with asyncio.timeout(limits.connect):
                line = await asyncio.open_connection(place.address, place.port, ssl=tls, server_hostname=name if tls else None)
        except TimeoutError as error:
            raise Failed("timeout", again=True, down=True) from error
        except (ssl.SSLError, ValueError) as error:  # ValueError: a name that no certificate can have
            raise Failed("tls") from error
        except OSError as error:
            raise Failed("unreachable", again=True, down=True) from error
        return cls(*line, gap=limits.gap)

    def send(self, method: str, path: bytes, headers: Mapping[str, str], content: bytes) -> None:
        """Write the request. h11 refuses what no header may hold: a line break in a key, say."""
        try:
            head = h11.Request(method=method, target=path, headers=[(name.encode(), value.encode()) for name, value in headers.items()])
            sent = b"".join(self._protocol.send(part) or b"" for part in (head, h11.Data(data=content), h11.EndOfMessage()))
        except h11.LocalProtocolError as error:
            raise Failed("malformed") from error
        self._writer.write(sent)

    async def head(self) -> tuple[int, tuple[tuple[str, str], ...]]:
        """The status and the headers of the answer."""
        while isinstance(event := await self._event(), h11.InformationalResponse):
            pass
        if not isinstance(event, h11.Response):
            raise Failed("malformed", again=True)
        self.received = True
        return event.status_code, tuple((name.decode("ascii"), _text(value)) for name, value in event.headers)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes, still encoded."""
        while isinstance(event := await self._event(), h11.Data):
            yield bytes(event.data)

    def close(self) -> None:
        self._writer.transport.abort()  # nothing more is read, so there is nothing to say goodbye for

    async def _event(self) -> object:
        try:
            while (event := self._protocol.next_event()) is h11.NEED_DATA:
                self._protocol.receive_data(await self._read())
        except h11.RemoteProtocolError as error:
            raise Failed("truncated" if self.received else "malformed", again=True) from error
        return event

    async def _read(self) -> bytes:
        try:
            async with asyncio.timeout(self._gap):
                data = await self._reader.read(CHUNK)
        except TimeoutError as error:
            raise Failed("too_slow" if self.received else "timeout") from error
        except OSError as error:
            raise Failed("truncated" if self.received else "unreachable", again=True) from error
        if not data and self._protocol.their_state is h11.SEND_RESPONSE:
            raise Failed("unreachable", again=True)  # closed before an answer
        return data


def _text(value: bytes) -> str:
    """A header's value: UTF-8 when it is, else what RFC 9110 5.5 says it was."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


class Wire:
    """One way out for all. `exchange` may be called from many tasks."""

    def __init__(self, limits: Limits, *, contact: str | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._limits, self._given = limits, tls
        self._headers = {"user-agent": agent(contact), "accept": "*/*", "accept-encoding": ACCEPT, "connection": "close"}

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """One for all requests, made when the first one needs it: 15 ms."""
        context = self._given or httpx.create_ssl_context(trust_env=False)
        context.set_alpn_protocols(["http/1.1"])
        return context

    async def exchange(self, target: Target, place: Place, *, method: str, headers: dict[str, str], content: bytes | None) -> Exchange:
        """Send to exactly `place`, with the host's name in Host and in the TLS handshake. Raises Failed."""
        whole = {"host": target.netloc, **self._headers, **headers}
        if content is not None or method == "POST":
            whole["content-length"] = str(len(content or b""))
        line: _Line | None = None
        try:
            async with asyncio.timeout(self._limits.seconds):
                tls = self._tls if target.url.scheme == "https" else None
                line = await _Line.open(place, tls=tls, name=target.host, limits=self._limits)
                line.send(method, target.url.raw_path, whole, content or b"")
                return await self._receive(line, method)
        except TooLarge as error:
            raise Failed("too_large") from error
        except BadEncoding as error:
            raise Failed("bad_encoding") from error
        except TimeoutError as error:
            raise Failed("too_slow" if line is not None and line.received else "timeout") from error
        finally:
            if line is not None:
                line.close()

    async def _receive(self, line: _Line, method: str) -> Exchange:
        status, headers = await line.head()
        body = Body(", ".join(value for name, value in headers if name == "content-encoding"), self._limits.body)
        async for chunk in line.chunks():
            body.add(chunk)
        return Exchange(status=status, headers=headers, body=b"" if method == "HEAD" else body.finish())
