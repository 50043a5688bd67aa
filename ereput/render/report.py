"""The report before it has a format: the sections in order, each prepared from the same `Book`, and the templates that say them."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pickle import UnpicklingError
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from ereput.assets import folder
from ereput.competences import competence
from ereput.model import Audit, Text, say
from ereput.render import look
from ereput.render.base import Options
from ereput.render.book import Book, book, label, link, place
from ereput.render.glossary import COMPETENCES, GLOSSARY
from ereput.render.labels import inputs, letter, source, tally
from ereput.render.paper import PLACES, PROOFS, REASONS
from ereput.render.redact import veiled
from ereput.render.sections import alive, coherence, cover, evolution, exposure, keywords, method, networks, plan, recruiter
from ereput.render.sections.base import Section
from ereput.render.sections.chapter import elsewhere, unmeasured
from ereput.render.share import chosen
from ereput.render.tables import TableView
from ereput.render.typography import drawn
from ereput.render.voice import Voice

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

SECTIONS: tuple[Section, ...] = tuple(
    module.SECTION for module in (cover, recruiter, exposure, keywords, alive, networks, coherence, plan, evolution, method)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section with its number and what its template shows (`view`). `shared` is false when the person keeps it to herself.

    `unmeasured` are its tables that had too little to measure, `elsewhere` the titles of those that paper leaves to the HTML page.
    """

    number: int
    section: Section
    view: Any
    shared: bool = True
    unmeasured: tuple[TableView, ...] = ()
    elsewhere: tuple[Text, ...] = ()

    @property
    def anchor(self) -> str:
        return f"section-{self.section.id}"


def document(audit: Audit, options: Options, *, medium: str, **more: Any) -> str:
    """The whole report as one HTML document, for WeasyPrint (`medium="pdf"`) or for a browser (`medium="html"`).

    `more` is handed to the template as it is (the browser's page wants its style and its script).
    """
    voice = _voice(options.language, medium)
    pages = book(audit, options, voice, medium)
    values = {
        "audit": audit,
        "options": options,
        "book": pages,
        "medium": medium,
        "chapters": chapters(pages),
        "teaching": options.edition in ("student", "counsellor"),
        "who": pages.who,
        "title": voice.read(title(pages)),
    }
    return environment(options.language, medium).get_template(f"report/{medium}.html.j2").render(values | more)


def chapters(pages: Book) -> tuple[Chapter, ...]:
    """Every section, prepared."""
    open_ = chosen(pages.audit, pages.options)
    return tuple(
        Chapter(
            number=i,
            section=section,
            view=section.build(pages),
            shared=section.id in open_,
            unmeasured=unmeasured(pages, section.id),
            elsewhere=elsewhere(pages, section.id),
        )
        for i, section in enumerate(SECTIONS, start=1)
    )


def title(book: Book) -> Text:
    """The document's title."""
    return say("{name}, bilan du {day}", name=book.who, day=book.audit.run.started_at)


def _voice(language: str, medium: str) -> Voice:
    return Voice(language, strangers=drawn if medium == "pdf" else None)


@cache
def environment(language: str, medium: str) -> Environment:
    """The templates' environment: everything escaped, nothing undefined, every value read by the `Voice` of `language`."""
    voice = _voice(language, medium)
    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=voice,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
        optimized=False,  # a template is compiled once a process and drawn once or twice: folding its constants costs more than it saves
    )
    made.globals |= {
        "COMPETENCES": COMPETENCES,
        "GLOSSARY": GLOSSARY,
        "_": voice.say,
        "voice": voice,
        "look": look,
        "link": link,
        "place": place,
        "label": label,
        "source": source,
        "letter": letter,
        "inputs": inputs,
        "counted": tally,
        "PLACES": PLACES,
        "PROOFS": PROOFS,
        "REASONS": REASONS,
        "competence": competence,
    }
    made.tests["veiled"] = veiled
    return made


class _Kept(FileSystemBytecodeCache):
    """Compiled templates beside their sources, as Python keeps its own modules: a tenth of the time of a first short report. What cannot be
    read or written there (a full or read-only disk, a file cut short) is compiled again: it is no reason to lose a report.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> _Kept | None:
    if sys.dont_write_bytecode:
        return None
    kept = folder("templates") / "__pycache__"
    with suppress(OSError):
        kept.mkdir(exist_ok=True)
    return _Kept(str(kept), f"jinja-{jinja2.__version__}-%s.cache")
