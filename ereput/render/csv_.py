"""CSV for a spreadsheet in the reader's language: one line a finding, a missing word or an action. No cell can act as a formula.

RFC 4180, UTF-8 with a BOM. Where the comma is the decimal sign, as in French, spreadsheets cut a line at semicolons: so it is written.
Days are as ISO 8601 writes them, which every spreadsheet sorts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from ereput.model import Audit, Text, say
from ereput.render.base import Options
from ereput.render.book import Book, book
from ereput.render.look import AXES, PRESENCES, SEVERITIES, STATES, sureness
from ereput.render.voice import Voice

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet compute a cell (OWASP, "CSV injection"), and the wide forms of the first four."""
SEPARATORS = {"fr": ";"}
HEADER: tuple[Text, ...] = (
    say("Type"),
    say("Axe"),
    say("Gravité ou état"),
    say("Titre"),
    say("Élément"),
    say("Explication"),
    say("Que faire"),
    say("Adresse"),
    say("Lu le"),
    say("Empreinte"),
    say("Confiance"),
    say("Minutes"),
    say("Gain"),
    say("Échéance"),
)
Line = tuple[object, ...]


class _Csv:
    name = "csv"
    suffix = ".csv"

    def render(self, audit: Audit, options: Options) -> bytes:
        voice = Voice(options.language)
        pages = book(audit, options, voice, "csv")
        sheet = io.StringIO(newline="")
        writer = csv.writer(sheet, delimiter=SEPARATORS.get(options.language, ","))
        for line in (HEADER, *_findings(pages), *_words(pages), *_actions(pages)):
            writer.writerow([_safe(_told(cell, voice)) for cell in line])
        return sheet.getvalue().encode("utf-8-sig")


FORMAT = _Csv()


def _findings(pages: Book) -> Iterator[Line]:
    for item in pages.items:
        f = item.finding
        proof = f.evidence[0] if f.evidence else None
        where = (proof.url or ", ".join(proof.computed_from), proof.seen_at, proof.sha256) if proof else ("", None, "")
        state = SEVERITIES[f.severity].word
        yield (
            say("Constat"),
            AXES[f.axis][0],
            state,
            f.title,
            f.name,
            f.explanation,
            f.remedy,
            *where,
            sureness(f.confidence),
            None,
            None,
            None,
        )


def _words(pages: Book) -> Iterator[Line]:
    for gap in pages.audit.gaps:
        seen = next((s.evidence for s in gap.seen if s.evidence), None)
        where = (seen.url, seen.seen_at, seen.sha256) if seen else ("", None, "")
        asked = say("exigé") if gap.required else say("souhaité")
        yield (say("Mot-clé"), None, PRESENCES[gap.state].word, gap.name, asked, None, gap.suggestion, *where, None, None, None, None)


def _actions(pages: Book) -> Iterator[Line]:
    for step in pages.steps:
        a = step.action
        yield (
            say("Action"),
            AXES[a.axis][0],
            STATES[pages.state(step)].word,
            a.title,
            None,
            a.detail,
            None,
            a.link,
            None,
            None,
            None,
            a.minutes,
            a.gain,
            a.deadline,
        )


def _told(cell: object, voice: Voice) -> str:
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return voice.read(cell)


def _safe(text: str) -> str:
    """A cell that a spreadsheet shows and never computes."""
    return f"'{text}" if text.startswith(_FORMULA) else text
