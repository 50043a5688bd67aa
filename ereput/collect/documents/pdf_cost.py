"""What a PDF page would cost to read, before it is read: text is extracted in quadratic time of the text operators of a page.

Measured with pypdf 7.1: 20,000 operators take 6 s, 100,000 take 77 s. A dense page of a CV has some hundreds. A page may also draw a form
(ISO 32000-1, 8.10) many times, and a form draw others: what they draw is multiplied, so that a small file cannot ask for hours.
"""

from __future__ import annotations

import re
from typing import Any

PAGE_MAX = 8_000
"""Text operators of one page."""
DOCUMENT_MAX = 120_000
"""Text operators of all pages that are read."""
STREAM_MAX = 8 * 1024**2
"""Bytes of one page's drawing once decompressed."""
TOO_MUCH = 10**9
_SHOWN = re.compile(rb"T[jJ]|\)\s{0,8}['\"]")
_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]{1,127})\s{1,8}Do")


def cost(page: Any, body: bytes) -> int:
    """Text operators that reading `page` (a pypdf dictionary with resources) would meet, forms multiplied; TOO_MUCH for a form in itself.

    `body` is its content stream, decompressed. Raises what pypdf raises on damaged objects.
    """
    return _cost(page, body, {})


def _cost(holder: Any, body: bytes, known: dict[int, int]) -> int:
    if len(body) > STREAM_MAX:
        return TOO_MUCH
    total = len(_SHOWN.findall(body))
    forms = _forms(holder)
    for name in _DRAWN.findall(body) if forms else ():
        form = forms.get("/" + name.decode("latin-1"))
        if form is not None:
            total += _form_cost(form, known)
        if total >= TOO_MUCH:
            return TOO_MUCH
    return total


def _form_cost(form: Any, known: dict[int, int]) -> int:
    """Each form is measured once; one that is met again while it is measured draws itself."""
    key = id(form)
    if key not in known:
        known[key] = TOO_MUCH
        known[key] = 1 + _cost(form, form.get_data(), known)
    return known[key]


def _forms(holder: Any) -> dict[str, Any]:
    resources = holder.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    found = {str(name): item.get_object() for name, item in objects.get_object().items()} if objects else {}
    return {name: item for name, item in found.items() if item.get("/Subtype") == "/Form"}
