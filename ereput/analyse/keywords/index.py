"""The compiled taxonomies: the trie of their phrases, and what each phrase means. Loaded from its cache in a few hundredths of a second.

Concepts and occupations stay JSON until they are asked for: a run needs a few hundred of 50,000.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.analyse.keywords import cache, merge, trie
from ereput.analyse.keywords.cache import Lines
from ereput.analyse.keywords.concepts import Concept, Form, Licence, Occupation, Taxonomy
from ereput.analyse.keywords.forms import AMBIGUOUS, CAPITAL, CASE, EXACT, WHOLE, flags, other_word, variants
from ereput.analyse.keywords.licences import ONE
from ereput.analyse.keywords.tokens import WORD, fold, key, plain
from ereput.analyse.keywords.trie import Trie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ereput.analyse.keywords.trie import Hit

FORMAT = 13
"""Raised whenever the compiled shape or the way keys are made changes: an older cache is then rebuilt."""

REMEMBERED = 100_000
"""Words seen in place of a phrase that are remembered with how they are read."""

CONFIDENCE = {"exact": 0.97, "inflected": 0.93, "context": 0.85, "gap": 0.7, "typo": 0.65}
"""How sure each way of reading is."""

Readings = tuple[tuple[int, str] | None, tuple[tuple[int, str], ...]]


@dataclass(frozen=True, slots=False, kw_only=True)
class Index:
    """What the matcher reads. Phrase n of the trie is written `texts[n]`, with `flags[n]` (see `forms`), and means concept `owners[n]`."""

    trie: Trie
    texts: Lines
    owners: array[int]
    flags: bytes | memoryview
    rows: Lines
    traits: list[tuple[str, str, str]]
    """(kind, domain, source) of each concept."""
    alias: dict[str, int]
    near: Mapping[str, frozenset[str]]
    """For each concept, those close enough to show to the reader: narrower, broader by one step, and declared relatives."""
    jobs: Lines
    sources: Mapping[str, int]
    """How many occupations each source has, in the order of `jobs`."""
    notices: tuple[Licence, ...]
    _concepts: dict[int, Concept] = field(default_factory=dict, compare=False, repr=False)
    _named: dict[tuple[int, str], tuple[str, str, str, str]] = field(default_factory=dict, compare=False, repr=False)
    _jobs: dict[str, tuple[Occupation, ...]] = field(default_factory=dict, compare=False, repr=False)
    _readings: dict[tuple[int, str], Readings] = field(default_factory=dict, compare=False, repr=False)
    _anchors: dict[tuple[int, str], str | None] = field(default_factory=dict, compare=False, repr=False)
    _clues: dict[int, tuple[frozenset[str], ...]] = field(default_factory=dict, compare=False, repr=False)

    def concept(self, number: int) -> Concept:
        if number not in self._concepts:
            identifier, context, broader, related, same, within, joined, forms = json.loads(self.rows[number])
            kind, domain, source = self.traits[number]
            self._concepts[number] = Concept(
                id=identifier, kind=kind, domain=domain, source=source, context=tuple(context), broader=tuple(broader),
                related=tuple(related), same=tuple(same), within=tuple(within),
                joined=tuple((name, fr, en) for name, fr, en in joined),
                forms=tuple(Form(text=t, language=lang, ambiguous=amb, official=tuple(ids)) for t, lang, amb, ids in forms),
            )  # fmt: skip
        return self._concepts[number]

    def named(self, phrase: int, language: str) -> tuple[str, str, str, str]:
        """What a phrase says: the label and identifier of its concept, how the phrase is written, and the kind of the concept."""
        if (phrase, language) not in self._named:
            concept = self.concept(self.owners[phrase])
            self._named[phrase, language] = concept.label(language), concept.id, self.texts[phrase], concept.kind
        return self._named[phrase, language]

    def clues(self, number: int) -> tuple[frozenset[str], ...]:
        """The keys of each context word of a concept."""
        if number not in self._clues:
            context = self.concept(number).context
            self._clues[number] = tuple(clue for said in context if (clue := frozenset(k for w in WORD.findall(said) if (k := key(w)))))
        return self._clues[number]

    def readings(self, hit: Hit, seen: str) -> Readings:
        """How `seen` may be read: the phrase and its reading when they are settled whatever stands around, or else every candidate.

        A reading is exact, inflected, gap, or context when only its neighbours can tell. What depends on the words alone is decided here,
        once for all places where they stand.
        """
        asked = hit[2], seen
        known = self._readings.get(asked)
        if known is None:
            if len(self._readings) > REMEMBERED:
                self._readings.clear()
            known = self._readings[asked] = self._read(hit, seen)
        return known

    def _read(self, hit: Hit, seen: str) -> Readings:
        found = ((number, self._how(number, seen, hit)) for number in self.trie.phrases(hit[2]))
        readings = tuple((number, how) for number, how in found if how)
        open_ = any(how == "context" or self.flags[number] & (WHOLE | CASE | CAPITAL) for number, how in readings)
        settled = bool(readings) and not open_
        return max(readings, key=lambda reading: CONFIDENCE[reading[1]]) if settled else None, readings

    def _how(self, number: int, seen: str, hit: Hit) -> str:
        first, last, _, gap = hit
        form, strict = self.texts[number], self.flags[number]
        if strict & EXACT and (gap or plain(seen) != plain(form)):
            return ""
        if gap:
            return "" if ONE.fullmatch(form) else "gap"
        if strict & AMBIGUOUS or (first == last and other_word(seen, form)):
            return "context"
        return "exact" if fold(seen) == fold(form) else "inflected"

    def anchor(self, state: int, seen: str) -> str | None:
        """The domain of the tool that `seen` names without any doubt, None when it names none."""
        if (state, seen) not in self._anchors:
            if len(self._anchors) > REMEMBERED:
                self._anchors.clear()
            self._anchors[state, seen] = next(self._tools(state, plain(seen)), None)
        return self._anchors[state, seen]

    def _tools(self, state: int, name: str) -> Iterator[str]:
        for number in self.trie.phrases(state):
            kind, domain, _ = self.traits[self.owners[number]]
            if kind == "tool" and not self.flags[number] & (AMBIGUOUS | CASE | CAPITAL) and plain(self.texts[number]) == name:
                yield domain

    def find(self, identifier: str) -> Concept | None:
        """The concept with this identifier, ours or an official one it also has."""
        number = self.alias.get(identifier)
        return None if number is None else self.concept(number)

    def english(self, identifier: str, label: str) -> str:
        """What English calls this concept; "" when `label` is not its French name, but a word somebody wrote."""
        concept = self.find(identifier)
        return concept.label("en") if concept is not None and label == concept.label() else ""

    def occupations_of(self, source: str) -> tuple[Occupation, ...]:
        """The occupations of one source: own, rome or esco; () when it is not installed."""
        if source not in self._jobs:
            names = list(self.sources)
            start = sum(self.sources[name] for name in names[: names.index(source)]) if source in names else 0
            self._jobs[source] = tuple(_occupation(self.jobs[start + n], source) for n in range(self.sources.get(source, 0)))
        return self._jobs[source]

    @cached_property
    def occupations(self) -> tuple[Occupation, ...]:
        return tuple(job for source in self.sources for job in self.occupations_of(source))


def _occupation(row: str, source: str) -> Occupation:
    identifier, label, rome, core, useful, plus, titles = json.loads(row)
    return Occupation(
        id=identifier, label=label, rome=rome, core=tuple(core), useful=tuple(useful), plus=tuple(plus), source=source,
        titles=tuple(Form(text=text, language=language) for text, language in titles),
    )  # fmt: skip


def build(taxonomies: Sequence[Taxonomy]) -> Index:
    """Compile taxonomies into one index; imported concepts that carry one of our labels join ours."""
    concepts = merge.concepts(taxonomies)
    forms = [(number, keyed, flags(concept, keyed)) for number, concept in enumerate(concepts) for keyed in variants(concept)]
    made, order = trie.build(keyed.keys for _, keyed, _ in forms)
    return Index(
        trie=made,
        texts=Lines.of(forms[n][1].text for n in order),
        owners=array("I", (forms[n][0] for n in order)),
        flags=bytes(forms[n][2] for n in order),
        rows=Lines.of(map(_row, concepts)),
        traits=[(c.kind, c.domain, c.source) for c in concepts],
        alias={name: number for number, concept in reversed(tuple(enumerate(concepts))) for name in _identifiers(concept)},
        near=_near(concepts),
        jobs=Lines.of(_job(job) for taxonomy in taxonomies for job in taxonomy.occupations),
        sources={taxonomy.source: len(taxonomy.occupations) for taxonomy in taxonomies},
        notices=tuple(t.licence for t in taxonomies if t.licence),
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(c: Concept) -> str:
    forms = [(f.text, f.language, f.ambiguous, f.official) for f in c.forms]
    return _dump((c.id, c.context, c.broader, c.related, c.same, c.within, c.joined, forms))


def _identifiers(c: Concept) -> Iterator[str]:
    """Every name it answers to: those of the imported concepts that joined it too. Its own last, for that one is surely it."""
    yield from (identifier for form in c.forms for identifier in form.official)
    yield from (*c.same, c.id)


def _job(o: Occupation) -> str:
    return _dump((o.id, o.label, o.rome, o.core, o.useful, o.plus, [(f.text, f.language) for f in o.titles]))


def _near(concepts: Sequence[Concept]) -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for concept in concepts:
        for other in (*concept.broader, *concept.related):
            near.setdefault(concept.id, set()).add(other)
            near.setdefault(other, set()).add(concept.id)
    return {concept: frozenset(others) for concept, others in near.items()}


def fingerprint(paths: Iterable[Path]) -> str:
    """Changes when one of the files does (name, size, time of change), or the code that compiles them."""
    digest = hashlib.sha256(str(FORMAT).encode())
    names = ("cache", "tokens", "forms", "merge", "trie", "index", "licences", "gender", "titles", "sheets")
    code = [Path(__file__).with_name(f"{name}.py") for name in names]
    for path in (*code, Path(__file__).with_name("titles.toml"), *sorted(paths)):
        stat = path.stat()
        digest.update(f"{path.name}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]


def save(index: Index, path: Path) -> None:
    """Keep an index for the next run. Raises OSError."""
    traits = list(dict.fromkeys(index.traits))
    place = {trait: number for number, trait in enumerate(traits)}
    words = index.trie
    cache.write(
        path,
        {
            "vocabulary": list(words.vocabulary), "reached": words.reached, "start": words.start, "first": words.first,
            "texts": index.texts, "owners": index.owners,
            "flags": index.flags, "rows": index.rows, "traits": traits, "trait": array("H", map(place.__getitem__, index.traits)),
            "alias": index.alias, "near": {name: sorted(near) for name, near in index.near.items()}, "jobs": index.jobs,
            "sources": index.sources, "notices": [(n.name, n.version, n.notice) for n in index.notices],
        },
    )  # fmt: skip


def load(path: Path) -> Index:
    """The index kept at `path`. Raises OSError when there is none, `cache.Damaged` when it cannot be trusted."""
    kept = cache.read(path)
    traits = [tuple(trait) for trait in kept["traits"]]
    vocabulary = {word: token for token, word in enumerate(kept["vocabulary"], 1)}
    return Index(
        trie=Trie(vocabulary, kept["reached"], kept["start"], kept["first"]),
        traits=list(map(traits.__getitem__, kept["trait"])),
        near={name: frozenset(near) for name, near in kept["near"].items()},
        notices=tuple(Licence(name=name, version=version, notice=notice) for name, version, notice in kept["notices"]),
        **{name: kept[name] for name in ("texts", "owners", "flags", "rows", "alias", "jobs", "sources")},
    )
