"""Her own sentences and words: what she wrote in her CV, her letter, her positions and projects, and nothing else.

Sentences are cut from the masked text; one that shows a mask, another person, a client or a sensitive matter is left out, and so is
what says nothing of her: the conventional formulas of a letter, a sentence about the employer she writes to, a vague word as a topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ereput.masking import DOT, fold_name, letter_body, pieces
from ereput.model import Kind
from ereput.wordlist import zipf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ereput.model import Finding, Gap, Reading

HERS = (Kind.POSITION, Kind.CV, Kind.PROJECT, Kind.LETTER, Kind.PROFILE)
"""Documents in which she tells what she did, the most factual first."""
CLOSED = frozenset(
    "PERSON CLIENT CONFIDENTIAL HEALTH DISABILITY PREGNANCY RELIGION POLITICS UNION SEXUALITY GENDER ORIGIN GENETIC BIOMETRIC OFFENCE"
    " FAMILY_STATUS APPEARANCE MORALS POVERTY WHISTLEBLOWER FAMILY CHILD HOME ROUTINE ABSENCE".split()
)
"""Kinds of spans that a sentence to publish must not hold."""
SHORTEST, LONGEST = 4, 40
"""Words of a sentence that can be told."""
COMMON = 4.2
"""Zipf frequency (occurrences per billion, log10; van Heuven et al. 2014) from which a word is everybody's."""
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_STAGE = re.compile(r"\b(?:stag\w{1,6}|altern\w{2,8}|apprenti\w{0,6}|intern\w{0,6}|bénévol\w{0,4}|volunteer\w{0,4})\b", re.IGNORECASE)
_NO_TOPIC = re.compile(r"degree|diploma|^(?:english|french|spanish|german|italian)")
"""Concepts that an offer asks for and that nobody posts about: diplomas and languages."""
_FORMULA = re.compile(
    r"^(?:madame|monsieur|mesdames|messieurs|bonjour|ch[eè]re?s?\b|dear|hello|hi\b|to whom)"
    r"|\b(?:salutations|cordialement|sincèrement|dans l['’]attente|vous prie|vous remercie|votre disposition"
    r"|(?:ma|pré[^\W\d_]{2,12}) candidature|postuler|yours|sincerely|faithfully|regards|look(?:ing)? forward|thank you|at your disposal"
    r"|souhait\w{1,6} (?:rejoindre|intégrer|travailler|mettre)|(?:like|wish|keen|eager|want) to (?:join|work)"
    r"|(?:writing|wish) to apply|apply(?:ing)? for)\b",
    re.IGNORECASE,
)
"""How letters open, apply and close, in the two languages (the formulas that the letters of fixtures and of manuals have in common)."""
_PARTICIPLE = re.compile(r"(?:ées?|és|[^e]ed)$", re.IGNORECASE)
"""How a French or an English past participle ends: what was done to a thing is a poorer topic than the thing."""
_ARTICLE = re.compile(r"(?:la|le|les|l['’]|du|des|au|aux|chez|à|the|at)", re.IGNORECASE)
_OPENS = re.compile(
    rf"(?:{_ARTICLE.pattern}|une?|de|d['’]|ces?|cette|mes|mon|ma|nos|notre|leurs?|chaque|plusieurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt|trente|en|avec|sur|sous|par|pour|sans"
    r"|dans|an?|of|with|in|on|for|by|from|our|my|their|each|two|three)",
    re.IGNORECASE,
)
"""Articles and prepositions of French and English: what follows is a noun, or a noun and its adjective."""
_ELIDED = re.compile(r"['’]")
_OF = re.compile(r"(?:de|du|des|of)$|d['’]", re.IGNORECASE)
_STATUS = re.compile(r"(?:lycée?n|étudiant|collégien|élève|stagiaire|alternant|apprenti|student|intern)", re.IGNORECASE)
"""What somebody is, and nothing to write about."""
_TO_THEM = re.compile(r"\b(?:vous|votre|vos|vôtres?|you|yours?)\b", re.IGNORECASE)
"""What a letter says to whoever reads it is about them."""
_BULLET = re.compile(r"^[-–—*•▪●◦‣·>]{1,3}\s+")
"""The mark of an item of a list: no word of the sentence."""
_WORD = re.compile(r"[^\W\d_][\w'’+#/-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of hers, as she wrote it (line breaks made spaces). `practice`: of an internship, a work-study, volunteering."""

    text: str
    reading: Reading
    practice: bool


def lines(readings: Iterable[Reading], *, shortest: int = SHORTEST) -> tuple[Line, ...]:
    """Her sentences, those of an internship first, then by kind of document, in the order of the text; each once."""
    found: dict[str, Line] = {}
    own = [r for r in readings if r.mention.kind in HERS and (r.mention.declared or r.mention.kind is not Kind.PROFILE)]
    for reading in sorted(own, key=lambda r: HERS.index(r.mention.kind)):
        for line in _lines(reading, shortest):
            found.setdefault(fold_name(line.text, ordered=True), line)
    return tuple(sorted(found.values(), key=lambda line: not line.practice))


def _lines(reading: Reading, shortest: int) -> Iterator[Line]:
    cut = list(pieces(reading.masked))
    titled = bool(_STAGE.search(" ".join((reading.mention.title, *(v for k, v in reading.mention.fields if k == "title")))))
    practice, letter = titled, reading.mention.kind is Kind.LETTER
    low, high = letter_body(reading.masked) if letter else (0, len(reading.masked))
    for i, (start, end) in enumerate(cut):
        text = _BULLET.sub("", " ".join(reading.masked[start:end].split()))
        following = reading.masked[slice(*cut[i + 1])] if i + 1 < len(cut) else ""
        if _heads(text, following):
            practice = titled or bool(_STAGE.search(text))
        elif (
            low <= start < high
            and _told(text, shortest)
            and not (letter and _TO_THEM.search(text))
            and not any(s.kind in CLOSED and s.start < end and start < s.end for s in reading.spans)
        ):
            yield Line(text=text, reading=reading, practice=practice)


def _heads(text: str, following: str) -> bool:
    """A short line followed by a line of years: the title of a job or of studies. The line of years itself keeps that title."""
    short = len(text.split()) <= 12 and not text.endswith((".", "!", "?"))
    return short and len(following) <= 60 and bool(_YEARS.search(following)) and not _YEARS.search(text)


def _told(text: str, shortest: int) -> bool:
    """A sentence that can be read alone: not too short, not a list, not a line of dates, nothing masked."""
    words = text.split()
    lists = text.count(",") > len(words) // 3 or bool(re.match(r"[^.:]{1,30} ?:", text))
    plain = DOT not in text and not lists and not _YEARS.search(text) and not _FORMULA.search(text)
    return shortest <= len(words) <= LONGEST and plain


def terms(line: Line, gaps: Sequence[Gap], *, hollow: Collection[str] = (), others: Iterable[str] = ()) -> tuple[str, ...]:
    """What a sentence is about, as written in it: the skills that the job asks for, then its things, the rarest of the language first.

    None is `hollow`, none is a part of `others` (the names of houses, towns, people).
    """
    names = {word for name in others for word in fold_name(name).split()}
    rare = sorted(_things(line, names), key=lambda thing: (bool(_PARTICIPLE.search(thing[0])), thing[1]))
    found: dict[str, str] = {}
    for form in (*asked_terms(line, gaps), *(form for form, _ in rare)):
        if form.casefold() not in hollow and not names.issuperset(fold_name(form).split() or ("",)):
            found.setdefault(form.casefold(), form)
    return tuple(found.values())


def _things(line: Line, names: Collection[str]) -> Iterator[tuple[str, float]]:
    """Its rare nouns, each with the word before or after that completes it ("soins palliatifs"), and how common they are.

    Without a grammar, a noun is known by what stands before it: an article or a preposition, or nothing and "de" after ("Montage de").
    """
    words = list(_WORD.finditer(line.text))
    for at, match in enumerate(words):
        word = match[0]
        often = zipf(word.casefold(), line.reading.language)
        if len(word) < 5 or often >= COMMON or fold_name(word) in names or _STATUS.match(word) or _ELIDED.search(word):
            continue
        before = words[at - 1][0] if at and line.text[words[at - 1].end() : match.start()] == " " else ""
        after = words[at + 1][0] if at + 1 < len(words) and line.text[match.end() : words[at + 1].start()] == " " else ""
        if _OPENS.fullmatch(before):
            if not (word[0].isupper() and _ARTICLE.fullmatch(before)):  # "la Résidence des Ajoncs": a name
                yield word, often
        elif at == 0 and _OF.match(after) and not _PARTICIPLE.search(word):
            yield word, often
        elif (
            before
            and not _ELIDED.search(before)
            and not _PARTICIPLE.search(before)
            and fold_name(before) not in names
            and (at == 1 or _opened(line.text, words, at - 1))
        ):
            yield line.text[words[at - 1].start() : match.end()], often


def _opened(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Does an article or a preposition stand right before this word?"""
    return text[words[at - 1].end() : words[at].start()] == " " and bool(_OPENS.fullmatch(words[at - 1][0]))


def asked_terms(line: Line, gaps: Sequence[Gap]) -> tuple[str, ...]:
    """The skills that the job asks for, as this sentence writes them, the heaviest first."""
    found: dict[str, str] = {}
    for gap in sorted((g for g in gaps if g.kind != "soft" and not _NO_TOPIC.search(g.concept)), key=lambda g: (-g.weight, g.concept)):
        for form in dict.fromkeys(s.form for s in gap.sightings if s.form):
            if match := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", line.text, re.IGNORECASE):
                found.setdefault(match[0].casefold(), match[0])
    return tuple(found.values())


def told(
    readings: Sequence[Reading], gaps: Sequence[Gap], *, enough: int = 3, hollow: Collection[str] = (), others: Iterable[str] = ()
) -> tuple[Line, ...]:
    """Her sentences that say something of the job; when they are fewer than `enough`, those that hold any telling word.

    `hollow` are words that make no topic (case-folded); `others` are names, as the employer's she writes to: a sentence that holds one
    tells of them, and so does one with the name that an offer gives.
    """
    offers = (r.mention.field("organisation") for r in readings if r.mention.kind is Kind.OFFER)
    names = [f" {fold_name(name, ordered=True)} " for name in (*others, *offers) if name.strip()]
    own = [(line, f" {fold_name(line.text, ordered=True)} ") for line in lines(readings)]
    every = [line for line, folded in own if not any(name in folded for name in names) and terms(line, gaps, hollow=hollow)]
    near = tuple(line for line in every if asked_terms(line, gaps))
    return near if len(near) >= enough else tuple(every)


def hollow_words(findings: Iterable[Finding]) -> frozenset[str]:
    """The words that the audit found vague, case-folded: nobody posts about them."""
    return frozenset(word.casefold() for f in findings if f.rule == "words.vague" for word in (f.label, *f.label.split()))


def source(reading: Reading) -> str:
    """What a document is known by: the name of its file, else of its source."""
    return reading.mention.field("file") or reading.mention.field("network") or reading.mention.source
