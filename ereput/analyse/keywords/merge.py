"""Several taxonomies become one list of concepts: an imported concept whose label is one of our forms joins ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.analyse.keywords.forms import without_brackets
from ereput.analyse.keywords.tokens import keys, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ereput.analyse.keywords.concepts import Concept, Form, Taxonomy


def concepts(taxonomies: Sequence[Taxonomy]) -> list[Concept]:
    """Ours first; each imported concept either joins the concept that owns its label, or stands alone."""
    merged: list[Concept] = []
    owners: dict[tuple[str, ...], int] = {}
    extra: dict[int, list[Concept]] = {}
    for concept in (c for taxonomy in taxonomies for c in taxonomy.concepts):
        owner = None
        if concept.source != "own":
            owner = next((owners[k] for k in _labels(concept) if k in owners), None)
            owner = _tool(concept, owners, merged) if owner is None else owner
        if owner is not None and merged[owner].source != concept.source:
            extra.setdefault(owner, []).append(concept)
            continue
        merged.append(concept)
        for form in concept.forms if concept.source == "own" else _names(concept):
            if not form.ambiguous and (label := keys(form.text)):
                owners.setdefault(label, len(merged) - 1)
    for number, others in extra.items():
        merged[number] = _join(merged[number], others)
    return merged


def _names(concept: Concept) -> Iterator[Form]:
    for language in ("fr", "en"):
        form = next((f for f in concept.forms if f.language == language), None)
        if form is not None:
            yield form


def _labels(concept: Concept) -> Iterator[tuple[str, ...]]:
    for form in _names(concept):
        if label := keys(form.text):
            yield label


def _tool(concept: Concept, owners: Mapping[tuple[str, ...], int], merged: Sequence[Concept]) -> int | None:
    """The tool that an official label names before its brackets, letter for letter: "Python (computer programming)"."""
    for name in (without_brackets(form.text) for form in _names(concept) if "(" in form.text):
        owner = owners.get(keys(name))
        if owner is not None and merged[owner].kind == "tool" and any(plain(form.text) == plain(name) for form in merged[owner].forms):
            return owner
    return None


def _join(ours: Concept, others: Sequence[Concept]) -> Concept:
    known = {keys(form.text) for form in ours.forms}
    forms = [f for other in others for f in other.forms if keys(f.text) not in known and len(keys(f.text)) > 1]
    return replace(
        ours,
        forms=(*ours.forms, *dict.fromkeys(forms)),
        same=tuple(dict.fromkeys((*ours.same, *(o.id for o in others), *(s for o in others for s in o.same)))),
    )
