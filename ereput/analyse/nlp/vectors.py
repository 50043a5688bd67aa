"""Which row of the table of vectors is a word's: half a million keys as arrays instead of a dictionary.

A text asks for a few thousand of them, and the dictionary of them all takes a third of the time of loading, and 60 MB. `Vectors.key2row` is
public, and stays a mapping of the same items (`tests/analyse/nlp/test_vectors.py`). What is stored in another way is left to spaCy.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray
    from spacy.vectors import Vectors
    from spacy.vocab import Vocab

MAP, LIST = b"\xdf", b"\xdd"
"""MessagePack's signs of a long map and of a long list, each before a count of 4 bytes. A map of n pairs is written as the list of its 2n
items is, and a list is read far faster. https://github.com/msgpack/msgpack/blob/master/spec.md"""
HEAD, SHELF = 5, 48
"""Bytes before the first item; bits of a key, which is a hash, that are left when its shelf is known: the others number the shelves."""


class Rows(Mapping[int, int]):
    """Key -> row. Keys that begin with the same 16 bits stand side by side, about eight on a shelf."""

    def __init__(self, keys: NDArray[numpy.uint64], rows: NDArray[numpy.uint64]) -> None:
        import numpy

        shelves = (keys >> numpy.uint64(SHELF)).astype("uint16")
        order = numpy.argsort(shelves, kind="stable")  # a radix sort
        self._keys, self._rows = array("Q", keys[order].tobytes()), array("Q", rows[order].tobytes())
        self._shelves = array("Q", numpy.searchsorted(shelves[order], numpy.arange((1 << 16) + 1)).tobytes())

    def __getitem__(self, key: int) -> int:
        shelf = key >> SHELF
        try:
            return self._rows[self._keys.index(key, self._shelves[shelf], self._shelves[shelf + 1])]
        except ValueError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def read(vocab: Vocab, folder: Path) -> Vectors:
    """The vectors that a model stores in `folder`, as spaCy gives them to `vocab`."""
    import numpy
    from spacy.vectors import Vectors
    from srsly import msgpack_loads, read_json

    vectors = Vectors(strings=vocab.strings, name=vocab.vectors.name)
    packed = (folder / "key2row").read_bytes() if (folder / "key2row").is_file() else b""
    if packed[:1] != MAP or read_json(folder / "vectors.cfg") != {"mode": "default"}:
        return vectors.from_disk(folder, exclude=["strings"])
    items: Iterable[int] = msgpack_loads(LIST + (2 * int.from_bytes(packed[1:HEAD], "big")).to_bytes(4, "big") + packed[HEAD:])
    flat = numpy.frombuffer(array("Q", items), dtype="uint64")
    vectors.data = numpy.load(folder / "vectors")
    vectors.key2row = Rows(flat[0::2], flat[1::2])
    return vectors
