"""The loop over collectors: ask what they plan, let them read, ask what that leads to. It knows neither HTTP nor any source.

    plan -> ask -> read -> Mention | Query | Seen | Skip | Tally
             ^                       |
             +-----------------------+

The order of the result depends on what was asked, never on which answer came first.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from ereput.collect.journal import key_of
from ereput.collect.reading import Malformed
from ereput.collect.skips import code_of, skip, verdict_of
from ereput.errors import SKIPS
from ereput.model import Coverage, Harvest, Mention, Page, Query, Seen, Skip, Tally, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from ereput.collect.base import Collector

Ask: TypeAlias = "Callable[[Query], Awaitable[Page | Skip]]"
Progress: TypeAlias = "Callable[[str, int, int], None]"
Notice: TypeAlias = "Callable[[Mention], None]"
"""Told of each mention as soon as it is read, in no particular order."""

DEPTH = 6
"""Queries that one planned query may lead to, one after another."""


class _Interrupted(Exception):
    """In place of a KeyboardInterrupt or SystemExit: raised in a task, these leave the event loop at once, the others in the middle."""


@dataclass(slots=True)
class _Result:
    """What one query gave."""

    mentions: list[Mention] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One query and the collector that will read its answer."""

    collector: Collector
    query: Query


async def run(
    planned: Sequence[Planned],
    ask: Ask,
    *,
    budget: int,
    readers: Mapping[str, Collector] | None = None,
    progress: Progress | None = None,
    notice: Notice | None = None,
) -> Harvest:
    """Ask all that is planned and what it leads to, `budget` queries at most. Nothing raised by a collector gets out.

    A collector may hand a query over by naming another source: `readers` (the enabled collectors) says who reads it then. An
    interruption, by a signal or raised by `progress` or `notice`, is raised again once every task has ended.
    """
    loop = _Loop(ask, budget, readers or {}, progress, notice)
    try:
        async with asyncio.TaskGroup() as tasks:
            loop.start(tasks, planned, depth=0)
    except* _Interrupted:
        pass
    if loop.stopped is not None:
        raise loop.stopped
    results = [loop.results[key] for key in sorted(loop.results)]
    return Harvest(
        mentions=tuple(dict.fromkeys(item for result in results for item in result.mentions)),
        coverage=tuple(item for result in results for item in result.coverage),
        skips=tuple(item for result in results for item in result.skips),
    )


_Place: TypeAlias = "tuple[str, str, str, tuple[tuple[str, str], ...]]"


class _Loop:
    def __init__(self, ask: Ask, budget: int, readers: Mapping[str, Collector], progress: Progress | None, notice: Notice | None) -> None:
        self._ask, self._budget, self._readers, self._progress, self._notice = ask, budget, readers, progress, notice
        self._answers: dict[str, asyncio.Task[Page | Skip]] = {}
        self._done = 0
        self.stopped: KeyboardInterrupt | SystemExit | None = None
        self.results: dict[_Place, _Result] = {}

    def start(self, tasks: asyncio.TaskGroup, planned: Iterable[Planned], *, depth: int) -> None:
        """Queue what was not queued yet. Each question is asked once, whoever else asks it."""
        for item in planned:
            place = (item.collector.name, item.query.url, key_of(item.query), item.query.context)
            if place in self.results:
                continue
            self.results[place] = _Result()
            tasks.create_task(self._work(tasks, item, self.results[place], depth))

    async def _work(self, tasks: asyncio.TaskGroup, item: Planned, result: _Result, depth: int) -> None:
        answer = await self._answer(item.query, tasks)
        _settle(item, answer, result)
        if self._notice is not None:
            for mention in result.mentions:
                self._tell(self._notice, mention)
        if depth < DEPTH:
            self.start(tasks, self._following(item.collector, result.queries), depth=depth + 1)
        else:
            result.skips.extend(skip(query, "budget") for query in result.queries)
        self._done += 1
        if self._progress is not None:
            self._tell(self._progress, item.query.source, self._done, len(self.results))

    def _tell(self, listener: Callable[..., None], *news: object) -> None:
        try:
            listener(*news)
        except (KeyboardInterrupt, SystemExit) as stop:
            self.stopped = stop
            raise _Interrupted from stop

    def _following(self, collector: Collector, queries: Iterable[Query]) -> Iterable[Planned]:
        """Who reads what; a query handed over to a source that the person turned off is not asked."""
        for query in queries:
            reader = collector if query.source == collector.name else self._readers.get(query.source)
            if reader is not None:
                yield Planned(collector=reader, query=query)

    async def _answer(self, query: Query, tasks: asyncio.TaskGroup) -> Page | Skip:
        key = key_of(query)
        if key not in self._answers:
            if len(self._answers) >= self._budget:
                return skip(query, "budget")
            self._answers[key] = tasks.create_task(self._asked(query))
        answer = await self._answers[key]
        return _as_asked(answer, query)

    async def _asked(self, query: Query) -> Page | Skip:
        return await self._ask(query)


