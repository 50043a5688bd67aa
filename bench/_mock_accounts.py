"""A small web of account pages on loopback, seeded: ordinary sites and every kind of trouble, each with its truth.

One server, one path prefix a site (`/s017/<handle>`). `sites(...)` says what each site is; `as_whatsmyname`, `as_sherlock` and `as_maigret`
write the same web as the three known kinds of rule files.
"""

from __future__ import annotations

import asyncio
import json
import random
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HANDLE = "camille-d"
KNOWN = "notoire"
LATENCY = 0.1
CLEAN = ("status", "words", "redirect")
HOSTILE = (
    *CLEAN,
    "soft404",
    "challenge",
    "challenge403",
    "limited",
    "limited_once",
    "down",
    "flaky",
    "dropped",
    "rotted",
    "moved",
    "login",
)
ANSWERABLE = {"status", "words", "redirect", "limited_once", "flaky", "dropped"}
ACCEPTED = {
    "soft404": {"broken_rule"}, "rotted": {"broken_rule"}, "moved": {"broken_rule"}, "challenge": {"blocked", "undecided"},
    "challenge403": {"blocked", "undecided"}, "limited": {"blocked", "undecided"}, "down": {"undecided", "blocked"},
    "login": {"blocked", "undecided", "broken_rule"},
}  # fmt: skip
"""Right answers besides present and absent: what an honest tool may say of each kind of trouble."""


@dataclass(frozen=True, slots=True)
class Mock:
    """One site: its kind, and whether HANDLE has an account there."""

    number: int
    kind: str
    present: bool

    @property
    def name(self) -> str:
        return f"Site{self.number:03d}"

    @property
    def prefix(self) -> str:
        return f"/s{self.number:03d}/"

    @property
    def truth(self) -> str:
        return "present" if self.present else "absent"


def sites(count: int, *, seed: int, hostile: bool) -> tuple[Mock, ...]:
    """`count` sites; half of a hostile web is ordinary."""
    draw = random.Random(seed)
    kinds = [draw.choice(CLEAN if not hostile or draw.random() < 0.4 else HOSTILE[3:]) for _ in range(count)]
    return tuple(Mock(number, kind, draw.random() < 0.4) for number, kind in enumerate(kinds))


def exists(site: Mock, handle: str) -> bool:
    return handle == KNOWN or (handle == HANDLE and site.present)


def requests(site: Mock) -> int:
    """The requests that an answer about HANDLE takes at least: redirects, and tries that trouble costs."""
    if site.kind == "redirect":
        return 1 if site.present else 2
    return {"limited_once": 2, "limited": 3, "down": 3, "flaky": 2, "dropped": 2, "login": 2}.get(site.kind, 1)


_PROFILE = "<html><head><title>{user}</title></head><body><h1>Profil de {user}</h1><p>Membre depuis 2019</p>{pad}</body></html>"
_MISSING = "<html><body><h1>Membre introuvable</h1>{pad}</body></html>"
_NEW_MISSING = "<html><body><h1>Rien par ici</h1><p>Membre depuis toujours</p>{pad}</body></html>"
_CHALLENGE = "<html><head><title>Just a moment...</title></head><body>Checking your browser <div id='cf-chl-widget'></div></body></html>"
_PAD = "<p>texte</p>" * 200


Answer = tuple[int, dict[str, str], str]


def answer(site: Mock, handle: str, asked: int) -> Answer:
    """(status, headers, body); `asked` counts the questions about this handle, from 1. Status 0 drops the connection."""
    there = exists(site, handle)
    profile: Answer = (200, {}, _PROFILE.format(user=handle, pad=_PAD))
    gone: Answer = (404, {}, _MISSING.format(pad=_PAD))
    ordinary = profile if there else gone
    match site.kind:
        case "words":
            return profile if there else (200, {}, _MISSING.format(pad=_PAD))
        case "redirect":
            return profile if there else (302, {"location": f"{site.prefix}"}, "")
        case "soft404":
            return profile if there else (200, {}, _NEW_MISSING.format(pad=_PAD))
        case "challenge":
            return (200, {}, _CHALLENGE)
        case "challenge403":
            return (403, {}, _CHALLENGE)
        case "limited":
            return (429, {"retry-after": "1"}, "")
        case "limited_once":
            return (429, {"retry-after": "1"}, "") if asked == 1 else ordinary
        case "down":
            return (503, {}, "")
        case "flaky":
            return (500, {}, "") if asked == 1 else ordinary
        case "dropped":
            return (0, {}, "") if asked == 1 else ordinary
        case "rotted":
            return (200, {}, "<html><body>Application</body></html>")
        case "moved":
            return gone
        case "login":
            return (302, {"location": f"{site.prefix}login?next={handle}"}, "")
    return ordinary


