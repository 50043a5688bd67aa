"""The redacted report, for a third person: what is hers or a stranger's is hidden, what is ours and what the job asks stays readable."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import repeat
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
    Mention,
    Run,
    Score,
    Subject,
    Table,
    Target,
    Text,
)
from ereput.render.names import SOURCES

HIDDEN = "•••"
SHORTEST = 3
"""Letters of a word that tells her in the name of a site: shorter ones stand in many."""
_PLAIN = frozenset(
    {"kind", "act", "acts", "count", "axis", "week", "day", "month", "state", "status", "control", "verdict", "share", "measure", "value"}
)
"""Columns whose words are ours, not a person's: a redacted table keeps them."""
_NETWORKS = frozenset({"network", "source", "stop"})
"""Columns and places of sentences that name a network: a known one is kept, a server of her own is not."""
_KNOWN = frozenset(SOURCES) | {name.msg for name in SOURCES.values()}
_CODES = {"language": re.compile(r"fr|en"), "rule": re.compile(r"[a-z][a-z0-9_.-]{0,40}"), "day": re.compile(r"\d{4}-\d{2}")}
"""Columns and places of sentences that hold a code of ours: a language, the rule of a finding, the month of a catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Veil:
    """What lets ours through: `hers` tells her in the name of a site; `told` are words that the report tells anyway, as those of the job
    and the sites where her data stand.
    """

    hers: frozenset[str]
    told: frozenset[str] = frozenset()

    def site(self, url: str) -> str:
        """Only the site of an address, and not one that tells her; nothing for what has no address."""
        parts = _parts(url)
        if not url or parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            return HIDDEN if url else ""
        return HIDDEN if any(mark in _plain(parts.hostname) for mark in self.hers) else f"{parts.scheme}://{parts.hostname}/"

    def text(self, text: Text) -> Text:
        """Our sentence, with every word that came from elsewhere hidden."""
        return Text(msg=text.msg, args=tuple((name, self.word(name, value)) for name, value in text.args))

    def texts(self, texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(self.text(text) for text in texts)

    def maybe(self, text: Text | None) -> Text | None:
        return None if text is None else self.text(text)

    def word(self, name: str, value: Arg) -> Arg:
        """What fills the place `name`: numbers, dates and sentences of ours stay, and a word that names nobody."""
        if isinstance(value, Text) and not value.english:
            return self.text(value)
        if not isinstance(value, str | Text) or not value or set(str(value).split(", ")) <= self.told:
            return value
        ours = (name in _NETWORKS and str(value) in _KNOWN) or (name in _CODES and _CODES[name].fullmatch(str(value)))
        return value if ours else HIDDEN


def redacted(audit: Audit) -> Audit:
    """No name, no quotation, no address of a page nor of a site that names her, no word a stranger wrote; numbers, states, our own
    sentences stay, and the words of the job in tables and actions.
    """
    veil = _Veil(hers=_marks(audit.subject))
    job = replace(veil, told=frozenset(gap.keyword for gap in audit.gaps))
    plan = replace(job, told=job.told | _sites(audit, veil))
    return replace(
        audit,
        subject=_subject(audit.subject),
        run=_run(audit.run),
        mentions=tuple(_mention(m, veil) for m in audit.mentions),
        matches=tuple(replace(m, reasons=veil.texts(m.reasons)) for m in audit.matches),
        skips=tuple(replace(s, where=veil.site(s.where), reason=veil.text(s.reason), hint=veil.maybe(s.hint)) for s in audit.skips),
        coverage=tuple(_look(look, veil) for look in audit.coverage),
        findings=tuple(_finding(f, veil) for f in audit.findings if not f.lane),
        gaps=tuple(_gap(g, veil) for g in audit.gaps),
        tables=tuple(_table(t, job) for t in audit.tables),
        scores=tuple(_score(s, veil) for s in audit.scores),
        actions=tuple(_action(a, step_id(audit, a.id), plan) for a in audit.actions),
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


def _mention(mention: Mention, veil: _Veil) -> Mention:
    return replace(mention, url=veil.site(mention.url), title="", text="", fields=(), author=None, sha256="")


def _look(look: Coverage, veil: _Veil) -> Coverage:
    return replace(look, where=veil.site(look.where), reason=veil.maybe(look.reason), sha256="", tallies=())


def _finding(finding: Finding, veil: _Veil) -> Finding:
    return replace(
        finding,
        title=veil.text(finding.title),
        explanation=veil.text(finding.explanation),
        remedy=veil.maybe(finding.remedy),
        why=veil.texts(finding.why),
        label="",
        details=(),
        evidence=tuple(_evidence(e, veil) for e in finding.evidence),
    )


def _gap(gap: Gap, veil: _Veil) -> Gap:
    sightings = tuple(replace(s, form="", evidence=_evidence(s.evidence, veil) if s.evidence else None) for s in gap.sightings)
    return replace(
        gap, sightings=sightings, why=_evidence(gap.why, veil) if gap.why else None, belongs=veil.texts(gap.belongs), suggestion=None
    )


def _score(score: Score, veil: _Veil) -> Score:
    parts = tuple(replace(part, title=veil.text(part.title), inputs=veil.text(part.inputs)) for part in score.parts)
    return replace(score, parts=parts, why_not=veil.texts(score.why_not))


def _action(action: Action, id_: str, veil: _Veil) -> Action:
    return replace(action, id=id_, title=veil.text(action.title), detail=veil.text(action.detail), link=None)


def _evidence(evidence: Evidence, veil: _Veil) -> Evidence:
    return replace(evidence, url=veil.site(evidence.url), quote="", span=None, sha256="")


def _table(table: Table, veil: _Veil) -> Table:
    names = (*table.columns, *repeat("", max(map(len, table.rows), default=0)))
    rows = tuple(tuple(_cell(name, cell, veil) for name, cell in zip(names, row, strict=False)) for row in table.rows)
    return replace(table, title=veil.text(table.title), rows=rows, note=veil.maybe(table.note))


def _cell(name: str, cell: Cell, veil: _Veil) -> Cell:
    return cell if cell is None or (name in _PLAIN and isinstance(cell, str)) else veil.word(name, cell)


def veiled(evidence: Evidence) -> bool:
    """Whether nothing is left of `evidence` to show: its address is hidden, and it quotes and computes nothing."""
    return evidence.url == HIDDEN and not evidence.quote and not evidence.computed_from


def step_id(audit: Audit, id_: str) -> str:
    """The id of an action without the site that it names: its rank in the plan; "" for what is no action."""
    return next((f"action-{n}" for n, action in enumerate(audit.actions, start=1) if action.id == id_), "")


def _sites(audit: Audit, veil: _Veil) -> set[str]:
    """The sites that a redacted report names as evidence, as an action names them."""
    places = {_parts(veil.site(evidence.url)) for finding in audit.findings if not finding.lane for evidence in finding.evidence}
    return {parts.hostname.removeprefix("www.") for parts in places if parts and parts.hostname}


def _marks(subject: Subject) -> frozenset[str]:
    """What tells her in the name of a site: the words of her names, her handles, and her own sites."""
    words = {word for name in (*subject.names, *subject.variants) for word in fold_name(name).split()}
    handles = {"".join(fold_name(handle.user).split()) for handle in subject.handles}
    parts = [_parts(page) for page in subject.pages]
    sites = {part.hostname for part in parts if part and part.hostname and part.path.strip("/") == ""}
    return frozenset(mark for mark in (*words, *handles, *map(_plain, sites)) if len(mark) >= SHORTEST)


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
