"""The LinkedIn export: every quirk of its tables, every row counted, nobody else named."""

from __future__ import annotations

import csv
import importlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect.archives.base import Owner
from ereput.collect.archives.container import base
from ereput.collect.archives.dates import moment
from ereput.collect.archives.linkedin import READER, SHEETS, find_sheet
from ereput.collect.archives.linkedin.sheet import Sheet, bracketed, unwrapped
from ereput.collect.archives.opening import open_archive, open_stream
from ereput.collect.archives.stage import describe, read
from ereput.masking import fold_name, pseudonym
from ereput.model import Audience, Harvest, Kind, Mention, Subject, Tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Path]
    Read = Callable[..., Harvest]

NOTES = 'Notes:\n"When exporting your connection data, you may notice that some addresses are missing."\n\n'
SKILLS = {"Skills.csv": "Name\nPython\n"}
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
BOB = "Bob,Durand,https://www.linkedin.com/in/bob-d,bob@example.org,ExampleSoft,Tech Lead,05 Mar 2024\n"


def _of(found: Harvest, kind: Kind) -> list[Mention]:
    return [mention for mention in found.mentions if mention.kind is kind]


def _tally(found: Harvest, name: str) -> tuple[int, int]:
    return next((t.read, t.skipped) for c in found.coverage for t in c.tallies if t.name == name)


def _raw_rows(body: bytes, *, escape: str | None = None) -> int:
    """Rows after the header, counted apart from ereput: the first row with three cells or the longest is the header."""
    rows = [row for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), escapechar=escape) if row]
    width = max(len(row) for row in rows)
    return len(rows) - next(i for i, row in enumerate(rows) if len(row) == width) - 1


# --- connections -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        HEADER + BOB,
        NOTES + HEADER + BOB,
        "\ufeff" + NOTES + HEADER + BOB,
        "\ufeffNotes:\r\n\r\n" + HEADER + BOB,
        HEADER.replace("URL,", "") + BOB.replace("https://www.linkedin.com/in/bob-d,", ""),
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion\n" + BOB.replace("05 Mar", "5 mars"),
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n" + BOB.replace("05 Mar", "5. März"),
        "Nombre,Apellidos,URL,Correo electrónico,Empresa,Cargo,Conectado el\n" + BOB,
        (NOTES + HEADER + BOB).replace(",", ";"),
        (NOTES + HEADER + BOB).encode("utf-16"),
    ],
)
def test_connections_whatever_their_dress(body: str | bytes, make_zip: Make, harvest: Read) -> None:
    """With or without mark, notes and URL, in four languages, with a spreadsheet's separators: one contact, hashed, its company kept."""
    found = harvest(make_zip({"Connections.csv": body}))
    (contact,) = _of(found, Kind.CONTACT)
    assert _tally(found, "Connections.csv") == (1, 0)
    assert contact.field("contact_hash") == pseudonym(b"a salt for tests", fold_name("Bob Durand"))
    assert (contact.field("organisation"), contact.field("title"), contact.field("start")) == ("ExampleSoft", "Tech Lead", "2024-03-05")
    assert found.skips == ()


def test_nobody_else_is_named(make_zip: Make, harvest: Read) -> None:
    """No name, e-mail or address of another person stands anywhere in a mention."""
    files = {
        "Connections.csv": NOTES + HEADER + BOB,
        "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Bob Durand,Alice Martin,"3/1/24, 2:22 PM",Salut,INCOMING,https://www.linkedin.com/in/bob-d,x\n',
        "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"  # noqa: E501  # a sample, as it is written
        "2025/09/01 02:51:39 UTC,Python,Bob,Durand,www.linkedin.com/in/bob-d,ACCEPTED\n",
        "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Bob,Durand,ExampleSoft,Tech Lead,Excellente.,"08/29/25, 11:04 AM",VISIBLE\n',
        "Member_Follows.csv": 'Notes:\n"x"\n\nDate,Status,FullName\n2025-01-01,Active,Bob Durand\n',
        "ImportedContacts.csv": "FirstName,MiddleName,LastName,Emails,PhoneNumbers\nBob,,Durand,bob@example.org,0600000000\n",
        "messages.csv": "CONVERSATION ID,FROM,TO,DATE,SUBJECT,CONTENT\n1,Bob Durand,Alice,2025-01-01,,secret\n",
    }
    found = harvest(make_zip(files))
    said = repr([(m.url, m.title, m.text, m.fields, m.author) for m in found.mentions]).casefold() + repr(found.skips).casefold()
    assert not [word for word in ("bob", "durand", "0600000000", "secret", "salut") if word in said]
    hashed = {m.field("contact_hash") for m in found.mentions}
    assert len(hashed) == 1
    assert (_tally(found, "messages.csv"), _tally(found, "ImportedContacts.csv")) == ((0, 1), (0, 1))


