"""The labelled sentences of the repository, by the rules alone: what is there is found, what only looks like it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect

CORPUS = Path(__file__).parents[3] / "fixtures" / "corpus"
ROWS = [(path.stem, json.loads(line)) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
KINDS = {stem: {kind for name, row in ROWS if name == stem for _, _, kind in row["spans"]} for stem, _ in ROWS}


@pytest.mark.parametrize(("stem", "row"), ROWS, ids=lambda value: value["id"] if isinstance(value, dict) else "")
def test_each_sentence_is_read_as_it_was_labelled(stem: str, row: dict[str, Any]) -> None:
    """Every labelled span is met by one of its kind, and no other span of the set's kinds is given."""
    language = (
        "en"
        if row["text"].isascii() and any(w in row["text"].split() for w in ("I", "I'm", "My", "is", "She", "Born", "Driving"))
        else "fr"
    )
    spans = [s for s in detect(Passage(text=row["text"], language=language)) if s.kind in KINDS[stem]]
    for start, end, kind in row["spans"]:
        assert any(s.kind == kind and s.start < end and start < s.end for s in spans), (kind, row["text"][start:end])
    for span in spans:
        assert any(span.kind == kind and span.start < end and start < span.end for start, end, kind in row["spans"]), span
