"""The cues of `cues.toml`, compiled once: headings, boilerplate, negation and wishes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "cues.toml"


@cache
def _body() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def family(table: str, name: str) -> re.Pattern[str]:
    """One list of cues as whole words, any case."""
    return re.compile(rf"\b(?:{'|'.join(_body()[table][name])})\b", re.IGNORECASE)


@cache
def families(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every list of a table, in the order of the file."""
    return tuple((name, family(table, name)) for name in _body()[table])


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """One list as it is written."""
    return tuple(_body()[table][name])


@cache
def before() -> re.Pattern[str]:
    """A trigger whose scope reaches the end of the text given."""
    return re.compile(rf"\b(?:{'|'.join(words('clause', 'before'))})[^.;:!?\n]{{0,40}}$", re.IGNORECASE)


@cache
def after() -> re.Pattern[str]:
    """A trigger soon after the start of the text given."""
    return re.compile(rf"^[^.;:!?\n,]{{0,25}}?\b(?:{'|'.join(words('clause', 'after'))})", re.IGNORECASE)


@cache
def against() -> re.Pattern[str]:
    """A trigger that stands right before a name: "sans permis B", "ni Java"."""
    return re.compile(rf"\b(?:{'|'.join(words('clause', 'against'))})$", re.IGNORECASE)


@cache
def after_all() -> re.Pattern[str]:
    """A trigger after a list of which the name is an item: "Java, Python et SQL ne sont pas exigés"."""
    name = r"[\w+#.'-]{1,20}(?: [\w+#.'-]{1,20})?"
    return re.compile(rf"^(?:, ?{name}){{0,4}} (?:et|ou|ni|and|or|nor) {name} (?:{'|'.join(words('clause', 'after_all'))})", re.IGNORECASE)


@cache
def asked() -> re.Pattern[str]:
    """What says, right after a name, that it is asked for."""
    return re.compile(rf"\s+(?:{'|'.join(words('tools', 'asked'))})", re.IGNORECASE)
