"""Chats and mail: only her own words, and only where others could read them."""

from __future__ import annotations

import contextlib
import json
import mailbox
from typing import TYPE_CHECKING

import pytest

from ereput.collect.archives.mbox import own_words
from ereput.collect.archives.slack import plain
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


# --- Slack and Discord ----------------------------------------------------------------------------


def test_slack_gives_her_own_messages(make_zip: Make, harvest: Read) -> None:
    """Known by her e-mail; others' messages, notices and direct messages are counted; nobody is named."""
    users = [
        {"id": "U1", "name": "alice", "profile": {"real_name": "A. M.", "email": "alice.martin@example.org", "phone": "0612345678"}},
        {"id": "U2", "name": "bob", "profile": {"real_name": "Bob Durand", "email": "bob@example.org"}},
    ]
    day = [
        {"user": "U1", "text": "Bonjour <@U2>, <https://b.example|mon blog> &amp; <!here>", "ts": "1743500000.000100"},
        {"user": "U1", "text": "oui", "ts": "1743500001.0", "thread_ts": "1743500000.000100"},
        {"user": "U2", "text": "secret"},
        {"user": "U2", "subtype": "channel_join", "text": "<@U2> a rejoint"},
        {"user": "U1", "subtype": "channel_join", "text": "x"},
        {"user": "U1", "text": ""},
        3,
    ]
    files = {
        "users.json": json.dumps(users),
        "channels.json": json.dumps([{"id": "C1", "name": "general"}]),
        "dms.json": json.dumps([{"id": "D1", "members": ["U1", "U2"]}]),
        "general/2025-04-01.json": json.dumps(day),
        "D1/2025-04-01.json": json.dumps([{"user": "U1", "text": "privé", "ts": "1"}]),
    }
    found = harvest(make_zip(files))
    assert [m.text for m in _of(found, Kind.POST)] == ["Bonjour @, mon blog (https://b.example) & !"]
    assert [m.text for m in _of(found, Kind.COMMENT)] == ["oui"]
    (profile,) = _of(found, Kind.PROFILE)
    assert (profile.field("phone"), profile.audience) == ("0612345678", Audience.MEMBERS)
    assert (_tallies(found)["general/2025-04-01.json"], _tallies(found)["D1/2025-04-01.json"]) == ((2, 5), (0, 1))
    assert not [w for w in ("durand", "bob", "secret", "privé") if w in repr(found.mentions).casefold()]
    nobody = harvest(make_zip(files), subject=Subject(names=("Zoé",)))
    assert (nobody.mentions, "unrecognised" in [s.code for s in nobody.skips]) == ((), True)
    assert plain("<#C1|general> <https://x.example>") == ("#general https://x.example", ("https://x.example",))


@pytest.mark.parametrize(("folder", "table"), [("Messages/c10", False), ("messages/10", True)])
def test_discord_of_both_eras(folder: str, table: bool, make_zip: Make, harvest: Read) -> None:  # a parameter of the test
    """JSON since 2024, CSV before; servers are read, private conversations counted; friends are hashed."""
    said = (
        "ID,Timestamp,Contents,Attachments\n100,2025-04-01 09:00:00,Salut,\n"
        if table
        else json.dumps([{"ID": 100, "Timestamp": "2025-04-01 09:00:00", "Contents": "Salut"}])
    )
    name = "messages.csv" if table else "messages.json"
    user = {
        "id": "1", "username": "alice_m", "global_name": "Alice", "email": "a@example.org", "ip": "203.0.113.9",
        "connections": [{"type": "github", "name": "alice-m", "visibility": 1}, {"type": "steam", "name": "hidden", "visibility": 0}],
        "relationships": [{"type": 1, "user": {"username": "bob.durand"}}, {"type": 2, "user": {"username": "x"}}],
    }  # fmt: skip
    files = {
        "Account/user.json": json.dumps(user),
        f"{folder}/channel.json": json.dumps({"id": "10", "type": "GUILD_TEXT" if not table else 0}),
        f"{folder}/{name}": said,
        f"{folder}1/channel.json": json.dumps({"id": "11", "type": "DM" if not table else 1}),
        f"{folder}1/{name}": said,
        f"{folder}2/channel.json": "{",
        f"{folder}2/messages.json": "[]",
    }
    found = harvest(make_zip(files))
    assert [(m.text, m.audience) for m in _of(found, Kind.POST)] == [("Salut", Audience.MEMBERS)]
    assert _tallies(found)[f"{folder}1/{name}"] == (0, 1)
    (profile,) = _of(found, Kind.PROFILE)
    assert profile.all("same_as") == ("github:alice-m",)
    assert len(_of(found, Kind.CONTACT)) == 1
    assert "durand" not in repr(found.mentions)