def test_the_same_person_has_common_keys(make_zip: Make, harvest: Read) -> None:
    """Order, case, accents and a short form of the name, or the same e-mail, can be matched through their hashed keys."""
    rows = "Zoé,Lefèvre,,zoe@example.org,,,\nLEFEVRE,Zoe,,,,,\nZ.,Lefèvre,,ZOE@example.org ,,,\n"
    first, second, third = _of(harvest(make_zip({"Connections.csv": HEADER + rows})), Kind.CONTACT)
    assert first.field("contact_hash") == second.field("contact_hash") != third.field("contact_hash")
    shared = set(first.all("contact_key")) & set(third.all("contact_key"))
    assert {key.partition(":")[0] for key in shared} == {"short", "email"}


def test_rows_of_commas_are_counted(make_zip: Make, harvest: Read) -> None:
    """Rows of commas only, and contacts without a name, are skipped with their reasons; read + skipped = rows."""
    found = harvest(make_zip({"Connections.csv": NOTES + HEADER + BOB + ",,,,,,\n" * 3 + ",,,,Acme,,\n"}))
    (tally,) = found.coverage[0].tallies
    assert (tally.read, tally.skipped) == (1, 4)
    assert str(tally.reason) == "3 : lignes vides ; 1 : sans texte ni lien"


# --- posts and comments ------------------------------------------------------------------------------------------------------------


def test_quirks_of_shares_and_comments(make_zip: Make, harvest: Read) -> None:
    """Wrapped lines of a share are unwrapped, backslashed quotes of a comment too; visibility gives the audience."""
    shares = (
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n"
        '2025-04-01 07:30:00,https://l.example/1,"Ravie !""\n""\n""Merci à ""toute"" l\'équipe",,,MEMBER_NETWORK\r\n'
        "2025-04-02 07:30:00,https://l.example/2,,https://blog.alice.example/,,PUBLIC\r\n"
    )
    comments = 'Date,Link,Message\r\n2025-05-08 09:00:00,https://l.example/3,"Il a dit \\"bravo\\",\nmerci !"\r\n'
    found = harvest(make_zip({"Shares_123456789.csv": shares, "comments_123456789.CSV": comments}))
    first, second = _of(found, Kind.POST)
    assert (first.text, first.audience) == ('Ravie !\n\nMerci à "toute" l\'équipe', Audience.MEMBERS)
    assert (second.field("link"), second.audience, second.url) == ("https://blog.alice.example/", Audience.PUBLIC, "https://l.example/2")
    (comment,) = _of(found, Kind.COMMENT)
    assert comment.text == 'Il a dit "bravo",\nmerci !'
    assert (first.published is not None and first.published.isoformat()) == "2025-04-01T07:30:00+00:00"


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_characters='"\r\n', exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12), min_size=1)
)
def test_unwrapping_gives_back_the_lines(lines: list[str]) -> None:
    """Lines wrapped as LinkedIn does come back; a text that was not wrapped is left as it is."""
    assert unwrapped('"\n"'.join(lines)) == "\n".join(lines).strip()
    assert unwrapped("\n".join(lines)) == "\n".join(lines).strip()


def test_older_shares_without_visibility(make_zip: Make, harvest: Read) -> None:
    """Without the column, nothing is taken for public."""
    found = harvest(make_zip({"Shares.csv": "Date,ShareLink,ShareCommentary\n2019-01-01 00:00:00,https://l.example/1,Bonjour\n"}))
    assert [m.audience for m in _of(found, Kind.POST)] == [Audience.MEMBERS]


# --- profile and the rest ----------------------------------------------------------------------------------------------------------


