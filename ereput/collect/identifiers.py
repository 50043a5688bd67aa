"""What the collectors may look for: the identifiers she gave, and the network settings that name a source, as one list of handles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ereput.collect.portraits import pictures_of
from ereput.collect.urls import host_of
from ereput.model import Handle, Harvest, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ereput.profile import Network

BY_NAME = (
    "companies", "bodacc", "associations", "hal", "theses", "idref", "orcid", "openalex", "crossref", "wikipedia", "wikidata",
    "hackernews", "ietf", "peertube", "dblp", "jorf",
)  # fmt: skip
"""Sources that can be asked for a name; only those that the profile's network.ask lists (or "all") are."""
BY_EMAIL = ("gravatar", "avatars")
BY_PAGE = ("archive", "commoncrawl")
SEARCH = ("brave", "mojeek", "kagi", "marginalia")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The subject as collectors see her, and every key by source (alert feeds' secret parts included)."""

    subject: Subject
    keys: Mapping[str, str]


def asked_about(subject: Subject, network: Network, own: Harvest) -> Asked:
    """Add to `subject` what `network` and her own files allow to ask. A name alone opens nothing: each source is opted in."""
    chosen = set(network.ask)
    wanted = {*BY_NAME, *BY_EMAIL, *BY_PAGE} if "all" in chosen else chosen
    extra = [Handle(service=name, user=subject.name) for name in BY_NAME if name in wanted]
    extra += [Handle(service=name, user=email) for name in BY_EMAIL if name in wanted for email in subject.emails]
    if "avatars" in wanted:
        extra += [Handle(service="avatars", user=url) for m in own.mentions if m.declared for url in pictures_of(m)]
    if "archive" in wanted:
        extra += [Handle(service="archive", user=url) for url in subject.pages]
    if "commoncrawl" in wanted:
        extra += [Handle(service="commoncrawl", user=host) for host in dict.fromkeys(map(host_of, subject.pages)) if host]
    if network.searxng:
        extra.append(Handle(service="searxng", user="", base=network.searxng))
    extra += [Handle(service=name, user="") for name in SEARCH if name in dict(network.keys)]
    breaches = "hibp" in wanted or "all" in chosen or "hibp" in dict(network.keys)
    held = {value.casefold() for m in own.mentions if m.declared and breaches for value in m.all("email")}
    extra += [Handle(service="proved_email", user=email) for email in subject.emails if email.casefold() in held]
    alerts, secrets = _alerts(network.alerts)
    handles = tuple(dict.fromkeys((*subject.handles, *extra, *alerts)))
    return Asked(subject=replace(subject, handles=handles), keys={**dict(network.keys), **secrets})


def _alerts(urls: tuple[str, ...]) -> tuple[list[Handle], dict[str, str]]:
    """Each alert's address with its last two parts (account and alert number) taken out, and kept as the key of a source of its own."""
    handles, secrets = [], {}
    for number, url in enumerate(urls, start=1):
        source = "alerts" if number == 1 else f"alerts_{number}"
        parts = url.split("/")
        cut = max(3, len(parts) - 2)
        secrets[source] = "/".join(parts[cut:])
        handles.append(Handle(service="alerts", user="/".join((*parts[:cut], "{key}")), base=source))
    return handles, secrets
