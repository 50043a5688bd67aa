"""Guides that others gathered: two shapes, their source and licence kept, ours always first, strangers' fields checked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.advise.guides import for_url, guides
from ereput.advise.imports import datenanfragen, justdeleteme
from ereput.advise.imports.base import host, link, mail, words
from ereput.advise.imports.store import known, read, save, sets
from ereput.cli.guides import LEVELS
from ereput.errors import DocumentError

TODAY = date(2026, 11, 22)
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "remedies"
SITES = [
    {"name": "Exemplia", "url": "https://exemplia.example/close", "difficulty": "limited", "notes": "Write.",
     "domains": ["exemplia.example", "www.e.test"]},
    {"name": "Vide", "url": "nowhere", "difficulty": "easy"},
    {"name": "LinkedIn", "url": "https://www.linkedin.com/psettings", "difficulty": "easy", "notes_fr": "Fermez.",
     "domains": ["linkedin.com"]},
]  # fmt: skip
SERVICE = {"name": "Exemplia", "url": "https://exemplia.example/close", "difficulty": "easy", "domains": ["exemplia.example"]}
COMPANIES = [
    {"slug": "acme", "name": "ACME SA", "web": "https://www.acme.example", "email": "dpo@acme.example", "categories": ["ads"],
     "sources": ["x"]},
    {"slug": "form", "name": "Form", "web": "https://form.example", "webform": "https://form.example/rgpd", "address": "1 rue X"},
    {"slug": "mute", "name": "Mute", "web": "https://mute.example", "sources": []},
]  # fmt: skip


def test_deletion_lists() -> None:
    """Difficulty, page, hosts and notes; a French note when there is one, else ours; no host, no guide."""
    got = read(json.dumps(SITES).encode(), today=TODAY)
    assert (got.source, got.licence, got.skipped, got.ours) == ("justdeleteme", "MIT", 1, ("LinkedIn",))
    first, second = got.guides
    assert (first.id, first.difficulty, first.hosts, first.en) == (
        "justdeleteme:exemplia",
        "hard",
        ("exemplia.example", "e.test"),
        "Write.",
    )
    assert first.delete == "https://exemplia.example/close"
    assert second.fr == "Fermez."
    assert justdeleteme.guide({"name": "X", "url": "https://x.example", "difficulty": "impossible"}).fr.startswith(
        "Le service ne prévoit pas"
    )  # type: ignore[union-attr]  # it has a host


def test_controller_lists() -> None:
    """E-mail first, form otherwise; an advertiser is a broker; a company that cannot be written to is left out and counted."""
    got = read(json.dumps(COMPANIES).encode(), today=TODAY, licence="CC-BY-4.0")
    assert (got.source, got.licence, got.skipped) == ("datenanfragen", "CC-BY-4.0", 1)
    assert [(g.contact, g.kind) for g in got.guides] == [("dpo@acme.example", "broker"), ("https://form.example/rgpd", "company")]
    assert read(json.dumps(COMPANIES[0]).encode(), today=TODAY).guides[0].name == "ACME SA"
    assert read(json.dumps({"companies": COMPANIES}).encode(), today=TODAY).skipped == 1
    assert not datenanfragen.fits({"name": "x"})


def test_kept_with_source_and_licence(tmp_path: Path) -> None:
    """What was imported reads back, says where it comes from, and never stands in for one of ours."""
    got = read(json.dumps(SITES).encode(), today=TODAY)
    assert known(tmp_path / "none") == {}
    save(got, tmp_path)
    (kept,) = sets(tmp_path)
    assert (kept.licence, kept.read_on, len(kept.guides)) == ("MIT", "2026-11-22", 2)
    assert {g.checked for g in kept.guides} == {"2026-11-22"}
    assert not set(known(tmp_path)) & set(guides())
    ours = for_url("https://www.linkedin.com/in/x")
    assert ours is not None
    assert ours.source == "ereput"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "malformed"), (b"\xff", "malformed"), (b"3", "unknown_format"), (b"[]", "unknown_format"), (b'[{"a": 1}]', "unknown_format"),
        (b"[3, null]", "unknown_format"), (b"[" * 100_000, "malformed"), (b" " * ((32 << 20) + 1), "too_large"),
    ],
    ids=["cut", "bytes", "number", "empty", "other", "no records", "deep", "large"],
)  # fmt: skip
def test_other_files_are_refused(body: bytes, code: str) -> None:
    """What is not JSON, not a list, or of another shape is refused with its reason."""
    with pytest.raises(DocumentError) as error:
        read(body, today=TODAY)
    assert error.value.code == code


def test_a_damaged_file_of_ours_is_said(tmp_path: Path) -> None:
    """An imported set that was damaged stops with its name: it is not silently left out."""
    for body in (
        "{",
        "[]",
        '{"form": "other"}',
        '{"form": "ereput-guides/1", "guides": [{}], "source": "x", "licence": "y", "read_on": "z"}',
    ):
        (tmp_path / "x.json").write_text(body, "utf-8")
        with pytest.raises(DocumentError) as error:
            sets(tmp_path)
        assert error.value.code == "malformed"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6,
)  # fmt: skip
KEYS = st.sampled_from(["url_fr", "domains", "notes", "notes_fr", "email", "web", "webform", "runs", "categories", "sources", "address"])


@given(st.dictionaries(KEYS, JUNK, max_size=8), JUNK)
def test_strange_records_never_break(more: dict[str, object], url: object) -> None:
    """Any value in any field gives a guide with clean fields or none at all."""
    for shape, base in (
        (justdeleteme, {"name": "X", "difficulty": "easy", "url": url}),
        (datenanfragen, {"slug": "x", "name": "X", "sources": []}),
    ):
        made = shape.guide(base | more) if shape.fits(base | more) else None
        if made is not None:
            assert made.hosts
            assert made.difficulty in LEVELS
            assert all(not u or link(u) for u in (made.delete, made.settings))
            assert not made.contact or mail(made.contact) or link(made.contact)


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("https://www.X.example/a", "x.example"),
        ("x.example", "x.example"),
        ("localhost", ""),
        ("http://[", ""),
        (3, ""),
        ("a b.example", ""),
    ],
)
def test_hosts(value: object, clean: str) -> None:
    """A host is a name with a dot, lower case."""
    assert host(value) == clean


def test_fields() -> None:
    """Links are http(s), short, without spaces; mails are mails; notes are one bounded line."""
    assert link("javascript:alert(1)") == link("https://x.example/ y") == link("https://x.example/" + "a" * 600) == link(None) == ""
    assert mail("a@b.example") == "a@b.example"
    assert mail("a@b.example\nBcc: c@d.example") == ""
    assert words("a\n\x00b") == "a b"
    assert len(words("x " * 5000)) <= 600


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sets are not beside this checkout")
@pytest.mark.parametrize(("name", "source", "least"), [("deletion.json", "justdeleteme", 1200), ("controllers.json", "datenanfragen", 650)])
def test_real_lists(name: str, source: str, least: int) -> None:
    """The real lists are read, nearly whole: every record is a guide or is counted as left out."""
    body = (SHARED / name).read_bytes()
    got = read(body, today=TODAY)
    total = len(json.loads(body))
    assert got.source == source
    assert len(got.guides) + got.skipped == total
    assert len(got.guides) >= least, (len(got.guides), total)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("difficulty", "nope"),
        ("minutes", "x"),
        ("minutes", True),
        ("hosts", 3),
        ("hosts", [3]),
        ("checked", 3),
        ("name", None),
        ("contact", 3),
    ],
)
def test_a_field_changed_by_hand_is_said(tmp_path: Path, field: str, value: object) -> None:
    """A value of another type would stop a later command far from its cause: the file is named when it is read."""
    path = save(read(json.dumps([SERVICE]).encode(), today=TODAY), tmp_path)
    body = json.loads(path.read_text("utf-8"))
    body["guides"][0][field] = value
    path.write_text(json.dumps(body), "utf-8")
    with pytest.raises(DocumentError) as error:
        sets(tmp_path)
    assert path.name in str(error.value.text)


def test_two_services_of_one_name_are_both_kept() -> None:
    """Two sites, two guides; the same twice, one; a level that is no word is left aside."""
    other = SERVICE | {"domains": ["exemplia.test"], "url": "https://exemplia.test/close"}
    made = read(json.dumps([SERVICE, other, SERVICE, SERVICE | {"difficulty": ["easy"]}]).encode(), today=TODAY)
    assert [g.id for g in made.guides] == ["justdeleteme:exemplia", "justdeleteme:exemplia-exemplia.test"]
    assert made.skipped == 2
