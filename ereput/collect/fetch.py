"""The only room that knows httpx: one exchange with one checked address, bounded in bytes and time.

httpx reads odd addresses, knows whom to trust, and stands in for the network when a web is recorded (`transport`); the bytes themselves go
through `connection`, below any client: there are no cookies, no netrc, no proxies and no redirects to turn off. What to ask, when, and how
often, is `asker`'s business.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from ereput import __version__
from ereput.collect.body import ACCEPT, BadEncoding, Body, TooLarge
from ereput.collect.connection import Answer, Connection, Exchange, Failed
from ereput.collect.robots import AGENT
from ereput.errors import UsageError
from ereput.model import say

if TYPE_CHECKING:
    import httpx

    from ereput.collect.addresses import Place

__all__ = ["Exchange", "Failed", "Limits", "Target", "Wire", "agent", "target_of", "tls_context"]

ABOUT = "https://github.com/ereput/ereput"
_PLAIN = re.compile(
    r"(https?)://((?:[a-z0-9][a-z0-9-]{0,62}\.){0,8}[a-z][a-z0-9-]{0,62}|127\.0\.0\.1)(?::([1-9][0-9]{3,4}))?"
    r"((?:/[\w~!$&'()*+,;=:@-][\w.~!$&'()*+,;=:@-]{0,200}){0,20}/?)((?:\?[\w.~!$&()*+,;=:@/?-]{0,400})?)",
    re.ASCII,
)
"""Most addresses: nothing in them to normalise (RFC 3986 6.2), so that no one has to."""
Turn: TypeAlias = "AbstractAsyncContextManager[object]"
_ANY: Turn = nullcontext()
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
"""A method or a field's name (RFC 9110 5.6.2)."""
_BREAKS = re.compile(r"[\r\n\0]")
KEPT = 100
"""Connections that wait for a next question, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one question may cost: bytes after decompression; seconds in all, to connect, between two chunks; redirects; tries; waits.

    `longest_wait` is the longest Retry-After that is honoured, `first_wait` the pause when a site names none; `in_flight` counts requests,
    and half as many connections wait beside them for their turn.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL taken apart: `sent` without fragment and credentials, `host` in ASCII (IDNA), `netloc` as the Host header has it."""

    sent: str
    secure: bool
    host: str
    netloc: str
    port: int
    path: str


@lru_cache(maxsize=4096)
def target_of(url: str) -> Target:
    """Take `url` apart. Raises Failed("bad_url") for anything but http(s) with a host."""
    plain = _PLAIN.fullmatch(url)
    if plain is None:
        return _normalised(url)
    scheme, host, port, path, query = plain.groups()
    number = int(port or (443 if scheme == "https" else 80))
    if number > 65535:
        raise Failed("bad_url")
    netloc = f"{host}:{port}" if port else host
    return Target(sent=url, secure=scheme == "https", host=host, netloc=netloc, port=number, path=f"{path or '/'}{query}")


def _normalised(url: str) -> Target:
    """Take any URL apart, as httpx sends it."""
    import httpx

    try:
        parsed = httpx.URL(url)
        if parsed.fragment or parsed.userinfo:
            parsed = parsed.copy_with(fragment=None, username=None, password=None)
        urlsplit(url)  # httpx takes "http://[bad/" for a name
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Failed("bad_url") from error
    if parsed.scheme not in ("http", "https") or not parsed.host or (parsed.port or 0) > 65535:
        raise Failed("bad_url")
    return Target(
        sent=str(parsed),
        secure=parsed.scheme == "https",
        host=parsed.raw_host.decode(),
        netloc=parsed.netloc.decode(),
        port=parsed.port or (443 if parsed.scheme == "https" else 80),
        path=parsed.raw_path.decode(),
    )


def agent(contact: str | None) -> str:
    """Who asks, honestly, and where a site can write."""
    return f"{AGENT}/{__version__} (+{ABOUT}; audit of one's own public pages{f'; {contact}' if contact else ''})"


def tls_context(ca_file: str | None) -> ssl.SSLContext | None:
    """Trust `ca_file` (PEM) beside the usual authorities, as an intranet needs; None for the usual ones. Raises UsageError."""
    if ca_file is None:
        return None
    context = _trusting()
    try:
        context.load_verify_locations(ca_file)
    except OSError as error:
        text = say("network.ca_file : {path} n'est pas un fichier d'autorités lisible.", path=Path(ca_file).name)
        raise UsageError(text, code="ca_file") from error
    return context


