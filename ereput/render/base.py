"""What a format is: a pure function from an `Audit` to bytes.

A module of `ereput.render` exposes its format as `FORMAT`. Same Audit, same options, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ereput.model import Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to render: language ("fr", "en"), edition ("candidate", "student", "counsellor"), and whether to redact for a third person.

    `previous` is the audit to compare with, when there is one; `history` are older ones. `share` are the sections that the person
    chose to show to her counsellor (ids of `ereput.render.report.SECTIONS`); it matters in the counsellor's edition only. `states` is what
    her plan says of actions, by id: "open", "asked", "done" or "accepted"; `plan_unread` when she has a plan that could not be read.
    """

    language: str = "fr"
    edition: str = "candidate"
    redact: bool = False
    previous: Audit | None = None
    history: tuple[Audit, ...] = ()
    share: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    plan_unread: bool = False


class Format(Protocol):
    """One output format: `name` ("pdf"), `suffix` (".pdf")."""

    name: str
    suffix: str

    def render(self, audit: Audit, options: Options) -> bytes: ...
