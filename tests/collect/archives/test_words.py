"""What these rooms say to the reader is translated, and keeps its places."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from ereput.words import catalogue

COLLECT = Path(__file__).parents[3] / "ereput" / "collect"
FILES = (*COLLECT.glob("archives/**/*.py"), *COLLECT.glob("documents/*.py"), COLLECT / "files.py", COLLECT / "results.py")


def test_every_sentence_has_its_english() -> None:
    """Each literal given to `say` is in the English catalogue, with the same places."""
    calls = (node for path in FILES for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    said = {c.args[0].value for c in calls if getattr(c.func, "id", "") == "say" and isinstance(c.args[0], ast.Constant)}
    english = catalogue("en")
    assert len(said) > 100
    assert [s for s in said if s not in english] == []
    assert [s for s in said if set(re.findall(r"{\w+}", s)) != set(re.findall(r"{\w+}", english[s]))] == []
