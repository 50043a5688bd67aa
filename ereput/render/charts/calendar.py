"""A year of weeks: one bar a week, as high as the square root of its acts, so that a busy week does not crush the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import sqrt

from markupsafe import Markup

from ereput.render.charts.svg import WIDTH, figure, path, rect, text

HEIGHT, FOOT = 74, 16
WEEKS = 53
LETTER = 5.5
"""Widest mean of a character of a month's name, in pixels: the last name stays inside the picture."""


def calendar(acts: Mapping[date, int], months: Sequence[str], title: str) -> Markup:
    """`acts` by Monday, the last year of them; `months` are twelve short names."""
    last = max(acts)
    mondays = [last - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    highest = sqrt(max(acts.values()) or 1)
    step = WIDTH / WEEKS
    shapes = [path(f"M0 {HEIGHT - FOOT}H{WIDTH}", stroke="rule", cap="butt")]
    seen = 0
    for i, monday in enumerate(mondays):
        count = acts.get(monday, 0)
        height = max((HEIGHT - FOOT - 4) * sqrt(count) / highest, 3) if count else 2
        shapes.append(rect(i * step + 1, HEIGHT - FOOT - height, step - 2.5, height, "accent-mark" if count else "track"))
        if monday.month != seen and monday.day <= 7:
            seen = monday.month
            name = months[seen - 1]
            shapes.append(text(min(i * step, WIDTH - LETTER * len(name)), HEIGHT - 3, name, size=9, fill="muted"))
    return figure(WIDTH, HEIGHT, title, *shapes, css="calendar")
