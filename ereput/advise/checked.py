"""Findings of the other axes -> actions: one per rule and place, with the minutes its gesture takes (`minutes.toml`)."""

from __future__ import annotations

import math
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.advise.exposed import DAYS, worst
from ereput.advise.guides import for_url
from ereput.advise.hers import host
from ereput.advise.verbs import titled
from ereput.model import Action, Audience, Axis, Finding, Severity, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.advise.gain import Gains


PROFILES = ("coherence", "stale", "networks", "showcase", "headline", "partition")
"""Rules whose gesture is made in the settings of a profile rather than on one page."""

RESULTS = ("recruiter.", "serp.")
"""Rules read on a page of results: what it shows is often a namesake's, and nothing is to be done there."""


@cache
def gestures() -> dict[str, dict[str, Any]]:
    """Rule id, or its first word, -> minutes and difficulty of its gesture."""
    body: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "minutes.toml").read_text("utf-8"))
    return body


def gesture(rule: str) -> dict[str, Any]:
    known = gestures()
    return known.get(rule) or known.get(rule.split(".", maxsplit=1)[0]) or known["other"]


def actions(findings: Sequence[Finding], gains: Gains, *, today: date) -> Iterator[Action]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.axis is not Axis.PROTECTED and finding.severity not in (Severity.GOOD, Severity.INFO) and finding.remedy is not None:
            groups.setdefault((finding.rule, _place(finding)), []).append(finding)
    for (rule, place), facts in sorted(groups.items()):
        yield _action(rule, place, facts, gains, today)


def _place(finding: Finding) -> str:
    """Where the edit is made: one host, or one document of hers; several findings at one place are one sitting."""
    urls = [e.url for e in finding.evidence if e.url]
    public = next((u for u in urls if u.startswith("http")), "")
    return host(public) or (urls[0] if urls else "")


def _action(rule: str, place: str, facts: list[Finding], gains: Gains, today: date) -> Action:
    # Ties are told by their words: ids are salted, and would change the order from one folder to the next.
    facts = sorted(facts, key=lambda f: (-_points(f), str(f.title), f.id))
    first, how = facts[0], gesture(rule)
    gain = _gain(facts, gains)
    open_ = () if rule.startswith(RESULTS) else first.evidence
    public = next((e.url for e in open_ if e.url.startswith("http") and e.audience is not Audience.PRIVATE), None)
    guide = for_url(public) if public else None
    return Action(
        id=f"{rule}:{place}" if place else rule, title=_title(facts), detail=first.remedy or first.explanation, axis=first.axis,
        minutes=how["minutes"] + (how["minutes"] // 2) * (len(facts) - 1), gain=round(gain, 1),
        link=guide.settings if guide and guide.settings and rule.startswith(PROFILES) else public,
        deadline=today + timedelta(days=DAYS[worst(facts)]),
        targets=tuple(f.id for f in facts), difficulty=how["difficulty"],
    )  # fmt: skip


def _title(facts: list[Finding]) -> Text:
    if len(facts) == 1:
        return titled(facts[0])
    return say("{what} (et {n} {n:point|points} du même ordre)", what=titled(facts[0]), n=len(facts) - 1)


def _points(finding: Finding) -> float:
    return float(dict(finding.details).get("points", 0.0))


def _gain(facts: list[Finding], gains: Gains) -> float:
    """Points of the axis: the points each finding gives back to its part, part by part."""
    parts: dict[tuple[Axis, str], list[float]] = {}
    for fact in facts:
        name = dict(fact.details).get("part")
        if name:
            parts.setdefault((fact.axis, name), []).append(_points(fact))
    return math.fsum(gains.part(axis, name, math.fsum(points)) for (axis, name), points in parts.items())
