"""An offer read as what it asks: terms with their section, whether required or wished, and the sentence each comes from."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ereput.analyse.keywords import negation, phrases, sections
from ereput.analyse.keywords.matcher import Skill
from ereput.analyse.keywords.tokens import WORD, keys
from ereput.analyse.keywords.tongues import foreign
from ereput.analyse.presence.offers import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from ereput.analyse.keywords.matcher import Matcher
    from ereput.model import Mention, Reading

SECTION_WEIGHT = {"title": 1.0, "skills": 0.9, "profile": 0.8, "languages": 0.8, "experience": 0.75, "diploma": 0.7, "missions": 0.75}
NAMED = frozenset({"tool", "certification", "language"})
"""Kinds that a title asks for by name; other words of a title are the trade itself."""
UNKNOWN = 0.6
"""Weight of a key phrase that no taxonomy vouches for, beside a known skill."""
_ALTERNATIVE = re.compile(r"\b(?:ou|or|à|to)\s(?:un |une |a |an )?$", re.IGNORECASE)
"""Before the second of two diplomas or languages: "CAP ou BP", "bac+3 à bac+5". Who has the first is not asked for the second."""
CHOSEN = frozenset({"certification", "language", "knowledge"})
"""Kinds of which an offer names two where one is enough ("anglais ou espagnol", "licence de droit ou de gestion")."""
_ABOVE = re.compile(
    r"(?:sous (?:la responsabilité|l['’]autorité|la direction|la supervision)|rattach[ée]{1,2}(?:[(·./-]?e\)?)?s? (?:à|aux?)"
    r"|supervisée? par|report(?:ing|s)? to|under the (?:supervision|direction|responsibility) of)\b"
    r"(?:(?!\b(?:vous|tu|you)\b)[^,.;:\n]){0,60}", re.IGNORECASE
)  # fmt: skip
"""Whom one answers to: "sous la responsabilité du responsable de magasin, …" is not asked of the person."""
JSONLD = "jsonld"
"""The field of a mention that holds one JSON-LD node (`collect/fields.py`; stages do not import one another)."""
_TAG = re.compile(r"<(br|/p|/li|/h\d|/div|li)[^<>]{0,200}>|<[^<>]{0,400}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing the offer asks for, of its concept's kind. `start`, `end` and `sentence` (start, end) are code points of `Offer.text`.

    Weight 0–1. `known` is false for a key phrase that no taxonomy has; `loose` is true where other words stand between those of the form.
    """

    concept: str
    label: str
    kind: str
    weight: float
    required: bool
    form: str
    section: str
    start: int
    end: int
    sentence: tuple[int, int]
    known: bool = True
    times: int = 1
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One offer: its title, the text that was read, its official occupation code when it gives one, what it asks for, and where, when and
    as what it was read (`Mention`). `foreign`: it is in a language that is not read here, and nothing is taken from it.
    """

    title: str
    text: str
    terms: tuple[Term, ...]
    rome: str = ""
    language: str = "fr"
    url: str = ""
    sha256: str = ""
    seen_at: datetime | None = None
    foreign: bool = False


def read(reading: Reading, matcher: Matcher, aimed: Sequence[str] = ()) -> Offer:
    """The offer of one reading; a schema.org JobPosting in its fields is preferred to the text of the page around it.

    `aimed` are the employers she aims at: where the offer does not say whose it is, one of them may stand in it.
    """
    posting = job_posting(reading.mention)
    title, text = reading.mention.title, reading.masked or reading.mention.text
    if posting:
        title = plain_text(str(posting.get("title") or title))
        body = posting_text(posting) if posting.get("description") else ""
        text = body if len(body) > 80 else text
    avoid = [(e.start, e.end) for e in reading.entities if e.label in ("PER", "LOC")] if text is reading.masked else []
    told = reading.mention
    if foreign(text):
        return Offer(title=title, text=text, terms=(), url=told.url, sha256=told.sha256, seen_at=told.seen_at, foreign=True)
    offer = parse(
        text, matcher, title=title, language=reading.language, avoid=avoid, listed=tuple(_listed(posting)), employer=named(reading, aimed)
    )
    return replace(offer, rome=_rome(posting), url=told.url, sha256=told.sha256, seen_at=told.seen_at)


def parse(
    text: str, matcher: Matcher, *, title: str = "", language: str = "fr", avoid: Sequence[tuple[int, int]] = (),
    listed: Sequence[str] = (), employer: str = "",
) -> Offer:  # fmt: skip
    """The offer in plain `text`; without `title`, its first line is one when it is short. `avoid` are spans of persons and places.

    `listed` are the skills that its publisher named one by one: each is asked, whether a taxonomy has it or not. `employer` is whose offer
    it is: its name and the parts of it are no skill.
    """
    if not title:
        first = text.strip().partition("\n")[0].strip()
        title = first if len(first.split()) <= 12 and len(first) < 120 else ""
    best: dict[str, Term] = {}
    for term in _terms(text, title, matcher, avoid, listed, tuple(_spelt(employer, text))):
        if not term.known and _is_name(term.form, employer):
            continue
        known = best.get(term.concept)
        if known is None:
            best[term.concept] = term
        else:
            top = term if term.weight > known.weight else known
            best[term.concept] = replace(
                top,
                required=term.required or known.required,
                times=known.times + 1,
                weight=round(min(1.0, top.weight + 0.03), 3),
                loose=term.loose and known.loose,
            )
    terms = sorted(best.values(), key=lambda t: (-t.weight, t.start, t.concept))
    return Offer(title=title, text=text, terms=tuple(terms), language=language)


def _terms(
    text: str, title: str, matcher: Matcher, avoid: Sequence[tuple[int, int]], listed: Sequence[str], names: Sequence[tuple[int, int]]
) -> Iterator[Term]:
    """Known skills sentence by sentence, then what was listed and key phrases, both without a taxonomy that knows them; none in `names`."""
    parts = list(sections.sentences(text))
    found = [skill for skill in matcher.find(text, nested=True) if not any(s <= skill.start and skill.end <= e for s, e in names)]
    taken = [(skill.start, skill.end) for skill in found]
    named = [(at, at + len(name)) for name in listed if (at := text.rfind(name)) >= 0]
    named = [(s, e) for s, e in named if not any(s < end and e > start for start, end in taken)]
    unknown = [
        Skill(start=s, end=e, label=text[s:e], concept=f"phrase:{' '.join(keys(text[s:e]))}", confidence=0.6, how="phrase")
        for s, e in (*named, *phrases.find(text, parts, [*taken, *named], (*avoid, *names)))
    ]
    starts = [part.start for part in parts]
    above = [found.span() for found in _ABOVE.finditer(text)]
    for skill in (*found, *unknown):
        part = parts[max(0, bisect_right(starts, skill.start) - 1)]
        if skill.kind not in NAMED and text[part.start : part.end].strip() == title.strip():
            continue
        if (part.contact and skill.kind == "skill") or any(start <= skill.start < end for start, end in above):
            continue
        if not part.ignored and not part.heading and part.start <= skill.start < part.end:
            yield _term(skill, part, text, title)


def _spelt(employer: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the whole name of the employer stands, when it has several words: a word of it that names a tool is the name there."""
    if len(employer.split()) > 1:
        yield from (match.span() for match in re.finditer(re.escape(employer), text, re.IGNORECASE))


