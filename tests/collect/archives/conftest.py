"""Exports built in memory: how a test writes one, and how it reads one."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ereput.collect.archives.stage import read
from ereput.model import Harvest, Subject

ALICE = Subject(names=("Alice Martin",), emails=("alice.martin@example.org",))
SALT = b"a salt for tests"
SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"

Files = Mapping[str, "str | bytes"]


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


@pytest.fixture
def make_zip(tmp_path: Path) -> Callable[..., Path]:
    """Writes a ZIP of the given files."""

    def make(files: Files, name: str = "export.zip", compression: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", compression) as archive:
            for member, content in files.items():
                archive.writestr(member, _bytes(content))
        return path

    return make


@pytest.fixture
def make_tar(tmp_path: Path) -> Callable[..., Path]:
    """Writes a gzipped tar of the given files."""

    def make(files: Files, name: str = "export.tar.gz", mode: str = "w:gz") -> Path:
        path = tmp_path / name
        with tarfile.open(path, mode) as archive:
            for member, content in files.items():
                info = tarfile.TarInfo(member)
                info.size = len(_bytes(content))
                archive.addfile(info, io.BytesIO(_bytes(content)))
        return path

    return make


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of the given files."""

    def make(files: Files, name: str = "export") -> Path:
        root = tmp_path / name
        for member, content in files.items():
            path = root / member
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_bytes(content))
        return root

    return make


@pytest.fixture
def harvest() -> Callable[..., Harvest]:
    """Reads exports as Alice's."""

    def reading(*paths: Path, subject: Subject = ALICE) -> Harvest:
        return read(paths, subject, SALT)

    return reading


@pytest.fixture
def samples() -> Path:
    """The shared sample exports, which are not part of the repository."""
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not beside this checkout")
    return SAMPLES
