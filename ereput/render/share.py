"""What leaves the person's hands: the counsellor's edition (only the sections she chose) and the redacted one (for a third person).

Both are Audits made from the Audit, before any format sees it: what is not shared is neither in the pages, nor in the attached data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from functools import partial
from urllib.parse import SplitResult, urlsplit

from ereput.masking import fold_name
from ereput.model import (
    Action,
    Arg,
    Audit,
    Cell,
    Coverage,
    Evidence,
    Finding,
    Gap,
    Match,
    Mention,
    Run,
    Score,
    Skip,
    Subject,
    Table,
    Target,
    Text,
)
from ereput.render.base import Options
from ereput.render.sections.chapter import section_of, section_of_table
from ereput.render.sections.evolution import aligned, compare, looked_at

OPEN = ("cover", "keywords", "plan", "method")
"""What a counsellor's edition shows when the person chose nothing: the scores, the words of the job, what to do about them, the method."""
SHAREABLE = (*OPEN, "recruiter", "exposure", "alive", "networks", "coherence", "evolution", "coverage")
HIDDEN = "•••"
SHORTEST = 3
"""Letters of a word that tells her in the name of a site: shorter ones stand in many."""
Site = Callable[[str], str]
_WORD = re.compile(r"[a-z]+")
_PLAIN = frozenset(
    {"kind", "act", "acts", "count", "axis", "week", "day", "month", "state", "status", "control", "verdict", "share", "measure", "value"}
)
"""Columns whose words are ours, not a person's: a redacted table keeps them."""


def shared(audit: Audit, options: Options) -> tuple[Audit, Options]:
    """`audit` as `options` allows it to be seen, and `options` with earlier audits cut likewise; her own editions change nothing."""
    if options.previous is not None or options.history:
        before = aligned(options.previous, audit) if options.previous else None
        options = replace(options, previous=before, history=tuple(aligned(past, audit) for past in options.history))
    sections = chosen(audit, options)
    if options.edition != "counsellor" and not options.redact:
        return audit, options
    states = {_step(audit, id_): state for id_, state in options.states.items()} if options.redact else options.states
    previous = options.previous if "evolution" in sections else None
    return _cut(audit, options, sections), replace(
        options,
        states=states,
        previous=_earlier(audit, previous, options, sections) if previous else None,
        history=tuple(_cut(past, options, sections) for past in options.history),
    )


def _earlier(audit: Audit, previous: Audit, options: Options, sections: frozenset[str]) -> Audit:
    """`previous` cut like `audit`, so that what is settled or unknown reads so all the same.

    Once only sites are told, or no place at all, the places no longer say it: a fact that is gone keeps none when it was not looked at
    again, and one that answered when it was.
    """
    view, kept = compare(audit, previous), _cut(previous, options, sections)
    places = {f.id: () for f in view.unknown} | {f.id: _answered(_cut(audit, options, sections)) for f in view.fixed}
    return replace(kept, findings=tuple(replace(f, evidence=places.get(f.id, f.evidence)) for f in kept.findings))


def _answered(cut: Audit) -> tuple[Evidence, ...]:
    return tuple(Evidence(url=place) for place in sorted(looked_at(cut))[:1])


def _cut(audit: Audit, options: Options, sections: frozenset[str]) -> Audit:
    kept = _for_counsellor(audit, sections) if options.edition == "counsellor" else audit
    return _redacted(kept) if options.redact else kept


def chosen(audit: Audit, options: Options) -> frozenset[str]:
    """The sections that the person shares: `options.share`, else those that the mandate's scope names, else `OPEN`."""
    if options.edition != "counsellor":
        return frozenset(SHAREABLE)
    named = options.share or tuple(word for word in _WORD.findall((audit.run.mandate.scope or "").lower()) if word in SHAREABLE)
    return frozenset({"cover", "method", *named}) if named else frozenset(OPEN)


# --- the counsellor's edition ---------------------------------------------------------------------------------------------------


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


# --- the redacted one ---------------------------------------------------------------------------------------------------------------


def _redacted(audit: Audit) -> Audit:
    """No name, no quotation, no address of a page nor of a site that names her, no word a stranger wrote; numbers, states and our own
    sentences stay.
    """
    site = partial(_host, hers=_marks(audit.subject))
    return replace(
        audit,
        subject=_subject(audit.subject),
        run=_run(audit.run),
        mentions=tuple(_mention(m, site) for m in audit.mentions),
        matches=tuple(_match(m) for m in audit.matches),
        skips=tuple(_skip(s, site) for s in audit.skips),
        coverage=tuple(_look(look, site) for look in audit.coverage),
        findings=tuple(_finding(f, site) for f in audit.findings if not f.lane),
        gaps=tuple(_gap(g, site) for g in audit.gaps),
        tables=tuple(_table(t) for t in audit.tables),
        scores=tuple(_score(s) for s in audit.scores),
        actions=tuple(_action(a, _step(audit, a.id), {gap.keyword for gap in audit.gaps}) for a in audit.actions),
    )


