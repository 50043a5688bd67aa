"""Which figure shows which table. A table without one is shown as a table alone: nothing depends on a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup

from ereput.model import Table
from ereput.render.voice import Voice

Drawing = Callable[[Table, Voice], "Markup | None"]

FIGURES: Mapping[str, Drawing] = MappingProxyType({})


def picture(table: Table, voice: Voice) -> Markup | None:
    """The figure of `table`, or None when we know none for it or its rows have not the expected shape."""
    drawing = FIGURES.get(table.id)
    return drawing(table, voice) if drawing else None
