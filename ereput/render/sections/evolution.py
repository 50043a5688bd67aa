"""Section 9: what changed since the last audit: new, fixed, back, unknown. What was not looked at again is unknown, never fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from ereput.model import Audit, Axis, Finding, Kind, Text, Verdict, say
from ereput.render.book import Book, gravity, is_problem
from ereput.render.charts.lines import dumbbells
from ereput.render.look import AXES
from ereput.render.sections.base import Section

_SEEN = (Verdict.PRESENT, Verdict.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One axis then and now; None when one of the two audits gave no value."""

    axis: Axis
    name: Text
    before: int | None
    after: int | None

    @property
    def points(self) -> int | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`since` is None when there is no earlier audit to compare with. `kept` counts what both audits tell, and `still`: what an older one
    told and the last one had not looked at.
    """

    since: date | None = None
    same_rubric: bool = True
    changes: tuple[Change, ...] = ()
    new: tuple[Finding, ...] = ()
    back: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    unknown: tuple[Finding, ...] = ()
    still: tuple[Finding, ...] = ()
    kept: int = 0
    picture: Markup | None = None


def build(book: Book) -> View:
    previous = book.options.previous
    if previous is None:
        return View()
    view = compare(book.audit, previous, book.options.history)
    return replace(view, picture=_picture(book, view.changes))


def _picture(book: Book, changes: tuple[Change, ...]) -> Markup | None:
    rows = [(book.voice.read(c.name), c.before, c.after) for c in changes if c.before is not None and c.after is not None]
    if not rows:
        return None
    told = ", ".join(f"{name} {before} → {after}" for name, before, after in rows)
    return dumbbells(rows, book.voice.read(say("Avant et maintenant : {told}", told=told)))


def compare(audit: Audit, previous: Audit, history: tuple[Audit, ...] = ()) -> View:
    """What changed from `previous` to `audit`; `history` are older audits, which tell what is back from what is new.

    Laws: an audit compared with itself, or made again elsewhere (`aligned`), has no new, back, fixed or unknown finding; a problem that
    disappeared is fixed only when every place where it stood was looked at again and answered, and is back only when it had been fixed.
    """
    now, then = _problems(audit), _problems(previous)
    older = {id_: (f, past) for past in history for id_, f in _problems(past).items()}
    appeared = [f for id_, f in now.items() if id_ not in then]
    gone = [f for id_, f in then.items() if id_ not in now]
    returned = [f for f in appeared if f.id in older]
    settled = {f.id for f in returned if _looked_again(older[f.id][0], looked_at(previous, older[f.id][1]))}
    answered = looked_at(audit, previous)
    return View(
        since=previous.run.started_at.date(),
        same_rubric=_rubrics(audit) == _rubrics(previous),
        changes=tuple(_change(axis, previous, audit) for axis in Axis),
        new=_sorted(f for f in appeared if f.id not in older),
        back=_sorted(f for f in returned if f.id in settled),
        fixed=_sorted(f for f in gone if _looked_again(f, answered)),
        unknown=_sorted(f for f in gone if not _looked_again(f, answered)),
        still=_sorted(f for f in returned if f.id not in settled),
        kept=len(now.keys() & then.keys()) + len(returned) - len(settled),
    )


def aligned(past: Audit, audit: Audit) -> Audit:
    """`past` with the ids of `audit` for what is the same: ids are salted, and differ from one machine to another.

    Before anything is cut for a reader: what tells two facts apart, their masked values and their pages, is then still there.
    """
    ids, known = {f.id for f in past.findings}, {f.id for f in audit.findings}
    free = [f for f in audit.findings if f.id not in ids]
    findings = []
    for finding in past.findings:
        twin = next((f for f in free if finding.id not in known and _same(finding, f)), None)
        if twin is not None:
            free.remove(twin)
        findings.append(replace(finding, id=twin.id) if twin else finding)
    return replace(past, findings=tuple(findings))


def _same(one: Finding, other: Finding) -> bool:
    """Two tellings of one thing: the same rule, the same masked value, a place in common."""
    if (one.rule, one.kind, one.label) != (other.rule, other.kind, other.label):
        return False
    return bool({e.url for e in one.evidence if e.url} & {e.url for e in other.evidence if e.url})


def _problems(audit: Audit) -> dict[str, Finding]:
    return {finding.id: finding for finding in audit.findings if is_problem(finding)}


def looked_at(audit: Audit, previous: Audit | None = None) -> set[str]:
    """The places that `audit` looked at: what answered, and each page, file or account that was read by another way (an API, an export).

    A line of search results is no reading of its page; a page that refused was not read, whatever else tells of it. What an export listed
    in `previous` was looked at again when the same export lists the like of it once more: a post that is gone from it was taken down.
    """
    answered = {look.where for look in audit.coverage if look.verdict in _SEEN}
    refused = {look.where for look in audit.coverage} - answered
    read = answered | {mention.url for mention in audit.mentions if mention.kind is not Kind.RESULT} - refused
    listed = _exported(audit)
    before = (m for m in previous.mentions if (m.source, m.kind) in listed & _exported(previous)) if previous else ()
    again = {mention.url for mention in before}
    return read | again - refused


def _exported(audit: Audit) -> set[tuple[str, Kind]]:
    """What her own exports list, as (source, kind): a source with an archive has a mention at `export:`."""
    archives = {mention.source for mention in audit.mentions if mention.url.startswith("export:")}
    return {(mention.source, mention.kind) for mention in audit.mentions if mention.source in archives}


def _looked_again(finding: Finding, answered: set[str]) -> bool:
    places = {evidence.url for evidence in finding.evidence if evidence.url}
    return bool(places) and places <= answered


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=gravity))


def _rubrics(audit: Audit) -> set[str]:
    return {score.rubric for score in audit.scores}


def _change(axis: Axis, before: Audit, after: Audit) -> Change:
    return Change(axis=axis, name=AXES[axis][0], before=_value(before, axis), after=_value(after, axis))


def _value(audit: Audit, axis: Axis) -> int | None:
    score = audit.score(axis)
    return None if score is None or score.value is None else round(score.value)


SECTION = Section(id="evolution", title=say("Ce qui a changé"), asks=say("Depuis le dernier bilan, qu'est-ce qui a bougé ?"), build=build)
