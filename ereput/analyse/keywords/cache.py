"""What was compiled, kept for the next run: named values in one file, behind a mark and a checksum.

A value is JSON, an array of numbers, bytes or `Lines`, so that reading a file, whoever wrote it, runs nothing. A file that is damaged or
of another edition is no cache at all: its owner compiles again.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MARK = f"ereput cache 1 {sys.byteorder} ".encode()


class Damaged(ValueError):
    """The file is not one of ours, or not whole."""


class Lines:
    """Many short texts as one block of UTF-8, cut when asked for: 150,000 of them load in no time."""

    def __init__(self, block: bytes | memoryview, ends: array[int]) -> None:
        self.block, self.ends = block, ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> Lines:
        block, ends = bytearray(), array("I")
        for text in texts:
            block += text.encode()
            ends.append(len(block))
        return cls(bytes(block), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> str:
        return str(self.block[self.ends[number - 1] if number else 0 : self.ends[number]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))


def write(path: Path, values: Mapping[str, Any]) -> None:
    """Write atomically: two runs at once never leave half a file. Raises OSError."""
    parts = [(name, kind, part) for name, value in values.items() for kind, part in _parts(value)]
    head = json.dumps([(name, kind, len(part)) for name, kind, part in parts]).encode()
    checksum = zlib.crc32(head)
    for _, _, part in parts:
        checksum = zlib.crc32(part, checksum)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("wb") as file:
        file.write(b"%s%08x %s\n" % (MARK, checksum, head))
        file.writelines(part for _, _, part in parts)
    draft.replace(path)


def _parts(value: Any) -> Iterator[tuple[str, bytes | memoryview]]:
    if isinstance(value, Lines):
        yield "ends", value.ends.tobytes()
        yield "lines", value.block
    elif isinstance(value, array):
        yield value.typecode, value.tobytes()
    elif isinstance(value, bytes | memoryview):
        yield "bytes", value
    else:
        yield "json", json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def read(path: Path) -> dict[str, Any]:
    """The values that `write` kept. Raises OSError when there is no such file, Damaged when it cannot be trusted."""
    data = path.read_bytes()
    start = data.find(b"\n") + 1
    checksum, _, head = data[len(MARK) : start - 1].partition(b" ")
    body = memoryview(data)[start:]
    if not data.startswith(MARK) or checksum != b"%08x" % zlib.crc32(body, zlib.crc32(head)):
        raise Damaged(path.name)
    values: dict[str, Any] = {}
    at = 0
    for name, kind, size in json.loads(head):
        part = body[at : at + size]
        at += size
        values[name] = Lines(part, values[name]) if kind == "lines" else _value(kind, part)
    return values


def _value(kind: str, part: memoryview) -> Any:
    if kind == "bytes":
        return part
    if kind == "json":
        return json.loads(bytes(part))
    numbers: array[Any] = array("I" if kind == "ends" else kind)
    numbers.frombytes(part)
    return numbers
