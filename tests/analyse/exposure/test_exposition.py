"""The first number's laws, on thousands of profiles; the order of removal against brute force."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.analyse.exposure.exposition import contribution, exposition, removal, share
from ereput.analyse.exposure.gravity import table, visibility
from ereput.analyse.exposure.kinds import CLUES, KINDS, SENSITIVE
from ereput.model import Audience

SHARES = st.lists(st.floats(min_value=0, max_value=0.6, allow_nan=False), max_size=20)


@settings(max_examples=500, deadline=None)
@given(SHARES, st.floats(min_value=0, max_value=0.6), st.randoms())
def test_laws_of_the_exposition(shares: list[float], one_more: float, rng: random.Random) -> None:
    """0–100; one more fact never lowers it; the order of facts changes nothing; a contribution is never negative."""
    value = exposition(shares)
    assert 0 <= value <= 100
    assert exposition([*shares, one_more]) >= value
    shuffled = list(shares)
    rng.shuffle(shuffled)
    assert exposition(shuffled) == value
    assert all(contribution(shares, i) >= -1e-9 for i in range(len(shares)))


def test_laws_hold_on_ten_thousand_profiles() -> None:
    """The same laws, and the exactness of "retirez ceci : 71 → 48", on 10,000 random profiles of real weights."""
    rng = random.Random(20261122)
    weights = [gravity.weight for gravity in table().values()]
    for _ in range(10_000):
        facts = [share(rng.choice(weights), rng.choice((0.4, 0.8, 1.0)), rng.uniform(0.5, 0.99)) for _ in range(rng.randrange(13))]
        value = exposition(facts)
        assert 0 <= value <= 100
        assert exposition(facts[::-1]) == value
        steps = removal(facts)
        assert [step.before for step in steps[1:]] == [step.after for step in steps[:-1]]
        assert not steps or (steps[0].before == value and steps[-1].after == 0)
        for step in steps[:1]:
            assert step.after == exposition(facts[: step.fact] + facts[step.fact + 1 :])


def test_the_order_of_removal_is_the_best_at_every_step() -> None:
    """Up to twelve facts: after k removals no other choice of k facts leaves a lower exposition (brute force)."""
    rng = random.Random(5)
    for size in (1, 3, 6, 9, 12):
        for _ in range(6 if size < 12 else 2):
            facts = [rng.uniform(0.001, 0.6) for _ in range(size)]
            steps = removal(facts)
            for k, step in enumerate(steps, start=1):
                best = min(exposition([facts[i] for i in kept]) for kept in itertools.combinations(range(size), size - k))
                assert step.after == pytest.approx(best, abs=1e-9)


def test_visibility_is_a_noisy_or() -> None:
    """Private papers weigh nothing, an indexed page everything, two member pages more than one."""
    assert visibility([]) == 0
    assert visibility([Audience.PRIVATE]) == 0
    assert visibility([Audience.INDEXED, Audience.MEMBERS]) == 1
    assert visibility([Audience.MEMBERS]) < visibility([Audience.MEMBERS, Audience.MEMBERS]) < 1


def test_each_exposure_has_a_gravity_with_its_reason() -> None:
    """Every kind that is no clue has a level 1–4, a reason and a reference; a clue has none."""
    assert KINDS.keys() - CLUES == table().keys()
    for kind, gravity in table().items():
        assert 1 <= gravity.level <= 4, kind
        assert gravity.reason.msg
        assert gravity.reference
    assert table().keys() >= SENSITIVE
