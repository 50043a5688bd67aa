"""JSON as exports write it, read one record at a time: an array, or the arrays inside an object, however long, in bounded memory."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from ereput.collect.archives.container import Archive, too_large
from ereput.errors import ArchiveError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Json: TypeAlias = Any
RECORD_MAX = 32 * 1024**2
"""Characters of one record; a DMA domain with 30,000 contacts is one record of 8 million."""
_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[\s,\ufeff]*")


class Cursor:
    """A place in a text that arrives in pieces: decodes the value there, and forgets what is behind."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._where, self._pieces = f"{archive.name}/{name}", archive.pieces(name)
        self._text, self._at, self._ended = "", 0, False

    def malformed(self) -> ArchiveError:
        return ArchiveError(say("{where} n'est pas du JSON lisible.", where=self._where), code="malformed")

    def more(self) -> bool:
        """Takes at least as much as is pending, so that a long value costs its length times a logarithm; False at the end."""
        taken, want = [], max(1, len(self._text) - self._at)
        if want > RECORD_MAX:
            raise too_large(self._where)
        while want > 0 and (piece := next(self._pieces, "")):
            taken.append(piece)
            want -= len(piece)
        self._text, self._at = self._text[self._at :] + "".join(taken), 0
        self._ended = not taken
        return bool(taken)

    def peek(self) -> str:
        """The next character that is neither space nor comma; "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self.more():
                return ""

    def take(self, expected: str) -> bool:
        if self.peek() == expected:
            self._at += 1
            return True
        return False

    def value(self) -> Json:
        """Decodes one value. Raises ArchiveError malformed, or too_large above RECORD_MAX."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self.malformed() from error
            except ValueError as error:
                if not self.more():
                    raise self.malformed() from error
                continue
            if end == len(self._text) and self.more():  # a number may go on in the next piece
                continue
            self._at = end
            return value

    def skip_to(self, wanted: str) -> bool:
        """Goes to the first of the characters `wanted`; False when there is none."""
        pattern = re.compile(f"[{re.escape(wanted)}]")
        while True:
            match = pattern.search(self._text, self._at)
            if match:
                self._at = match.start()
                return True
            self._at = len(self._text)
            if not self.more():
                return False


def items(archive: Archive, name: str, *, script: bool = False, enter: Collection[str] = ()) -> Iterator[tuple[str, Json]]:
    """Each record with the key of the array it stands in: "" for a top-level array or a lone value.

    `{"a": [1, 2], "b": {"c": 3}, "d": 4}` gives ("a", 1), ("a", 2), ("b", {"c": 3}), ("d", 4). With `script`, what stands before the first
    bracket is passed over (`window.YTD.tweets.part0 = [`). The objects at the dotted paths of `enter` are opened as well, so that a long
    array inside them comes item by item: with `enter={"b"}` the third is ("b.c", 3). Raises ArchiveError, after what could be read.
    """
    cursor = Cursor(archive, name)
    if script and not cursor.skip_to("[{"):
        raise cursor.malformed()
    if not cursor.peek():
        raise cursor.malformed()
    yield from _members(cursor, "", frozenset(enter)) if cursor.peek() == "{" else _walk(cursor, "", frozenset(enter))


def _walk(cursor: Cursor, path: str, enter: frozenset[str]) -> Iterator[tuple[str, Json]]:
    """An array is opened, an object only where `enter` says so."""
    if cursor.take("["):
        while not cursor.take("]"):
            if not cursor.peek():
                raise cursor.malformed()
            if path in enter and cursor.peek() == "{":
                yield from _members(cursor, path, enter)
            else:
                yield path, cursor.value()
    elif path in enter and cursor.peek() == "{":
        yield from _members(cursor, path, enter)
    else:
        yield path, cursor.value()


def _members(cursor: Cursor, path: str, enter: frozenset[str]) -> Iterator[tuple[str, Json]]:
    cursor.take("{")
    while not cursor.take("}"):
        key = cursor.value()
        if not isinstance(key, str) or not cursor.take(":"):
            raise cursor.malformed()
        yield from _walk(cursor, f"{path}.{key}" if path else key, enter)


def whole(archive: Archive, name: str, *, script: bool = False) -> Json:
    """A small JSON member at once. Raises ArchiveError malformed or too_large."""
    text = archive.text(name)
    if script:
        start = min((i for i in (text.find("["), text.find("{")) if i >= 0), default=0)
        text = text[start:]
    try:
        return json.loads(text, strict=False) if not script else _DECODER.raw_decode(text)[0]
    except (ValueError, RecursionError) as error:
        raise ArchiveError(say("{where} n'est pas du JSON lisible.", where=f"{archive.name}/{name}"), code="malformed") from error


def at(value: Json, *path: str | int) -> Json:
    """What stands at `path`, or None: exports change shape, a missing step is no error."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text_at(value: Json, *path: str | int) -> str:
    """The text at `path`; numbers as text; "" for anything else."""
    found = at(value, *path)
    if isinstance(found, str):
        return found.strip()
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def list_at(value: Json, *path: str | int) -> list[Json]:
    found = at(value, *path)
    return found if isinstance(found, list) else []
