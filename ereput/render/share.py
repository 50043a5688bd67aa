"""What leaves the person's hands: the counsellor's edition (only the sections she chose) and the redacted one (for a third person).

Both are Audits made from the Audit, before any format sees it: what is not shared is neither in the pages, nor in the attached data.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ereput.model import Audit, Coverage, Evidence, Finding, Table
from ereput.render.base import Options
from ereput.render.redact import HIDDEN, redacted, step_id
from ereput.render.sections.chapter import section_of, section_of_table
from ereput.render.sections.evolution import View, aligned, compare, looked_at

OPEN = ("cover", "keywords", "plan", "method")
"""What a counsellor's edition shows when the person chose nothing: the scores, the words of the job, what to do about them, the method."""
SHAREABLE = (*OPEN, "recruiter", "exposure", "alive", "networks", "coherence", "evolution", "coverage")
_WORD = re.compile(r"[a-z]+")


def shared(audit: Audit, options: Options) -> tuple[Audit, Options]:
    """`audit` as `options` allows it to be seen, and `options` with earlier audits cut likewise; her own editions change nothing."""
    if options.previous is not None or options.history:
        before = aligned(options.previous, audit) if options.previous else None
        options = replace(options, previous=before, history=tuple(aligned(past, audit) for past in options.history))
    sections = chosen(audit, options)
    if options.edition != "counsellor" and not options.redact:
        return audit, options
    states = {step_id(audit, id_): state for id_, state in options.states.items()} if options.redact else options.states
    previous = options.previous if "evolution" in sections else None
    view = compare(audit, previous, options.history) if previous else View()
    cut, last = _cut(audit, options, sections), _cut(previous, options, sections) if previous else None
    return cut, replace(
        options,
        states=states,
        previous=_placed(last, cut, lost=view.unknown, found=view.fixed) if last else None,
        history=tuple(_placed(_cut(past, options, sections), last, lost=view.still, found=view.back) for past in options.history),
    )


def _placed(past: Audit, later: Audit | None, *, lost: tuple[Finding, ...], found: tuple[Finding, ...]) -> Audit:
    """`past`, which is cut, so that what is settled, back or unknown reads so all the same.

    Once only sites are told, or no place at all, the places no longer say it: a fact that is gone keeps none when `later` did not look at
    it again (`lost`), and one that answered when it did (`found`).
    """
    answered = tuple(Evidence(url=place) for place in sorted(looked_at(later))[:1]) if later else ()
    places: dict[str, tuple[Evidence, ...]] = {f.id: () for f in lost} | {f.id: answered for f in found}
    return replace(past, findings=tuple(replace(f, evidence=places.get(f.id, f.evidence)) for f in past.findings))


def _cut(audit: Audit, options: Options, sections: frozenset[str]) -> Audit:
    kept = _for_counsellor(audit, sections) if options.edition == "counsellor" else audit
    return redacted(kept) if options.redact else kept


def chosen(audit: Audit, options: Options) -> frozenset[str]:
    """The sections that the person shares: `options.share`, else those that the mandate's scope names, else `OPEN`."""
    if options.edition != "counsellor":
        return frozenset(SHAREABLE)
    named = options.share or tuple(word for word in _WORD.findall((audit.run.mandate.scope or "").lower()) if word in SHAREABLE)
    return frozenset({"cover", "method", *named}) if named else frozenset(OPEN)


def _for_counsellor(audit: Audit, sections: frozenset[str]) -> Audit:
    """Only what stands in `sections`; never what GDPR article 9 protects, nor where the collectors went unless she shares it."""
    findings = tuple(f for f in audit.findings if not f.lane and section_of(f) in sections)
    gaps = audit.gaps if "keywords" in sections else ()
    targets = {f.id for f in findings} | {g.concept for g in gaps} | {g.keyword for g in gaps}
    targets |= {score.axis.value for score in audit.scores}
    pages = "recruiter" in sections
    return replace(
        audit,
        findings=findings,
        gaps=gaps,
        tables=tuple(_about(t, findings) for t in audit.tables if section_of_table(t) in sections),
        actions=tuple(a for a in audit.actions if set(a.targets) <= targets) if "plan" in sections else (),
        mentions=audit.mentions if pages else (),
        matches=audit.matches if pages else (),
        coverage=audit.coverage if "coverage" in sections else tuple(_look_without_place(look) for look in audit.coverage),
        skips=audit.skips if "coverage" in sections else tuple(replace(skip, where=HIDDEN) for skip in audit.skips),
    )


def _about(table: Table, findings: tuple[Finding, ...]) -> Table:
    """A table of a shared section whose rows name findings keeps those of the findings that are shared."""
    if "finding" not in table.columns:
        return table
    at, kept = table.columns.index("finding"), {"", *(f.id for f in findings)}
    return replace(table, rows=tuple(row for row in table.rows if row[at] in kept))


def _look_without_place(look: Coverage) -> Coverage:
    return replace(look, where=HIDDEN, sha256="", tallies=(), reason=None)
