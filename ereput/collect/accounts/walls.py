"""Pages that stand before the page: proofs that one is no program, doors to log in or consent, a site under repair, a page that leads on.

They come with status 200 as well, and say nothing of an account. Their marks were looked up in what the services document and in pages
that others recorded: Cloudflare, DataDome, Akamai, AWS WAF, Imperva, HUMAN, Sucuri, Anubis, DDoS-Guard; Google's and publishers' consent.
"""

from __future__ import annotations

import html
import re
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ereput.collect.urls import absolute, host_of

if TYPE_CHECKING:
    from ereput.model import Page

SIZE = 40_000
"""A wall is a small page: on a large one, the words are a widget's."""


class Wall(Enum):
    """What stands there."""

    CHALLENGE = "challenge"
    DOOR = "door"
    REPAIR = "repair"


_HEADERS = frozenset({"cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated"})
_CHALLENGES = {
    "captcha": ("captcha-delivery.com", "px-captcha", "awswafcaptcha", "captcha.awswaf.com"),
    "challenge": ("anubis_challenge", "challenge.awswaf.com", "client challenge", "/orchestrate/chl_page"),
    "cf": ("cf-chl", "cf_chl", "attention required! | cloudflare"),
    "sec-if": ("sec-if-cpt-container",),
    "moment...": ("just a moment...",),
    "un instant": ("<title>un instant",),
    "checki": ("checking your browser", "checking if the site connection is secure"),
    "bot": ("sure you&#39;re not a bot!", "sure you're not a bot!", "checking you are not a bot", "are you a robot", "êtes-vous un robot",
            "pas un robot"),
    "huma": ("verify you are human", "verifying you are human", "que vous êtes humain", "que vous êtes bien humain",
             "que vous êtes un humain"),
    "traf": ("trafic inhabituel", "trafic suspect", "unusual traffic"),
    "ddos-guard": ("ddos-guard",),
    "sucuri": ("sucuri_cloudproxy", "sucuri website firewall"),
    "incapsula": ("request unsuccessful. incapsula", "incapsula incident id"),
    "enable j": ("enable javascript and cookies to continue", "enable js and disable any ad blocker"),
    "interruption": ("pardon our interruption",),
}  # fmt: skip
"""A part of the words, which is looked for first, and the words."""
_WIDGETS = ("g-recaptcha", "h-captcha", "hcaptcha.com", "frc-captcha", "cf-turnstile")
"""What asks a person for a proof, on walls and on ordinary forms too: never a wall on a page that says to be missing."""


def challenge(page: Page, text: str) -> bool:
    """Whether the answer asks for a proof that one is no program, in its headers or, small as it is, in its words."""
    if not _HEADERS.isdisjoint(dict(page.headers)):
        return True
    if len(text) >= SIZE:
        return False
    plain = text.lower()
    for part, words in _CHALLENGES.items():
        if part in plain and any(word in plain for word in words):
            return True
    return page.status < 400 and ("captcha" in plain or "cf-turnstile" in plain) and any(word in plain for word in _WIDGETS)


_DOOR = re.compile(
    r"/(?:log[-_]?[io]n|sign[-_]?in|sign[-_]?up|register|inscription|connexion|se-connecter|identification|authentification|auth|"
    r"authorize|oauth2?|sso|cas|authwall|account/login|consent|collectconsent|cookie[-_]?wall|gdpr|rgpd|checkpoint|captcha|challenge|"
    r"age[-_]?(?:gate|check|verification)|splashui|blocked|sorry)(?:[/?.;]|$)",
    re.I,
)
_DOOR_HOST = re.compile(
    r"^(?:login|signin|accounts?|auth|sso|cas|idp?|consent|guce|captcha|geo|validate|challenge)\d{0,2}\.|\.captcha-delivery\.com$|\.perfdrive\.com$"
)


def door(page: Page) -> bool:
    """Whether a redirect ended at a page to log in, to consent or to prove something."""
    return bool(page.redirects) and leads_to_door(page.redirects[0], page.url)


