"""Names of people, places and organisations: what the model saw, weighed by open lists of names and by the words around it.

The model alone takes medicines, villages and sentence openings for people (FrSemCor: 31 % of its PERSON). A name is kept when a title or a
role announces it, when its first name or surname is borne in France, or when it has the form "Prénom Nom"; a lone word after "à" is a
place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.gazetteers import first_names, fold, is_commune, surnames
from ereput.model import Entity, Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

_TITLE = (
    r"(?:mm?|mmes?|mlles?|mr|mrs|ms|miss|dr|drs|pr|me|mgr|docteurs?|professeure?s?|ma[îi]tre|madame|mesdames"
    r"|monsieur|messieurs|mademoiselle"
    r"|p[èe]re|s[œo]e?ur|abb[ée]|sir|lord|lady|mister|prof)"
)
_ROLE = (
    r"(?:juges?|ministres?|pr[ée]sidente?s?|maires?|cardinal|pape|roi|reine|prince|princesse|g[ée]n[ée]ral|colonel"
    r"|capitaine|commandant|lieutenant|sergent|caporal|caporaux"
    r"|commissaires?|coll[èe]gues?|s[ée]nateur|s[ée]natrice|d[ée]put[ée]e?s?|[ée]v[êe]ques?|procureure?|avocate?s?"
    r"|journaliste|[ée]crivaine?|auteure?|chef|directeur|directrice"
    r"|entra[îi]neur|joueur|ami|amie|cousine?|fr[èe]re|fils|fille|mari|[ée]pouse|femme|enfants?|oncle|tante"
    r"|grand-m[èe]re|grand-p[èe]re|nomm[ée]e?|pr[ée]nomm[ée]e?"
    r"|surnomm[ée]e?|rapporteure?|rapport|r[ée]gime|nom|prince|empereur|duc|comte|marquis|baron|philosophe|peintre"
    r"|chanteur|chanteuse|acteur|actrice|peer|king|queen|president|senator)"
)
_TITLES = re.compile(rf"^(?:{_TITLE}\.?(?: (?=\S)|$))+")
_ANNOUNCED = re.compile(
    rf"(?<![\w]){_TITLE}\.? ?$|(?<!\w){_ROLE}(?: (?:de|d'|du|des|le|la))? ?$|(?:appelle|m'appelle|suis|prénomme"
    rf"|je m'appelle|i'm|my name is|called|named) $"
)
_TITLED = re.compile(rf"(?<![\w]){_TITLE}(?:\. ?| )(?:(?:le |la )?(?:docteur|professeur|juge|pr[ée]sidente?) )?")
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w]*(?:[-'’.][A-ZÀ-ÖØ-Þ]?[\w]+)*\.?|de|du|des|d'|la|le|van|von|ben|el|da|dos"
    r"|di)(?: (?:[A-ZÀ-ÖØ-Þ][\w]*(?:[-'’][A-ZÀ-ÖØ-Þ]?[\w]+)*\.?|de|du|des|la|le|van|von|ben|el|da|dos|di)){0,3}"
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_PAIR = re.compile(
    r"(?P<first>[A-ZÀ-ÖØ-Þ](?<![\w@#/.-].)[a-zà-öø-ÿ]{1,14}(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,14})?) (?:[A-ZÀ-ÖØ-Þ]\. )?"
    r"(?P<last>(?:(?:de|du|des|le|la|van|von|ben|el|da|di) )?[A-ZÀ-ÖØ-Þ][\w'’-]{1,24})(?![\w@])"
)
"""Begins with a character class, on which the search leaps; the look-behind follows it."""
_INITIAL = re.compile(r"(?<![\w.@])(?P<first>[A-ZÀ-ÖØ-Þ]\.(?:[ -]?[A-ZÀ-ÖØ-Þ]\.)?) ?(?P<last>[A-ZÀ-ÖØ-Þ][\w'’-]{2,24})(?![\w@])")
_RANK = re.compile(
    r"(?<!\w)(?:g[ée]n[ée]ral|colonel|capitaine|commandant|lieutenant|adjudant|sergent|cardinal|roi|reine|pape"
    r"|prince|princesse|baronn?e?|duc|duchesse|comte|comtesse|marquise?"
    r"|juge|saint|sainte) (?=\S)"
)
_HANDLE = re.compile(r"@ ?(?:the)?(?P<v>[a-z]{4,24}(?: ?_ ?[a-z]{3,20})?)(?!\w| ?\.)", re.IGNORECASE)
_CAMEL = re.compile(r"[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+")
_PLACE = re.compile(
    r"(?<!\w)(?:à|chez|en|vers|devant|rue|avenue|place|boulevard|laiterie|soci[ée]t[ée]|groupe|entreprise|usine"
    r"|magasin|contrat|fr[ée]gates?|[ée]cole|h[ôo]tel|caf[ée]|bar"
    r"|restaurant|centre|lyc[ée]e|coll[èe]ge|stade|ville|village|commune|[ée]ditions?|journal|marque|at|in|near) (?:d'|de |la |le |du )?$"
)
_ACTS = re.compile(
    r",? (?:a |avait |s'est )?(?:dit|d[ée]clar|affirm|expliqu|pr[ée]cis|racont|soulign|ajout|r[ée]pond|demand"
    r"|annonc|accus|estim|[ée]cri[tv]|assur|confi|rappel|conclu|invent|reconna|promet|d[ée]nonc|nia |s'en pren)"
)
"""What only people do, just after their name."""
_OFFICES = frozenset(
    "le la les president presidente commissaire ministre premier premiere depute deputes juge maire directeur"
    " directrice presidents rapporteur rapporteure general".split()
)
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "van", "von", "ben", "el", "da", "dos", "di"})
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


class Names:
    """PERSON, LOCATION and ORG; `value` is the folded name."""

    name = "names"
    kinds = ("PERSON", "LOCATION", "ORG")
    title = say("Nom de personne, de lieu ou d'organisation")
    source = "spaCy fr_core_news_md ; INSEE, fichier des prénoms ; INSEE, SIRENE"

    def find(self, passage: Passage) -> Iterator[Span]:
        people: list[tuple[int, int]] = []
        for entity in passage.entities:
            if entity.label == "PER":
                if span := _person(passage, entity):
                    people.append((span.start, span.end))
                    yield span
            elif (kind := {"LOC": "LOCATION", "ORG": "ORG"}.get(entity.label)) and (span := _thing(passage, entity, kind)):
                yield span
        yield from (span for span in _by_rule(passage) if not any(span.start < end and start < span.end for start, end in people))


def _span(
    passage: Passage, start: int, end: int, kind: str, confidence: float, *, rule: str, checks: tuple[str, ...] = (), context: str = ""
) -> Span:
    value = fold(passage.text[start:end])
    return Span(start=start, end=end, kind=kind, confidence=confidence, rule=rule, value=value, base=0.6, checks=checks, context=context)


def _person(passage: Passage, entity: Entity) -> Span | None:
    """The entity without its title, when somebody may bear that name."""
    start, end = _trim(passage, entity.start, entity.end)
    text = passage.text[start:end]
    if start >= end or not text[0].isupper() or any(map(str.isdigit, text)) or any(sign in text for sign in "@#/=_"):
        return None
    parts = [part for part in fold(text).split() if part not in _SMALL]
    if not parts or set(parts) <= _OFFICES:
        return None
    before = passage.low[max(0, start - 26) : start]
    announced = _ANNOUNCED.search(before)
    if announced:
        return _span(passage, start, end, "PERSON", 0.95, rule="name_announced", context=announced[0].strip())
    first, last = first_names().get(parts[0], 0), surnames().get(parts[-1], 0)
    given = ("first_name",) if first >= KNOWN_FIRST else ()
    confidence = (
        _two_words(passage, first, last)
        if len(parts) > 1
        else _one_word(passage, before, first, last, text, end, opening=_opens(passage, start))
    )
    return _span(passage, start, end, "PERSON", confidence, rule="name", checks=given) if confidence else None


def _two_words(passage: Passage, first: int, last: int) -> float:
    if first >= KNOWN_FIRST:
        return 0.95
    if passage.language == "en":
        return 0.8 if first or last else 0.6
    return 0.85 if last >= KNOWN_LAST else 0.7


def _one_word(passage: Passage, before: str, first: int, last: int, text: str, end: int, *, opening: bool) -> float:
    """A lone word: a common first name, or a surname that no preposition of place announces and that opens no sentence."""
    if _PLACE.search(before) or len(text) < 3 or (text.isupper() and len(text) < 6):
        return 0.0
    if first >= COMMON_FIRST and (not opening or first >= 10 * COMMON_FIRST):
        return 0.75
    if passage.language == "en":
        owns = passage.low.startswith(("'s ", " ' s "), end)
        return 0.0 if (opening and not owns) or before.endswith(("the ", "# ", "a ", "an ", "' ")) else 0.55
    if opening:
        return 0.0
    borne = last >= KNOWN_LAST or first >= KNOWN_FIRST
    return 0.65 if (borne and not is_commune(text)) or _ACTS.match(passage.low, end) else 0.0


def _opens(passage: Passage, start: int) -> bool:
    """True at the beginning of the text, of a line or of a sentence, where every word has a capital."""
    before = passage.low[:start].rstrip(" \"'«(-–—•*")
    return not before or before[-1] in ".!?\n:"


def _trim(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Without title, quotation marks and what follows a line break."""
    if match := _TITLES.match(passage.low[start:end]):
        start += match.end()
    broken = passage.text.find("\n", start, end)
    end = broken if broken >= 0 else end
    while start < end and not (passage.text[start].isalnum()):
        start += 1
    while end > start and not (passage.text[end - 1].isalnum() or passage.text[end - 1] == "."):
        end -= 1
    if passage.low.startswith("'s", end - 2):
        end -= 2
    return start, end


