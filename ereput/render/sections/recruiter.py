"""Section 2: what a recruiter sees in three minutes: page 1 of the search, then the four stops (CHECKS F6), owned or not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ereput.model import Audience, Finding, Kind, Mention, Text, say
from ereput.render.book import Book
from ereput.render.redact import HIDDEN
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import Chapter, chapter

SHOWN = 12
"""Results and pages that are shown at once; the others are folded on a screen, and counted on paper."""
VIEW = "recruiter.view"
"""The table of page 1 of the search; its note is the counterfactual."""
_KINDS = frozenset({Kind.PROFILE, Kind.PAGE, Kind.ARTICLE, Kind.LISTING, Kind.DOCUMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`results` are lines of a saved results page, unless a printed table already tells them; `pages` are the public pages that
    count as hers. `without` says what is left of the results without what the law says must not count, `protected` counts what
    her public pages tell that it protects; `hidden` are pages of which a redacted report tells nothing but that they are there.
    """

    chapter: Chapter
    without: Text | None
    protected: int
    results: tuple[Mention, ...]
    pages: tuple[Mention, ...]
    hidden: int
    first: int = SHOWN


def build(book: Book) -> View:
    missing = say(
        "Enregistrez la page de résultats d'un moteur pour votre nom et ajoutez-la au profil (search_results) : son analyse viendra ici."
    )
    told = book.medium == "pdf" and book.table(VIEW) is not None
    found = () if told else tuple(m for m in book.audit.mentions if m.kind is Kind.RESULT)
    results = sorted(found, key=lambda m: (m.rank or 99, m.url))
    pages = [m for m in book.audit.mentions if _public(book, m)]
    seen, told_apart = book.table(VIEW), chapter(book, "recruiter", missing=missing)
    return View(
        chapter=replace(told_apart, tables=tuple(replace(t, note=None) if t.id == VIEW else t for t in told_apart.tables)),
        without=seen.note if seen and seen.status == "ok" else None,
        protected=sum(bool(item.finding.lane) and _seen_by_others(book, item.finding) for item in book.items),
        results=tuple(m for m in results if m.url != HIDDEN),
        pages=tuple({(m.url, m.title): m for m in pages if m.url != HIDDEN}.values()),
        hidden=sum(m.url == HIDDEN for m in (*results, *pages)),
    )


def _public(book: Book, mention: Mention) -> bool:
    match = book.matches.get(mention.id)
    return mention.kind in _KINDS and mention.audience in (Audience.INDEXED, Audience.PUBLIC) and match is not None and match.counts


def _seen_by_others(book: Book, finding: Finding) -> bool:
    """Whether one of the places where `finding` was read is not hers alone: her CV, her letter and her exports are."""
    private = {mention.url for mention in book.audit.mentions if mention.audience is Audience.PRIVATE}
    return any(evidence.url not in private for evidence in finding.evidence)


SECTION = Section(
    id="recruiter",
    title=say("Ce que voit un recruteur en trois minutes"),
    asks=say("Que trouve-t-on en tapant votre nom ?"),
    build=build,
)
