"""One thing that several publishers show: an entry for each of them once she tells them apart, and the whole that stands for them.

Each publisher has a month of its own to answer (GDPR art. 12(3)): one may remove what the other refuses to. The whole is as far as the
publisher that is least far: done when every one is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ereput.advise.requests import controller, pages
from ereput.errors import UsageError
from ereput.model import State, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ereput.advise.plan import Entry, Step
    from ereput.model import Audit

    Hosts = tuple[str, ...]

ORDER = (State.OPEN, State.ASKED, State.ACCEPTED, State.DONE)
"""From what is least far."""


def place(url: str) -> str:
    """The host that names the publisher of the page at `url`; imported guides change no name, or a plan would change with them."""
    return controller(url).host


def named(text: str) -> str:
    """The publisher that she names by a host or by the address of a page; her own word when it is neither."""
    return place(text if "://" in text else f"https://{text}") or text


def places(audit: Audit) -> dict[str, Hosts]:
    """Finding or action id -> the publishers of its public pages, each once, in order."""
    shown = {f.id: tuple(dict.fromkeys(map(place, pages(f)))) for f in audit.findings}
    acts = {a.id: tuple(dict.fromkeys(host for id_ in a.targets for host in shown.get(id_, ()))) for a in audit.actions}
    return shown | acts


def whole(parts: tuple[Entry, ...]) -> Entry:
    """The entry that stands for `parts`, one for each publisher; `asked` is the first request at each step."""
    least = min(parts, key=lambda part: ORDER.index(part.state))
    days: dict[Step, date] = {}
    for step, day in (row for part in parts for row in part.asked):
        days[step] = min(day, days.get(step, day))
    return replace(
        max(parts, key=lambda part: part.seen), at="", parts=parts, state=least.state, since=max(part.since for part in parts),
        reason=least.reason, until=least.until, asked=tuple(days.items()), refused=(), extended=(), notes=(),
        back=any(part.back for part in parts),
    )  # fmt: skip


def by_part(entry: Entry, how: Callable[[Entry], Entry]) -> Entry:
    """`entry` with each of its publishers changed by `how`, or itself when they are not told apart."""
    return whole(tuple(map(how, entry.parts))) if entry.parts else how(entry)


def gathered(rows: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries as a file lists them -> one for each thing, where its first row stands."""
    parts: dict[str, list[Entry]] = {}
    found: list[Entry | str] = []
    for row in rows:
        if not row.at:
            found.append(row)
            continue
        if row.id not in parts:
            found.append(row.id)
        parts.setdefault(row.id, []).append(row)
    return tuple(whole(tuple(parts[one])) if isinstance(one, str) else one for one in found)


def speaking(entry: Entry, host: str) -> Entry | None:
    """The part of `entry` for one publisher; itself when its publishers are not told apart, or when none is meant."""
    if not host or not entry.parts:
        return entry
    return next((part for part in entry.parts if part.at == host), None)


def met(old: Entry, new: Entry, hosts: Hosts, again: Callable[[Entry, Entry], Entry]) -> Entry:
    """`old` met again as `new` at `hosts`, by `again`: a publisher that shows it no more stays as it was, a new one is to be asked."""
    if not old.parts:
        return again(old, new)
    kept = tuple(again(part, new) if part.at in hosts else part for part in old.parts)
    known = {part.at for part in old.parts}
    more = tuple(replace(new, at=host) for host in hosts if host not in known)
    return whole((*kept, *more))


@dataclass(frozen=True, slots=True)
class There:
    """The publishers that a word of hers is about: `at` their hosts (none: all of them), `known` those of each entry by its id."""

    at: frozenset[str] = frozenset()
    known: Mapping[str, Hosts] = field(default_factory=dict)

    def check(self, *entries: Entry) -> None:
        """Raises UsageError when one of these publishers shows none of `entries`, or one of these is shown by none of them."""
        shown = [{*(part.at for part in entry.parts), *self.known.get(entry.id, ())} for entry in entries]
        every: set[str] = set().union(*shown)
        strays = self.at - every if self.at - every or all(self.at & hosts for hosts in shown) else self.at
        if strays:
            ids, hosts = ", ".join(entry.id for entry in entries), ", ".join(sorted(strays))
            raise UsageError(
                say("« {id} » n'est pas sur {host}, d'après ce bilan et votre plan.", id=ids, host=hosts), code="unknown_place",
                hint=say("Possibles : {ids}", ids=", ".join(sorted(every)) or "–"),
            )  # fmt: skip

    def change(self, entry: Entry, how: Callable[[Entry], Entry], *, settled: bool = False) -> Entry:
        """`entry` changed by `how` at these publishers; with none named, at those still to settle (at every one with `settled`)."""
        hosts = self.known.get(entry.id, ())
        if not self.at and not entry.parts:
            return how(entry)
        if not entry.parts and hosts and self.at >= set(hosts):
            return how(entry)
        parts = entry.parts or (_apart(entry, hosts) if self.at & set(hosts) else ())
        left = [part.at for part in parts if not part.closed and not settled] or [part.at for part in parts]
        return whole(tuple(how(p) if p.at in (self.at or left) else p for p in parts)) if parts else entry


def _apart(entry: Entry, hosts: Hosts) -> tuple[Entry, ...]:
    """The same state for each publisher; her notes stay with the first."""
    return tuple(replace(entry, at=host, notes=() if n else entry.notes) for n, host in enumerate(hosts))


EVERYWHERE = There()
