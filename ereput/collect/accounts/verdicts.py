"""What one answer says under one rule. Pure: a page in, a verdict and its reason out. Blocked is never absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ereput.collect.accounts import walls
from ereput.collect.accounts.sites import Basis, Rule, Site
from ereput.collect.accounts.walls import Wall
from ereput.collect.encoding import decode
from ereput.collect.skips import code_of, verdict_of
from ereput.collect.urls import host_of
from ereput.errors import SKIPS
from ereput.model import Page, Skip, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterable

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One answer, read. `strong` when a word of the page, and not only its status, spoke; `silent` when nothing in it is about the account,
    so that a control of another day does not vouch for it; `settled` when a control would tell nothing more.
    """

    verdict: Verdict
    reason: Text
    strong: bool = False
    silent: bool = False
    settled: bool = False


_PROOF = Reading(verdict=Verdict.BLOCKED, reason=say("Le site demande de prouver qu'on n'est pas un programme."))
_WALLS = {
    Wall.CHALLENGE: _PROOF,
    Wall.DOOR: Reading(verdict=Verdict.BLOCKED, reason=say("Le site demande de se connecter ou de consentir.")),
    Wall.REPAIR: Reading(verdict=Verdict.UNDECIDED, reason=say("Le site est en travaux ou indisponible."), settled=True),
}
_LED_ON = Reading(verdict=Verdict.UNDECIDED, reason=say("La page n'est pas un profil : elle en ouvre une autre."))


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
    if walls.challenge(page, text):
        return _PROOF
    failed = code == "server_error" and page.status not in rule.absent_codes
    return Reading(verdict=Verdict.UNDECIDED, reason=SKIPS[code]) if failed else None


def _by_rule(rule: Rule, handle: str, page: Page, text: str) -> Reading:
    absent_word = next((word for word in rule.absent if _filled(word, handle) in text), "")
    elsewhere = _elsewhere(rule, handle, page, text, said=bool(absent_word))
    if elsewhere is not None:
        return elsewhere
    away = _led_away(page, handle)
    present = _present(rule, handle, page, text) and not away and (bool(rule.present) or not absent_word)
    shown = present and bool(rule.present)
    absent = _absent(rule, page, absent=bool(absent_word), away=away, shown=shown)
    if present == absent:
        return Reading(verdict=Verdict.UNDECIDED, reason=say("La page ne ressemble ni à un profil ni à une absence."))
    if not absent_word and page.status < 300 and (wall := walls.titled(text, handle)) and not (shown and _own_words(rule, handle, text)):
        return _WALLS[wall]
    if present:
        silent = not shown and handle not in text and handle.lower() not in text.lower()
        return Reading(verdict=Verdict.PRESENT, reason=say("La page a l'aspect d'un profil."), strong=shown, silent=silent)
    reason = say("Le site dit que ce profil n'existe pas.") if absent_word else say("Le site répond que cette page n'existe pas.")
    silent = not absent_word and page.status < 300 and not (away and _is_above(page))
    return Reading(verdict=Verdict.ABSENT, reason=reason, strong=bool(absent_word), silent=silent)


def _own_words(rule: Rule, handle: str, text: str) -> bool:
    """Whether a word of the rule is there that is more than the account's name: a wall may repeat what it was asked."""
    return any(_filled(word, handle) in text for word in rule.present if word != "{handle}")


def _elsewhere(rule: Rule, handle: str, page: Page, text: str, *, said: bool) -> Reading | None:
    """What it means that the answer is, or leads to, another page than the one asked for; `said`: a word of absence is in it."""
    led_on = "" if said else walls.leads_on(page, text)
    target = led_on or (page.url if page.redirects else "")
    if target and rule.absent_url and _same_place(target, rule.absent_url, handle):
        return Reading(verdict=Verdict.ABSENT, reason=say("Le site renvoie vers sa page des profils absents."), strong=True)
    if walls.door(page) or (led_on and walls.leads_to_door(page.url, led_on)):
        return _WALLS[Wall.DOOR]
    if led_on:
        return _LED_ON
    if page.status < 300 and not said and _led_away(page, handle) and _other_domain(page):
        return Reading(verdict=Verdict.UNDECIDED, reason=say("Le site renvoie vers un autre domaine, qui peut être celui du profil."))
    return None


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


def _other_domain(page: Page) -> bool:
    """Whether a redirect left the site: a profile that is a sub-domain, for a domain of its own; a site that moved elsewhere."""
    first, last = host_of(page.redirects[0]), host_of(page.url)
    return first != last and _domain(first) != _domain(last)


def _domain(host: str) -> str:
    """The domain that somebody registered, as nearly as its length tells ("a.b.example" -> "b.example", "a.b.co.uk" -> "b.co.uk")."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if short else -2 :])


def _is_above(page: Page) -> bool:
    """Whether a redirect led to what the profile stood below: the site's home, its list of members."""
    first, last = urlsplit(page.redirects[0]).path, urlsplit(page.url).path
    return first.startswith(last.rstrip("/") + "/")


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
