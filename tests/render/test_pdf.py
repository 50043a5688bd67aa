"""Laws of the PDF: accessible by our own assertions (ISO 14289-1), fonts embedded, nothing fetched, data attached, navigable."""

from __future__ import annotations

import gc
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pikepdf
import pytest

from ereput.errors import SetupError
from ereput.model import say
from ereput.render import pdf as pdf_format
from ereput.render.base import Options
from ereput.render.pdf import _fetcher
from ereput.render.report import document
from ereput.render.stage import render, warm
from ereput.schema import from_json
from tests.render import audits

Opened = Callable[..., pikepdf.Pdf]
EDITIONS = ("candidate", "student", "counsellor")
QUICK = [(n, language, edition) for n in (0, 1, 10) for language in ("fr", "en") for edition in EDITIONS] + [(500, "fr", "candidate")]
SLOW = [(500, language, edition) for language in ("fr", "en") for edition in EDITIONS if (language, edition) != ("fr", "candidate")]
CASES = [*QUICK, *(pytest.param(*case, marks=pytest.mark.slow) for case in SLOW)]


@pytest.fixture(autouse=True)
def _slow_on_demand(request: pytest.FixtureRequest) -> None:
    """The largest reports in every language and edition are checked on demand (`-m slow`): six seconds each."""
    if request.node.get_closest_marker("slow") and "slow" not in request.config.getoption("markexpr", ""):
        pytest.skip("large report: run with -m slow")


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


@pytest.mark.parametrize(("n", "language", "edition"), CASES)
def test_the_pdf_is_accessible(opened: Opened, n: int, language: str, edition: str) -> None:
    """Language, title, tags, alternative text on every figure, headers on every cell, every font embedded, links printed."""
    pdf = opened(n, language, edition)
    assert str(pdf.Root.Lang) == language
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert "Camille Durand" in str(pdf.docinfo["/Title"])
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    kinds: dict[str, list[Any]] = {}
    for element in elements(pdf):
        kinds.setdefault(str(element.S), []).append(element)
    assert len(kinds["/Figure"]) >= 4
    assert all(str(figure.get("/Alt", "")).strip() for figure in kinds["/Figure"])
    assert all(len(cell.A.Headers) for cell in kinds.get("/TD", ()))
    assert len(kinds["/H1"]) == 1
    assert len(kinds["/H2"]) >= 10
    for font in pdf.pages[0].Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "EreputSans" in str(descriptor.FontName).replace("-", "")
        assert "/FontFile2" in descriptor
    links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert links
    assert all(int(note.F) & 4 for note in links)


