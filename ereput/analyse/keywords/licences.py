"""Driving licences written as a list of categories after one word: "permis B, C et CE", "Permis : C/CE" (code de la route, art. R221-4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CATEGORY = r"(?:AM|A[12]?(?!\s+[a-zà-ÿ'’])|BE|B96|B1?|C1|CE|EC|C|D|PL|SPL|VL)(?![\w+#'’])"
_LIST = re.compile(
    rf"\b(?:[Pp]ermis|PERMIS)(?: de conduire)?(?: de)?(?: cat[ée]gories?)?\s?:?\s?"
    rf"({_CATEGORY}(?:\s?(?:,|/|\+|&|et|ou|and|or)\s?{_CATEGORY}){{0,6}})"
)
_ONE = re.compile(_CATEGORY)
_FORMS = {"A": "permis moto", "A1": "permis moto"}
ONE = re.compile(rf"permis {_CATEGORY}")
"""A form that is one category: other words inside it ("permis C et ce depuis…") are for `categories` to judge."""


def categories(text: str) -> Iterator[tuple[int, int, str]]:
    """Each category of a list, with its place and the form that it stands for: (18, 20, "permis CE")."""
    if "ermis" in text or "PERMIS" in text:
        for found in _LIST.finditer(text):
            for one in _ONE.finditer(text, *found.span(1)):
                yield one.start(), one.end(), _FORMS.get(one.group(), f"permis {one.group()}")
