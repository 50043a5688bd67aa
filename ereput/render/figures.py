"""Which figure shows which table. A table without one is shown as a table alone: nothing depends on a figure.

A drawing reads its columns by name and gives None when they are not there, so that a table may change without breaking the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from ereput.model import Table, Text, say
from ereput.render.charts.bars import stack
from ereput.render.charts.calendar import calendar
from ereput.render.charts.circles import circles
from ereput.render.charts.donut import donut
from ereput.render.charts.funnel import funnel
from ereput.render.charts.lines import staircase
from ereput.render.charts.timeline import timeline
from ereput.render.charts.typology import typology
from ereput.render.charts.upset import upset
from ereput.render.labels import source
from ereput.render.look import PRESENCES, Look
from ereput.render.voice import Voice

Drawing = Callable[[Table, Voice], "Markup | None"]
TONES = ("accent", "medium", "low", "good", "high", "info")
SHAPES = ("●", "◆", "○", "▲", "✓", "–")
STEPS = 3
"""Values that make a staircase: one removal is two numbers, which the table tells."""
CONTROLS = MappingProxyType(
    {
        "owned": Look("good", "✓", say("Maîtrisé : vous y écrivez")),
        "influenced": Look("low", "●", say("Influencé : vous pouvez demander")),
        "suffered": Look("medium", "◆", say("Subi : d'autres décident")),
    }
)


def picture(table: Table, voice: Voice) -> Markup | None:
    """The figure of `table`, or None when we know none for it or its rows have not the expected shape."""
    drawing = FIGURES.get(table.id)
    return drawing(table, voice) if drawing and table.rows else None


def column(table: Table, *names: str) -> list[Any] | None:
    """The cells of the first column that has one of `names`."""
    for name in names:
        if name in table.columns:
            index = table.columns.index(name)
            return [row[index] for row in table.rows if index < len(row)]
    return None


def states(counts: Sequence[tuple[Look, int]], title: str, voice: Voice) -> Markup:
    """A stacked bar with its legend: each state by its shape, its word, its amount."""
    some = [(seen, n) for seen, n in counts if n]
    bar = stack([(n, seen.tone, f"{seen.shape} {n}") for seen, n in some], title)
    keys = [f'<span class="key {seen.tone}-text">{seen.shape} {escape(voice.read(seen.word))} {n}</span> ' for seen, n in some]
    return bar + Markup(f'<p class="legend">{"".join(keys)}</p>')  # noqa: S704  # words are escaped, tones and shapes are ours


def _calendar(table: Table, voice: Voice) -> Markup | None:
    weeks, acts = column(table, "week", "day"), column(table, "acts", "count")
    if weeks is None or acts is None:
        return None
    by_week = {week: int(n) for week, n in zip(weeks, acts, strict=True) if isinstance(week, date) and isinstance(n, int | float)}
    if not by_week:
        return None
    title = say("{title} : semaines actives {n}, actes {total}", title=table.title, n=len(by_week), total=sum(by_week.values()))
    months = [voice.read(name) for name in MONTHS]
    return calendar(by_week, months, voice.read(title))


def _mix(table: Table, voice: Voice) -> Markup | None:
    names, amounts = column(table, "act", "kind", "type"), column(table, "acts", "count")
    if names is None or amounts is None:
        return None
    rows = [(voice.read(name), n) for name, n in zip(names, amounts, strict=True) if isinstance(n, int)]
    total = sum(n for _, n in rows)
    if total <= 0:
        return None
    captions = [voice.read(say("{name} : {n} ({share} %)", name=name, n=n, share=round(100 * n / total))) for name, n in rows]
    pieces = [(caption, n, TONES[i % len(TONES)]) for i, (caption, (_, n)) in enumerate(zip(captions, rows, strict=True))]
    return donut(pieces, _spoken(table, voice, rows))


def _circles(table: Table, voice: Voice) -> Markup | None:
    names, amounts = column(table, "circle"), column(table, "contacts", "count")
    if names is None or amounts is None:
        return None
    rows = [(voice.read(name), int(n or 0)) for name, n in zip(names, amounts, strict=True)]
    return circles(rows[:10], _spoken(table, voice, rows))


def _overlap(table: Table, voice: Voice) -> Markup | None:
    """Combinations are written "a+b" by the ids of their networks."""
    combined, amounts = column(table, "networks"), column(table, "contacts")
    if combined is None or amounts is None or not all(isinstance(n, int) for n in amounts):
        return None
    groups = [(str(ids).split("+"), int(n)) for ids, n in zip(combined, amounts, strict=True)]
    names = sorted({name for ids, _ in groups for name in ids})
    totals = [(voice.read(source(name)), sum(n for ids, n in groups if name in ids)) for name in names]
    spoken = [(" + ".join(voice.read(source(name)) for name in ids), n) for ids, n in groups]
    return upset(totals, [(frozenset(map(names.index, ids)), n) for ids, n in groups], _spoken(table, voice, spoken))


def _lives(table: Table, voice: Voice) -> Markup | None:
    names, firsts, lasts = column(table, "network"), column(table, "first"), column(table, "last")
    if names is None or firsts is None or lasts is None:
        return None
    rows = [(voice.read(n), a, b) for n, a, b in zip(names, firsts, lasts, strict=True) if isinstance(a, date) and isinstance(b, date)]
    told = [(name, f"{voice.read(first)} – {voice.read(last)}") for name, first, last in rows]
    return timeline(rows, _spoken(table, voice, told)) if rows else None


def _funnel(table: Table, voice: Voice) -> Markup | None:
    names, amounts = column(table, "step", "stage", "name"), column(table, "share", "count", "value", "terms")
    if names is None or amounts is None:
        return None
    rows = [(voice.read(name), float(n), voice.read(n)) for name, n in zip(names, amounts, strict=True) if isinstance(n, int | float)]
    return funnel(rows[:8], _spoken(table, voice, [(name, words) for name, _, words in rows])) if rows else None


def _networks(table: Table, voice: Voice) -> Markup | None:
    names, natures, scopes = column(table, "network", "name"), column(table, "nature"), column(table, "scope")
    if names is None or natures is None or scopes is None:
        return None
    across, down = list(dict.fromkeys(natures)), list(dict.fromkeys(scopes))
    across, down = [a for a in across if a], [d for d in down if d]
    if not across or not down or len(across) > 3 or len(down) > 3:
        return None
    stands = list(zip(names, natures, scopes, strict=True))
    cells = [[[voice.read(n) for n, a, d in stands if a == nature and d == scope] for nature in across] for scope in down]
    spoken = _spoken(table, voice, [(voice.read(n), f"{voice.read(a)}, {voice.read(d)}") for n, a, d in stands])
    return typology([voice.read(a) for a in across], [voice.read(d) for d in down], cells, spoken)


def _removal(table: Table, voice: Voice) -> Markup | None:
    before, after = column(table, "from", "before"), column(table, "to", "after")
    if before is None or after is None or not all(isinstance(v, int | float) for v in (*before, *after)):
        return None
    values = [float(before[0]), *(float(v) for v in after)][:21]
    if len(values) < STEPS:
        return None
    spoken = say(
        "{title} : de {start} à {end} en {n} {n:retrait|retraits}", title=table.title, start=values[0], end=values[-1], n=len(values) - 1
    )
    return staircase(values, voice.read(spoken))


def _coverage(table: Table, voice: Voice) -> Markup | None:
    """All sources together: how many keyword states of each kind."""
    counts = [(seen, sum(n for n in column(table, state.value) or [] if isinstance(n, int))) for state, seen in PRESENCES.items()]
    spoken = _spoken(table, voice, [(voice.read(seen.word), n) for seen, n in counts])
    return states(counts, spoken, voice) if any(n for _, n in counts) else None


def _control(table: Table, voice: Voice) -> Markup | None:
    found = column(table, "control")
    if found is None:
        return None
    counted = Counter(str(value) for value in found)
    rows = [(seen, counted[name]) for name, seen in CONTROLS.items() if counted[name]]
    return states(rows, _spoken(table, voice, [(voice.read(seen.word), n) for seen, n in rows]), voice) if rows else None


def _spoken(table: Table, voice: Voice, rows: Sequence[tuple[str, object]]) -> str:
    """The alternative text: the title, then every amount in words."""
    told = ", ".join(f"{name} {value}" for name, value in rows[:12])
    return voice.read(say("{title} : {told}", title=table.title, told=told))


MONTHS: tuple[Text, ...] = (
    say("janv."), say("févr."), say("mars"), say("avr."), say("mai"), say("juin"),
    say("juil."), say("août"), say("sept."), say("oct."), say("nov."), say("déc."),
)  # fmt: skip

COMPLETE = frozenset({"activity.calendar", "activity.mix", "contacts.circles", "keywords.funnel"})
"""Figures that show every number of their table: on paper the table is not printed again."""

FIGURES: Mapping[str, Drawing] = MappingProxyType(
    {
        "activity.calendar": _calendar,
        "activity.mix": _mix,
        "contacts.circles": _circles,
        "contacts.overlap.sets": _overlap,
        "networks.dormant": _lives,
        "keywords.funnel": _funnel,
        "keywords.coverage": _coverage,
        "networks.map": _networks,
        "exposure.removal": _removal,
        "recruiter.view": _control,
    }
)
