"""One matcher over the embedded taxonomy for all tests of the room, and readings made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords.library import Library, open_library
from ereput.model import Audience, Band, Kind, Match, Mention, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.matcher import Matcher


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Ours alone: nothing installed, a cache of its own."""
    folder = tmp_path_factory.mktemp("keywords")
    return open_library(installed=folder / "none", cache=folder / "cache")


@pytest.fixture(scope="session")
def matcher(library: Library) -> Matcher:
    return library.matcher


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """A reading of one text, masked as it is unless said otherwise."""

    def make(
        text: str, kind: Kind = Kind.CV, *, source: str = "", audience: Audience = Audience.PRIVATE, masked: str = "", **rest: object
    ) -> Reading:
        mention = Mention(
            source=source or kind.value, url=f"https://{source or kind.value}.example/", kind=kind, text=text, audience=audience, **rest
        )  # type: ignore[arg-type]  # the rest are fields of Mention
        match = Match(mention=mention.id, probability=1.0, band=Band.CONFIRMED)
        return Reading(mention=mention, match=match, language="fr", masked=masked or text)

    return make
