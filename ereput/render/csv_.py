"""CSV (RFC 4180, UTF-8 with BOM for spreadsheets): one line a finding, a missing word or an action. No cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ereput.model import Audit, Text, say
from ereput.render.base import Options
from ereput.render.book import Book, book
from ereput.render.look import AXES, PRESENCES, SEVERITIES, STATES, sureness
from ereput.render.voice import Voice

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, "CSV injection": what makes a spreadsheet compute a cell
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
        writer = csv.writer(sheet)
        for line in (HEADER, *_findings(pages), *_words(pages), *_actions(pages)):
            writer.writerow([_safe(voice.read(cell)) for cell in line])
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


def _safe(text: str) -> str:
    """A cell that a spreadsheet shows and never computes."""
    return f"'{text}" if text.startswith(_FORMULA) else text
