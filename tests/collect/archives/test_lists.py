"""WordPress exports, bookmarks and address books."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from ereput.collect.archives import wordpress
from ereput.masking import fold_name, pseudonym
from ereput.model import Audience, Harvest, Kind, Mention, Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Path]
    Read = Callable[..., Harvest]


def _of(found: Harvest, kind: Kind) -> list[Mention]:
    return [mention for mention in found.mentions if mention.kind is kind]


def _tallies(found: Harvest) -> dict[str, tuple[int, int]]:
    return {t.name: (t.read, t.skipped) for c in found.coverage for t in c.tallies}


# --- WordPress -------------------------------------------------------------------------------------

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
    "<channel>"
)


def _author(login: str, email: str, name: str) -> str:
    return f"<wp:author><wp:author_login>{login}</wp:author_login><wp:author_email>{email}</wp:author_email><wp:author_display_name>{name}</wp:author_display_name></wp:author>"  # noqa: E501  # a sample, as it is written


def _item(creator: str, *, kind: str = "post", status: str = "publish", more: str = "", title: str = "Titre") -> str:
    return (
        f"<item><title>{title}</title><link>https://b.example/{creator}-{kind}-{status}</link><dc:creator>{creator}</dc:creator>"
        "<excerpt:encoded>extrait</excerpt:encoded><content:encoded><![CDATA[<p>Des <a href='https://c.example/'>mots</a></p>]]></content:encoded>"
        f"<wp:post_date_gmt>2025-04-01 08:00:00</wp:post_date_gmt><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
        f'<category domain="post_tag">stage</category>{more}</item>'
    )


def _comment(author: str, email: str) -> str:
    return (
        f"<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>{author}</wp:comment_author><wp:comment_author_email>{email}</wp:comment_author_email>"
        "<wp:comment_author_IP>203.0.113.9</wp:comment_author_IP><wp:comment_date_gmt>2025-04-02 08:00:00</wp:comment_date_gmt>"
        "<wp:comment_content>Merci</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    )


def test_only_her_words_of_a_site(make_folder: Make, harvest: Read) -> None:
    """Among several authors, hers; drafts are hers only; others' comments, with their e-mails and addresses, are counted."""
    body = (
        HEAD + _author("alice", "alice.martin@example.org", "A.") + _author("bob", "bob@example.org", "Bob Durand")
        + _item("alice", more=_comment("Bob Durand", "bob@example.org") + _comment("x", "alice.martin@example.org"))
        + _item("bob") + _item("alice", status="draft") + _item("alice", kind="page") + _item("alice", kind="attachment") + _item("alice", status="trash")  # noqa: E501  # a sample, as it is written
        + "</channel></rss>"
    )  # fmt: skip
    found = harvest(make_folder({"site.xml": body}))
    assert [(m.text, m.audience) for m in _of(found, Kind.ARTICLE)] == [("Des mots", Audience.INDEXED), ("Des mots", Audience.PRIVATE)]
    assert _of(found, Kind.ARTICLE)[0].field("link") == "https://c.example/"
    assert len(_of(found, Kind.PAGE)) == 1
    (comment,) = _of(found, Kind.COMMENT)
    assert (comment.text, comment.url.endswith("#comment-1"), comment.audience) == ("Merci", True, Audience.INDEXED)
    assert _tallies(found) == {"site.xml": (3, 3), "site.xml#comments": (1, 1)}
    assert not [w for w in ("durand", "bob@", "203.0") if w in repr(found.mentions).casefold()]


def test_when_nobody_can_be_told_to_be_her(make_folder: Make, harvest: Read) -> None:
    """The export of a site is hers: with one author, or none that she names, all its posts are read."""
    body = HEAD + _author("a", "a@x.example", "A") + _author("b", "b@x.example", "B") + _item("a") + _item("b") + "</channel></rss>"
    found = harvest(make_folder({"site.xml": body}), subject=Subject(names=("Zoé",)))
    assert len(_of(found, Kind.ARTICLE)) == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (HEAD + "<item>", "malformed"),
        (
            HEAD.replace("<rss", '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss')
            + _item("a", title="&b;")
            + "</channel></rss>",
            "archive_bomb",
        ),
        (HEAD + "<a>" * 200, "too_large"),
    ],
)
def test_hostile_xml(body: str, code: str, make_folder: Make, harvest: Read) -> None:
    """Cut XML, entities that multiply, elements without end: a code, no expansion."""
    assert [s.code for s in harvest(make_folder({"site.xml": body})).skips] == [code]


