"""Each page of six reference reports looks as it did: a changed picture is a reviewed change.

The pictures stand in `tests/render/pictures` (30 dots an inch, grey). To accept a change, run with EREPUT_UPDATE_PICTURES=1 and look at the
pictures that `git diff` shows.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ereput import words
from ereput.render.base import Options
from ereput.render.stage import render
from tests.render import audits
from tests.render.test_words import translations

PICTURES = Path(__file__).parent / "pictures"
UPDATE = "EREPUT_UPDATE_PICTURES"
DOTS = 30
MEAN, FAR, SHARE = 3.0, 70, 0.02
"""Tolerance: mean difference of grey (of 255), and share of dots further apart than FAR. A newer Pango moves edges, not lines."""
BEFORE = audits.audit(6, at=audits.NOW - timedelta(days=90))
REPORTS = {
    "empty-fr": (0, Options()),
    "one-en-student": (1, Options(language="en", edition="student")),
    "ten-fr": (10, Options()),
    "ten-en-counsellor": (10, Options(language="en", edition="counsellor", share=("exposure", "keywords", "plan"))),
    "ten-fr-redacted": (10, Options(redact=True)),
    "ten-fr-evolution": (10, Options(previous=BEFORE)),
}


def pages(body: bytes, folder: Path) -> list[Image.Image]:
    """The pages of a PDF, as poppler draws them."""
    (folder / "report.pdf").write_bytes(body)
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-png", str(folder / "report.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [Image.open(io.BytesIO(path.read_bytes())).convert("L") for path in sorted(folder.glob("page*.png"))]


def apart(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """(mean difference, share of dots that are far apart)."""
    difference = np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other, dtype=np.int16))
    return float(difference.mean()), float((difference > FAR).mean())


@pytest.fixture(autouse=True)
def _own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the report's own catalogue: a translation made in another room does not change a picture."""
    ours = translations()
    monkeypatch.setattr(words, "catalogue", lambda language: ours if language == "en" else {})


@pytest.mark.parametrize("name", REPORTS)
def test_every_page_looks_as_it_did(name: str, tmp_path: Path) -> None:
    """As many pages as stored, each within the tolerance."""
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler-utils is not installed: pages cannot be looked at")
    findings, options = REPORTS[name]
    drawn = pages(render(audits.audit(findings), "pdf", options), tmp_path)
    stored = sorted(PICTURES.glob(f"{name}.*.png"))
    if os.environ.get(UPDATE):
        for path in stored:
            path.unlink()
        PICTURES.mkdir(exist_ok=True)
        for number, page in enumerate(drawn, start=1):
            page.save(PICTURES / f"{name}.{number:02d}.png", optimize=True)
        return
    assert len(drawn) == len(stored)
    for page, path in zip(drawn, stored, strict=True):
        mean, share = apart(page, Image.open(path))
        assert mean <= MEAN, f"{path.name}: mean difference {mean:.2f}"
        assert share <= SHARE, f"{path.name}: {share:.1%} of the dots differ"


def test_the_comparison_sees_a_moved_line() -> None:
    """A page whose text moved by a line is out of tolerance; a page compared with itself is not."""
    stored = sorted(PICTURES.glob("ten-fr.*.png"))
    if not stored:
        pytest.skip("no stored picture yet")
    page = Image.open(stored[1])
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 6))
    assert apart(page, page) == (0.0, 0.0)
    assert apart(page, moved)[0] > MEAN
