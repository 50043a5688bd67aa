"""CAR v1 files and the DAG-CBOR in them (https://ipld.io/specs/transport/car/carv1/, https://ipld.io/specs/codecs/dag-cbor/spec/).

DAG-CBOR is CBOR (RFC 8949) with one way to write each value: definite lengths, text keys, 64-bit floats, and one tag (42) for links.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from ereput.errors import ArchiveError
from ereput.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK_MAX = 4 * 1024**2
"""Bytes of one block; the protocol allows 1 MB."""
DEPTH = 100
_LINK = 42


@dataclass(frozen=True, slots=True)
class Cid:
    """A link to another block, as the bytes of its identifier."""

    digest: bytes


def _malformed(where: str) -> ArchiveError:
    return ArchiveError(say("{where} n'est pas un dépôt CAR lisible.", where=where), code="malformed")


def header_length(head: bytes) -> int:
    """Bytes of the header after its length, 0 when it is none."""
    value, at = _varint_of(head, 0)
    return value if at and 0 < value < 10_000 else 0


def _varint_of(body: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and where it ends; (0, 0) when it is cut or too long."""
    value = 0
    for place in range(9):
        if at + place >= len(body):
            return 0, 0
        byte = body[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    return 0, 0


def _varint(stream: IO[bytes]) -> int | None:
    value = 0
    for place in range(9):
        byte = stream.read(1)
        if not byte:
            return None
        value |= (byte[0] & 0x7F) << (7 * place)
        if byte[0] < 0x80:
            return value
    return None


def blocks(stream: IO[bytes], where: str) -> Iterator[tuple[bytes, bytes]]:
    """Each block: the bytes of its identifier, and its own. Raises ArchiveError malformed, or truncated at a cut end."""
    size = _varint(stream)
    if size is None or size > BLOCK_MAX or len(stream.read(size)) < size:
        raise _malformed(where)
    while (size := _varint(stream)) is not None:
        if size > BLOCK_MAX:
            raise _malformed(where)
        section = stream.read(size)
        if len(section) < size:
            raise ArchiveError(say("{where} est incomplet ou abîmé.", where=where), code="truncated")
        end = _cid_end(section)
        if not end:
            raise _malformed(where)
        yield section[:end], section[end:]


def _cid_end(section: bytes) -> int:
    """Where a content identifier ends: version 1 is four numbers and a digest, version 0 a bare SHA-256 multihash; 0 when it is neither."""
    if section[:2] == b"\x12\x20":
        return 34
    at = 0
    length = 0
    for _ in range(4):
        length, at = _varint_of(section, at)
        if not at:
            return 0
    return at + length if at + length <= len(section) else 0


def decode(body: bytes) -> Any:
    """The value of a DAG-CBOR block, links as `Cid`; None for what is not DAG-CBOR."""
    try:
        return _value(body, 0, 0)[0]
    except (IndexError, ValueError, struct.error):
        return None


def _value(body: bytes, at: int, depth: int) -> tuple[Any, int]:
    """The value at a place and where the next one starts. Raises ValueError, IndexError or struct.error on anything else."""
    if depth > DEPTH:
        raise ValueError("too deep")
    major, info = body[at] >> 5, body[at] & 31
    if major == 7:
        return _simple(body, at, info)
    number, at = _argument(body, at + 1, info)
    if major in (0, 1):
        return (number if major == 0 else -1 - number), at
    if major in (2, 3):
        if at + number > len(body):
            raise ValueError("cut")
        raw = body[at : at + number]
        return (raw if major == 2 else raw.decode("utf-8", "replace")), at + number
    if number > len(body) - at:
        raise ValueError("more items than bytes")
    if major == 6:
        inner, at = _value(body, at, depth + 1)
        return (Cid(inner.removeprefix(b"\0")) if number == _LINK and isinstance(inner, bytes) else inner), at
    return _collection(body, at, depth, number, is_map=major == 5)


def _collection(body: bytes, at: int, depth: int, number: int, *, is_map: bool) -> tuple[Any, int]:
    found: list[Any] = []
    for _ in range(number * 2 if is_map else number):
        item, at = _value(body, at, depth + 1)
        found.append(item)
    if not is_map:
        return found, at
    return {key: value for key, value in zip(found[::2], found[1::2], strict=True) if isinstance(key, str)}, at


def _argument(body: bytes, at: int, info: int) -> tuple[int, int]:
    if info < 24:
        return info, at
    if info > 27:
        raise ValueError("indefinite length")
    width = 1 << (info - 24)
    if at + width > len(body):
        raise ValueError("cut")
    return int.from_bytes(body[at : at + width], "big"), at + width


def _simple(body: bytes, at: int, info: int) -> tuple[Any, int]:
    if info == 27:
        return struct.unpack(">d", body[at + 1 : at + 9])[0], at + 9
    if info in (20, 21, 22, 23):
        return {20: False, 21: True}.get(info), at + 1
    raise ValueError("not in DAG-CBOR")