def _is_name(phrase: str, employer: str) -> bool:
    """Is a phrase that no taxonomy knows the employer's name, or a part of it among common words ("le projet Ponant")?"""
    name = frozenset(keys(employer))
    rest = [word for word in WORD.findall(phrase) if not name.intersection(keys(word))]
    return len(rest) < len(WORD.findall(phrase)) and not any(phrases.telling(word) for word in rest)


def _near(text: str, skill: Skill, part: sections.Sentence) -> str:
    """The words that say whether it is required: in brackets right after it, else between its commas when a cue stands there ("licence
    exigée, master souhaité"), else its whole clause."""
    if aside := negation.aside(text, skill.end, part.end):
        return aside
    low, high = negation.clause(text, skill.start, skill.end)
    low, high = max(low, part.start), min(high, part.end)
    after = text.find(",", skill.end, high)
    piece = text[max(low, text.rfind(",", low, skill.start) + 1) : after if after >= 0 else high]
    return piece if negation.wished(piece) or negation.required(piece) else text[low:high]


def _term(skill: Skill, part: sections.Sentence, text: str, title: str) -> Term:
    near = _near(text, skill, part)
    other_way = skill.kind in CHOSEN and _ALTERNATIVE.search(text[part.start : skill.start]) is not None
    wish = part.wished or other_way or negation.wished(near)
    must = not wish and (negation.required(near) or part.section in ("skills", "profile", "languages", "diploma"))
    in_title = skill.kind in NAMED and text[skill.start : skill.end].casefold() in title.casefold()
    weight = 1.0 if in_title else SECTION_WEIGHT.get(part.section, 0.65)
    weight *= 0.6 if wish else (1.0 if must else 0.9)
    known = not skill.concept.startswith("phrase:")
    weight *= (0.6 if skill.kind == "soft" else 1.0) * (1.0 if known else UNKNOWN)
    return Term(
        concept=skill.concept,
        label=skill.label,
        kind=skill.kind,
        weight=round(weight, 3),
        required=must,
        form=text[skill.start : skill.end],
        section=part.section,
        start=skill.start,
        end=skill.end,
        sentence=(part.start, part.end),
        known=known,
        loose=skill.how == "gap",
    )


