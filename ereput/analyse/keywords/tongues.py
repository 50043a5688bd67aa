"""Is a text written in French or English, the two languages that are read here?

Judged by its words. In either language most are among its 30,000 most common (wordfreq's small lists; of 73 real offers of France 78 % at
least, of terse lists of tools 62 %); in another few are, by chance (German, Dutch, Spanish, Italian, Portuguese, Romanian: 32 % at most).
"""

from __future__ import annotations

import re

from ereput.wordlist import zipf

_WORD = re.compile(r"[^\W\d_]{3,}")
SAMPLE, FEWEST = 400, 12
"""Words looked at, and those below which a text is too short to tell."""
KNOWN = 0.45


def foreign(text: str) -> bool:
    """Is it, for sure, in neither language? A text too short to tell is not.

    >>> foreign("Gute Kenntnisse in der Hydraulik und Pneumatik, Wartung und Instandsetzung von Maschinen mit modernen Steuerungen")
    True
    >>> foreign("Bonnes connaissances en hydraulique et en pneumatique, entretien et réparation de machines à commande numérique")
    False
    """
    words = [word.lower() for word in _WORD.findall(text)[:SAMPLE]]
    return len(words) >= FEWEST and all(sum(zipf(w, language) > 0 for w in words) < KNOWN * len(words) for language in ("fr", "en"))
