"""Rendered reports shared by the tests of the room: each made once a run."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest

from ereput.render.base import Options
from ereput.render.stage import render
from tests.render import audits

Rendered = Callable[..., bytes]


@cache
def _rendered(name: str, n: int, language: str, edition: str) -> bytes:
    options = Options(
        language=language, edition=edition, share=("exposure", "keywords", "alive", "networks", "coherence", "plan", "recruiter")
    )
    return render(audits.audit(n), name, options)


@pytest.fixture(scope="session")
def rendered() -> Rendered:
    """`rendered("pdf", 10, "fr", "candidate")`: the report's bytes."""
    return _rendered


@pytest.fixture(scope="session")
def opened() -> Callable[..., pikepdf.Pdf]:
    """`opened(10, "fr", "candidate")`: the PDF, read back."""
    return lambda n, language="fr", edition="candidate": pikepdf.open(io.BytesIO(_rendered("pdf", n, language, edition)))
