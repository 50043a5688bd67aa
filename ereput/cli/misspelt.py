"""Names in a profile that lead to no source: told before the audit, for nothing else would say that a source was not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.profile import Profile

NEAR = 0.75
"""Likeness (difflib's ratio) from which a name is taken for a slip of another."""


def misspelt(profile: Profile) -> Iterator[Text]:
    """One sentence for each such name. An account may be on a service that is not read: of those, only the slips are told."""
    network, services = profile.network, {handle.service for handle in profile.subject.handles}
    if not (network.ask or network.disabled or network.keys or services):
        return
    from ereput.collect.identifiers import BY_EMAIL, BY_NAME, BY_PAGE
    from ereput.collect.stage import sources

    known = {source.name for source in sources()}
    asked = {*BY_NAME, *BY_EMAIL, *BY_PAGE, "all"}
    keyed = {source.key for source in sources() if source.key}
    keys = [name for name, _ in network.keys]
    for where, names, right in (("network.ask", network.ask, asked), ("network.disabled", network.disabled, known), ("keys", keys, keyed)):
        for name in sorted({*names} - right):
            near = _near(name, right)
            lost = say("{where} : « {name} » n'y désigne aucune source.", where=where, name=name)
            yield say("{text} Vouliez-vous écrire {near} ?", text=lost, near=near) if near else lost
    for name in sorted(services - known):
        if near := _near(name, known):
            lost = say("{where} : « {name} » n'y désigne aucune source.", where="handles", name=name)
            yield say("{text} Vouliez-vous écrire {near} ?", text=lost, near=near)


def _near(name: str, known: set[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(name, sorted(known), n=1, cutoff=NEAR)), "")
