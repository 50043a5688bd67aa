"""People whom words alone name, whether the model saw them or not: behind a title, by a known first name and surname, in a handle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.gazetteers import borne, fold, given, is_commune
from ereput.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

TITLE = (
    r"(?:mm?|mmes?|mlles?|mr|mrs|ms|miss|dr|drs|pr|me|mgr|docteurs?|professeure?s?|ma[îi]tre|madame|mesdames"
    r"|monsieur|messieurs|mademoiselle"
    r"|p[èe]re|s[œo]e?ur|abb[ée]|sir|lord|lady|mister|prof)"
)
_TITLED = re.compile(rf"(?<![\w]){TITLE}(?:\. ?| )(?:(?:le |la )?(?:docteur|professeur|juge|pr[ée]sidente?) )?")
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w]*(?:[-'’.][A-ZÀ-ÖØ-Þ]?[\w]+)*\.?|de|du|des|d'|la|le|van|von|ben|el|da|dos"
    r"|di)(?: (?:[A-ZÀ-ÖØ-Þ][\w]*(?:[-'’][A-ZÀ-ÖØ-Þ]?[\w]+)*\.?|de|du|des|la|le|van|von|ben|el|da|dos|di)){0,3}"
)
CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_PAIR = re.compile(
    r"(?P<first>[A-ZÀ-ÖØ-Þ](?<![\w@#/.-].)[a-zà-öø-ÿ]{1,14}(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,14})?) (?:[A-ZÀ-ÖØ-Þ]\. )?"
    r"(?P<last>(?:(?:de|du|des|le|la|van|von|ben|el|da|di) )?[A-ZÀ-ÖØ-Þ][\w'’-]{1,24})(?![\w@])"
)
"""Begins with a character class, on which the search leaps; the look-behind follows it."""
_INITIAL = re.compile(r"(?P<first>[A-ZÀ-ÖØ-Þ](?<![\w.@].)\.(?:[ -]?[A-ZÀ-ÖØ-Þ]\.)?) ?(?P<last>[A-ZÀ-ÖØ-Þ][\w'’-]{2,24})(?![\w@])")
_RANK = re.compile(
    r"(?<!\w)(?:g[ée]n[ée]ral|colonel|capitaine|commandant|lieutenant|adjudant|sergent|cardinal|roi|reine|pape"
    r"|prince|princesse|baronn?e?|duc|duchesse|comte|comtesse|marquise?"
    r"|juge|saint|sainte) (?=\S)"
)
_HANDLE = re.compile(r"@ ?(?:the)?(?P<v>[a-z]{4,24}(?: ?_ ?[a-z]{3,20})?)(?!\w| ?\.)", re.IGNORECASE)
_LONE = re.compile(r"[A-ZÀ-ÖØ-Þ](?<![\w@#/._-].)[a-zà-öø-ÿ]{2,14}(?![\w@./_-])(?! [A-ZÀ-ÖØ-Þ])")
_TITLE_CASE = re.compile(r"(?<=\w )[A-ZÀ-ÖØ-Þ][\w'-]{0,20} $")
"""A capital in mid-sentence just before: "a Nike Air Jordan shoe", "Black Swan"."""
_CALENDAR = frozenset("april may june august summer autumn".split())
_CAMEL = re.compile(r"[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+")
PLACE = re.compile(
    r"(?<!\w)(?:à|chez|en|vers|devant|rue|avenue|place|boulevard|laiterie|soci[ée]t[ée]|groupe|entreprise|usine"
    r"|magasin|contrat|fr[ée]gates?|[ée]cole|h[ôo]tel|caf[ée]|bar"
    r"|restaurant|centre|lyc[ée]e|coll[èe]ge|stade|ville|village|commune|[ée]ditions?|journal|marque|at|in|near) (?:d'|de |la |le |du )?$"
)
OFFICES = frozenset(
    "le la les president presidente commissaire ministre premier premiere depute deputes juge maire directeur"
    " directrice presidents rapporteur rapporteure general".split()
)
SMALL = frozenset({"de", "du", "des", "d", "la", "le", "van", "von", "ben", "el", "da", "dos", "di"})
_TITLE_WORDS = frozenset(
    "m mm mme mmes mlle mlles mr mrs ms miss dr drs pr me mgr docteur docteurs professeur professeure professeurs"
    " maître maitre madame mesdames monsieur messieurs mademoiselle père"
    " pere soeur sœur abbé abbe sir lord lady mister prof".split()
)
_RANK_WORDS = frozenset(
    "général general colonel capitaine commandant lieutenant adjudant sergent cardinal roi reine pape prince"
    " princesse baron baronne duc duchesse comte comtesse marquis marquise juge"
    " saint sainte".split()
)
KNOWN_FIRST, KNOWN_LAST, COMMON_FIRST = 200, 15, 1_500
"""Births since 1900, bearers in SIRENE, births that make a lone first name safe."""
_COMMON = frozenset(
    "saint sainte notre votre leur bonjour merci france paris street avenue road city university college school park".split()
)


def name_span(
    passage: Passage, start: int, end: int, kind: str, confidence: float, *, rule: str, checks: tuple[str, ...] = (), context: str = ""
) -> Span:
    value = fold(passage.text[start:end])
    return Span(start=start, end=end, kind=kind, confidence=confidence, rule=rule, value=value, base=0.6, checks=checks, context=context)


def opens(passage: Passage, start: int) -> bool:
    """True at the beginning of the text, of a line or of a sentence, where every word has a capital."""
    before = passage.low[:start].rstrip(" \"'«(-–—•*")
    return not before or before[-1] in ".!?\n:"


def by_rule(passage: Passage) -> Iterator[Span]:
    """What a title announces, and "Prénom Nom" of two known names, whether the model saw them or not."""
    taken: list[tuple[int, int]] = []
    for match in (m for at in passage.starts(_TITLE_WORDS) if (m := _TITLED.match(passage.low, at))):
        name = _NAME.match(passage.text, match.end())
        if name and CAPITAL.search(name[0]) and (span := _announced(passage, match, name)):
            taken.append((span.start, span.end))
            yield span
    yield from _handles(passage)
    if passage.language == "en":
        yield from _alone(passage)
    for match in (m for at in passage.starts(_RANK_WORDS) if (m := _RANK.match(passage.low, at))):
        name = _NAME.match(passage.text, match.end())
        if (
            name
            and passage.text[match.start()].islower()
            and passage.text[match.end()].isupper()
            and (span := _announced(passage, match, name))
        ):
            yield span
    for match in _INITIAL.finditer(passage.text) if "." in passage.text else ():
        if borne(fold(match["last"])) >= 50 and fold(match["last"]) not in _COMMON:
            yield name_span(passage, match.start(), match.end(), "PERSON", 0.65, rule="name_initial")
    for match in _pairs(passage.text):
        start, end = match.start(), match.end("last")
        first, last = fold(match["first"]), fold(match["last"])
        known = given(first, passage.language)
        if known < KNOWN_FIRST or any(start < e and s < end for s, e in taken) or is_commune(passage.text[start:end]) or first == last:
            continue
        shared = borne(last.split()[-1], passage.language) >= KNOWN_LAST
        strong = known >= COMMON_FIRST and shared and not PLACE.search(passage.low[max(0, start - 26) : start])
        if strong and last not in _COMMON:
            yield name_span(passage, start, end, "PERSON", 0.85, rule="name_pair", checks=("first_name",))


def _pairs(text: str) -> Iterator[re.Match[str]]:
    """Every two capitalised words that follow each other, overlapping: "Économie Laurent Fabius" also gives its last two."""
    at = 0
    while match := _PAIR.search(text, at):
        yield match
        at = match.end("first")


def _handles(passage: Passage) -> Iterator[Span]:
    """Pseudonyms that spell a first name and a name: @MarieDupont, @marie_dupont, @mariedupont."""
    if "@" not in passage.low:
        return
    for match in _HANDLE.finditer(passage.text):
        parts = [part.lower() for part in _CAMEL.findall(match["v"])]
        first = (
            parts[0]
            if len(parts) > 1
            else next((match["v"][:n].lower() for n in (len(match["v"]), 8, 7, 6, 5, 4) if _common(match["v"][:n])), "")
        )
        whole = match["v"][0].isupper() and _common(match["v"])
        if (whole or len(match["v"]) >= len(first) + 3) and given(fold(first), passage.language) >= KNOWN_FIRST and first:
            yield name_span(passage, *match.span("v"), "PERSON", 0.6, rule="name_in_handle", checks=("first_name",))


def _alone(passage: Passage) -> Iterator[Span]:
    """A lone first name inside an English sentence, where only names have a capital; the small English model sees half of them."""
    seen = [(entity.start, entity.end) for entity in passage.entities if entity.label != "PER"]
    for match in _LONE.finditer(passage.text):
        start, end = match.span()
        before = passage.text[max(0, start - 26) : start]
        if (
            given(fold(match[0]), "en") >= 3 * COMMON_FIRST
            and not opens(passage, start)
            and not _TITLE_CASE.search(before)
            and not PLACE.search(before.lower())
            and not any(s < end and start < e for s, e in seen)
            and fold(match[0]) not in _CALENDAR
        ):
            yield name_span(passage, start, end, "PERSON", 0.6, rule="name_first", checks=("first_name",))


def _common(part: str) -> bool:
    return given(fold(part)) >= COMMON_FIRST


def _announced(passage: Passage, match: re.Match[str], name: re.Match[str]) -> Span | None:
    start, end = name.span()
    while end > start and passage.text[end - 1] in " .":
        end -= 1
    words = passage.text[start:end].split()
    while words and words[-1].lower() in SMALL:
        end -= len(words.pop()) + 1
    parts = fold(passage.text[start:end]).split()
    if not parts or set(parts) <= OFFICES | SMALL or parts[0] in OFFICES or len(parts[0]) < 2:
        return None
    if match[0].strip(". ") in ("me", "ms", "m", "pr", "dr") and "." not in match[0] and passage.text[match.start()].islower():
        return None
    if match[0].strip(". ") in ("saint", "sainte", "roi", "reine", "prince", "princesse") and not given(parts[0]):
        return None
    if (
        match[0].strip(". ")
        in ("père", "pere", "soeur", "sœur", "me", "miss", "lady", "lord", "sir", "maître", "maitre", "m", "ms", "prof")
        and not given(parts[0])
        and not borne(parts[-1])
    ):
        return None
    return name_span(passage, start, end, "PERSON", 0.9, rule="name_announced", context=match[0].strip())
