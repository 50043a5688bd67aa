"""Adapters are found, not listed: one module per adapter, third parties by entry point, no name twice."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from ereput import registry
from ereput.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Adapter:
    name: str


@dataclass
class Point:
    """An entry point as importlib.metadata gives it."""

    adapter: Adapter

    def load(self) -> Adapter:
        return self.adapter


@dataclass
class Points:
    """The entry points of one group, "g"."""

    points: list[Point]

    def select(self, *, group: str) -> list[Point]:
        return self.points if group == "g" else []


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of adapters: one alone, two together, a helper, and one whose value is None."""
    home = tmp_path / "adapters_for_test"
    home.mkdir()
    (home / "__init__.py").write_text("")
    (home / "two.py").write_text("from types import SimpleNamespace as N\nIT = (N(name='c'), N(name='a'))\n")
    (home / "one.py").write_text("from types import SimpleNamespace as N\nIT = N(name='b')\n")
    (home / "helper.py").write_text("x = 1\n")
    (home / "none.py").write_text("IT = None\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield home.name
    for name in [name for name in sys.modules if name.split(".")[0] == home.name]:
        del sys.modules[name]


def test_every_module_with_the_attribute_gives_its_adapters_sorted(package: str) -> None:
    """One value or a tuple of them; a module without is a helper."""
    assert list(registry.adapters(package, "IT")) == ["a", "b", "c"]


def test_third_parties_add_theirs_by_entry_point(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package may add an adapter without an edit here; without a group none is looked for."""
    monkeypatch.setattr(registry, "installed", lambda: Points([Point(Adapter("z"))]))
    assert list(registry.adapters(package, "IT", group="g")) == ["a", "b", "c", "z"]
    assert list(registry.adapters(package, "IT")) == ["a", "b", "c"]


def test_two_adapters_of_one_name_are_refused(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name stands for one adapter: the second is an error that names it."""
    monkeypatch.setattr(registry, "installed", lambda: Points([Point(Adapter("a"))]))
    with pytest.raises(UsageError, match="Deux modules portent le même nom : a"):
        registry.adapters(package, "IT", group="g")


def test_installed_packages_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every room asks for its adapters, several times a run; a test that installs one clears what was read."""
    read: list[int] = []
    monkeypatch.setattr(registry, "entry_points", lambda: (read.append(1), Points([]))[1])
    registry.installed.cache_clear()
    try:
        assert not [*registry.installed().select(group="g"), *registry.installed().select(group="other")] and len(read) == 1
    finally:
        registry.installed.cache_clear()
