"""Social networks: X of every era, Facebook and Instagram, Mastodon, Bluesky, Reddit, Tumblr, LinkedIn's portability answers."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import libipld
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect.archives.dagcbor import Cid, blocks, decode, header_length
from ereput.collect.archives.meta import repair, repaired
from ereput.errors import ArchiveError
from ereput.model import Audience, Harvest, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Path]
    Read = Callable[..., Harvest]


def _of(found: Harvest, kind: Kind) -> list[Mention]:
    return [mention for mention in found.mentions if mention.kind is kind]


def _tallies(found: Harvest) -> dict[str, tuple[int, int]]:
    return {t.name: (t.read, t.skipped) for c in found.coverage for t in c.tallies}


def _ytd(kind: str, value: object, part: int = 0) -> str:
    return f"window.YTD.{kind}.part{part} = {json.dumps(value)}"


def _tweet(number: int, text: str, **more: object) -> dict:
    return {"tweet": {"id_str": str(number), "full_text": text, "created_at": "Sat Mar 14 09:00:00 +0000 2026", **more}}


ACCOUNT = {"account": {"email": "alice@example.org", "username": "alice_m", "accountId": "42", "createdAt": "2015-05-03T10:00:00.000Z"}}


# --- X -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["tweet.js", "data/tweet.js", "data/tweets.js", "x/data/tweets-part1.js"])
def test_posts_of_every_era_since_2018(place: str, make_zip: Make, harvest: Read) -> None:
    """At the root or in data/, one file or parts: links are expanded, escapes undone, answers and reposts told apart."""
    urls = {"entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://b.example/"}], "hashtags": [{"text": "stage"}]}}
    tweets = [
        _tweet(1, "A &amp; B https://t.co/a", **urls),
        _tweet(2, "@bob oui", in_reply_to_status_id_str="9", in_reply_to_user_id_str="7"),
        _tweet(3, "suite", in_reply_to_status_id_str="1", in_reply_to_user_id_str="42"),
        _tweet(4, "RT @bob: ses mots"),
        _tweet(5, "ici", coordinates={"coordinates": [4.84, 45.76]}),
        _tweet(6, "vieux", created_at="Thu Jan 01 00:00:00 +0000 1970"),
        {},
    ]
    kind = "tweet" if place.endswith("tweet.js") else "tweets"
    found = harvest(make_zip({"data/account.js": _ytd("account", [ACCOUNT]), place: _ytd(kind, tweets)}))
    first, thread, place_said = _of(found, Kind.POST)
    assert (first.text, first.field("link"), first.field("tag")) == ("A & B https://b.example/", "https://b.example/", "stage")
    assert (first.url, first.author, first.audience) == ("https://x.com/alice_m/status/1", "alice_m", Audience.PUBLIC)
    assert (thread.text, place_said.field("latitude"), place_said.field("longitude")) == ("suite", "45.76", "4.84")
    assert [m.text for m in _of(found, Kind.COMMENT)] == ["@bob oui"]
    (repost,) = _of(found, Kind.REACTION)
    assert (repost.text, repost.field("type")) == ("", "REPOST")
    assert _tallies(found)[place] == (5, 2)


def test_archives_before_2018(make_zip: Make, harvest: Read) -> None:
    """`tweets.csv` and Grailbird files hold the same posts: they are read once."""
    header = "tweet_id,in_reply_to_status_id,timestamp,source,text,retweeted_status_id,expanded_urls\n"
    rows = "1,,2012-05-01 10:00:00 +0000,web,Bonjour &amp; merci,,https://b.example/\n2,9,2012-05-02 10:00:00 +0000,web,@bob oui,,\n3,,2012-05-03 10:00:00 +0000,web,RT @x: y,8,\n"  # noqa: E501  # a sample, as it is written
    grailbird = 'Grailbird.data.tweets_2012_05 = [{"id_str": "1", "text": "Bonjour", "created_at": "2012-05-01 10:00:00 +0000"}]'
    files = {"tweets.csv": header + rows, "data/js/tweets/2012_05.js": grailbird}
    found = harvest(make_zip(files))
    assert [(m.kind, m.text) for m in found.mentions] == [(Kind.POST, "Bonjour & merci"), (Kind.COMMENT, "@bob oui"), (Kind.REACTION, "")]
    assert _tallies(found) == {"tweets.csv": (3, 0), "data/js/tweets/2012_05.js": (0, 1)}
    alone = harvest(make_zip({"data/js/tweets/2012_05.js": grailbird}, "b.zip"))
    assert [m.text for m in alone.mentions] == ["Bonjour"]


def test_long_posts_complete_their_cut_form(make_zip: Make, harvest: Read) -> None:
    """A note replaces the cut text of its post; one without post is a post of its own."""
    long = "Un long texte " * 30
    note = {"noteTweet": {"createdAt": "2026-03-14T09:00:00.000Z", "core": {"text": long.strip(), "urls": []}}}
    other = {
        "noteTweet": {
            "createdAt": "2026-03-15T09:00:00.000Z",
            "core": {"text": "Autre long texte", "urls": [{"expandedUrl": "https://c.example"}]},
        }
    }
    files = {"data/tweets.js": _ytd("tweets", [_tweet(1, long[:270] + "…")]), "data/note-tweet.js": _ytd("note_tweet", [note, other, {}])}
    found = harvest(make_zip(files))
    assert sorted(m.text for m in _of(found, Kind.POST)) == sorted([long.strip(), "Autre long texte"])


def test_the_account_is_split_by_who_sees_it(make_zip: Make, harvest: Read) -> None:
    """The profile is public; e-mail, phone, birth, former names and inferred interests are hers only."""
    files = {
        "data/account.js": _ytd("account", [ACCOUNT]),
        "data/profile.js": _ytd("profile", [{"profile": {"description": {"bio": "Bio", "location": "Lyon", "website": "https://t.co/x"}}}]),
        "data/phone-number.js": _ytd("phone_number", [{"device": {"phoneNumber": "+33612345678"}}]),
        "data/ageinfo.js": _ytd("ageinfo", [{"ageMeta": {"ageInfo": {"age": ["26"], "birthDate": "1999-05-03"}}}]),
        "data/screen-name-change.js": _ytd(
            "screen_name_change", [{"screenNameChange": {"screenNameChange": {"changedFrom": "old", "changedTo": "new"}}}]
        ),
        "data/email-address-change.js": _ytd(
            "email_address_change", [{"emailAddressChange": {"emailChange": {"changedTo": "b@example.org"}}}]
        ),
        "data/personalization.js": _ytd("personalization", [{"p13nData": {"interests": {"interests": [{"name": "Cats"}]}}}]),
        "data/connected-application.js": _ytd(
            "connected_application", [{"connectedApplication": {"name": "App", "approvedAt": "2020-01-01T00:00:00.000Z"}}]
        ),
        "data/like.js": _ytd("like", [{"like": {"tweetId": "7", "fullText": "les mots d'un autre"}}]),
        "data/deleted-tweets.js": _ytd("deleted_tweets", [_tweet(9, "regrets")]),
        "data/ip-audit.js": _ytd("ip_audit", [{"ipAudit": {}}]),
        "data/follower.js": _ytd("follower", [{"follower": {"accountId": "1"}}]),
        "data/direct-messages.js": _ytd("direct_messages", [{"dmConversation": {"messages": []}}]),
        "data/ad-impressions.js": _ytd("ad_impressions", [{}, {}]),
        "data/empty.js": _ytd("phone_number", [{"device": {}}]),
    }
    found = harvest(make_zip(files))
    (profile,) = _of(found, Kind.PROFILE)
    assert (profile.url, profile.audience, profile.text) == ("https://x.com/alice_m", Audience.PUBLIC, "Bio")
    hidden = {key: value for m in _of(found, Kind.ACCOUNT) for key, value in m.fields}
    assert (hidden["phone"], hidden["born"], hidden["former_handle"]) == ("+33612345678", "1999-05-03", "old")
    assert {m.audience for m in _of(found, Kind.ACCOUNT)} == {Audience.PRIVATE}
    assert "les mots d'un autre" not in repr(found.mentions)
    assert [m.audience for m in _of(found, Kind.POST)] == [Audience.PRIVATE]
    tallies = _tallies(found)
    assert (tallies["data/ad-impressions.js"], tallies["data/direct-messages.js"], tallies["data/empty.js"]) == ((0, 2), (0, 1), (0, 1))


def test_the_manifest_announces_what_is_missing(make_zip: Make, harvest: Read) -> None:
    """A file that the manifest counts and the archive lacks is said; what is not read is counted without being parsed."""
    files = [{"fileName": "data/tweets.js", "count": "5"}, {"fileName": "data/ad-engagements.js", "count": "12"}]
    manifest = {"userInfo": {"userName": "alice_m"}, "archiveInfo": {"isPartialArchive": True}, "dataTypes": {"a": {"files": files}}}
    body = "window.__THAR_CONFIG = " + json.dumps(manifest)
    present = {"data/manifest.js": body, "data/ad-engagements.js": "window.YTD.ad_engagements.part0 = [not json"}
    found = harvest(make_zip(present))
    assert _tallies(found)["data/ad-engagements.js"] == (0, 12)
    assert [s.code for s in found.skips if s.source == "x"] == ["truncated"]
    whole = harvest(make_zip({**present, "data/tweets.js": _ytd("tweets", [_tweet(1, "a")])}, "b.zip"))
    assert "partielle" in str(next(s.reason for s in whole.skips if s.source == "x"))
    assert whole.mentions[0].url == "https://x.com/alice_m/status/1"
    damaged = harvest(
        make_zip({"data/manifest.js": "window.__THAR_CONFIG = {", "data/account.js": "window.YTD.account.part0 = [{"}, "c.zip")
    )
    assert "malformed" in {s.code for s in damaged.skips}


# --- Facebook and Instagram ------------------------------------------------------------------------------------------------------------


def _moji(value: object) -> str:
    """As Meta writes it: each byte of a text as a code point of its own."""

    def damage(item: object) -> object:
        if isinstance(item, str):
            return item.encode().decode("latin-1")
        if isinstance(item, list):
            return [damage(i) for i in item]
        return {damage(k): damage(v) for k, v in item.items()} if isinstance(item, dict) else item

    return json.dumps(damage(value))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_damaged_texts_are_repaired(text: str) -> None:
    """Every text written byte by byte comes back; repairing a text that is beyond Latin-1 changes nothing."""
    assert repaired(text.encode().decode("latin-1")) == text
    assert repair({"k": [text.encode().decode("latin-1"), 3, None]}) == {"k": [text, 3, None]}
    assert repaired("日本 é") == "日本 é"


FACEBOOK = {
    "name": {"full_name": "Alice Martin"}, "username": "alice.m", "emails": {"emails": ["a@example.org"],
    "previous_emails": ["b@example.org"]},
    "birthday": {"year": 1999, "month": 5, "day": 3}, "current_city": {"name": "Saint-Étienne"}, "registration_timestamp": 1420070400,
    "profile_uri": "https://www.facebook.com/alice.m", "phone_numbers": [{"phone_number": "+33612345678"}], "websites": [{"address": "https://a.example"}],
    "work_experiences": [{"employer": "ExampleSoft", "title": "Stagiaire", "start_timestamp": 1743465600}],
    "education_experiences": [{"name": "Université de Lyon", "concentrations": ["Informatique"]}], "other_names": [{"name": "Ali"}],
}  # fmt: skip
POST = {
    "timestamp": 1743500000, "title": "Alice a partagé un lien avec Bob Durand.", "data": [{"post": "Génial 🎉"}, {"update_timestamp": 1}],
    "attachments": [{"data": [{"external_context": {"url": "https://b.example/"}}, {"place": {"name": "Café",
    "coordinate": {"latitude": 45.7, "longitude": 4.8}}}]}],
}  # fmt: skip
PHOTO = {"timestamp": 1743500001, "attachments": [{"data": [{"media": {"uri": "x.jpg", "media_metadata": {"photo_metadata": {"exif_data": [
    {"latitude": 45.76, "longitude": 4.84, "upload_ip": "203.0.113.9"}]}}}}]}]}  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "posts", "friends"),
    [
        ("profile_information/profile_information.json", "posts/your_posts_1.json", "friends/friends.json"),
        (
            "personal_information/profile_information/profile_information.json",
            "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
            "connections/friends/your_friends.json",
        ),
    ],
)
def test_facebook_before_and_after_2024(profile: str, posts: str, friends: str, make_zip: Make, harvest: Read) -> None:
    """Both layouts, split over two ZIPs, with the damaged texts: the same profile, posts and hashed friends."""
    one = make_zip({profile: _moji({"profile_v2": FACEBOOK}), posts: _moji([POST, PHOTO, {"timestamp": 1}])}, "one.zip")
    two = make_zip({friends: _moji({"friends_v2": [{"name": "Zoé Lefèvre", "timestamp": 1700000000}, {"name": ""}]})}, "two.zip")
    found = harvest(one, two)
    (shown,) = _of(found, Kind.PROFILE)
    assert (shown.field("location"), shown.field("created"), shown.audience) == ("Saint-Étienne", "2015-01-01", Audience.MEMBERS)
    (hidden,) = _of(found, Kind.ACCOUNT)
    assert (hidden.field("born"), hidden.all("email"), hidden.field("phone")) == (
        "1999-05-03",
        ("a@example.org", "b@example.org"),
        "+33612345678",
    )
    assert [m.field("organisation") for m in _of(found, Kind.POSITION)] == ["ExampleSoft"]
    assert [m.field("school") for m in _of(found, Kind.EDUCATION)] == ["Université de Lyon"]
    (post,) = _of(found, Kind.POST)
    assert (post.text, post.field("link"), post.field("location")) == ("Génial 🎉", "https://b.example/", "Café")
    (photo,) = _of(found, Kind.IMAGE)
    assert (photo.field("latitude"), photo.field("ip")) == ("45.76", "203.0.113.9")
    assert _tallies(found)[posts] == (2, 1)
    assert len(_of(found, Kind.CONTACT)) == 1
    assert not [w for w in ("durand", "lefèvre", "zoé") if w in repr(found.mentions).casefold()]


def test_facebook_activity_beside_posts(make_zip: Make, harvest: Read) -> None:
    """Comments, reactions, group posts, liked pages; what others wrote and private talk are counted."""
    files = {
        "c/comments.json": _moji({"comments_v2": [{"timestamp": 1, "data": [{"comment": {"comment": "Bravo", "author": "Alice"}}],
        "title": "… de Bob"}, {}]}),
        "c/likes_and_reactions_1.json": _moji({"reactions_v2": [{"timestamp": 1, "data": [{"reaction": {"reaction": "LIKE",
        "actor": "Alice"}}]}]}),
        "g/your_posts_in_groups.json": _moji({"group_posts_v2": [{"timestamp": 2, "data": [{"post": "Au groupe"}]}]}),
        "p/pages_you've_liked.json": _moji({"page_likes_v2": [{"name": "Médiathèque", "timestamp": 3}, {}]}),
        "w/wall.json": _moji({"wall_posts_sent_to_you_v2": [{"timestamp": 3, "data": [{"post": "d'un autre"}]}]}),
        "f/who_you've_followed.json": _moji({"following_v3": [{"name": "Bob", "timestamp": 3}], "version": 2}),
        "ph/your_uncategorized_photos.json": _moji({"other_photos_v2": [{"uri": "a.jpg", "creation_timestamp": 4, "description": "Vue"}]}),
        "messages/inbox/bob_1/message_1.json": _moji({"participants": [{"name": "Bob"}], "messages": [{"content": "secret"}] * 3,
        "title": "Bob"}),
        "x/comments_other.json": _moji({"comments_v2": [{"timestamp": 1, "data": [{"comment": "not an object"}]}]}),
    }  # fmt: skip
    found = harvest(make_zip(files))
    assert [(m.kind, m.text or m.title or m.field("type")) for m in found.mentions] == [
        (Kind.COMMENT, "Bravo"), (Kind.REACTION, "LIKE"), (Kind.POST, "Au groupe"), (Kind.OTHER, "Médiathèque"), (Kind.POST, "Vue"),
    ]  # fmt: skip
    tallies = _tallies(found)
    assert tallies["messages/inbox/bob_1/message_1.json"] == (0, 3)
    assert (tallies["w/wall.json"], tallies["c/comments.json"], tallies["f/who_you've_followed.json"]) == ((0, 1), (1, 1), (0, 1))
    assert "Bob" not in repr(found.mentions)


@pytest.mark.parametrize("folder", ["your_facebook_activity", "your_instagram_activity"])
def test_html_exports_are_not_guessed(folder: str, make_zip: Make, harvest: Read) -> None:
    """The same export as web pages: the hint asks for JSON."""
    found = harvest(make_zip({f"{folder}/posts/posts_1.html": "<html><head><title>facebook instagram</title></head></html>"}))
    assert ("unknown_format", True) in [(s.code, "JSON" in str(s.hint)) for s in found.skips]


OLD_PAGE = '<html><head><base href="../" /></head><body class="_5vb_ _2yq _a7o5"><div class="_a706" role="main"></div></body></html>'
OLDER_PAGE = '<html><head><title>Posts</title></head><body><div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder">x</div></body></html>'


@pytest.mark.parametrize("page", [OLD_PAGE, OLDER_PAGE])
@pytest.mark.parametrize(("source", "home"), [("facebook", "posts/your_posts_1.html"), ("instagram", "instagram-alice/media/posts_1.html")])
def test_web_pages_of_every_era_are_said(page: str, source: str, home: str, make_zip: Make, harvest: Read) -> None:
    """Since 2019 the pages have one style: the export is known by it, and the line says how to ask for JSON."""
    found = harvest(make_zip({home: page, "index.html": page}))
    (skip,) = (s for s in found.skips if s.code == "unknown_format")
    assert (skip.source, dict(skip.reason.args)["n"], "JSON au lieu de HTML" in str(skip.hint)) == (source, 2, True)


def test_saved_pages_and_bookmarks_are_no_export(make_folder: Make, harvest: Read) -> None:
    """A bookmark to Facebook, or a page that links there, is not Facebook's export."""
    marks = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://www.facebook.com/x'>F</A><DT><A HREF='https://a.fbcdn.net/i'>I</A></DL>"
    found = harvest(make_folder({"b.html": marks, "p.html": "<html><a href='https://www.facebook.com/'>f</a></html>"}))
    assert [c.source for c in found.coverage] == ["bookmarks"]