def _thing(passage: Passage, entity: Entity, kind: str) -> Span | None:
    text = passage.text[entity.start : entity.end]
    if not _CAPITAL.search(text) or text.startswith(("@", "#", "http")) or sum(map(str.isdigit, text)) > 2:
        return None
    known = kind == "LOCATION" and is_commune(text)
    return _span(passage, entity.start, entity.end, kind, 0.8 if known else 0.6, rule="ner", checks=("commune",) if known else ())


def _by_rule(passage: Passage) -> Iterator[Span]:
    """What a title announces, and "Prénom Nom" of two known names, whether the model saw them or not."""
    taken: list[tuple[int, int]] = []
    for match in (m for at in passage.starts(_TITLE_WORDS) if (m := _TITLED.match(passage.low, at))):
        name = _NAME.match(passage.text, match.end())
        if name and _CAPITAL.search(name[0]) and (span := _announced(passage, match, name)):
            taken.append((span.start, span.end))
            yield span
    yield from _handles(passage)
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
        if surnames().get(fold(match["last"]), 0) >= 50 and fold(match["last"]) not in _COMMON:
            yield _span(passage, match.start(), match.end(), "PERSON", 0.65, rule="name_initial")
    for match in _pairs(passage.text):
        start, end = match.start(), match.end("last")
        first, last = fold(match["first"]), fold(match["last"])
        known = first_names().get(first, 0)
        if known < KNOWN_FIRST or any(start < e and s < end for s, e in taken) or is_commune(passage.text[start:end]) or first == last:
            continue
        borne = surnames().get(last.split()[-1], 0) >= KNOWN_LAST
        strong = known >= COMMON_FIRST and borne and not _PLACE.search(passage.low[max(0, start - 26) : start])
        if strong and last not in _COMMON:
            yield _span(passage, start, end, "PERSON", 0.85, rule="name_pair", checks=("first_name",))


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
        if (whole or len(match["v"]) >= len(first) + 3) and first_names().get(fold(first), 0) >= KNOWN_FIRST and first:
            yield _span(passage, *match.span("v"), "PERSON", 0.6, rule="name_in_handle", checks=("first_name",))


