"""YouTube's tables of a Takeout, in English, French, German, Spanish and Dutch: comments, subscriptions, videos.

The text of a comment is `{"takeoutSegments": [{"text": …}]}` until mid-2024, then `{"text": …}` objects joined by commas.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.container import Archive, base, folded, skip_of
from ereput.collect.archives.counting import Count
from ereput.collect.archives.dates import moment
from ereput.collect.archives.items import list_at
from ereput.collect.archives.reading import outcome, table
from ereput.collect.archives.rows import looks_like
from ereput.collect.html_bounds import bounded
from ereput.errors import ArchiveError
from ereput.model import Audience, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome
    from ereput.collect.archives.rows import Row

SOURCE, YOUTUBE = "takeout", "youtube"
_TABLE = """
comment id = id du commentaire | identifiant du commentaire | kommentar-id | id del comentario | reactie-id | id de commentaire
channel id = id de la chaîne | identifiant de la chaîne | kanal-id | id del canal | kanaal-id | id des chaînes
channel url = url de la chaîne | kanal-url | url del canal | kanaal-url | url des chaînes
channel title = titre de la chaîne | kanaltitel | título del canal | kanaaltitel | titres des chaînes | kanaltitel (original)
comment create timestamp = code temporel de création du commentaire
comment create timestamp = horodatage de création du commentaire | date de création du commentaire
comment create timestamp = zeitstempel der kommentarerstellung | marca de tiempo de creación del comentario
price = prix | preis | precio | prijs
parent comment id = id du commentaire parent | identifiant du commentaire parent
parent comment id = id des übergeordneten kommentars | id del comentario principal
post id = id du post | beitrags-id | id de la publicación | post-id
video id = id de la vidéo | identifiant de la vidéo | video-id | id del vídeo
comment text = texte du commentaire | kommentartext | texto del comentario | reactietekst
video title (original) = titre de la vidéo (langue d'origine) | titre de la vidéo (original)
video title (original) = videotitel (original) | título del vídeo (original)
video privacy = confidentialité de la vidéo | datenschutz des videos | privacidad del vídeo
video create timestamp = code temporel de création de la vidéo | zeitstempel der videoerstellung | marca de tiempo de creación del vídeo
"""


def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().splitlines():
        english, _, others = line.partition(" = ")
        found |= {folded(other): (english,) for other in others.split("|")}
    return found


ALIASES = _aliases()
_COMMENTS = tuple(
    "comment id,channel id,comment create timestamp,price,parent comment id,post id,video id,comment text,top-level comment id".split(",")
)
_SUBSCRIPTIONS = ("channel id", "channel url", "channel title")
_VIDEOS = ("video id", "video title (original)", "video privacy", "video create timestamp", "channel id", "approx duration (ms)")
_CHANNEL = re.compile(r"(?m)^UC[\w-]{1,40},https?://www\.youtube\.com/channel/")
_JSON_TEXT = re.compile(r'"?\{""?(?:text|takeoutSegments)""?\s*:')


def _first_line(archive: Archive, name: str) -> set[str]:
    line = archive.head(name).decode("utf-8", "replace").removeprefix("\ufeff").split("\n", 1)[0]
    return {ALIASES.get(folded(cell), (folded(cell),))[0] for cell in line.split(",")}


def is_comments(archive: Archive, name: str) -> bool:
    """By its columns, in any known language; else by the shape of its texts and identifiers."""
    if {"comment id", "comment text"} <= _first_line(archive, name):
        return True
    head = archive.head(name).decode("utf-8", "replace")
    return bool(_JSON_TEXT.search(head)) and re.search(r"(?m)^\"?Ug[\w-]{1,60}\"?,", head) is not None


def is_subscriptions(archive: Archive, name: str) -> bool:
    """By its columns; else a channel's identifier, its address and a title."""
    head = archive.head(name).decode("utf-8", "replace")
    return set(_SUBSCRIPTIONS) == _first_line(archive, name) or re.search(_CHANNEL, head) is not None


def is_videos(archive: Archive, name: str) -> bool:
    """By its columns only."""
    return {"video id", "video title (original)"} <= _first_line(archive, name) or looks_like(archive, name, "video id", "video privacy")


def read_csv(archive: Archive, name: str, owner: Owner) -> Iterator[Yield]:
    """One of the three tables, or nothing."""
    if is_comments(archive, name):
        yield from table(archive, name, SOURCE, _comment, columns=_COMMENTS, aliases=ALIASES)
    elif is_subscriptions(archive, name):
        yield from table(archive, name, SOURCE, _subscription, columns=_SUBSCRIPTIONS, aliases=ALIASES)
    elif is_videos(archive, name):
        yield from table(archive, name, SOURCE, _video, columns=_VIDEOS, aliases=ALIASES)


def comment_text(cell: str) -> str:
    """The words of a comment, from either era; a cell that is no JSON is the text itself.

    >>> comment_text('{"text":"Super vidéo"},{"text":" !"}'), comment_text('{"takeoutSegments":[{"text":"ancien"}]}')
    ('Super vidéo !', 'ancien')
    """
    if not cell.startswith("{"):
        return cell
    try:
        parts = json.loads(f"[{cell}]", strict=False)
    except (ValueError, RecursionError):
        return cell
    segments = [segment for part in parts for segment in (list_at(part, "takeoutSegments") or [part])]
    return "".join(segment["text"] for segment in segments if isinstance(segment, dict) and isinstance(segment.get("text"), str))


def _comment(row: Row) -> Outcome:
    """Columns of an unknown language are told by what they hold."""
    cells = [value for _, value in row.cells]
    text = comment_text(row["comment text"] or next((c for c in cells if c.startswith(('{"text"', '{"takeoutSegments"'))), ""))
    number = row["comment id"] or next((c for c in cells if c.startswith("Ug")), "")
    dated = row["comment create timestamp"] or next((c for c in cells if re.match(r"\d{4}-\d\d-\d\dT", c)), "")
    video = row["video id"]
    url = f"https://www.youtube.com/watch?v={video}&lc={number}" if video else ""
    if not text:
        return ()
    facts = [(fields.NETWORK, YOUTUBE), (fields.REPLY_TO, row["parent comment id"])]
    return mention(SOURCE, Kind.COMMENT, "comments", url=url, text=text, facts=facts, published=moment(dated), audience=Audience.PUBLIC)


def _subscription(row: Row) -> Outcome:
    title = row["channel title"] or (row.cells[2][1] if len(row.cells) > 2 else "")
    link = row["channel url"] or next((value for _, value in row.cells if value.startswith("http")), "")
    facts = [(fields.NETWORK, YOUTUBE), (fields.SECTION, "subscriptions"), (fields.LINK, link)]
    return mention(SOURCE, Kind.OTHER, "subscriptions", title=title, facts=facts) if title or link else ()


def _video(row: Row) -> Outcome:
    number, title = row["video id"], row["video title (original)"]
    public = folded(row["video privacy"]) in ("public", "publique", "offentlich", "publico", "openbaar", "")
    return mention(
        SOURCE,
        Kind.POST,
        "videos",
        url=f"https://www.youtube.com/watch?v={number}" if number else "",
        title=title,
        facts=[(fields.NETWORK, YOUTUBE), (fields.TYPE, "video")],
        published=moment(row["video create timestamp"]),
        audience=Audience.PUBLIC if public else Audience.PRIVATE,
    )


_SENT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ?UTC")


def is_html_comments(archive: Archive, name: str) -> bool:
    """`my-comments.html` (until 2021): a list of items that link to a video."""
    head = archive.head(name)
    return "comment" in base(name) and b"<li>" in head and b"youtube.com/watch" in head


def html_comments(archive: Archive, name: str) -> Iterator[Yield]:
    """Each `<li>`: a sentence with the time and the video, a line break, the words."""
    count = Count(name)
    try:
        tree = LexborHTMLParser(bounded(archive.text(name)))
        for item in tree.css("li"):
            link = item.css_first("a[href*='watch']")
            url = (link.attributes.get("href") or "") if link else ""
            html = item.html or ""
            after = re.split(r"<br\s*/?>", html, maxsplit=1)
            when = _SENT.search(item.text())
            text = " ".join(LexborHTMLParser(after[-1]).text().split()) if len(after) > 1 else ""
            said = _said(text, url, when[1] if when else "")
            yield from outcome(count, lambda said=said: said)  # type: ignore[misc]  # mypy: lambda defaults
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()


def _said(text: str, url: str, when: str) -> Outcome:
    if not text:
        return ()
    facts = [(fields.NETWORK, YOUTUBE)]
    return mention(SOURCE, Kind.COMMENT, "comments", url=url, text=text, facts=facts, published=moment(when), audience=Audience.PUBLIC)
