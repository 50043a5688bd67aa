"""French and English of the words that stand in this room's data files: what its catalogue must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.advise import guides

if TYPE_CHECKING:
    from collections.abc import Iterator


def translations() -> Iterator[tuple[str, str]]:
    yield from guides.translations()
