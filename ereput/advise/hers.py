"""Which pages she may edit herself: those she named, those of the accounts she declared, and what she published, as her exports show. A
letter is for every other one.

A user name counts where it stands whole, on the host of its service: "marie" is neither "marie-petit", nor "marie" on another site.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ereput.advise.guides import for_url, guides

if TYPE_CHECKING:
    from datetime import date

    from ereput.model import Finding, Handle, Subject

_CUT = re.compile(r"[/?&=#:;]+")
"""What parts an address (RFC 3986), and the colon of a wiki's "User:Name"."""
_PEOPLE = frozenset("user users u profile profil profiles profils member members membre membres people id author auteur".split())
"""What stands before a number that is a person's, and not a question's or a message's."""


def host(url: str) -> str:
    """The host of an address, lower case, without "www."; "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_hers(subject: Subject, url: str) -> bool:
    """May she edit it herself? Her own pages and what stands below them, and the accounts she declared."""
    here = _bare(url)
    below = any(here == root or here.startswith((f"{root}/", f"{root}?")) for root in map(_bare, subject.pages))
    return below or any(_account(handle, url) for handle in subject.handles)


def may_edit(subject: Subject, fact: Finding, url: str) -> bool:
    """May she settle `fact` at `url` herself? The page is hers, or she published what stands there and no archive keeps it."""
    return is_hers(subject, url) or (any(e.hers and e.url == url for e in fact.evidence) and not _kept(url))


def _kept(url: str) -> bool:
    """Does the service keep what its members published, whatever they do in their account?"""
    guide = for_url(url)
    return guide is not None and guide.kind in ("research", "wiki", "archive")


def is_minor(subject: Subject, today: date) -> bool:
    """Is she under eighteen on `today`, for sure? Then whatever a service holds of her was collected from a minor."""
    return subject.is_minor(today)


def _bare(url: str) -> str:
    """An address without what changes nothing to whose it is: scheme, "www.", fragment, last slash."""
    rest = url.partition("://")[2] or url
    name, slash, path = rest.partition("#")[0].partition("/")
    return (name.casefold().removeprefix("www.") + slash + path).rstrip("/")


def _account(handle: Handle, url: str) -> bool:
    user, _, server = _word(handle.user).strip("@/").partition("@")
    where = host(url)
    if not user or not where or not _on(handle, server, where):
        return False
    rest = _word(unquote(url.partition("://")[2].partition("/")[2]))
    if "/" in user:
        return f"/{user}/" in f"/{rest}/"
    words = [word.lstrip("@~").removesuffix(".bsky.social") for word in _CUT.split(rest)]
    below = where.split(".")[:-2]
    if user.isdigit():
        return any(word == user and before in _PEOPLE for before, word in pairwise(words))
    return user.removesuffix(".bsky.social") in (*words, *below) or where == user


def _word(text: str) -> str:
    """Case aside, and an underscore for a space, as wikis write one for the other."""
    return text.casefold().replace(" ", "_")


def _on(handle: Handle, server: str, where: str) -> bool:
    """Is `where` a host of the handle's service: its own server, else the hosts of its guide, else a host that bears its name?"""
    own = host(handle.base or "") or server
    if own:
        return where == own or where.endswith(f".{own}")
    service = re.sub(r"[^a-z0-9]", "", handle.service.casefold())
    guide = guides().get(handle.service)
    labels = where.split(".")
    known = guide.hosts if guide else ()
    if any(where == h or where.endswith(f".{h}") for h in known):
        return True
    return len(service) > 1 and (service in labels or service == "".join(labels[-2:]))
