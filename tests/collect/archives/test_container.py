"""Containers: hostile or damaged archives end in a coded line, in bounded memory; names are found whatever their dress."""

from __future__ import annotations

import gzip
import io
import random
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.collect.archives import container, tars
from ereput.collect.archives.container import Archive, Member, base, folded, unlatin
from ereput.collect.archives.listing import Listing
from ereput.collect.archives.opening import open_archive, open_stream
from ereput.errors import SKIPS, ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.model import Harvest

HELLO = "Name\r\nPython\r\n"


def _codes(archive: Archive) -> list[str]:
    return [skip.code for skip in archive.refused]


def _fails(path: Path) -> str:
    with pytest.raises(ArchiveError) as caught, open_archive(path) as archive:
        for name in archive.names:
            archive.bytes(name)
    assert caught.value.code in SKIPS
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Shares.csv", "shares"),
        ("a/b/SHARES_123456789.csv", "shares"),
        ("data/tweets-part1.js", "tweets"),
        ("Rich_Media.csv", "rich media"),
        ("Connections (1).csv", "connections"),
        ("comments_1.json", "comments"),
        ("a\\b\\Prénom.CSV", "prenom"),
        (".hidden", ".hidden"),
        ("_1.csv", "1"),
    ],
)
def test_base_names_ignore_folder_case_suffix(name: str, expected: str) -> None:
    """`name`, `name_123456789`, `name-part1` in any folder and case are the same base name."""
    assert base(name) == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_is_idempotent(text: str) -> None:
    """What is folded stays as it is."""
    assert folded(folded(text)) == folded(text)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_are_not_utf8_are_windows_1252(body: bytes) -> None:
    """No byte is lost to a decoding error, and valid UTF-8 comes back as it was."""
    text, was_latin = unlatin(body.decode("utf-8", "surrogateescape"))
    assert not any(0xDC80 <= ord(c) <= 0xDCFF for c in text)
    try:
        assert (text, was_latin) == (body.decode("utf-8"), False)
    except UnicodeDecodeError:
        assert was_latin


def test_the_four_kinds_of_container_list_the_same(make_zip: Callable, make_tar: Callable, make_folder: Callable) -> None:
    """ZIP, tar, gzipped tar and folder give the same names and bytes."""
    files = {"a/Skills.csv": HELLO, "b.txt": "x"}
    paths = [make_zip(files), make_tar(files), make_tar(files, "x.tar", "w"), make_folder(files)]
    for path in paths:
        with open_archive(path) as archive:
            assert sorted(archive.names) == sorted(files)
            assert archive.find("skills", ext="csv") == ("a/Skills.csv",)
            assert archive.text("a/Skills.csv") == HELLO
            assert list(archive.lines("a/Skills.csv")) == ["Name\r\n", "Python\r\n"]
            assert archive.size("b.txt") == 1


def test_one_file_is_an_archive_of_itself(tmp_path: Path) -> None:
    """A lone file is its own only member, and may be opened at two places at once."""
    path = tmp_path / "result.json"
    path.write_bytes(b"abcdef")
    with open_archive(path) as archive:
        first, second = archive.open("result.json"), archive.open("result.json")
        assert first.read(3) + second.read(3) + first.read() + second.read() == b"abcabcdefdef"


def test_one_gzipped_file_is_unpacked(tmp_path: Path) -> None:
    """A mailbox that was gzipped alone is read as the mailbox."""
    path = tmp_path / "list.mbox.gz"
    path.write_bytes(gzip.compress(b"From mboxrd"))
    with open_archive(path) as archive:
        assert archive.names == ("list.mbox",)
        assert archive.bytes("list.mbox") == b"From mboxrd"


