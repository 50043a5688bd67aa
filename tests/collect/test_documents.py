"""Documents: what a CV, a letter, an offer say, in five formats; and what cannot be read, said with a code."""

from __future__ import annotations

import io
import logging
import random
import time
import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect import documents
from ereput.collect.documents import model, office, pdf, pdf_cost, read
from ereput.collect.documents.model import Document
from ereput.errors import SKIPS, DocumentError

if TYPE_CHECKING:
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def _code(body: bytes | Path, name: str = "cv") -> str:
    with pytest.raises(DocumentError) as caught:
        read(body, name)
    assert caught.value.code in SKIPS
    assert name in str(caught.value)
    return caught.value.code


def _zip(files: dict[str, str | bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def _pdf(*pages: str, title: str = "", link: str = "") -> bytes:
    """A PDF whose pages show these lines, in a standard font."""
    writer = pypdf.PdfWriter()
    font = pypdf.generic.DictionaryObject()
    for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"), ("/Encoding", "/WinAnsiEncoding")):
        font[pypdf.generic.NameObject(key)] = pypdf.generic.NameObject(value)
    for text in pages:
        page = writer.add_blank_page(400, 400)
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/Font"): fonts})
        stream = pypdf.generic.DecodedStreamObject()
        lines = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)").split(b"\n")
        stream.set_data(b"BT /F1 12 Tf 20 350 Td 14 TL " + b" ".join(b"(" + line + b") Tj T*" for line in lines) + b" ET" if text else b"")
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    if link:
        writer.add_uri(0, link, pypdf.generic.RectangleObject((0, 0, 10, 10)))
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


WORDS = "Camille Durand\nÉtudiante en données\nStage de quatre mois à Nantes"


# --- PDF -------------------------------------------------------------------------------------------


def test_pdf_text_pages_title_links() -> None:
    """All pages in order, the title, the addresses behind links."""
    found = read(_pdf(WORDS, "Deuxième page du document", title="CV de Camille", link="https://camille.example/"), "cv.pdf")
    assert (found.kind, found.pages, found.title, found.links) == ("pdf", 2, "CV de Camille", ("https://camille.example/",))
    assert found.text == f"{WORDS}\n\nDeuxième page du document"
    assert found.warning is None


def test_scanned_pdf_is_said_to_be_one() -> None:
    """Pages without text are a scan."""
    assert _code(_pdf("", "")) == "no_text"


def test_pdf_behind_a_password() -> None:
    """A user password is asked for; an owner password alone does not prevent reading."""
    for user, expected in (("secret", "encrypted"), ("", "")):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(WORDS)))
        writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
        body = io.BytesIO()
        writer.write(body)
        assert (_code(body.getvalue()) if expected else read(body.getvalue()).text) == (expected or WORDS)


def test_truncated_pdf_says_so() -> None:
    """Wherever a PDF is cut, it is an error with its code, or what is left is read with a warning."""
    whole = _pdf(WORDS, WORDS, WORDS)
    for cut in range(10, len(whole) - 10, 97):
        try:
            found = read(whole[:cut], "cv.pdf")
        except DocumentError as error:
            assert error.code == "truncated"
        else:
            assert found.warning is not None and "Camille" in found.text


def test_damaged_pages_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be read, or whose drawing is endless, does not lose the others; too many pages are cut, and said."""
    assert read(_pdf(WORDS, WORDS), "x").warning is None
    monkeypatch.setattr(pdf_cost, "STREAM_MAX", 200)
    found = read(_pdf(WORDS, "x" * 300), "x")
    assert (found.text, str(found.warning)) == (WORDS, "Pages qui n'ont pas pu être lues : 1.")
    assert _code(_pdf("x" * 300)) == "truncated"
    monkeypatch.setattr(pdf, "PAGES_MAX", 1)
    found = read(_pdf(WORDS, WORDS), "x")
    assert (found.text, found.pages, "pages : 1" in str(found.warning)) == (WORDS, 2, True)


def test_pages_that_would_take_hours_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of too many operators is refused before it is read, and said; the others are read, within the budget of the document."""
    start = time.perf_counter()
    found = read(_pdf(WORDS, "a b c\n" * 100_000, WORDS), "cv.pdf")
    assert (found.text, str(found.warning)) == (
        f"{WORDS}\n\n\n\n{WORDS}".replace("\n\n\n\n", "\n\n"),
        "Pages qui n'ont pas pu être lues : 1.",
    )
    assert time.perf_counter() - start < 10
    monkeypatch.setattr(pdf_cost, "DOCUMENT_MAX", 4)
    assert read(_pdf(WORDS, WORDS), "cv.pdf").text == WORDS


