"""The collect stage: what would be asked, what was found, what could not be looked at."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ereput.collect.identifiers import Asked, asked_about
from ereput.collect.merge import merged
from ereput.collect.portraits import Pictured, printed
from ereput.cycles import seldom
from ereput.errors import SKIPS
from ereput.model import Harvest, Query, Skip, Subject, Text, say
from ereput.registry import adapters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from ereput.collect.base import Collector
    from ereput.collect.engine import Notice, Planned, Progress
    from ereput.profile import Network, Profile

PACKAGE = "ereput.collect.sources"
GROUP = "ereput.collectors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One row of `ereput sources`."""

    name: str
    title: Text
    needs: Text
    terms: Text
    key: str


def sources() -> tuple[Source, ...]:
    """Every collector, by name."""
    return tuple(Source(name=c.name, title=c.title, needs=c.needs, terms=c.terms, key=c.key) for c in _collectors().values())


def _collectors() -> Mapping[str, Collector]:
    return adapters(PACKAGE, "COLLECTOR", group=GROUP)


def _enabled(network: Network) -> Mapping[str, Collector]:
    """The collectors that she did not turn off; they ask for pictures too when she asked for that."""
    kept = {name: c for name, c in _collectors().items() if name not in network.disabled}
    pictures = "avatars" in kept and not {"avatars", "all"}.isdisjoint(network.ask)
    return {name: Pictured(c) for name, c in kept.items()} if pictures else kept


def plan(profile: Profile) -> tuple[Query, ...]:
    """Every URL that would be asked and why, each host's robots.txt before its pages; nothing is asked."""
    from ereput.collect.asker import rules_query

    network = profile.network
    planned, _ = _plan(network, asked_about(profile.subject, network, _own(profile, salt=b"")), _enabled(network))
    queries = [item.query for item in planned]
    rules = {query.url: query for query in (rules_query(q.url) for q in queries if q.about("route") != "api")}
    return (*rules.values(), *queries)


@seldom()
def collect(
    profile: Profile,
    *,
    now: Callable[[], datetime],
    store: Path,
    salt: bytes = b"",
    offline: bool = False,
    progress: Progress | None = None,
    keep_evidence: Path | None = None,
    notice: Notice | None = None,
) -> Harvest:
    """Everything that can be known about the subject of `profile` today: her own files first, then the public web.

    `salt` is for the hashes of other people's names; `store` remembers answers between runs; `keep_evidence` names a WARC file, to
    which the answers that support a statement are written; `notice` is told of each mention as soon as it is read.
    """
    own = _own(profile, salt=salt)
    if notice is not None:
        for mention in own.mentions:
            notice(mention)
    asked = asked_about(profile.subject, profile.network, own)
    network = replace(profile.network, keys=tuple(asked.keys.items()))
    readers = _enabled(network)
    planned, skips = _plan(network, asked, readers)
    asking = _ask_all(
        network, planned, readers, now=now, store=store, offline=offline, progress=progress, keep_evidence=keep_evidence, notice=notice
    )
    kept: list[Harvest] = []
    asyncio.run(_keep(asking, kept))
    (found,) = kept
    harvests = (own, found)
    return Harvest(
        mentions=printed((*own.mentions, *merged(found.mentions))),
        coverage=tuple(c for h in harvests for c in h.coverage),
        skips=(*(s for h in harvests for s in h.skips), *skips),
    )


def unfinished(store: Path, *, now: datetime) -> datetime | None:
    """When the run began that stopped before its report was written, and that the next one goes on with; None when there is none."""
    from ereput.collect import journal

    return journal.unfinished(store, now=now)


def finish(store: Path, *, now: datetime) -> None:
    """What was collected served: the next run asks again. A run that was interrupted before, even in its analysis, is continued."""
    from ereput.collect.journal import Journal

    if unfinished(store, now=now) is not None:
        journal = Journal(store, now=now)
        journal.finish(now)
        journal.close()


def _own(profile: Profile, *, salt: bytes) -> Harvest:
    """Her exports, CV, letter, offers and saved result pages."""
    from ereput.collect.archives.stage import read
    from ereput.collect.files import joined, read_own

    subject = profile.subject
    return joined((read_own(subject), read(subject.exports, subject, salt)))


def _plan(network: Network, asked: Asked, enabled: Mapping[str, Collector]) -> tuple[tuple[Planned, ...], tuple[Skip, ...]]:
    """What every enabled collector would ask; a collector without its key, or that fails, is a Skip."""
    from ereput.collect.engine import Planned

    planned: list[Planned] = []
    skips: list[Skip] = []
    for collector in enabled.values():
        queries = _queries(collector, asked.subject, skips)
        if queries and collector.key and collector.key not in asked.keys:
            skips.append(_lacks_key(collector))
            continue
        planned.extend(Planned(collector=collector, query=query) for query in queries)
    skips.extend(_unusable(network, asked.subject))
    return tuple(planned), tuple(skips)


def _unusable(network: Network, subject: Subject) -> Iterable[Skip]:
    """Handles that name a source and lead to no question: an account without its server, a number that is none."""
    collectors = _collectors() if subject.handles else {}
    for handle in subject.handles:
        named, alone = collectors.get(handle.service), Subject(names=subject.names, handles=(handle,))
        if named is None or named.name in network.disabled or any(_queries(c, alone, []) for c in collectors.values()):
            continue
        hint = say("Il faut : {needs}.", needs=named.needs)
        where = f"handles.{handle.service}"
        yield Skip(source=named.name, code="unusable_handle", where=where, reason=SKIPS["unusable_handle"], hint=hint)


def _queries(collector: Collector, subject: Subject, skips: list[Skip]) -> tuple[Query, ...]:
    try:
        return tuple(dict.fromkeys(collector.plan(subject)))
    except Exception as error:  # a collector that breaks, whatever the reason, must not take the audit with it
        hint = say("Type d'erreur : {kind}. Ce défaut est le nôtre : merci de le signaler.", kind=type(error).__name__)
        skips.append(Skip(source=collector.name, code="collector_error", where="", reason=SKIPS["collector_error"], hint=hint))
        return ()


def _lacks_key(collector: Collector) -> Skip:
    hint = say("Ajoutez sous [keys] : {key} = le nom de la variable d'environnement qui la contient.", key=collector.key)
    return Skip(source=collector.name, code="needs_key", where="", reason=SKIPS["needs_key"], hint=hint)


async def _keep(asking: Awaitable[Harvest], kept: list[Harvest]) -> None:
    """Not handed over as a result: `asyncio.run` puts the handler of Ctrl-C back, for which `signal` writes out, twice, the task with its
    result, all that was collected."""
    kept.append(await asking)


async def _ask_all(
    network: Network,
    planned: Iterable[Planned],
    readers: Mapping[str, Collector],
    *,
    now: Callable[[], datetime],
    store: Path,
    offline: bool,
    progress: Progress | None,
    keep_evidence: Path | None,
    notice: Notice | None,
) -> Harvest:
    from ereput.collect import engine
    from ereput.collect.journal import Journal
    from ereput.collect.session import session

    journal = Journal(store, now=now())
    try:
        async with session(network, journal, now=now, offline=offline) as asker:
            slowest_first = sorted(planned, key=lambda item: -asker.slow(item.query))
            found = await engine.run(
                slowest_first, asker.ask, budget=network.max_requests, readers=readers, progress=progress, notice=notice
            )
        if keep_evidence is not None:
            from ereput.collect.evidence import write_warc

            write_warc(keep_evidence, journal, found)
        return found
    finally:
        journal.close()
