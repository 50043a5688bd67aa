"""Rows, JSON records and dates: the three things every export is made of."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect.archives import items as module
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, Member
from ereput.collect.archives.dates import iso, mail, moment, seconds
from ereput.collect.archives.items import at, items, list_at, text_at, whole
from ereput.collect.archives.reading import Outcome, links_of, records, table, text_of
from ereput.collect.archives.rows import cells, header_of, looks_like, row_of
from ereput.errors import ArchiveError
from ereput.model import Kind, Mention, Skip, Tally


class _One:
    def __init__(self, body: bytes) -> None:
        self.body = body

    def open(self, name: str) -> io.BytesIO:
        return io.BytesIO(self.body)

    def close(self) -> None:
        pass


def _archive(body: str | bytes) -> Archive:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Archive("x", _One(raw), {"f": Member(name="f", size=len(raw))})


# --- dates ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Mar 2024", "2024-03-05"),
        ("12 janv. 2023", "2023-01-12"),
        ("1er août 2025", "2025-08-01"),
        ("3. Dezember 2021", "2021-12-03"),
        ("9 ene. 2020", "2020-01-09"),
        ("4 mrt. 2019", "2019-03-04"),
        ("Apr 2025", "2025-04"),
        ("avril 2025", "2025-04"),
        ("May 3, 1999", "1999-05-03"),
        ("2025", "2025"),
        ("2025-04", "2025-04"),
        ("2025-04-01 07:30:00", "2025-04-01"),
        ("2025-04-01 07:30:00 UTC", "2025-04-01"),
        ("2022/01/16 02:51:39 UTC", "2022-01-16"),
        ("08/29/25, 11:04 AM", "2025-08-29"),
        ("29/08/25", "2025-08-29"),
        ("1/5/24, 9:03\u202fPM", "2024-01-05"),
        ("Sat Mar 14 09:00:00 +0000 2026", "2026-03-14"),
        ("2013-09-05 17:04:05+0000", "2013-09-05"),
        ("2023-09-19T17:42:53.434647+00:00", "2023-09-19"),
        ("Present", "Present"),
        ("32 Mar 2024", "32 Mar 2024"),
        ("2024-13-01", "2024-13-01"),
        ("", ""),
    ],
)
def test_dates_are_read_as_precisely_as_written(text: str, day: str) -> None:
    """Every shape met in exports, and nothing for what is no date."""
    assert iso(text) == day
    assert (moment(text) is None) == (text in ("Present", "32 Mar 2024", "2024-13-01", ""))


def test_hours_and_zones() -> None:
    """Twelve-hour clocks, offsets and zones give the right instant."""
    assert moment("08/29/25, 12:04 AM") == datetime(2025, 8, 29, 0, 4, tzinfo=UTC)
    assert moment("08/29/25, 12:04 PM") == datetime(2025, 8, 29, 12, 4, tzinfo=UTC)
    assert moment("2025-04-01T09:30:00+02:00") == datetime(2025, 4, 1, 7, 30, tzinfo=UTC)
    assert moment("Sat Mar 14 09:00:00 -0130 2026") == datetime(2026, 3, 14, 10, 30, tzinfo=UTC)
    assert seconds("1743500000.000100") == datetime(2025, 4, 1, 9, 33, 20, 100, tzinfo=UTC)
    assert seconds(1743500000000) == datetime(2025, 4, 1, 9, 33, 20, tzinfo=UTC)
    assert [seconds(value) for value in ("x", None, 1e300, float("nan"))] == [None] * 4
    assert mail("Tue, 1 Apr 2025 09:00:00 +0200") == datetime(2025, 4, 1, 7, tzinfo=UTC)
    assert mail("Tue, 1 Apr 2025 09:00:00 -0000") == datetime(2025, 4, 1, 9, tzinfo=UTC)
    assert [mail(value) for value in ("", "yesterday", "1 Apr 99999 00:00")] == [None] * 3


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_iso_dates_round_trip(when: datetime) -> None:
    """What `isoformat` writes is read back to the second."""
    assert moment(when.isoformat()) == when.replace(microsecond=0)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_dates_fail(text: str) -> None:
    """Any text is a date or is not; none raises."""
    assert moment(text) is None or moment(text).tzinfo is not None
    iso(text), mail(text), seconds(text)


# --- rows ------------------------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=8), min_size=2, max_size=5),
        max_size=8,
    )
)
def test_rows_come_back_as_written(rows: list[list[str]]) -> None:
    """A CSV of commas, quotes and line ends gives its cells back."""
    rows = [["first", "second"], *rows]
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    assert list(cells(_archive(written.getvalue()), "f")) == rows


def test_semicolons_tabs_and_utf16_of_spreadsheets() -> None:
    """A file that a spreadsheet rewrote is read as well."""
    assert list(cells(_archive("a;b\r\n1;2,5\r\n"), "f")) == [["a", "b"], ["1", "2,5"]]
    assert list(cells(_archive("a\tb\n1\t2\n".encode("utf-16")), "f")) == [["a", "b"], ["1", "2"]]


def test_backslashed_quotes() -> None:
    """`\\"` inside a cell is a quote; a path keeps its backslashes."""
    text = 'Date,Message\r\nx,"Il a dit \\"oui\\", C:\\temp, ""bon"" et \\\\"\r\n'
    assert list(cells(_archive(text), "f", escaped=True))[1] == ["x", 'Il a dit "oui", C:\\temp, "bon" et \\']


def test_a_field_without_end_is_malformed() -> None:
    """An opening quote that is never closed stops at the field limit with a code."""
    with pytest.raises(ArchiveError) as caught:
        list(cells(_archive('a,b\n"' + "x\n" * 2_200_000), "f"))
    assert caught.value.code == "malformed"


def test_the_header_is_searched() -> None:
    """Notes before the header, in any number of rows, do not hide it; a table with none of the names has none."""
    rows = [["Notes:"], ["name, or so they say"], [], ["Name", "Proficiency", "Color"], ["Name", "x"]]
    place = header_of(rows, ("name", "proficiency"), {})
    assert place is not None
    assert (place[0], place[1].names, place[1].unknown) == (3, ("name", "proficiency", "color"), ("Color",))
    assert header_of(rows, ("nothing",), {}) is None
    assert header_of([], ("name",), {}) is None


def test_rows_of_unequal_length() -> None:
    """Missing cells are empty, cells beyond the header are kept without a name, repeated names give their first value."""
    row = row_of(1, ("a", "b", "b"), (" 1 ", "", "2", "3"))
    assert (row["a"], row["b"], row["c"], row.any("c", "b")) == ("1", "2", "", "2")
    assert row.cells == (("a", "1"), ("b", ""), ("b", "2"), ("", "3"))
    assert not row_of(1, ("a",), ("", " "))


def test_first_lines_are_compared_by_columns() -> None:
    """Column names decide, not their order or case; binary files have none."""
    assert looks_like(_archive("\ufeffId,Body,Link\n"), "f", "body", "id")
    assert not looks_like(_archive("id,link\n"), "f", "body")
    assert not looks_like(_archive(b"\0\0"), "f", "body")
    assert looks_like(_archive(b"id,body\rx,y\r"), "f", "body")
    assert list(cells(_archive(b"id,body\rx,y\r"), "f")) == [["id", "body"], ["x", "y"]]


# --- items -----------------------------------------------------------------------------------------------------------------------

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(_JSON, max_size=6), st.integers(1, 9))
def test_arrays_come_item_by_item(values: list, indent: int) -> None:
    """An array gives its items in order, however it is laid out."""
    assert [item for _, item in items(_archive(json.dumps(values, indent=indent)), "f")] == values
    script = f"window.YTD.x.part0 = {json.dumps(values)}"
    assert [item for _, item in items(_archive(script), "f", script=True)] == values


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), _JSON, max_size=5))
def test_objects_come_key_by_key(value: dict) -> None:
    """Arrays of an object are opened under their key, other values come whole."""
    expected = [(k, i) for k, v in value.items() for i in (v if isinstance(v, list) else [v])]
    assert list(items(_archive(json.dumps(value)), "f")) == expected


def test_pieces_may_cut_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are the same whatever the size of the pieces they arrive in."""
    values = [{"a": "x" * n, "n": n * 1.5, "b": [True, None, n]} for n in range(40)]
    body = json.dumps(values)

    def by_seven(self: Archive, name: str):  # a generator of texts
        yield from (body[i : i + 7] for i in range(0, len(body), 7))

    monkeypatch.setattr(Archive, "pieces", by_seven)
    assert [item for _, item in items(_archive(body), "f")] == values


