"""What a recruiter types: the name, turned round, with a city, a school, an employer, accents off, and the sites that only search shows."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ereput.model import Subject

MOST = 16
SITES = ("linkedin.com/in", "facebook.com", "instagram.com", "x.com", "viadeo.com", "malt.fr", "copainsdavant.linternaute.com")
"""Sites that forbid reading and whose public pages a search engine may show: title and snippet only."""


def unaccented(text: str) -> str:
    """ "Hélène Noël" -> "Helene Noel"."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def queries(subject: Subject) -> tuple[str, ...]:
    """The queries about `subject`, most usual first, none twice, MOST at most.

    >>> from ereput.model import Subject
    >>> queries(Subject(names=("Zoé Noël",), city="Nantes"))[:4]
    ('"Zoé Noël"', '"Zoé Noël" Nantes', '"Noël Zoé"', '"Zoe Noel"')
    """
    return tuple(dict.fromkeys(_all(subject)))[:MOST]


def _all(subject: Subject) -> Iterator[str]:
    name = subject.name
    yield f'"{name}"'
    around = [subject.city, *subject.schools[:2], *subject.employers[:2]]
    yield from (f'"{name}" {_words(thing)}' for thing in around[:1] if thing)
    yield f'"{turned(name)}"'
    yield f'"{unaccented(name)}"'
    yield from (f'"{name}" {_words(thing)}' for thing in around[1:] if thing)
    yield from (f'"{variant}"' for variant in (*subject.names[1:], *subject.variants))
    yield from (f'"{name}" site:{site}' for site in SITES)
    yield f'"{name}" filetype:pdf'
    yield from (
        f'"{handle.user}"' for handle in subject.handles if len(handle.user) > 5 and "/" not in handle.user and "@" not in handle.user
    )


def _words(thing: str) -> str:
    return f'"{thing}"' if " " in thing else thing


_PARTICLES = frozenset({"de", "du", "des", "d", "le", "la", "van", "von", "der", "den", "di", "da", "dos", "el", "al", "ben", "ould"})


def readings(name: str) -> tuple[tuple[str, str], ...]:
    """The ways to cut a name into given name and family name, where a register asks for both: the likeliest first.

    >>> readings("Jean Paul Martin"), readings("Zoé de La Tour")
    ((('Jean', 'Paul Martin'), ('Jean Paul', 'Martin')), (('Zoé', 'de La Tour'),))
    """
    words = name.split()
    cuts = [1] if len(words) > 1 else []
    if len(words) > 2 and not any(unaccented(word).lower().split("'")[0] in _PARTICLES for word in words[1:-1]):
        cuts.append(len(words) - 1)
    return tuple((" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)


def turned(name: str) -> str:
    """ "Camille Durand" -> "Durand Camille"."""
    first, _, rest = name.partition(" ")
    return f"{rest} {first}".strip()