def test_forms_multiply_what_they_draw() -> None:
    """Forms in forms, each drawn ten times by the next, are counted without being drawn; a form in itself is too much."""

    class Form(dict[str, object]):
        def get_data(self) -> bytes:
            return self["body"]  # type: ignore[return-value]  # put there below

        def get_object(self) -> Form:
            return self

    def form(body: bytes, inner: Form | None = None) -> Form:
        made = Form(body=body)
        made["/Subtype"] = "/Form"
        made["/Resources"] = Form({"/XObject": Form({"/F": inner})}) if inner is not None else None
        return made

    level = form(b"(x) Tj (y) '")
    for _ in range(12):
        level = form(b"/F Do " * 10, level)
    assert pdf_cost.cost(level, level.get_data()) == pdf_cost.TOO_MUCH
    assert pdf_cost.cost(form(b"", form(b"(x) Tj")), b"/F Do /F Do /G Do (z) TJ") == 5
    loop = form(b"/F Do")
    loop["/Resources"] = Form({"/XObject": Form({"/F": loop})})
    assert pdf_cost.cost(loop, loop.get_data()) == pdf_cost.TOO_MUCH


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=12))
def test_damaged_pdfs_are_quiet(place: int, new: bytes) -> None:
    """Bytes overwritten anywhere: a document or a coded error, in seconds, without a word on the log."""
    body = bytearray(_BODY)
    at = place % len(body)
    body[at : at + len(new)] = new
    start = time.perf_counter()
    try:
        assert isinstance(read(bytes(body), "cv.pdf"), Document)
    except DocumentError as error:
        assert error.code in SKIPS
    assert time.perf_counter() - start < 10


_BODY = _pdf(WORDS, WORDS, link="https://camille.example/")


def test_pypdf_is_silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """What the library says of a damaged file reaches nobody, and the library may speak again afterwards."""
    with caplog.at_level(logging.DEBUG), pytest.raises(DocumentError):
        read(b"%PDF-1.4\n1 0 obj <<>> trailer", "cv.pdf")
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("pypdf").disabled


# --- DOCX and ODT -----------------------------------------------------------------------------------

DOCX = {
    "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>Camille </w:t><w:t>Durand</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Python</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>SQL</w:t><w:tab/><w:t>avancé</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    "<w:p><w:r><w:delText>effacé</w:delText><w:br/><w:t>fin</w:t></w:r></w:p></w:body></w:document>",
    "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>En-tête</w:t></w:r></w:p></w:hdr>",
    "word/footer1.xml": f"<w:ftr {W}><w:p><w:r><w:t>Pied</w:t></w:r></w:p></w:ftr>",
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="https://camille.example/"/><Relationship Target="styles.xml"/></Relationships>',
    "docProps/core.xml": '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>CV</dc:title><dc:creator>x</dc:creator></p>',
    "word/media/image1.png": b"x",
}


def test_docx_tables_headers_text_boxes() -> None:
    """Everything a reader sees, once, in order; deleted text is not there."""
    found = read(_zip(DOCX), "cv.docx")
    assert found.text.split() == "En-tête Camille Durand Python SQL avancé Encadré fin Pied".split()
    assert (found.kind, found.title, found.links, found.images) == ("docx", "CV", ("https://camille.example/",), 1)


def test_docx_agrees_with_python_docx() -> None:
    """A document written by another library gives its paragraphs."""
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Camille Durand", 0)
    made.add_paragraph("Étudiante en données")
    made.add_table(1, 2).rows[0].cells[1].text = "SQL"
    body = io.BytesIO()
    made.save(body)
    assert [line for line in read(body.getvalue(), "cv.docx").text.split("\n") if line] == ["Camille Durand", "Étudiante en données", "SQL"]


def test_odt_spaces_links_headers() -> None:
    """Paragraphs, tabs, spaces and links of the body; headers of the styles, but not the names of styles."""
    content = (
        f"<office:document-content {ODT}><office:body><office:text><text:h>Camille<text:s/>Durand</text:h><text:p>Python<text:tab/>SQL<text:line-break/>"  # noqa: E501  # a sample, as it is written
        '<text:a xlink:href="https://camille.example/">site</text:a></text:p></office:text></office:body></office:document-content>'
    )
    styles = f"<office:document-styles {ODT}><office:styles><text:p>modèle</text:p></office:styles><office:master-styles><text:p>En-tête</text:p></office:master-styles></office:document-styles>"  # noqa: E501  # a sample, as it is written
    found = read(_zip({"mimetype": "x", "content.xml": content, "styles.xml": styles, "Pictures/1.png": b"x"}), "cv.odt")
    assert found.text == "En-tête\n\nCamille Durand\nPython SQL\nsite"
    assert (found.kind, found.links, found.images) == ("odt", ("https://camille.example/",), 1)


