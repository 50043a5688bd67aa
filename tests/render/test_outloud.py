"""The PDF before a judge that nobody here wrote: no error of PDF/UA-1. `make eval-report` asks it of every edition and of 500 findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.eval_report import judged

CASES = ((0, "fr", "candidate"), (1, "en", "student"), (10, "fr", "counsellor"), (10, "en", "candidate"))


@pytest.mark.parametrize(("n", "language", "edition"), CASES)
def test_outloud_finds_no_error(tmp_path: Path, n: int, language: str, edition: str) -> None:
    """Conformance and semantic rules: 0 errors."""
    pytest.importorskip("outloud", reason="outloud is not installed")
    said = judged(tmp_path, n, language, edition)
    assert said.stats["pages"] > 0
    assert [f"{found.rule}: {found.message}" for found in said.findings if found.severity == "error"] == []
