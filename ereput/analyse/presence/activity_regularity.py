"""D2, D5: is it regular? Active fortnights, longest silence, burstiness (σ−μ)/(σ+μ) of the gaps (Goh & Barabási 2008). Volume never
counts.
"""

from __future__ import annotations

import itertools
import statistics
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import Done, acts, recent
from ereput.analyse.presence.making import Rule, computed, finding, lacking, part, table
from ereput.model import Axis, Severity, Table, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.presence.base import Known, Yield

NAME = "activity.regularity"
TITLE = say("Votre activité est-elle régulière ?")
HORIZON = timedelta(weeks=12)
"""Before three months no verdict: « les retombées ne sont aucunement immédiates » (CHECKS D5)."""
GOOD_SHARE = 0.5
"""One active fortnight in two is regular: there is no call to do more."""


def run(known: Known) -> Iterator[Yield]:
    done = recent(acts(known), known.now)
    if not done:
        yield lacking(NAME, TITLE, say("Aucune publication datée de la dernière année n'a été lue."))
        yield part(Axis.ALIVE, "regularity", None, say("aucune publication datée"))
        return
    yield calendar(done)
    if known.now - min(d.at for d in acts(known)) < HORIZON:
        note = say("Première activité il y a moins de douze semaines : il est trop tôt pour juger.")
        yield lacking(NAME, TITLE, note, status="too_early")
        yield Table(id=f"presence.{Axis.ALIVE}", title=TITLE, columns=(), status="too_early", note=note)
        return
    days = sorted({d.at.date() for d in done})
    gaps = [(b - a).days for a, b in itertools.pairwise(days)]
    longest, burst, active = silence(days, known.now.date()), burstiness(gaps), active_share(days, known.now.date())
    rows = (
        (say("quinzaines actives, en %"), round(100 * active, 1)),
        (say("plus long silence, en jours"), longest),
        (say("irrégularité (−1 régulier, +1 par à-coups)"), None if burst is None else round(burst, 2)),
    )
    yield table(NAME, TITLE, ("measure", "value"), rows)
    value = min(active / GOOD_SHARE, 1.0) * 70 + 30 * (1 - max(burst or 0.0, 0.0))
    yield part(
        Axis.ALIVE,
        "regularity",
        value,
        say("{n} % de quinzaines actives, plus long silence {days} jours", n=round(100 * active), days=longest),
    )
    if longest > 120:
        yield finding(
            known, NAME, "silence", axis=Axis.ALIVE, severity=Severity.LOW, title=say("Un silence de {n} jours dans l'année", n=longest),
            explanation=say("Un profil se fait repérer dans la durée ; un long silence n'efface rien de ce qui est écrit."),
            remedy=say("Une publication courte toutes les deux semaines suffit ; le plan de douze semaines en propose les sujets."),
            evidence=(computed(*(d.reading.mention.id for d in done[:20])),), part=("regularity", 100 - value),
        )  # fmt: skip


def calendar(done: Sequence[Done]) -> Table:
    """Weeks (Monday) and the acts of each: what the calendar figure draws."""
    weeks: dict[date, int] = {}
    for act in done:
        monday = act.at.date() - timedelta(days=act.at.weekday())
        weeks[monday] = weeks.get(monday, 0) + 1
    return table("activity.calendar", say("Activité par semaine"), ("week", "acts"), sorted(weeks.items()))


def silence(days: Sequence[date], today: date) -> int:
    """The longest run of days without an act, up to today."""
    return max((b - a).days for a, b in zip(days, [*days[1:], today], strict=True))


def active_share(days: Sequence[date], today: date) -> float:
    """Share of the fortnights since the first act (at most a year of them) with at least one active day."""
    span = max((today - days[0]).days // 14 + 1, 1)
    return len({(today - d).days // 14 for d in days}) / span


def burstiness(gaps: Sequence[int]) -> float | None:
    """(σ − μ) / (σ + μ) of the gaps in days: −1 like a clock, 0 at random, towards 1 by fits and starts; None under four gaps."""
    if len(gaps) < 4:
        return None
    mean, spread = statistics.fmean(gaps), statistics.pstdev(gaps)
    return (spread - mean) / (spread + mean)


CHECK = Rule(name=NAME, title=TITLE, answers=("D2", "D5"), needs=say("des publications datées (export, blog, réseau ouvert)"), run=run)