# --- Telegram and WhatsApp ---------------------------------------------------------------------------


def test_telegram_whole_account(make_folder: Make, harvest: Read) -> None:
    """Chats nested in the account: her messages in groups, by her number; private ones counted; contacts hashed."""

    def said(who: str, text: object, **more: object) -> dict:
        return {"id": 1, "type": "message", "date": "2025-04-01T09:00:00", "date_unixtime": "1743490800", "from": who, "from_id": f"user{1 if who == 'A' else 2}", "text": text, "text_entities": [], **more}  # fmt: skip  # noqa: E501  # a sample, as it is written

    account = {
        "about": "x", "personal_information": {"user_id": 1, "first_name": "Alice", "last_name": "Martin", "phone_number": "+33612345678", "username": "@alice", "bio": "Bio"},  # noqa: E501  # a sample, as it is written
        "contacts": {"about": "y", "list": [{"first_name": "Bob", "last_name": "Durand", "phone_number": "+33600000000", "date": "2020-01-01T00:00:00"}, {}]},  # noqa: E501  # a sample, as it is written
        "chats": {"about": "z", "list": [
            {"name": "Bob Durand", "type": "personal_chat", "id": 1, "messages": [said("A", "privé"), said("B", "secret")]},
            {"name": "Groupe", "type": "public_supergroup", "id": 2, "messages": [
                said("A", ["voir ", {"type": "link", "text": "https://b.example"}]), said("A", "oui", reply_to_message_id=1), said("B", "secret"),  # noqa: E501  # a sample, as it is written
                {"type": "service", "action": "join"}, said("A", "")]},
            {"name": "Classe", "type": "private_group", "id": 3, "messages": [said("A", "bonjour")]},
        ]},
    }  # fmt: skip
    found = harvest(make_folder({"result.json": json.dumps(account)}))
    assert [(m.text, m.audience) for m in _of(found, Kind.POST)] == [
        ("voir https://b.example", Audience.PUBLIC),
        ("bonjour", Audience.MEMBERS),
    ]
    assert [m.text for m in _of(found, Kind.COMMENT)] == ["oui"]
    assert _of(found, Kind.ACCOUNT)[0].field("phone") == "+33612345678"
    assert len(_of(found, Kind.CONTACT)) == 1
    assert _tallies(found)["result.json"] == (5, 6)
    assert not [w for w in ("durand", "secret", "privé") if w in repr(found.mentions).casefold()]


@pytest.mark.parametrize(
    "body",
    [
        "[14/03/2026, 09:15:30] Alice Martin: Bonjour\r\ndeuxième ligne\r\n[14/03/2026, 09:16:00] Bob: secret\r\n[14/03/2026, 09:16:01] Alice Martin: \u200e<pièce jointe : x.jpg>\r\n",  # noqa: E501  # a sample, as it is written
        "14/03/2026 à 09:15 - Alice Martin: Bonjour\ndeuxième ligne\n14/03/2026 à 09:16 - Bob: secret\n14/03/2026 à 09:17 - Les messages sont chiffrés\n",  # noqa: E501  # a sample, as it is written
        "3/14/26, 9:15 AM - Alice Martin: Bonjour\ndeuxième ligne\n3/14/26, 9:16\u202fPM - Bob: secret\n3/14/26, 9:17 PM - You joined\n",
        "2026-03-14, 09:15 - ~ martin alice: Bonjour\ndeuxième ligne\n2026-03-14, 09:16 - Bob: secret\n2026-03-14, 09:17 - x\n",
        "\u200e[14.03.26, 09:15:30] Alice Martin: Bonjour\ndeuxième ligne\n\u200e[14.03.26, 09:16:30] Bob: secret\n[14.03.26, 09:17:30] x\n",  # noqa: E501  # a sample, as it is written
    ],
)
def test_whatsapp_in_every_date_form(body: str, make_folder: Make, harvest: Read) -> None:
    """Her words, on all their lines, with their date; others' words and notices are counted."""
    found = harvest(make_folder({"_chat.txt": body}))
    (said,) = found.mentions
    assert (said.text, said.audience) == ("Bonjour\ndeuxième ligne", Audience.PRIVATE)
    assert said.published is not None and said.published.date().isoformat() == "2026-03-14"
    assert _tallies(found)["_chat.txt"] == (1, 2)