def _trusting() -> ssl.SSLContext:
    """A context that trusts the usual authorities: 15 ms."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


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
        self._limits, self._given, self._transport = limits, tls, transport
        self._headers = {"user-agent": agent(contact), "accept": "*/*", "accept-encoding": ACCEPT}
        self._resting: dict[_Line, Connection] = {}

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """One for all requests, made when the first one needs it."""
        context = self._given or _trusting()
        context.set_alpn_protocols(["http/1.1"])
        return context

    async def close(self) -> None:
        for connection in self._resting.values():
            connection.close()
        self._resting.clear()

    async def exchange(
        self, target: Target, place: Place, *, method: str, headers: dict[str, str], content: bytes | None, turn: Turn = _ANY
    ) -> Exchange:
        """Send to exactly `place`, with the host's name in Host and in the TLS handshake; `turn` is waited for once connected, and lasts
        until the answer is whole. Raises Failed.
        """
        whole = {"host": target.netloc, **self._headers, **headers}
        if content is not None:
            whole["content-length"] = str(len(content))
        if self._transport is not None:
            async with turn:
                return await _recorded(self._transport, self._limits, target, method, whole, content)
        sent = _written(method, target, whole) + (content or b"")
        line: _Line = (target.secure, target.host, place.address, place.port)
        connection = self._resting.pop(line, None) if method in ("GET", "HEAD") else None
        if connection is None or not connection.alive:
            connection = await self._open(target, place)
        try:
            async with turn:
                while True:
                    if not connection.alive:
                        connection = await self._open(target, place)
                    answer = Answer(limit=self._limits.body, bodiless=method == "HEAD")
                    connection.ask(sent, answer, gap=self._limits.gap, seconds=self._limits.seconds)
                    try:
                        await connection.answered()
                        break
                    except Failed as failed:
                        if connection.asked == 1 or answer.begun or failed.code != "unreachable":
                            raise  # else it was closed while it rested (RFC 9112 9.3.1): as if it had not been there
        finally:
            self._rest(line, connection)
        return answer.exchange()

    def _rest(self, line: _Line, connection: Connection) -> None:
        """Keep a connection whose answer was whole for the next question; whoever gave up waiting closed it."""
        if connection.alive and connection.asked and len(self._resting) < KEPT and line not in self._resting:
            self._resting[line] = connection
            connection.rest()
        else:
            connection.close()

    async def _open(self, target: Target, place: Place) -> Connection:
        """A new connection, which may wait for its turn a little while."""
        connection = Connection()
        tls = self._tls if target.secure else None
        try:
            await connection.open(place, min(self._limits.connect, self._limits.seconds), tls=tls, name=target.host)
        except TimeoutError as error:
            raise Failed("timeout", again=True, down=True) from error
        except (ssl.SSLError, ValueError) as error:  # ValueError: a name that no certificate can have
            raise Failed("tls") from error
        except OSError as error:
            raise Failed("unreachable", again=True, down=True) from error
        connection.rest()
        return connection


_Line: TypeAlias = "tuple[bool, str, str, int]"
"""What a connection is good for: with TLS or not, the host's name, the address and port."""


def _written(method: str, target: Target, headers: dict[str, str]) -> bytes:
    """A question as bytes (RFC 9112 3). Raises Failed for what no header may hold: a line break in a key, say."""
    if not all(map(_NAME.fullmatch, (method, *headers))) or any(map(_BREAKS.search, headers.values())):
        raise Failed("malformed")
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {target.path} HTTP/1.1\r\n{lines}\r\n".encode()


async def _recorded(
    transport: httpx.AsyncBaseTransport, limits: Limits, target: Target, method: str, headers: dict[str, str], content: bytes | None
) -> Exchange:
    """The same exchange with a web that httpx plays: a recording, or another way out behind its API."""
    import httpx

    request = httpx.Request(method, target.sent, headers=httpx.Headers(headers, encoding="utf-8"), content=content)
    headed = False
    try:
        async with asyncio.timeout(limits.seconds):
            response = await transport.handle_async_request(request)
            headed = True
            body = Body(response.headers.get("content-encoding", ""), limits.body)
            assert isinstance(response.stream, httpx.AsyncByteStream)
            async for chunk in response.stream:
                body.add(chunk)
        fields = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        return Exchange(status=response.status_code, headers=fields, body=b"" if method == "HEAD" else body.finish())
    except TooLarge as error:
        raise Failed("too_large") from error
    except BadEncoding as error:
        raise Failed("bad_encoding") from error
    except (TimeoutError, httpx.ReadTimeout) as error:
        raise Failed("too_slow" if headed else "timeout") from error
    except httpx.HTTPError as error:
        down, odd = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout), isinstance(error, httpx.ProtocolError)
        code = "timeout" if isinstance(error, httpx.TimeoutException) else "malformed" if odd else "unreachable"
        raise Failed("truncated" if headed else code, again=True, down=down) from error
