"""What one answer says under one rule. Pure: a page in, a verdict and its reason out. Blocked is never absent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ereput.collect.accounts.sites import Basis, Rule, Site
from ereput.collect.encoding import decode
from ereput.collect.skips import code_of, verdict_of
from ereput.errors import SKIPS
from ereput.model import Page, Skip, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterable

_GONE = frozenset({404, 410})
_CHALLENGES = (
    "just a moment...", "cf-chl", "cf_chl", "challenge-platform", "attention required! | cloudflare", "checking your browser",
    "verify you are human", "verifying you are human", "vérifiez que vous êtes humain", "are you a robot", "êtes-vous un robot",
    "g-recaptcha", "h-captcha", "hcaptcha.com", "captcha-delivery.com", "px-captcha", "ddos-guard", "datadome", "unusual traffic",
    "trafic inhabituel", "enable javascript and cookies to continue", "pardon our interruption", "request unsuccessful. incapsula",
)  # fmt: skip
_CHALLENGE_SIZE = 40_000
"""A challenge is a small page: on a large one, the words are a widget's."""
_DOOR = re.compile(
    r"/(?:login|log-in|signin|sign-in|connexion|auth|authwall|account/login|consent|checkpoint|captcha|challenge)(?:[/?.]|$)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One answer, read. `strong` when a word of the page, and not only its status, spoke."""

    verdict: Verdict
    reason: Text
    strong: bool = False


def read(site: Site, handle: str, answer: Page | Skip) -> Reading:
    """What `answer` to a question about `handle` says by the site's rule."""
    if isinstance(answer, Skip):
        return Reading(verdict=verdict_of(answer.code), reason=answer.reason)
    text = decode(answer.body, answer.header("content-type"))
    refused = _refused(site.rule, answer, text)
    if refused is not None:
        return refused
    return _by_rule(site.rule, handle, answer, text)


def _refused(rule: Rule, page: Page, text: str) -> Reading | None:
    """The answers that are about us, and not about the profile."""
    code = code_of(page.status)
    if verdict_of(code) is Verdict.BLOCKED and page.status not in rule.absent_codes:
        return Reading(verdict=Verdict.BLOCKED, reason=SKIPS[code])
    if _holds(text, rule.refused):
        return Reading(verdict=Verdict.BLOCKED, reason=SKIPS["blocked"])
    if "cf-mitigated" in dict(page.headers) or (len(text) < _CHALLENGE_SIZE and _holds(text.lower(), _CHALLENGES)):
        return Reading(verdict=Verdict.BLOCKED, reason=say("Le site demande de prouver qu'on n'est pas un programme."))
    failed = code == "server_error" and page.status not in rule.absent_codes
    return Reading(verdict=Verdict.UNDECIDED, reason=SKIPS[code]) if failed else None


def _by_rule(rule: Rule, handle: str, page: Page, text: str) -> Reading:
    away = _led_away(page, handle)
    absent_word = next((word for word in rule.absent if _filled(word, handle) in text), "")
    led_out = bool(page.redirects) and bool(rule.absent_url) and _same_place(page.url, rule.absent_url, handle)
    if led_out:
        return Reading(verdict=Verdict.ABSENT, reason=say("Le site renvoie vers sa page des profils absents."), strong=True)
    if away and _DOOR.search(urlsplit(page.url).path):
        return Reading(verdict=Verdict.BLOCKED, reason=say("Le site demande de se connecter."))
    if away and page.status < 300 and not absent_word and _own_domain(page, handle):
        return Reading(verdict=Verdict.UNDECIDED, reason=say("Le site renvoie vers un autre domaine, qui peut être celui du profil."))
    present = _present(rule, handle, page, text) and not away and (bool(rule.present) or not absent_word)
    shown = present and bool(rule.present)
    absent = _absent(rule, page, absent=bool(absent_word), away=away, shown=shown)
    if present and not absent:
        return Reading(verdict=Verdict.PRESENT, reason=say("La page a l'aspect d'un profil."), strong=bool(rule.present))
    if absent and not present:
        reason = say("Le site dit que ce profil n'existe pas.") if absent_word else say("Le site répond que cette page n'existe pas.")
        return Reading(verdict=Verdict.ABSENT, reason=reason, strong=bool(absent_word))
    return Reading(verdict=Verdict.UNDECIDED, reason=say("La page ne ressemble ni à un profil ni à une absence."))


def _present(rule: Rule, handle: str, page: Page, text: str) -> bool:
    codes = rule.present_codes or frozenset(range(200, 300))
    if page.status not in codes:
        return False
    if not rule.present:
        return True
    found = [
        _filled(word, handle) in text or ("{handle}" in word and _filled(word, handle).lower() in text.lower()) for word in rule.present
    ]
    return all(found) if rule.all_present else any(found)


def _absent(rule: Rule, page: Page, *, absent: bool, away: bool, shown: bool) -> bool:
    """Whether the absent side speaks. `shown`: a word of the present side is there, so that a silence of the other side says nothing."""
    if rule.absent and rule.absent_codes:
        said = absent and (page.status in rule.absent_codes or (away and bool(rule.absent_codes & set(range(300, 400)))))
        return said or (page.status in _GONE and page.status not in rule.present_codes)
    if absent or away or (page.status in (rule.absent_codes or _GONE) | _GONE and not (shown and not rule.absent)):
        return True
    only_present = rule.basis is Basis.WORDS and bool(rule.present) and not rule.absent and not rule.absent_codes
    return only_present and not shown and page.status < 300


def _led_away(page: Page, handle: str) -> bool:
    """Whether a redirect left the profile: its address named the handle, and the place it led to does not."""
    if not page.redirects:
        return False
    return (
        handle.lower() in unquote(page.redirects[0]).lower()
        and handle.lower() not in unquote(urlsplit(page.url)._replace(query="").geturl()).lower()
    )


def _own_domain(page: Page, handle: str) -> bool:
    """Whether a profile that is a sub-domain (handle.platform.example) led out of its platform: many blogs have a domain of their own."""
    first, last = urlsplit(page.redirects[0]).hostname or "", urlsplit(page.url).hostname or ""
    label, _, platform = first.partition(".")
    return label == handle.lower() and last != platform and not last.endswith(f".{platform}")


def _same_place(url: str, expected: str, handle: str) -> bool:
    """Whether `url` is the expected address, or below it when that has a path; scheme, www. and final slash do not count."""
    place, wanted = (_bare(item) for item in (url, _filled(expected, handle)))
    return place == wanted or ("/" in wanted and place.startswith(f"{wanted}/")) or place.partition("?")[0] == wanted


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()


def _filled(word: str, handle: str) -> str:
    return word.replace("{handle}", handle)


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
