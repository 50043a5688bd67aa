"""The first page is one page: what paper has room for, by an estimate of its lines. A screen has all the room it wants.

The heights and the characters in a line are those of `print.css` and of the report's font (tested against drawn pages): an estimate on
the safe side costs a line of a detail, which the plan tells in full; one that is short of it would leave two lines alone on page 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ereput.model import Text

if TYPE_CHECKING:
    from ereput.render.book import Book, Item, Step
    from ereput.render.sections.cover import Cover

ROOM = 262.0
"""Millimetres of a page of A4 between the margins of `print.css`."""
LINE = 4.6
"""One line of plain text."""
BESIDES = 107.0
"""What no text of hers changes: the eyebrow, the dials, the headings, how to read the report, and the room around them."""
SPARED = 20.0
"""What the class "dense" spares of it."""
CHANGES, NOTE, UNWRITTEN = 11.0, 14.0, 5.0
"""What has moved since the last audit; the word to a student or a counsellor; the word on letters that the font lacks."""
NAME, SENTENCE, TITLE, TEXT = 28, 70, 80, 104
"""Characters of one line in each size, for a text of many wide letters."""

WIDER = dict.fromkeys("MWmw@—…", 0.7) | dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 0.2)
"""What a wide letter takes beyond the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How long the texts of the first page may be, in lines; `worst` is what explains the gravest finding, `dates` how many are told."""

    detail: int
    title: int
    worst: int
    dates: int
    dense: bool


MEASURES = (
    Measure(detail=20, title=9, worst=20, dates=9, dense=False),
    Measure(detail=4, title=3, worst=4, dates=9, dense=True),
    Measure(detail=3, title=2, worst=2, dates=3, dense=True),
    Measure(detail=2, title=2, worst=2, dates=2, dense=True),
    Measure(detail=1, title=1, worst=1, dates=1, dense=True),
)
"""From all that there is to say to the least: the first that fits is taken."""


def brief(book: Book, text: Text, lines: int, width: int) -> Text:
    """`text` in at most `lines` lines of `width` characters, cut after a word; itself when it has the room."""
    said, most = book.voice.read(text), lines * width
    if len(said) <= most:
        return text
    return Text(msg="{said}", args=(("said", said[:most].rsplit(" ", 1)[0].rstrip(" ,;:.«\u00a0\u202f") + "…"),))


def rows(text: str, width: int) -> int:
    """Lines of `width` characters that `text` takes; a word longer than a line is broken."""
    count, at = 1, 0
    for word in text.split():
        size = len(word) + round(sum(WIDER.get(letter, 0.0) for letter in word))
        if at and at + 1 + size > width:
            count, at = count + 1, 0
        at += size + (1 if at else 0)
        count, at = count + at // (width + 1), at % (width + 1)
    return count


def steps(book: Book, first: Sequence[Step], measure: Measure) -> tuple[Step, ...]:
    """The first steps, said within `measure`."""
    return tuple(
        replace(
            step,
            action=replace(
                step.action,
                title=brief(book, step.action.title, measure.title, TITLE),
                detail=brief(book, step.action.detail, measure.detail, TEXT),
            ),
        )
        for step in first
    )


def worst(book: Book, item: Item | None, measure: Measure) -> Item | None:
    """The gravest finding, said within `measure`."""
    if item is None:
        return None
    finding = item.finding
    title, told = brief(book, finding.title, 1, TEXT), brief(book, finding.explanation, measure.worst, TEXT)
    return replace(item, finding=replace(finding, title=title, label=finding.label[:TEXT], explanation=told))


def height(book: Book, page: Cover) -> float:
    """Millimetres that `page` takes, without what stands there for one edition or one audit only."""
    read = book.voice.read
    name = 8.6 * rows(read(book.who), NAME * 3 // 2) if page.dense else 12.8 * rows(read(book.who), NAME)
    taken = BESIDES - (SPARED if page.dense else 0) + name + 6.9 * rows(read(page.sentence), SENTENCE)
    taken += LINE * rows(" · ".join((read(book.audit.run.started_at), *(f"{read(name)} : {value}" for name, value in page.facts))), TEXT)
    for step in page.steps:
        taken += 2.6 + 5.5 * rows(read(step.action.title), TITLE) + LINE * (1 + rows(read(step.action.detail), TEXT))
    if page.worst is not None:
        finding = page.worst.finding
        taken += 9 + LINE * (rows(f"{read(finding.title)} {finding.label}", TEXT - 30) + rows(read(finding.explanation), TEXT))
    for date in page.dates:
        taken += 1.4 + LINE * rows(f"{read(date.day)} {read(date.what)}", TEXT)
    return taken + (12 if page.dates else 0)


def extras(book: Book, page: Cover) -> float:
    """Millimetres of what one edition or one audit adds."""
    since = CHANGES if book.options.previous is not None else 0.0
    note = 0.0 if book.options.edition == "candidate" else NOTE
    return since + note + (UNWRITTEN if page.unwritten else 0.0)


def fitted(book: Book, page: Cover) -> Cover:
    """`page` as one page of paper holds it: the least said in fewer words, when it must be."""
    for measure in MEASURES:
        said = replace(
            page,
            dense=measure.dense,
            steps=steps(book, page.steps, measure),
            worst=worst(book, page.worst, measure),
            dates=tuple(replace(date, what=brief(book, date.what, 1, TEXT - 20)) for date in page.dates[: measure.dates])
            if measure.dense
            else page.dates,
        )
        if height(book, said) + extras(book, page) <= ROOM:
            break
    return said
