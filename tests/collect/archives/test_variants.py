"""Exports as people really have them: other eras, other languages, renamed, unpacked, nested, in parts, with files that nobody knows.

Each export is made here from lists; the law is the same for all: what is read and what is skipped sum to what was written, whatever it is
packed in, and the same records come out of each packing.
"""

# ruff: noqa: E501  # samples, as exports write them

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ereput.model import Harvest, Kind

Make = Callable[..., Path]
Read = Callable[..., Harvest]
Files = dict[str, str]


def _moji(value: object) -> str:
    """JSON as Meta writes it: each byte of a text as a code point."""
    return json.dumps(json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8").decode("latin-1")))


def _csv(header: str, *rows: str) -> str:
    return "\n".join((header, *rows, ""))


def _ytd(kind: str, items: list[object], part: int = 0) -> str:
    return f"window.YTD.{kind}.part{part} = {json.dumps(items)}"


def _tweet(n: int, **more: object) -> dict[str, object]:
    return {"tweet": {"id_str": str(n), "full_text": f"Publication {n}", "created_at": "Sat Mar 14 09:00:00 +0000 2026"} | more}


ME = {"account": {"username": "alice_m", "accountId": "42", "email": "a@example.org"}}
PUBLIC = ["https://www.w3.org/ns/activitystreams#Public"]
TOOT = [
    {
        "type": "Create",
        "to": PUBLIC,
        "published": "2026-03-14T09:00:00Z",
        "object": {"type": "Note", "id": f"https://m.example/{n}", "content": f"<p>Pouet {n}</p>"},
    }
    for n in range(4)
]

EXPORTS: dict[str, tuple[str, Files, int]] = {
    "linkedin-en": (
        "linkedin",
        {
            "Connections.csv": "Notes:\n\"Some notes, here\"\n\n"
            + _csv("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "Zoé,Roux,https://l.example/in/z,,Acme,RH,05 Mar 2024", "Bob,Durand,,,,,06 Mar 2024"),
            "Positions.csv": _csv("Company Name,Title,Description,Location,Started On,Finished On", "Acme,Analyste,\"deux\nlignes\",Lyon,Apr 2025,"),
            "Shares_123456789.csv": _csv("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", "2025-04-01 07:30:00,https://l.example/1,Bonjour,,,PUBLIC"),
            "Skills.csv": _csv("Name", "SQL", "Python", "Accueil"),
            "Jobs/Saved Jobs.csv": _csv("Saved Date,Job Url,Job Title,Company Name", "4/1/25,https://l.example/j,Analyste,Acme"),
        },
        8,
    ),
    "linkedin-fr-old": (
        "linkedin",
        {
            "Connexions/Connections.csv": "\ufeff" + _csv("Prénom,Nom,Adresse e-mail,Entreprise,Poste,Date de connexion", "Zoé,Roux,,Acme,RH,5 mars 2018"),
            "Postes/Positions.csv": _csv("Nom de l'entreprise;Titre;Description;Lieu;Date de début;Date de fin", "Acme;Analyste;;Lyon;avr. 2017;juin 2018"),
            "Skills.csv": _csv("Nom", "SQL", "Tableur"),
        },
        4,
    ),
    "x-2026": (
        "x",
        {
            "data/account.js": _ytd("account", [ME]),
            "data/tweets.js": _ytd("tweets", [_tweet(1), _tweet(2)]),
            "data/tweets-part1.js": _ytd("tweets", [_tweet(3)], 1),
            "data/deleted-tweets.js": _ytd("deleted_tweets", [_tweet(4)]),
            "data/community-tweet.js": _ytd("community_tweet", [_tweet(5)]),
            "data/like.js": _ytd("like", [{"like": {"tweetId": "9"}}]),
            "data/direct-messages.js": _ytd("direct_messages", [{"dmConversation": {}}, {"dmConversation": {}}]),
            "data/ni-devices.js": _ytd("ni_devices", [{"niDeviceResponse": {}}]),
        },
        10,
    ),
    "x-2019-at-the-root": (
        "x",
        {"account.js": _ytd("account", [ME]), "tweet.js": json.dumps([_tweet(1)["tweet"], _tweet(2)["tweet"]]).join(("window.YTD.tweet.part0 = ", ""))},
        3,
    ),
    "facebook-2026": (
        "facebook",
        {
            "personal_information/profile_information/profile_information.json": _moji({"profile_v2": {"name": {"full_name": "Alice Martin"}}}),
            "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": _moji([{"timestamp": n, "data": [{"post": f"Été {n}"}]} for n in (1, 2)]),
            "your_facebook_activity/posts/album/0.json": _moji(
                {"name": "Été", "photos": [{"uri": "a.jpg", "creation_timestamp": 3}], "cover_photo": {"uri": "a.jpg", "creation_timestamp": 3}, "last_modified_timestamp": 3}
            ),
            "your_facebook_activity/comments_and_reactions/likes_and_reactions_1.json": _moji([{"timestamp": 4, "data": [{"reaction": {"reaction": "LIKE"}}], "title": "t"}]),
            "your_facebook_activity/comments_and_reactions/likes_and_reactions_2.json": _moji(
                [{"timestamp": 5, "fbid": "1", "label_values": [{"label": "Réaction", "value": "LOVE"}, {"label": "URL", "value": "https://www.facebook.com/x"}]}]
            ),
            "connections/followers/people_who_followed_you.json": _moji({"followers_v3": [{"name": "Bob Durand"}]}),
        },
        7,
    ),
    "facebook-2021": (
        "facebook",
        {
            "profile_information/profile_information.json": _moji({"profile_v2": {"name": {"full_name": "Alice Martin"}}}),
            "posts/your_posts_1.json": _moji([{"timestamp": 1, "data": [{"post": "Été"}]}]),
            "comments/comments.json": _moji({"comments_v2": [{"timestamp": 1, "data": [{"comment": {"comment": "Bravo"}}]}]}),
            "friends/friends.json": _moji({"friends_v2": [{"name": "Zoé Roux", "timestamp": 2}]}),
        },
        4,
    ),
    "instagram-2026": (
        "instagram",
        {
            "personal_information/personal_information/personal_information.json": _moji({"profile_user": [{"string_map_data": {"Nom d’utilisateur": {"value": "alice.m"}}}]}),
            "your_instagram_activity/media/posts_1.json": _moji([{"timestamp": 1, "media": [{"uri": "a.jpg"}], "label_values": [{"label": "Légende", "value": "Été"}]}]),
            "your_instagram_activity/likes/liked_posts.json": _moji([{"timestamp": 2, "label_values": [{"label": "URL", "value": "https://www.instagram.com/p/x/"}]}]),
            "your_instagram_activity/threads/threads_and_replies.json": _moji({"text_post_app_text_posts": [{"media": [{"uri": "", "creation_timestamp": 3, "title": "Fil"}]}]}),
            "connections/followers_and_following/following.json": _moji(
                {"relationships_following": [{"title": "zoe", "string_list_data": [{"href": "https://www.instagram.com/_u/zoe", "timestamp": 4}]}]}
            ),
        },
        5,
    ),
    "takeout-fr": (
        "takeout",
        {
            "Takeout/YouTube et YouTube Music/commentaires/commentaires.csv": _csv(
                "ID du commentaire,ID de la chaîne,Code temporel de création du commentaire,Prix,ID du commentaire parent,ID du post,ID de la vidéo,Texte du commentaire,ID du commentaire de premier niveau",
                'UgA,UC1,2025-06-01T10:00:00+00:00,0,,,v1,"{""text"":""Merci""}",',
                'UgB,UC1,2025-06-02T10:00:00+00:00,0,,,v2,"{""text"":""Bravo""},{""text"":"" !""}",',
            ),
            "Takeout/YouTube et YouTube Music/abonnements/abonnements.csv": _csv("ID des chaînes,URL des chaînes,Titres des chaînes", "UC9,http://www.youtube.com/channel/UC9,Data"),
            "Takeout/YouTube et YouTube Music/historique/watch-history.json": json.dumps([{"header": "YouTube", "title": "x", "titleUrl": "u", "time": "t", "products": ["YouTube"]}] * 3),
        },
        6,
    ),
    "mastodon": (
        "mastodon",
        {
            "actor.json": json.dumps({"type": "Person", "id": "https://m.example/u", "preferredUsername": "alice", "outbox": "outbox.json", "name": "Alice"}),
            "outbox.json": json.dumps({"type": "OrderedCollection", "totalItems": 4, "orderedItems": TOOT}),
            "likes.json": json.dumps({"type": "OrderedCollection", "orderedItems": ["https://m.example/9"]}),
        },
        6,
    ),
    "reddit": (
        "reddit",
        {
            "comments.csv": _csv("id,permalink,date,ip,subreddit,gildings,link,parent,body,media", "a,https://r.example/a,2023-01-15 12:34:56 UTC,,data,0,,,\"un\ndeux\",", "b,https://r.example/b,2023-01-15 12:34:56 UTC,,data,0,,,trois,"),
            "posts.csv": _csv("id,permalink,date,ip,subreddit,gildings,title,url,body", "c,https://r.example/c,2023-01-15 12:34:56 UTC,,data,0,Titre,,"),
        },
        3,
    ),
    "slack": (
        "slack",
        {
            "users.json": json.dumps([{"id": "U1", "name": "alice", "profile": {"real_name": "Alice Martin", "email": "alice.martin@example.org"}}, {"id": "U2", "profile": {"real_name": "Bob"}}]),
            "channels.json": json.dumps([{"id": "C1", "name": "general"}]),
            "general/2026-03-14.json": json.dumps([{"type": "message", "user": "U1", "text": "Bonjour", "ts": "1"}, {"type": "message", "user": "U2", "text": "Salut", "ts": "2"}]),
        },
        4,
    ),
    "discord-old": (
        "discord",
        {
            "account/user.json": json.dumps({"id": "1", "username": "alice"}),
            "messages/c1/channel.json": json.dumps({"id": "1", "type": 0}),
            "messages/c1/messages.csv": _csv("ID,Timestamp,Contents,Attachments", "1,2021-03-14 09:00:00.000000+00:00,Bonjour,"),
        },
        2,
    ),
    "telegram-old": (
        "telegram",
        {
            "result.json": json.dumps(
                {
                    "personal_information": {"user_id": 42, "first_name": "Alice", "last_name": "Martin", "phone_number": "+33"},
                    "chats": {"list": [{"name": "Club", "type": "private_group", "messages": [{"id": 1, "type": "message", "date": "2020-01-01T10:00:00", "from_id": 42, "text": "Oui"}, {"id": 2, "type": "message", "from_id": 7, "text": "Non"}]}]},
                }
            )
        },
        3,
    ),
    "whatsapp": (
        "whatsapp",
        {"Discussion WhatsApp avec le club.txt": "12/03/2026 à 09:00 - Alice Martin: Bonjour\ndeux lignes\n12/03/2026 à 09:01 - Bob: Salut\n12/03/2026 à 09:02 - Bob a rejoint\n"},
        3,
    ),
    "wordpress": (
        "wordpress",
        {
            "blog.WordPress.2026-03-14.xml": '<rss xmlns:wp="http://wordpress.org/export/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            + "".join(
                f"<item><title>T{n}</title><link>https://b.example/{n}</link><content:encoded>mots</content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
                for n in range(3)
            )
            + "</channel></rss>"
        },
        3,
    ),
}  # fmt: skip
NOISE = {"LISEZ-MOI.pdf": "%PDF-1.4", "media/photo.jpg": "\xff", "inconnu/données.bin": "?", ".DS_Store": "x"}


def _packed(kind: str, files: Files, tmp_path: Path) -> Path:
    """`files` as a ZIP with another name, a tar, a folder, a folder in folders, beside files nobody knows, or a ZIP in a ZIP."""
    inner = {f"a/b c/Été/{n}": c for n, c in files.items()} if kind == "nested" else files | NOISE if kind == "noise" else files
    if kind in ("folder", "nested", "noise"):
        for name, content in inner.items():
            path = tmp_path / "export" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8", newline="")
        return tmp_path / "export"
    path = tmp_path / ("renommé (2).dat" if kind == "renamed" else f"{kind}.bin")
    if kind == "tar":
        with tarfile.open(path, "w:gz") as tar:
            for name, content in inner.items():
                info = tarfile.TarInfo(f"./{name}")
                info.size = len(content.encode())
                tar.addfile(info, io.BytesIO(content.encode()))
        return path
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inner.items():
            archive.writestr(name, content)
    if kind == "zip-in-zip":
        with zipfile.ZipFile(path, "w") as outer:
            outer.writestr("LISEZ-MOI.txt", "x")
            outer.writestr("mon export.zip", body.getvalue())
        return path
    path.write_bytes(body.getvalue())
    return path


def _records(found: Harvest) -> int:
    return sum(t.read + t.skipped for c in found.coverage for t in c.tallies)


@pytest.mark.parametrize("packing", ["zip", "renamed", "tar", "folder", "nested", "noise", "zip-in-zip"])
@pytest.mark.parametrize("name", EXPORTS)
def test_every_record_whatever_the_packing(name: str, packing: str, tmp_path: Path, harvest: Read) -> None:
    """As many records as were written, by the reader that knows them, and nothing but the unknown files is left aside."""
    source, files, written = EXPORTS[name]
    found = harvest(_packed(packing, files, tmp_path))
    assert {c.source for c in found.coverage} == {source}
    assert _records(found) == written
    (tmp_path / "plain").mkdir()
    plain = harvest(_packed("zip", files, tmp_path / "plain"))
    assert {m.id for m in found.mentions} == {m.id for m in plain.mentions}
    allowed = {"noise": {"not_read"}, "zip-in-zip": {"not_read"}}.get(packing, set())
    assert {s.code for s in found.skips} <= allowed | ({"not_read"} if name in ("slack", "discord-old") else set())


@pytest.mark.parametrize("name", [n for n, (_, files, _) in EXPORTS.items() if len(files) > 1 and not n.startswith(("slack", "discord"))])
def test_an_export_in_two_parts(name: str, tmp_path: Path, harvest: Read) -> None:
    """Each part alone is known by what it holds, and both together give every record; so do the same part twice, once."""
    _, files, written = EXPORTS[name]
    halves = dict(list(files.items())[::2]), dict(list(files.items())[1::2])
    parts = []
    for number, half in enumerate(halves, start=1):
        (tmp_path / str(number)).mkdir()
        parts.append(_packed("zip", half, tmp_path / str(number)))
    found = harvest(*parts)
    assert _records(found) == written
    assert len(harvest(*parts, *parts).mentions) == len(found.mentions)


def test_what_a_half_export_lacks_is_no_error(tmp_path: Path, harvest: Read) -> None:
    """Each file of each export alone: its records, or a line that says it is not known; never a fault."""
    for name, (_, files, _) in EXPORTS.items():
        for place, (file, content) in enumerate(files.items()):
            folder = tmp_path / f"{name}-{place}"
            folder.mkdir()
            found = harvest(_packed("zip", {file: content}, folder))
            assert _records(found) or found.skips, file
            assert not [s for s in found.skips if s.code in ("collector_error", "malformed")], file


def test_names_of_other_people_stay_out(tmp_path: Path, harvest: Read) -> None:
    """Whatever the era, contacts are hashes."""
    for name, (_, files, _) in EXPORTS.items():
        (tmp_path / name).mkdir()
        found = harvest(_packed("zip", files, tmp_path / name))
        told = repr([m for m in found.mentions if m.kind is Kind.CONTACT]).casefold()
        assert not [word for word in ("roux", "durand", "zoé", "bob") if word in told], name
