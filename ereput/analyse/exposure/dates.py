"""Dates, in figures and in letters; dates of birth.

A date is a birth date by the words near it ("né le", "DDN", "born"). A bare year counts after "en", "depuis", "fin"…, never in a law's
number.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ereput.analyse.exposure.base import Passage, words
from ereput.analyse.exposure.numerals import DAY, YEAR, day_of, year_of
from ereput.model import Span, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEMS = "janv/jan fév/fev/feb mar avr/apr mai/may juin/jun juil/jul aoû/aou/aug sep oct nov déc/dec"
MONTHS = {stem: number for number, stems in enumerate(_STEMS.split(), start=1) for stem in stems.split("/")}
"""First letters of the months, French and English -> 1–12."""
_FR = (
    r"(?:janv(?:ier|\.)?|f[ée]vr?(?:ier|\.)?|mars?|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[uû]t|sept(?:embre|\.)?"
    r"|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_FULL = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre)"
_EN = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sep(?:t(?:ember|\.)?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_MONTH = rf"(?P<m>{_FR}|{_EN})(?![^\W\d_])"
_Y4 = r"(?:19|20)\d\d"

_FIGURES = re.compile(
    rf"(?<![\w/.,|-])(?P<d>0?[1-9]|[12]\d|3[01])(?P<s> ?[/.|-] ?)(?P<n>0?[1-9]|1[0-2])(?P<s2> ?[/.|-] ?)(?P<y>{_Y4}"
    rf"|\d\d)(?!\d|[/|-]\d|[.,]\d)"
)
_ISO = re.compile(rf"(?<![\w/.-])(?P<y>{_Y4})(?P<s>[/.-])(?P<n>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d|[/.-]\d)")
"""ISO 8601."""
_MONTH_YEAR = re.compile(rf"(?<![\w/.,-])(?P<n>0[1-9]|1[0-2])[ /.-](?P<y>{_Y4})(?![\w/-]|[.,]\d| \d)")
_SHORT = re.compile(r"(?<![\w/.,-])(?P<d>0[1-9]|[12]\d|3[01]) ?(?P<s>[/.]) ?(?P<n>0[1-9]|1[0-2])(?![\w/%]|[.,]\d| ?/ ?\d)")
_LETTERS = re.compile(
    rf"(?<![\w/.,-])(?P<d>1 ?er|0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: ?[./-] ?| of "
    rf"| )?{_MONTH}(?:[ ,./-]{{0,2}}(?P<y>{_Y4}|(?<=[ /-])\d\d(?![\w:/]| ?h)))?(?!\d)"
)
_ENGLISH = re.compile(rf"(?<![\w-])(?P<m>{_EN})(?![^\W\d_]) ?(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,? ?(?P<y>{_Y4}))?(?![\w:%])")
_MONTH_LETTERS = re.compile(
    rf"(?<!\w)(?:(?P<d>début|debut|fin|mi|courant)[ -])?(?P<m>{_FR}|{_EN})[ .-]{{0,2}}(?P<y>{_Y4}|'\d\d|\d\d(?=\)))(?!\d)"
)
_FIRST_MONTH = re.compile(rf"(?<!\w)(?P<m>{_FR})(?=(?: ?[-–/] ?| et | à | ou ){_FR}[ .-]{{0,2}}{_Y4})")
"""The first month of "mars-avril 2005"; the second is read with its year."""
_YEAR_MONTH = re.compile(rf"(?<![\w/.-])(?P<y>{_Y4}) (?P<m>{_FR})(?!\w)")
_YEAR = re.compile(
    rf"(?<![\w.,/€$-])(?P<v>{_Y4})(?![\w/-]|[.,]\d| ?[€%°$]| (?:euros|m[èe]tres|personnes|pages|km|kg|habitants|ans|jours|fois|mots|fr))"
)
_BEFORE_YEAR = re.compile(
    r"(?<!\w)(?:en(?: l'an)?|depuis|d[èe]s|jusqu'en|avant|apr[èe]s|vers|ann[ée]e|courant|since|in|fin|d[ée]but|mi"
    r"|[ée]t[ée]|hiver|printemps|automne|from|until|entre|de|à|et) ?-? ?$"
)
_ALONE_YEAR = re.compile(r"(?:^|\n| )[-•] ?$")
_PART = re.compile(r"(?<!\w)(?P<v>(?:fin|d[ée]but|mi|courant|[ée]t[ée]|hiver|printemps|automne)[ -])$")
_WORDS = re.compile(rf"(?<!\w)(?P<d>1er|premier|{DAY}|\d{{1,2}}(?= \S{{3,9}} (?:mil|deux|dix))) (?P<m>{_FULL})(?:,? (?P<y>{YEAR}))?(?!\w)")
_YEAR_WORDS = re.compile(rf"(?<!\w)(?:en|depuis|l'an|ann[ée]e) ?\(?(?P<v>{YEAR})(?!\w)")
_COMPACT = re.compile(
    r"(?:(?<=le )|(?<=du )|(?<=depuis le )|(?<=, ))(?P<v>(?P<d>0[1-9]|[12]\d|3[01])(?P<n>0[1-9]|1[0-2])(?P<y>(?:19"
    r"|20)\d\d|\d\d))(?!\w|[.,/-]\d)"
)
_SPREAD = re.compile(
    r"(?<!\d)(?<!\d )(?P<d>[0-3] \d) (?P<n>[01] \d) (?P<y>[12] [09] \d \d|\d \d)(?! ?\d)"
    r"|(?<!\d)(?P<d2>[0-3] \d) (?P<n2>[01] \d) (?P<y2>(?:1 9|2 0) \d \d)(?!\d)"
)

BIRTH = words(
    r"(?<!-)né\(?e?\)?(?:s|es)?(?: le)?",
    r"nee?(?= le)",  # without its accent only before "le": « ne » is the negation
    "naissance",
    "nais",
    "naiss",
    "ddn",
    "dob",
    "date of birth",
    "born",
    "birthday",
    "birth date",
    "birthdate",
    "anniversaire",
    "naquit",
)
_BIRTH_AFTER = words("naissance", "anniversaire", "birthday")
_OLD_YEAR = re.compile(r" 1[0-8]\d\d(?!\d)")
"""Nobody alive was born, or posted, in 1802."""
_LAW = words(
    "lois?", "d[ée]crets?", "arr[êe]t[ée]s?", "ordonnances?", "directives?", "r[èe]glements?", "circulaires?", "law", "act", "article",
    "jorf",
)  # fmt: skip
_VERSION = words("v", "versions?", "release", "art", "articles?", "section", "chapitre", "§", "ip")
_LEAD = frozenset([
    "le", "du", "au", "les", "des", "depuis", "et", "ou", "rdv", "on", "avant", "après", "apres", "dès", "des", "vers", "lundi",
    "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "jusqu'au",
])  # fmt: skip


class Found(NamedTuple):
    """What a pattern read: day (0 when unknown), month, year."""

    day: int
    month: int
    year: int


def _number(text: str | None) -> int:
    digits = "".join(char for char in text or "" if char.isdigit())
    return int(digits) if digits else 0


def _century(year: int, width: int) -> int:
    """Two-digit years: 00–49 are 2000–2049, 50–99 are 1950–1999."""
    return year if width > 2 else year + (2000 if year < 50 else 1900)


def month_of(name: str | None) -> int:
    if not name:
        return 0
    return MONTHS.get(name[:4], MONTHS.get(name[:3], 0))


def _figures(match: re.Match[str]) -> Found | None:
    found = match.groupdict()
    day, month, year = _number(found.get("d")), _number(found.get("n")), _number(found.get("y"))
    width = sum(map(str.isdigit, found.get("y") or "0000"))
    first, second = (found.get("s") or "").strip(), (found.get("s2") or "").strip()
    if first and second and first != second and "|" not in (first, second):
        return None
    return _real(Found(day, month, _century(year, width) if year or width == 2 else 0))


def _letters(match: re.Match[str]) -> Found | None:
    found = match.groupdict()
    year = found.get("y") or ""
    width = sum(map(str.isdigit, year))
    return _real(Found(_number(found.get("d")), month_of(found.get("m")), _century(_number(year), width) if width else 0))


def _spelled(match: re.Match[str]) -> Found | None:
    return _real(Found(day_of(match["d"]), month_of(match["m"]), year_of(match["y"] or "")))


def _spread(match: re.Match[str]) -> Found | None:
    day, month, year = (match["d"] or match["d2"]), (match["n"] or match["n2"]), (match["y"] or match["y2"])
    digits = year.replace(" ", "")
    found = Found(_number(day), _number(month), _century(int(digits), len(digits)))
    return (
        found if 1 <= found.day <= 31 and 1 <= found.month <= 12 else None
    )  # a form's boxes: 29 02 1995 was never a day, but is read as one


def _year(match: re.Match[str]) -> Found | None:
    return Found(0, 0, _number(match["v"]) if match["v"][-1].isdigit() else year_of(match["v"]))


def _real(found: Found) -> Found | None:
    """The date if the calendar has it."""
    try:
        date(found.year or 2000, found.month or 1, found.day or 1)
    except ValueError:
        return None
    return found


class Dates:
    """Finds dates (DATE) and dates of birth (DOB); `value` is ISO 8601 as far as it is known ("1999-03-12", "1999-03", "--03-12",
    "1999")."""

    name = "date"
    kinds = ("DATE", "DOB")
    title = say("Date")
    source = "ISO 8601 ; usage français"

    def find(self, passage: Passage) -> Iterator[Span]:
        low = passage.low
        lacking = "m" if passage.words.isdisjoint(_MONTH_WORDS) else ""
        lacking += "d4" if passage.digits < 2 else "4" if passage.digits < 4 else ""
        lacking += "" if any(word in low for word in ("mille", "mil ", "mil-", "dix")) else "s"
        for pattern, read, confidence, needs in _possible(lacking):
            for match in (
                passage.led(pattern, least=4 if "4" in needs else 1)
                if "l" in needs
                else self._months(passage, pattern)
                if "w" in needs
                else pattern.finditer(low)
            ):
                found = read(match)
                if found and not self._refused(passage, match, found, pattern):
                    yield self._span(passage, match, found, confidence)

    def _months(self, passage: Passage, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern around the words that are months."""
        done = 0
        for at in passage.starts(_MONTH_WORDS):
            for match in pattern.finditer(passage.low, max(done, at - 36), min(len(passage.low), at + 60)):
                done = match.end()
                yield match

    def _refused(self, passage: Passage, match: re.Match[str], found: Found, pattern: re.Pattern[str]) -> bool:
        """A law's date is nobody's; 1.2.03 after "version" is no date; a short date needs a word that announces it."""
        start = match.start()
        if passage.near(start, start, _LAW, before=28, after=0):
            return True
        if pattern in (_FIGURES, _SHORT) and passage.near(start, start, _VERSION, before=10, after=0):
            return True
        if pattern is _FIGURES and "." in match["s"] and len(match["y"]) == 2 and (len(match["d"]) < 2 or len(match["n"]) < 2):
            return True
        if pattern is _YEAR:
            before = passage.low[max(0, start - 12) : start]
            brackets = before.endswith("(") and passage.low.startswith(")", match.end())
            return not (brackets or _BEFORE_YEAR.search(before) or _ALONE_YEAR.search(before))
        if pattern is _SHORT:
            lead = passage.low[max(0, start - 12) : start].split()[-1:]
            bracketed = passage.low[start - 1 : start] + passage.low[match.end() : match.end() + 1] == "()"
            return not (bracketed or lead == ["("] or (lead and lead[0] in _LEAD))
        if pattern is _ENGLISH and passage.low.startswith(";", match.end()):  # 2010 Jan 21;115(3): an article's reference
            return True
        if pattern is _LETTERS and not match["y"]:
            if _OLD_YEAR.match(passage.low, match.end()):
                return True
            return match["m"] in ("mar", "may", "jan", "sep") and not match[0][0].isdigit()
        return False

    def _span(self, passage: Passage, match: re.Match[str], found: Found, confidence: float) -> Span:
        group = "v" if "v" in match.re.groupindex else 0
        start, end = match.span(group)
        if match.re is _YEAR and (part := _PART.search(passage.low, max(0, start - 12), start)):
            start = part.start("v")
        while passage.low[end - 1] in " .,":
            end -= 1
        word = passage.near(start, start, BIRTH, before=26, after=0) or passage.near(end, end, _BIRTH_AFTER, before=0, after=0)
        value = "-".join(
            part
            for part in (
                f"{found.year:04d}" if found.year else "-",
                f"{found.month:02d}" if found.month else "",
                f"{found.day:02d}" if found.day else "",
            )
            if part
        )
        birth = bool(word) and (not found.year or 1900 <= found.year <= 2026)
        return Span(
            start=start,
            end=end,
            kind="DOB" if birth else "DATE",
            confidence=max(confidence, 0.95) if birth else confidence,
            rule="birth_date" if birth else self.name,
            value=value,
            base=confidence,
            checks=("calendar",),
            context=word,
        )


