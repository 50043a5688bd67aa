"""A site: where a profile stands, what a present and an absent one look like, and what kind of network it is."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import warnings
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, quote_plus

_LABEL = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?")
_SIMPLER = (
    (re.compile(r"\\[1-9]|\(\?P="), "&"),  # a reference back
    (re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.S), "x"),  # one character
    (re.compile(r"\(\?(?:[:=!>]|<[=!]|P?<\w+>|[a-zA-Z-]+:?)"), "("),
    (re.compile(r"\{\d+\}"), "="),
    (re.compile(r"(?:[*+]|\{\d*,\d*\})[?+]?"), "*"),
    (re.compile(r"\?\??"), "?"),
)
_GROUP = re.compile(r"\(([^()]*)\)([*=]?)")


def may_explode(pattern: str) -> bool:
    """Whether a pattern of somebody's file may take more than a moment on 64 characters: a repeated group that itself leaves a choice, more
    than four choices one after the other, or a reference back.

    >>> may_explode("^[a-z]{3,20}(?:-[a-z]+)?$"), may_explode("(a|aa)+$"), may_explode(".*.*.*.*.*x")
    (False, True, True)
    """
    shape = pattern
    for part, simpler in _SIMPLER:
        shape = part.sub(simpler, shape)
    while found := _GROUP.search(shape):
        inner, repeated = found.groups()
        choices = "".join(char for char in inner if char in "*?") + "?" * ("|" in inner)
        if repeated and choices:
            return True
        shape = f"{shape[: found.start()]}x{choices}{repeated}{shape[found.end() :]}"
    return "&" in shape or sum(shape.count(char) for char in "*?") > 4


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern that is safe to use, else None."""
    if len(pattern) > 300 or may_explode(pattern):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a later Python will read otherwise
            return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


_PAGES = frozenset(
    "about account accounts admin api app apps assets auth blog books careers community contact dashboard data developers discover docs "
    "download events explore faq features feed forum forums games groups help home images index jobs join legal live login logout mail "
    "me media members messages mobile music news notifications pages photos press pricing privacy profile profiles register rss search "
    "security settings shop signin signup sitemap static status store support tags team terms topics trending user users video videos wiki "
    "www accueil actualites aide annonces apropos articles compte conditions connexion emploi inscription membres recherche".split()
)
"""Words that sites keep for themselves, in English and in French."""


class Basis(StrEnum):
    """What tells a profile from its absence when the page's words do not."""

    STATUS = "status"
    WORDS = "words"
    REDIRECT = "redirect"


