"""One question in, one `Page` or one `Skip` out: the rules of the house around every exchange.

In this order, for each hop of a redirect anew: host table, addresses, robots.txt, a turn, the exchange, and a wait outside the turn
when the site asks for one. After a 403, after a 429 that outlives its Retry-After twice, or when nothing listens, a host is left alone.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ereput.collect import hosts, robots
from ereput.collect.addresses import NoSuchHost, PrivateAddress, Resolver, is_loopback
from ereput.collect.fetch import Exchange, Failed, Limits, Target, Wire, target_of
from ereput.collect.pace import Host
from ereput.collect.retry import is_retried, wait_before
from ereput.collect.skips import skip
from ereput.collect.urls import absolute
from ereput.model import Page, Query, Skip, Text, say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from ereput.collect.addresses import Place
    from ereput.collect.journal import Journal

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEY = "{key}"
"""Where the person's key goes in a URL, header or body of a Query: replaced at the last moment, never stored or shown."""


def rules_query(url: str) -> Query:
    """The question that comes before any other to a host: what it asks of programs."""
    why = say("lire les règles que ce site donne aux programmes")
    return Query(url=robots.address(url), why=why, source="robots", context=(("route", "api"),))


class Asker:
    """Asks, politely and within `limits`. `ask` may be called from many tasks of one event loop."""

    def __init__(
        self,
        *,
        wire: Wire,
        journal: Journal,
        now: Callable[[], datetime],
        resolver: Resolver | None = None,
        limits: Limits | None = None,
        keys: Mapping[str, str] | None = None,
        offline: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._wire, self._journal, self._now, self._sleep, self._offline = wire, journal, now, sleep, offline
        self._resolver, self._limits, self._keys = resolver or Resolver(), limits or Limits(), dict(keys or {})
        self._hosts: dict[str, Host] = {}
        self._asking: dict[str, asyncio.Future[robots.Rules]] = {}
        self._turns = asyncio.Semaphore(self._limits.in_flight)
        self._lines = asyncio.Semaphore(self._limits.in_flight * 3 // 2)

    async def close(self) -> None:
        """End what is still asked (after an interruption), remember how long each host took, and let the wire go."""
        for asking in self._asking.values():
            asking.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)
        self._journal.took({key: host.spent for key, host in self._hosts.items() if host.spent})
        await self._wire.close()

    def slow(self, query: Query) -> float:
        """Seconds that the query's host took in the last run that asked it, waits included; 0 when none did. The slowest come first."""
        try:
            return self._journal.slow(_key(query, target_of(query.url)))
        except Failed:
            return 0.0

    async def ask(self, query: Query) -> Page | Skip:
        """The answer to `query`, whatever its HTTP status, or why there is none."""
        kept = self._journal.get(query)
        if kept is not None and (self._offline or kept.run == self._journal.run or self._fresh(kept.page)):
            self._journal.use(query)
            return kept.page
        if self._offline:
            return skip(query, "offline")
        try:
            page = await self._follow(query, kept.page if kept else None)
        except Failed as failed:
            return skip(query, failed.code, _hint(query, failed.code))
        if not is_retried(page.status):
            self._journal.put(page)
        return page

    def _fresh(self, page: Page) -> bool:
        """Whether a kept answer is not asked again: rules for a day (RFC 9309 2.4), others as the host table says."""
        seconds = robots.KEEP if page.query.source == "robots" else hosts.keep(target_of(page.query.url).host)
        return self._now() - page.fetched_at < timedelta(seconds=seconds)

    async def _follow(self, query: Query, known: Page | None) -> Page:
        url, method, content = self._with_key(query, query.url), query.method, query.body
        hops = [url]
        while True:
            first = len(hops) == 1
            target = target_of(url)
            headers = self._headers(query, target, known if first else None)
            answer = await self._hop(query, target, method, headers, content)
            location = answer.header("location")
            if answer.status == 304 and known is not None and first:
                return replace(known, fetched_at=self._now(), from_cache=True)
            if answer.status not in _REDIRECTS or not location:
                return self._page(query, answer, hops)
            url = absolute(url, location)
            if url in hops or len(hops) > self._limits.hops:
                raise Failed("redirect_loop")
            hops.append(url)
            if answer.status == 303 or (answer.status in (301, 302) and method == "POST"):
                method, content = "GET", None

    def _page(self, query: Query, answer: Exchange, hops: list[str]) -> Page:
        secret = self._keys.get(query.source, "")
        *before, last = (hop.replace(secret, KEY) if secret else hop for hop in hops)
        headers = tuple(pair for pair in answer.headers if pair[0] != "set-cookie")
        return Page(
            query=query, url=last, status=answer.status, headers=headers, body=answer.body, fetched_at=self._now(), redirects=tuple(before)
        )

    def _with_key(self, query: Query, text: str) -> str:
        return text.replace(KEY, self._keys.get(query.source, "")) if KEY in text else text

    def _headers(self, query: Query, target: Target, known: Page | None) -> dict[str, str]:
        """The query's own headers for its own host only (a key never follows a redirect elsewhere), and what makes it conditional."""
        own = target.netloc == target_of(query.url).netloc
        keyed = query.source in self._keys
        own_headers = query.headers if own else ()
        headers = {name.lower(): self._with_key(query, value) for name, value in own_headers if keyed or KEY not in value}
        if known is not None and known.status == 200:
            validators = (("if-none-match", known.header("etag")), ("if-modified-since", known.header("last-modified")))
            headers |= {name: value for name, value in validators if value}
        return headers

    async def _hop(self, query: Query, target: Target, method: str, headers: dict[str, str], content: bytes | None) -> Exchange:
        """One hop, tried again where that may help; the waits are outside every turn."""
        host = await self._admit(query, target)
        if query.about("route") != "api":
            await self._obey(host, target)
        body = self._with_key(query, content.decode()).encode() if content is not None else None
        for attempt in range(1, self._limits.tries + 1):
            if host.stopped:
                raise Failed("unreachable" if host.stopped == "unreachable" else "host_stopped")
            try:
                async with host.turn(self._sleep):
                    answer = await self._send(host, target, method, headers, body)
            except Failed as failed:
                wait = self._after_failure(host, failed, attempt)
            else:
                if not is_retried(answer.status):
                    host.stopped = host.stopped or ("blocked" if answer.status == 403 else "")
                    return answer
                asked = self._after_refusal(host, answer, attempt)
                if asked is None:
                    return answer
                wait = asked
            host.spent += wait
            await self._sleep(wait)
        raise Failed("server_error")

    def _after_failure(self, host: Host, failed: Failed, attempt: int) -> float:
        """Seconds before the next try, or the failure itself when another would not help."""
        if not failed.again or attempt == self._limits.tries:
            host.stopped = host.stopped or ("unreachable" if failed.down else "")
            raise failed
        return self._limits.first_wait * attempt

    def _after_refusal(self, host: Host, answer: Exchange, attempt: int) -> float | None:
        """Seconds that a 429 or 5xx asks to wait; None when it is the last word, which stops the host for a 429."""
        wait = wait_before(answer.header("retry-after"), attempt, now=self._now(), first=self._limits.first_wait)
        limited = answer.status == 429
        if attempt == self._limits.tries or wait > self._limits.longest_wait or (limited and hosts.stops_at_once(host.name)):
            host.stopped = host.stopped or ("rate_limited" if limited else "")
            return None
        host.hold(wait, asyncio.get_running_loop().time())
        return wait

    async def _admit(self, query: Query, target: Target) -> Host:
        """The state of the target's host, once the host table and the addresses allow it."""
        if hosts.refusal(target.sent) is not None:
            raise Failed("forbidden_host")
        key = _key(query, target)
        host = self._hosts.get(key)
        if host is None:
            host = self._hosts[key] = Host(target.host, hosts.interval(target.host))
        if not host.places:
            async with host.asking_places:
                if not host.places:
                    host.settle(await self._places(target))
        return host

    async def _places(self, target: Target) -> tuple[Place, ...]:
        try:
            async with asyncio.timeout(self._limits.connect):
                return await self._resolver.places(target.host, target.port)
        except PrivateAddress as error:
            raise Failed("private_address") from error
        except (NoSuchHost, TimeoutError) as error:
            raise Failed("unreachable") from error

    async def _obey(self, host: Host, target: Target) -> None:
        rules = host.rules
        if rules is None:
            async with host.asking_rules:
                rules = host.rules or await self._shared_rules(target.sent)
                host.obey(rules)
        if not rules.allows(target.sent):
            raise Failed(rules.refuses or "robots")

    async def _shared_rules(self, url: str) -> robots.Rules:
        """The rules of an origin, asked once however many ask at the same time."""
        where = robots.address(url)
        if where not in self._asking:
            self._asking[where] = asyncio.ensure_future(self._rules(url))
        return await asyncio.shield(self._asking[where])

    async def _rules(self, url: str) -> robots.Rules:
        answer = await self.ask(rules_query(url))
        if isinstance(answer, Page):
            return robots.read(answer.status, answer.body)
        return robots.Rules(refuses="" if answer.code == "redirect_loop" else answer.code)  # RFC 9309 2.3.1.2: as if there were none

    async def _send(self, host: Host, target: Target, method: str, headers: dict[str, str], content: bytes | None) -> Exchange:
        """One exchange with the first checked address at which something listens, and what it takes from the host's time.

        The next questions connect while others wait for their answers: a connection takes as long as an answer, and asks nothing.
        """
        clock, waited, last = asyncio.get_running_loop().time, 0.0, Failed("unreachable", again=True, down=True)

        @asynccontextmanager
        async def turn() -> AsyncIterator[None]:
            nonlocal waited
            before = clock()
            async with self._turns:
                await host.leave(self._sleep)
                waited += clock() - before
                yield

        async with self._lines:
            started = clock()
            try:
                for place in host.places[:3]:
                    try:
                        return await self._wire.exchange(target, place, method=method, headers=headers, content=content, turn=turn())
                    except Failed as failed:
                        last = failed
                        if not failed.down:
                            break
                raise last
            finally:
                host.spent += clock() - started - waited


def _key(query: Query, target: Target) -> str:
    """What a host is known by during a run, and its slowness between runs.

    Many sites behind one address of this machine are told apart by the query's `site`: they are a test, and no host to spare.
    """
    return f"{target.host}:{target.port}" + (f"/{query.about('site')}" if is_loopback(target.host) else "")


def _hint(query: Query, code: str) -> Text | None:
    if code == "forbidden_host":
        refused = hosts.refusal(query.url)
        return refused.hint if refused else None
    if code == "private_address":
        return say("Si cette adresse est celle de votre machine, ajoutez allow_loopback = true sous [network].")
    return None
