"""Messages of lists: mailboxes of other systems, archives by any period, coded names, charsets that are none."""

from __future__ import annotations

import gzip

import pytest

from ereput.collect import mailing
from ereput.collect.reading import Malformed
from ereput.model import Query
from tests.collect.answers import PAGE, mentions, read

MBOX = (
    "From zoe at a.example  Mon Mar  1 10:00:00 2010\nFrom: zoe at a.example (Zoé Noël)\nSubject: S\n"
    "Date: Mon, 1 Mar 2010 10:00:00 +0100\nMessage-ID: <1@a>\n\nBonjour\n"
)


def test_an_mbox_of_another_system():
    """CRLF ends lines as LF does; a page for people in place of an mbox is malformed, not an empty archive; an empty file is one."""
    (mail,) = mailing.messages(MBOX.replace("\n", "\r\n").encode())
    assert (mail.name, mail.text) == ("Zoé Noël", "Bonjour")
    assert list(mailing.messages(b" \n")) == []
    for source, body in (("pipermail", PAGE), ("hyperkitty", gzip.compress(PAGE))):
        with pytest.raises(Malformed):
            read(source, body, words="Zoé Noël", base="https://l.example")


def test_pipermail_keeps_lists_by_any_period():
    """Mailman 2 cuts an archive by month, quarter, week, day or year; all are asked for, and nothing else."""
    names = ("2010-March.txt.gz", "2010q1.txt", "Week-of-Mon-20100301.txt.gz", "20100301.txt", "2010.txt.gz")
    links = "".join(f'<a href="{name}">x</a>' for name in (*names, "robots.txt", "2010-March/thread.html", "2010-03-notes.txt"))
    asked = [q.url for q in read("pipermail", links.encode(), part="index", words="Zoé Noël") if isinstance(q, Query)]
    assert asked == [f"https://site.example/{name}" for name in names]


def test_mhonarc_tables_in_several_pages_and_coded_names():
    """A table cut in pages is read whole; a sender coded as in mail headers has his name."""
    row = '<li><a href="msg00001.html">S</a> <em>NOEL Zoe</em></li>'
    table = f'<!-- MHonArc v2.6 --><ul>{row}</ul><a href="mail2.html">Next</a><a href="mail3.html">Last</a>'
    asked = [q.url for q in read("mhonarc", table.encode(), part="index", words="Zoé Noël") if isinstance(q, Query)]
    assert [url.rsplit("/", 1)[1] for url in asked] == ["msg00001.html", "mail2.html", "mail3.html"]
    further = read("mhonarc", table.encode(), part="index", words="Zoé Noël", further="1")
    assert [q.url for q in further if isinstance(q, Query)] == [asked[0]]
    from ereput.collect.sources import mhonarc

    inverse = {after: chr(before) for before, after in mhonarc._ROT.items()}
    written = "".join(inverse.get(ord(c), c) for c in "=?utf-8?q?Zo=C3=A9_No=C3=ABl?= <zoe>")
    message = f"<!--X-From-R13: {written} -->\n<!--X-Message-Id: 1 -->\n<!--X-Body-of-Message-->x<!--X-Body-of-Message-End-->"
    (mail,) = mentions(read("mhonarc", message.encode()))
    assert mail.author == "Zoé Noël"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("", "déjà".encode()),
        ("", "déjà".encode("latin-1")),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n", "déjà".encode()),
        ("Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: 8bit\n", "déjà".encode("iso-8859-15")),
        ("Content-Type: text/plain; charset=nonsense\n", "déjà".encode()),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", b"ZMOpasOg"),
        ("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n", b"<p>d=C3=A9j=C3=A0</p>"),
    ],
)
def test_a_message_keeps_its_accents(headers, body):
    """Archives of lists hold eight-bit text, with a charset or without one: it is read, as is a name written as it is in the header."""
    raw = f"From z  Mon Mar  1 10:00:00 2010\nFrom: Zoé Noël <zoe@a.example>\nSubject: Été\n{headers}\n".encode() + body + b"\n"
    (mail,) = mailing.messages(raw)
    assert (mail.name, mail.subject, mail.text) == ("Zoé Noël", "Été", "déjà")


@pytest.mark.parametrize(
    "sender", ["Zoé Noël <zoe(a)a.example>", "Zoé Noël <zoe at a.example>", "zoe(a)a.example", "zoe at a.example (Z. N.)"]
)
def test_an_address_veiled_by_the_archive_is_hers(sender):
    """HyperKitty and Pipermail hide addresses from programs; she is found by hers all the same."""
    (mail,) = mailing.messages(f"From z  Mon Mar  1 10:00:00 2010\nFrom: {sender}\n\nx\n".encode())
    assert mail.email == "zoe@a.example" and mailing.wrote(mail, ("zoe@a.example",))


def test_a_message_with_spoilt_headers():
    """A charset that is none, in a coded name or in a header, spoils neither the message nor the others."""
    from ereput.collect.sources import mhonarc

    assert mhonarc._decoded("=?nonsense?q?Zo=C3=A9?=") == "=?nonsense?q?Zo=C3=A9?="
    raw = (
        b"From z  Mon Mar  1 10:00:00 2010\nFrom: =?nonsense?b?!!?= <zoe@a.example>\nContent-Type: ;;;\nMessage-ID: <\n\nx\n"
        + MBOX.encode()
    )
    assert [mail.text for mail in mailing.messages(raw)] == ["x", "Bonjour"]