def _common(part: str) -> bool:
    return first_names().get(fold(part), 0) >= COMMON_FIRST


def _announced(passage: Passage, match: re.Match[str], name: re.Match[str]) -> Span | None:
    start, end = name.span()
    while end > start and passage.text[end - 1] in " .":
        end -= 1
    words = passage.text[start:end].split()
    while words and words[-1].lower() in _SMALL:
        end -= len(words.pop()) + 1
    parts = fold(passage.text[start:end]).split()
    if not parts or set(parts) <= _OFFICES | _SMALL or parts[0] in _OFFICES or len(parts[0]) < 2:
        return None
    if match[0].strip(". ") in ("me", "ms", "m", "pr", "dr") and "." not in match[0] and passage.text[match.start()].islower():
        return None
    if match[0].strip(". ") in ("saint", "sainte", "roi", "reine", "prince", "princesse") and parts[0] not in first_names():
        return None
    if (
        match[0].strip(". ")
        in ("père", "pere", "soeur", "sœur", "me", "miss", "lady", "lord", "sir", "maître", "maitre", "m", "ms", "prof")
        and parts[0] not in first_names()
        and parts[-1] not in surnames()
    ):
        return None
    return _span(passage, start, end, "PERSON", 0.9, rule="name_announced", context=match[0].strip())


_COMMON = frozenset(
    "saint sainte notre votre leur bonjour merci france paris street avenue road city university college school park".split()
)

RECOGNISER = Names()
