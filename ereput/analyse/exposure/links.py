"""Links that say who or what: profile pages, other URLs, handles, and files that look like a scanned document or a signature."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape
from ereput.model import say

_URL = re.compile(r"(?<![\w@/])(?:https?://|www\.)[^\s<>\"'»)\]}]{3,400}")
_PROFILE = re.compile(
    r"(?<![\w@])(?:https?://)?(?:[a-z]{2,3}\.)?(?:linkedin\.com/(?:in|pub)/|facebook\.com/(?!sharer|share|pages"
    r"|groups|events|watch|tr\b)|instagram\.com/(?!p/|reel|explore)"
    r"|(?:twitter|x)\.com/(?!intent|share|search|hashtag|i/)|github\.com/|gitlab\.com/|tiktok\.com/@"
    r"|youtube\.com/(?:@|user/|channel/)|t\.me/|snapchat\.com/add/"
    r"|threads\.net/@|bsky\.app/profile/|medium\.com/@|reddit\.com/u(?:ser)?/|pinterest\.[a-z]{2,3}/"
    r"|strava\.com/athletes/|behance\.net/|dribbble\.com/|viadeo\.com/(?:[a-z]{2}/profile|p)/|news\.ycombinator\.com/user\?id="
    r"|steamcommunity\.com/(?:id|profiles)/"
    r"|soundcloud\.com/|flickr\.com/(?:people|photos)/|twitch\.tv/|last\.fm/user/|linktr\.ee/|about\.me/|malt\.fr/profile/"
    r"|researchgate\.net/profile/|stackoverflow\.com/users/|orcid\.org/|keybase\.io/|doyoubuzz\.com/|vinted\.[a-z]{2,3}/member/"
    r"|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,2}/@)"
    r"(?:profile\.php\?id=\d{4,20}|[\w.\-]{2,64})/?(?![\w/])"
)
"""Addresses of people on the networks; "/@name" is the profile of any Mastodon server."""
_FEDIVERSE = re.compile(r"(?<![\w@.])@[\w]{1,30}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,3}(?![\w@])")
_HANDLE = re.compile(r"(?<![\w@./])@[a-z_][\w.]{1,29}(?![\w@/(])")
_LABELLED = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|discord|twitter|tiktok|twitch|telegram|skype|vinted|leboncoin|strava|pseudo(?:nyme)?"
    r"|psn|gamertag|username)"
    r"(?: (?:est|is))? ?(?:[:=→] ?|(?<=est )|(?<=is ))@?(?P<v>[a-z0-9_][\w.#-]{2,31})(?![\w/@:])"
)
_SCAN = re.compile(
    r"(?<![a-z])(?:cni|id[_-]card|identity[_-]card|driving[_-]licen[cs]e"
    r"|carte[_ %20-]{0,4}(?:nationale[_ %20-]{0,4})?(?:d[_'-]?)?(?:identite|identité|vitale|grise)"
    r"|passeport|passport|permis(?:[_-]de[_-]conduire)?|pi[èe]ce[_-](?:d[_'-]?)?identit[ée]|titre[_-](?:de[_-])?s[ée]jour)"
    r"[\w%-]{0,40}\.(?:pdf|jpe?g|png|webp|heic|tiff?)(?!\w)"
)
_SIGNATURE = re.compile(r"(?<![a-z])signature[\w%-]{0,40}\.(?:jpe?g|png|svg|webp|gif)(?!\w)")


def check_url(raw: str) -> Checked | None:
    return Checked(raw.rstrip(".,;:!?"), "url")


_PAGES = frozenset(
    "home login signup explore discover settings about features pricing search topics trending marketplace help jobs privacy terms"
    " legal contact download blog upload notifications messages directory".split()
)
"""Pages that the networks themselves hold where a name would stand."""
_CODE = frozenset(
    "media import property return param override everyone here channel all font-face staticmethod classmethod types keyframes charset"
    " supports include throws author since version see deprecated test before after autowired component injectable input output".split()
)
"""What follows an "@" in style sheets, in programs and in group chats."""


def check_handle(raw: str) -> Checked | None:
    """A pseudonym; not a decorator, a directive, nor a call to everybody."""
    name = raw.lstrip("@").rstrip(".")
    return Checked(name.lower(), keep=len(raw.rstrip("."))) if name.lower() not in _CODE and not name.startswith("pytest.") else None


def check_profile(raw: str) -> Checked | None:
    """The address without its scheme; not a page of the network itself."""
    if re.split(r"[/@=]", raw.lower().rstrip("/"))[-1] in _PAGES:
        return None
    return Checked(re.sub(r"^https?://", "", raw.lower()).rstrip("/"), "url")


def check_user(raw: str) -> Checked | None:
    """A name of an account behind its network's label, without the sentence's own full stop."""
    name = raw.rstrip(".-#")
    return Checked(name.lower(), keep=len(name)) if len(name) > 2 and name.lower() not in ("http", "https", "www") else None


_KEEP = frozenset({"cni", "id", "identity", "driving", "carte", "passeport", "passport", "permis", "piece", "titre", "vitale", "grise"})
RECOGNISER = (
    Shape(
        name="profile_url",
        kind="PROFILE_URL",
        title=say("Page de profil"),
        source="adresses publiques des réseaux",
        pattern=_PROFILE,
        check=check_profile,
        odds=Odds(checked=0.97),
        signs=("/",),
    ),
    Shape(
        name="url",
        kind="URL",
        title=say("Adresse web"),
        source="RFC 3986",
        pattern=_URL,
        check=check_url,
        odds=Odds(checked=0.9),
        signs=("://", "www."),
    ),
    Shape(
        name="fediverse",
        kind="HANDLE",
        title=say("Pseudonyme"),
        source="ActivityPub, WebFinger (RFC 7033)",
        pattern=_FEDIVERSE,
        odds=Odds(alone=0.95),
        signs=("@",),
    ),
    Shape(
        name="handle",
        kind="HANDLE",
        title=say("Pseudonyme"),
        source="usage des réseaux",
        pattern=_HANDLE,
        check=check_handle,
        odds=Odds(alone=0.7),
        signs=("@",),
    ),
    Shape(
        name="handle_labelled",
        kind="HANDLE",
        title=say("Pseudonyme"),
        source="usage des réseaux",
        pattern=_LABELLED,
        check=check_user,
        odds=Odds(alone=0.75),
        gate=frozenset(
            "insta instagram snap snapchat discord twitter tiktok twitch telegram skype vinted leboncoin strava pseudo pseudonyme"
            " psn gamertag username".split()
        ),
    ),
    Shape(
        name="scan",
        kind="SCAN",
        title=say("Image d'une pièce d'identité"),
        source="noms de fichiers usuels",
        pattern=_SCAN,
        odds=Odds(alone=0.75),
        signs=(".",),
        gate=_KEEP,
    ),
    Shape(
        name="signature",
        kind="SIGNATURE",
        title=say("Image d'une signature"),
        source="noms de fichiers usuels",
        pattern=_SIGNATURE,
        odds=Odds(alone=0.75),
        signs=(".",),
        gate=frozenset({"signature"}),
    ),
)