_Row: TypeAlias = "tuple[re.Pattern[str], Callable[[re.Match[str]], Found | None], float, str]"
_PATTERNS: tuple[_Row, ...] = (
    (_FIGURES, _figures, 0.85, "4l"),
    (_ISO, _figures, 0.9, "4l"),
    (_LETTERS, _letters, 0.9, "mdl"),
    (_WORDS, _spelled, 0.95, "mw"),
    (_ENGLISH, _letters, 0.85, "mdw"),
    (_YEAR_MONTH, _letters, 0.8, "m4l"),
    (_MONTH_LETTERS, _letters, 0.85, "mdw"),
    (_FIRST_MONTH, _letters, 0.7, "mdw"),
    (_MONTH_YEAR, _figures, 0.75, "4l"),
    (_SHORT, _figures, 0.65, "4l"),
    (_COMPACT, _figures, 0.75, "4l"),
    (_SPREAD, _spread, 0.8, "4l"),
    (_YEAR, _year, 0.6, "4l"),
    (_YEAR_WORDS, _year, 0.7, "s"),
)
"""Pattern, its reader, confidence, and what spares it: m(onth word), d(igits, two), 4 (digits), s(pelt year); l(ed by a
digit), w(ords of months): where to look."""


@cache
def _possible(lacking: str) -> tuple[_Row, ...]:
    """The patterns that may match a text which lacks these of the needs."""
    return tuple(row for row in _PATTERNS if not set(row[3]) & set(lacking))


_MONTH_WORDS = frozenset([
    "janvier", "février", "fevrier", "mars", "avril", "mai", "juin", "juillet", "août", "aout", "septembre", "octobre", "novembre",
    "décembre", "decembre", "janv", "févr", "fév", "fev", "jan", "mar", "avr", "juil", "sept", "oct", "nov", "déc", "dec", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "feb", "apr", "jun",
    "jul", "aug", "sep",
])  # fmt: skip


RECOGNISER = Dates()
