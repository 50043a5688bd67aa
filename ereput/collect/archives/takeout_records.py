"""One record of a Google Takeout: a Google+ post, a review on Maps, the profile."""

from __future__ import annotations

from ereput.collect import fields
from ereput.collect.archives.base import mention
from ereput.collect.archives.dates import moment
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.collect.archives.reading import Outcome, links_of, text_of
from ereput.model import Audience, Kind

SOURCE, PLUS, MAPS = "takeout", "googleplus", "google_maps"


def google_plus(body: Json) -> Outcome:
    """A post of Google+ (closed in April 2019): the person's words, not the comments of others."""
    html = text_at(body, "content")
    link = text_at(body, "link", "url")
    links = [(fields.LINK, found) for found in (*links_of(html), link) if found]
    text = text_of(html)
    if not text and not links:
        return ()
    circles = list_at(body, "postAcl", "visibleToStandardAcl", "circles")
    public = any(text_at(circle, "type") == "CIRCLE_TYPE_PUBLIC" for circle in circles) or at(body, "postAcl", "isPublic") is True
    return mention(
        SOURCE,
        Kind.POST,
        "google_plus",
        url=text_at(body, "url"),
        text=text,
        facts=[(fields.NETWORK, PLUS), *links],
        published=moment(text_at(body, "creationTime")),
        author=text_at(body, "author", "displayName") or None,
        audience=Audience.PUBLIC if public else Audience.MEMBERS,
    )


def review(item: Json) -> Outcome:
    """A review on Maps: public, under her name, and it says where she goes."""
    facts = at(item, "properties")
    place = text_at(facts, "location", "name") or text_at(facts, "Location", "Business Name")
    text = text_at(facts, "review_text_published") or text_at(facts, "Review Comment")
    stars = text_at(facts, "five_star_rating_published") or text_at(facts, "Star Rating")
    if not (place or text or stars):
        return ()
    return mention(
        SOURCE,
        Kind.COMMENT,
        "reviews",
        url=text_at(facts, "google_maps_url") or text_at(facts, "Google Maps URL"),
        title=place,
        text=text,
        facts=[(fields.NETWORK, MAPS), (fields.LOCATION, text_at(facts, "location", "address")), (fields.LEVEL, stars)],
        published=moment(text_at(facts, "date") or text_at(facts, "Published")),
        audience=Audience.PUBLIC,
    )


def profile(body: Json) -> Outcome:
    """The Google account: names, e-mails, birth; only she sees all of it."""
    name = text_at(body, "displayName") or text_at(body, "name", "formattedName")
    emails = [text_at(email, "value") for email in list_at(body, "emails")]
    facts = [(fields.NETWORK, "google"), (fields.NAME, name), *((fields.EMAIL, email) for email in emails)]
    facts.append((fields.BIRTH, text_at(body, "birthday")))
    return mention(SOURCE, Kind.ACCOUNT, "profile", title=name, text="\n".join(emails), facts=facts)
