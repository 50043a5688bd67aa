"""What she does there: posts, comments, reactions, votes, articles, pictures. Audience from the Visibility column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.container import folded
from ereput.collect.archives.dates import moment
from ereput.collect.archives.linkedin.sheet import Here, Sheet, columns, plain, unwrapped
from ereput.model import Audience, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.collect.archives.rows import Row

_PUBLIC = frozenset({"public", "anyone", "anyone + twitter", "public, twitter", "tout le monde", "öffentlich"})


def _audience(visibility: str) -> Audience:
    """MEMBER_NETWORK, CONNECTIONS, LOGGED_IN and files without the column: members; only PUBLIC is public."""
    return Audience.PUBLIC if folded(visibility) in _PUBLIC else Audience.MEMBERS


def _share(row: Row, here: Here) -> Iterator[Mention]:
    text = unwrapped(row["sharecommentary"])
    facts = [(fields.LINK, row["sharedurl"]), (fields.VISIBILITY, row["visibility"]), ("media", row["mediaurl"])]
    if text or row["sharedurl"] or row["mediaurl"] or row["sharelink"]:
        audience = _audience(row["visibility"])
        yield here.mention(Kind.POST, url=row["sharelink"], text=text, facts=facts, published=moment(row["date"]), audience=audience)


def _comment(row: Row, here: Here) -> Iterator[Mention]:
    if row["message"] or row["link"]:
        facts = [(fields.REPLY_TO, row["link"])]
        yield here.mention(Kind.COMMENT, url=row["link"], text=row["message"], facts=facts, published=moment(row["date"]))


def _repost(row: Row, here: Here) -> Iterator[Mention]:
    if row["link"]:
        facts = [(fields.TYPE, "REPOST"), (fields.REPLY_TO, row["link"])]
        yield here.mention(Kind.REACTION, url=row["link"], facts=facts, published=moment(row["date"]))


SHEETS = (
    Sheet(
        names=("shares",),
        columns=columns("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility"),
        read=_share,
        domains=("MEMBER_SHARE_INFO",),
        alone=True,
    ),
    Sheet(names=("comments",), columns=columns("Date,Link,Message"), read=_comment, domains=("ALL_COMMENTS",), escaped=True, alone=True),
    Sheet(
        names=("reactions", "likes"),
        columns=columns("Date,Type,Link"),
        read=plain(Kind.REACTION, title="", facts=((fields.TYPE, "type"), (fields.REPLY_TO, "link")), published="date", url="link"),
        domains=("ALL_LIKES", "REACTIONS"),
        alone=True,
    ),
    Sheet(
        names=("votes",),
        columns=columns("Date,Link,OptionText"),
        read=plain(Kind.REACTION, title="optiontext", facts=((fields.REPLY_TO, "link"),), published="date", url="link", section="votes"),
        domains=("ALL_VOTES",),
        alone=True,
    ),
    Sheet(names=("instantreposts", "instant reposts"), columns=columns("Date,Link"), read=_repost, domains=("INSTANT_REPOSTS",)),
    Sheet(
        names=("saved items",),
        columns=columns("savedItem,CreatedTime"),
        read=plain(
            Kind.OTHER, title="", facts=((fields.LINK, "saveditem"),), published="createdtime", section="saved", audience=Audience.PRIVATE
        ),
        domains=("SAVED_ITEMS",),
        alone=True,
    ),
    Sheet(
        names=("rich media", "richmedia"),
        columns=columns("Date/Time,Media Description,Media Link"),
        read=plain(Kind.IMAGE, title="", text=("media description",), facts=((fields.LINK, "media link"),), published="date/time"),
        domains=("RICHMEDIA", "RICH_MEDIA"),
        alone=True,
    ),
    Sheet(
        names=("events",),
        columns=columns("Event Name,Event Time,Status,External Url"),
        read=plain(Kind.OTHER, title="event name", facts=((fields.URL, "external url"), (fields.TYPE, "status")), section="events"),
        domains=("EVENTS",),
        alone=True,
    ),
    Sheet(
        names=("group posts", "groups"),
        columns=columns("Group Name,Group URL"),
        read=plain(Kind.OTHER, title="group name", facts=((fields.URL, "group url"),), section="groups"),
        domains=("GROUPS",),
        alone=True,
    ),
)
