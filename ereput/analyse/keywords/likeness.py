"""How much a passage looks like a keyword: the share of its roots that stand near one another. Only ever "close, to check"."""

from __future__ import annotations

from functools import lru_cache

from ereput.analyse.keywords.tokens import every_key, extent, fold, keys, stem

LIGHT = frozenset(
    stem(fold(word))
    for word in (
        "gérer gestion manage management managing managed faire réaliser réalisation effectuer assurer utiliser utilisation use using used "
        "mettre mise œuvre place perform performing performance ensure ensuring apply applying carry out conduct conducting provide "
        "providing make making do doing have work working travailler travail appliquer application participer maintain maintaining keep "
        "undertake undertaking execute executing exécuter handle handling oversee overseeing activité activités activities tâche tâches "
        "tasks technique techniques method methods méthode méthodes différent various types type système system systems capacité ability "
        "skill skills compétence compétences principe principes principles connaissance knowledge savoir set up get be being"
    ).split()
)
"""Words of labels that say little by themselves: sharing them is no likeness."""
ROOT = 5
"""Letters of a root: truncation joins verb and noun ("planifier", "planification"; "supervise", "supervision")."""
ALIKE = 0.33
"""Share of a keyword's roots that must stand near one another before a verdict says "close" rather than "absent"."""
CLOSE = 0.6
"""The same for the gap table, where each "close" costs her a look."""


@lru_cache(maxsize=50_000)
def roots(text: str) -> frozenset[str]:
    """The telling roots of a phrase; all of them when none is telling."""
    found = keys(text)
    telling = [word for word in found if word not in LIGHT]
    return frozenset(word[:ROOT] for word in telling or found)


def passage(text: str, wanted: frozenset[str], *, least: float) -> tuple[int, int] | None:
    """Where the largest share of the roots `wanted` stands within about twice their number of words; None below `least`."""
    said, reach = [word[:ROOT] for word in every_key(text)], 2 * len(wanted) + 3
    best, first, last = 0.0, 0, 0
    for at in (at for at, root in enumerate(said) if root in wanted):
        near = [n for n in range(at, min(at + reach, len(said))) if said[n] in wanted]
        share = len({said[n] for n in near}) / len(wanted)
        if share > best:
            best, first, last = share, at, near[-1]
    return extent(text, first, last) if best >= least else None