def test_hostile_office_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs, entities, cut files, passwords, empty documents and other ZIPs: each with its code."""
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert _code(_zip({"word/document.xml": f"{entities}<w:document {W}><w:t>&b;</w:t></w:document>"})) == "archive_bomb"
    assert _code(_zip({"word/document.xml": b"<w>" + b" " * 40_000_000})) == "archive_bomb"
    assert _code(_zip({"word/document.xml": "<w:document"})) == "truncated"
    assert _code(_zip(DOCX)[:200]) == "truncated"
    assert _code(_zip({"word/document.xml": f"<w:document {W}/>"})) == "no_text"
    assert _code(_zip({"content.xml": f"<office:x {ODT}/>"})) == "no_text"
    assert _code(_zip({"a.txt": "x"})) == "unknown_format"
    locked = bytearray(_zip({"word/document.xml": "<a/>"}))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert _code(bytes(locked)) == "encrypted"
    monkeypatch.setattr(office, "PART_MAX", 10)
    assert _code(_zip(DOCX)) == "archive_bomb"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120), st.integers(0, 5000))
def test_damaged_office_files(new: bytes, place: int) -> None:
    """Bytes overwritten anywhere in a DOCX: a document or a coded error."""
    body = bytearray(_zip(DOCX))
    at = place % len(body)
    body[at : at + len(new)] = new
    try:
        read(bytes(body), "cv.docx")
    except DocumentError as error:
        assert error.code in SKIPS


# --- HTML and text -------------------------------------------------------------------------------------


def test_html_keeps_all_visible_words() -> None:
    """Title, text by blocks, links, JSON-LD; no script, no style, nothing hidden."""
    page = (
        '<!DOCTYPE html><html><head><title>Offre &amp; cie</title><style>p{}</style><script type="application/ld+json">{"@type": "JobPosting", "title": "É"}</script></head>'  # noqa: E501  # a sample, as it is written
        '<body><nav>Menu</nav><h1>Data analyst</h1><p>Vos <b>missions</b><br>ici</p><p hidden>caché</p><script>x</script><a href="https://a.example/">lien</a><img src="a.png"></body></html>'  # noqa: E501  # a sample, as it is written
    )
    found = read(page.encode(), "offre.html")
    assert found.text.split() == "Menu Data analyst Vos missions ici lien".split()
    assert (found.kind, found.title, found.links, found.images) == ("html", "Offre & cie", ("https://a.example/",), 1)
    assert found.nodes == ('{"@type":"JobPosting","title":"É"}',)
    assert (
        read('<html lang="fr"><p>déclarée UTF-8, écrite en latin-1</p>'.encode("latin-1"), "a").text == "déclarée UTF-8, écrite en latin-1"
    )
    assert _code(b"<html><body></body></html>") == "no_text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_text_in_every_encoding(encoding: str) -> None:
    """The words are the same whatever the bytes."""
    found = read("Étudiante à Nantes\r\n\r\n\r\n\r\nStage   fini\u00a0ici".encode(encoding), "cv.txt")
    assert (found.kind, found.text) == ("txt", "Étudiante à Nantes\n\nStage fini ici")


@pytest.mark.parametrize(("body", "code"), [(b"", "no_text"), (b"\x00\x01\x02" * 50, "unknown_format"), (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "unknown_format"), (b"{\\rtf1 x}", "unknown_format")])  # fmt: skip  # noqa: E501  # a sample, as it is written
def test_other_formats_are_named(body: bytes, code: str) -> None:
    """An empty file, an old .doc, rich text, noise: said, with what to do."""
    assert _code(body) == code


def test_paths_and_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file by its path; a missing one, a folder, one that is too big."""
    path = tmp_path / "cv.txt"
    path.write_text("Bonjour à tous")
    assert (read(path).name, read(str(path)).text) == ("cv.txt", "Bonjour à tous")
    assert _code(tmp_path / "no.pdf", "no.pdf") == "not_found"
    assert _code(tmp_path, "dossier") == "not_found"
    monkeypatch.setattr(documents, "BYTES_MAX", 5)
    assert _code(path, "cv.txt") == "too_large"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_tidying_is_idempotent(text: str) -> None:
    """A tidied text stays as it is."""
    assert model.tidied(model.tidied(text)) == model.tidied(text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]), st.binary(max_size=300))
def test_any_bytes(mark: bytes, body: bytes) -> None:
    """Whatever the bytes, a document with text or a coded error."""
    try:
        assert read(mark + body, "x").text
    except DocumentError as error:
        assert error.code in SKIPS


def test_a_large_page_ends() -> None:
    """A 30 MB page of nested elements is read within seconds, and bounded."""
    noise = random.Random(1).randbytes(1000).hex()
    start = time.perf_counter()
    found = read(b"<html><body>" + (f"<div>{noise}".encode() * 14_000), "page.html")
    assert time.perf_counter() - start < 20
    assert len(found.text) <= model.CHARS_MAX
