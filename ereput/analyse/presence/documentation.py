"""`docs/checks.md`, generated from the registry: each row of sections B to G is answered by a check, or says where or why not."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ereput.analyse.presence.stage import checks
from ereput.words import render

if TYPE_CHECKING:
    from collections.abc import Iterator

SECTIONS = {"B": 13, "C": 14, "D": 17, "E": 21, "F": 10, "G": 16}
"""How many rows each section of CHECKS.md has."""
HEAD = """\
# Checks

Generated from the registry of checks by `ereput.analyse.presence.documentation`; a test keeps this page true.
Each check says "not enough data" rather than guess. Numbers are those of the source texts' table (sections B to G).
"""


@cache
def elsewhere() -> dict[str, dict[str, str]]:
    """Rows that no check answers: the room that does, or "self" / "method", and the reason in French and English."""
    rows: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "elsewhere.toml").read_text("utf-8"))["rows"]
    return rows


def numbers() -> Iterator[str]:
    """B1 … G16."""
    return (f"{section}{n}" for section, count in SECTIONS.items() for n in range(1, count + 1))


def page() -> str:
    """The whole page, in Markdown."""
    known = checks()
    lines = [HEAD, "## By check\n", "| check | rows | français | English | needs |", "|---|---|---|---|---|"]
    for name, check in known.items():
        fr, en = render(check.title, "fr"), render(check.title, "en")
        lines.append(f"| `{name}` | {', '.join(check.answers)} | {fr} | {en} | {render(check.needs, 'en')} |")
    lines += ["\n## By row\n", "| row | answered by |", "|---|---|"]
    lines += [f"| {number} | {_answer(number)} |" for number in numbers()]
    return "\n".join(lines) + "\n"


def _answer(number: str) -> str:
    names = [f"`{name}`" for name, check in checks().items() if number in check.answers]
    if names:
        return ", ".join(names)
    row = elsewhere()[number]
    where = {"self": "not computable: only the person can say", "method": "not computable: a rule of the method"}
    return f"{where.get(row['room'], 'room `' + row['room'] + '`')} — {row['en']} ({row['fr']})"
