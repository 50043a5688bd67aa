"""Laws of the quicker WeasyPrint: the bytes are those of WeasyPrint as it is, and another version is left alone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ereput.render import quick

DRAW = """
import hashlib, sys
from ereput.render import quick
quick.READ = sys.argv[1]
from tests.render.conftest import _rendered
for n, language in ((0, "fr"), (10, "en")):
    print(hashlib.sha256(_rendered("pdf", n, language, "candidate")).hexdigest())
"""


def test_the_bytes_are_those_of_weasyprint_as_it_is(rendered: Callable[..., bytes]) -> None:
    """A report drawn by WeasyPrint alone, in a process of its own, and the same report drawn with the pieces: one and the same file."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DRAW, "no version"], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    ours = [hashlib.sha256(rendered("pdf", n, language, "candidate")).hexdigest() for n, language in ((0, "fr"), (10, "en"))]
    assert done.stdout.split() == ours


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is replaced in a WeasyPrint whose functions were not read."""
    from weasyprint.text import line_break

    before = line_break.Layout
    monkeypatch.setattr(quick, "READ", "0.")
    assert quick.install.__wrapped__() is False
    assert line_break.Layout is before


def test_the_pieces_are_in_place() -> None:
    """The locked version is one that was read."""
    from weasyprint.text import line_break

    assert quick.install()
    assert line_break.Layout.__module__ == "ereput.render.quick"
