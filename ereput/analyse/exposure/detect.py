"""Runs every recogniser over a passage and keeps one span where several compete: the surer one, then the longer."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.exposure.base import FLOOR, Passage, Recogniser, Shape
from ereput.analyse.exposure.kinds import SENSITIVE
from ereput.registry import adapters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ereput.model import Span


GROUP = "ereput.recognisers"
"""Entry point group where third parties add recognisers."""

APART = (
    frozenset(
        "URL HANDLE EMPLOYER SCHOOL JOB_TITLE BIRTHPLACE FAMILY CHILD HOME ROUTINE ABSENCE BANK CLIENT CONFIDENTIAL SCAN SIGNATURE".split()
    )
    | SENSITIVE
)
"""Kinds that say something about a span another kind may also hold: they never compete with it."""
WEAK = frozenset({"PERSON", "LOCATION", "ORG"})
"""Names yield to any structured kind they overlap: "rue Victor Hugo" is a street."""
ORDER = {"IBAN": 9, "EMAIL": 8, "PROFILE_URL": 8, "DOB": 7, "ADDRESS": 7, "ZIP": 6, "NIR": 6, "CREDIT_CARD": 5, "PHONE": 4, "DATE": 3}


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """Every recogniser of this room and of installed packages, by name."""
    return tuple(adapters("ereput.analyse.exposure", "RECOGNISER", group=GROUP).values())


class Plan(NamedTuple):
    """Who looks at what: those that look at every passage, shapes that need a sign of a set, shapes that need digits, and shapes that
    wait for a word, by that word (`gate` is all those words)."""

    always: tuple[Recogniser | Shape, ...]
    signs: tuple[tuple[tuple[str, ...], tuple[Shape, ...]], ...]
    digits: tuple[Shape, ...]
    words: dict[str, tuple[Shape, ...]]
    gate: frozenset[str]
    order: dict[str, int]
    """Where each recogniser stands among all: of two equal spans, the first one's is kept."""


@cache
def _plan() -> Plan:
    always: list[Recogniser | Shape] = []
    signs: dict[tuple[str, ...], list[Shape]] = {}
    digits: list[Shape] = []
    waiting: dict[str, list[Shape]] = {}
    every: tuple[Recogniser | Shape, ...] = recognisers()
    for recogniser in every:
        if not isinstance(recogniser, Shape):
            always.append(recogniser)
        elif recogniser.gate:
            for word in recogniser.gate:
                waiting.setdefault(word, []).append(recogniser)
        elif recogniser.digits:
            digits.append(recogniser)
        elif recogniser.signs:
            signs.setdefault(recogniser.signs, []).append(recogniser)
        else:
            always.append(recogniser)
    return Plan(
        tuple(always),
        tuple((some, tuple(shapes)) for some, shapes in signs.items()),
        tuple(digits),
        {word: tuple(shapes) for word, shapes in waiting.items()},
        frozenset(waiting),
        {recogniser.name: n for n, recogniser in enumerate(every)},
    )


def _awake(passage: Passage) -> list[Recogniser | Shape]:
    """The recognisers that may find something in `passage`, in order: the cheap tests are made here, before any pattern runs."""
    plan, low, digits = _plan(), passage.low, passage.digits
    awake = list(plan.always)
    for signs, shapes in plan.signs:
        for sign in signs:
            if sign in low:
                awake += shapes
                break
    if digits:
        awake += [shape for shape in plan.digits if shape.digits <= (passage.crowd if shape.lead else digits)]
    if len(awake) > len(plan.always):
        awake.sort(key=lambda recogniser: plan.order[recogniser.name])
    if met := passage.words & plan.gate:
        seen = {shape.name: shape for word in met for shape in plan.words[word]}
        awake += [seen[name] for name in sorted(seen)]
    return awake


def detect(passage: Passage, *, using: Iterable[Recogniser] | None = None) -> tuple[Span, ...]:
    """The personal data of `passage`, in order; competing spans settled, sensitive matters and relations kept beside them."""
    active = _awake(passage) if using is None else using
    return settle([span for recogniser in active for span in recogniser.find(passage) if span.confidence >= FLOOR])


def settle(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Of overlapping spans the best one; kinds that stand apart are all kept once."""
    spans = list(spans)
    if not spans:
        return ()
    apart: list[Span] = []
    competing: list[Span] = []
    for span in spans:
        (apart if span.kind in APART else competing).append(span)
    kept = _best(competing)
    return tuple(sorted({*kept, *_best_by_kind(apart)}, key=lambda s: (s.start, s.end, s.kind)))


def _rank(span: Span) -> tuple[bool, float, int, int]:
    return (span.kind not in WEAK, round(span.confidence, 1), span.end - span.start, ORDER.get(span.kind, 0))


def _best(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    starts: list[int] = []
    for span in sorted(spans, key=_rank, reverse=True):
        at = bisect_left(starts, span.end)
        if at and kept[at - 1].end > span.start:
            continue
        kept.insert(at, span)
        starts.insert(at, span.start)
    return kept


def _best_by_kind(spans: list[Span]) -> list[Span]:
    groups: dict[str, list[Span]] = {}
    for span in spans:
        groups.setdefault(span.kind, []).append(span)
    return [span for group in groups.values() for span in _best(group)]
