"""What every section of the report needs from one `Audit`: its values in reading order, and who points at whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ereput.model import Action, Audit, Finding, Match, Mention, Severity, State, Table, Text, say
from ereput.render.base import Options
from ereput.render.look import SEVERITIES, STATES
from ereput.render.typography import UNDRAWN, drawn
from ereput.render.voice import Voice

_GRAVITY = {severity: rank for rank, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An action with its place in the plan; `anchor` is where the report shows it."""

    number: int
    action: Action

    @property
    def anchor(self) -> str:
        return f"action-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding with its anchor and the steps that settle it."""

    number: int
    finding: Finding
    steps: tuple[Step, ...] = ()

    @property
    def anchor(self) -> str:
        return f"constat-{self.number}"

    @property
    def label(self) -> Text | str:
        """The masked value or the word it is about, or nothing."""
        return label(self.finding)


def label(finding: Finding) -> Text | str:
    """What `finding` is about, unless its title says it already."""
    return "" if any(value == finding.name for _, value in finding.title.args) else finding.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One Audit, indexed. `medium` is "pdf", "html" or "md"."""

    audit: Audit
    options: Options
    voice: Voice
    medium: str
    steps: tuple[Step, ...]
    items: tuple[Item, ...]
    by_id: Mapping[str, Item]
    by_tail: Mapping[str, Item]
    mentions: Mapping[str, Mention]
    matches: Mapping[str, Match]

    @property
    def who(self) -> Text | str:
        """The name on the report: hers, the first one that the PDF's font can write, or that it is hidden."""
        if self.options.redact:
            return say("Nom masqué")
        names = (*self.audit.subject.names, *self.audit.subject.variants) if self.medium == "pdf" else ()
        return next((name for name in names if UNDRAWN not in drawn(name)), self.audit.subject.name)

    def table(self, id_: str) -> Table | None:
        return self.audit.table(id_)

    def item(self, target: str) -> Item | None:
        """The finding that an action names."""
        return self.by_id.get(target)

    def about(self, id_: str) -> Item | None:
        """The finding whose id is `id_`, or ends with it (a table may leave out the rule's name)."""
        return self.by_id.get(id_) or self.by_tail.get(id_)

    def state(self, step: Step) -> State:
        """What her plan says of a step."""
        told = self.options.states.get(step.action.id, State.OPEN)
        return State(told) if told in STATES else State.OPEN

    @property
    def left(self) -> tuple[Step, ...]:
        """The steps that nobody has begun: neither asked, nor done, nor accepted."""
        return tuple(step for step in self.steps if self.state(step) is State.OPEN)

    @property
    def no_action(self) -> Text:
        """Why there is nothing to do: a counsellor sees what was shared, which is no word on the rest."""
        if self.options.edition == "counsellor":
            return say("Aucune action ne porte sur ce que la personne a partagé.")
        return say("Aucune action n'est proposée dans ce bilan.")

    @property
    def no_finding(self) -> Text:
        """Why there is no finding, likewise."""
        if self.options.edition == "counsellor":
            return say("Aucun constat dans ce que la personne a partagé.")
        return say("Aucun constat dans ce qui a été lu.")

    def steps_for(self, target: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if target in step.action.targets)


def book(audit: Audit, options: Options, voice: Voice, medium: str) -> Book:
    """Index `audit`: findings from the gravest to the best, each tied to the steps of the plan that settle it."""
    steps = tuple(Step(number=i, action=action) for i, action in enumerate(audit.actions, start=1))
    by_target: dict[str, list[Step]] = {}
    for step in steps:
        for target in step.action.targets:
            by_target.setdefault(target, []).append(step)
    ordered = enumerate(sorted(audit.findings, key=gravity), start=1)
    items = tuple(Item(number=i, finding=f, steps=tuple(by_target.get(f.id, ()))) for i, f in ordered)
    return Book(
        audit=audit,
        options=options,
        voice=voice,
        medium=medium,
        steps=steps,
        items=items,
        by_id={item.finding.id: item for item in items},
        by_tail={item.finding.id.rsplit(".", 1)[-1]: item for item in items},
        mentions={mention.id: mention for mention in audit.mentions},
        matches={match.mention: match for match in audit.matches},
    )


def gravity(finding: Finding) -> tuple[int, float, float, str, str, str]:
    """Sort key: gravest first, then heaviest, surest; its rule, its place and at last its id, which another folder salts otherwise, settle
    the rest.
    """
    where = finding.evidence[0].url if finding.evidence else ""
    return (_GRAVITY[finding.severity], -finding.weight, -finding.confidence, finding.rule, where, finding.id)


def is_problem(finding: Finding) -> bool:
    return finding.severity not in (Severity.INFO, Severity.GOOD)


def link(url: str | None) -> str | None:
    """`url` when a reader may click on it (http, https, mailto), else None: no script, no local file, no trick."""
    if not url or len(url) > 2000 or any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc:
            return url
    except ValueError:
        return None
    return url if parts.scheme == "mailto" else None


def place(url: str) -> str:
    """A short name of where something stands: host and path without the scheme, cut in the middle when long."""
    text = (
        url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
        if "://" in url
        else url.removeprefix("file:").replace("export:", "export ", 1)
    )
    return text if len(text) <= 72 else f"{text[:44]}…{text[-24:]}"
