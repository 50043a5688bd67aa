"""The compiled taxonomy: a token prefix dictionary (state × token -> state) of plain dicts and tuples, cached with `marshal`.

A token is the key of a word (`tokens.key`), so one lookup per word finds every inflected form; what must be written exactly (tools,
acronyms) is verified afterwards on the few words that matched. 150,000 forms load in well under half a second.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ereput.analyse.keywords import merge
from ereput.analyse.keywords.concepts import Concept, Form, Licence, Occupation, Taxonomy
from ereput.analyse.keywords.forms import flags, variants
from ereput.analyse.keywords.sheets import Sheets
from ereput.analyse.keywords.tokens import STOPS, base, fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMAT = 7
"""Raised whenever the compiled shape or the way keys are made changes: an older cache is then rebuilt."""
WIDTH = 1 << 21
"""More than there are tokens. States are its multiples, so that a transition's key is `state + token`."""


class Memo(dict[str, int]):
    """Word as written -> token id, 0 for a word without meaning, -1 for one that no form uses. Fills itself, bounded."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> int:
        folded = fold(base(word))
        token = 0 if folded in STOPS else self._vocabulary.get(stem(folded), -1)
        if len(self) > 500_000:
            self.clear()
        self[word] = token
        return token


@dataclass(frozen=True, slots=False, kw_only=True)
class Index:
    """The tables the matcher reads. `rows` are concepts as tuples, turned into `Concept` when asked for."""

    vocabulary: dict[str, int]
    moves: dict[int, int]
    finals: dict[int, tuple[int, ...]]
    forms: list[tuple[int, str, str, int]]
    rows: list[tuple[Any, ...]]
    jobs: list[tuple[Any, ...]]
    licences: list[tuple[str, str, str]]
    alias: dict[str, int]
    _concepts: dict[int, Concept] = field(default_factory=dict, compare=False, repr=False)
    clues: dict[int, tuple[frozenset[str], ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def memo(self) -> Memo:
        return Memo(self.vocabulary)

    def concept(self, number: int) -> Concept:
        if number not in self._concepts:
            *plain, forms = self.rows[number]
            names = ("id", "kind", "domain", "context", "broader", "related", "same", "source")
            self._concepts[number] = Concept(
                forms=tuple(Form(text=t, language=lang, ambiguous=amb) for t, lang, amb in forms), **dict(zip(names, plain, strict=True))
            )
        return self._concepts[number]

    def find(self, identifier: str) -> Concept | None:
        """The concept with this identifier, ours or an official one it also has."""
        number = self.alias.get(identifier)
        return None if number is None else self.concept(number)

    @cached_property
    def occupations(self) -> tuple[Occupation, ...]:
        names = ("id", "label", "rome", "core", "useful", "plus", "source")
        return tuple(
            Occupation(titles=tuple(Form(text=t, language=lang) for t, lang in titles), **dict(zip(names, plain, strict=True)))
            for *plain, titles in self.jobs
        )

    @property
    def notices(self) -> tuple[Licence, ...]:
        return tuple(Licence(name=name, version=version, notice=notice) for name, version, notice in self.licences)


def build(taxonomies: Sequence[Taxonomy]) -> Index:
    """Compile taxonomies into one index; imported concepts that carry one of our labels join ours."""
    concepts = merge.concepts(taxonomies)
    vocabulary: dict[str, int] = {}
    moves: dict[int, int] = {}
    finals: dict[int, list[int]] = {}
    forms: list[tuple[int, str, str, int]] = []
    for number, concept in enumerate(concepts):
        for keyed in variants(concept):
            state = 0
            for token in keyed.keys:
                move = state + vocabulary.setdefault(token, len(vocabulary) + 1)
                state = moves.setdefault(move, (len(moves) + 1) * WIDTH)
            forms.append((number, keyed.text, keyed.language, flags(concept, keyed)))
            finals.setdefault(state, []).append(len(forms) - 1)
    alias = {name: number for number, concept in reversed(tuple(enumerate(concepts))) for name in (*concept.same, concept.id)}
    return Index(
        vocabulary=vocabulary,
        moves=moves,
        finals={state: tuple(ids) for state, ids in finals.items()},
        forms=forms,
        rows=[_row(concept) for concept in concepts],
        jobs=[_job(job) for taxonomy in taxonomies for job in taxonomy.occupations],
        licences=[(t.licence.name, t.licence.version, t.licence.notice) for t in taxonomies if t.licence],
        alias=alias,
    )


def _row(c: Concept) -> tuple[Any, ...]:
    forms = tuple((f.text, f.language, f.ambiguous) for f in c.forms)
    return (c.id, c.kind, c.domain, c.context, c.broader, c.related, c.same, c.source, forms)


def _job(o: Occupation) -> tuple[Any, ...]:
    return (o.id, o.label, o.rome, o.core, o.useful, o.plus, o.source, tuple((f.text, f.language) for f in o.titles))


def fingerprint(paths: Iterable[Path]) -> str:
    """Changes when one of the files does (name, size, time of change), or the code that compiles them."""
    digest = hashlib.sha256(str(FORMAT).encode())
    code = [Path(__file__).with_name(f"{name}.py") for name in ("tokens", "forms", "merge", "index", "gender", "titles", "sheets")]
    for path in (*code, Path(__file__).with_name("titles.toml"), *sorted(paths)):
        stat = path.stat()
        digest.update(f"{path.name}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]


_PARTS = ("vocabulary", "moves", "finals", "forms", "rows", "jobs", "licences", "alias")


def _write(parts: tuple[Any, ...], path: Path) -> None:
    """Write atomically: two runs at once never leave half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_bytes(marshal.dumps(parts))
    draft.replace(path)


def _read(path: Path, names: tuple[str, ...]) -> dict[str, Any] | None:
    """What `_write` kept; None when there is none or when it cannot be read (it will be rebuilt).

    The garbage collector rests meanwhile: a million new tuples would wake it for nothing.
    """
    resting = gc.isenabled()
    gc.disable()
    try:
        parts = marshal.loads(path.read_bytes())  # noqa: S302  # our own cache file
        return dict(zip(names, parts, strict=True))
    except (OSError, ValueError, EOFError, TypeError):
        return None
    finally:
        if resting:
            gc.enable()


def save(index: Index, path: Path) -> None:
    _write(tuple(getattr(index, name) for name in _PARTS), path)


def load(path: Path) -> Index | None:
    parts = _read(path, _PARTS)
    return None if parts is None else Index(**parts)


_TABLES = tuple(part.name for part in fields(Sheets))


def save_sheets(sheets: Sheets, path: Path) -> None:
    _write(tuple(getattr(sheets, name) for name in _TABLES), path)


def load_sheets(path: Path) -> Sheets | None:
    parts = _read(path, _TABLES)
    return None if parts is None else Sheets(**parts)
