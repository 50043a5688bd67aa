"""Her accounts, from what she declared and from the profiles that were found: one per network and name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import acts, network_of, public
from ereput.analyse.presence.catalogue import Network, catalogue
from ereput.model import Kind, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: its network's id, what the catalogue knows of it (None when it is not there), the profile read, its first and last
    signs of life.
    """

    network: str
    entry: Network | None
    user: str = ""
    profile: Reading | None = None
    first: datetime | None = None
    last: datetime | None = None
    acts: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        return self.entry.name if self.entry else self.network

    @property
    def open(self) -> bool:
        """Can anybody see it?"""
        return self.profile is not None and public(self.profile.mention)


_ALIASES = {"twitter": "x", "googleplus": "googleplus", "wordpress.com": "wordpresscom", "stack_overflow": "stackoverflow"}


@Once
def accounts(known: Known) -> tuple[Account, ...]:
    """Every account, by network; a network of many servers (Mastodon, GitLab) is one entry per user."""
    found: dict[str, Account] = {}
    for account in (*_declared(known), *_profiles(known)):
        kept = found.get(account.network)
        found[account.network] = account if kept is None or (kept.profile is None and account.profile) else kept
    done: dict[str, list[datetime]] = {}
    for act in acts(known):
        done.setdefault(act.network, []).append(act.at)
    return tuple(_dated(a, done.get(a.network, [])) for _, a in sorted(found.items()))


def _declared(known: Known) -> Iterator[Account]:
    by_id = catalogue().by_id
    for handle in known.subject.handles:
        id_ = _ALIASES.get(handle.service, handle.service)
        yield Account(network=id_, entry=by_id.get(id_), user=handle.user)


def _profiles(known: Known) -> Iterator[Account]:
    by_id = catalogue().by_id
    for reading in known.readings:
        if reading.mention.kind in (Kind.PROFILE, Kind.ACCOUNT):
            id_ = network_of(reading.mention)
            id_ = _ALIASES.get(id_, id_)
            if id_ in by_id or reading.mention.kind is Kind.ACCOUNT or reading.mention.field("network"):
                yield Account(network=id_, entry=by_id.get(id_), user=reading.mention.field("handle"), profile=reading)


def _dated(account: Account, days: list[datetime]) -> Account:
    """The account with its first and last signs of life: its acts, or what its profile says."""
    said = account.profile.mention if account.profile else None
    made, active = ((_instant(said.field(name)) if said else None) for name in ("created", "last_active"))
    firsts, lasts = ([d for d in (*days, stamp) if d is not None] for stamp in (made, active))
    return replace(account, first=min(firsts, default=None), last=max(lasts, default=None), acts=len(days))


def _instant(iso: str) -> datetime | None:
    """An ISO date or time, in UTC when it names no zone; None for anything else, or a month alone."""
    try:
        found = datetime.fromisoformat(iso) if len(iso) >= 10 else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None