def test_impossible_whatsapp_dates(make_folder: Make, harvest: Read) -> None:
    """A date that is none leaves the message without one; one dated line in another text is no chat."""
    found = harvest(make_folder({"WhatsApp Chat.txt": "45/45/2026, 09:15 - Alice Martin: Bonjour\n"}))
    assert [m.published for m in found.mentions] == [None]
    assert harvest(make_folder({"notes.txt": "14/03/2026, 09:15 - Alice Martin: Bonjour\nautre\n"}, "b")).mentions == ()


# --- mail ---------------------------------------------------------------------------------------------

LIST = "List-Id: Une liste <liste.example.org>\n"


def _mail(sender: str, body: str, *, headers: str = "", subject: str = "Sujet") -> str:
    return f"From {sender} Tue Apr  1 09:00:00 2025\nFrom: Alice <{sender}>\nSubject: {subject}\nDate: Tue, 1 Apr 2025 09:00:00 +0200\n{headers}\n{body}\n\n"  # noqa: E501  # a sample, as it is written


def test_mail_to_lists_is_read_private_mail_is_not(make_folder: Make, harvest: Read, tmp_path: Path) -> None:
    """Her messages to a list, without quotations; private mail and others' mail are counted; as many as the standard library finds."""
    me = "alice.martin@example.org"
    body = "Oui.\n\nOn 3 May 2025, Bob Durand wrote:\n> Tu viens ?\n\n>From now on\n-- \nAlice, 06 12 34 56 78"
    box = (
        _mail(me, body, headers=LIST + "In-Reply-To: <1@x>\nArchived-At: <https://l.example/1>\n")
        + _mail(me, "<p>Bonjour <b>à tous</b></p>", headers=LIST + "Content-Type: text/html; charset=utf-8\n", subject="=?utf-8?q?=C3=A9t=C3=A9?=")  # noqa: E501  # a sample, as it is written
        + _mail(me, "privé") + _mail("bob@example.org", "secret", headers=LIST) + _mail(me, "", headers=LIST, subject="")
    )  # fmt: skip
    folder = make_folder({"liste.mbox": box})
    found = harvest(folder)
    answer, post = found.mentions
    assert (answer.kind, answer.url, answer.title) == (Kind.ANSWER, "https://l.example/1", "Sujet")
    assert answer.text == "Oui.\n\nFrom now on\n-- \nAlice, 06 12 34 56 78"
    assert (post.kind, post.text, post.title) == (Kind.POST, "Bonjour à tous", "été")
    assert _tallies(found)["liste.mbox"] == (2, 3)
    with contextlib.closing(mailbox.mbox(folder / "liste.mbox")) as oracle:
        assert len(oracle) == 5
    assert own_words("> x\ny") == "y"


def test_hostile_mail(make_folder: Make, harvest: Read) -> None:
    """Broken headers, unknown character sets and endless attachments do not stop the next message."""
    me = "alice.martin@example.org"
    box = (
        _mail(me, "a", headers=LIST + "Content-Type: text/plain; charset=x-none\n")
        + _mail(me, "b" * 3_000_000, headers=LIST)
        + _mail(me, "c", headers=LIST + "Content-Type: multipart/mixed; boundary=\n")
        + _mail(me, "d", headers=LIST, subject="=?utf-8?b?////?=")
        + f"From {me} Tue Apr  1 09:00:00 2025\nFrom: =?x?q?\x00\xff <{me}\n{LIST}\nz\n"
    )
    found = harvest(make_folder({"liste.mbox": box.encode("latin-1")}))
    read, skipped = _tallies(found)["liste.mbox"]
    assert read + skipped == 5
    assert max(len(m.text) for m in found.mentions) <= 1024**2
