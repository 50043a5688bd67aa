"""The tables of collectors in README.md, generated from what each collector says of itself; a test keeps them true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect.stage import sources
from ereput.words import render

if TYPE_CHECKING:
    from ereput.collect.stage import Source

_HEADS = {"en": ("name", "what it reads", "what it needs"), "fr": ("nom", "ce qu'il lit", "ce qu'il lui faut")}
_PLACE = re.compile(r"(<!-- collectors: (en|fr) -->\n)[^\0]*?(<!-- end of collectors -->)")
"""Where a table stands: between two comments, the first of which names its language."""


def filled(markdown: str) -> str:
    """`markdown` with the table of today between each pair of markers; what stands around is kept."""
    return _PLACE.sub(lambda found: f"{found[1]}{table(found[2])}{found[3]}", markdown)


def table(language: str) -> str:
    """Every collector of this installation, one row each, in Markdown; `language` is "en" or "fr"."""
    lines = ["", f"| {' | '.join(_HEADS[language])} |", "|---|---|---|", *(_row(source, language) for source in sources()), ""]
    return "\n".join(lines) + "\n"


def _row(source: Source, language: str) -> str:
    title, needs = (render(text, language).replace("|", "\\|") for text in (source.title, source.needs))
    return f"| `{source.name}` | {title} | {needs} |"
