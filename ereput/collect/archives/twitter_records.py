"""One record of an X archive: a post, a like, a fact about the account. Numbers are strings, texts are HTML-escaped, links are t.co."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.dates import iso, moment
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from datetime import datetime

    from ereput.collect.archives.reading import Outcome
    from ereput.collect.archives.rows import Row

SOURCE = "x"
BORN = 2006
IMPOSSIBLE = say("datés d'avant la création du service (défaut connu de l'export)")
ACCOUNT_TYPES = frozenset(
    {
        "account",
        "profile",
        "phone_number",
        "ageinfo",
        "screen_name_change",
        "email_address_change",
        "personalization",
        "connected_application",
    }
)
KEY = 80
"""Characters by which a cut post and its long text are known to be one."""
SAME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose archive it is, and who sees its posts. `notes` are long texts by their beginning; `used` the ids of those that completed a
    cut post.
    """

    user: str = ""
    number: str = ""
    audience: Audience = Audience.PUBLIC
    notes: dict[str, list[Mention]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def home(self) -> str:
        return f"https://x.com/{self.user}" if self.user else ""


def _post(
    account: Account, number: str, text: str, facts: Fields, published: datetime | None, *, kind: Kind, audience: Audience
) -> Mention:
    url = f"https://x.com/{account.user or 'i'}/status/{number}" if number else ""
    named = [(fields.NETWORK, SOURCE), *facts]
    author = account.user or None
    return mention(SOURCE, kind, "tweets", url=url, text=text, facts=named, published=published, author=author, audience=audience)


def tweet(item: Json, account: Account, *, deleted: bool = False) -> Outcome:
    """One post: an own one, an answer (COMMENT) or a repost (REACTION, without the other's words)."""
    body = at(item, "tweet") or at(item, "communityTweet") or item
    when = moment(text_at(body, "created_at"))
    if when is not None and when.year < BORN:
        return IMPOSSIBLE
    number, raw = text_at(body, "id_str") or text_at(body, "id"), text_at(body, "full_text") or text_at(body, "text")
    audience = Audience.PRIVATE if deleted else account.audience
    section = [(fields.SECTION, "deleted")] if deleted else []
    if raw.startswith("RT @") or at(body, "retweeted_status"):
        return _post(account, number, "", [*section, (fields.TYPE, "REPOST")], when, kind=Kind.REACTION, audience=audience)
    if not raw and not number:
        return ()
    text = _long(unescape(raw), when, account) or _expanded(raw, body)
    return _post(account, number, text, [*section, *_facts(body)], when, kind=_kind(body, account), audience=audience)


def _long(text: str, when: datetime | None, account: Account) -> str:
    """The whole of a cut text: of several that begin so, the one of that minute."""
    begun = account.notes.get(text[:KEY], ())
    dated = [long for long in begun if when and long.published and abs(long.published - when) < SAME]
    found = next(iter(dated or begun), None)
    if found:
        account.used.add(found.id)
    return found.text if found else ""


def _kind(body: Json, account: Account) -> Kind:
    """An answer to herself is a thread, that is a post."""
    other = text_at(body, "in_reply_to_user_id_str") or text_at(body, "in_reply_to_user_id")
    is_answer = other or text_at(body, "in_reply_to_status_id_str")
    return Kind.COMMENT if is_answer and other != account.number else Kind.POST


def _expanded(raw: str, body: Json) -> str:
    """The text with real addresses in place of t.co ones, without HTML escapes."""
    for link in (*list_at(body, "entities", "urls"), *list_at(body, "entities", "media")):
        short, long = text_at(link, "url"), text_at(link, "expanded_url")
        if short and long:
            raw = raw.replace(short, long)
    return unescape(raw)


def _facts(body: Json) -> Fields:
    links = [(fields.LINK, text_at(link, "expanded_url")) for link in list_at(body, "entities", "urls")]
    tags = [(fields.TAG, text_at(tag, "text")) for tag in list_at(body, "entities", "hashtags")]
    media = [("media", text_at(link, "expanded_url")) for link in list_at(body, "entities", "media")]
    place = list_at(body, "coordinates", "coordinates")
    where = [(fields.LONGITUDE, text_at(place, 0)), (fields.LATITUDE, text_at(place, 1))] if place else []
    replied = [(fields.REPLY_TO, f"https://x.com/i/status/{text_at(body, 'in_reply_to_status_id_str')}")]
    counts = [(f"{fields.COUNT}likes", text_at(body, "favorite_count")), (f"{fields.COUNT}reposts", text_at(body, "retweet_count"))]
    answered = replied if text_at(body, "in_reply_to_status_id_str") else []
    return [*links, *tags, *media, *where, *answered, *counts]


def row_tweet(row: Row, account: Account) -> Outcome:
    """One line of the `tweets.csv` of before 2018."""
    when = moment(row["timestamp"])
    if when is not None and when.year < BORN:
        return IMPOSSIBLE
    repost = bool(row["retweeted status id"]) or row["text"].startswith("RT @")
    kind = Kind.REACTION if repost else Kind.COMMENT if row["in reply to status id"] else Kind.POST
    facts = [(fields.TYPE, "REPOST")] if repost else [(fields.LINK, url) for url in row["expanded urls"].split(",")]
    return _post(account, row["tweet id"], "" if repost else unescape(row["text"]), facts, when, kind=kind, audience=account.audience)


def note(item: Json, account: Account) -> Mention | None:
    """A long post."""
    body = at(item, "noteTweet")
    text = unescape(text_at(body, "core", "text"))
    if not text:
        return None
    links = [(fields.LINK, text_at(url, "expandedUrl")) for url in list_at(body, "core", "urls")]
    when = moment(text_at(body, "createdAt"))
    return mention(SOURCE, Kind.POST, "note-tweet", text=text, facts=links, published=when, audience=account.audience)


def like(item: Json) -> Outcome:
    """A like: which post, not its words; the export gives no date."""
    number = text_at(item, "like", "tweetId")
    url = f"https://x.com/i/status/{number}" if number else text_at(item, "like", "expandedUrl")
    return mention(SOURCE, Kind.REACTION, "like", url=url, facts=[(fields.NETWORK, SOURCE), (fields.TYPE, "LIKE"), (fields.REPLY_TO, url)])


def account_record(kind: str, item: Json, account: Account) -> Outcome:
    """A fact about the account: shown on the profile (PUBLIC), or only to her (PRIVATE)."""
    body = next(iter(item.values()), None)
    if kind == "profile":
        return _profile(body, account)
    facts, text = _private(kind, body)
    facts = [(name, value) for name, value in facts if value]
    if not facts and not text:
        return ()
    title = text_at(body, "name") if kind == "connected_application" else ""
    return mention(SOURCE, Kind.ACCOUNT, kind, title=title, text=text, facts=[(fields.NETWORK, SOURCE), *facts])


def _profile(body: Json, account: Account) -> Mention:
    bio = text_at(body, "description", "bio")
    facts = [
        (fields.NETWORK, SOURCE),
        (fields.HANDLE, account.user),
        (fields.SUMMARY, bio),
        (fields.LOCATION, text_at(body, "description", "location")),
        (fields.URL, text_at(body, "description", "website")),
        (fields.AVATAR, text_at(body, "avatarMediaUrl")),
    ]
    return mention(SOURCE, Kind.PROFILE, "profile", url=account.home, title=account.user, text=bio, facts=facts, audience=Audience.PUBLIC)


def _private(kind: str, body: Json) -> tuple[Fields, str]:
    match kind:
        case "account":
            names = [(fields.HANDLE, text_at(body, "username")), (fields.NAME, text_at(body, "accountDisplayName"))]
            return [*names, (fields.EMAIL, text_at(body, "email")), (fields.CREATED, iso(text_at(body, "createdAt")))], text_at(
                body, "email"
            )
        case "phone_number":
            return [(fields.PHONE, text_at(body, "phoneNumber"))], text_at(body, "phoneNumber")
        case "ageinfo":
            birth = text_at(body, "ageInfo", "birthDate") or text_at(body, "birthDate")
            return [(fields.BIRTH, iso(birth) if birth else "")], ""
        case "screen_name_change":
            change = at(body, "screenNameChange") if isinstance(at(body, "screenNameChange"), dict) else body
            return [(fields.FORMER, text_at(change, "changedFrom")), (fields.HANDLE, text_at(change, "changedTo"))], ""
        case "email_address_change":
            change = at(body, "emailChange") or body
            return [(fields.EMAIL, text_at(change, "changedFrom")), (fields.EMAIL, text_at(change, "changedTo"))], ""
        case "connected_application":
            return [(fields.SECTION, "connected_applications"), (fields.CREATED, iso(text_at(body, "approvedAt")))], ""
        case _:
            guesses = [text_at(g, "name") for g in list_at(body, "interests", "interests")]
            return [(fields.SECTION, "inferred")] if guesses else [], " ; ".join(guesses)