def _as_asked(answer: Page | Skip, query: Query) -> Page | Skip:
    """The shared answer, as the one this collector asked for."""
    return replace(answer, query=query) if isinstance(answer, Page) else replace(answer, source=query.source)


def _settle(item: Planned, answer: Page | Skip, result: _Result) -> None:
    """Turn one answer into what the harvest holds."""
    if isinstance(answer, Skip):
        verdict = verdict_of(answer.code)
        result.skips.append(answer)
        result.coverage.append(Coverage(source=item.query.source, where=item.query.url, verdict=verdict, reason=answer.reason))
        return
    code = code_of(answer.status)
    if code:
        result.skips.append(skip(item.query, code))
        result.coverage.append(_coverage(answer, Seen(verdict=verdict_of(code), reason=SKIPS[code]), ()))
        return
    _read(item, answer, result)


def _read(item: Planned, page: Page, result: _Result) -> None:
    """Let the collector read. What it yielded before it failed is kept."""
    seen: Seen | None = None
    tallies: list[Tally] = []
    try:
        for found in item.collector.read(page):
            match found:
                case Mention():
                    result.mentions.append(found)
                case Query():
                    result.queries.append(found)
                case Seen():
                    seen = found
                case Skip():
                    result.skips.append(found)
                case Tally():
                    tallies.append(found)
    except Malformed:
        result.skips.append(skip(item.query, "malformed"))
        seen = Seen(verdict=Verdict.UNDECIDED, reason=SKIPS["malformed"])
    except Exception as error:  # a collector that breaks, whatever the reason, must not take the audit with it
        hint = say("Type d'erreur : {kind}. Ce défaut est le nôtre : merci de le signaler.", kind=type(error).__name__)
        result.skips.append(
            Skip(source=item.query.source, code="collector_error", where=page.url, reason=SKIPS["collector_error"], hint=hint)
        )
        seen = Seen(verdict=Verdict.UNDECIDED, reason=SKIPS["collector_error"])
    result.coverage.append(_coverage(page, seen or _default(page, result), tuple(tallies)))


def _default(page: Page, result: _Result) -> Seen:
    if page.status in (404, 410):
        return Seen(verdict=Verdict.ABSENT, reason=say("Le site répond que cette page n'existe pas."))
    if page.status < 400 and (result.mentions or result.queries):
        return Seen(verdict=Verdict.PRESENT, reason=say("La page a été lue."))
    return Seen(verdict=Verdict.UNDECIDED, reason=say("La réponse ne permet pas de conclure."))


def _coverage(page: Page, seen: Seen, tallies: tuple[Tally, ...]) -> Coverage:
    return Coverage(
        source=page.query.source,
        where=page.query.url,
        verdict=seen.verdict,
        reason=seen.reason,
        status=page.status,
        seen_at=page.fetched_at,
        sha256=page.sha256,
        tallies=tallies,
    )
