"""The only room that knows httpx: one exchange with one checked address, bounded in bytes and time.

One shared transport (httpx's own, below its Client: at that level there are no cookies, no netrc, no proxies and no redirects to turn off,
and a fifth less work a request), one TLS context, no keep-alive (hosts differ, and httpx's pool is quadratic in what waits on it, so
nothing ever waits on it: `asker` takes a turn first). What to ask, when, and how often, is `asker`'s business.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from ereput import __version__
from ereput.collect.body import ACCEPT, BadEncoding, Body, TooLarge
from ereput.collect.robots import AGENT
from ereput.errors import UsageError
from ereput.model import say

if TYPE_CHECKING:
    from ereput.collect.addresses import Place

ABOUT = "https://github.com/ereput/ereput"


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

    sent: str
    host: str
    netloc: str
    port: int
    tls: bool


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
        parsed = httpx.URL(url).copy_with(fragment=None, username=None, password=None)
        urlsplit(url)  # httpx takes "http://[bad/" for a name
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Failed("bad_url") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Failed("bad_url")
    tls = parsed.scheme == "https"
    port = parsed.port or (443 if tls else 80)
    return Target(sent=str(parsed), host=parsed.raw_host.decode(), netloc=parsed.netloc.decode(), port=port, tls=tls)


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


class Wire:
    """One shared client. `exchange` may be called from many tasks; `close` it at the end."""

    def __init__(
        self,
        limits: Limits,
        *,
        contact: str | None = None,
        tls: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._limits = limits
        self._transport = transport or httpx.AsyncHTTPTransport(
            verify=tls or httpx.create_ssl_context(trust_env=False),
            trust_env=False,
            limits=httpx.Limits(max_connections=limits.in_flight, max_keepalive_connections=0),
        )
        self._timeout = httpx.Timeout(limits.gap, connect=limits.connect, pool=None).as_dict()
        self._headers = {"user-agent": agent(contact), "accept": "*/*", "accept-encoding": ACCEPT, "connection": "close"}

    async def close(self) -> None:
        await self._transport.aclose()

    async def exchange(self, target: Target, place: Place, *, method: str, headers: dict[str, str], content: bytes | None) -> Exchange:
        """Send to exactly `place`, with the host's name in Host and in the TLS handshake. Raises Failed."""
        request = httpx.Request(
            method,
            httpx.URL(target.sent).copy_with(host=place.address, port=place.port),
            headers={"host": target.netloc, **self._headers, **headers},
            content=content,
            extensions={"sni_hostname": target.host, "timeout": self._timeout},
        )
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
        return Failed("tls") if _is_tls(error) else Failed("unreachable", again=True, down=True)
    if isinstance(error, httpx.ProtocolError) and not received:
        return Failed("unreachable" if "disconnected" in str(error) else "malformed", again=True)
    return Failed("truncated" if received else "unreachable", again=True)


def _is_tls(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