LABELS = {
    "en": {"Username": "alice.m", "Name": "Alice Martin", "Bio": "Étudiante", "Email": "a@example.org", "Date of birth": "1999-05-03",
    "Private Account": "False"},
    "fr": {"Nom d’utilisateur": "alice.m", "Nom": "Alice Martin", "Biographie": "Étudiante", "Adresse e-mail": "a@example.org",
    "Date de naissance": "1999-05-03", "Compte privé": "Non"},
    "xx": {"Username": "alice.m", "Naam": "Alice Martin", "Bio": "Étudiante", "Q1": "a@example.org", "Date of birth": "1999-05-03",
    "Q2": "+33 6 12 34 56 78", "Q3": "https://a.example", "Private Account": "false"},
}  # fmt: skip


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize(
    "place", ["account_information/personal_information.json", "personal_information/personal_information/personal_information.json"]
)
def test_instagram_profiles_by_label_or_shape(language: str, place: str, make_zip: Make, harvest: Read) -> None:
    """The labels follow the account's language: known ones by their name, others by the shape of their value."""
    entries = {label: {"href": "", "value": value, "timestamp": 0} for label, value in LABELS[language].items()}
    found = harvest(make_zip({place: _moji({"profile_user": [{"string_map_data": entries}, {}]})}))
    (shown,) = _of(found, Kind.PROFILE)
    assert (shown.title, shown.text, shown.field("handle"), shown.audience) == ("Alice Martin", "Étudiante", "alice.m", Audience.PUBLIC)
    (hidden,) = _of(found, Kind.ACCOUNT)
    assert (hidden.field("email"), hidden.field("born"), hidden.audience) == ("a@example.org", "1999-05-03", Audience.PRIVATE)
    assert "a@example.org" not in repr(shown)


