"""The words of her project: what her posts are measured against. Concepts come from the keywords room through the gaps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from ereput.analyse.presence.acts import fold

if TYPE_CHECKING:
    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once

Words: TypeAlias = Mapping[str, str]
"""Phrases by their `plain` form, each as it is written."""
_SMALL = frozenset("de du des d l la le les en et a au aux h f un une pour par sur avec the of and in for to an".split())

_AND = re.compile(r"(?<=\w)&(?=\w)")
"""« R&D » is one word."""
_PLURAL = re.compile(r"(?<=\w\w[^\Wsu])s$|(?<=\w\wu)x$")


def plain(text: str) -> str:
    """How phrases are compared: folded, without small words nor plurals.

    >>> plain("Gestion de projets") == plain("gestion projet") == "gestion projet"
    True
    """
    words = fold(_AND.sub("n", text)).split()
    kept = [_PLURAL.sub("", word) for word in words if word not in _SMALL]
    return " ".join(kept or words)


@Once
def project(known: Known) -> Words:
    """The phrases of the target: keywords, the offer's terms, the occupation's telling words."""
    target = known.subject.target
    written = (*target.keywords, *(g.keyword for g in known.gaps), *(s.form for g in known.gaps for s in g.sightings))
    job = [word for word in (target.occupation or "").split() if len(fold(word)) > 3]
    return {form: phrase for phrase in (*reversed(written), *job) if len(form := plain(phrase)) > 1}


def trade(known: Known) -> frozenset[str]:
    """The folded words of the occupation aimed at."""
    return frozenset(fold(known.subject.target.occupation or "").split()) - _SMALL


def on_topic(text: str, words: Words) -> frozenset[str]:
    """Which of these phrases stand in `text`, word for word, as they are written in the project.

    The plural of a lone word counts outside of the longer phrases only: « tableaux de bord » says nothing of Tableau.
    """
    exact, left = f" {fold(text[:20_000])} ", f" {plain(text[:20_000])} "
    found = {phrase for form, phrase in words.items() if " " in form and f" {form} " in left}
    for phrase in found:
        left = left.replace(f" {plain(phrase)} ", " | ")
    lone = ((form, phrase) for form, phrase in words.items() if " " not in form)
    return frozenset(found.union(phrase for form, phrase in lone if f" {fold(phrase)} " in exact or f" {form} " in left))