def test_contact_details_are_private(make_zip: Make, harvest: Read) -> None:
    """What members see of the profile is MEMBERS; address, birth, e-mails and phones are PRIVATE, as fields."""
    profile = (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites\n"
        'Alice,Martin,,"12 rue des Lilas","May 3, 1999",Étudiante,"Deux\nlignes",IT,69003,Lyon,[alice_m],"[PERSONAL:https://a.example/,BLOG:https://b.example/]"\n'
    )
    files = {
        "Profile.csv": profile,
        "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\nalice@example.org,Yes,Yes,Not Available\n",
        "PhoneNumbers.csv": "Extension,Number,Type\n,+33 6 12 34 56 78,Mobile\n33,,\n",
        "Whatsapp Phone Numbers.csv": "Number,Extension,Is_WhatsApp_Number\n612345678,33,true\n",
    }
    found = harvest(make_zip(files))
    (shown,) = _of(found, Kind.PROFILE)
    assert shown.audience is Audience.MEMBERS
    assert shown.text == "Étudiante\nDeux\nlignes"
    assert shown.all("url") == ("https://a.example/", "https://b.example/")
    assert "Lilas" not in repr(shown)
    hidden = _of(found, Kind.ACCOUNT)
    assert {m.audience for m in hidden} == {Audience.PRIVATE}
    assert hidden[0].field("born") == "1999-05-03"
    assert [v for m in hidden for v in m.all("email")] == ["alice@example.org"]
    assert [v for m in hidden for v in m.all("phone")] == ["+33 6 12 34 56 78", "33 612345678"]
    assert _tally(found, "PhoneNumbers.csv") == (1, 1)


def test_ad_targeting_keeps_columns_of_the_same_name(make_zip: Make, harvest: Read) -> None:
    """`Company Names` three times: each cell is kept, as what LinkedIn infers."""
    body = "Member Age,Company Names,Company Names,Company Names,Job Titles\n18-24,Acme,,Beta;Gamma,Dev\n"
    found = harvest(
        make_zip({"Ad_Targeting.csv": body, "Inferences_about_you.csv": "Category,Type of inference,Description,Inference\nA,B,C,D\n"})
    )
    inferred = [m for m in found.mentions if m.field("section") == "inferred"]
    assert [(m.title, m.text) for m in inferred[:4]] == [
        ("Member age", "18-24"), ("Company names", "Acme"), ("Company names", "Beta ; Gamma"), ("Job titles", "Dev"),
    ]  # fmt: skip
    assert _tally(found, "Ad_Targeting.csv") == (1, 0)
    assert {m.audience for m in inferred} == {Audience.PRIVATE}


def test_unknown_columns_keep_their_row(make_zip: Make, harvest: Read) -> None:
    """A column that nobody knows is reported by name, and its row is read."""
    found = harvest(
        make_zip({"Skills.csv": "Name,Endorsement Count\nPython,3\n", "Positions.csv": "Company Name,Title,Mood\nAcme,Dev,good\n"})
    )
    assert [m.title for m in found.mentions] == ["Python", "Dev"]
    assert [(s.code, "Mood" in str(s.reason)) for s in found.skips if "Positions" in s.where] == [("unknown_header", True)]


def test_an_unknown_table_is_counted(make_zip: Make, harvest: Read) -> None:
    """A table of another name and columns: all its rows are skipped, and said."""
    found = harvest(make_zip({"Skills.csv": "Name\nPython\n", "Hologram.csv": "Shape,Hue\n1,2\n,\n"}))
    assert _tally(found, "Hologram.csv") == (0, 2)
    assert [s.code for s in found.skips] == ["unknown_header"]


def test_a_renamed_table_is_known_by_its_columns(make_zip: Make, harvest: Read) -> None:
    """Telling columns are enough, whatever the file is called; one ordinary column is not."""
    assert [m.kind for m in harvest(make_zip({"mes relations.csv": HEADER + BOB})).mentions] == [Kind.CONTACT]
    assert harvest(make_zip({"list.csv": "Name\nPython\n"})).mentions == ()


