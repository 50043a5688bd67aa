"""Her own pictures are found in her exports, her CV and her letter; nothing that fails stops the others."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from ereput.collect import pictures as room
from ereput.collect.pictures import pictures
from ereput.model import Audience, Subject

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def jpeg(**options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", **options)
    return out.getvalue()


def found(subject: Subject) -> dict[str, bytes]:
    return {mention.url: data for mention, data in pictures(subject)}


def test_pictures_of_an_export_a_folder_a_cv_and_a_pdf(tmp_path: Path) -> None:
    """A ZIP, a folder, a DOCX (a ZIP too), and the photographs that a PDF holds as they were; PRIVATE and declared."""
    with zipfile.ZipFile(tmp_path / "cv.docx", "w") as docx:
        docx.writestr("word/document.xml", "<w/>")
        docx.writestr("word/media/image1.jpeg", jpeg())
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\nstream\n" + jpeg() + b"\nendstream\n%%EOF")
    (tmp_path / "gallery").mkdir()
    (tmp_path / "gallery" / "beach.JPG").write_bytes(jpeg())
    (tmp_path / "gallery" / "notes.txt").write_text("rien", "utf-8")
    subject = Subject(
        names=("Camille Durand",), cv=str(tmp_path / "cv.docx"), letter=str(tmp_path / "letter.pdf"), exports=(str(tmp_path / "gallery"),)
    )
    assert set(found(subject)) == {"file:cv.docx/word/media/image1.jpeg", "file:letter.pdf", "file:gallery/beach.JPG"}
    assert all(data.startswith(b"\xff\xd8\xff") for data in found(subject).values())
    assert all(m.declared and m.audience is Audience.PRIVATE for m, _ in pictures(subject))


def test_what_cannot_be_opened_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, a web address, a broken archive (each said where it is read), a PDF too large: the others are still looked at."""
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "large.pdf").write_bytes(b"%PDF" + jpeg())
    (tmp_path / "photo.jpg").write_bytes(jpeg(comment=b"x" * 9_000))
    monkeypatch.setattr(room, "_PDF_MOST", 10)
    monkeypatch.setattr(room, "HEAD", 5_000)
    files = [str(tmp_path / name) for name in ("absent.zip", "broken.zip", "large.pdf", "photo.jpg")]
    subject = Subject(names=("Camille Durand",), cv="https://example.org/cv.pdf", exports=tuple(files))
    assert {url: len(data) for url, data in found(subject).items()} == {"file:photo.jpg": 5_000}
    monkeypatch.setattr(room, "MOST", 0)
    assert not found(subject)
