"""Every reader on damaged and hostile files: no traceback, bounded time, the counts still hold."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect.archives.base import Owner
from ereput.collect.archives.opening import open_stream
from ereput.collect.archives.stage import readers
from ereput.errors import SKIPS, ArchiveError
from ereput.model import Mention, Skip, Subject, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.base import Reader, Yield

ALICE = Owner(subject=Subject(names=("Alice Martin",), emails=("alice.martin@example.org",)), salt=b"s")
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CORPUS = Path(__file__).parents[3] / "fixtures" / "exports" / "corpus"
SEEDS = {path.name: (path.name.partition("__")[2].replace("+", "/"), path.read_bytes()) for path in sorted(CORPUS.iterdir())}
"""Each seed by its name, "reader__file name": what it is read as, and its bytes."""


def _read(reader: Reader, name: str, body: bytes) -> Iterator[Yield]:
    with open_stream(name, io.BytesIO(body)) as archive:
        if reader.recognises(archive):
            yield from reader.read(archive, ALICE)


def _checked(reader: Reader, name: str, body: bytes) -> tuple[int, int]:
    """Reads to the end; mentions and counted records. Only coded errors may leave."""
    mentions = counted = 0
    try:
        for found in _read(reader, name, body):
            if isinstance(found, Tally):
                assert found.read >= 0 and found.skipped >= 0
                assert (found.reason is not None) == (found.skipped > 0)
                counted += found.read
            elif isinstance(found, Skip):
                assert found.code in SKIPS
            else:
                assert isinstance(found, Mention) and found.declared
                mentions += 1
    except ArchiveError as error:
        assert error.code in SKIPS
    return mentions, counted


def _reader(seed: str) -> Reader:
    return readers()[seed.partition("__")[0]]


def test_every_reader_has_a_seed() -> None:
    """No reader escapes these tests: each reads its own seed (Slack's takes several files, and is read in its own test)."""
    assert {_reader(name).name for name in SEEDS} | {"slack"} == {reader.name for reader in readers().values()}
    for name, (file, body) in SEEDS.items():
        if "bluesky" not in name:
            assert _checked(_reader(name), file, body)[0] > 0, name


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_seeds(name: str, data: st.DataObject) -> None:
    """A seed with bytes cut, doubled, replaced or inserted is read, in part or not at all, and never raises."""
    file, seed = SEEDS[name]
    body = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(body) - 1)))
        what = data.draw(st.sampled_from(("cut", "double", "replace", "insert", "drop")))
        if what == "cut":
            del body[at:]
        elif what == "double":
            body[at:at] = body[at : at + 40]
        elif what == "drop":
            del body[at : at + data.draw(st.integers(1, 20))]
        else:
            new = data.draw(
                st.binary(min_size=1, max_size=6)
                | st.sampled_from([b'"', b"{", b"[", b"\x00", b"\xff", b"\n", b"null", b"9" * 400, b'":[{'])
            )
            body[at : at + (len(new) if what == "replace" else 0)] = new
    start = time.perf_counter()
    _checked(_reader(name), file, bytes(body))
    assert time.perf_counter() - start < 5


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2025-04-01", "http://a", PUBLIC, "1743500000"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", [n for n, (f, _) in SEEDS.items() if f.endswith((".json", ".js"))])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_impossible_shapes(name: str, data: st.DataObject) -> None:
    """A value of the seed replaced by any other JSON value: the record is read or counted as unreadable, and nothing raises."""
    file, seed = SEEDS[name]
    text = seed.decode()
    prefix, _, rest = text.partition(" = ") if file.endswith(".js") else ("", "", text)
    body = json.loads(rest)
    paths = list(_paths(body))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(paths))
        holder[key] = data.draw(_JSON)
    _checked(_reader(name), file, f"{prefix}{' = ' if prefix else ''}{json.dumps(body)}".encode())


def _paths(value: object) -> Iterator[tuple[dict | list, object]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key  # type: ignore[misc]  # only dicts and lists get here
        yield from _paths(inner)


@pytest.mark.parametrize("name", SEEDS)
def test_long_lines_and_deep_nesting_end(name: str) -> None:
    """A seed followed by a long line, by thousands of brackets, by thousands of tags: read within seconds."""
    file, seed = SEEDS[name]
    for tail in (b"x" * 3_000_000, b"[" * 200_000, b"<div>" * 50_000, b'a,"' * 300_000, b"\n" * 500_000, b"> " * 500_000):
        start = time.perf_counter()
        _checked(_reader(name), file, seed + tail)
        _checked(_reader(name), file, tail + seed)
        assert time.perf_counter() - start < 20, (name, tail[:5])
