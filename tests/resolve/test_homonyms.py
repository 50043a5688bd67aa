"""The corpus of namesakes is reproducible, and "is it her?" keeps its floors on it (the full run is `make eval-homonyms`)."""

from __future__ import annotations

from bench._homonyms_variants import in_prose, without_places
from bench.eval_homonyms import FLOORS, bcubed, calibration, judge, measure
from bench.homonyms import generate


def test_same_seed_same_corpus() -> None:
    """The corpus depends on its seed only."""
    assert generate(7, 3) == generate(7, 3) != generate(8, 3)


def test_pages_have_namesakes_and_strangers() -> None:
    """Groups hold several people of one name, and pages of somebody of a near name."""
    groups = generate(1, 10)
    assert max(len(g.people) for g in groups) >= 3 and all(-1 in {o for _, o in g.pages} for g in groups)


def test_floors_hold_on_one_seed() -> None:
    """A small sample keeps precision and calibration near the pinned floors; the pinned ones are for twenty seeds."""
    figures, _ = measure((4000,))
    assert figures["false attribution"] < 0.02 and figures["calibration error"] <= FLOORS["calibration error"]
    assert figures["B-Cubed F"] > 0.88


def test_variants_take_away_what_they_say() -> None:
    """Without places no page names a town of residence; in prose no page of a name has fields; who owns which page stays."""
    group = generate(5, 1)[0]
    bare, prose = without_places(group), in_prose(group)
    assert not any(m.field("location") for m, _ in bare.pages) and not any(s.city for s in bare.subjects)
    assert not any(m.field("name") for m, _ in prose.pages)
    assert [o for _, o in group.pages] == [o for _, o in bare.pages] == [o for _, o in prose.pages]
    towns = {c for p in group.people for c in p.cities}
    assert not any(f" à {town}" in m.text or f"Lieu : {town}" in m.text for m, _ in bare.pages for town in towns)


def test_perfect_and_silly_systems() -> None:
    """B-Cubed is 1 for the truth; calibration is 0 when nothing but certainties that come true is said."""
    group = generate(2, 1)[0]
    truth = [[float(owner == i) for _, owner in group.pages] for i in range(len(group.people))]
    assert all(p == r == 1 for p, r in bcubed(group, truth))
    pairs, _ = judge(group)
    sure = [type(p)(float(p.hers), p.hers) for p in pairs]
    assert calibration(sure) == 0
