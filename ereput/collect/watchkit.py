"""The watch kit: alerts ready to create, searches ready to click, and the feeds of her pages as OPML, to keep watch without any tool."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from ereput.collect.feed_source import FeedSource
from ereput.collect.queries import queries, unaccented
from ereput.model import Subject, Text, say
from ereput.registry import adapters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ereput.model import Coverage

ENGINES = (
    ("Google", "https://www.google.com/search?q={}&hl=fr"),
    ("Bing", "https://www.bing.com/search?q={}&cc=FR"),
    ("DuckDuckGo", "https://duckduckgo.com/?q={}&kl=fr-fr"),
    ("Qwant", "https://www.qwant.com/?q={}&locale=fr_FR"),
    ("Brave", "https://search.brave.com/search?q={}&country=fr"),
)
"""Where a person types by hand: nothing is asked by ereput."""
ALERTS, SEARCHES = 8, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert to create: the words, where, and why."""

    words: str
    link: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What `make` gives: `searches` are words to type, `feeds` pairs of title and address, `opml` their list."""

    alerts: tuple[Alert, ...]
    searches: tuple[str, ...]
    feeds: tuple[tuple[str, str], ...]
    opml: str

    def write(self, folder: Path, *, speak: Callable[[Text], str] = str) -> tuple[Path, ...]:
        """Write `veille.opml` and `veille.md` in `folder`; `speak` turns a Text into words."""
        folder.mkdir(parents=True, exist_ok=True)
        opml, guide = folder / "veille.opml", folder / "veille.md"
        opml.write_text(self.opml, "utf-8")
        lines = [speak(item) for item in GUIDE]
        lines += ["", speak(say("## Alertes à créer")), ""]
        lines += [f"- [`{alert.words}`]({alert.link}) — {speak(alert.why)}" for alert in self.alerts]
        lines += ["", speak(say("## Recherches à refaire")), ""]
        lines += [
            f"- `{words}` : {' · '.join(f'[{name}]({link.format(quote(words))})' for name, link in ENGINES)}" for words in self.searches
        ]
        lines += ["", speak(say("## Fils à suivre")), "", *(f"- [{_plain(title)}](<{url}>)" for title, url in self.feeds), ""]
        guide.write_text("\n".join(lines), "utf-8")
        return opml, guide


def make(subject: Subject, *, coverage: Iterable[Coverage] = ()) -> Kit:
    """The kit of `subject`; `coverage` (of a harvest, of an audit) adds the feeds that were read on her pages."""
    told = ((_shown(title), _shown(url)) for title, url in (*_accounts(subject), *_found(coverage)))
    titles = {url: title for title, url in told}  # the feed's own title, where it was read
    feeds = tuple((title, url) for url, title in titles.items())
    return Kit(
        alerts=tuple(_alerts(subject)),
        searches=queries(subject)[:SEARCHES],
        feeds=feeds,
        opml=opml(feeds, title=f"ereput – {subject.name}"),
    )


GUIDE = (
    say("# Ma veille"),
    Text(msg=""),
    say("1. Ouvrez chaque alerte ci-dessous, choisissez « Flux RSS » comme destination, puis créez l'alerte."),
    say("2. Ajoutez l'adresse du flux obtenu sous [network], clé alerts, de votre profil : le prochain bilan la lira."),
    say("3. Importez veille.opml dans un lecteur de flux pour suivre vos pages et vos comptes."),
    say("4. Refaites les recherches ci-dessous une fois par mois, dans une fenêtre privée de votre navigateur."),
)


def _alerts(subject: Subject) -> Iterable[Alert]:
    name = subject.name
    wanted = [(f'"{name}"', say("votre nom"))]
    if unaccented(name) != name:
        wanted.append((f'"{unaccented(name)}"', say("votre nom sans accents")))
    wanted += [(f'"{other}"', say("une autre forme de votre nom")) for other in (*subject.names[1:], *subject.variants)]
    wanted += [
        (f'"{name}" "{place}"', say("votre nom près d'un lieu de votre parcours"))
        for place in (subject.city, *subject.schools, *subject.employers)
        if place
    ]
    wanted += [(f'"{item}"', say("un employeur que vous visez")) for item in subject.target.employers]
    wanted += [(f'"{item.user}"', say("votre identifiant")) for item in subject.handles if len(item.user) > 5 and "@" not in item.user]
    once = dict(reversed(wanted))  # the same words once, for the first reason
    for words, why in [(words, once[words]) for words in dict.fromkeys(words for words, _ in wanted)][:ALERTS]:
        yield Alert(words=words, link=f"https://www.google.com/alerts?q={quote(words)}&hl=fr", why=why)


def _found(coverage: Iterable[Coverage]) -> Iterable[tuple[str, str]]:
    """Feeds that an audit read, by their own title."""
    for row in coverage:
        if row.source == "feeds" and row.verdict == "present":
            yield (row.tallies[0].name if row.tallies else row.where, row.where)


_FEEDS = {
    "mastodon": "{base}/@{user}.rss", "github": "https://github.com/{user}.atom", "wordpress": "{base}/feed/",
    "bluesky": "https://bsky.app/profile/{user}/rss", "devto": "https://dev.to/feed/{user}", "gitlab": "https://gitlab.com/{user}.atom",
    "wordpress_com": "https://{user}.wordpress.com/feed/", "stackoverflow": "https://stackoverflow.com/feeds/user/{user}",
    "lemmy": "{base}/feeds/u/{user}.xml", "discourse": "{base}/u/{user}/activity.rss",
}  # fmt: skip
"""Feeds of accounts that are read by another road; those read by their feed (`FeedSource`) say its address themselves."""


def _accounts(subject: Subject) -> Iterable[tuple[str, str]]:
    known = adapters("ereput.collect.sources", "COLLECTOR")
    for handle in subject.handles:
        if isinstance(source := known.get(handle.service), FeedSource):
            yield f"{handle.service} {handle.user.lstrip('@')}", source.feed_of(handle)
            continue
        shape = _FEEDS.get(handle.service)
        user, _, host = handle.user.lstrip("@").partition("@")
        if handle.service == "wordpress_com" and "." in user:  # a domain of one's own
            shape, host = "{base}/feed/", user
        base = handle.base or (f"https://{host}" if host else "")
        if shape and ("{base}" in shape if base else "{base}" not in shape):  # another server has not the feeds of the known one
            yield f"{handle.service} {user}", shape.format(base=base, user=quote(user))


def _plain(title: str) -> str:
    """A stranger's title as the words of a Markdown link (CommonMark 2.4: a backslash takes the meaning out of what follows)."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", title)


def _shown(text: str) -> str:
    """A title of a stranger's feed on one line, without what XML 1.0 cannot hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def opml(feeds: Iterable[tuple[str, str]], *, title: str) -> str:
    """An OPML 2.0 list of feeds (opml.org/spec2.opml)."""
    rows = "\n".join(f'    <outline type="rss" text={quoteattr(name)} xmlUrl={quoteattr(url)}/>' for name, url in feeds)
    head = f"  <head><title>{title.replace('&', '&amp;').replace('<', '&lt;')}</title></head>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n  <body>\n{rows}\n  </body>\n</opml>\n'
