"""Section 4: the words of the job against the words of her pages: present, close, missing; where to write them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from ereput import words
from ereput.model import Evidence, Gap, Presence, Sighting, Text, say
from ereput.render import paper
from ereput.render.book import Book, Step
from ereput.render.figures import states
from ereput.render.look import PRESENCES
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import Chapter, chapter

_ORDER = {
    state: rank for rank, state in enumerate((Presence.ABSENT, Presence.INVISIBLE, Presence.CLOSE, Presence.OTHER_NAME, Presence.PRESENT))
}
DETAILED = 20
"""Missing words told one by one with a suggestion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A keyword, its name in the language of the report, why it is expected and where it was seen; `steps` would write it."""

    gap: Gap
    named: str
    why: Evidence | None
    seen: tuple[Sighting, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    chapter: Chapter
    words: tuple[Word, ...]
    to_write: tuple[Word, ...]
    more_to_write: int
    present: int
    proven: int
    picture: Markup | None


def build(book: Book) -> View:
    missing = say(
        "Aucun poste visé : indiquez une offre, un métier ou des mots-clés dans le profil ([target]) pour connaître vos mots manquants."
    )
    gaps = sorted(book.audit.gaps, key=lambda g: (_ORDER[g.state], not g.required, -g.weight, g.keyword))
    asked = tuple(_word(book, gap) for gap in gaps)
    to_write = tuple(word for word in asked if word.gap.missing or word.gap.state is Presence.CLOSE)[:DETAILED]
    told = to_write[: paper.SUGGESTIONS] if book.medium == "pdf" else to_write
    return View(
        chapter=chapter(book, "keywords", missing=missing),
        words=asked,
        to_write=told,
        more_to_write=len(to_write) - len(told),
        present=sum(gap.state in (Presence.PRESENT, Presence.OTHER_NAME) for gap in gaps),
        proven=sum(gap.proven for gap in gaps),
        picture=_picture(book, gaps),
    )


def _picture(book: Book, gaps: list[Gap]) -> Markup | None:
    """All expected words in one bar, by state."""
    if not gaps:
        return None
    counts = [(seen, sum(gap.state is state for gap in gaps)) for state, seen in PRESENCES.items()]
    told = ", ".join(f"{book.voice.read(seen.word)} {n}" for seen, n in counts)
    return states(counts, book.voice.read(say("Mots attendus : {told}", told=told)), book.voice)


def _word(book: Book, gap: Gap) -> Word:
    seen = gap.seen[: 1 if book.medium == "pdf" else 2]
    return Word(
        gap=gap,
        named=words.render(gap.name, book.voice.language),
        why=_why(book, gap.why) if gap.why else None,
        seen=seen,
        steps=book.steps_for(gap.concept) or book.steps_for(gap.keyword),
    )


def _why(book: Book, why: Evidence) -> Evidence:
    """The sentence of the offer as it is written; an occupation by its name in the language of the report."""
    target = book.table("keywords.target")
    job = next((cell for row in (target.rows if target else ()) for cell in row if isinstance(cell, Text) and cell.msg == why.quote), None)
    return replace(why, quote=words.render(job, book.voice.language)) if job else why


SECTION = Section(id="keywords", title=say("Les mots qui manquent"), asks=say("Les mots du poste visé mènent-ils à vous ?"), build=build)
