"""Laws on words: every sentence of the report stands in the English catalogue, with the same places."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"\{(\w+)\}")


def sentences() -> set[str]:
    """Every French literal of the room: `say("…")` in its modules, `_("…")` in the report's templates (Babel's own extractors)."""
    python = extract_from_dir(ROOT / "ereput" / "render", method_map=[("**.py", "python")], keywords={"say": None})
    jinja = extract_from_dir(
        ROOT / "templates" / "report",
        method_map=[("**.j2", "jinja2.ext:babel_extract")],
        options_map={"**.j2": {"trimmed": "true"}},
        keywords={"_": None},
    )
    return {str(message) for _, _, message, _, _ in (*python, *jinja)}


def translations() -> dict[str, str]:
    """The English catalogue of the room."""
    with (ROOT / "ereput" / "locale" / "en" / "report.po").open("rb") as file:
        entries = read_po(file, locale="en")
    assert not [m.id for m in entries if m.id and m.fuzzy], "fuzzy entries"
    return {str(m.id): str(m.string) for m in entries if m.id}


def test_every_sentence_is_translated() -> None:
    """No French literal of the report lacks its English."""
    translated = translations()
    assert sorted(s for s in sentences() if not translated.get(s)) == []


def test_no_translation_is_left_over() -> None:
    """The catalogue holds nothing that the report no longer says."""
    assert sorted(translations().keys() - sentences()) == []


def test_translations_keep_their_places() -> None:
    """A translation has the same {places} as its source."""
    wrong = [s for s, t in translations().items() if sorted(PLACES.findall(s)) != sorted(PLACES.findall(t))]
    assert wrong == []


def test_french_sources_have_plain_spaces() -> None:
    """Typography is set when rendering: a source never holds a no-break space or a curly apostrophe."""
    assert [s for s in sentences() if set(s) & set("\u202f\u00a0\u2019")] == []
