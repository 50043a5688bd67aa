"""Laws on labels: no code and no untranslated column reaches the reader, whatever room made the table."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ereput.model import Table, Text, say
from ereput.registry import adapters
from ereput.render.base import Options
from ereput.render.book import book
from ereput.render.columns import OWN
from ereput.render.labels import COLUMNS, LETTERS, column, inputs, letter, source, tally
from ereput.render.names import SOURCES
from ereput.render.tables import shown
from ereput.render.voice import Voice
from tests.render import audits
from tests.render.test_words import ROOT, translations

ROOMS = (ROOT / "ereput" / "analyse", ROOT / "ereput" / "advise", ROOT / "ereput" / "score")


def column_ids() -> set[str]:
    """Every literal that a module of the other rooms writes as a column of a `Table`: in `columns=` or third argument of `table(…)`."""
    return {name for room in ROOMS for path in room.rglob("*.py") for name in _in_module(path)}


def _in_module(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        if call.func.id == "Table":  # type: ignore[attr-defined]  # filtered just above
            found.update(*(_words(keyword.value, constants) for keyword in call.keywords if keyword.arg == "columns"))
        elif call.func.id == "table" and len(call.args) > 2:  # type: ignore[attr-defined]  # filtered just above
            found |= _words(call.args[2], constants)
    return found


def _words(node: ast.expr, constants: dict[str, ast.expr]) -> set[str]:
    """The strings of a tuple, with those of the constants that it names; the keys of a mapping."""
    match node:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.Name(id=name) if name in constants:
            return _words(constants[name], constants)
        case ast.Starred(value=inner):
            return _words(inner, constants)
        case ast.Tuple(elts=parts):
            return {word for part in parts for word in _words(part, constants)}
        case ast.IfExp(body=one, orelse=other):
            return _words(one, constants) | _words(other, constants)
        case ast.Dict(keys=keys):
            return {word for key in keys if key for word in _words(key, constants)}
        case _:
            return set()


def test_the_scan_sees_the_columns() -> None:
    """Plain tuples, named constants and unpacked mappings are all read: an empty scan would prove nothing."""
    assert {"contribution", "prepare", "network", "brief", "said"} <= column_ids()


def test_every_column_has_a_name_in_french_and_in_english() -> None:
    """Each column id of each table of the other rooms is named, and its name is translated (names of frameworks are the same in both)."""
    unnamed = sorted(name for name in column_ids() if name not in COLUMNS and name not in SOURCES)
    assert unnamed == []
    english = translations()
    proper = {"DigComp 2.2", "Pix"}
    assert sorted(text.msg for text in (*COLUMNS.values(), *OWN.values()) if text.msg not in english and text.msg not in proper) == []


def test_every_source_has_a_name() -> None:
    """A collector or an archive reader is never shown by its id."""
    names = (*adapters("ereput.collect.sources", "COLLECTOR"), *adapters("ereput.collect.archives", "READER"))
    assert sorted(name for name in names if name not in SOURCES) == []
    assert source("unheard_of") == "unheard_of"


@pytest.mark.parametrize("kind", ["access", "rectification", "erasure", "erasure-minor", "objection", "delisting", "reminder", "complaint"])
def test_a_letter_has_a_name(kind: str) -> None:
    """Each kind of letter that the plan can announce is said in words, in both languages."""
    assert LETTERS[kind].msg in translations()
    assert letter(kind) != kind
    assert letter("unheard-of") == "unheard-of"


def test_codes_are_words_only_in_their_column() -> None:
    """ "yes" under "expected" is a word of ours; the same string under another column is somebody's and stays."""
    table = Table(
        id="t",
        title=say("Notes"),
        columns=("expected", "language", "label"),
        rows=(("yes", "en", "yes"),),
        note=say("Lu sur : {w}.", w="a.example, linkedin"),
    )
    view = shown(book(audits.audit(0), Options(), Voice("fr"), "html"), table)
    assert [str(cell) for cell in view.rows[0].cells] == ["oui", "anglais", "yes"]
    assert Voice("fr").read(view.note).endswith("a.example, LinkedIn.")


def test_a_column_may_have_its_own_name_in_a_table() -> None:
    """The same id is named for what it holds: a count here, a sentence there."""
    assert column("keywords.evidence", "shown") != column("recruiter.stops", "shown")
    assert isinstance(column("any", "shown"), Text)
    assert column("any", "some_thing") == "some thing"


def test_the_inputs_of_a_calculation_are_names_and_a_count() -> None:
    """Sources and addresses by name, ids only counted: no hexadecimal is shown."""
    told = Voice("fr").read(inputs(("cv", "letter", "4bda2526", "https://a.example/")))
    assert told == "CV, Lettre, https://a.example/, 1 autre élément"
    assert Voice("fr").read(inputs(("4bda2526", "e21a66c1"))) == "2 éléments"


def test_what_was_counted_has_a_name() -> None:
    """A counter of a source is told by its word; a file keeps its name."""
    assert Voice("fr").read(tally("github:repos")) == "dépôts"
    assert tally("hal") == SOURCES["hal"]
    assert tally("Shares.csv") == "Shares.csv"
