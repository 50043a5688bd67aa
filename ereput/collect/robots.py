"""robots.txt (RFC 9309), read with Protego: what a host asks of programs, kept for the run."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

AGENT = "ereput"
"""The product token that a site may name in robots.txt."""
LIMIT = 512 * 1024
"""Bytes of robots.txt that are read; RFC 9309 2.5 asks for at least 500 kibibytes."""
KEEP = 86_400
"""Seconds during which rules are not asked again (RFC 9309 2.4)."""
LONGEST_DELAY = 30.0
"""Seconds: a longer crawl-delay would make one site take the whole evening, so it is held at this."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows. `refuses` is "" or the Skip code when its robots.txt could not be asked (RFC 9309 2.3.1.4)."""

    parsed: Protego | None = None
    refuses: str = ""

    def allows(self, url: str) -> bool:
        return not self.refuses and (self.parsed is None or bool(self.parsed.can_fetch(url, AGENT)))

    @property
    def delay(self) -> float:
        delay = self.parsed.crawl_delay(AGENT) if self.parsed is not None else None
        return min(float(delay or 0.0), LONGEST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return tuple(self.parsed.sitemaps) if self.parsed is not None else ()


def address(url: str) -> str:
    """Where the rules for `url` stand.

    >>> address("https://blog.example:8443/a?b")
    'https://blog.example:8443/robots.txt'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read(status: int, body: bytes) -> Rules:
    """The rules an answer gives: 4xx is none (but 403 and 429 speak for the whole host), 5xx means that nothing may be asked."""
    if status in (403, 429):
        return Rules(refuses="blocked" if status == 403 else "rate_limited")
    if status >= 500:
        return Rules(refuses="server_error")
    if status >= 300:
        return Rules()
    return Rules(parsed=Protego.parse(body[:LIMIT].decode("utf-8", "replace")))
