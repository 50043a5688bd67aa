"""Google Takeout, whatever its language: comments of both eras, videos, Google+, reviews; histories counted, not read."""

from __future__ import annotations

import csv
import importlib
import io
import json
from typing import TYPE_CHECKING

import pytest

from ereput.collect.archives.youtube import comment_text
from ereput.model import Audience, Harvest, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Path]
    Read = Callable[..., Harvest]

OLD = ["Comment ID", "Channel ID", "Comment Create Timestamp", "Price", "Parent Comment ID", "Video ID", "Comment Text"]
NEW = ["Comment ID", "Channel ID", "Comment create timestamp", "Price", "Parent comment ID", "Video ID", "Comment text"]
FRENCH = ["ID du commentaire", "ID de la chaîne", "Code temporel de création du commentaire", "Prix", "ID du commentaire parent", "ID de la vidéo", "Texte du commentaire"]  # fmt: skip  # noqa: E501  # a sample, as it is written
GERMAN = [
    "Kommentar-ID",
    "Kanal-ID",
    "Zeitstempel der Kommentarerstellung",
    "Preis",
    "ID des übergeordneten Kommentars",
    "Video-ID",
    "Kommentartext",
]
UNKNOWN = ["a1", "b2", "c3", "d4", "e5", "f6", "g7"]