def test_instagram_activity(make_zip: Make, harvest: Read) -> None:
    """Posts of both layouts with their places, stories, comments in two languages, likes, contacts; messages counted."""
    media = {
        "media": [
            {
                "uri": "a.jpg",
                "creation_timestamp": 1743500000,
                "title": "Vue sur #Fourvière",
                "media_metadata": {"photo_metadata": {"exif_data": [{"latitude": 45.76, "longitude": 4.84}]}},
            }
        ]
    }
    files = {
        "content/posts_1.json": _moji([media]),
        "your_instagram_activity/media/stories.json": _moji({"ig_stories": [{"uri": "s.jpg", "creation_timestamp": 1743500001,
        "title": ""}]}),
        "comments/post_comments_1.json": _moji([{"string_map_data": {"Comment": {"value": "Bravo !"},
        "Media Owner": {"value": "bob.durand"}, "Time": {"timestamp": 1743500002}}},
                                                {"string_map_data": {"Commentaire": {"value": "Joli"},
                                                "Propriétaire du média": {"value": "bob.durand"}}}, {"string_map_data": {}}]),
        "likes/liked_posts.json": _moji({"likes_media_likes": [{"title": "bob.durand",
        "string_list_data": [{"href": "https://www.instagram.com/p/1/", "timestamp": 1743500003}]}]}),
        "followers_and_following/followers_1.json": _moji([{"title": "", "string_list_data": [{"value": "bob.durand",
        "timestamp": 1743500004}]}, {"string_list_data": []}]),
        "your_instagram_activity/messages/inbox/bob_1/message_1.json": _moji({"participants": [{"name": "Bob"}],
        "messages": [{"content": "secret"}]}),
        "other.json": _moji({"ig_stories": [{"neither": 1}], "x": {"string_list_data": []}}),
    }  # fmt: skip
    found = harvest(make_zip(files))
    (post,) = _of(found, Kind.POST)
    assert (post.text, post.field("latitude"), post.field("tag")) == ("Vue sur #Fourvière", "45.76", "Fourvière")
    assert [m.field("media") for m in _of(found, Kind.IMAGE)] == ["s.jpg"]
    assert [m.text for m in _of(found, Kind.COMMENT)] == ["Bravo !", "Joli"]
    assert len(_of(found, Kind.CONTACT)) == len(_of(found, Kind.REACTION)) == 1
    assert _tallies(found)["your_instagram_activity/messages/inbox/bob_1/message_1.json"] == (0, 1)
    assert "durand" not in repr(found.mentions)


