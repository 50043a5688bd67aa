"""What the plan tells a reminder or a complaint: which publishers are still to answer, since when, until when, and who refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.advise.ladder import limit
from ereput.advise.plan_places import place
from ereput.model import State

if TYPE_CHECKING:
    from ereput.advise.plan import Plan, Step
    from ereput.advise.requests import Request
    from ereput.model import Finding


def told_apart(finding: Finding, plan: Plan) -> bool:
    """Has each of its publishers a state of its own?"""
    entry = plan.entry(finding.id)
    return entry is not None and bool(entry.parts)


def to_settle(finding: Finding, plan: Plan) -> Finding:
    """`finding` on the pages where the plan holds it neither as done nor as accepted."""
    entry = plan.entry(finding.id)
    if entry is None or not any(part.closed for part in entry.each):
        return finding
    hosts = {part.at for part in entry.each if not part.closed}
    return replace(finding, evidence=tuple(e for e in finding.evidence if place(e.url) in hosts))


def pending(finding: Finding, plan: Plan, step: Step, *, refused: bool) -> Finding:
    """`finding` on the pages whose publisher was asked at `step` and settled nothing; those who refused among them, or not.

    As it is when its publishers are not told apart.
    """
    entry = plan.entry(finding.id)
    if entry is None or not entry.parts:
        return finding
    waiting = (p for p in entry.parts if p.state is State.ASKED and p.asked_on(step) and (refused or not p.refused_on(step)))
    hosts = {part.at for part in waiting}
    return replace(finding, evidence=tuple(e for e in finding.evidence if place(e.url) in hosts))


def dated(request: Request, plan: Plan, step: Step) -> Request:
    """`request` with the first day it was asked, or refused, and the last to answer it; None where the plan does not know."""
    hosts = {*map(place, request.urls)}
    targets = frozenset(request.targets)
    parts = [part for entry in plan.entries if entry.id in targets for part in entry.each if not part.at or part.at in hosts]
    return replace(
        request,
        asked=min((day for part in parts if (day := part.asked_on(step))), default=None),
        refused=min((day for part in parts if (day := part.refused_on(step))), default=None),
        until=max((day for part in parts if (day := limit(part, step))), default=None),
    )