def _csv(*rows: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _of(found: Harvest, kind: Kind) -> list[Mention]:
    return [mention for mention in found.mentions if mention.kind is kind]


def _tallies(found: Harvest) -> dict[str, tuple[int, int]]:
    return {t.name: (t.read, t.skipped) for c in found.coverage for t in c.tallies}


@pytest.mark.parametrize("header", [OLD, NEW, FRENCH, GERMAN, UNKNOWN])
@pytest.mark.parametrize("cell", ['{"takeoutSegments":[{"text":"Super "},{"text":"vidéo"}]}', '{"text":"Super "},{"text":"vidéo"}'])
def test_comments_of_both_eras_in_any_language(header: list[str], cell: str, make_zip: Make, harvest: Read) -> None:
    """The words, the date and the video, whatever the folder, the file and the columns are called."""
    row = ["UgA", "UCalice", "2025-06-01T10:00:00.000000+00:00", "0", "", "vid00000001", cell]
    found = harvest(make_zip({"Takeout/YouTube et YouTube Music/commentaires/commentaires.csv": _csv(header, row)}))
    (said,) = _of(found, Kind.COMMENT)
    assert (said.text, said.audience, str(said.published)) == ("Super vidéo", Audience.PUBLIC, "2025-06-01 10:00:00+00:00")
    assert header is UNKNOWN or said.url == "https://www.youtube.com/watch?v=vid00000001&lc=UgA"


def test_cells_that_are_no_json() -> None:
    """A plain text is itself; a damaged or odd one does not raise."""
    assert comment_text("bonjour") == "bonjour"
    assert comment_text('{"text":') == '{"text":'
    assert comment_text('{"takeoutSegments":[{"text":3},{"other":1}]}') == ""
    assert comment_text("{" * 3000) == "{" * 3000


def test_subscriptions_and_videos(make_zip: Make, harvest: Read) -> None:
    """Own videos with their privacy; channels followed, hers only."""
    files = {
        "a.csv": _csv(
            ["IDs des chaînes", "URL des chaînes", "Titres des chaînes"], ["UC123", "http://www.youtube.com/channel/UC123", "Chaîne"]
        ),
        "b.csv": _csv(
            ["Channel Id", "Channel Url", "Channel Title"], ["UC124", "http://www.youtube.com/channel/UC124", "Autre"], ["", "", ""]
        ),
        "v.csv": _csv(
            ["Video ID", "Video Title (Original)", "Video Privacy", "Video Create Timestamp"],
            ["v1", "Ma vidéo", "Public", "2025-06-01T10:00:00+00:00"],
            ["v2", "Brouillon", "Private", ""],
        ),
    }
    found = harvest(make_zip(files))
    assert sorted(m.title for m in _of(found, Kind.OTHER)) == ["Autre", "Chaîne"]
    assert [(m.title, m.audience) for m in _of(found, Kind.POST)] == [("Ma vidéo", Audience.PUBLIC), ("Brouillon", Audience.PRIVATE)]
    assert _tallies(found)["b.csv"] == (1, 1)


def test_old_comments_in_html(make_zip: Make, harvest: Read) -> None:
    """`my-comments.html`: a sentence, a link, a line break, the words."""
    page = (
        '<html><body><ul><li>Sent at 2019-05-03 10:00:00 UTC while watching <a href="http://www.youtube.com/watch?v=v1">Bob</a>.<br/>'
        "Bravo &amp; merci</li><li>Sent at x <a href='http://www.youtube.com/watch?v=v2'>y</a></li></ul></body></html>"
    )
    found = harvest(make_zip({"Takeout/YouTube/my-comments/my-comments.html": page}))
    (said,) = found.mentions
    assert (said.text, said.url, str(said.published)) == ("Bravo & merci", "http://www.youtube.com/watch?v=v1", "2019-05-03 10:00:00+00:00")
    assert _tallies(found)["Takeout/YouTube/my-comments/my-comments.html"] == (1, 1)


def test_google_plus_reviews_and_profile(make_zip: Make, harvest: Read) -> None:
    """Posts by their circle, reviews public under her name, the profile hers only."""
    post = {"url": "https://plus.google.com/+A/posts/1", "creationTime": "2013-09-05 17:04:05+0000", "content": 'Bonjour<br>le <a href="https://b.example/">monde</a>',
            "author": {"displayName": "Alice Martin"}, "postAcl": {"visibleToStandardAcl": {"circles": [{"type": "CIRCLE_TYPE_PUBLIC"}]}}, "comments": [{"content": "d'un autre"}]}  # fmt: skip  # noqa: E501  # a sample, as it is written
    shut = {
        "url": "https://plus.google.com/+A/posts/2",
        "creationTime": "2013-09-05 17:04:05+0000",
        "content": "",
        "link": {"url": "https://c.example"},
    }
    empty = {"url": "https://plus.google.com/+A/posts/3", "creationTime": "2013-09-05 17:04:05+0000"}
    feature = {"geometry": {}, "properties": {"five_star_rating_published": 4, "date": "2024-05-01T10:00:00Z", "review_text_published": "Bon accueil",  # noqa: E501  # a sample, as it is written
               "google_maps_url": "https://maps.example/1", "location": {"name": "Café", "address": "1 rue A, Lyon"}}}  # fmt: skip
    profile = {
        "name": {"givenName": "Alice", "formattedName": "Alice Martin"},
        "displayName": "Alice Martin",
        "emails": [{"value": "a@example.org"}],
    }
    files = {
        "p/1.json": json.dumps(post), "p/2.json": json.dumps(shut), "p/3.json": json.dumps(empty), "p/4.json": json.dumps(post)[:-5],
        "avis.json": json.dumps({"type": "FeatureCollection", "features": [feature, {"properties": {}}]}), "Profil.json": json.dumps(profile),  # noqa: E501  # a sample, as it is written
    }  # fmt: skip
    found = harvest(make_zip(files))
    first, second = _of(found, Kind.POST)
    assert (first.text, first.audience, first.field("link")) == ("Bonjour\nle monde", Audience.PUBLIC, "https://b.example/")
    assert (second.field("link"), second.audience) == ("https://c.example", Audience.MEMBERS)
    (review,) = _of(found, Kind.COMMENT)
    assert (review.title, review.text, review.field("level"), review.audience) == ("Café", "Bon accueil", "4", Audience.PUBLIC)
    assert _of(found, Kind.ACCOUNT)[0].field("email") == "a@example.org"
    assert (_tallies(found)["avis.json"], _tallies(found)["p/3.json"]) == ((1, 1), (0, 1))
    assert [s.code for s in found.skips] == ["malformed"]
    assert "d'un autre" not in repr(found.mentions)


def test_histories_are_counted(make_zip: Make, harvest: Read) -> None:
    """What was watched, searched, visited, installed and travelled is counted in its file, and nothing of it is kept."""
    activity = [
        {"header": "YouTube", "title": "Vous avez regardé X", "titleUrl": "u", "time": "2025-06-01T10:00:00Z", "products": ["YouTube"]}
    ] * 3
    files = {
        "YouTube/historique/watch-history.json": json.dumps(activity),
        "Chrome/Historique.json": json.dumps({"Browser History": [{"title": "x", "url": "u"}] * 2}),
        "Play/Installs.json": json.dumps([{"install": {"doc": {"documentType": "Android"}}}]),
        "Maps/Records.json": json.dumps({"locations": [{"latitudeE7": 1, "longitudeE7": 2}] * 4}),
        "Maps/2023_MAY.json": json.dumps({"timelineObjects": [{}, {}]}),
        "Mon activité/MonActivité.html": "<html><head><title>Mon activité</title><style>.mdl-cell{}</style></head><body>"
        + '<div class="outer-cell mdl-cell">x</div>' * 5,
    }
    found = harvest(make_zip(files))
    assert found.mentions == ()
    assert [skipped for _, skipped in _tallies(found).values()] == [5, 3, 2, 1, 4, 2]
    assert len({str(t.reason) for c in found.coverage for t in c.tallies}) > 1


def test_the_shared_tree(samples: Path, harvest: Read) -> None:
    """The real page of activities gives its three records; the empty files of the tree are said to be left aside."""
    found = harvest(samples / "takeout")
    page = next(t for c in found.coverage for t in c.tallies if t.name.endswith("MyActivity.html"))
    raw = (samples / "takeout" / page.name).read_text()
    assert page.skipped == raw.count("outer-cell mdl-cell")
    assert [s.code for s in found.skips] == ["not_read"]


def test_nothing_that_google_takeout_parser_keeps_is_lost(samples: Path, make_folder: Make, harvest: Read) -> None:
    """On files that both know, as many records; and French comments, which it loses, are read."""
    parsers = importlib.import_module("google_takeout_parser.parse_csv")
    pages = importlib.import_module("google_takeout_parser.parse_html.activity")
    rows = [
        ["UgA", "UC", "2025-06-01T10:00:00.000000+00:00", "0", "", "v1", '{"text":"un"}'],
        ["UgB", "UC", "2025-06-01T10:00:00+00:00", "0", "", "v2", '{"text":"deux"}'],
    ]
    folder = make_folder({"comments.csv": _csv(NEW, *rows), "commentaires.csv": _csv(FRENCH, *rows)})
    theirs = [item for item in parsers._parse_youtube_comments_csv(folder / "comments.csv") if not isinstance(item, Exception)]
    found = harvest(folder)
    assert _tallies(found)["comments.csv"][0] == len(theirs) == _tallies(found)["commentaires.csv"][0]
    page = samples / "takeout/tests/testdata/HtmlTakeout/My Activity/Chrome/MyActivity.html"
    kept = [item for item in pages._parse_html_activity(page) if not isinstance(item, Exception)]
    assert sum(_tallies(harvest(page))[page.name]) >= len(kept) > 0
