"""What the recognisers of sentence frames share: the shape of a name, and the checks of what stands where one is expected."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked
from ereput.analyse.exposure.gazetteers import first_names, fold

NAME = r"[a-zà-öø-ÿ][a-zà-öø-ÿ'-]{1,20}"
PROPER = r"[^\W\d_][\w&'.-]{1,30}"
USAGE = "usage ; CNIL, PIA"
_INNER = frozenset("de la le sur en du les des et &".split())


def check_words(raw: str) -> Checked | None:
    """The words themselves, folded: the frame around them is proof enough."""
    return Checked(fold(raw))


def check_capital(raw: str) -> Checked | None:
    """Capitalised words, small ones between them, up to the first that is neither."""
    keep = 0
    for match in re.finditer(r"\S+", raw):
        word = match[0]
        if word[0].isupper() or (word[0].isdigit() and keep):
            keep = match.end() - (word[-1] in ".,;:")
            if word[-1] in ".,;:":
                break
        elif not keep or word not in _INNER:
            break
    return Checked(fold(raw[:keep]), "capital", keep=keep) if keep else None


def check_first_name(raw: str) -> Checked | None:
    """The words are given names, with a capital as in the text."""
    names = [part for part in re.split(r", | et | and ", raw) if part]
    good = [name for name in names if name[0].isupper() and first_names().get(fold(name), 0) >= 200]
    return Checked(fold(" ".join(names)), "first_name") if good and len(good) == len(names) else None
