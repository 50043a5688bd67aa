"""From `Text` to words: French is the source, other languages come from `locale/<lang>/*.po` (one catalogue per room).

The catalogues are read as they are (Babel parses them), so a translation is visible as soon as it is saved and no compiled file is kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ereput.model import Text, filled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

LANGUAGES = ("fr", "en")
LOCALES = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """French source -> translation, over every room's file; empty for French. Fuzzy and empty entries do not count."""
    messages: dict[str, str] = {}
    if language != "fr":
        from babel.messages.pofile import read_po

        for path in sorted((LOCALES / language).glob("*.po")):
            with path.open("rb") as file:
                entries = read_po(file, locale=language)
            messages |= {str(m.id): str(m.string) for m in entries if m.id and m.string and not m.fuzzy}
    return MappingProxyType(messages)


def render(text: Text | str, language: str) -> str:
    """The sentence in `language`; a missing translation falls back to French. Numbers and dates follow the language."""
    if isinstance(text, str):
        return text
    if text.english and language == "en":
        return text.english
    pattern = catalogue(language).get(text.msg, text.msg)
    if not text.args:
        return pattern
    return pattern.format_map({name: filled(value, _argument(value, language), language) for name, value in text.args})


def _argument(value: str | int | float | date | Text, language: str) -> str:
    if isinstance(value, Text):
        return render(value, language)
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        return number(value, language)
    return day(value, language)


def number(value: float, language: str, digits: int = 1) -> str:
    """1234.5 -> "1 234,5" (U+202F) in French, "1,234.5" in English; no trailing zero."""
    text = f"{value:,.{digits}f}" if isinstance(value, float) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "fr":
        text = text.replace(",", "\u202f").replace(".", ",")
    return text


_MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}


def day(value: date, language: str) -> str:
    """A date in full: "1er mars 2026", "1 March 2026". The time of a datetime is left out."""
    months = _MONTHS.get(language, _MONTHS["en"])
    first = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{first}\u00a0{months[value.month - 1]} {value.year}"


def dated(iso: str, language: str) -> str:
    """An ISO 8601 day or month in words: "2026-11-22" -> "22 novembre 2026", "2026-11" -> "novembre 2026"; anything else as it is."""
    from datetime import date

    try:
        whole = date.fromisoformat(iso if (exact := len(iso) != len("2026-11")) else f"{iso}-01")
    except ValueError:
        return iso
    return day(whole, language) if exact else day(whole, language).partition("\u00a0")[2]


def moment(value: datetime, language: str) -> str:
    """A date and its hour: "1er mars 2026 à 14 h 05 UTC"."""
    if language == "fr":
        return f"{day(value, language)} à {value.hour}\u00a0h\u00a0{value.minute:02d}"
    return f"{day(value, language)} at {value.hour}:{value.minute:02d}"
