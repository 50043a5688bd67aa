"""The watch kit: alerts ready to paste, searches ready to click, and the feeds of her own pages as OPML, to keep watch without any tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from ereput.collect.queries import queries, unaccented
from ereput.model import Subject, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ereput.model import Harvest

ENGINES = (
    ("Google", "https://www.google.com/search?q={}&hl=fr"),
    ("Bing", "https://www.bing.com/search?q={}&cc=FR"),
    ("DuckDuckGo", "https://duckduckgo.com/?q={}&kl=fr-fr"),
    ("Qwant", "https://www.qwant.com/?q={}&locale=fr_FR"),
    ("Brave", "https://search.brave.com/search?q={}&country=fr"),
)
"""Where a person types by hand: nothing is asked by ereput."""
ALERTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert to create: the words, where, and why."""

    words: str
    link: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What `make` gives. `searches` are (words, engine, link); `opml` lists feeds; `guide` is a page of plain text in Markdown."""

    alerts: tuple[Alert, ...]
    searches: tuple[tuple[str, str, str], ...]
    feeds: tuple[tuple[str, str], ...]
    opml: str
    guide: tuple[Text, ...]

    def write(self, folder: Path, *, speak: Callable[[Text], str] = str) -> tuple[Path, ...]:
        """Write `veille.opml` and `veille.md` in `folder`; `speak` turns a Text into words."""
        folder.mkdir(parents=True, exist_ok=True)
        opml, guide = folder / "veille.opml", folder / "veille.md"
        opml.write_text(self.opml, "utf-8")
        lines = [speak(item) for item in self.guide]
        lines += [f"- `{alert.words}` — {speak(alert.why)} — {alert.link}" for alert in self.alerts]
        lines += ["", *(f"- {words} · {engine} : {link}" for words, engine, link in self.searches), ""]
        guide.write_text("\n".join(lines), "utf-8")
        return opml, guide


def make(subject: Subject, *, harvest: Harvest | None = None, target_feeds: Iterable[tuple[str, str]] = ()) -> Kit:
    """The kit of `subject`; `harvest` adds the feeds that were found on her pages, `target_feeds` those of employers she aims at."""
    feeds = tuple(dict.fromkeys((*_found(harvest), *_accounts(subject), *target_feeds)))
    words = queries(subject)
    searches = tuple((item, engine, link.format(quote(item))) for item in words[:4] for engine, link in ENGINES)
    return Kit(
        alerts=tuple(_alerts(subject)), searches=searches, feeds=feeds, opml=opml(feeds, title=f"ereput – {subject.name}"), guide=GUIDE
    )


GUIDE = (
    say("# Ma veille"),
    say("1. Ouvrez chaque alerte ci-dessous, choisissez « Flux RSS » comme destination, puis créez l'alerte."),
    say("2. Ajoutez l'adresse du flux obtenu sous [network], clé alerts, de votre profil : le prochain bilan la lira."),
    say("3. Importez veille.opml dans un lecteur de flux pour suivre vos pages et les employeurs que vous visez."),
    say("4. Refaites les recherches ci-dessous une fois par mois, dans une fenêtre privée de votre navigateur."),
    Text(msg=""),
)


def _alerts(subject: Subject) -> Iterable[Alert]:
    name = subject.name
    wanted = [(f'"{name}"', say("votre nom"))]
    if unaccented(name) != name:
        wanted.append((f'"{unaccented(name)}"', say("votre nom sans accents")))
    wanted += [
        (f'"{name}" "{place}"', say("votre nom près d'un lieu de votre parcours")) for place in (*subject.schools, *subject.employers)
    ]
    wanted += [(f'"{item}"', say("un employeur que vous visez")) for item in subject.target.employers]
    wanted += [(f'"{item.user}"', say("votre identifiant")) for item in subject.handles if len(item.user) > 5 and "@" not in item.user]
    for words, why in list(dict.fromkeys(wanted))[:ALERTS]:
        yield Alert(words=words, link=f"https://www.google.com/alerts?q={quote(words)}&hl=fr", why=why)


def _found(harvest: Harvest | None) -> Iterable[tuple[str, str]]:
    """Feeds that this audit read, by their own title."""
    for row in harvest.coverage if harvest is not None else ():
        if row.source == "feeds" and row.verdict == "present":
            yield (row.tallies[0].name if row.tallies else row.where, row.where)


_FEEDS = {
    "mastodon": "{base}/@{user}.rss", "github": "https://github.com/{user}.atom", "medium": "https://medium.com/feed/@{user}",
    "tumblr": "https://{user}.tumblr.com/rss", "substack": "https://{user}.substack.com/feed", "wordpress": "{base}/feed/",
    "bluesky": "https://bsky.app/profile/{user}/rss", "ghost": "{base}/rss/", "devto": "https://dev.to/feed/{user}",
}  # fmt: skip


def _accounts(subject: Subject) -> Iterable[tuple[str, str]]:
    for handle in subject.handles:
        shape = _FEEDS.get(handle.service)
        user, _, host = handle.user.lstrip("@").partition("@")
        base = handle.base or (f"https://{host}" if host else "")
        if shape and (base or "{base}" not in shape) and not (handle.base and handle.service == "github"):
            yield f"{handle.service} {user}", shape.format(base=base, user=quote(user))


def opml(feeds: Iterable[tuple[str, str]], *, title: str) -> str:
    """An OPML 2.0 list of feeds (opml.org/spec2.opml)."""
    rows = "\n".join(f'    <outline type="rss" text={quoteattr(name)} xmlUrl={quoteattr(url)}/>' for name, url in feeds)
    head = f"  <head><title>{title.replace('&', '&amp;').replace('<', '&lt;')}</title></head>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n  <body>\n{rows}\n  </body>\n</opml>\n'
