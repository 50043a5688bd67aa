"""The stage: recognises by content, reads all that is there, says all that is not."""

from __future__ import annotations

import io
import tarfile
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ereput.collect.archives import stage
from ereput.collect.archives.base import Owner, mention
from ereput.errors import SKIPS
from ereput.model import Handle, Harvest, Kind, Subject, Tally, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Make = Callable[..., Path]
    Read = Callable[..., Harvest]

SKILLS = {"Skills.csv": "Name\nPython\n"}
REDDIT = {
    "posts.csv": "id,permalink,date,ip,subreddit,gildings,title,url,body\np,https://r.example/p,2023-01-15 12:00:00 UTC,,france,0,T,,b\n"
}


def _inside(files: dict[str, str]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def test_readers_say_who_they_are() -> None:
    """Each reader has a name, a title and where to ask for the export; every export of the list has its reader."""
    found = stage.readers()
    expected = "bluesky bookmarks contacts_csv discord facebook instagram linkedin linkedin_dma mastodon mbox reddit slack takeout telegram tumblr vcard whatsapp wordpress x"  # noqa: E501  # a sample, as it is written
    assert list(found) == expected.split()
    assert all(str(reader.title) and str(reader.ask) for reader in found.values())


def test_a_folder_of_exports(make_folder: Make, harvest: Read) -> None:
    """Archives in a folder, archives in archives, and loose files beside them: each export is recognised and read."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as archive:
        info = tarfile.TarInfo("posts.csv")
        info.size = len(REDDIT["posts.csv"])
        archive.addfile(info, io.BytesIO(REDDIT["posts.csv"].encode()))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as both:
        both.writestr("inner/linkedin.zip", _inside(SKILLS))
        both.writestr("reddit.tar.gz", tar.getvalue())
    folder = make_folder(
        {"all.zip": outer.getvalue(), "contacts.vcf": "BEGIN:VCARD\nFN:Bob\nEND:VCARD\n", "photo.jpg": "x", "notes.txt": "y"}
    )
    found = harvest(folder)
    assert sorted(c.source for c in found.coverage) == ["linkedin", "reddit", "vcard"]
    assert {s.code for s in found.skips} == {"not_read"}
    assert "2" in str(found.skips[0].reason)


def test_one_archive_of_two_exports(make_zip: Make, harvest: Read) -> None:
    """Two services' tables in one folder: each is counted once, by the reader that knows it, and no reader complains of the other's."""
    found = harvest(make_zip({**SKILLS, **REDDIT}))
    assert {c.source: [t.name for t in c.tallies] for c in found.coverage} == {"linkedin": ["Skills.csv"], "reddit": ["posts.csv"]}
    assert found.skips == ()


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("photo.jpg", b"\xff\xd8\xff", "unrecognised"),
        ("empty", b"", "unrecognised"),
        ("x.zip", b"PK\x03\x04 and no more", "truncated"),
        ("x.zip", _inside({"a.txt": "x"}), "unrecognised"),
        ("x.tar.gz", b"\x1f\x8bnothing", "truncated"),
        ("x.docx", _inside({"word/document.xml": "<w/>"}), "unrecognised"),
    ],
)
def test_bad_files_become_one_line(name: str, body: bytes, code: str, make_folder: Make, make_zip: Make, harvest: Read) -> None:
    """Not a ZIP, nothing, a cut archive, an unknown one: a Skip with a code, and the other exports are read."""
    bad = make_folder({name: body}) / name
    found = harvest(bad, make_zip(SKILLS))
    assert [s.code for s in found.skips] == [code]
    assert found.skips[0].code in SKIPS
    assert len(found.mentions) == 1


def test_a_missing_path_is_said(tmp_path: Path, harvest: Read) -> None:
    """A path that leads nowhere."""
    assert [s.code for s in harvest(tmp_path / "no.zip").skips] == ["not_found"]


def test_hostile_archives_inside(make_zip: Make, harvest: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut archive inside an archive, one that is too big, one too deep: said, and the rest read."""
    deep = _inside(SKILLS)
    for level in range(4):
        deep = _inside({f"{level}.zip": deep, "a.txt": "x"})  # type: ignore[dict-item]  # bytes are written as well
    found = harvest(make_zip({**SKILLS, "cut.zip": b"PK\x03\x04", "deep.zip": deep}))
    assert "truncated" in {s.code for s in found.skips}
    assert [m.title for m in found.mentions] == ["Python"]
    monkeypatch.setattr(stage, "INNER_MAX", 3)
    assert "too_large" in {s.code for s in harvest(make_zip({**SKILLS, "big.zip": _inside(SKILLS)}, "b.zip")).skips}


def test_an_export_without_end_is_bounded(make_zip: Make, harvest: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mentions beyond the limit are counted and said, not kept: memory is bounded whatever the archive holds."""
    monkeypatch.setattr(stage, "MENTIONS_MAX", 3)
    found = harvest(make_zip({"Skills.csv": "Name\n" + "".join(f"skill {i}\n" for i in range(8))}))
    assert (len(found.mentions), found.coverage[0].tallies[0].read) == (3, 8)
    assert [(s.code, "5" in str(s.reason)) for s in found.skips] == [("too_large", True)]


def test_encodings_are_said(make_zip: Make, harvest: Read) -> None:
    """A file that is not UTF-8 is read, and its coverage says how."""
    found = harvest(make_zip({"Skills.csv": "Name\nAnalyse de données\n".encode("latin-1")}))
    assert [m.title for m in found.mentions] == ["Analyse de données"]
    assert "Windows-1252" in str(found.coverage[0].reason)


def test_a_broken_reader_loses_nothing_of_the_others(make_zip: Make, harvest: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that raises becomes a line without any personal value; what it gave before, and the other readers, remain."""

    def failing(archive: object, owner: object) -> Iterator[object]:
        yield mention("broken", Kind.OTHER, "x", title="kept")
        yield Tally(name="Skills.csv", read=0)
        raise RuntimeError("06 12 34 56 78")

    def stumbling(archive: object) -> bool:
        raise RuntimeError("06 12 34 56 78")

    known = dict(stage.readers())
    known["broken"] = SimpleNamespace(name="broken", title=say("x"), ask=say("x"), recognises=lambda archive: True, read=failing)  # type: ignore[assignment]
    known["blind"] = SimpleNamespace(name="blind", title=say("x"), ask=say("x"), recognises=stumbling, read=failing)  # type: ignore[assignment]
    monkeypatch.setattr(stage, "readers", lambda: known)
    found = harvest(make_zip(SKILLS))
    assert sorted(m.title for m in found.mentions) == ["Python", "kept"]
    assert [(s.code, "06 12" in repr(s)) for s in found.skips] == [("collector_error", False)]


def test_every_mention_is_hers_and_proved(make_zip: Make, harvest: Read) -> None:
    """Declared, with the fingerprint of the archive it comes from; ids differ."""
    found = harvest(make_zip({**SKILLS, **REDDIT}))
    assert all(m.declared and len(m.sha256) == 64 for m in found.mentions)
    assert len({m.id for m in found.mentions}) == len(found.mentions)


def test_describe_tells_what_reading_gives(make_zip: Make, make_folder: Make) -> None:
    """One line for each export: its kind, its records by kind, its rows by file, what was left aside."""
    one, two = stage.describe([make_zip({**SKILLS, "Rich.pdf": "x"}), make_folder({"a.bin": "x"})][:1])
    assert (one.source, str(one.title), one.kinds) == ("linkedin", "Export LinkedIn", ((Kind.SKILL, 1),))
    assert (two.source, str(two.title), [s.code for s in two.skips]) == ("", "Le reste de l'archive", ["not_read"])
    (three,) = stage.describe([make_folder({"a.bin": "x"}, "b")])
    assert (three.source, str(three.title), [s.code for s in three.skips]) == ("", "Non reconnu", ["unrecognised"])


def test_the_owner_knows_herself() -> None:
    """Names in any order and case, e-mails and handles with or without @; empty values are nobody."""
    owner = Owner(
        subject=Subject(
            names=("Alice Martin",), variants=("Ali M",), emails=("a@example.org",), handles=(Handle(service="x", user="@alice_m"),)
        )
    )
    assert all(owner.is_called(n) for n in ("MARTIN Alice", "alice  martin", "ali m"))
    assert not any(owner.is_called(n) for n in ("", "🎓", "Alice"))
    assert owner.uses("A@EXAMPLE.org") and owner.uses("alice_m")
    assert not owner.uses("")
    assert owner.other("") == [] == owner.contact("")


def test_every_sample_gives_every_record(samples: Path) -> None:
    """Each synthetic export is recognised by its reader, with the number of records counted apart in its raw files."""
    subject = Subject(names=("Alice Martin",), emails=("alice.martin@example.org",))
    expected = {
        "facebook-alice-2026-03-20.zip": ("facebook", 4), "instagram-alice-2026-03-20.zip": ("instagram", 2), "discord-package.zip": ("discord", 2),  # noqa: E501  # a sample, as it is written
        "export_alice_m_20260320.zip": ("reddit", 5), "slack-export.zip": ("slack", 2), "twitter-2026-03-20-synthetic.zip": ("x", 5),
        "takeout-20260320T000000Z-001.zip": ("takeout", 4), "archive-20260320000000-deadbeef.tar.gz": ("mastodon", 2), "contacts.vcf": ("vcard", 2),  # noqa: E501  # a sample, as it is written
        "bookmarks_netscape.html": ("bookmarks", 1), "telegram_result.json": ("telegram", 1), "linkedin_dma_memberSnapshotData.json": ("linkedin_dma", 2),  # noqa: E501  # a sample, as it is written
        "Basic_LinkedInDataExport_04-17-2026.zip": ("linkedin", 15), "Complete_LinkedInDataExport_07-20-2026.zip": ("linkedin", 21),
    }  # fmt: skip
    for name, (source, records) in expected.items():
        found = stage.read([samples / "synthetic" / name], subject, b"s")
        assert [c.source for c in found.coverage] == [source], name
        assert sum(t.read + t.skipped for t in found.coverage[0].tallies) == records, name
        assert {s.code for s in found.skips} <= {"not_read"}, name
