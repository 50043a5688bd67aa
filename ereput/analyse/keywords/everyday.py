"""Everyday words in prose: "nettoyage", "livre", "patience" are no proof of a trade, unless that trade is hers.

A word of everyday language counts when the job asks for it, when it stands alone as an item where she says what she can do (a list of
skills, a headline), or when a surer trace of the same field stands elsewhere; a phrase, a rare word or a tool's name always counts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ereput.analyse.keywords import cues
from ereput.analyse.keywords.forms import common
from ereput.analyse.keywords.tokens import WORD, keys
from ereput.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ereput.analyse.keywords.footprint import Trace
    from ereput.analyse.keywords.index import Index

HERS = frozenset(
    {Kind.CV, Kind.LETTER, Kind.PROFILE, Kind.SKILL, Kind.POSITION, Kind.EDUCATION, Kind.CERTIFICATE, Kind.ENDORSEMENT, Kind.RECOMMENDATION}
)
"""Where she, or somebody who knows her work, says what she can do."""
_LOOSE = frozenset({"skill", "knowledge", "soft"})
_SHARED = frozenset({"", "soft", "transversal"})
"""Domains that every job shares: they make no field."""


def kept(traces: Sequence[Trace], wanted: Collection[str], index: Index) -> tuple[Trace, ...]:
    """The traces without those of everyday words that nothing else supports; `wanted` are the concepts that the job asks for."""
    lone = [_loose(trace) for trace in traces]
    fields = {_domain(concept, index) for concept in wanted}
    fields |= {_domain(trace.concept, index) for trace, loose in zip(traces, lone, strict=True) if not loose}
    fields -= _SHARED
    return tuple(
        trace
        for trace, loose in zip(traces, lone, strict=True)
        if not loose or trace.concept in wanted or (trace.kind != "soft" and _domain(trace.concept, index) in fields)
    )


def _loose(trace: Trace) -> bool:
    """An everyday word or locution that stands in prose."""
    if trace.kind not in _LOOSE or trace.how == "context":
        return False
    words = WORD.findall(trace.form)
    if not (common(words[0]) if len(words) == 1 else keys(trace.form) in _locutions()):
        return False
    said = trace.mention_kind in HERS
    return not (said and (trace.item or trace.kind != "skill"))


@cache
def _locutions() -> frozenset[tuple[str, ...]]:
    return frozenset(map(keys, cues.words("everyday", "locutions")))


def _domain(concept: str, index: Index) -> str:
    number = index.alias.get(concept)
    return "" if number is None else index.traits[number][1]
