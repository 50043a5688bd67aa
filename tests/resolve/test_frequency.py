"""The prior from name counts."""

from __future__ import annotations

from ereput.resolve.frequency import POPULATION, namesakes


class Table(dict[str, int]):
    """Counts by name, as the gazetteers have them."""

    @property
    def people(self) -> int:
        return sum(self.values())

    def get(self, name: str, default: int = 0, /) -> int:  # type: ignore[override]  # a count in any case
        return super().get(name, default)


FIRST = Table({"camille": 400, "marie": 2000, "marie therese": 100, "maiwenn": 5})
LAST = Table({"martin": 300, "le guennec": 6, "durand": 200, "delatour": 2})


def count(name: str) -> float | None:
    return namesakes(name, first_names=FIRST, surnames=LAST)


def test_common_names_have_more_namesakes() -> None:
    """The product of the two shares, times the population."""
    assert count("Camille Martin") == POPULATION * (400 / 2505) * (300 / 508)
    assert count("Camille Martin") > count("Camille Durand") > count("Maïwenn Le Guennec")  # type: ignore[operator]  # both known


def test_unknown_names_are_rare_not_impossible() -> None:
    """A name the tables lack is rarer than their rarest, and still counts."""
    assert 0 < count("Zoltàn Xyz") < count("Maïwenn Le Guennec")  # type: ignore[operator]  # both known


def test_compound_and_particle() -> None:
    """A compound first name and a particle are looked up as written."""
    assert count("Marie-Thérèse Durand") == POPULATION * (100 / 2505) * (200 / 508)
    assert count("Camille de la Tour") == POPULATION * (400 / 2505) * (2 / 508)


def test_no_surname_no_count() -> None:
    """Half a name or empty tables give no prior."""
    assert count("Stromae") is None and namesakes("Camille Martin", first_names=Table(), surnames=Table()) is None
