"""What a taxonomy is made of: concepts with the forms they are written in, and occupations with what each asks for.

Three taxonomies share these nouns: ours (embedded), ROME 4.0 and ESCO (brought by the user). Where an imported concept has the same
label as one of ours they become one concept, which then carries the official identifiers too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.model import named

if TYPE_CHECKING:
    from ereput.model import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write a concept. `ambiguous`: the same letters mean other things, so context must speak.

    `official`: the identifiers of the imported concepts that have this form, once they joined one of ours.
    """

    text: str
    language: str
    ambiguous: bool = False
    official: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One skill, tool, certificate, language or quality.

    `id` is ours ("power-bi"), "rome:<OGR code>" or "esco:<uuid>"; `kind` is skill, tool, knowledge, certification, language or soft;
    `context` are words near which an ambiguous form means this concept; `same` are the official identifiers it also has, `within` those of
    the nearest official concept that contains it. `joined` are the imported concepts that became one with it: identifier, French and
    English label.
    """

    id: str
    kind: str
    forms: tuple[Form, ...]
    domain: str = ""
    context: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    joined: tuple[tuple[str, str, str], ...] = ()
    source: str = "own"

    def label(self, language: str = "fr") -> str:
        """The name shown: the first form in `language`, else the first of all."""
        return next((form.text for form in self.forms if form.language == language), self.forms[0].text)

    def texts(self, language: str) -> tuple[str, ...]:
        return tuple(form.text for form in self.forms if form.language == language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """One job. `titles` are how it is written, `core`, `useful` and `plus` the concept ids it asks for, most important first."""

    id: str
    label: str
    titles: tuple[Form, ...] = ()
    rome: str = ""
    core: tuple[str, ...] = ()
    useful: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    source: str = "own"

    @property
    def english(self) -> str:
        """The first title in English, "" without one."""
        return next((form.text for form in self.titles if form.language == "en"), "")

    @property
    def name(self) -> Text | str:
        """The job as it is called in each language."""
        return named(self.label, self.english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Where a taxonomy comes from, its version, and the sentence that must be printed with what is made from it."""

    name: str
    version: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """Concepts and occupations of one source."""

    source: str
    concepts: tuple[Concept, ...] = ()
    occupations: tuple[Occupation, ...] = ()
    licence: Licence | None = None
