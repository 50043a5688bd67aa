"""URLs from strangers, taken apart without surprise: `urllib` raises for some of them ("http://[bad")."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def host_of(url: str) -> str:
    """The host in lower case, "" when there is none.

    >>> host_of("https://Blog.example:8443/a"), host_of("http://[bad/")
    ('blog.example', '')
    """
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def absolute(base: str, href: str | None) -> str:
    """`href` as seen from `base`, "" when it is no address."""
    try:
        return urljoin(base, (href or "").strip())
    except ValueError:
        return ""


def origin(url: str) -> str:
    """ "https://blog.example/a" -> "https://blog.example"; "" when there is no host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
