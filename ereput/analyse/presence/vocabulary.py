"""The words of her project: what her posts are measured against. Concepts come from the keywords room through the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.presence.acts import fold

if TYPE_CHECKING:
    from ereput.analyse.presence.base import Known
from ereput.analyse.presence.once import Once

_SMALL = frozenset(
    {"de", "du", "des", "d", "l", "la", "le", "les", "en", "et", "a", "au", "aux", "h", "f", "pour", "avec", "the", "of", "and"}
)


@Once
def project(known: Known) -> frozenset[str]:
    """Folded words and phrases of the target: keywords, the offer's terms, the occupation's telling words."""
    target = known.subject.target
    phrases = {fold(k) for k in (*target.keywords, *(g.keyword for g in known.gaps), *(s.form for g in known.gaps for s in g.sightings))}
    job = {w for w in fold(target.occupation or "").split() if w not in _SMALL and len(w) > 3}
    return frozenset(p for p in phrases | job if len(p) > 1)


def on_topic(text: str, words: frozenset[str]) -> frozenset[str]:
    """Which of these words stand in `text`, as whole words."""
    padded = f" {fold(text[:20_000])} "
    return frozenset(w for w in words if f" {w} " in padded)
