"""Laws of the PDF: accessible by our own assertions (ISO 14289-1), fonts embedded, nothing fetched, data attached."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from ereput.render.base import Options
from ereput.render.pdf import _fetcher
from ereput.render.stage import render
from ereput.schema import from_json
from tests.render import audits


def opened(n: int, **options: Any) -> pikepdf.Pdf:
    """The report of `n` findings, read back."""
    return pikepdf.open(io.BytesIO(render(audits.audit(n), "pdf", Options(**options))))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every structure element of the document."""
    stack = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        element = stack.pop()
        yield element
        kids = element.get("/K", [])
        stack.extend(
            kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("n", [0, 1, 10])
def test_the_pdf_is_accessible(n: int, language: str) -> None:
    """Language, title, tags, alternative text on every figure, headers on every cell, every font embedded."""
    pdf = opened(n, language=language)
    assert str(pdf.Root.Lang) == language
    assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert "Camille Durand" in str(pdf.docinfo["/Title"])
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    found = list(elements(pdf))
    figures = [e for e in found if e.S == "/Figure"]
    assert len(figures) >= 4 and all(str(e.get("/Alt", "")).strip() for e in figures)
    assert all(len(e.A.Headers) for e in found if e.S == "/TD")
    assert [e.S for e in found].count("/H1") == 1
    for font in pdf.pages[0].Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "EreputSans" in str(descriptor.FontName).replace("-", "") and "/FontFile2" in descriptor


def test_the_pdf_carries_its_data() -> None:
    """`audit.json` is attached and is the Audit."""
    pdf = opened(1)
    assert from_json(pdf.attachments["audit.json"].get_file().read_bytes()) == audits.audit(1)


@pytest.mark.parametrize(
    "url", ["http://example.org/x.png", "file:///etc/hostname", "data:text/plain,x", "ereput:fonts/../tokens.css", "ftp://example.org/"]
)
def test_only_packaged_fonts_are_read(url: str) -> None:
    """Every address but a packaged font is refused."""
    with pytest.raises(ValueError, match="packaged"):
        _fetcher().fetch(url)


def test_no_date_comes_from_the_clock() -> None:
    """The document's date is the audit's."""
    pdf = opened(0)
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261121103000")