# --- Mastodon ----------------------------------------------------------------------------------------------------------------------------

ME = "https://social.example/users/alice"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def _note(number: int, to: list[str], cc: list[str] | None = None, **more: object) -> dict:
    note = {"id": f"{ME}/statuses/{number}", "type": "Note", "content": "<p>Un <a href='https://b.example/'>lien</a></p>",
    "url": f"https://social.example/@alice/{number}", **more}  # fmt: skip
    return {"type": "Create", "published": "2025-04-01T08:00:00Z", "to": to, "cc": cc or [], "object": note}


def test_mastodon_in_tar_and_zip(make_tar: Make, make_zip: Make, harvest: Read) -> None:
    """Audience from to and cc; direct messages are counted, threads are posts, boosts are reactions; verified links are told apart."""
    outbox = [
        _note(1, [PUBLIC]), _note(2, [f"{ME}/followers"], [PUBLIC]), _note(3, [f"{ME}/followers"]), _note(4, ["https://x.example/bob"]),
        _note(5, [PUBLIC], inReplyTo="https://x.example/1"), _note(6, [PUBLIC], inReplyTo=f"{ME}/statuses/1"),
        {"type": "Announce", "id": f"{ME}/7", "published": "2025-04-01T08:00:00Z", "to": [PUBLIC], "object": "https://x.example/2"},
        {"type": "Create", "object": 3},
    ]  # fmt: skip
    actor = {
        "id": ME, "type": "Person", "preferredUsername": "alice", "name": "Alice", "summary": "<p>Étudiante</p>", "outbox": "outbox.json",
        "indexable": True,
        "icon": {"url": "avatar.png"}, "alsoKnownAs": ["https://old.example/@alice"],
        "attachment": [{"value": '<a href="https://a.example/" rel="me">a</a>'}, {"value": '<a href="https://c.example/">c</a>'},
        {"value": "Lyon"}],
    }  # fmt: skip
    files = {
        "actor.json": json.dumps(actor),
        "outbox.json": json.dumps({"@context": "x", "type": "OrderedCollection", "totalItems": 8, "orderedItems": outbox}),
        "likes.json": json.dumps({"type": "OrderedCollection", "orderedItems": ["https://x.example/3"]}),
        "bookmarks.json": json.dumps({"type": "OrderedCollection", "orderedItems": ["https://x.example/4"]}),
        "following_accounts.csv": "Account address,Show boosts\nbob.durand@x.example,true\n",
    }
    for path in (make_tar(files), make_zip(files)):
        found = harvest(path)
        assert [m.audience for m in _of(found, Kind.POST)] == [Audience.PUBLIC, Audience.PUBLIC, Audience.MEMBERS, Audience.PUBLIC]
        assert [m.field("reply_to") for m in _of(found, Kind.COMMENT)] == ["https://x.example/1"]
        assert [m.field("type") for m in _of(found, Kind.REACTION)] == ["REPOST", "LIKE"]
        (profile,) = _of(found, Kind.PROFILE)
        assert (profile.all("same_as"), profile.all("url")) == (
            ("https://old.example/@alice", "https://a.example/"),
            ("https://c.example/",),
        )
        assert profile.audience is Audience.INDEXED
        assert _of(found, Kind.POST)[0].field("link") == "https://b.example/"
        assert len(_of(found, Kind.CONTACT)) == 1
        assert _tallies(found)["outbox.json"] == (6, 2)


