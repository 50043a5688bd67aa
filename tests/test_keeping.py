"""What an Audit keeps of texts and people."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from ereput.keeping import EXCERPT, kept_matches, kept_mentions, read_salt, shown, write_whole
from ereput.model import Band, Kind, Match, Mention, Reading, Subject, Target


def reading(text: str, masked: str, kind: Kind = Kind.POST) -> Reading:
    mention = Mention(source="pages", url="https://blog.example/", kind=kind, text=text, fields=(("email", "camille@example.org"),))
    return Reading(mention=mention, match=Match(mention=mention.id, probability=1, band=Band.CONFIRMED), language="fr", masked=masked)


def test_the_salt_is_made_once_and_for_the_owner_only(tmp_path):
    """The same folder keeps its salt, so that two audits can be compared; nobody else may read it."""
    first = read_salt(tmp_path, lambda n: b"a" * n)
    assert read_salt(tmp_path, lambda n: b"b" * n) == first == b"a" * 32
    assert (tmp_path / "salt").stat().st_mode & 0o077 == 0


def test_an_empty_salt_is_made_again(tmp_path):
    """A full disk left an empty file: fingerprints are never made without a salt."""
    (tmp_path / "salt").touch()
    assert read_salt(tmp_path, lambda n: b"a" * n) == b"a" * 32


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    """When the disk is full, what was there stays, no draft is left behind, and the reason goes up."""
    path = tmp_path / "plan.toml"
    write_whole(path, b"one")
    assert path.stat().st_mode & 0o077 == 0

    def full(self, body):
        self.write_text("hal", "ascii")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="full") as caught:
        write_whole(path, b"half")
    assert caught.value.filename == str(path)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("plan.toml", b"one")]


def test_a_link_to_a_file_stays_a_link(tmp_path):
    """Who keeps her profile elsewhere behind a link finds it changed there."""
    (tmp_path / "real.toml").write_bytes(b"one")
    (tmp_path / "link.toml").symlink_to(tmp_path / "real.toml")
    write_whole(tmp_path / "link.toml", b"two")
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == b"two"


def test_a_kept_mention_holds_no_raw_text_and_no_fields():
    """The Audit keeps the masked text, shortened; structured facts, which may be personal values, stay behind."""
    (kept,) = kept_mentions([reading("06 12 34 56 78" * 100, "06 •• •• •• 78" * 100)])
    assert kept.text == ("06 •• •• •• 78" * 100)[:EXCERPT]
    assert kept.fields == ()


def test_a_kept_mention_keeps_its_id():
    """Matches and evidence still point at a mention after its text was masked."""
    one = reading("06 12 34 56 78", "06 •• •• •• 78")
    assert kept_mentions([one])[0].id == one.mention.id == kept_matches([one])[0].mention


def test_the_census_of_contacts_is_not_kept():
    """Other people stay out of the document: coverage has their count."""
    contact = reading("", "", Kind.CONTACT)
    assert kept_mentions([contact]) == kept_matches([contact]) == ()


def test_the_subject_is_shown_masked_and_without_folders():
    """Contact details are masked, the day of birth left out, files named without the machine's folders; URLs of offers stay."""
    subject = Subject(
        names=("Camille Durand",),
        emails=("camille@example.org",),
        phones=("06 12 34 56 78",),
        born=date(2005, 3, 14),
        born_year=2005,
        exports=("/home/camille/export.zip",),
        cv="/home/camille/cv.pdf",
        target=Target(offers=("/home/camille/offre.pdf", "https://emploi.example/offre/1")),
    )
    seen = shown(subject)
    assert (seen.emails, seen.phones) == (("c••••••@•••••••.org",), ("06 •• •• •• 78",))
    assert (seen.born, seen.born_year, seen.exports, seen.cv) == (None, 2005, ("export.zip",), "cv.pdf")
    assert seen.target.offers == ("offre.pdf", "https://emploi.example/offre/1")
