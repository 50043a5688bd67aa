"""What is refused, not needed or only wished: cues in the same clause, before or after a term, in French and English.

The cues follow NegEx (Chapman et al. 2001, doi 10.1006/jbin.2001.1029): short triggers whose scope ends with the clause.
"""

from __future__ import annotations

import re

from ereput.analyse.keywords import cues

_CLAUSE = re.compile(r"[.;:!?\n•|()]|\b(?:mais|but|however|cependant|toutefois)\b", re.IGNORECASE)
REACH = 120
"""Code points on each side that a clause may have."""


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around [start, end): at most `REACH` on each side, cut at punctuation and at "mais"/"but"."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    for match in _CLAUSE.finditer(text, low, start):
        low = match.end()
    after = _CLAUSE.search(text, end, high)
    return low, after.start() if after else high


_THEN = re.compile(r"\s*[:(–—]\s*(?=(?:non|pas|not)\b)", re.IGNORECASE)
"""What parts a term from its own refusal: "Java : pas nécessaire", "permis B (non exigé)"."""

_VERY = r"\s?(?:(?:très|fortement|vivement|est|serait|is|highly|strongly)\s){0,2}"
_ASIDE = re.compile(rf"(?:\s(?!(?:et|ou|and|or)\b)[\w'’/+#-]{{1,20}}){{0,3}}\s?[(\[–—-]{_VERY}|[^.;:!?\n()]{{0,60}}:{_VERY}", re.IGNORECASE)
"""Between a term and what is said of it apart: "Anglais courant (très apprécié)", "Docker et Git : un plus"."""

CUES = frozenset(
    written
    for word in (
        "pas plus sans aucun aucune jamais ne n inutile nul ni hors hormis sauf non "
        "except no not nor without never do does don doesn isn aren"
    ).split()
    for written in (word, word.capitalize(), word.upper())
)
"""Every trigger holds one of these words: a text without them needs no closer look."""


def negated(text: str, start: int, end: int) -> bool:
    """True when the words say that it is not needed, or not known.

    >>> negated("Java : pas nécessaire", 0, 4)
    True
    >>> text = "Pas besoin de permis B, mais Excel exigé"
    >>> negated(text, 14, 22), negated(text, 29, 34)
    (True, False)
    """
    then = _THEN.match(text, end)
    end = then.end() if then else end
    low, high = clause(text, start, end)
    before, after = text[low:start], text[end:high]
    return any(
        cue.search(part) is not None
        for cue, part in ((cues.before(), before), (cues.against(), before), (cues.after(), after), (cues.after_all(), after))
    )


def wished(sentence: str) -> bool:
    """True when a sentence of an offer says "nice to have"."""
    return bool(cues.family("clause", "wish").search(sentence))


def aside(text: str, end: int, stop: int) -> str:
    """What says, in brackets or after a colon right behind a term that ends at `end`, whether it is wished or required, or "".

    >>> aside("Anglais courant (très apprécié), Excel", 7, 38), aside("Projets (Jira souhaité)", 7, 23)
    ('apprécié', '')
    """
    found = _ASIDE.match(text, end, stop)
    if found is None:
        return ""
    said = next((m for name in ("wish", "must") if (m := cues.family("clause", name).match(text, found.end(), stop))), None)
    return said.group() if said else ""


def required(sentence: str) -> bool:
    """True when a sentence of an offer insists."""
    return bool(cues.family("clause", "must").search(sentence))