def test_a_damaged_actor_does_not_lose_the_posts(make_zip: Make, harvest: Read) -> None:
    """Posts are read although the actor cannot be."""
    outbox = json.dumps({"type": "OrderedCollection", "orderedItems": [_note(1, [PUBLIC])]})
    found = harvest(make_zip({"actor.json": '{"type": "Person", ', "outbox.json": outbox}))
    assert [m.kind for m in found.mentions] == [Kind.POST]
    assert [s.code for s in found.skips] == ["malformed"]


def test_a_protected_account_of_x(make_zip: Make, harvest: Read) -> None:
    """Posts of a protected account are for its followers; one that was opened again is public."""
    post = [{"tweet": {"id_str": "1", "full_text": "Bonjour", "created_at": "Sat Mar 14 09:00:00 +0000 2026"}}]
    closed = [
        {"protectedHistory": {"protectedAt": f"202{n}-01-01T00:00:00.000Z", "action": a}} for n, a in ((3, "Unprotect"), (1, "Protect"))
    ]
    for changes, audience in ((closed, Audience.PUBLIC), (closed[1:], Audience.MEMBERS), ([{}], Audience.PUBLIC), ([], Audience.PUBLIC)):
        files = {"data/account.js": _ytd("account", [ACCOUNT]), "data/tweets.js": _ytd("tweets", post)}
        found = harvest(make_zip(files | {"data/protected-history.js": _ytd("protected_history", changes)}))
        assert [m.audience for m in _of(found, Kind.POST)] == [audience]


