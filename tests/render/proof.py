"""The rule that every statement of a report stands on evidence (address, hash or date) or is a computation that names its inputs."""

from __future__ import annotations

from collections.abc import Iterator

from ereput.model import Audit, Evidence


def unproven(audit: Audit) -> tuple[str, ...]:
    """What `audit` states without evidence nor inputs, each as "kind id"; empty when the rule holds."""
    return tuple(_statements(audit))


def is_proof(evidence: Evidence) -> bool:
    """A place with what was read there (hash or time), or the inputs of a computation."""
    return bool(evidence.url and (evidence.sha256 or evidence.seen_at)) or bool(evidence.computed_from)


def _statements(audit: Audit) -> Iterator[str]:
    yield from (f"finding {f.id}" for f in audit.findings if not any(is_proof(e) for e in f.evidence))
    for gap in audit.gaps:
        if gap.why is None or not (gap.why.url or gap.why.computed_from):
            yield f"gap {gap.concept}"
        yield from (f"sighting {gap.concept} {s.source}" for s in gap.sightings if s.state.value == "present" and s.evidence is None)
    for score in audit.scores:
        if score.value is not None and not score.rubric:
            yield f"score {score.axis.value} has no rubric"
        yield from (f"part {score.axis.value}.{part.id}" for part in score.parts if not part.inputs.msg)
    stated = {f.id for f in audit.findings} | {g.concept for g in audit.gaps} | {g.keyword for g in audit.gaps}
    yield from (f"action {a.id}" for a in audit.actions if a.targets and not set(a.targets) & stated)
