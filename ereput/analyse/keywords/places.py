"""How a word stands in its text: glued to its neighbours, first of its sentence, an item of a list."""

from __future__ import annotations

import re

_BEFORE = re.compile(r"(?:^|[,;|•(/\n\t:]|\s[-–—*]|^[-–—*])\s*$")
_AFTER = re.compile(r"\s*(?:$|[.,;|•)/\n\t](?!\w))")
_OPENING = re.compile(r"(?:^|[,;/|()•:\n\t#&+]|(?:^|\s)[-–—*]|\b(?:et|and|ou|or))\s*$")
_MARK = re.compile(r"\s*(?:$|[.,;/|()•:\n+&]|-\s|(?:et|and|ou|or)\b)")
LABEL = 80
"""Code points of the longest label."""
_LABEL = re.compile(r"[^\W_A-Z]{1,30}(?: [^\W_A-Z]{1,30}){1,7}")
_SENTENCE = re.compile(r"\b(?:l[ea]s?|un|une|des?|du|et|en|à|au|pour|je|tu|il|elle|on|nous|vous|the|an?|of|to|in|and|i|you|we|is|est)\b")
_FILE = re.compile(r"\w-?\w.*\.(?:png|jpe?g|gif|svg|webp|pdf|docx?|odt|html?)$")


def glued(text: str, start: int, end: int) -> bool:
    """A single letter that belongs to something else: "R&D", "C'est", "C-level", "vitamine C", an initial "R. Martin"."""
    if end - start > 1:
        return False
    before, after = text[start - 1 : start], text[end : end + 2]
    return before in ("&", "'", "’", "-") or after[:1] in ("&", "'", "’", "-", "°") or bool(re.match(r"\.\s?[A-ZÀ-Ý]", after))


def opens(text: str, start: int) -> bool:
    """The word opens a sentence, so its capital says nothing."""
    before = text[max(0, start - 4) : start].rstrip(" ")
    return not before or before[-1] in ".!?"


def listed(text: str, end: int) -> bool:
    """The word ends its line or is followed by a list mark, as a name in a list is."""
    return _MARK.match(text[end : end + 8]) is not None


def label(text: str, start: int, end: int) -> str:
    """The address, file name or bare label around [start, end): words without capitals held by marks, or few words that make no sentence.

    >>> label("see cert-aws-saa.png", 9, 12), label("cert aws saa", 5, 8), label("je code en python", 11, 17)
    ('cert-aws-saa.png', 'cert aws saa', '')
    """
    low = max(text.rfind(mark, max(0, start - LABEL), start) for mark in " \t\n") + 1
    high = min((at for mark in " \t\n" if (at := text.find(mark, end, end + LABEL)) >= 0), default=min(len(text), end + LABEL))
    run = text[low:high]
    if run.islower() and (sum(map(run.count, "-_/")) > 1 or _FILE.search(run)):
        return run
    return text if len(text) <= LABEL and _LABEL.fullmatch(text) and _SENTENCE.search(text) is None else ""


def item(text: str, start: int, end: int) -> bool:
    """True when [start, end) is a whole item of a list or a whole line.

    >>> item("Nettoyage, repassage", 0, 9), item("Nettoyage des exports", 0, 9), item("Code : forge-libre.example", 7, 12)
    (True, False, False)
    """
    begins = start == 0 or _BEFORE.search(text[max(0, start - 6) : start]) is not None
    return begins and _AFTER.match(text[end : end + 8]) is not None


def entry(text: str, start: int, end: int) -> bool:
    """True when [start, end) is an entry of a list, the last one of "… et …" too, or a hashtag.

    >>> entry("python, sql et excel", 0, 6), entry("python, sql et excel", 15, 20), entry("je parle python", 9, 15), entry("#seo now", 1, 4)
    (True, True, False, True)
    """
    return text[start - 1 : start] == "#" or (listed(text, end) and _OPENING.search(text[max(0, start - 6) : start]) is not None)