def test_pulse_articles(make_zip: Make, harvest: Read) -> None:
    """An article gives its title, text, address and date; one that was never published stays private."""
    page = '<h1><a href="https://www.linkedin.com/pulse/x">Mon stage</a></h1><p class="created">Created on 2025-08-30 09:00</p>'
    done = page + '<p class="published">Published on 2025-08-30 09:05</p><div><p>Ce que j\'ai appris.</p></div>'
    found = harvest(make_zip({"Articles/Articles/a.html": done, "Articles/Articles/b.html": page + "<p>Brouillon</p>"}))
    first, second = _of(found, Kind.ARTICLE)
    assert (first.title, first.text, first.url) == ("Mon stage", "Ce que j'ai appris.", "https://www.linkedin.com/pulse/x")
    assert (first.audience, second.audience) == (Audience.PUBLIC, Audience.PRIVATE)
    assert str(first.published) == "2025-08-30 09:05:00+00:00"


def test_articles_of_another_shape(make_zip: Make, harvest: Read) -> None:
    """A page of the articles' folder is an article whatever it holds; its file name may say when; a damaged or deep page ends."""
    files = {
        "Articles/Articles/2018-07-15_small.html": "<h1>Small</h1><p>Words</p>",
        "Articles/Articles/deep.html": "<div>" * 200_000,
        **SKILLS,
    }
    found = harvest(make_zip(files))
    small, deep = _of(found, Kind.ARTICLE)
    assert (small.title, small.text, str(small.published)[:10], deep.published) == ("Small", "Words", "2018-07-15", None)
    stored = make_zip({"Articles/Articles/a.html": "<h1>Broken</h1>", **SKILLS}, "b.zip", zipfile.ZIP_STORED)
    stored.write_bytes(stored.read_bytes().replace(b"Broken", b"Brokem", 1))
    assert [s.code for s in harvest(stored).skips] == ["truncated"]


def test_courses_end_when_they_were_completed(make_zip: Make, harvest: Read) -> None:
    """A completed course has its end; « N/A » is no date, and a job without an end is current."""
    header = "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
    header += "Content Completed At (if completed),Content Saved,"
    rows = "Python,,Course,2025-01-10 10:00 UTC,2025-01-11 11:00 UTC,false,\nSQL,,Course,2025-01-10 10:00 UTC,N/A,false,\n"
    jobs = "Company Name,Title,Description,Location,Started On,Finished On\nAcme,Dev,,,Apr 2025,Present\n"
    found = harvest(make_zip({"Learning.csv": f"{header}\n{rows}", "Positions.csv": jobs}))
    assert [m.field("end") for m in found.mentions] == ["2025-01-11", "", ""]


def test_contact_details_of_applications(make_zip: Make, harvest: Read) -> None:
    """Details given with an application are hers only under an e-mail that she named; a recruiter's stay out."""
    header = "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"
    rows = "03 Mar 2025,alice.martin@example.org,0612345678,Acme,Dev,,,\n03 Mar 2025,rh@acme.example,0600000000,Acme,Dev,,,Q\n"
    first, second = harvest(make_zip({"Jobs/Job Applications.csv": header + rows})).mentions
    assert (first.field("phone"), second.field("phone"), "rh@" in repr(second)) == ("0612345678", "", False)


def test_every_sheet_reads_a_full_row(make_zip: Make, harvest: Read) -> None:
    """Each known table, filled in every column, gives mentions or a reason, and counts its one row; no two tables claim one name."""
    for sheet in SHEETS:
        row = ",".join(
            "https://x.example/1" if "url" in c or "link" in c else "2024-01-01" if "date" in c or " on" in c else "w"
            for c in sheet.columns
        )
        found = harvest(make_zip({f"{sheet.names[0]}.csv": f"{','.join(sheet.columns)}\n{row}\n", "Skills.csv": "Name\nPython\n"}))
        tally = next(t for t in found.coverage[0].tallies if t.name != "Skills.csv" or sheet.names[0] == "skills")
        assert tally.read + tally.skipped == 1, sheet.names
        assert (tally.read == 1) == (sheet.read is not None), sheet.names
    names = [name for sheet in SHEETS for name in sheet.names]
    assert len(names) == len(set(names))


def test_basic_and_complete_together_count_once(make_zip: Make, harvest: Read) -> None:
    """The same record in two exports is one mention; both coverages count it, and the second says so."""
    found = harvest(
        make_zip({"Skills.csv": "Name\nPython\n"}, "basic.zip"), make_zip({"Skills.csv": "Name\nPython\nSQL\n"}, "complete.zip")
    )
    assert [m.title for m in found.mentions] == ["Python", "SQL"]
    assert [c.tallies[0].read for c in found.coverage] == [1, 2]
    assert "1" in str(found.coverage[1].reason)


