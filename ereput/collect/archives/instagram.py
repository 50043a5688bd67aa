"""Instagram's copy of one's data, in JSON, in the layouts of 2021 to today.

The profile's facts stand under the labels of the interface, in the account's language: they are known by an alias table, then by the
shape of their value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.collect import fields
from ereput.collect.archives.base import Fields, mention
from ereput.collect.archives.container import Archive, base, folded
from ereput.collect.archives.counting import NOT_NEEDED
from ereput.collect.archives.dates import iso, seconds
from ereput.collect.archives.items import Json, at, list_at, text_at
from ereput.collect.archives.meta import exif, html_export, html_pages, is_labelled, is_talk, labelled, meta_records, talk
from ereput.model import Audience, Kind, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ereput.collect.archives.base import Owner, Yield
    from ereput.collect.archives.reading import Outcome

SOURCE = "instagram"
_LABELS = {
    fields.HANDLE: "username | nom d'utilisateur | nom d’utilisateur | benutzername | nombre de usuario | gebruikersnaam",
    fields.NAME: "name | nom | nombre | naam",
    fields.SUMMARY: "bio | biographie | steckbrief | biografia | presentacion",
    fields.EMAIL: "email | e-mail | adresse e-mail | e-mail address | email address | e-mail-adresse | correo electronico | e-mailadres",
    fields.PHONE: "phone number | phone | numero de telephone | telefonnummer | numero de telefono | telefoonnummer",
    fields.BIRTH: "date of birth | date de naissance | geburtsdatum | fecha de nacimiento | geboortedatum",
    fields.URL: "website | site web | sitio web",
    "gender": "gender | genre | sexe | geschlecht | genero | geslacht",
    "private": "private account | compte prive | privates konto | cuenta privada | prive-account",
}
LABELS = {folded(label): name for name, labels in _LABELS.items() for label in labels.split("|")}
_PRIVATE_FACTS = frozenset({fields.EMAIL, fields.PHONE, fields.BIRTH, "gender"})
_MEDIA_FILES = ("posts", "reels", "stories", "archived posts", "profile photos", "igtv videos", "other content", "recently deleted")
_MARKS = (b'"string_map_data"', b'"string_list_data"', b'"profile_user"', b'"ig_stories"', b'"ig_reels_media"', b'"ig_archived_post_media"',
          b'"text_post_app_text_posts"')  # fmt: skip


class Instagram:
    """Reads an Instagram export, or one part of it."""

    name = SOURCE
    title = say("Export Instagram")
    ask = say("Instagram : Espace Comptes, Vos informations et autorisations, Télécharger vos informations, format JSON.")

    def recognises(self, archive: Archive) -> bool:
        return any(_is_known(archive, name) for name in archive.ending("json")) or bool(html_pages(archive, SOURCE))

    def read(self, archive: Archive, owner: Owner) -> Iterable[Yield]:
        for name in archive.ending("json"):
            if is_talk(archive, name) and "instagram" in name.casefold():
                yield from talk(archive, name, SOURCE)
            elif _is_known(archive, name):
                yield from meta_records(archive, name, SOURCE, _reader(name, owner))
        yield from html_export(archive, SOURCE, "Instagram")


READER = Instagram()


def _is_known(archive: Archive, name: str) -> bool:
    head = archive.head(name)
    if any(mark in head for mark in _MARKS) or is_labelled(archive, name, SOURCE):
        return True
    return b'"creation_timestamp"' in head and b'"uri"' in head and base(name).startswith(_MEDIA_FILES)


def _reader(name: str, owner: Owner) -> Callable[[str, Json], Outcome]:
    stem = base(name)

    def each(key: str, item: Json) -> Outcome:
        if not isinstance(item, dict):
            return None
        if key == "profile_user":
            return profile(item)
        if "comments" in key or "comments" in stem:
            return _comment(item)
        if "likes" in key or stem.startswith("liked"):
            return _like(item)
        if key == "text_post_app_text_posts":
            return _media(item, network="threads")
        if key.startswith("relationships_follow") or stem.startswith(("followers", "following", "close friends")):
            return _contact(item, owner, stem)
        if at(item, "media") or at(item, "uri") or (at(item, "label_values") and stem.startswith(_MEDIA_FILES)):
            return _media(item)
        return NOT_NEEDED

    return each


def profile(item: Json) -> Outcome:
    """The profile as others see it (PUBLIC, or MEMBERS for a private account), and what only she sees."""
    facts = dict(_labelled(item))
    if not facts:
        return ()
    shown = [(fields.NETWORK, SOURCE), *((n, v) for n, v in facts.items() if n not in _PRIVATE_FACTS and n != "private")]
    hidden = [(fields.NETWORK, SOURCE), *((n, v) for n, v in facts.items() if n in _PRIVATE_FACTS)]
    is_public = folded(facts.get("private", "")) in ("false", "no", "non", "nein", "faux", "falsch")
    handle = facts.get(fields.HANDLE, "")
    first = mention(
        SOURCE,
        Kind.PROFILE,
        "profile",
        url=f"https://www.instagram.com/{handle}/" if handle else "",
        title=facts.get(fields.NAME, "") or handle,
        text=facts.get(fields.SUMMARY, ""),
        facts=shown,
        audience=Audience.PUBLIC if is_public else Audience.MEMBERS,
    )
    if len(hidden) == 1:
        return first
    text = "\n".join(value for _, value in hidden[1:])
    return first, mention(SOURCE, Kind.ACCOUNT, "profile", title=facts.get(fields.NAME, ""), text=text, facts=hidden)


_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[a-z]{2,24}$", re.I)
_PHONE = re.compile(r"\+?\d[\d\s.()-]{7,20}$")


def _labelled(item: Json) -> Iterable[tuple[str, str]]:
    entries = at(item, "string_map_data")
    for label, entry in entries.items() if isinstance(entries, dict) else ():
        value = text_at(entry, "value")
        name = LABELS.get(folded(label)) or _by_shape(value)
        if name and value:
            yield name, iso(value) if name == fields.BIRTH else value


def _by_shape(value: str) -> str:
    if _EMAIL.match(value):
        return fields.EMAIL
    if _PHONE.match(value):
        return fields.PHONE
    return fields.URL if value.startswith(("http://", "https://")) else ""


def _media(item: Json, *, network: str = SOURCE) -> Outcome:
    """A publication of one picture or several, or of words alone (Threads): its words, its date, where it was taken."""
    media = [m for m in (list_at(item, "media") or [item]) if isinstance(m, dict)]
    facts: Fields = [(fields.NETWORK, network)]
    for m in media:
        facts += [("media", text_at(m, "uri")), *exif(m)]
    text = text_at(item, "title") or labelled(item)[0] or next(filter(None, (text_at(m, "title") for m in media)), "")
    stamp = (
        at(item, "creation_timestamp") or at(item, "timestamp") or next(filter(None, (at(m, "creation_timestamp") for m in media)), None)
    )
    facts += [(fields.TAG, tag) for tag in re.findall(r"#(\w{1,60})", text)]
    kind = Kind.POST if text else Kind.IMAGE
    return mention(SOURCE, kind, "posts", text=text, facts=facts, published=seconds(stamp), audience=Audience.MEMBERS)


def _values(item: Json) -> list[tuple[str, str, Json]]:
    """(label, value, timestamp) of a record."""
    entries = at(item, "string_map_data")
    pairs = entries.items() if isinstance(entries, dict) else (("", e) for e in list_at(item, "string_list_data"))
    return [(folded(label), text_at(entry, "value"), at(entry, "timestamp")) for label, entry in pairs]


def _comment(item: Json) -> Outcome:
    """The label « Comment » is localised: the comment is the value that is no account name, its time the only timestamp."""
    values = _values(item) or [("comment", labelled(item)[0], at(item, "timestamp"))]
    said = [
        v for label, v, _ in values if label.startswith(("comment", "kommentar", "comentario", "opmerking", "reactie", "commentaire")) and v
    ]
    text = (
        said[0] if said else max((v for label, v, _ in values if "owner" not in label and "proprietaire" not in label), key=len, default="")
    )
    when = next((seconds(t) for _, _, t in values if t), None)
    if not text:
        return ()
    return mention(SOURCE, Kind.COMMENT, "comments", text=text, facts=[(fields.NETWORK, SOURCE)], published=when, audience=Audience.MEMBERS)


def _like(item: Json) -> Outcome:
    entry = at(item, "string_list_data", 0)
    facts = [(fields.NETWORK, SOURCE), (fields.TYPE, "LIKE"), (fields.REPLY_TO, text_at(entry, "href") or labelled(item)[1])]
    published = seconds(at(entry, "timestamp") or at(item, "timestamp"))
    return mention(SOURCE, Kind.REACTION, "likes", facts=facts, published=published, audience=Audience.MEMBERS)


def _contact(item: Json, owner: Owner, stem: str) -> Outcome:
    entry = at(item, "string_list_data", 0)
    user = text_at(entry, "value") or text_at(item, "title")
    if not user:
        return ()
    facts = [(fields.NETWORK, SOURCE), *owner.contact(user, url=user), (fields.TYPE, stem)]
    return mention(SOURCE, Kind.CONTACT, stem, facts=facts, published=seconds(at(entry, "timestamp")), audience=Audience.MEMBERS)
