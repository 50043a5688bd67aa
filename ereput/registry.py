"""Finds the adapters: one module per collector, archive reader, recogniser, check or format, each exposing one named value.

A package of adapters is walked once; third parties may add theirs through an entry point group of the same name. No list to edit:
adding an adapter is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Protocol

from ereput.errors import UsageError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import EntryPoint


def adapters(package: str, attribute: str, *, group: str | None = None) -> dict[str, Any]:
    """Every `attribute` of the modules of `package` (e.g. "ereput.collect.sources", "COLLECTOR"), by its `name`, sorted.

    A module without the attribute is a helper and is passed over; `attribute` may hold one adapter or a tuple of them.
    Raises UsageError when two adapters have the same name.
    """
    found: dict[str, Any] = {}
    for adapter in _walk(package, attribute):
        _add(found, adapter)
    for point in installed().select(group=group) if group else ():
        _add(found, point.load())
    return dict(sorted(found.items()))


class Points(Protocol):
    """What `entry_points()` gives, whose type changed with Python 3.12."""

    def select(self, *, group: str) -> Iterable[EntryPoint]: ...


@cache
def installed() -> Points:
    """The entry points of every installed package, read once: each reading opens the metadata of all of them, 7 ms."""
    return entry_points()


def _walk(package: str, attribute: str) -> Iterator[Any]:
    root = importlib.import_module(package)
    for module_info in pkgutil.iter_modules(root.__path__):
        value = getattr(importlib.import_module(f"{package}.{module_info.name}"), attribute, None)
        if value is not None:
            yield from value if isinstance(value, tuple) else (value,)


def _add(found: dict[str, Any], adapter: Any) -> None:
    if adapter.name in found:
        raise UsageError(say("Deux modules portent le même nom : {name}.", name=adapter.name), code="duplicate_adapter")
    found[adapter.name] = adapter
