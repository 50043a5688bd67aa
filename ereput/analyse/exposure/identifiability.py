"""The second number: identifiability. About how many people in France share the clues that a stranger can read?

k = N × Π p(clue), N = 68.6 million inhabitants (INSEE, 2025). Shares come from counts: first names (INSEE), surnames (SIRENE),
inhabitants of the
commune. Clues are taken as independent, which they are not: read the order of magnitude only (Rocher et al. 2019, doi
10.1038/s41467-019-10933-3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.exposure.gazetteers import BEARERS, BIRTHS, first_names, fold, lookup, surnames
from ereput.model import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PEOPLE = 68_600_000
LIFE = 80  # years over which ages are spread
RARE_NAME, SMALL_COMMUNE = 5, 250  # bearers of an unlisted surname, inhabitants of a commune without a count
HOUSEHOLD, SCHOOL, EMPLOYER, JOBS = 2.2, 5_000, 1_000, 500
"""People at one address (INSEE, recensement de la population: 2.2 a household), people of a school, of an employer: our assumptions, and
families of jobs (ROME has about 530). The table's note says each of them."""


class Clue(NamedTuple):
    """What is known, in words, and the share of people of whom it is true."""

    name: Text
    share: float


def name_share(name: str) -> float:
    """Share of people called `name` ("Camille Durand"); a surname alone or a first name alone also works.

    >>> name_share("Camille Durand") < name_share("Durand") < 0.01
    True
    """
    parts = fold(name).split()
    if not parts:
        return 1.0
    firsts, lasts = first_names(), surnames()
    first = firsts.get(" ".join(parts[:2]), firsts.get(parts[0], 0)) if len(parts) > 1 else 0
    last = max(lasts.get(parts[-1], 0), lasts.get(" ".join(parts[1:]), 0), RARE_NAME)
    return max(first, RARE_NAME) / BIRTHS * last / BEARERS if len(parts) > 1 else last / BEARERS


def place_share(name: str) -> float | None:
    """Share of people who live in the commune `name`; None when it is no commune."""
    found = lookup(name)
    return max(found[0].inhabitants, SMALL_COMMUNE) / PEOPLE if found else None


def birth_share(value: str) -> float:
    """Share of people born at `value`: a full date, a year, or a month and day ("--03-12")."""
    if value.startswith("-"):
        return 1 / 365.25
    return {1: 1 / LIFE, 2: 1 / LIFE / 12}.get(value.count("-") + 1, 1 / LIFE / 365.25)


def shares(found: Iterable[tuple[str, str]], *, name: str | None = None) -> tuple[Clue, ...]:
    """The clues in `found`, (KIND, value) pairs, and the name: in each family (place, birth…) only the most precise one counts."""
    best: dict[str, Clue] = {}
    if name:
        best["name"] = Clue(say("Nom"), name_share(name))
    for kind, value in found:
        read = _clue(kind, value)
        if read and (read[0] not in best or read[1].share < best[read[0]].share):
            best[read[0]] = read[1]
    return tuple(sorted(best.values(), key=lambda c: -c.share))


def _clue(kind: str, value: str) -> tuple[str, Clue] | None:
    if kind == "LOCATION":
        share = place_share(value)
        return ("place", Clue(say("Commune"), share)) if share else None
    if kind == "DOB":
        return "birth", Clue(say("Date de naissance"), birth_share(value))
    known: dict[str, tuple[str, Clue]] = {
        "BIRTHPLACE": ("birthplace", Clue(say("Lieu de naissance"), place_share(value) or 1.0)),
        "AGE": ("birth", Clue(say("Âge"), 1 / LIFE)),
        "ADDRESS": ("place", Clue(say("Adresse postale"), HOUSEHOLD / PEOPLE)),
        "SCHOOL": ("school", Clue(say("École ou université"), SCHOOL / PEOPLE)),
        "EMPLOYER": ("employer", Clue(say("Employeur"), EMPLOYER / PEOPLE)),
        "JOB_TITLE": ("job", Clue(say("Poste occupé"), 1 / JOBS)),
    }
    return known.get(kind)


def anonymity(clues: Sequence[Clue]) -> float:
    """k: how many people share all the clues; below 1, at most one person does.

    >>> round(anonymity(()))
    68600000
    """
    k = float(PEOPLE)
    for clue in clues:
        k *= clue.share
    return k


def people(k: float) -> int:
    """k for the reader: two significant figures, never below one.

    >>> people(1234.5), people(0.02)
    (1200, 1)
    """
    return max(1, int(float(f"{k:.2g}")))


def level(k: float) -> Text:
    """What k means for her, all clues together, by thresholds 1, 5, 50 and 1,000."""
    if k <= 1:
        return say("Tous ces indices ensemble ne désignent sans doute qu'une personne : vous")
    if k <= 5:
        return say("Tous ces indices ensemble : une poignée de personnes, vous êtes facile à reconnaître")
    if k <= 50:
        return say("Tous ces indices ensemble : quelques dizaines de personnes, un indice de plus vous désigne")
    if k <= 1_000:
        return say("Tous ces indices ensemble : quelques centaines de personnes, ils ne suffisent pas à vous reconnaître")
    return say("Tous ces indices ensemble : un millier de personnes ou plus, ils ne vous désignent pas")
