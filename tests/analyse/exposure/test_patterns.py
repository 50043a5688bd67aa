"""No pattern of the room is slower than linear: hostile text costs little, whatever it repeats."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ereput.analyse.exposure as room
from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect

SIZE = 12_000
LIMIT = 0.1
UNITS = (
    "a",
    "A",
    "1",
    "é",
    " ",
    "@",
    ".",
    "-",
    "_",
    ",",
    "\n",
    "a ",
    "A ",
    "1 ",
    "1.",
    "a.",
    "a@",
    "@a",
    "a@a.",
    "1-",
    "1 2 ",
    "12 ",
    "01 ",
    "06 12 ",
    "+33 ",
    "12/",
    "1/1/",
    "01/02 ",
    "2020 ",
    "rue ",
    "12 rue ",
    "12, rue de la ",
    "Rue A ",
    "né le ",
    "mon ",
    "ma fille ",
    "je suis ",
    "j'ai ",
    "chez ",
    "mot de passe ",
    "clé api ",
    "a-",
    "Aa ",
    "Aa-",
    "M. ",
    "Dr A",
    "le seul ",
    "FR76 ",
    "aa11",
    "1a",
    "a1 ",
    "http://",
    "www.",
    "://a",
    "maps/@",
    "°",
    "12° 1' ",
    "id<",
    "vingt ",
    "mille ",
    "deux mille ",
    "janvier ",
    "1 janvier ",
    "75001 ",
    "bp 1 ",
    "(1",
    "((",
    "« ",
    "en vacances ",
    "tous les matins ",
    "je cours ",
    "client ",
    "permis ",
    "cni ",
    "carte d'identité ",
    "signature",
    "x.png ",
    "of ",
    "unit 1 ",
    "12 A St ",
    "de ",
    "d'",
    "l'",
    ":",
    "::",
    "a:",
    "0:",
    "=",
    "mon compte ",
)


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for info in pkgutil.iter_modules(room.__path__):
        module = importlib.import_module(f"{room.__name__}.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found.append((f"{info.name}.{name}", value))
    return found


SPY = """
import importlib, json, pkgutil, re, sys
kept, compiled = {}, re._compile
def spy(pattern, flags):
    made, frame = compiled(pattern, flags), sys._getframe(1)
    while frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    if str(frame.f_globals.get("__name__")).startswith("ereput.analyse.exposure"):
        kept[made.pattern, made.flags] = None
    return made
re._compile = spy
import ereput.analyse.exposure as room
for info in pkgutil.iter_modules(room.__path__):
    importlib.import_module(room.__name__ + "." + info.name)
from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
for text in json.load(sys.stdin):
    for language in ("fr", "en"):
        detect(Passage(text=text, language=language))
print(json.dumps(list(kept)))
"""
"""Lists every pattern that the room compiles, wherever it is written: at the top of a module, inside a Shape, in a call of a function."""


def _slowest(pattern: re.Pattern[str], units: tuple[str, ...]) -> tuple[float, str]:
    """Processor seconds on 12 kB of the unit that costs most, and that unit; the best of three, as the machine may be busy."""
    worst = (0.0, "")
    for unit in units:
        text = (unit * SIZE)[:SIZE]
        best = 1.0
        for _ in range(3):
            start = time.process_time()
            for _match in pattern.finditer(text):
                pass
            best = min(best, time.process_time() - start)
            if best < LIMIT:
                break
        worst = max(worst, (best, unit))
    return worst


@pytest.mark.parametrize(("name", "pattern"), _patterns(), ids=lambda v: v if isinstance(v, str) else "")
def test_a_pattern_reads_hostile_text_in_less_than_a_tenth_of_a_second(name: str, pattern: re.Pattern[str]) -> None:
    """12 kB of any repeated unit, searched through, cost less than 100 ms of processor."""
    seconds, unit = _slowest(pattern, UNITS[::3])
    assert seconds < LIMIT, f"{name} on {unit!r}: {seconds:.3f} s"


def test_patterns_that_no_module_names_are_as_quick() -> None:
    """Those written inside a Shape or a function: a fresh interpreter that reads our corpus tells all that the room compiles, and none
    escapes the limit."""
    corpus = Path(__file__).parents[3] / "fixtures" / "corpus"
    texts = [json.loads(line)["text"] for path in sorted(corpus.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    told = subprocess.run([sys.executable, "-c", SPY], input=json.dumps(texts), capture_output=True, text=True, check=True).stdout
    named = {(pattern.pattern, pattern.flags) for _, pattern in _patterns()}
    compiled = {(text, flags) for text, flags in json.loads(told)}
    assert named - compiled == set()  # the list is whole: it holds at least what the modules name
    assert compiled - named
    for text, flags in sorted(compiled - named):
        seconds, unit = _slowest(re.compile(text, flags), UNITS)
        assert seconds < LIMIT, f"{text} on {unit!r}: {seconds:.3f} s"


@pytest.mark.parametrize("unit", UNITS)
def test_the_whole_room_reads_hostile_text_in_linear_time(unit: str) -> None:
    """All recognisers together: twice the text costs about twice the time, never four times."""
    small, large = Passage(text=unit * (6_000 // len(unit))), Passage(text=unit * (24_000 // len(unit)))
    detect(small)
    ratio = min(_seconds(large) / max(_seconds(small), 2e-3) for _ in range(3))
    assert ratio < 12, f"{unit!r}: four times the text costs {ratio:.1f} times"


def _seconds(passage: Passage) -> float:
    start = time.process_time()
    detect(passage)
    return time.process_time() - start


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["06", "75001", "1 84 12 75 108 123 45", "4970 1000", " ", "-", ".", "+33 ", "fr76 ", "le 3/4/99 ", "x" * 50]),
        max_size=14,
    )
)
def test_where_few_digits_stand_nothing_is_missed(parts: list[str]) -> None:
    """The count of digits around spares patterns and changes no span: same spans as when every run seems crowded."""
    passage, crowded = Passage(text="".join(parts)), Passage(text="".join(parts))
    object.__setattr__(crowded, "crowds", (99,) * len(crowded.runs))
    object.__setattr__(crowded, "crowd", 99)
    assert detect(passage) == detect(crowded)
