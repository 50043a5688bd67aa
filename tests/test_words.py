"""From `Text` to words: French is the source, English is complete, numbers and dates follow the language."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import ereput
from ereput.model import Text, named, say
from ereput.words import LOCALES, catalogue, dated, day, moment, number, render

PACKAGE = Path(ereput.__file__).parent
ROOT = Path(__file__).parents[1]
PASSES_ON = ("render/voice.py:",)
"""Modules that pass on the literals of templates, which tests/render looks after."""


def sentences() -> dict[str, str]:
    """Every literal of a `say(…)` in the package -> where it stands. A `say` without a literal fails here: Babel would not see it."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                where = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                literal = node.args[0] if node.args else None
                if not isinstance(literal, ast.Constant) or not isinstance(literal.value, str):
                    assert where.startswith(PASSES_ON), f"{where}: no literal"
                    continue
                found.setdefault(literal.value, where)
    return found


def places(pattern: str) -> set[str]:
    """The names of the places in a sentence; braces around anything else are braces of a TOML or JSON example."""
    return set(re.findall(r"\{(\w+)(?:\}|:[^{}|]*\|)", pattern))


def entries() -> list[tuple[str, object]]:
    """Every message of the English catalogues, with its file."""
    found = []
    for path in sorted((LOCALES / "en").glob("*.po")):
        with path.open("rb") as file:
            found += [(path.name, message) for message in read_po(file, locale="en") if message.id]
    return found


def test_a_name_is_read_in_each_language_as_it_is_written() -> None:
    """A skill or a job has its own English, whatever the catalogue or its braces; the same in both is a plain string."""
    assert (render(named("anglais", "English"), "fr"), render(named("anglais", "English"), "en")) == ("anglais", "English")
    assert render(named("absent", "{n:away|gone}"), "en") == "{n:away|gone}"
    assert render(say("Écrire {words}", words=named("anglais", "English")), "fr") == "Écrire anglais"
    assert (named("SQL", "SQL"), named("dynamique", "")) == ("SQL", "dynamique")


def test_every_sentence_has_its_english() -> None:
    """A reader of English never meets a French sentence of ours."""
    known = catalogue("en")
    missing = {where: text for text, where in sentences().items() if text not in known}
    assert not missing


def test_translations_have_the_same_places_and_none_is_fuzzy() -> None:
    """A translation fills the same places as its source, else rendering would fail or lose a fact; none is half done."""
    for file, message in entries():
        assert not message.fuzzy, f"{file}: {message.id}"
        assert message.string, f"{file}: {message.id}"
        assert places(str(message.id)) == places(str(message.string)), f"{file}: {message.id}"


def test_a_sentence_has_one_translation() -> None:
    """The same French in two catalogues has the same English: the order of the files never matters."""
    seen: dict[str, str] = {}
    for file, message in entries():
        assert seen.setdefault(str(message.id), str(message.string)) == str(message.string), f"{file}: {message.id}"


def test_no_translation_outlives_its_sentence() -> None:
    """Every French of the catalogues is still said, by the code, by a template or by the data of a room."""
    files = [path for folder in ("ereput", "templates") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".toml", ".j2")]
    said = "\n".join(path.read_text("utf-8") for path in files)
    known = sentences().keys()
    ids = {str(message.id) for _, message in entries()}
    assert [id_ for id_ in ids - known if id_ not in said and id_.replace('"', '\\"') not in said] == []


def test_no_plural_in_brackets() -> None:
    """Nobody reads "page(s)": a word agrees with its number (`{n:page|pages}`), in French and in English."""
    bracketed = re.compile(r"\w\((?:s|e|es|x|ies)\)")
    translated = (str(message.string) for _, message in entries())
    assert [text for text in (*sentences(), *translated) if bracketed.search(text)] == []


def test_french_is_the_source_and_what_is_not_translated_stays_french() -> None:
    """French needs no catalogue; a sentence that English lacks is shown in French rather than lost."""
    assert dict(catalogue("fr")) == {}
    assert render(Text(msg="phrase que personne n'a traduite"), "en") == "phrase que personne n'a traduite"
    assert render("déjà un texte", "en") == "déjà un texte"


def test_arguments_follow_the_language() -> None:
    """Numbers, dates and sentences inside a sentence are rendered in its language; texts and truth values are left as they are."""
    text = Text(
        msg="{n} {x} {d} {s} {b} {t}", args=(("b", True), ("d", date(2026, 3, 1)), ("n", 12345), ("s", "tel"), ("t", say("a")), ("x", 0.5))
    )
    assert render(text, "fr") == "12\u202f345 0,5 1er\u00a0mars 2026 tel True a"
    assert render(text, "en") == "12,345 0.5 1\u00a0March 2026 tel True a"


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2026-11", "novembre 2026", "November 2026"), ("2026-11-22", "22\u00a0novembre 2026", "22\u00a0November 2026"),
        ("2026-13", "2026-13", "2026-13"), ("", "", ""), ("hier", "hier", "hier"),
    ],
)  # fmt: skip
def test_an_iso_day_or_month_in_words(iso: str, french: str, english: str) -> None:
    """A month says no day; what is no date is left as it is."""
    assert (dated(iso, "fr"), dated(iso, "en")) == (french, english)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "0 page lue", "0 pages read"),
        (1, "1 page lue", "1 page read"),
        (1.5, "1,5 page lue", "1.5 pages read"),
        (2, "2 pages lues", "2 pages read"),
    ],
)
def test_a_word_agrees_with_its_number(count: float, french: str, english: str) -> None:
    """French has the singular below two, English at one only; no "page(s)" is ever read. Without a number the first form is right."""
    assert render(say("{n} {n:page lue|pages lues}", n=count), "fr") == french
    assert render(say("{n} {n:page read|pages read}", n=count), "en") == english
    assert str(say("{n:page lue|pages lues}", n="une")) == "page lue"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (1234.5, "1\u202f234,5", "1,234.5"),
        (2.0, "2", "2"),
        (-1000, "-1\u202f000", "-1,000"),
        (100.04, "100", "100"),
        (1500.0, "1\u202f500", "1,500"),
    ],
)
def test_numbers(value: float, french: str, english: str) -> None:
    """A narrow no-break space and a comma in French; a comma and a point in English; no useless zero."""
    assert (number(value, "fr"), number(value, "en")) == (french, english)


def test_days_and_moments() -> None:
    """The first of a month is "1er" in French; hours are written as each language does."""
    when = datetime(2026, 11, 1, 14, 5, tzinfo=UTC)
    assert (day(when, "fr"), day(when, "en")) == ("1er\u00a0novembre 2026", "1\u00a0November 2026")
    assert day(date(2026, 11, 2), "fr") == "2\u00a0novembre 2026"
    assert (moment(when, "fr"), moment(when, "en")) == ("1er\u00a0novembre 2026 à 14\u00a0h\u00a005", "1\u00a0November 2026 at 14:05")