def test_long_texts_that_begin_alike(make_zip: Make, harvest: Read) -> None:
    """Each completes the post of its minute; one without its short form is a post; one without words is said."""
    start = "Chaque semaine je note ce que j'ai appris, et voici la liste complète de cette semaine "
    notes = [{"noteTweet": {"createdAt": f"2026-03-1{n}T09:00:00.000Z", "core": {"text": f"{start}numéro {n}"}}} for n in (4, 5, 6)]
    posts = [
        {"tweet": {"id_str": str(n), "full_text": f"{start}…", "created_at": f"{d} Mar 1{n} 09:00:01 +0000 2026"}}
        for n, d in ((4, "Sat"), (5, "Sun"))
    ]
    files = {"data/tweets.js": _ytd("tweets", posts), "data/note-tweet.js": _ytd("note_tweet", [*notes, {"noteTweet": {}}])}
    found = harvest(make_zip(files))
    assert sorted(m.text[-8:] for m in found.mentions) == ["numéro 4", "numéro 5", "numéro 6"]
    assert _tallies(found)["data/note-tweet.js"] == (1, 3)


# --- Bluesky


def test_the_repository_of_the_samples(samples: Path, harvest: Read) -> None:
    """A real repository: its posts with their addresses, its profile, as many records as libipld reads."""
    path = samples / "bluesky_alice_selfmade.car"
    found = harvest(path)
    _, theirs = libipld.decode_car(path.read_bytes())
    assert _tallies(found)[path.name][0] == sum(1 for body in theirs.values() if isinstance(body, dict) and "$type" in body)
    assert all("/post/" in m.url for m in _of(found, Kind.POST))
    with path.open("rb") as stream:
        ours = {cid: decode(body) for cid, body in blocks(stream, "x")}
    plain = {cid: json.loads(json.dumps(body, default=repr)) for cid, body in ours.items() if "$type" in body}
    assert plain == {cid: json.loads(json.dumps(body, default=repr)) for cid, body in theirs.items() if "$type" in body}


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT
    | st.binary(max_size=9)
)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=15,
)


