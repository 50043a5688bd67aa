"""Key phrases that no taxonomy knows: names and noun phrases of the offer that everyday language rarely uses.

A phrase must stand where the offer asks (missions, profile, skills), hold a word rarer than the background (wordfreq), and be no person and
no place. They are marked as unknown: nobody vouches for their meaning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ereput.analyse.keywords.negation import required, wished
from ereput.analyse.keywords.tokens import STOPS, WORD, base, fold, keys
from ereput.wordlist import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.keywords.sections import Sentence

RARE = 3.0
"""Zipf frequency below which a word is rare enough for a name."""
TELLING = 4.0
"""Zipf frequency below which a word makes a noun phrase telling after "maîtrise de…"."""
MOST = 8
"""Unknown phrases kept per offer: beyond, they are noise."""
_ASKED = frozenset({"missions", "profile", "skills", "experience", "languages", "other"})
_TRIGGER = re.compile(
    r"\b(?:maîtris\w{1,4}|connaissances?|expériences?|notions?|compétences?|pratique|utilis\w{1,6}|logiciels?|outils?|knowledge|experience|"
    r"proficien\w{1,3}|skills?|familiar\w{0,4})\s+(?:(?:approfondie?s?|solides?|bonnes?|confirmée?s?)\s+)?"
    r"(?:de la|de l['’]|des|du|de|d['’]|en|dans|sur|avec|of|in|with|on)\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:[A-ZÀ-Ý][\w+#]*[a-z0-9][\w+#]*|[A-Z][A-Z0-9+#]{2,})$")
_SAINTS = (" st", " ste", " saint", " sainte")
"""Before the rest of a place's name."""
_SAID = frozenset("optionnel optionnelle requis requise facultatif facultative souhaite obligatoire poste profil missions".split())
"""Words of forms, capitalised there."""
_STOP_AT = frozenset(
    "vous votre nous notre est sont sera ainsi que qui dans une un le la les se vos ce cette et ou and or your you the".split()
)


def find(
    text: str, sentences: Sequence[Sentence], taken: Sequence[tuple[int, int]], avoid: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Spans of unknown key phrases, at most `MOST`; `taken` are the spans already known, `avoid` those of persons and places."""
    blocked = [*taken, *avoid]
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences:
        if sentence.heading or sentence.section not in _ASKED:
            continue
        for start, end in (*_named(text, sentence), *_triggered(text, sentence)):
            mark = keys(text[start:end])
            if mark and mark not in seen and not any(start < e and end > s for s, e in blocked):
                seen.add(mark)
                blocked.append((start, end))
                yield start, end
                if len(seen) >= MOST:
                    return


def _named(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of capitalised or camel-case words that are not the first of the sentence and that everyday language rarely uses."""
    run: list[tuple[int, int]] = []
    for position, match in enumerate(WORD.finditer(text, sentence.start, sentence.end)):
        word = match.group()
        saint = fold(text[max(sentence.start, match.start() - 7) : match.start()]).rstrip(" .-").endswith(_SAINTS)
        name = position > 0 and not saint and fold(word) not in _SAID and bool(_NAME.match(word)) and _rare(word, RARE)
        number = bool(run) and word.isdigit() and match.start() - run[-1][1] <= 1
        if (name or number) and (not run or match.start() - run[-1][1] <= 1):
            run.append(match.span())
            continue
        if run:
            yield run[0][0], run[-1][1]
        run = [match.span()] if name else []
    if run:
        yield run[0][0], run[-1][1]


def _triggered(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What follows "maîtrise de", "experience in"…: up to four words, one of them telling."""
    for trigger in _TRIGGER.finditer(text, sentence.start, sentence.end):
        words: list[re.Match[str]] = []
        for match in WORD.finditer(text, trigger.end(), sentence.end):
            between = text[(words[-1].end() if words else trigger.end()) : match.start()]
            if re.search(r"[^\s'’\-/]", between) or fold(match.group()) in _STOP_AT or len(words) == 4:
                break
            words.append(match)
        while words and (fold(words[-1].group()) in STOPS or wished(words[-1].group()) or required(words[-1].group())):
            words.pop()
        if any(telling(w.group()) for w in words):
            yield words[0].start(), words[-1].end()


def telling(word: str) -> bool:
    """Is it rare enough to make a noun phrase say something?"""
    return len(word) > 2 and _rare(word, TELLING)


def _rare(word: str, limit: float) -> bool:
    plain = base(word).lower()
    return max(zipf(plain, "fr"), zipf(plain, "en"), zipf(fold(plain), "fr")) < limit
