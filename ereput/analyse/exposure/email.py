"""E-mail addresses: as written, spaced by a PDF, or disguised ("nom [at] domaine [point] fr")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

_WRITTEN = re.compile(r"(?<![\w.+/@-])[\w][\w.+'%-]{0,63}@(?P<host>[\w][\w-]{0,62}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,24})(?![\w@])")
"""RFC 5321 §4.5.3.1 sizes, RFC 5322 dot-atom without its rarest signs; letters of any script (RFC 6531)."""
_HALF = re.compile(
    r"(?<![\w.+/@-])[a-z0-9]{1,30}[._][a-z0-9._-]{1,30}@(?:gmail|hotmail|outlook|yahoo|free|orange|wanadoo|sfr"
    r"|laposte|fr|com|org)(?![\w@.])"
)
_AT = r"(?:\s?[\[({<]\s?(?:@|at|chez|arobase|arobas)\s?[\])}>]\s?|\s(?:@|arobase|arobas)\s|_at_)"
_DOT = r"(?:\s?[\[({<]\s?(?:\.|dot|point)\s?[\])}>]\s?|\s(?:\.|dot|point)\s|\.)"
_DISGUISED = re.compile(
    rf"(?<![\w.+/@-])[a-z0-9][a-z0-9._+-]{{0,62}}{_AT}[a-z0-9][a-z0-9-]{{1,62}}(?:{_DOT}[a-z0-9-]{{2,30}}){{0,2}}{_DOT}[a-z]{{2,10}}(?!\w)"
)
_SPELLED = re.compile(
    r"(?<![\w.+/@-])[a-z0-9][a-z0-9._+-]{1,62}(?: (?:dot|point) [a-z0-9-]{1,30})? (?:at|chez|arobase) [a-z0-9][a-z0-9-]{1,62}"
    r"(?: (?:dot|point) [a-z0-9-]{2,30}){0,2} (?:dot|point) (?P<top>[a-z]{2,10})(?!\w)"
)
"""Every sign in words: "nom chez domaine point fr"."""
_LETTERED = re.compile(r"(?<![\w.+/@-])(?:[a-z0-9._+-] ){3,40}@(?: [a-z0-9.-]){4,60}(?![\w@])")
"""Every letter apart, as some PDFs give them."""
_FILES = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "css", "js", "ico", "mp4", "pdf"})
_TOPS = frozenset([
    "fr", "com", "org", "net", "eu", "io", "info", "biz", "edu", "gov", "be", "ch", "ca", "uk", "de", "es", "it", "lu", "re", "pro",
    "name", "paris", "bzh", "me", "co", "test", "example", "dev", "app",
])  # fmt: skip
_SPACED_SIGN = re.compile(r" @ | arobase? |[\[({<] ?(?:@|at|chez|arobase?) ?[\])}>]|_at_")
_SIGNS = ("@", "arobas", "[at]", "(at)", "{at}", "<at>", "_at_", "[ at ]", "( at )", "[chez]", "(chez)")


class Email:
    """Finds e-mail addresses; `value` is the address in lower case without spaces."""

    name = "email"
    kinds = ("EMAIL",)
    title = say("Adresse e-mail")
    source = "RFC 5321, RFC 5322"

    def find(self, passage: Passage) -> Iterator[Span]:
        low = passage.low
        if not passage.words.isdisjoint(("point", "dot")):
            for match in _SPELLED.finditer(low):
                if match["top"] in _TOPS:
                    value = re.sub(r" (?:dot|point) ", ".", re.sub(r" (?:at|chez|arobase) ", "@", match[0], count=1))
                    yield self._span(match.start(), match.end(), value, 0.8, ("email_disguised",))
        if not any(sign in low for sign in _SIGNS):
            return
        for match in _at(low, _WRITTEN):
            in_link = low[match.start() - 1 : match.start()] == ":" and "://" in low[max(0, match.start() - 70) : match.start()]
            if not in_link and _is_address(low, match.end(), match["host"]) and not match[0].startswith("git@"):
                yield self._span(match.start(), match.end(), match[0], 0.98, ("email_shape",))
        for match in _at(low, _HALF):
            yield self._span(match.start(), match.end(), match[0], 0.6, ())
        for match in _near_signs(low):
            value = re.sub(_DOT, ".", re.sub(_AT, "@", match[0], count=1)).replace(" ", "")
            if value.rpartition(".")[2] in _TOPS and not value.startswith("rt@"):
                yield self._span(match.start(), match.end(), value, 0.85, ("email_disguised",))

    def _span(self, start: int, end: int, value: str, confidence: float, checks: tuple[str, ...]) -> Span:
        return Span(
            start=start, end=end, kind="EMAIL", confidence=confidence, rule=self.name, value=value.lower(), base=confidence, checks=checks
        )


def _at(low: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of an address pattern, looked for around each "@" only."""
    at = low.find("@")
    while at >= 0:
        start = at
        while start and at - start < 64 and (low[start - 1].isalnum() or low[start - 1] in "._+'%-"):
            start -= 1
        while start < at and not (low[start].isalnum() or low[start] == "_"):
            start += 1
        if match := pattern.match(low, start):
            yield match
        at = low.find("@", at + 1)


def _near_signs(low: str) -> Iterator[re.Match[str]]:
    done = 0
    if " @ " in low:
        yield from _LETTERED.finditer(low)
    for sign in _SPACED_SIGN.finditer(low):
        for match in _DISGUISED.finditer(low, max(done, sign.start() - 64), sign.end() + 100):
            done = match.end()
            yield match


def _is_address(low: str, end: int, host: str) -> bool:
    """Not the picture `logo@2x.png`, nor the remote `git@host:path`."""
    return host.rpartition(".")[2] not in _FILES and not low.startswith((":~", ":/"), end)


RECOGNISER = Email()
