"""When to ask again, and after how long: 429 and the temporary 5xx, honouring Retry-After (RFC 9110 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime

_RETRIED = frozenset({429, 500, 502, 503, 504})


def is_retried(status: int) -> bool:
    """The answers that are about now rather than about the page: asked again, never kept, never "absent"."""
    return status in _RETRIED


def wait_before(retry_after: str, attempt: int, *, now: datetime, first: float) -> float:
    """Seconds to wait before the next try: what the site says (seconds or an HTTP date), else `first`, doubling.

    >>> wait_before("7", 1, now=datetime(2026, 11, 20, tzinfo=UTC), first=1.0)
    7.0
    """
    text = retry_after.strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    from email.utils import parsedate_to_datetime  # 3 ms, for the few sites that name a date

    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return first * 2.0 ** (attempt - 1)
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())
