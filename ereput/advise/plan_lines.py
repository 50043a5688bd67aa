"""Where things stand in `plan.toml`, line by line: to tell the line of an error, and to keep the comments that she wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_HEADER = re.compile(r"\s*\[\[\s*(?:entry|\"entry\"|'entry')\s*\]\]")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_LONG = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True, slots=True)
class Part:
    """What stands from one [[entry]] to the next: its first line (from 1; 0 for what comes before), the line of each key, its comments."""

    line: int
    keys: dict[str, int]
    notes: tuple[str, ...]


def parts(text: str, *, ours: Collection[str] = ()) -> tuple[Part, ...]:
    """The part before the first entry, then one for each entry. `ours` are lines that we write ourselves, and are nobody's note."""
    found: list[tuple[int, dict[str, int], list[str]]] = [(0, {}, [])]
    for number, line in _lines(text):
        if _HEADER.match(line):
            found.append((number, {}, []))
        _, keys, notes = found[-1]
        if match := _KEY.match(line):
            keys.setdefault(match[1], number)
        plain = _STRING.sub(lambda quoted: " " * len(quoted[0]), line)
        at = plain.find("#")
        if at >= 0 and line.rstrip() not in ours:
            notes.append(line[at:].rstrip())
    return tuple(Part(line, keys, tuple(notes)) for line, keys, notes in found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number; those inside a string of several lines hold neither key nor comment."""
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):  # TOML 1.0 knows no other end of a line
        was = inside
        for mark in _LONG.findall(line):
            inside = "" if inside == mark else inside or mark
        if not was:
            yield number, line