@settings(deadline=None)
@given(_VALUES)
def test_dag_cbor_agrees_with_libipld(value: object) -> None:
    """Whatever libipld writes, our reader reads."""
    assert decode(libipld.encode_dag_cbor(value)) == value


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_cbor_or_nothing(body: bytes) -> None:
    """No bytes raise; hostile lengths and depths end."""
    decode(body)
    assert decode(b"\x81" * 5000 + b"\x00") is None
    assert decode(b"\x9b" + b"\xff" * 8) is None
    header_length(body)


def _car(*records: dict, cut: int = 0) -> bytes:

    def varint(n: int) -> bytes:
        out = b""
        while n >= 0x80:
            out, n = out + bytes([n & 0x7F | 0x80]), n >> 7
        return out + bytes([n])

    header = bytes.fromhex("a265726f6f7473806776657273696f6e01")
    body = varint(len(header)) + header
    for number, record in enumerate(records):
        cid = b"\x01\x71\x12\x20" + bytes([number]) * 32
        block = cid + libipld.encode_dag_cbor(record)
        body += varint(len(block)) + block
    return body[: len(body) - cut]


def test_records_of_a_repository(tmp_path: Path, harvest: Read) -> None:
    """Answers, links, tags, likes and follows; settings and follows are counted."""
    facets = [{"features": [{"$type": "x#link", "uri": "https://b.example/"}, {"$type": "x#tag", "tag": "stage"}]}]
    embed = {"external": {"uri": "https://c.example"}, "images": [{"alt": "capture"}]}
    records = [
        {"did": "did:plc:me", "rev": "1"},
        {
            "$type": "app.bsky.feed.post",
            "text": "Bonjour",
            "createdAt": "2025-04-01T08:00:00Z",
            "facets": facets,
            "embed": embed,
            "langs": ["fr"],
        },
        {
            "$type": "app.bsky.feed.post",
            "text": "Oui",
            "createdAt": "2025-04-01T08:00:00Z",
            "reply": {"parent": {"uri": "at://did:plc:bob/x/1"}},
        },
        {"$type": "app.bsky.feed.like", "subject": {"uri": "at://x"}, "createdAt": "2025-04-01T08:00:00Z"},
        {"$type": "app.bsky.feed.repost", "subject": {"uri": "at://x"}, "createdAt": "2025-04-01T08:00:00Z"},
        {"$type": "app.bsky.graph.follow", "subject": "did:plc:bob"},
        {"$type": "chat.bsky.actor.declaration"},
    ]
    path = tmp_path / "repo.car"
    path.write_bytes(_car(*records))
    found = harvest(path)
    assert [(m.kind, m.text) for m in found.mentions][:2] == [(Kind.POST, "Bonjour"), (Kind.COMMENT, "Oui")]
    assert found.mentions[0].all("link") == ("https://b.example/", "https://c.example")
    assert [m.field("type") for m in _of(found, Kind.REACTION)] == ["LIKE", "REPOST"]
    assert _tallies(found)["repo.car"] == (4, 2)
    path.write_bytes(_car(*records, cut=5))
    assert [s.code for s in harvest(path).skips] == ["truncated"]
    assert Cid(b"x") == Cid(b"x")


@pytest.mark.parametrize(
    "body", [b"", b"\xff" * 12, b"\x02a", b"\x01\xa0\x05abcde", b"\x01\xa0\xff\xff\xff\x7f", b"\x01\xa0\x03\x01\x71\x12"]
)
def test_damaged_cars(body: bytes) -> None:
    """What is no CAR, or is cut, says so."""
    with pytest.raises(ArchiveError) as caught:
        list(blocks(io.BytesIO(body), "x"))
    assert caught.value.code in ("malformed", "truncated")


# --- Reddit, Tumblr, DMA


