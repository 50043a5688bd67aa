"""Several taxonomies become one list of concepts: an imported concept whose label is one of our forms joins ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ereput.analyse.keywords.forms import without_brackets
from ereput.analyse.keywords.tokens import keys, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ereput.analyse.keywords.concepts import Concept, Form, Taxonomy


def concepts(taxonomies: Sequence[Taxonomy]) -> list[Concept]:
    """Ours first; each imported concept either joins the concept that owns its label, or stands alone."""
    merged: list[Concept] = []
    owners: dict[tuple[str, ...], int] = {}
    claimed: dict[str, int] = {}
    doubtful: set[tuple[str, ...]] = set()
    extra: dict[int, list[Concept]] = {}
    for concept in (c for taxonomy in taxonomies for c in taxonomy.concepts):
        owner = None
        if concept.source != "own":
            owner = claimed.get(concept.id)
            owner = next((owners[k] for k in _labels(concept) if k in owners), None) if owner is None else owner
            owner = _tool(concept, owners, merged) if owner is None else owner
        if owner is not None and merged[owner].source != concept.source:
            extra.setdefault(owner, []).append(concept)
            continue
        merged.append(concept if concept.source == "own" else _careful(concept, doubtful))
        doubtful.update(keys(form.text) for form in concept.forms if concept.source == "own" and form.ambiguous)
        claimed.update(dict.fromkeys(concept.same if concept.source == "own" else (), len(merged) - 1))
        for form in concept.forms if concept.source == "own" else _names(concept):
            if not form.ambiguous and (label := keys(form.text)):
                owners.setdefault(label, len(merged) - 1)
    for number, others in extra.items():
        merged[number] = _join(merged[number], others)
    return merged


def _careful(concept: Concept, doubtful: Collection[tuple[str, ...]]) -> Concept:
    """An imported concept cannot be surer than ours of a word that ours only believes near its context ("architecture")."""
    if not any(keys(form.text) in doubtful for form in concept.forms):
        return concept
    return replace(concept, forms=tuple(replace(f, ambiguous=f.ambiguous or keys(f.text) in doubtful) for f in concept.forms))


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
    """Ours with their forms, each saying whose it is. Only those whose label is one of our labels are the same thing: "power electronics"
    joins electronics to be found with it, and stays what it is."""
    owner: dict[tuple[str, ...], tuple[str, ...]] = {}
    for other in others:
        for label in {*_labels(other), *_bare(other)}:
            owner[label] = (*owner.get(label, ()), other.id)
    forms = [replace(form, official=owner.get(keys(form.text), ())) for form in ours.forms]
    known = {keys(form.text) for form in forms}
    for other in others:
        for form in other.forms:
            if (label := keys(form.text)) not in known and len(label) > 1:
                known.add(label)
                forms.append(replace(form, official=owner.get(label, (other.id,))))
    labels = {*_labels(ours)}
    same = [other.id for other in others if labels & {*_labels(other), *_bare(other)}]
    joined = tuple((other.id, other.label("fr"), other.label("en")) for other in others)
    return replace(ours, forms=tuple(forms), same=tuple(dict.fromkeys((*ours.same, *same))), joined=joined)


def _bare(concept: Concept) -> Iterator[tuple[str, ...]]:
    """Its labels without their brackets."""
    return (label for form in _names(concept) if (label := keys(without_brackets(form.text))))
