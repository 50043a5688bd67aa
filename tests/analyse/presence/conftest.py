"""A small maker of what checks look at: mentions as readings, one day for "now"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ereput.analyse.presence.base import Check, Known
from ereput.analyse.presence.stage import checks, run
from ereput.model import Audience, Band, Finding, Handle, Kind, Match, Mention, Reading, Subject, Table, Target

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def subject(**more: Any) -> Subject:
    given: dict[str, Any] = {
        "names": ("Camille Durand",), "handles": (Handle(service="linkedin", user="camille-d"),), "emails": ("camille@example.org",),
        "pages": ("https://camille.example.org",), "city": "Nantes", "target": Target(occupation="Data analyst"),
    }  # fmt: skip
    return Subject(**(given | more))


def mention(kind: Kind, text: str = "", *, days: float | None = None, url: str = "", **more: Any) -> Mention:
    """A mention of hers (declared); keyword arguments that `Mention` does not know become fields (a tuple repeats the field)."""
    own = ({"title"} if kind not in (Kind.POSITION, Kind.CONTACT) else set()) | {
        "author",
        "audience",
        "rank",
        "source",
        "declared",
        "language",
        "sha256",
    }
    base: dict[str, Any] = {"source": "linkedin", "declared": True, "audience": Audience.PUBLIC} | {
        k: v for k, v in more.items() if k in own
    }
    fields = tuple((k, v) for k, values in more.items() if k not in own for v in (values if isinstance(values, tuple) else (values,)))
    where = url or f"https://www.linkedin.com/x/{abs(hash((kind, text, days, fields)))}"
    return Mention(kind=kind, url=where, text=text, fields=fields, published=None if days is None else ago(days), **base)


def reading(m: Mention) -> Reading:
    return Reading(mention=m, match=Match(mention=m.id, probability=1, band=Band.CONFIRMED), language="fr", masked=m.text)


def known(*mentions: Mention, who: Subject | None = None, **more: Any) -> Known:
    return Known(subject=who or subject(), readings=tuple(reading(m) for m in mentions), now=NOW, salt=b"test", **more)


def ask(check: str, *mentions: Mention, who: Subject | None = None, **more: Any) -> tuple[dict[str, Finding], dict[str, Table]]:
    """What one check says: findings by title in French, tables by id."""
    chosen: Check = checks()[check]
    findings, tables = run(known(*mentions, who=who, **more), [chosen])
    return {str(f.title): f for f in findings}, {t.id: t for t in tables}


@pytest.fixture
def make() -> SimpleNamespace:
    """The makers, for tests (importlib mode: a conftest is not imported by name)."""
    return SimpleNamespace(subject=subject, mention=mention, reading=reading, known=known, ask=ask, ago=ago, NOW=NOW)


Ask = Callable[..., tuple[dict[str, Finding], dict[str, Table]]]
