"""Text -> skills of one official taxonomy (ESCO, ROME): what each passage names there, one skill a passage.

A passage may belong to several concepts, and one of ours may have taken in several official ones, to be found with them. Here the nearest
is chosen: the skill whose label it is, or whose name ours took in; then the one that ours is the same as, then one that lists it among
its other names, then the nearest that contains it. What the employer says of itself, benefits, and the title of the post are not asked of
the person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.keywords import cues, sections
from ereput.analyse.keywords.forms import common, without_brackets
from ereput.analyse.keywords.tokens import WORD, keys
from ereput.analyse.keywords.verdict import concepts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ereput.analyse.keywords.concepts import Concept
    from ereput.analyse.keywords.index import Index
    from ereput.analyse.keywords.matcher import Matcher, Skill

LABEL, SAME, LISTED, WITHIN = range(4)
"""How a passage names an official skill, the surest first."""
WAYS = ("label", "same", "listed", "within")
"""The same in words."""
TAGS = 15
"""Words of the longest line of tags: "javascript reactjs java"."""
TITLE = 10
"""Words of the longest line that is a title of a post: "Senior Java Engineer"."""
_LINE = re.compile(r"[^\n]+")
_PUNCTUATION = re.compile(r"[,;:!?()]|\.(?:\s|$)")
_HEAD = re.compile(r"\s[-–—|]\s|\(")
_MASKED = re.compile(r"<[A-Z]{2,20}>")


class Link(NamedTuple):
    """Code points [start, end) of a text name the official skill `id`; `how` is LABEL, SAME, LISTED or WITHIN. `read` is what was read
    there, of our taxonomy or an imported one.
    """

    start: int
    end: int
    id: str
    how: int
    read: Skill


def sources(index: Index) -> tuple[str, ...]:
    """The official taxonomies installed here: "esco", "rome"."""
    return tuple(name for name in index.sources if name != "own")


def labels(identifier: str, index: Index) -> tuple[str, str]:
    """The French and English labels of an official skill, as its own taxonomy writes them; ("", "") when none installed has it."""
    concept = index.find(identifier)
    if concept is None:
        return "", ""
    if concept.id == identifier:
        return concept.label("fr"), concept.label("en")
    return next(((fr, en) for name, fr, en in concept.joined if name == identifier), ("", ""))


def beside(skills: Sequence[Skill], text: str, matcher: Matcher) -> tuple[Skill, ...]:
    """The `skills` of `text`, each with the official ones named in its place; one that is named elsewhere (`_tags`) comes with what was
    read there. All their links together are what `read` gives for every installed taxonomy."""
    links = sorted(link for source in sources(matcher.index) for link in read(text, matcher, source=source))
    found: dict[int, list[Link]] = {}
    others: dict[tuple[int, int], list[Link]] = {}
    for link in links:
        at = next((at for at, skill in enumerate(skills) if skill.start <= link.start < skill.end), -1)
        if at >= 0:
            found.setdefault(at, []).append(link)
        else:
            others.setdefault((link.start, link.end), []).append(link)
    ours = [skill._replace(official=tuple(found.get(at, ()))) for at, skill in enumerate(skills)] if found else list(skills)
    ours += [named[0].read._replace(official=tuple(named)) for named in others.values()]
    return tuple(sorted(ours, key=lambda skill: (skill.start, -skill.end))) if others else tuple(ours)


def asked(concept: str, label: str, sentence: str, matcher: Matcher) -> tuple[tuple[str, int], ...]:
    """The skill of each installed taxonomy that an expected `concept` is, as its `sentence` names it, else as its `label` does.

    Pairs (identifier, how); none for a concept that no taxonomy has.
    """
    found = matcher.index.find(concept)
    known = tuple(_named(found, keys(label), matcher.index)) if found else ()
    best = []
    for source in sources(matcher.index):
        named = [(link.how, link.id) for link in read(sentence, matcher, source=source) if link.read.concept == concept]
        named = named or [pair for pair in known if pair[1].startswith(f"{source}:")]
        best += [min(named, key=_how)] if named else []
    return tuple((name, how) for how, name in best)


def _how(pair: tuple[int, str]) -> int:
    return pair[0]


def read(text: str, matcher: Matcher, *, source: str = "esco") -> tuple[Link, ...]:
    """The official skills of `text`, left to right, each once, at the place that names it best."""
    best: dict[str, Link] = {}
    line = _tags(text, matcher.index)
    silent = [(part.start, part.end) for part in sections.sentences(line) if part.ignored]
    silent += [match.span() for match in _LINE.finditer(line) if _title(match.group())]
    for skill in matcher.find(line, nested=True):
        if any(start <= skill.start < end for start, end in silent):
            continue
        link = _nearest(skill, line[skill.start : skill.end], matcher.index, f"{source}:")
        if link is not None and (link.id not in best or link.how < best[link.id].how):
            best[link.id] = link
    return tuple(sorted(best.values()))


def _nearest(skill: Skill, seen: str, index: Index, prefix: str) -> Link | None:
    said = keys(seen)
    others = (index.find(name) for name in sorted(concepts_of(seen, index)) if name != skill.concept)
    owners = [index.find(skill.concept), *(other for other in others if other is not None and not _doubtful(other, said))]
    found = [(how, name) for owner in owners if owner for how, name in _named(owner, said, index) if name.startswith(prefix)]
    if not found:
        return None
    how, name = min(found, key=_how)  # the first of equals: what was read before what else has this form
    loose = how == LISTED and (skill.how == "gap" or (len(said) == 1 and common(seen)))
    return None if loose else Link(skill.start, skill.end, name, how, skill)


def _doubtful(concept: Concept, seen: tuple[str, ...]) -> bool:
    """The concept has this form only near its context, and it was not what was read here."""
    return any(form.ambiguous and keys(form.text) == seen for form in concept.forms)


def _named(concept: Concept, seen: tuple[str, ...], index: Index) -> Iterator[tuple[int, str]]:
    """Those of `_names` that an installed taxonomy has: ours knows some by heart, of another edition perhaps."""
    return (pair for pair in _names(concept, seen) if any(labels(pair[1], index)))


def _names(concept: Concept, seen: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """What a concept says of a passage: pairs (how, identifier)."""
    if concept.source != "own":
        labels = (keys(without_brackets(concept.label(language))) for language in ("fr", "en"))
        yield (LABEL if seen in labels else LISTED), concept.id
        return
    for form in concept.forms:
        if form.official and keys(form.text) == seen:
            yield from ((LABEL, name) for name in form.official)
    yield from ((SAME, name) for name in concept.same)
    yield from ((WITHIN, name) for name in concept.within)


def _title(line: str) -> bool:
    """A short line without punctuation whose head, before a dash or a bracket, ends on the name of a trade."""
    head = _HEAD.split(_MASKED.sub(" ", line), maxsplit=1)[0]
    words = WORD.findall(head)
    if not words or len(WORD.findall(line)) > TITLE or _PUNCTUATION.search(head) or not head.strip()[:1].isupper():
        return False
    return cues.family("titles", "trades").fullmatch(words[-1]) is not None


def _tags(text: str, index: Index) -> str:
    """A line of tags with commas between them, so that each is read as an entry of a list; any other text as it is."""
    words = text.split(" ")
    if not 1 < len(words) <= TAGS or text != text.lower() or _PUNCTUATION.search(text):
        return text
    tools = sum(any((c := index.find(name)) is not None and c.kind == "tool" for name in concepts_of(word, index)) for word in words)
    return text.replace(" ", ",") if 2 * tools >= len(words) else text
