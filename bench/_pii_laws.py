"""The laws of the first number on whole profiles: readings in, exposition out, through the same gathering of facts as an audit.

hypothesis draws the profiles; the order of removal is compared with brute force over every choice of facts.
"""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ereput.analyse.exposure.exposition import exposition, removal
from ereput.analyse.exposure.facts import gather
from ereput.analyse.exposure.gravity import table
from ereput.analyse.exposure.kinds import SENSITIVE
from ereput.model import Audience, Band, Kind, Match, Mention, Reading, Span, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

SALT = b"l" * 32
SUBJECT = Subject(names=("Camille Durand",))
MOST = 12
"""Facts of a profile: brute force tries every choice of them."""
KINDS = sorted(table().keys() - SENSITIVE)
SIGHTINGS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 3), st.sampled_from(Audience), st.integers(0, 3), st.floats(0.5, 0.99)),
    min_size=1,
    max_size=MOST,
)
"""Kind, which value of it, who can see it, on which page, how sure."""


def reading(kind: str, value: int, audience: Audience, page: int, confidence: float) -> Reading:
    """A page of the subject's own that shows one value."""
    text = f"valeur {value} {kind}"
    mention = Mention(source="page", url=f"https://page{page}.example/", kind=Kind.PAGE, declared=True, audience=audience, text=text)
    span = Span(start=0, end=len(text), kind=kind, confidence=confidence, rule="law", value=text, base=confidence)
    match = Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED)
    return Reading(mention=mention, match=match, language="fr", spans=(span,), masked="*" * len(text))


def exposed(readings: Sequence[Reading]) -> float:
    """The exposition of all these readings together."""
    return exposition([fact.share for fact in gather(readings, SUBJECT, salt=SALT)])


def laws(profiles: int) -> None:
    """Raises AssertionError with the smallest profile that breaks one: 0–100, order changes nothing, what is read twice counts once, one
    more sighting never lowers it."""

    @settings(max_examples=profiles, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(SIGHTINGS, st.randoms(use_true_random=False))
    def hold(sightings: list[tuple[str, int, Audience, int, float]], drawn: Random) -> None:
        readings = [reading(*sighting) for sighting in sightings]
        whole = exposed(readings)
        shuffled = drawn.sample(readings, len(readings))
        assert 0 <= whole <= 100
        assert exposed(shuffled) == whole
        assert exposed(readings + shuffled) == whole
        assert exposed(readings[:-1]) <= whole

    hold()


def removals(profiles: int, *, seed: int = 20261122) -> float:
    """The part of the profiles, of one to twelve facts, whose order of removal is as good as brute force after every step."""
    drawn = Random(seed)
    weights = sorted({gravity.weight for gravity in table().values()})
    best = 0
    for turn in range(profiles):
        size = 1 + turn % MOST
        shares = [drawn.choice(weights) * drawn.choice((0.4, 0.8, 1.0)) * drawn.uniform(0.5, 0.99) for _ in range(size)]
        best += all(
            step.after <= min(exposition(kept) for kept in combinations(shares, size - removed)) + 1e-9
            for removed, step in enumerate(removal(shares), start=1)
        )
    return best / profiles
