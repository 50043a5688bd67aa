"""Commands `match-title` and `taxonomy`."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from ereput.cli import match_title, taxonomy
from ereput.errors import DocumentError, UsageError
from ereput.model import Page, Query, Skip, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def rome(tmp_path: Path) -> Path:
    """A ROME of one job, in the compact form."""
    body = {
        "v": "4.60",
        "occ": [["Z1101", "Dompteur", ["Dompteuse"]]],
        "item": [["100001", "Dresser l'orage", "s"]],
        "rel": [[[0], [], []]],
    }
    path = tmp_path / "rome.json.gz"
    path.write_bytes(gzip.compress(json.dumps(body).encode()))
    return path


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home and a cache of this test alone."""
    monkeypatch.setenv("EREPUT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_title_finds_its_occupation() -> None:
    """The plain function: candidates, best first; a taxonomy that is not there is a clear error."""
    assert match_title.match_title("Développeuse web H/F")[0].occupation.rome
    with pytest.raises(UsageError) as lacking:
        match_title.match_title("Dompteur", source="rome")
    assert lacking.value.code == "not_installed"


def test_the_command_in_words_and_in_json(ereput: Callable[..., Result]) -> None:
    """One line a candidate; with --json, one object a title; a title nobody knows is said to be unknown."""
    assert "web" in ereput("match-title", "Développeur web", "--lang", "fr").stdout
    assert "plumber" in ereput("match-title", "plombier", "--lang", "en").stdout
    body = json.loads(ereput("match-title", "Développeur web", "--json", "--limit", "2").stdout)
    assert len(body["occupations"]) == 2
    assert "aucun métier connu" in ereput("match-title", "zzz", "--lang", "fr").stdout


def test_the_text_of_the_offer_gives_competences(ereput: Callable[..., Result], rome: Path, tmp_path: Path) -> None:
    """With --text and --json, the items of the taxonomy that the offer most likely asks for."""
    ereput("taxonomy", "install", "rome", "--from", str(rome))
    (tmp_path / "offre.txt").write_text("Vous savez dresser l'orage.", "utf-8")
    body = json.loads(ereput("match-title", "Dompteur", "--text", str(tmp_path / "offre.txt"), "--json").stdout)
    assert body["competences"][0][0] == "100001"


def test_installing_from_a_file(ereput: Callable[..., Result], rome: Path) -> None:
    """Installed, listed with its licence, and used by the next title."""
    assert "ROME 4.60" in ereput("taxonomy", "install", "rome", "--from", str(rome), "--lang", "fr").stdout
    assert "Licence Ouverte" in ereput("taxonomy", "list").stdout
    assert "Z1101" in ereput("match-title", "Dompteuse (H/F)").stdout


def test_esco_answers_in_both_languages_and_genders(ereput: Callable[..., Result], tmp_path: Path) -> None:
    """The official ZIPs of two languages make one taxonomy, which `--taxonomy esco` asks; without it the command says how to install it."""
    assert "taxonomy install esco" in ereput("match-title", "Dompteuse", "--taxonomy", "esco", "--lang", "fr").stderr
    files = []
    for language, title, skill in (("fr", "dompteur/dompteuse", "dresser l'orage"), ("en", "storm tamer", "tame storms")):
        path = tmp_path / f"ESCO dataset - v1.2.1 - classification - {language} - csv.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"skills_{language}.csv", f"conceptUri,skillType,preferredLabel,altLabels\nx/s1,skill/competence,{skill},\n")
            archive.writestr(f"occupations_{language}.csv", f"conceptUri,preferredLabel,altLabels\nx/o1,{title},\n")
            relations = "occupationUri,relationType,skillUri\nx/o1,essential,x/s1\n"
            archive.writestr(f"occupationSkillRelations_{language}.csv", relations)
        files += ["--from", str(path)]
    assert "ESCO 1.2.1" in ereput("taxonomy", "install", "esco", *files, "--lang", "fr").stdout
    for title in ("Dompteuse H/F", "storm tamer"):
        found = json.loads(ereput("match-title", title, "--taxonomy", "esco", "--json").stdout)["occupations"]
        assert [job["id"] for job in found] == ["esco:o1"]


def test_installing_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal, a status and a body that is no ZIP each end in a coded error; the four addresses are tried."""
    asked: list[str] = []

    async def refused(query: Query) -> Page | Skip:
        asked.append(query.url)
        return Skip(source="taxonomy", code="unreachable", where=query.url, reason=say("non"))

    monkeypatch.setattr(taxonomy, "_ask", refused)
    with pytest.raises(DocumentError) as failure:
        taxonomy.install("rome", ())
    assert failure.value.code == "unreachable"
    assert len(asked) == 4


def test_a_bad_status_is_no_taxonomy(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Only 200 counts."""

    async def answered(query: Query) -> Page | Skip:
        return Page(query=query, url=query.url, status=404 if "x" in query.url else 200, headers=(), body=b"PK", fetched_at=moment)

    monkeypatch.setattr(taxonomy, "_ask", answered)
    assert taxonomy.fetch("https://a.test/") == b"PK"
    with pytest.raises(DocumentError):
        taxonomy.fetch("https://a.test/x")


@pytest.fixture
def moment() -> datetime:
    from datetime import UTC, datetime

    return datetime(2026, 11, 20, tzinfo=UTC)


def test_the_network_is_asked_through_the_one_room_that_may() -> None:
    """A private address is refused by the engine, as everywhere."""
    with pytest.raises(DocumentError) as refused:
        taxonomy.fetch("http://127.0.0.1:9/rome.zip")
    assert refused.value.code == "private_address"
