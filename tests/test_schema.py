"""`Audit` <-> JSON: the round trip loses nothing, the same Audit has the same bytes, what is written validates against the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ereput import model
from ereput.errors import UsageError
from ereput.model import Audit, Mandate, Purpose, Run, Subject, Table, Text, say
from ereput.schema import SCHEMA, decode, encode, from_json, json_schema, to_json

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
LEAST = Audit(
    subject=Subject(names=("A",)),
    run=Run(id="r", started_at=NOW, finished_at=NOW, version="0", mandate=Mandate(purpose=Purpose.SELF, attested_on=date(2026, 11, 1))),
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
moments = st.datetimes(timezones=st.just(UTC))
texts = st.recursive(
    st.builds(Text, msg=words),
    lambda inner: (
        st.builds(
            lambda msg, args: Text(msg=msg, args=tuple(sorted(args.items()))),
            words,
            st.dictionaries(words, words | numbers | st.dates() | inner, max_size=2),
        )
        | st.builds(Text, msg=words, english=words)
    ),
    max_leaves=3,
)
cells = st.none() | words | numbers | st.dates() | moments | texts
st.register_type_strategy(str, words)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(datetime, moments)
st.register_type_strategy(Text, texts)
st.register_type_strategy(Table, st.builds(
    Table, id=words, title=texts, columns=st.lists(words, max_size=2).map(tuple), note=st.none() | texts,
    rows=st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple),
))  # fmt: skip
SCHEMA_OF_AUDIT = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA_OF_AUDIT)
PUBLISHED = Path(__file__).parents[1] / "docs" / "audit.schema.json"


def several(kind: type, at_most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.from_type(kind), max_size=at_most).map(tuple)


audits = st.builds(
    Audit, subject=st.from_type(Subject), run=st.from_type(Run), schema=st.just(SCHEMA), mentions=several(model.Mention, 1),
    matches=several(model.Match), skips=several(model.Skip), coverage=several(model.Coverage, 1), findings=several(model.Finding, 1),
    gaps=several(model.Gap, 1), tables=several(Table, 1), scores=several(model.Score, 1), actions=several(model.Action, 1),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(audits)
def test_the_round_trip_loses_nothing_and_the_schema_holds(audit: Audit) -> None:
    """from_json(to_json(audit)) == audit; the same Audit gives the same bytes; what is written validates."""
    body = to_json(audit)
    assert from_json(body) == audit
    assert to_json(from_json(body)) == body
    VALIDATOR.validate(json.loads(body))


def test_the_schema_is_a_schema_and_has_the_twelve_parts_at_its_top() -> None:
    """The JSON Schema is itself valid, and asks for every part of an audit, empty or not."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA_OF_AUDIT)
    parts = {"schema", "subject", "run", "mentions", "matches", "skips", "coverage", "findings", "gaps", "tables", "scores", "actions"}
    assert set(SCHEMA_OF_AUDIT["required"]) == parts
    assert json.loads(to_json(LEAST)).keys() == parts


def test_the_published_schema_is_current() -> None:
    """The file that readers of audit.json rely on is the one made from the types (write it again with `python docs/build.py`)."""
    assert json.loads(PUBLISHED.read_text("utf-8")) == SCHEMA_OF_AUDIT


def test_an_audit_made_before_names_had_an_english_is_read() -> None:
    """A keyword and a name come back as they were: French, in every language; the two languages stand side by side when there are two."""
    gap = {"keyword": "anglais", "concept": "english", "weight": 1.0, "required": True, "state": "absent"}
    assert decode(model.Gap, gap).name == "anglais"
    new = decode(model.Gap, {**gap, "english": "English"})
    assert encode(new) == {**gap, "english": "English"}
    assert encode(new.name) == {"msg": "anglais", "english": "English"}
    with pytest.raises(TypeError):
        decode(Text, {"msg": "anglais", "english": 3})


def test_defaults_are_left_out_and_come_back() -> None:
    """A reader of the file sees only what is said."""
    assert encode(LEAST.subject) == {"names": ["A"]}
    assert decode(Subject, {"names": ["A"]}) == LEAST.subject


def test_dates_in_cells_come_back_as_dates() -> None:
    """A cell has no declared type: its dates are tagged, a text that looks like a date stays a text."""
    table = Table(id="t", title=say("t"), columns=("a", "b", "c"), rows=((date(2026, 1, 2), NOW, "2026-01-02"),))
    back = from_json(to_json(replace(LEAST, tables=(table,))))
    assert back.tables == (table,)


def test_whatever_a_stranger_wrote_the_file_is_utf_8() -> None:
    """A lone surrogate in a URL that could not be asked becomes U+FFFD."""
    skip = model.Skip(source="s", code="bad_url", where="http://x\ud800", reason=say("r"))
    assert from_json(to_json(replace(LEAST, skips=(skip,)))).skips[0].where == "http://x\ufffd"


def test_bytes_are_carried() -> None:
    """A query's body survives, byte for byte."""
    query = model.Query(url="https://x.example", why=say("w"), source="s", body=bytes(range(256)))
    assert decode(model.Query, json.loads(json.dumps(encode(query)))) == query


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "bad_json"), (b"\xff", "bad_json"), (b"[]", "bad_schema"), (b'{"schema": "ereput/2"}', "bad_schema"),
        (b"[" * 200_000, "bad_json"),
        (b'{"schema": "ereput/1"}', "bad_audit"),
        (b'{"schema": "ereput/1", "subject": [], "run": {}}', "bad_audit"),
        (b'{"schema": "ereput/1", "subject": {"names": "A"}, "run": {}}', "bad_audit"),
        (b'{"schema": "ereput/1", "subject": {"names": ["A"], "hobby": 1}, "run": {}}', "bad_audit"),
        (b'{"schema": "ereput/1", "subject": {"names": [3]}, "run": {}}', "bad_audit"),
    ],
)  # fmt: skip
def test_what_is_no_audit_is_refused_in_words(body: bytes, code: str) -> None:
    """Not JSON, another schema, another shape: a UsageError that says which, never a traceback."""
    with pytest.raises(UsageError) as caught:
        from_json(body)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("findings", [{"id": 3}]), ("mentions", {}), ("scores", [{"axis": "beauty"}]), ("gaps", [3]), ("tables", [{"rows": [[[]]]}]),
        ("skips", [{"source": "s", "code": "c", "where": "w", "reason": "text"}]),
        ("mentions", [{"source": "s", "url": "u", "kind": "page", "fields": [["a"]]}]),
        ("mentions", [{"source": "s", "url": "u", "kind": "page", "published": "yesterday"}]),
    ],
)  # fmt: skip
def test_a_damaged_part_is_refused_in_words(part: str, value: Any) -> None:
    """One wrong part anywhere: the whole is refused, and the message says it is damaged."""
    body = json.loads(to_json(LEAST)) | {part: value}
    with pytest.raises(UsageError) as caught:
        from_json(json.dumps(body).encode())
    assert caught.value.code == "bad_audit"
