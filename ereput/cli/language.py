"""Which language to speak on the command line: `--lang`, else EREPUT_LANG, else the locale, else French."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("fr", "en")
LOCALE = ("EREPUT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set decides (POSIX order)."""


def chosen(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """ "fr" or "en". A locale that is neither French nor "no locale" (C, POSIX) reads English.

    >>> chosen(["audit", "--lang", "en"], {"LANG": "fr_FR.UTF-8"})
    'en'
    >>> chosen([], {"LANG": "de_DE.UTF-8"}), chosen([], {"LANG": "C.UTF-8"})
    ('en', 'fr')
    """
    if said := asked(args):
        return said
    locale = next((environ[name] for name in LOCALE if environ.get(name)), "C")
    return "fr" if locale.lower().startswith("fr") or locale.partition(".")[0] in ("C", "POSIX") else "en"


def asked(args: Sequence[str]) -> str:
    """The value of the last `--lang`, read before click does, so that even `--help` and errors are in that language; "" without one."""
    value = ""
    for i, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--lang" and i + 1 < len(args):
            value = args[i + 1]
        elif arg.startswith("--lang="):
            value = arg.partition("=")[2]
    return value if value in LANGUAGES else ""