@pytest.mark.parametrize("body", [b"\x1f\x8bnonsense", b"\x1f\x8b", gzip.compress(b"x" * 5000, mtime=0)[:-9]])
def test_damaged_gzip_is_truncated(body: bytes, tmp_path: Path) -> None:
    """A cut or false gzip is said to be damaged."""
    path = tmp_path / "x.gz"
    path.write_bytes(body)
    assert _fails(path) == "truncated"


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is said so."""
    assert _fails(tmp_path / "nowhere.zip") == "not_found"
    assert _fails(Path("a\0b")) == "not_found"


def test_truncated_zip(make_zip: Callable, tmp_path: Path) -> None:
    """A download that stopped half-way is said to be incomplete."""
    path = make_zip({"Skills.csv": HELLO * 100})
    path.write_bytes(path.read_bytes()[:-30])
    assert _fails(path) == "truncated"


def test_damaged_member_keeps_the_rest(make_zip: Callable, harvest: Callable[..., Harvest]) -> None:
    """A member whose checksum is wrong becomes a Skip; its neighbours are read."""
    path = make_zip({"Skills.csv": HELLO, "Positions.csv": "Company Name,Title\r\nAcme,Dev\r\n"}, compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"Python", b"Pythoo", 1))
    found = harvest(path)
    assert [m.title for m in found.mentions if m.kind == "position"] == ["Dev"]
    assert "truncated" in {s.code for s in found.skips}


def test_zip_bomb_by_ratio_is_refused(make_zip: Callable) -> None:
    """A member that grows a thousand times is refused before it is read; alone, it condemns the archive."""
    path = make_zip({"Shares.csv": b"0" * (container.RATIO_FLOOR + 1)})
    assert _fails(path) == "archive_bomb"


def test_zip_bomb_beside_an_export_keeps_the_export(make_zip: Callable) -> None:
    """The rest of the archive is still read."""
    path = make_zip({"bomb.csv": b"0" * (container.RATIO_FLOOR + 1), "Skills.csv": HELLO})
    with open_archive(path) as archive:
        assert (archive.names, _codes(archive)) == (("Skills.csv",), ["archive_bomb"])


def test_bomb_by_many_members_is_refused(make_zip: Callable) -> None:
    """Members that are each below the floor, and together far above what the file can hold, are refused."""
    path = make_zip({f"{i}.csv": b"0" * (container.RATIO_FLOOR - 1) for i in range(5)})
    assert _fails(path) == "archive_bomb"


@pytest.mark.parametrize("declared", [2_000_000_000, 2_147_483_648, 0xFFFFFFFE])
def test_declared_sizes_are_refused_without_reading(make_zip: Callable, declared: int) -> None:
    """A member that declares 2 GB or more is refused; nothing is allocated for it."""
    path = make_zip({"Shares.csv": HELLO, "Skills.csv": HELLO}, compression=zipfile.ZIP_STORED)
    body = bytearray(path.read_bytes())
    at = body.find(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", declared)
    path.write_bytes(bytes(body))
    tracemalloc.start()
    with open_archive(path) as archive:
        assert archive.names == ("Skills.csv",)
        assert _codes(archive)[0] in ("archive_bomb", "too_large")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_ten_gigabytes_declared_in_zip64(tmp_path: Path) -> None:
    """A 10 GB member (zip64) is refused by what it declares."""
    path = tmp_path / "big.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Skills.csv", HELLO)
        info = zipfile.ZipInfo("Shares.csv")
        archive.writestr(info, b"x")
        info.file_size = info.compress_size = 10_000_000_000
    with open_archive(path) as opened:
        assert (opened.names, _codes(opened)) == (("Skills.csv",), ["too_large"])


def test_a_member_longer_than_declared_stops(tmp_path: Path) -> None:
    """A stream never gives more than its member declared."""

    class Endless:
        def open(self, name: str) -> io.BytesIO:
            return io.BytesIO(b"0" * 5000)

        def close(self) -> None:
            pass

    archive = Archive("x", Endless(), {"a": container.Member(name="a", size=10)})
    with pytest.raises(ArchiveError) as caught:
        archive.bytes("a")
    assert caught.value.code == "archive_bomb"


def test_too_many_members(make_zip: Callable, make_tar: Callable, make_folder: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives with more entries than any export are refused, before an object is made of each."""
    monkeypatch.setattr(container, "MEMBERS_MAX", 5)
    files = {f"{i}.txt": "x" for i in range(6)}
    for path in (make_zip(files), make_tar(files), make_folder(files)):
        assert _fails(path) == "archive_bomb"


def test_a_directory_that_lies_about_its_size(make_zip: Callable) -> None:
    """A central directory declared larger than the limit is refused."""
    path = make_zip({"a": "b"})
    body = bytearray(path.read_bytes())
    at = body.rfind(b"PK\x05\x06")
    body[at + 12 : at + 16] = struct.pack("<I", 0x7FFFFFFF)
    path.write_bytes(bytes(body))
    assert _fails(path) == "archive_bomb"


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:\\evil.csv", "..\\evil.csv", "\\\\host\\evil.csv"])
def test_traversal_and_absolute_names_are_refused(name: str, make_zip: Callable, make_tar: Callable) -> None:
    """A member whose name leaves the archive is not read, and it is said; the others are."""
    for path in (make_zip({name: HELLO, "Skills.csv": HELLO}), make_tar({name: HELLO, "Skills.csv": HELLO})):
        with open_archive(path) as archive:
            assert archive.names == ("Skills.csv",)
            assert _codes(archive) == ["unsafe_path"]


def test_only_dangerous_names(make_zip: Callable) -> None:
    """An archive of which nothing may be read fails with the reason."""
    assert _fails(make_zip({"../a.csv": HELLO})) == "unsafe_path"