class Erasure(StrEnum):
    """What the address `Site.deletion` is: a page of the account, whom to write to, or how to hide what remains of a closed site."""

    ACCOUNT = "account"
    LETTER = "letter"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Two sides. `present` and `absent` are words of the page ("{handle}" stands for the handle); codes are HTTP statuses.

    With `all_present`, every word must be there; otherwise one is enough. `absent_url` is where absent profiles are redirected.
    `refused` are words of pages that speak about us and not about the profile.
    """

    basis: Basis = Basis.STATUS
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    present_codes: frozenset[int] = frozenset()
    absent_codes: frozenset[int] = frozenset()
    absent_url: str = ""
    refused: tuple[str, ...] = ()
    all_present: bool = False

    @property
    def two_sided(self) -> bool:
        return bool(self.present or self.present_codes) and bool(self.absent or self.absent_codes or self.absent_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site. `url` is what a reader opens, `probe` what is asked ("" = url), `body` what is sent; "{handle}" stands for the handle.

    `known` are accounts that exist; `left_out` are characters that the site drops from a handle.
    """

    name: str
    url: str
    rule: Rule = Rule()
    title: str = ""
    probe: str = ""
    known: tuple[str, ...] = ()
    pattern: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    left_out: str = ""
    category: str = ""
    nature: str = ""
    scope: str = ""
    content: str = ""
    objective: str = ""
    alive: bool = True
    deletion: str = ""
    erasure: Erasure = Erasure.ACCOUNT
    read: bool = True

    def address(self, handle: str) -> str:
        """Where a person sees the profile of `handle`."""
        return self._filled(self.url, handle)

    def asked(self, handle: str) -> str:
        """What a program asks for it."""
        return self._filled(self.probe or self.url, handle)

    def sent(self, handle: str) -> str:
        """What is sent with the question, "" for nothing; the handle is written as the kind of body wants it, so that it stays a value."""
        kept = self._kept(handle)
        written = json.dumps(kept)[1:-1] if self.body.lstrip().startswith(("{", "[")) else quote_plus(kept)
        return self.body.replace("{handle}", written)

    def _kept(self, handle: str) -> str:
        return "".join(char for char in handle if char not in self.left_out) if self.left_out else handle

    def _filled(self, address: str, handle: str) -> str:
        return address.replace("{handle}", quote(self._kept(handle), safe="@.~-_"))

    def own_page(self, handle: str) -> bool:
        """Whether the address of such a profile may be a page of the site itself: github.com/about is nobody's account."""
        host, _, path = (self.probe or self.url).partition("://")[2].partition("/")
        return handle.lower() in _PAGES and (host.startswith("{handle}.") or path.startswith("{handle}"))

    def accepts(self, handle: str) -> bool:
        """Whether the site allows such a handle. In a host there are letters, digits and hyphens (RFC 1123 2.1): a dot makes another host.

        A pattern that is broken or may take for ever allows all.
        """
        asked = self.probe or self.url
        if "{handle}" in asked.partition("://")[2].partition("/")[0] and not _LABEL.fullmatch(self._kept(handle)):
            return False
        pattern = _compiled(self.pattern) if self.pattern and len(handle) <= 64 else None
        return pattern is None or pattern.search(handle) is not None

    @property
    def key(self) -> str:
        """Changes when the address or the rule does: remembered controls are about one rule."""
        return hashlib.sha256(repr((self.name, self.probe or self.url, self.rule)).encode()).hexdigest()[:16]

    def improbable(self) -> str:
        """A handle that nobody has, made of the site's name so that it is the same in each run."""
        digest = hashlib.sha256(f"ereput control {self.name}".encode()).hexdigest()
        letters = digest.translate(str.maketrans("0123456789", "ghijklmnop"))
        number = int(digest[:12], 16)
        shapes = (f"zq{letters[:7]}{number % 1000:03d}", f"zq{letters[:10]}", f"Zq{letters[:6]}_Xw{letters[6:12]}", f"98{number:015d}")
        return next((shape for shape in shapes if self.accepts(shape)), shapes[0])


@cache
def catalogue() -> tuple[Site, ...]:
    """Our own sites, by name."""
    body = tomllib.loads(files("ereput.collect.catalogue").joinpath("sites.toml").read_text("utf-8"))
    defaults = body["defaults"]
    return tuple(sorted((_site(name, {**defaults, **row}) for name, row in body["site"].items()), key=lambda site: site.name))


def _site(name: str, row: dict[str, Any]) -> Site:
    absent = tuple(row.get("absent", ()))
    return Site(
        name=name,
        title=row.get("title", name),
        url=row["url"],
        probe=row.get("probe", ""),
        rule=Rule(
            basis=Basis.WORDS if row["present"] else Basis.STATUS,
            present=tuple(row["present"]),
            absent=absent,
            present_codes=frozenset({200}),
            absent_codes=frozenset(row["absent_codes"]),
            absent_url=row.get("absent_url", ""),
        ),
        known=tuple(row.get("known", ())),
        pattern=row.get("pattern", ""),
        category=row["category"],
        nature=row["nature"],
        scope=row["scope"],
        content=row.get("content", ""),
        objective=row.get("objective", ""),
        alive=row.get("alive", True),
        deletion=row["deletion"],
        erasure=Erasure(row.get("erasure", Erasure.ACCOUNT)),
        read=row.get("read", True),
    )
