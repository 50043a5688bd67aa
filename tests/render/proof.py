"""The rule that every statement of a report stands on evidence (address, hash or date) or is a computation that names its inputs."""

from __future__ import annotations

from collections.abc import Iterator

from ereput.model import Audit, Evidence, Gap, Presence
from ereput.render.origins import origin


def unproven(audit: Audit) -> tuple[str, ...]:
    """What `audit` states without evidence nor inputs, each as "kind id"; empty when the rule holds. All that is shown is walked."""
    return (*_read(audit), *_judged(audit), *_computed(audit))


def is_proof(evidence: Evidence | None) -> bool:
    """A place with what was read there (hash or time), or the inputs of a computation."""
    return evidence is not None and (bool(evidence.url and (evidence.sha256 or evidence.seen_at)) or bool(evidence.computed_from))


def _read(audit: Audit) -> Iterator[str]:
    """What was found, looked at or could not be, and whether it is hers."""
    known = {m.id for m in audit.mentions}
    yield from (f"mention {m.id}" for m in audit.mentions if not (m.url and (m.sha256 or m.seen_at)))
    yield from (f"coverage {c.where}" for c in audit.coverage if not (c.where and (c.seen_at or c.sha256 or c.reason)))
    yield from (f"skip {s.source} {s.where}" for s in audit.skips if not (s.source and s.code and s.reason.msg))
    yield from (f"match {m.mention}" for m in audit.matches if m.mention not in known or not (m.reasons or m.by_user))


def _judged(audit: Audit) -> Iterator[str]:
    """Findings by each of their proofs, words by why they are expected and where they were seen, actions by what they settle."""
    yield from (f"finding {f.id}" for f in audit.findings if not f.evidence or not all(map(is_proof, f.evidence)))
    for gap in audit.gaps:
        yield from _word(gap)
    stated = {f.id for f in audit.findings} | {g.concept for g in audit.gaps} | {g.keyword for g in audit.gaps}
    stated |= {score.axis.value for score in audit.scores}
    yield from (f"action {a.id}" for a in audit.actions if not set(a.targets) & stated)


def _word(gap: Gap) -> Iterator[str]:
    if not is_proof(gap.why):
        yield f"gap {gap.concept}"
    seen = (s for s in gap.sightings if s.state is not Presence.ABSENT)
    yield from (f"sighting {gap.concept} {s.source}" for s in seen if not is_proof(s.evidence))


def _computed(audit: Audit) -> Iterator[str]:
    """Scores by their rubric and the inputs of their parts, tables by theirs."""
    for score in audit.scores:
        if score.value is not None and not (score.rubric and score.parts):
            yield f"score {score.axis.value} has no rubric"
        yield from (f"part {score.axis.value}.{part.id}" for part in score.parts if not part.inputs.msg)
    yield from (f"table {t.id}" for t in audit.tables if t.rows and origin(t.id) is None)