def test_links_are_not_followed(tmp_path: Path, make_folder: Callable) -> None:
    """Links in a ZIP, a tar or a folder are refused, whatever they point to."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    linked = tmp_path / "link.zip"
    with zipfile.ZipFile(linked, "w") as archive:
        info = zipfile.ZipInfo("Shares.csv")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, str(secret))
        archive.writestr("Skills.csv", HELLO)
    tarred = tmp_path / "link.tar"
    with tarfile.open(tarred, "w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo(f"x{kind!r}")
            member.type, member.linkname = kind, str(secret)
            tar.addfile(member)
    folder = make_folder({"Skills.csv": HELLO})
    (folder / "Shares.csv").symlink_to(secret)
    for path, refused in ((linked, 1), (folder, 1)):
        with open_archive(path) as archive:
            assert (archive.names, _codes(archive)) == (("Skills.csv",), ["unsafe_path"] * refused)
    assert _fails(tarred) == "unsafe_path"


def test_encrypted_member(make_zip: Callable) -> None:
    """A member behind a password is refused, and the hint says what to do."""
    path = make_zip({"Shares.csv": HELLO, "Skills.csv": HELLO}, compression=zipfile.ZIP_STORED)
    body = bytearray(path.read_bytes())
    body[body.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(body))
    with open_archive(path) as archive:
        assert (archive.names, _codes(archive)) == (("Skills.csv",), ["encrypted"])


def test_unknown_compression(make_zip: Callable) -> None:
    """A compression method that Python does not know is said, not raised."""
    path = make_zip({"Skills.csv": HELLO}, compression=zipfile.ZIP_STORED)
    body = bytearray(path.read_bytes())
    body[body.find(b"PK\x01\x02") + 10] = 97
    body[body.find(b"PK\x03\x04") + 8] = 97
    path.write_bytes(bytes(body))
    assert _fails(path) == "not_an_archive"


def test_twice_the_same_name(tmp_path: Path) -> None:
    """The first of two members with one name is read, and the second is said."""
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a.txt", "one")
        archive.writestr("a.txt", "two")
    with open_archive(path) as opened:
        assert opened.text("a.txt") == "one"
        assert _codes(opened) == ["malformed"]


def test_tar_bomb(tmp_path: Path) -> None:
    """A gzipped tar that grows beyond reason stops, and so does one whose header alone declares gigabytes."""
    path = tmp_path / "bomb.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        info = tarfile.TarInfo("outbox.json")
        info.size = container.RATIO_FLOOR * 4 + 10
        tar.addfile(info, io.BytesIO(b"0" * info.size))
        tar.addfile(tarfile.TarInfo("b"))
    assert _fails(path) == "archive_bomb"
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 1 << 33
    path.write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + b"0" * 4096))
    assert _fails(path) == "archive_bomb"


def test_tar_member_of_ten_gigabytes(tmp_path: Path) -> None:
    """What stands before a member that is too large is kept."""
    path = tmp_path / "big.tar.gz"
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        info = tarfile.TarInfo("a.json")
        info.size = 2
        tar.addfile(info, io.BytesIO(b"{}"))
    body = raw.getvalue()[:1024]
    big = tarfile.TarInfo("b.json")
    big.size = 10_000_000_000
    path.write_bytes(gzip.compress(body + big.tobuf(tarfile.GNU_FORMAT) + b"0" * 2048))
    with open_archive(path) as archive:
        assert (archive.names, _codes(archive)) == (("a.json",), ["too_large"])


def test_truncated_tar_keeps_its_beginning(make_tar: Callable, tmp_path: Path) -> None:
    """A tar that stops half-way gives what it had, and says that the rest is missing; of nothing, it says that it is damaged."""
    noise = random.Random(1).randbytes(40_000)
    whole = make_tar({"actor.json": "{}", "noise.bin": noise}).read_bytes()
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(whole[: len(whole) // 2])
    with open_archive(path) as archive:
        assert archive.text("actor.json") == "{}"
        assert "truncated" in _codes(archive)
    path.write_bytes(gzip.compress(b"x" * 257 + b"ustar" + b"y" * 400))
    assert _fails(path) == "truncated"


def test_droppings_of_the_system_are_ignored(make_zip: Callable, make_tar: Callable, make_folder: Callable) -> None:
    """`.DS_Store`, `__MACOSX/` and their like are neither read nor told."""
    files = {".DS_Store": "x", "__MACOSX/._a.csv": "x", "Thumbs.db": "x", "a.csv": "x"}
    for path in (make_zip(files), make_tar(files), make_folder(files)):
        with open_archive(path) as archive:
            assert (archive.names, archive.refused) == (("a.csv",), ())


def test_a_line_without_end_is_refused(make_folder: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line above the limit stops the file with a code, in bounded memory."""
    monkeypatch.setattr(container, "LINE_MAX", 1000)
    with open_archive(make_folder({"a.csv": "x" * 3000})) as archive, pytest.raises(ArchiveError) as caught:
        list(archive.lines("a.csv"))
    assert caught.value.code == "too_large"
    with open_archive(make_folder({"a.csv": "x" * 3000})) as archive, pytest.raises(ArchiveError):
        archive.text("a.csv", most=100)