def test_an_endless_post(make_folder: Make, harvest: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A post above the limit stops the file."""
    monkeypatch.setattr(wordpress, "ITEM_MAX", 100)
    found = harvest(make_folder({"site.xml": HEAD + _item("a", title="x" * 200) + "</channel></rss>"}))
    assert [s.code for s in found.skips] == ["too_large"]


def test_a_real_export_gives_every_item(samples: Path, harvest: Read) -> None:
    """On an export written by WordPress, items and comments are all counted."""
    path = samples / "captured" / "wordpress_wxr_1.2_real.xml"
    channel = ET.parse(path).getroot().find("channel")
    assert channel is not None
    items = channel.findall("item")
    comments = [c for item in items for c in item if c.tag.endswith("}comment")]
    tallies = {name: sum(counts) for name, counts in _tallies(harvest(path)).items()}
    assert tallies == {path.name: len(items), f"{path.name}#comments": len(comments)}


# --- bookmarks --------------------------------------------------------------------------------------


def test_bookmarks_of_browsers_and_services(make_folder: Make, harvest: Read) -> None:
    """Unclosed elements, folders, tags, notes; a service's public bookmark is public."""
    body = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Menu</H1>\n<DL><p>\n<DT><H3>Emploi</H3>\n<DL><p>\n"
        '<DT><A HREF="https://a.example/?a=1&amp;b=2" ADD_DATE="1743500000" TAGS="stage,lyon" PRIVATE="0">Offres &amp; stages</A>\n<DD>À relire\n'  # noqa: E501  # a sample, as it is written
        '<DT><A HREF="https://b.example/">B</A>\n</DL><p>\n<DT><A HREF="">vide</A>\n<DT><A HREF="https://c.example/" PRIVATE="1">C</A></DL>'
    )
    first, second, third = harvest(make_folder({"marque-pages.html": body})).mentions
    assert (first.title, first.text, first.field("folder"), first.all("tag")) == (
        "Offres & stages",
        "À relire",
        "Emploi",
        ("stage", "lyon"),
    )
    assert (first.field("link"), str(first.published), first.audience) == (
        "https://a.example/?a=1&b=2",
        "2025-04-01 09:33:20+00:00",
        Audience.PUBLIC,
    )
    assert (second.text, second.audience, third.field("folder"), third.audience) == ("", Audience.PRIVATE, "", Audience.PRIVATE)
    assert _tallies(harvest(make_folder({"m.html": body}, "b")))["m.html"] == (3, 1)


# --- address books -----------------------------------------------------------------------------------

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lefèvre;Zoé;;;\r\nFN:Zoé Lefèvre\r\nORG:Acme\\, SA;RH\r\nTITLE:Responsable\\nRH\r\nitem1.EMAIL;TYPE=INTERNET,WORK:zoe@example.org\r\n"  # noqa: E501  # a sample, as it is written
    "TEL;TYPE=CELL:+33 6 00 00 00 00\r\nCATEGORIES:Stage,Amis\r\nNOTE:ligne pli\r\n ée\r\nBDAY:1990-01-01\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:D=C3=BCrand;B=\r\nob\r\nEND:VCARD\r\n"
    "begin:vcard\nVERSION:4.0\nFN:Alice Martin\nEMAIL:mailto:alice.martin@example.org\nTEL;VALUE=uri:tel:+33612345678\nend:vcard\n"
    "BEGIN:VCARD\nVERSION:4.0\nBEGIN:VCARD\nORG:Mairie\n"
)