class _Connection(asyncio.Protocol):
    """One question and its answer, `latency` seconds later: as little of this machine's time as Python allows, for it is not what is
    measured."""

    def __init__(self, by_prefix: dict[str, Mock], counts: Counter[str], latency: float) -> None:
        self._by_prefix, self._counts, self._latency = by_prefix, counts, latency
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._head += data
        if self._head.endswith(b"\r\n\r\n"):
            path = self._head.split(b" ", 2)[1].decode()
            self._counts[path] += 1
            answered = _bytes(*_answer(self._by_prefix, path, self._counts[path]))
            asyncio.get_running_loop().call_later(self._latency, self._say, answered)

    def _say(self, answered: bytes) -> None:
        self._transport.write(answered)
        self._transport.close()


def _bytes(status: int, headers: dict[str, str], body: str) -> bytes:
    """An answer as it goes over the wire; nothing for a connection that is dropped."""
    if not status:
        return b""
    fields = {"content-type": "text/html; charset=utf-8", "connection": "close", **headers, "content-length": str(len(body.encode()))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n{body}".encode()


@contextmanager
def serve(web: tuple[Mock, ...], *, latency: float = LATENCY) -> Iterator[tuple[int, Counter[str]]]:
    """Serve `web` in a thread; yields the port and the count of requests by path."""
    by_prefix = {site.prefix: site for site in web}
    counts: Counter[str] = Counter()
    loop = asyncio.new_event_loop()
    starting = loop.create_server(lambda: _Connection(by_prefix, counts, latency), "127.0.0.1", 0, backlog=512)
    server = loop.run_until_complete(starting)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1], counts
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.close()


def _answer(by_prefix: dict[str, Mock], path: str, asked: int) -> Answer:
    prefix, _, handle = path[1:].partition("/")
    site = by_prefix.get(f"/{prefix}/")
    if site is None:
        return 404, {}, ""
    if not handle or handle.startswith("login"):
        return 200, {}, "<html><body>Bienvenue</body></html>"
    return answer(site, handle, asked)


def _base(site: Mock, port: int) -> str:
    return f"http://127.0.0.1:{port}{site.prefix}"


def as_whatsmyname(web: tuple[Mock, ...], port: int, path: Path) -> Path:
    """A file as WhatsMyName keeps them."""
    rows = [
        {
            "name": site.name, "uri_check": f"{_base(site, port)}{{account}}", "cat": "social", "known": [KNOWN],
            "e_code": 200, "e_string": "Membre depuis",
            "m_code": {"words": 200, "redirect": 302, "soft404": 200, "login": 302}.get(site.kind, 404),
            "m_string": "" if site.kind in ("redirect", "login") else "Membre introuvable",
        }
        for site in web
    ]  # fmt: skip
    path.write_text(json.dumps({"license": [], "authors": [], "categories": [], "sites": rows}), "utf-8")
    return path


def as_sherlock(web: tuple[Mock, ...], port: int, path: Path) -> Path:
    """A file as sherlock keeps them."""
    body: dict[str, object] = {}
    for site in web:
        row: dict[str, object] = {"url": f"{_base(site, port)}{{}}", "urlMain": _base(site, port), "username_claimed": KNOWN}
        if site.kind in ("words", "soft404"):
            row |= {"errorType": "message", "errorMsg": "Membre introuvable"}
        elif site.kind in ("redirect", "login"):
            row |= {"errorType": "response_url", "errorUrl": _base(site, port)}
        else:
            row |= {"errorType": "status_code"}
        body[site.name] = row
    path.write_text(json.dumps(body), "utf-8")
    return path


def as_maigret(web: tuple[Mock, ...], port: int, path: Path) -> Path:
    """A file as maigret keeps them."""
    rows = {}
    for site in web:
        kind = {"words": "message", "soft404": "message", "redirect": "response_url", "login": "response_url"}.get(site.kind, "status_code")
        rows[site.name] = {
            "url": f"{_base(site, port)}{{username}}", "urlMain": _base(site, port), "usernameClaimed": KNOWN,
            "usernameUnclaimed": "noonewouldeverusethis7", "checkType": kind, "tags": ["fr"], "alexaRank": site.number + 1,
            "presenseStrs": ["Membre depuis"] if kind == "message" else [],
            "absenceStrs": ["Membre introuvable"] if kind == "message" else [],
        }  # fmt: skip
    path.write_text(json.dumps({"sites": rows, "engines": {}, "tags": ["fr"]}), "utf-8")
    return path


def judged(site: Mock, verdict: str) -> str:
    """ "right", "honest" (no claim where none can be made), "wrong" (a false claim) or "missed" (none where one could be)."""
    if verdict in ("present", "absent"):
        return "right" if verdict == site.truth else "wrong"
    if site.kind in ANSWERABLE:
        return "missed"
    return "honest" if verdict in ACCEPTED[site.kind] or verdict in ("blocked", "undecided") else "missed"