@settings(deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b""]))
def test_any_bytes_are_text(body: bytes, mark: bytes) -> None:
    """Whatever the mark and the bytes after it, a cut UTF-16 included, the text is read and can be written."""
    with open_stream("x", io.BytesIO(b"." + mark + body)) as lone, open_stream("x", io.BytesIO(mark + body)) as archive:
        lone.text("x").encode()
        if archive.names == ("x",):
            archive.text("x").encode("utf-8", "surrogatepass")
            list(archive.lines("x"))
            list(archive.pieces("x"))


def test_files_and_members_above_the_limit(make_folder: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is refused alone or in its folder."""
    monkeypatch.setattr(container, "FILE_MAX", 10)
    folder = make_folder({"big.txt": "x" * 20, "ok.txt": "x"})
    with open_archive(folder) as archive:
        assert (archive.names, _codes(archive)) == (("ok.txt",), ["too_large"])
    assert _fails(folder / "big.txt") == "too_large"


def test_utf16_and_latin_files_are_read(make_folder: Callable) -> None:
    """UTF-16 with its mark, and Windows-1252, are read as such; the second is remembered."""
    folder = make_folder({"a.csv": "é€\n".encode("utf-16"), "b.csv": "é€\n".encode("cp1252"), "c.csv": b"\xef\xbb\xbf" + "é€\n".encode()})
    with open_archive(folder) as archive:
        assert [list(archive.lines(name)) for name in archive.names] == [["é€\n"]] * 3
        assert {archive.text(name) for name in archive.names} == {"é€\n"}
        assert archive.latin == {"b.csv"}


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"x" * 257 + b"ustar"]))
def test_any_bytes_open_or_fail_with_a_code(body: bytes, mark: bytes) -> None:
    """Whatever the bytes, opening and reading end in an archive or in a coded error."""
    try:
        with open_stream("x", io.BytesIO(mark + body)) as archive:
            for name in archive.names:
                archive.bytes(name)
    except ArchiveError as error:
        assert error.code in SKIPS


class _Endless:
    """A source whose one member is as long as it is asked to be: nothing is kept of it."""

    def open(self, name: str) -> _Endless:
        return self

    def read(self, size: int = -1, /) -> bytes:
        return b"\0" * size

    def close(self) -> None: ...


def test_a_member_of_several_gigabytes_streams() -> None:
    """Between 2 and 8 GB a member is read piece by piece, in bounded memory, to what it declares and not beyond."""
    declared = 2_500_000_000
    archive = Archive("x.zip", _Endless(), {"mail.mbox": Member(name="mail.mbox", size=declared)})
    tracemalloc.start()
    read = 0
    with pytest.raises(ArchiveError) as caught, archive.open("mail.mbox") as stream:
        while piece := stream.read(1 << 24):
            read += len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.code == "archive_bomb" and declared - (1 << 25) < read <= declared + 1
    assert peak < 100_000_000


@pytest.mark.parametrize(("declared", "codes"), [(5_000_000_000, []), (10_000_000_000, ["too_large"])])
def test_the_limit_stands_between_five_and_ten_gigabytes(tmp_path: Path, declared: int, codes: list[str]) -> None:
    """A member of 5 GB that grows within reason is listed; one of 10 GB is refused with its line."""
    path = tmp_path / "big.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("mail.mbox")
        archive.writestr(info, b"x")
        info.file_size, info.compress_size = declared, declared // 4
        archive.writestr("Skills.csv", HELLO)
    listing = Listing("big.zip")
    with zipfile.ZipFile(path) as archive:
        kept = [i.filename for i in archive.infolist() if listing.fits(i.filename, i.file_size, i.compress_size)]
    assert ([skip.code for skip in listing.refused], "mail.mbox" in kept) == (codes, not codes)


def test_what_is_too_large_to_copy_is_unpacked_again(make_tar: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large member of a gzipped tar is read from the tar itself, as often as it is asked for."""
    monkeypatch.setattr(tars, "SPOOL_MAX", 4)
    files = {"a.txt": "abc", "b.mbox": HELLO * 3, "c.txt": "ef"}
    for path in (make_tar(files), make_tar(files, "x.tar", "w")):
        with open_archive(path) as archive:
            assert [archive.text(name) for name in ("b.mbox", "c.txt", "a.txt", "b.mbox")] == [HELLO * 3, "ef", "abc", HELLO * 3]