@pytest.mark.parametrize(("n", "language", "edition"), CASES)
def test_outloud_finds_no_error(rendered: Callable[..., bytes], tmp_path: Path, n: int, language: str, edition: str) -> None:
    """The PDF/UA checker `outloud` (development only) reports 0 errors."""
    if not (checker := shutil.which("outloud")):
        pytest.skip("outloud is not installed (development tool)")
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered("pdf", n, language, edition))
    done = subprocess.run([checker, "--fail-on", "error", "--quiet", path], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("n", [10, 500])
def test_long_reports_stay_navigable(opened: Opened, n: int) -> None:
    """Every section has its bookmark, and every internal link leads somewhere; findings and actions point at each other."""
    pdf = opened(n)
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        assert len(top) == 1
        assert len(outline.root[0].children) == 9
    names = pdf.Root.Names.Dests.Names
    known = {str(names[i]) for i in range(0, len(names), 2)}
    used = {str(note.Dest) for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note}
    assert used <= known
    assert {"action-1", "contents", "section-plan"} <= used
    assert any(name.startswith("constat-") for name in used)


def test_no_heading_is_orphan(rendered: Callable[..., bytes], tmp_path: Path) -> None:
    """No page ends with a heading: something always follows it."""
    if not (pdftotext := shutil.which("pdftotext")):
        pytest.skip("poppler-utils is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered("pdf", 500, "fr", "candidate"))
    text = subprocess.run([pdftotext, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    headings = re.compile(r"^\s*(\d+ (Ce que voit|Ce qui|Les mots|Une présence|Vos réseaux|Un parcours|Votre plan)|Les constats suivants)")
    last = [[line for line in page.splitlines() if line.strip()][-2] for page in text.split("\f") if len(page.split("\n")) > 4]
    assert [line for line in last if headings.match(line)] == []


def test_the_pdf_carries_its_data(opened: Opened) -> None:
    """`audit.json` is attached and is the Audit."""
    with opened(1) as pdf:
        attached = pdf.attachments["audit.json"].get_file().read_bytes()
    assert from_json(attached) == audits.audit(1)


@pytest.mark.parametrize(
    "url", ["http://example.org/x.png", "file:///etc/hostname", "data:text/plain,x", "ereput:fonts/../tokens.css", "ftp://example.org/"]
)
def test_only_packaged_fonts_are_read(url: str) -> None:
    """Every address but a packaged font is refused."""
    with pytest.raises(ValueError, match="packaged"):
        _fetcher().fetch(url)


def test_no_date_comes_from_the_clock(opened: Opened) -> None:
    """The document's date is the audit's."""
    pdf = opened(0)
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261121103000")


def test_a_machine_without_pango_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing shared library becomes a SetupError with a remedy, not a traceback."""
    import builtins

    real = builtins.__import__

    def without_pango(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    pdf_format._styles.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(SetupError) as caught:
        render(audits.audit(0), "pdf")
    assert "HTML" in str(caught.value.hint)
    assert caught.value.code == "no_pango"


def test_twenty_seconds(rendered: Callable[..., bytes], tmp_path: Path) -> None:
    """Page 1 alone, as text, says who, how she stands on each axis, what is worst, what to do first and how long it takes."""
    if not (pdftotext := shutil.which("pdftotext")):
        pytest.skip("poppler-utils is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered("pdf", 10, "fr", "candidate"))
    page = subprocess.run([pdftotext, "-l", "1", path, "-"], capture_output=True, text=True, check=True).stdout
    page = page.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2019", "'")
    for words in ("Camille Durand", "21 novembre 2026", "Trouvable", "Crédible", "Vivant", "Protégé", "48", "81", "63", "35"):
        assert words in page
    for words in ("Le plus urgent", "Numéro de téléphone visible", "Masquer votre numéro", "5 min", "30 minutes en tout", "D · À protéger"):
        assert words in page


@pytest.mark.parametrize(("many", "name"), [(1, "Camille Durand"), (4, "Maximilienne-Bérengère de Rochechouart"), (12, "W" * 70)])
@pytest.mark.parametrize("options", [Options(), Options(language="en", edition="student", previous=audits.audit(2))])
def test_the_first_page_is_one_page(tmp_path: Path, many: int, name: str, options: Options) -> None:
    """However long her name, the titles and the details are, page 2 begins with the contents: what is cut stands whole in the plan."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    long = say("Votre document dit déjà : « Trois mille fiches saisies, relues et rendues. » Voulez-vous le dire aussi en public ? " * many)
    made = audits.audit(4, name=name)
    made = replace(
        made, actions=tuple(replace(a, title=say("Écrire PostgreSQL, Docker et la suite " * many), detail=long) for a in made.actions)
    )
    path = tmp_path / "report.pdf"
    path.write_bytes(render(made, "pdf", options))
    command = ["pdftotext", "-f", "2", "-l", "2", str(path), "-"]
    second = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert re.search(r"\A\s*(?:\S+\s+){1,7}?(?:Sommaire|Contents)\b", second), second[:300]


def test_redacted_pdf_attaches_redacted_data() -> None:
    """What is hidden on the pages is hidden in the attached data too."""
    import io

    body = render(audits.audit(10), "pdf", Options(redact=True))
    with pikepdf.open(io.BytesIO(body)) as pdf:
        attached = pdf.attachments["audit.json"].get_file().read_bytes().decode()
    assert "Camille" not in attached
    assert "forum.example.org/sujet" not in attached


@pytest.mark.parametrize("n", [0, 10, 500])
def test_our_templates_are_xml(n: int) -> None:
    """Every element is closed: the PDF's page is read by the C parser of XML."""
    assert fromstring(document(audits.audit(n), Options(), medium="pdf")).tag == "html"


def test_a_letter_may_quote_anything() -> None:
    """Characters that XML forbids leave a letter, which is drawn all the same."""
    assert pdf_format.page("<html lang='fr'><title>x</title><p>a\x00\x0b\ufffe\ud800b</p></html>", identifier="x").startswith(b"%PDF-")


def test_the_collector_is_given_back() -> None:
    """Drawing leaves the cyclic collector as it was: on, or off."""
    render(audits.audit(0), "pdf")
    assert gc.isenabled()
    gc.disable()
    try:
        render(audits.audit(0), "pdf")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_warming_up_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report after a warm-up is the same report; without Pango a warm-up is silent, the PDF itself will say it."""
    before = render(audits.audit(1), "pdf")
    warm("fr")
    assert render(audits.audit(1), "pdf") == before

    def without_pango() -> None:
        raise SetupError(say("x"), code="no_pango")

    monkeypatch.setattr(pdf_format, "_styles", without_pango)
    warm("fr")