def test_address_books_of_every_version(make_folder: Make, harvest: Read) -> None:
    """Folded, quoted-printable, escaped or unfinished: contacts are hashed with their company and circles; her own card is hers."""
    found = harvest(make_folder({"contacts.vcf": CARDS}))
    zoe, bob, town = _of(found, Kind.CONTACT)
    assert zoe.field("contact_hash") == pseudonym(b"a salt for tests", fold_name("Lefèvre Zoé"))
    assert (zoe.field("organisation"), zoe.field("title"), zoe.all("tag")) == ("Acme, SA", "Responsable RH", ("Stage", "Amis"))
    assert bob.field("contact_hash") == pseudonym(b"a salt for tests", fold_name("Bob Dürand"))
    assert (town.field("organisation"), town.field("contact_hash")) == ("Mairie", "")
    (mine,) = _of(found, Kind.ACCOUNT)
    assert (mine.field("email"), mine.field("phone"), mine.audience) == ("alice.martin@example.org", "+33612345678", Audience.PRIVATE)
    assert _tallies(found)["contacts.vcf"] == (4, 1)
    assert not [w for w in ("zoé", "lefèvre", "zoe@", "1990", "pli") if w in repr(found.mentions).casefold()]


def test_the_same_person_in_two_networks(make_zip: Make, make_folder: Make, harvest: Read) -> None:
    """A contact of LinkedIn and of the telephone have the same hash, so that overlaps can be counted without names."""
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    linkedin = make_zip({"Connections.csv": header + "Zoé,LEFÈVRE,,,Acme,RH,05 Mar 2024\n"})
    found = harvest(linkedin, make_folder({"contacts.vcf": CARDS}))
    hashes = [m.field("contact_hash") for m in _of(found, Kind.CONTACT)]
    assert hashes.count(hashes[0]) == 2


GOOGLE = (
    "\ufeffFirst Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Title,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value\n"
    'Zoé,,Lefèvre,,,,Acme,RH,"ligne\nsecrète",* stage ::: * myContacts,* ,zoe@a.example ::: z2@a.example,,,Mobile,+33 6 00 00 00 00 ::: 0240000000\n'  # noqa: E501  # a sample, as it is written
    ",,,,,,,,,* Other Contacts,* ,seul@b.example,,,,\n"
    "Alice,,Martin,,,,,,,* myContacts,* ,alice.martin@example.org,,,,\n"
    ",,,,,,,,,,,,,,,\n"
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"  # noqa: E501  # a sample, as it is written
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n"
    "Zoé Lefèvre,Zoé,,Lefèvre,,,* My Contacts ::: Club,* Home,zoe@a.example,Mobile,0600000000,,Acme,RH\n"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Web Page,Notes,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Home Phone,"  # noqa: E501  # a sample, as it is written
    "Mobile Phone,Business Fax,Company,Job Title,Department,Categories\n"
    "Zoé,,Lefèvre,Mme,,,,zoe@a.example,SMTP,Zoé (zoe@a.example),,,+33600000000,0240999999,Acme,RH,,Stage;Amis\n"
)
FRENCH_OUTLOOK = (
    "Titre;Prénom;Deuxième prénom;Nom;Suffixe;Société;Service;Fonction;Tél. (bureau);Tél. mobile;Télécopie (bureau);Adresse de messagerie;"
    "Nom complet de l'adresse de messagerie;Catégories\nMme;Zoé;;Lefèvre;;Acme;;RH;;06 00 00 00 00;0240999999;zoe@a.example;;Stage\n"
)


