"""How one expected keyword stands in each source: present, under another name, close, absent, or present but invisible (KEYWORDS §7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.analyse.keywords.footprint import PUBLIC, Nature, Trace
from ereput.analyse.keywords.tokens import keys, says
from ereput.model import Audience, Presence, Sighting, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ereput.analyse.keywords.expected import Expected
    from ereput.analyse.keywords.index import Index

RANK = {Presence.PRESENT: 0, Presence.OTHER_NAME: 1, Presence.CLOSE: 2, Presence.INVISIBLE: 3, Presence.ABSENT: 4}
_WEAK = frozenset({"gap", "typo", "semantic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One keyword over all sources. `state` is the best of the public ones, else whether her own documents have it, or something close;
    `traces` support it, best first; `hidden` says why nobody finds what she has."""

    state: Presence
    sightings: tuple[Sighting, ...]
    traces: tuple[Trace, ...]
    in_cv: bool
    proven: bool
    hidden: Text | None = None


def stand(item: Expected, traces: Sequence[Trace], sources: Iterable[str], index: Index) -> Standing:
    """The standing of one expected keyword over `sources` (every source gets its sighting).

    A kind of it proves it under another name: who has a "CAP plombier" has a CAP, who writes PostgreSQL knows databases.
    """
    concept, wanted = item.concept, keys(item.form)
    near = index.near.get(concept, frozenset()) & {t.concept for t in traces}
    kinds = {other for other in near if (known := index.find(other)) is not None and concept in known.broader}
    mine = [t for t in traces if t.how != "alike" and (t.concept == concept or t.concept in kinds)]
    close = [t for t in traces if t.concept in near or (t.concept == concept and t.how == "alike")]
    sightings = []
    for source in sources:
        own = [(_state(t, wanted), t) for t in mine if t.source == source] or [(Presence.CLOSE, t) for t in close if t.source == source]
        if not own:
            sightings.append(Sighting(source=source, state=Presence.ABSENT))
            continue
        state, trace = min(own, key=lambda pair: (RANK[pair[0]], not pair[1].public, pair[1].nature is not Nature.SHOWN))
        sightings.append(Sighting(source=source, state=_seen(state, trace), form=trace.form, evidence=trace.evidence))
    public = [_state(t, wanted) for t in mine if t.public]
    hidden = Presence.INVISIBLE if mine else Presence.CLOSE if close else Presence.ABSENT
    state = min(public, key=RANK.__getitem__) if public else hidden
    depth = min(map(_depth, mine), default=0) if state is Presence.INVISIBLE else None
    if depth is not None:  # where the reason holds is told first
        there = {t.source for t in mine if _depth(t) == depth}
        sightings.sort(key=lambda sighting: sighting.source not in there)
    ordered = sorted(mine or close, key=lambda t: (not t.public, t.concept != concept, t.nature is not Nature.SHOWN, t.source))
    return Standing(
        state=state,
        sightings=tuple(sightings),
        traces=tuple(ordered),
        in_cv=any(t.source == "cv" for t in mine),
        proven=any(t.public and t.nature is not Nature.DECLARED for t in mine),
        hidden=None if depth is None else _HIDDEN[depth],
    )


_HIDDEN = (say("dans une image seulement"), say("derrière une connexion seulement"), say("dans vos documents seulement"))
"""Why a word is not found, the easiest to undo first."""


def _depth(trace: Trace) -> int:
    """The place in `_HIDDEN` of what hides `trace`: a picture in public, a page behind a login, a document of her own."""
    if trace.pictured and trace.audience in PUBLIC:
        return 0
    return 1 if trace.audience is Audience.MEMBERS else 2


def _state(trace: Trace, wanted: tuple[str, ...]) -> Presence:
    if trace.how in _WEAK:
        return Presence.CLOSE
    return Presence.PRESENT if not wanted or says(trace.form, wanted) else Presence.OTHER_NAME


def _seen(state: Presence, trace: Trace) -> Presence:
    """Found, but not where a search engine looks: invisible."""
    return state if trace.public or state is Presence.CLOSE else Presence.INVISIBLE
