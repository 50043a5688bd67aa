"""The one way out, before a recorded web (respx): what is sent, what comes back, what each failure is called. No socket is opened."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
import respx

from ereput.collect.addresses import Place
from ereput.collect.fetch import Exchange, Failed, Limits, Wire, target_of

URL = "https://blog.example/a?b=1"
PLACE = Place(address="93.184.215.14", port=443, local=False)


def exchange(router: respx.MockRouter, url: str = URL, **limits: Any) -> Exchange:
    """One GET of `url` through `router`."""
    wire = Wire(Limits(**limits), contact="camille@example.org", transport=httpx.MockTransport(router.async_handler))
    return asyncio.run(wire.exchange(target_of(url), PLACE, method="GET", headers={"accept-language": "fr"}, content=None))


def test_what_is_sent_and_what_comes_back() -> None:
    """The host's own name, who asks and where to write, no cookie; names of headers in lower case, the body as it is."""
    router = respx.MockRouter()
    route = router.get(URL).respond(200, headers={"X-Robots-Tag": "noindex"}, content=b"bonjour")
    got = exchange(router)
    assert (got.status, got.body, got.header("x-robots-tag")) == (200, b"bonjour", "noindex")
    sent = route.calls.last.request.headers
    assert sent["host"] == "blog.example" and sent["user-agent"].startswith("ereput/") and "camille@example.org" in sent["user-agent"]
    assert sent["accept-language"] == "fr" and "cookie" not in sent and "referer" not in sent


@pytest.mark.parametrize(
    ("error", "code", "again"),
    [
        (httpx.ConnectTimeout, "timeout", True),
        (httpx.ReadTimeout, "timeout", False),
        (httpx.ConnectError, "unreachable", True),
        (httpx.ReadError, "unreachable", True),
        (httpx.RemoteProtocolError, "malformed", True),
    ],
)
def test_each_failure_has_its_name(error: type[httpx.TransportError], code: str, again: bool) -> None:
    """What httpx says went wrong is one of our codes, and says whether another try may help."""
    router = respx.MockRouter()
    router.get(URL).mock(side_effect=error)
    with pytest.raises(Failed) as failed:
        exchange(router)
    assert (failed.value.code, failed.value.again) == (code, again)


def test_a_body_beyond_the_limit_is_not_kept() -> None:
    """The limit counts bytes after decompression; nothing of a larger answer is given."""
    router = respx.MockRouter()
    router.get(URL).respond(200, content=b"x" * 1001)
    with pytest.raises(Failed) as failed:
        exchange(router, body=1000)
    assert failed.value.code == "too_large"


def test_a_redirect_is_given_back_not_followed() -> None:
    """Whether to follow is decided by who knows the rules of hosts."""
    router = respx.MockRouter()
    router.get(URL).respond(302, headers={"Location": "https://www.linkedin.com/in/camille"})
    assert exchange(router).header("location") == "https://www.linkedin.com/in/camille"
    assert router.calls.call_count == 1