@pytest.mark.parametrize("body", ["", "   ", "[1, 2", '{"a": [1', '{"a" 1}', "{1: 2}", "nonsense", "[" * 100_000, '["\\u12'])
def test_damaged_json_is_malformed(body: str) -> None:
    """What is no JSON, or is cut, says so; nothing recurses without end."""
    with pytest.raises(ArchiveError) as caught:
        list(items(_archive(body), "f"))
    assert caught.value.code == "malformed"
    with pytest.raises(ArchiveError):
        whole(_archive(body), "f")


def test_a_record_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single endless value stops in bounded memory."""
    monkeypatch.setattr(module, "RECORD_MAX", 1 << 19)
    with pytest.raises(ArchiveError) as caught:
        list(items(_archive('["' + "x" * (1 << 22)), "f"))
    assert caught.value.code == "too_large"


def test_scripts_without_json() -> None:
    """A script that holds no value is malformed; a lone value is given."""
    with pytest.raises(ArchiveError):
        list(items(_archive("window.x = 3"), "f", script=True))
    assert whole(_archive('window.x = {"a": 1};\n'), "f", script=True) == {"a": 1}
    assert list(items(_archive('"alone"'), "f")) == [("", "alone")]


def test_paths_into_values() -> None:
    """A missing step, a wrong type, a place beyond the end give nothing."""
    value = {"a": [{"b": " x "}, 3], "c": True}
    assert (text_at(value, "a", 0, "b"), text_at(value, "a", 1), text_at(value, "c"), text_at(value, "a", 5, "b")) == ("x", "3", "", "")
    assert (at(value, "a", "b"), at(value, "c", 0), list_at(value, "c"), list_at(value, "a")[1]) == (None, None, [], 3)


def test_records_of_impossible_shapes_are_unreadable() -> None:
    """A record that its reader stumbles on is counted as such; the next ones are read, and a damaged end keeps what stands before."""

    def each(_key: str, item: object) -> Outcome:
        return mention("x", Kind.OTHER, "f", title=item["t"]) if item != 3 else None  # type: ignore[index]  # what the test is about

    found = list(records(_archive('[{"t": "a"}, 1, 3, {"t": "b"}, '), "f", "x", each))
    assert [m.title for m in found if isinstance(m, Mention)] == ["a", "b"]
    assert [(t.read, t.skipped, str(t.reason)) for t in found if isinstance(t, Tally)] == [(2, 1, "1 : enregistrements illisibles")]
    assert [s.code for s in found if isinstance(s, Skip)] == ["malformed"]
    rows = list(table(_archive('a\n1\n"' + "x\n" * 2_200_000), "f", "x", lambda row: (), columns=("a",)))
    assert [s.code for s in rows if isinstance(s, Skip)] == ["malformed"]


def test_fragments_of_html() -> None:
    """Text and links of a fragment; what has no markup is itself."""
    assert text_of("a b ") == "a b"
    assert text_of("<p>a</p><script>x</script><p>b &amp; c<br>d</p>") == "a\nb & c\nd"
    assert links_of('<a href="https://a.example/">a</a><a href="/x">b</a>') == ("https://a.example/",)
    assert links_of("none") == ()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_json_or_a_coded_error(body: bytes) -> None:
    """No bytes make the reader raise anything else, or hang."""
    for script in (False, True):
        try:
            list(items(_archive(body), "f", script=script))
        except ArchiveError as error:
            assert error.code in ("malformed", "too_large")
