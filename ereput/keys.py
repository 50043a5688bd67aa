"""The keys that a `profil.toml` may hold: where each stands, how it is read, what is expected, an example.

The same table reads the file, writes the error messages and documents the format (`ereput init` writes it commented).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ereput.model import Handle, Purpose, Stage, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable


class BadValue(Exception):
    """A value that is not what its key expects."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValue
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise BadValue
    return tuple(_text(item) for item in value)


def _email(value: Any) -> str:
    text = _text(value)
    local, at, domain = text.partition("@")
    if not (local and at and "." in domain) or any(c.isspace() for c in text):
        raise BadValue
    return text


def _emails(value: Any) -> tuple[str, ...]:
    return tuple(_email(item) for item in _texts(value))


def _url(value: Any) -> str:
    text = _text(value)
    if not text.startswith(("http://", "https://")) or ("." not in text.split("/")[2] and "localhost" not in text.split("/")[2]):
        raise BadValue
    return text


def _urls(value: Any) -> tuple[str, ...]:
    return tuple(_url(item) for item in _texts(value))


def _day(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise BadValue
    return value


def _born(value: Any) -> date | int:
    if isinstance(value, bool):
        raise BadValue
    if isinstance(value, int) and 1900 <= value <= 2100:
        return value
    return _day(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadValue
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BadValue
    return value


def _purpose(value: Any) -> Purpose:
    try:
        return Purpose(_text(value))
    except ValueError as error:
        raise BadValue from error


def _stage(value: Any) -> Stage:
    try:
        return Stage(_text(value))
    except ValueError as error:
        raise BadValue from error


def _language(value: Any) -> str:
    if value not in ("fr", "en"):
        raise BadValue
    return str(value)


def _mapping(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise BadValue
    return tuple((str(k), _text(v)) for k, v in value.items())


def _handles(value: Any) -> tuple[Handle, ...]:
    if not isinstance(value, dict):
        raise BadValue
    return tuple(_handle(service, item) for service, items in value.items() for item in (items if isinstance(items, list) else [items]))


def _handle(service: str, value: Any) -> Handle:
    if isinstance(value, str):
        return account(service, _text(value))
    if not isinstance(value, dict) or value.keys() - {"user", "base"}:
        raise BadValue
    base = value.get("base")
    made = account(service, _text(value.get("user")))
    return replace(made, base=_url(base).rstrip("/")) if base is not None else made


_BLOGS = {
    "blogger": "blogspot.com", "canalblog": "canalblog.com", "ghost": "ghost.io", "medium": "medium.com", "overblog": "over-blog.com",
    "skyblog": "skyrock.com", "substack": "substack.com", "tumblr": "tumblr.com", "wordpress_com": "wordpress.com",
}  # fmt: skip
"""Hosts that give each account a name below their own."""
_SERVERS = frozenset({"discourse", "forgejo", "gitea", "gitlab", "lemmy", "peertube", "wordpress"})
"""Programs that run on many servers: the address says on which."""
_ADDRESSES = frozenset({"archive", "avatars", "commoncrawl", "dokuwiki", "hyperkitty", "mediawiki", "mhonarc", "pipermail", "public_inbox"})
"""Services whose account is an address, or a name that an address does not hold."""
_BEFORE = frozenset({"a", "accounts", "author", "c", "channel", "in", "p", "people", "profile", "u", "user", "users", "wiki"})
"""What stands before the account in the addresses of profiles."""


_BARE = re.compile(r"[a-zA-Z0-9.-]{1,100}\.[a-zA-Z]{2,20}/\S{1,500}")
"""An address as browsers show it, without its scheme: "github.com/zoe-n"."""


def account(service: str, written: str) -> Handle:
    """The account that a person wrote, or whose profile's address she copied: asked for as it is, an address is nobody's name.

    >>> account("github", "https://github.com/zoe-n?tab=repositories").user, account("mastodon", "https://social.example/@zoe").user
    ('zoe-n', 'zoe@social.example')
    """
    if service in _ADDRESSES:
        return Handle(service=service, user=written)
    blog = _BLOGS.get(service)
    if _BARE.fullmatch(written):
        written = f"https://{written}"
    if not written.startswith(("http://", "https://")):
        return Handle(service=service, user=written.lstrip("@").removesuffix(f".{blog}" if blog else "") or written)
    try:
        parts = urlsplit(written)
        host, origin = (parts.hostname or "").removeprefix("www."), f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return Handle(service=service, user=written)
    if blog and host.endswith(f".{blog}"):
        return Handle(service=service, user=host.removesuffix(f".{blog}"))
    if blog and host != blog:
        return Handle(service=service, user=host, base=None if service == "wordpress_com" else origin)
    named = dict(parse_qsl(parts.query)).get("id") or _named([unquote(part) for part in parts.path.split("/") if part])
    if service == "mastodon" and named:
        named = f"{named}@{host}"
    server = origin if service in _SERVERS and host not in ("gitlab.com", "codeberg.org") and named else None
    return Handle(service=service, user=named or written, base=server)


def _named(path: list[str]) -> str:
    """The account in the path of a profile: behind a word that announces it, else the first part."""
    after = [part for before, part in pairwise(path) if before.lower() in _BEFORE]
    return (after or path or [""])[0].lstrip("@")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the profile: dotted path, reader, what is expected, an example."""

    path: str
    read: Callable[[Any], Any]
    expected: Text
    example: str


_TEXT, _LIST = say("un texte entre guillemets"), say("une liste de textes entre guillemets")
_FILES, _URLS = say("une liste de fichiers ou dossiers"), say("une liste d'adresses commençant par http:// ou https://")
_DAY = say("une date AAAA-MM-JJ, sans guillemets")

KEYS: tuple[Key, ...] = (
    Key("exports", _texts, _FILES, 'exports = ["Complete_LinkedInDataExport_11-20-2026.zip"]'),
    Key("pages", _urls, _URLS, 'pages = ["https://blog.example.org/"]'),
    Key(
        "seen",
        _urls,
        say("une liste d'adresses où votre nom apparaît, peut-être celui d'un homonyme"),
        'seen = ["https://club.example.org/membres"]',
    ),
    Key("cv", _text, say("un fichier PDF, DOCX, ODT, HTML ou TXT"), 'cv = "cv.pdf"'),
    Key("letter", _text, say("un fichier PDF, DOCX, ODT, HTML ou TXT"), 'letter = "lettre.docx"'),
    Key("search_results", _texts, say("des pages de résultats enregistrées, ou un CSV"), 'search_results = ["resultats.html"]'),
    Key("language", _language, say("« fr » ou « en », la langue du rapport"), 'language = "fr"'),
    Key("mandate.purpose", _purpose, say("« self » (vous-même) ou « counselling » (accompagnement)"), 'purpose = "self"'),
    Key("mandate.attested_on", _day, _DAY, "attested_on = 2026-11-20"),
    Key("mandate.by", _text, say("qui accompagne la personne"), 'by = "Mission locale de Nantes"'),
    Key("mandate.scope", _text, say("ce que couvre le mandat"), 'scope = "bilan de visibilité, sources publiques et exports"'),
    Key("mandate.expires", _day, _DAY, "expires = 2027-01-31"),
    Key("person.names", _texts, say("une liste de noms, le premier est celui que vous utilisez"), 'names = ["Camille Durand"]'),
    Key("person.variants", _texts, _LIST, 'variants = ["Cam Durand"]'),
    Key("person.city", _text, _TEXT, 'city = "Nantes"'),
    Key("person.schools", _texts, _LIST, 'schools = ["Université de Nantes"]'),
    Key("person.employers", _texts, _LIST, 'employers = ["Atelier Loire"]'),
    Key("person.emails", _emails, say("une liste d'adresses e-mail"), 'emails = ["camille@example.org"]'),
    Key("person.phones", _texts, say("une liste de numéros de téléphone"), 'phones = ["06 12 34 56 78"]'),
    Key("person.born", _born, say("une année ou une date AAAA-MM-JJ"), "born = 2003"),
    Key("person.stage", _stage, say("« student_before », « student_after » ou « job_seeker »"), 'stage = "student_after"'),
    Key("handles", _handles, say("service = identifiant, ou { user, base }"), 'github = "camille-d"'),
    Key("target.offers", _texts, say("une liste de fichiers ou d'adresses d'offres"), 'offers = ["offre.pdf"]'),
    Key("target.occupation", _text, _TEXT, 'occupation = "data analyst"'),
    Key("target.keywords", _texts, _LIST, 'keywords = ["SQL", "Power BI"]'),
    Key("target.employers", _texts, _LIST, 'employers = ["Atelier Loire"]'),
    Key("target.city", _text, _TEXT, 'city = "Nantes"'),
    Key("network.allow_loopback", _flag, say("true ou false"), "allow_loopback = false"),
    Key("network.resolve", _mapping, say("hôte = adresse:port de cette machine"), 'resolve = { "blog.example" = "127.0.0.1:8000" }'),
    Key("network.disabled", _texts, say("une liste de sources"), 'disabled = ["github"]'),
    Key("network.contact", _text, say("une adresse à laquelle un site peut vous écrire"), 'contact = "camille@example.org"'),
    Key("network.searxng", _url, say("l'adresse de votre instance SearXNG"), 'searxng = "https://searx.example.org"'),
    Key("network.alerts", _urls, _URLS, 'alerts = ["https://www.google.com/alerts/feeds/…"]'),
    Key(
        "network.ask",
        _texts,
        say("les sources à interroger sur votre nom, vos e-mails ou vos pages, ou « all »"),
        'ask = ["companies", "hal", "archive"]',
    ),
    Key("network.max_requests", _count, say("un nombre entier positif"), "max_requests = 2000"),
    Key("network.in_flight", _count, say("un nombre entier positif"), "in_flight = 50"),
    Key("network.timeout", _count, say("un nombre entier positif"), "timeout = 30"),
    Key("network.ca_file", _text, say("un fichier PEM d'autorités de certification, pour un intranet"), 'ca_file = "autorite.pem"'),
    Key("keys", _mapping, say("source = nom d'une variable d'environnement"), 'brave = "BRAVE_API_KEY"'),
)
"""Every key that a profile may hold."""
