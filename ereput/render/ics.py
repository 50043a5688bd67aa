"""The plan as a calendar (iCalendar, RFC 5545): one all-day event an action still open, on the day it should be done by.

An event has the same UID in every report of one person (RFC 5545, 3.8.4.7): the next calendar moves it instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from ereput.model import Audit, State, say
from ereput.render.base import Options
from ereput.render.book import book, link
from ereput.render.sections.plan import Task, plan
from ereput.render.voice import Voice

LONGEST_LINE = 75
"""Octets of a content line (RFC 5545, 3.1)."""
REVIEW_AFTER = timedelta(days=90)


class _Ics:
    name = "ics"
    suffix = ".ics"

    def render(self, audit: Audit, options: Options) -> bytes:
        voice = Voice(options.language)
        stamp = audit.run.started_at.astimezone(UTC)
        pages = book(audit, options, voice, "ics")
        whose = audit.run.id if options.redact else audit.subject.name
        horizons = plan(pages)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ereput//bilan//FR", "CALSCALE:GREGORIAN"]
        for task in (task for horizon in horizons for task in horizon.tasks if pages.state(task.step) is State.OPEN):
            lines += _task(task, whose, stamp, voice)
        again = voice.read(say("Refaire le bilan et comparer"))
        lines += _event(_uid(whose, "again"), stamp.date() + REVIEW_AFTER, again, "", "", stamp)
        lines.append("END:VCALENDAR")
        return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode("utf-8")


FORMAT = _Ics()


def _task(task: Task, whose: str, stamp: datetime, voice: Voice) -> list[str]:
    action = task.step.action
    title = voice.read(say("{title} ({n} min)", title=action.title, n=action.minutes))
    return _event(_uid(whose, action.id), task.by, title, voice.read(action.detail), link(action.link) or "", stamp)


def _uid(whose: str, what: str) -> str:
    """A name for an event that says nothing of her: two people's calendars stand beside one another at a counsellor's."""
    return sha256(f"{whose}\n{what}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _event(uid: str, day: date, title: str, detail: str, url: str, stamp: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@ereput",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escape(title)}",
    ]
    lines += [f"DESCRIPTION:{_escape(detail)}"] if detail else []
    lines += [f"URL:{url}"] if url else []
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _escape(text: str) -> str:
    """TEXT values (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """A content line cut at 75 octets, never inside a character; the next pieces begin with a space."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