def test_reddit_tables_are_known_by_their_columns(make_zip: Make, harvest: Read) -> None:
    """Both eras of comments; deleted words stay deleted; a `comments.csv` of another site is not Reddit's."""
    files = {
        "comments.csv": "id,permalink,date,ip,subreddit,gildings,gildings_silver,gildings_supergold,link,parent,body,media\n"
        "a,https://r.example/a,2023-01-15 12:34:56 UTC,,france,0,0,0,https://r.example/p,,Bonjour,\nb,https://r.example/b,2023-01-15 12:34:56 UTC,,france,0,0,0,,,,\n",  # noqa: E501  # a sample, as it is written
        "posts.csv": "id,permalink,date,ip,subreddit,gildings,title,url,body\np,https://r.example/p,2023-01-15 12:00:00 UTC,203.0.113.9,france,0,Titre,https://b.example/,[removed]\n"
        "q,https://r.example/q,2023-01-15 12:00:00 UTC,,france,0,,,\n",
        "statistics.csv": "statistic,value\naccount name,alice_m\nemail address,a@example.org\nregistration date,2019-02-01 00:00:00 UTC\nexport time,x\n",  # noqa: E501  # a sample, as it is written
        "post_votes.csv": "id,permalink,direction\np,https://r.example/p,up\n",
        "messages_archive.csv": "id,permalink,thread_id,date,ip,from,to,subject,body\n1,x,1,2023-01-01,,bob,alice_m,s,secret\n",
        "linked_phone_number.csv": "phone_number\n+33612345678\n",
        "ip_logs.csv": "date,ip\n2023-01-01,203.0.113.9\n",
        "birthdate.csv": "birthdate,verified_birthdate,verification_state,verification_method\n1999-05-03,,,\n",
    }
    found = harvest(make_zip(files))
    assert [m.text for m in _of(found, Kind.COMMENT)] == ["Bonjour"]
    (post,) = _of(found, Kind.POST)
    assert (post.title, post.text, post.field("link"), post.field("ip"), post.audience) == (
        "Titre",
        "",
        "https://b.example/",
        "203.0.113.9",
        Audience.PUBLIC,
    )
    facts = {key: value for m in _of(found, Kind.ACCOUNT) for key, value in m.fields}
    assert (facts["handle"], facts["email"], facts["created"], facts["phone"]) == ("alice_m", "a@example.org", "2019-02-01", "+33612345678")
    tallies = _tallies(found)
    assert (tallies["comments.csv"], tallies["statistics.csv"], tallies["messages_archive.csv"]) == ((1, 1), (3, 1), (0, 1))
    assert "secret" not in repr(found.mentions)
    assert found.skips == ()


def test_tumblr_blog_and_privacy_request(make_zip: Make, harvest: Read) -> None:
    """A post gives its words, tags and date; the privacy request its e-mail, blogs and addresses."""
    post = (
        '<html><body><h1>Titre</h1><p>Des <a href="https://b.example/">mots</a></p><div id="footer">'
        '<span id="timestamp"> May 3rd, 2019 10:00am </span><span class="tag">stage</span></div></body></html>'
    )
    payload = [{"data": {"email": "a@example.org", "blogs": [{"name": "alice"}], "last_active_times": [{"ip": "203.0.113.9"}]}}, {}]
    files = {"posts/1.html": post, "posts/2.html": '<div id="footer"></div>', "payload-0.json": json.dumps(payload)}
    found = harvest(make_zip(files))
    (said,) = _of(found, Kind.POST)
    assert (said.title, said.text, said.field("tag"), said.field("link")) == ("Titre", "Des mots", "stage", "https://b.example/")
    assert said.published is not None and said.published.date().isoformat() == "2019-05-03"
    (account,) = _of(found, Kind.ACCOUNT)
    assert (account.field("handle"), account.field("ip")) == ("alice", "203.0.113.9")
    assert _tallies(found) == {"posts/1.html": (1, 0), "posts/2.html": (0, 1), "payload-0.json": (1, 1)}


def test_portability_answers(make_folder: Make, harvest: Read) -> None:
    """The same tables as the ZIP; pages and lists of pages; unknown domains are counted and named."""
    page = {
        "paging": {"start": 0},
        "elements": [
            {"snapshotDomain": "PROFILE", "snapshotData": [{"First Name": "Alice", "Last Name": "Martin", "Headline": "Étudiante"}]},
            {"snapshotDomain": "CONNECTIONS", "snapshotData": [{"First Name": "Bob", "Last Name": "Durand", "Company": "Acme"}, {}]},
            {"snapshotDomain": "INBOX", "snapshotData": [{"CONTENT": "secret"}]},
            {"snapshotDomain": "HOLOGRAMS", "snapshotData": [{"a": 1}, {"b": 2}]},
        ],
    }
    found = harvest(
        make_folder(
            {"a.json": json.dumps(page), "b.json": json.dumps([{"elements": page["elements"][:1]}]), "c.json": '{"snapshotDomain": '}
        )
    )
    assert [m.kind for m in found.mentions] == [Kind.PROFILE, Kind.CONTACT]
    assert _tallies(found)["a.json"] == (2, 4)
    assert sorted(s.code for s in found.skips) == ["malformed", "unknown_header"]
    assert "secret" not in repr(found.mentions)