def test_samples_give_every_row(samples: Path) -> None:
    """On the sample exports, the tally of each CSV equals an independent count of its rows."""
    for path in sorted((samples / "synthetic").glob("*LinkedInDataExport*.zip")):
        (covered,) = read([path], Subject(names=("Alice Martin",)), b"s").coverage
        tallies = {t.name: t.read + t.skipped for t in covered.tallies}
        with zipfile.ZipFile(path) as archive:
            for name in (n for n in archive.namelist() if n.endswith(".csv")):
                assert tallies[name] == _raw_rows(archive.read(name), escape="\\" if "Comments" in name else None), name


def test_nothing_that_linkedin2md_keeps_is_lost(samples: Path, tmp_path: Path) -> None:
    """Each section that the other reader fills, ours fills with at least as many records; and we keep the contacts that it loses."""
    extractor = importlib.import_module("linkedin2md.extractor")
    path = samples / "synthetic" / "Complete_LinkedInDataExport_07-20-2026.zip"
    theirs = extractor.ZipDataExtractor(path).extract()
    (described,) = describe([path])
    ours = {base(tally.name).replace(" ", "_"): tally.read + tally.skipped for tally in described.tallies}
    theirs.pop("connections")  # it takes the notes for the header
    assert {name: len(rows) for name, rows in theirs.items()} == {name: ours[name.removesuffix("_123456789")] for name in theirs}
    assert dict(described.kinds)[Kind.CONTACT] == 2


def test_no_word_that_linkedin2md_keeps_is_lost(samples: Path) -> None:
    """What she declared there, cell by cell: each word that the other reader keeps is in our mentions, dates and yes or no aside."""
    extractor = importlib.import_module("linkedin2md.extractor")
    path = samples / "synthetic" / "Complete_LinkedInDataExport_07-20-2026.zip"
    hers = "profile positions education skills languages email_addresses phonenumbers learning shares_123456789 recommendations_received"
    sections = extractor.ZipDataExtractor(path).extract()
    found = read([path], Subject(names=("Alice Martin",)), b"s").mentions
    ours = repr([(m.url, m.title, m.text, m.fields) for m in found])
    told = set(re.findall(r"\w{2,}", ours.replace("\\n", " "))) | {"PERSONAL", "BLOG"}  # the labels of her sites
    status = {"Yes", "No", "N/A", "false", "true", "Bob", "Durand", "ExampleSoft", "Tech Lead"}
    cells = [cell for name in hers.split() for row in sections[name] for cell in row.values() if isinstance(cell, str)]
    kept = [cell for cell in cells if cell not in status and moment(cell.removesuffix(" UTC")) is None]
    assert len(kept) > 20
    assert [cell for cell in kept if not set(re.findall(r"\w{2,}", cell)) <= told] == []


# --- hostile -----------------------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(sheet=st.sampled_from(SHEETS), text=st.text(max_size=200), headed=st.booleans())
def test_any_text_in_any_table(sheet: Sheet, text: str, headed: bool) -> None:  # hypothesis passes it by name
    """Whatever a known table holds, reading it raises nothing and counts every row it gives."""
    body = (",".join(sheet.columns) + "\n" if headed else "") + text
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(f"{sheet.names[0]}.csv", body.encode("utf-8", "surrogatepass"))
    with open_stream("x.zip", io.BytesIO(stream.getvalue())) as opened:
        READER.recognises(opened)
        for found in READER.read(opened, Owner(subject=Subject(names=("A",)))):
            assert not isinstance(found, Tally) or (found.read >= 0 and found.skipped >= 0 and bool(found.reason) == bool(found.skipped))


def test_find_sheet_on_damaged_tables(make_folder: Make) -> None:
    """A table that cannot be decoded as CSV is no sheet."""
    with open_archive(make_folder({"Skills.csv": '"' + "x\n" * 2_200_000})) as archive:
        assert find_sheet(archive, "Skills.csv") is None


def test_bracketed_values() -> None:
    """The lists of the profile, however they are labelled."""
    assert bracketed("[alice_m]") == ("alice_m",)
    assert bracketed("") == ()
    assert bracketed("[OTHER:https://a.example/x?y=1,https://b.example]") == ("https://a.example/x?y=1", "https://b.example")
