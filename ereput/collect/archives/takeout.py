"""Google Takeout, whatever the language of its folders: each file is known by its columns and keys.

Read: YouTube comments (both eras) and videos, Google+ posts, Maps reviews, the profile. Counted, not read: what was watched, searched,
visited and installed, which says nothing of a public presence and is nobody's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect.archives.container import Archive, skip_of
from ereput.collect.archives.counting import Count
from ereput.collect.archives.items import Json, whole
from ereput.collect.archives.reading import outcome, records
from ereput.collect.archives.takeout_records import PLUS, SOURCE, google_plus, profile, review
from ereput.collect.archives.youtube import html_comments, is_comments, is_html_comments, is_subscriptions, is_videos, read_csv
from ereput.errors import ArchiveError
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

HISTORY = say("historique de ce que vous avez vu, cherché ou installé : compté, pas lu")
PLACES = say("historique de vos déplacements : compté, pas lu")


class Takeout:
    """Reads the parts of a Takeout that bear on a public presence."""

    name = SOURCE
    title = say("Google Takeout")
    ask = say("Google : takeout.google.com, cochez YouTube, Contacts, Profil et Maps (avis), formats CSV et JSON.")

    def recognises(self, archive: Archive) -> bool:
        csvs = any(is_comments(archive, n) or is_subscriptions(archive, n) or is_videos(archive, n) for n in archive.ending("csv"))
        pages = any(is_html_comments(archive, n) or _is_history(archive, n) for n in archive.ending("html"))
        return csvs or pages or any(_json_kind(archive, n) for n in archive.ending("json"))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("csv"):
            yield from read_csv(archive, name, owner)
        for name in archive.ending("html"):
            if is_html_comments(archive, name):
                yield from html_comments(archive, name)
            elif _is_history(archive, name):
                yield from _html_history(archive, name)
        for name in archive.ending("json"):
            yield from _read_json(archive, name, _json_kind(archive, name))


READER = Takeout()


def _json_kind(archive: Archive, name: str) -> str:
    """What a JSON file of a Takeout holds, by its keys; "" for anything else."""
    head = archive.head(name)
    for kind, marks in _MARKS.items():
        if all(mark in head for mark in marks):
            return kind
    return ""


_MARKS: dict[str, tuple[bytes, ...]] = {
    "plus": (b'"creationTime"', b"plus.google.com"),
    "reviews": (b'"FeatureCollection"', b'"five_star_rating_published"'),
    "profile": (b'"displayName"', b'"emails"', b'"givenName"'),
    "activity": (b'"header"', b'"title"', b'"time"', b'"products"'),
    "chrome": (b'"Browser History"',),
    "installs": (b'"install"', b'"doc"'),
    "records": (b'"locations"', b'"latitudeE7"'),
    "semantic": (b'"timelineObjects"',),
}
_COUNTED: dict[str, Text] = {"activity": HISTORY, "chrome": HISTORY, "installs": HISTORY, "records": PLACES, "semantic": PLACES}


def _read_json(archive: Archive, name: str, kind: str) -> Iterator[Yield]:
    if kind in _COUNTED:
        reason = _COUNTED[kind]
        yield from records(archive, name, SOURCE, lambda _key, item: reason if isinstance(item, dict) else None)
    elif kind == "reviews":
        yield from records(archive, name, SOURCE, lambda key, item: review(item) if key == "features" else None)
    elif kind == "plus":
        yield from _whole(archive, name, PLUS, google_plus)
    elif kind == "profile":
        yield from _whole(archive, name, SOURCE, profile)


def _whole(archive: Archive, name: str, source: str, read: Callable[[Json], Outcome]) -> Iterator[Yield]:
    """A file that is one record."""
    count = Count(name)
    try:
        body = whole(archive, name)
        yield from outcome(count, lambda: read(body))
    except ArchiveError as error:
        yield skip_of(error, source, f"{archive.name}/{name}")
    yield count.tally()


def _is_history(archive: Archive, name: str) -> bool:
    """Google's pages of activity open with 40 kB of style: they are known by the style's first words."""
    head = archive.head(name)
    return b"mdl-" in head and (b"My Activity History" in head or b"<title>" in head)


def _html_history(archive: Archive, name: str) -> Iterator[Yield]:
    """`MyActivity.html` and `watch-history.html`: one cell for each record, counted as the file streams by."""
    count = Count(name)
    tail, mark = "", 'class="outer-cell'
    try:
        for piece in archive.pieces(name):
            window = tail + piece
            count.skip(HISTORY, window.count(mark))
            tail = window[-(len(mark) - 1) :]
    except ArchiveError as error:
        yield skip_of(error, SOURCE, f"{archive.name}/{name}")
    yield count.tally()
