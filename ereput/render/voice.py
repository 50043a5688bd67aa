"""How the report speaks: everything a template prints goes through one `Voice`, in one language.

Our own sentences (`Text`, `_("…")`) are translated, then set in the typography of the language; a name or a stranger's string is only
cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from ereput import words
from ereput.model import Text, filled, say
from ereput.render.names import SOURCES
from ereput.render.typography import clean, fine

_PLACE = re.compile(r"\{(\w+)(?::([^{}|]*\|[^{}|]*))?\}")
"""A place of a sentence, `{n}` or `{n:page|pages}`. Not `str.format`: an audit read from a file may hold any sentence, and a format can be
asked for gigabytes."""

_STOPPED = re.compile(r"([.!?…])(\u00a0?»|”)\.(?!\.)")
"""A whole sentence that is quoted brings its own full stop: a second one after the mark is too many."""


def _named(name: str, value: Any, language: str) -> Any:
    """A collector in words, as "letter" is a name for programs; a month or a day written for programs, "2026-11", likewise."""
    if not isinstance(value, str):
        return value
    return words.dated(value, language) if name == "day" else SOURCES.get(value, value) if name == "source" else value


@dataclass(frozen=True, slots=True)
class Voice:
    """`voice(text)` reads a value aloud; `voice.say("…", n=3)` reads a literal.

    `strangers` is applied to every string that is not ours (what the PDF's fonts draw), `sieve` to all that is printed (Markdown's escape).
    """

    language: str = "fr"
    sieve: Callable[[str], str] | None = None
    strangers: Callable[[str], str] | None = None

    def __call__(self, value: Any) -> Any:
        """What Jinja prints for `value`: its `finalize`."""
        if isinstance(value, Markup):
            return value
        return self._sieved(self.read(value))

    def read(self, value: Any) -> str:
        """A value as words: a `Text` translated, numbers and dates in the language, a string cleaned, None as nothing."""
        if isinstance(value, Text):
            return self._text(value)
        if value is None:
            return ""
        if isinstance(value, datetime):
            return words.day(value, self.language)
        if isinstance(value, date):
            return words.day(value, self.language)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return words.number(value, self.language)
        text = clean(str(value))
        return self.strangers(text) if self.strangers else text

    def say(self, msg: str, /, **args: Any) -> str:
        """The literal of a template: `_("{n} pages", n=3)`."""
        return self._text(say(msg, **args))

    def _text(self, text: Text) -> str:
        if text.english:
            return self.read(words.render(text, self.language))
        pattern = fine(words.catalogue(self.language).get(text.msg, text.msg), self.language)
        if not text.args:
            return pattern
        values = {name: filled(value, self.read(_named(name, value, self.language)), self.language) for name, value in text.args}
        told = _PLACE.sub(lambda place: format(values[place[1]], place[2] or "") if place[1] in values else place[0], pattern)
        return _STOPPED.sub(r"\1\2", told) if "»." in told or "”." in told else told

    def _sieved(self, text: str) -> str:
        return self.sieve(text) if self.sieve else text
