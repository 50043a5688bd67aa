"""Facebook's copy of one's data, in JSON, in the layouts before and after 2024, in one ZIP or several.

Files are known by their keys (`profile_v2`, `comments_v2`, `friends_v2`…) and by the shape of a post, not by their folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, base
from ereput.collect.archives.counting import NOT_NEEDED, OTHERS
from ereput.collect.archives.dates import seconds
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.collect.archives.meta import exif, html_export, html_pages, is_labelled, is_talk, labelled, meta_records, shared_links, talk
from ereput.model import Audience, Kind, Mention, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "facebook"
_POST_FILES = (
    "your posts",
    "your uncategorized photos",
    "your videos",
    "group posts",
    "your posts in groups",
    "posts",
    "likes and reactions",
)
_KEYS = tuple(
    "profile_v2 profile_v1 posts_v2 status_updates_v2 group_posts_v2 comments_v2 group_comments_v2 friends_v2 reactions_v2 other_photos_v2 "
    "videos_v2 page_likes_v2 wall_posts_sent_to_you_v2 following_v3 followers_v3 pages_followed_v2".split()
)


class Facebook:
    """Reads a Facebook export, or one part of it."""

    name = SOURCE
    title = say("Export Facebook")
    ask = say("Facebook : Espace Comptes, Vos informations et autorisations, Télécharger vos informations, format JSON.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_known(archive, name) for name in archive.ending("json")) or bool(html_pages(archive, SOURCE))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("json"):
            if is_talk(archive, name) and "instagram" not in name.casefold():
                yield from talk(archive, name, SOURCE)
            elif _is_known(archive, name):
                yield from meta_records(archive, name, SOURCE, _reader(name, owner))
        yield from html_export(archive, SOURCE, "Facebook")


READER = Facebook()


def _is_known(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    if any(f'"{key}"'.encode() in head for key in _KEYS):
        return True
    if is_labelled(archive, name, SOURCE) or (b'"photos"' in head and b'"creation_timestamp"' in head):
        return True
    is_post = head.lstrip()[:1] == b"[" and b'"timestamp"' in head and (b'"data"' in head or b'"attachments"' in head)
    return is_post and b"string_" not in head and any(base(name).startswith(start) for start in _POST_FILES)


def _reader(name: str, owner: Owner) -> Callable[[str, Json], Outcome]:
    def each(key: str, item: Json) -> Outcome:
        if not isinstance(item, dict) or key == "cover_photo":
            return None
        if at(item, "label_values"):
            return _labelled(base(name), item)
        if key.startswith("profile_v"):
            return profile(item)
        if key.startswith("friends"):
            return _friend(item, owner)
        if "comments" in key:
            return _comment(item)
        if key.startswith("reactions") or "reaction" in base(name):
            return _reaction(item)
        if key.startswith(("wall_posts", "sent_friend", "received_friend", "rejected_friend", "removed_friend", "followers")):
            return OTHERS
        if key.startswith(("page_likes", "pages_followed", "following")):
            return _liked(key, item)
        if key in (
            "",
            "posts",
            "posts_v2",
            "status_updates",
            "status_updates_v2",
            "group_posts_v2",
            "other_photos_v2",
            "videos_v2",
            "photos",
        ):
            return _post(item)
        return NOT_NEEDED

    return each


def _labelled(stem: str, item: Json) -> Outcome:
    """The records of 2025: what they are is told by their file."""
    text, link, kind = labelled(item)
    published = seconds(at(item, "timestamp"))
    facts: Fields = [(fields.NETWORK, SOURCE)]
    if kind or "reaction" in stem:
        facts += [(fields.TYPE, kind), (fields.REPLY_TO, link)]
        return mention(SOURCE, Kind.REACTION, "reactions", facts=facts, published=published, audience=Audience.MEMBERS)
    if not stem.startswith(("your posts", "posts", "comments", "your comments", "your posts in groups", "group posts")):
        return NOT_NEEDED
    what = Kind.COMMENT if "comment" in stem else Kind.POST
    facts.append((fields.LINK, link))
    return mention(SOURCE, what, "posts", text=text, facts=facts, published=published, audience=Audience.MEMBERS) if text or link else ()


def _post(item: Json) -> Outcome:
    """A post, or a picture without words. Its title (« Alice a partagé un lien ») names others: it is left out."""
    text = "\n".join(filter(None, (text_at(data, "post") for data in list_at(item, "data"))))
    attached = [data for part in list_at(item, "attachments") for data in list_at(part, "data")]
    media = [m for m in (*(at(data, "media") for data in attached), item if at(item, "uri") else None) if isinstance(m, dict)]
    places = [place for data in attached if isinstance(place := at(data, "place"), dict)]
    text = text or "\n".join(dict.fromkeys(filter(None, (text_at(m, "description") for m in media))))
    links = shared_links(item)
    if not (text or links or media or places):
        return ()
    facts: Fields = [(fields.NETWORK, SOURCE), *links]
    for m in media:
        facts += [("media", text_at(m, "uri")), *exif(m)]
    for place in places:
        facts += [(fields.LOCATION, text_at(place, "name")), (fields.ADDRESS, text_at(place, "address"))]
        facts += [
            (fields.LATITUDE, text_at(place, "coordinate", "latitude")),
            (fields.LONGITUDE, text_at(place, "coordinate", "longitude")),
        ]
    kind = Kind.POST if text or links or not media else Kind.IMAGE
    published = seconds(at(item, "timestamp") or at(item, "creation_timestamp"))
    return mention(SOURCE, kind, "posts", text=text, facts=facts, published=published, audience=Audience.MEMBERS)


def _comment(item: Json) -> Outcome:
    said = [data for part in list_at(item, "data") if isinstance(data := at(part, "comment"), dict)]
    text = "\n".join(filter(None, (text_at(data, "comment") for data in said)))
    links = shared_links(item)
    if not text and not links:
        return ()
    facts = [(fields.NETWORK, SOURCE), *links]
    published = seconds(at(item, "timestamp"))
    return mention(SOURCE, Kind.COMMENT, "comments", text=text, facts=facts, published=published, audience=Audience.MEMBERS)


def _reaction(item: Json) -> Outcome:
    kinds = [text_at(part, "reaction", "reaction") for part in list_at(item, "data")]
    published = seconds(at(item, "timestamp"))
    facts = [(fields.NETWORK, SOURCE), *((fields.TYPE, kind) for kind in kinds)]
    return mention(SOURCE, Kind.REACTION, "reactions", facts=facts, published=published, audience=Audience.MEMBERS)


def _friend(item: Json, owner: Owner) -> Outcome:
    emails = [text_at(info, "email") for info in list_at(item, "contact_info")]
    who = owner.contact(text_at(item, "name"), emails=[e for e in emails if e])
    if not who:
        return ()
    published = seconds(at(item, "timestamp"))
    since = [(fields.START, published.date().isoformat())] if published else []
    return mention(
        SOURCE, Kind.CONTACT, "friends", facts=[(fields.NETWORK, SOURCE), *who, *since], published=published, audience=Audience.MEMBERS
    )


def _liked(key: str, item: Json) -> Outcome:
    """Pages liked or followed: organisations; accounts followed are people, and stay out."""
    if key.startswith("following"):
        return OTHERS
    title = text_at(item, "name") or text_at(item, "title")
    facts = [(fields.NETWORK, SOURCE), (fields.SECTION, "likes")]
    return mention(SOURCE, Kind.OTHER, "pages", title=title, facts=facts, published=seconds(at(item, "timestamp"))) if title else ()


def profile(body: Json) -> tuple[Mention, ...]:
    """What the profile shows (MEMBERS), and what only she sees (PRIVATE); posts of work and study apart."""
    url = text_at(body, "profile_uri")
    name = text_at(body, "name", "full_name")
    shown: Fields = [
        (fields.NETWORK, SOURCE),
        (fields.NAME, name),
        (fields.HANDLE, text_at(body, "username")),
        (fields.LOCATION, text_at(body, "current_city", "name")),
        ("hometown", text_at(body, "hometown", "name")),
        (fields.CREATED, _day(at(body, "registration_timestamp"))),
        *((fields.URL, text_at(site, "address")) for site in list_at(body, "websites")),
        *(("other_name", text_at(other, "name")) for other in list_at(body, "other_names")),
    ]
    text = text_at(body, "intro_bio", "name") or text_at(body, "about_me")
    first = mention(SOURCE, Kind.PROFILE, "profile", url=url, title=name, text=text, facts=shown, audience=Audience.MEMBERS)
    return (first, *_hidden(body, name), *_work(body), *_studies(body))


def _hidden(body: Json, name: str) -> tuple[Mention, ...]:
    born = at(body, "birthday")
    birth = "-".join(f"{int(part):02d}" for key in ("year", "month", "day") if (part := text_at(born, key)).isdecimal())
    emails = [e for key in ("emails", "previous_emails") for e in list_at(body, "emails", key) if isinstance(e, str)]
    phones = [text_at(phone, "phone_number") for phone in list_at(body, "phone_numbers")]
    facts = [(fields.NETWORK, SOURCE), (fields.NAME, name), (fields.BIRTH, birth)]
    facts += [
        *((fields.EMAIL, e) for e in emails),
        *((fields.PHONE, p) for p in phones),
        (fields.ADDRESS, text_at(body, "address", "street")),
    ]
    told = [text_at(body, key) or text_at(body, key, "name") for key in ("political_view", "religious_view")]
    text = "\n".join(filter(None, (*emails, *phones, *told)))
    return (mention(SOURCE, Kind.ACCOUNT, "profile", title=name, text=text, facts=facts),) if birth or text else ()


def _work(body: Json) -> tuple[Mention, ...]:
    return tuple(
        mention(
            SOURCE,
            Kind.POSITION,
            "work",
            title=text_at(job, "title"),
            text=text_at(job, "description"),
            facts=[
                (fields.NETWORK, SOURCE),
                (fields.TITLE, text_at(job, "title")),
                (fields.ORGANISATION, text_at(job, "employer")),
                (fields.LOCATION, text_at(job, "location")),
                (fields.START, _day(at(job, "start_timestamp"))),
                (fields.END, _day(at(job, "end_timestamp"))),
            ],
            audience=Audience.MEMBERS,
        )
        for job in list_at(body, "work_experiences")
    )


def _studies(body: Json) -> tuple[Mention, ...]:
    return tuple(
        mention(
            SOURCE,
            Kind.EDUCATION,
            "education",
            title=text_at(school, "degree"),
            text="\n".join(c for c in list_at(school, "concentrations") if isinstance(c, str)),
            facts=[(fields.NETWORK, SOURCE), (fields.SCHOOL, text_at(school, "name")), (fields.DEGREE, text_at(school, "degree"))],
            audience=Audience.MEMBERS,
        )
        for school in list_at(body, "education_experiences")
    )


def _day(stamp: Json) -> str:
    when = seconds(stamp) if stamp else None
    return when.date().isoformat() if when else ""
