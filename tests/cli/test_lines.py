"""JSON lines in, JSON lines out: one answer for each line, in order, whatever the reader reads ahead."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ereput.cli.lines import Lines, dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def lengths(texts: Iterable[str], ahead: int) -> Iterator[int]:
    """A reader that takes `ahead` texts before it gives its first result."""
    source = iter(texts)
    while window := list(islice(source, ahead)):
        yield from map(len, window)


@given(st.lists(st.none() | st.text(max_size=5), max_size=12), st.integers(1, 5))
def test_one_answer_for_each_line_in_order(texts: list[str | None], ahead: int) -> None:
    """Records and wrong lines (None here) keep their places; the id and the text's result go together; wrong lines are counted."""
    source = [b"nope" if text is None else dump({"id": i, "text": text}).encode() for i, text in enumerate(texts)]
    lines = Lines(source)
    got = [json.loads(line) for line in lines.answers(lambda t: lengths(t, ahead), lambda n: {"n": n})]
    assert len(got) == len(texts)
    for i, (text, answer) in enumerate(zip(texts, got, strict=True)):
        assert answer.get("line") == i + 1 if text is None else answer == {"id": i, "n": len(text)}
    assert lines.wrong == texts.count(None)


def test_hostile_lines_are_answered_not_raised() -> None:
    """Not UTF-8, not an object, no text, a number for a text, a thousand brackets: each is an error line; blank lines are passed over."""
    source = [b"\xff\xfe\n", b"[]", b"3", b'{"id": 1}', b'{"text": 3}', b"[" * 100_000, b"", b"  \n", b'{"text": "ok"}']
    got = [json.loads(line) for line in Lines(source).answers(lambda t: lengths(t, 2), lambda n: {"n": n})]
    assert [answer.get("line") for answer in got] == [1, 2, 3, 4, 5, 6, None]
    assert got[-1] == {"id": None, "n": 2}


def test_a_lone_surrogate_can_be_written() -> None:
    """What UTF-8 cannot carry is escaped; accents stay readable."""
    assert dump({"a": "é"}) == '{"a": "é"}'
    assert dump("\ud800") == '"\\ud800"'