@pytest.mark.parametrize("body", [GOOGLE, OLD_GOOGLE, OUTLOOK, FRENCH_OUTLOOK, FRENCH_OUTLOOK.encode("cp1252")])
def test_address_books_as_tables(make_folder: Make, harvest: Read, body: str) -> None:
    """Google's two layouts and Outlook's, in English and French: the same person has the same keys as on her vCard, and no name is kept."""
    found = harvest(make_folder({"contacts.csv": body}))
    zoe = _of(found, Kind.CONTACT)[0]
    (card,) = _of(
        harvest(make_folder({"c.vcf": "BEGIN:VCARD\nFN:Zoé Lefèvre\nEMAIL:zoe@a.example\nTEL:0600000000\nEND:VCARD\n"}, "v")), Kind.CONTACT
    )
    assert set(card.all("contact_key")) <= set(zoe.all("contact_key"))
    assert (zoe.field("organisation"), zoe.field("title"), zoe.audience) == ("Acme", "RH", Audience.PRIVATE)
    assert not [w for w in ("zoé", "lefèvre", "zoe@", "secrète", "0600") if w in repr(found.mentions).casefold()]


def test_every_entry_of_a_table_is_counted(make_folder: Make, harvest: Read) -> None:
    """No name: known by its e-mail; her own entry is hers; an empty line is said; her labels are circles, Google's are not."""
    found = harvest(make_folder({"contacts.csv": GOOGLE}))
    assert _tallies(found)["contacts.csv"] == (3, 1)
    zoe, lone = _of(found, Kind.CONTACT)
    assert (zoe.all("tag"), lone.all("tag"), lone.field("contact_hash")) == (("stage",), (), "")
    assert len(lone.all("contact_key")) == 1
    assert (
        sum(key.startswith("email:") for key in zoe.all("contact_key"))
        == sum(key.startswith("phone:") for key in zoe.all("contact_key"))
        == 2
    )
    assert [m.field("email") for m in _of(found, Kind.ACCOUNT)] == ["alice.martin@example.org"]


def test_a_linkedin_table_is_no_address_book(make_folder: Make, harvest: Read) -> None:
    """LinkedIn's contacts have names, e-mails and companies too, and no telephone."""
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    found = harvest(make_folder({"Connections.csv": header + "Zoé,LEFÈVRE,,z@a.example,Acme,RH,05 Mar 2024\n"}))
    assert [c.source for c in found.coverage] == ["linkedin"]


CHROME = {
    "checksum": "0",
    "roots": {
        "bookmark_bar": {
            "children": [
                {"date_added": "13388000000000000", "name": "Insee", "type": "url", "url": "https://www.insee.fr/"},
                {
                    "name": "Stage",
                    "type": "folder",
                    "children": [{"date_added": "0", "name": "Offre", "type": "url", "url": "https://a.example/"}],
                },
            ],
            "name": "Barre de favoris",
            "type": "folder",
        },
        "other": {"children": [], "name": "Autres favoris", "type": "folder"},
    },
    "version": 1,
}
FIREFOX = {
    "guid": "root________",
    "title": "",
    "type": "text/x-moz-place-container",
    "children": [
        {
            "guid": "menu________",
            "title": "menu",
            "type": "text/x-moz-place-container",
            "children": [
                {
                    "title": "Insee",
                    "uri": "https://www.insee.fr/",
                    "dateAdded": 1743526400000000,
                    "type": "text/x-moz-place",
                    "tags": "data,stat",
                },
                {"title": "Offre", "uri": "https://a.example/", "type": "text/x-moz-place"},
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("name", "body", "folders"), [("Bookmarks", CHROME, ["Barre de favoris", "Stage"]), ("b.json", FIREFOX, ["menu"] * 2)]
)
def test_bookmarks_of_browsers(make_folder: Make, harvest: Read, name: str, body: dict, folders: list[str]) -> None:
    """What Chrome keeps and what Firefox saves: each address once, its folder, its day when there is one; nobody else sees them."""
    found = harvest(make_folder({name: json.dumps(body)}))
    assert [(m.title, m.field("link")) for m in found.mentions] == [("Insee", "https://www.insee.fr/"), ("Offre", "https://a.example/")]
    assert [m.field("folder") for m in found.mentions] == folders
    first, second = found.mentions
    assert (first.published.date().isoformat()[:4], second.published) == ("2025", None)
    assert (_tallies(found)[name], {m.audience for m in found.mentions}) == ((2, 0), {Audience.PRIVATE})