def _subject(subject: Subject) -> Subject:
    return Subject(
        names=(HIDDEN,),
        target=Target(occupation=subject.target.occupation),
        stage=subject.stage,
        language=subject.language,
    )


def _run(run: Run) -> Run:
    return replace(run, mandate=replace(run.mandate, by=None, scope=None))


def _mention(mention: Mention, site: Site) -> Mention:
    return replace(mention, url=site(mention.url), title="", text="", fields=(), author=None, sha256="")


def _match(match: Match) -> Match:
    return replace(match, reasons=_texts(match.reasons))


def _skip(skip: Skip, site: Site) -> Skip:
    return replace(skip, where=site(skip.where), reason=_text(skip.reason), hint=_maybe(skip.hint))


def _look(look: Coverage, site: Site) -> Coverage:
    return replace(look, where=site(look.where), reason=_maybe(look.reason), sha256="", tallies=())


def _finding(finding: Finding, site: Site) -> Finding:
    return replace(
        finding,
        title=_text(finding.title),
        explanation=_text(finding.explanation),
        remedy=_maybe(finding.remedy),
        why=_texts(finding.why),
        label="",
        details=(),
        evidence=tuple(_evidence(e, site) for e in finding.evidence),
    )


def _gap(gap: Gap, site: Site) -> Gap:
    sightings = tuple(replace(s, form="", evidence=_evidence(s.evidence, site) if s.evidence else None) for s in gap.sightings)
    return replace(
        gap, sightings=sightings, why=_evidence(gap.why, site) if gap.why else None, belongs=_texts(gap.belongs), suggestion=None
    )


def _score(score: Score) -> Score:
    parts = tuple(replace(part, title=_text(part.title), inputs=_text(part.inputs)) for part in score.parts)
    return replace(score, parts=parts, why_not=_texts(score.why_not))


def _action(action: Action, id_: str, asked: set[str]) -> Action:
    return replace(action, id=id_, title=_text(action.title, asked), detail=_text(action.detail), link=None)


def _evidence(evidence: Evidence, site: Site) -> Evidence:
    return replace(evidence, url=site(evidence.url), quote="", span=None, sha256="")


def _table(table: Table) -> Table:
    plain = [name in _PLAIN for name in table.columns]
    rows = tuple(tuple(_cell(cell, keep=i < len(plain) and plain[i]) for i, cell in enumerate(row)) for row in table.rows)
    return replace(table, title=_text(table.title), rows=rows, note=_maybe(table.note))


def _cell(cell: Cell, *, keep: bool) -> Cell:
    if isinstance(cell, Text) and not cell.english:
        return _text(cell)
    return HIDDEN if isinstance(cell, str | Text) and cell and not keep else cell


def _text(text: Text, asked: Collection[str] = ()) -> Text:
    """Our sentence, with every word that came from elsewhere hidden; `asked` are the words of the job, which the report lists anyway."""
    return Text(msg=text.msg, args=tuple((name, _argument(value, asked)) for name, value in text.args))


def _argument(value: Arg, asked: Collection[str]) -> Arg:
    if isinstance(value, Text) and not value.english:
        return _text(value, asked)
    return HIDDEN if isinstance(value, str | Text) and not set(str(value).split(", ")) <= set(asked) else value


def _texts(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(_text(text) for text in texts)


def _maybe(text: Text | None) -> Text | None:
    return None if text is None else _text(text)


def _step(audit: Audit, id_: str) -> str:
    """The id of an action without the site that it names: its rank in the plan; "" for what is no action."""
    return next((f"action-{n}" for n, action in enumerate(audit.actions, start=1) if action.id == id_), "")


def _marks(subject: Subject) -> frozenset[str]:
    """What tells her in the name of a site: the words of her names, her handles, and her own sites."""
    words = {word for name in (*subject.names, *subject.variants) for word in fold_name(name).split()}
    handles = {"".join(fold_name(handle.user).split()) for handle in subject.handles}
    parts = [_parts(page) for page in subject.pages]
    sites = {part.hostname for part in parts if part and part.hostname and part.path.strip("/") == ""}
    return frozenset(mark for mark in (*words, *handles, *map(_plain, sites)) if len(mark) >= SHORTEST)


def _host(url: str, *, hers: frozenset[str]) -> str:
    """Only the site of an address, and not one that tells her; the kind of a file; nothing else."""
    parts = _parts(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return HIDDEN
    return HIDDEN if any(mark in _plain(parts.hostname) for mark in hers) else f"{parts.scheme}://{parts.hostname}/"


def _parts(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _plain(host: str) -> str:
    """A host as one word without accents nor punctuation, whatever its encoding (RFC 3492)."""
    with suppress(UnicodeError):  # not a name of that encoding: read as it is
        host = host.encode("ascii").decode("idna")
    return "".join(fold_name(host, ordered=True).split())
