"""Answers that are none: which status, which Skip code says that a program was refused, and which that the site failed; never "absent"."""

from __future__ import annotations

from ereput.errors import SKIPS
from ereput.model import Query, Skip, Text, Verdict

_REFUSING = frozenset({401, 402, 403, 407, 451, 999})
"""RFC 9110 and 7725; 999 is what some networks made up for programs."""
_REFUSED = frozenset({"blocked", "rate_limited", "robots", "forbidden_host", "host_stopped", "private_address"})


def skip(query: Query, code: str, hint: Text | None = None) -> Skip:
    """`code` (one of SKIPS) as the outcome of `query`."""
    return Skip(source=query.source, code=code, where=query.url, reason=SKIPS[code], hint=hint)


def code_of(status: int) -> str:
    """The Skip code that an HTTP status amounts to, "" when the answer is one.

    >>> code_of(451), code_of(429), code_of(502), code_of(404)
    ('blocked', 'rate_limited', 'server_error', '')
    """
    if status == 429:
        return "rate_limited"
    if status in _REFUSING:
        return "blocked"
    return "server_error" if status >= 500 else ""


def verdict_of(code: str) -> Verdict:
    """Whether we were refused, or nothing can be said."""
    return Verdict.BLOCKED if code in _REFUSED else Verdict.UNDECIDED
