"""What an Audit keeps of texts and people."""

from __future__ import annotations

from datetime import date

from ereput.keeping import EXCERPT, kept_matches, kept_mentions, read_salt, shown
from ereput.model import Band, Kind, Match, Mention, Reading, Subject, Target


def reading(text: str, masked: str, kind: Kind = Kind.POST) -> Reading:
    mention = Mention(source="pages", url="https://blog.example/", kind=kind, text=text, fields=(("email", "camille@example.org"),))
    return Reading(mention=mention, match=Match(mention=mention.id, probability=1, band=Band.CONFIRMED), language="fr", masked=masked)


def test_the_salt_is_made_once_and_for_the_owner_only(tmp_path):
    """The same folder keeps its salt, so that two audits can be compared; nobody else may read it."""
    first = read_salt(tmp_path, lambda n: b"a" * n)
    assert read_salt(tmp_path, lambda n: b"b" * n) == first == b"a" * 32
    assert (tmp_path / "salt").stat().st_mode & 0o077 == 0


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