def leads_to_door(first: str, last: str) -> bool:
    """Whether `last` is such a page, and `first` was none."""
    hosts = host_of(first), host_of(last)
    if hosts[0] != hosts[1] and _DOOR_HOST.search(hosts[1]) and not _DOOR_HOST.search(hosts[0]):
        return True
    return bool(_DOOR.search(_path(last))) and not _DOOR.search(_path(first))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


_TITLE = re.compile(r"<title[^>]{0,200}>\s{0,50}([^<]{1,300})", re.I)
_TITLES = {
    Wall.CHALLENGE: re.compile(
        r"captcha|\brobots?\b|security check|contrôle de sécurité|vérification de sécurité|access denied|accès (?:refusé|interdit|bloqué)|"
        r"^(?:403|forbidden|blocked|bloqué)\b|not available in your (?:country|region)|(?:in)?disponible dans votre (?:pays|région)"
    ),
    Wall.DOOR: re.compile(
        r"\b(?:se connecter|connexion|connectez-vous|s'identifier|identifiez-vous|authentification|log ?in|sign ?in|sign ?up)\b|"
        r"avant (?:d'accéder|de continuer)|before you continue|\bconsent|votre consentement|gestion des cookies"
    ),
    Wall.REPAIR: re.compile(
        r"\bmaintenance\b|en travaux|bientôt de retour|be right back|back soon|temporairement indisponible|temporarily unavailable|"
        r"service (?:unavailable|indisponible)|^(?:500|502|503|504)\b|under construction|en construction"
    ),
}


def titled(text: str, handle: str) -> Wall | None:
    """What the title of a page says to stand there; nothing on a page that is titled after the account."""
    found = _TITLE.search(text[:SIZE])
    if found is None:
        return None
    title = " ".join(html.unescape(found[1]).lower().replace("\u2019", "'").split())
    if handle.lower() in title:
        return None
    for wall, words in _TITLES.items():
        if words.search(title):
            return wall
    return None


_META = re.compile(r"<meta\b([^>]{1,1000})>", re.I)
_WAIT = re.compile(
    r"content\s{0,5}=\s{0,5}[\"']?\s{0,5}(\d{1,2})(?:\.\d{0,3})?\s{0,5}[;,]\s{0,5}(?:url\s{0,3}=\s{0,3})?[\"']?([^\"'>]{1,1000})", re.I
)
_SCRIPTED = re.compile(
    r"\blocation(?:\.href)?\s{0,5}=(?!=)\s{0,5}[\"']([^\"'<>]{1,1000})[\"']|\blocation\.(?:replace|assign)\(\s{0,5}[\"']([^\"'<>]{1,1000})[\"']"
)
_UNSEEN = re.compile(r"<noscript\b[^>]{0,200}>.{0,2000}?</noscript>", re.I | re.S)
_BARE = 3_000
"""Characters of a page that does nothing but lead on by a script; on a longer one, a script that may is not one that does."""


def leads_on(page: Page, text: str) -> str:
    """Where a page leads by itself within ten seconds (HTML, meta refresh) or, when it is nothing else, by a script; "" nowhere."""
    if page.status >= 300 or len(text) >= SIZE:
        return ""
    if "efresh" in text or "REFRESH" in text:
        for meta in _META.finditer(_UNSEEN.sub("", text)):
            wait = _WAIT.search(meta[1]) if "refresh" in meta[1].lower() else None
            if wait and int(wait[1]) <= 10:
                return _elsewhere(page, html.unescape(wait[2]))
    if len(text) < _BARE and "location" in text and (scripted := _SCRIPTED.search(text)):
        return _elsewhere(page, scripted[1] or scripted[2])
    return ""


def _elsewhere(page: Page, target: str) -> str:
    """The address that `target` is, unless it is the page's own."""
    led = absolute(page.url, target)
    return "" if unquote(led).rstrip("/") == unquote(page.url).rstrip("/") else led