# --- schema.org ---------------------------------------------------------------------------------------------------------


def job_posting(mention: Mention) -> Mapping[str, Any]:
    """The first JobPosting among the JSON-LD nodes that the page carried; {} without one (schema.org/JobPosting)."""
    for raw in mention.all(JSONLD):
        try:
            node = json.loads(raw)
        except ValueError:
            continue
        for candidate in _nodes(node):
            kind = candidate.get("@type")
            if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
                return candidate
    return {}


def _nodes(node: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 5:
        return
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item, depth + 1)
    elif isinstance(node, dict):
        yield node
        yield from _nodes(node.get("@graph", []), depth + 1)


def posting_text(posting: Mapping[str, Any]) -> str:
    """The words of a JobPosting as an offer with headings, HTML and entities undone."""
    parts = [plain_text(str(posting.get("description") or ""))]
    named = (
        ("responsibilities", "Missions"),
        ("skills", "Compétences"),
        ("qualifications", "Profil"),
        ("experienceRequirements", "Expérience"),
        ("educationRequirements", "Formation"),
    )
    for name, head in named:
        words = _words(posting.get(name))
        if words:
            parts.append(f"{head} :\n{words}")
    return "\n".join(part for part in parts if part)


def _words(value: Any) -> str:
    """Text of a schema.org value: a string, a list, or a node with a name, description or credentialCategory."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, list):
        return "\n".join(w for w in map(_words, value[:50]) if w)
    if isinstance(value, dict):
        months = value.get("monthsOfExperience")
        words = [_words(value.get(k)) for k in ("name", "description", "credentialCategory") if value.get(k)]
        return "\n".join([*words, *([f"{months} mois d'expérience"] if isinstance(months, int | float | str) and months else [])])
    return ""


def plain_text(markup: str) -> str:
    """HTML in a JSON string to lines of text; entities undone twice, because descriptions are often escaped twice."""
    text = html.unescape(markup)
    text = _TAG.sub(lambda m: "\n" if m.group(1) else " ", text)
    text = html.unescape(text)
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"\s*\n\s*", "\n", text)).strip()


def _listed(posting: Mapping[str, Any]) -> Iterator[str]:
    """The skills of a JobPosting one by one: a list of texts or DefinedTerms, or one text with commas."""
    value = posting.get("skills")
    words = _words(value)
    for name in re.split(r"[,;•\n]", words) if isinstance(value, str) else words.splitlines():
        if 2 < len(bare := name.strip(" .-–")) < 120:
            yield bare


def _rome(posting: Mapping[str, Any]) -> str:
    found = re.search(r"\b[A-N]\d{4}\b", json.dumps(posting.get("occupationalCategory") or ""))
    return found.group() if found else ""
