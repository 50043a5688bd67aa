"""Laws of bringing ROME and ESCO in."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import library, merge, stage
from ereput.analyse.keywords.concepts import Concept, Form, Taxonomy
from ereput.analyse.keywords.imports import compact, container, esco, install, rome, store
from ereput.analyse.keywords.library import open_library
from ereput.errors import DocumentError, UsageError
from ereput.model import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = {
    "numero": 1,
    "rome": {"code_rome": "Z1101", "intitule": "Dompteur / Dompteuse de nuages", "code_ogr": 1},
    "appellations": [
        {"libelle": "Dompteur / Dompteuse de nuages", "code_ogr": 2},
        {"libelle": "Berger / BergÃ¨re de nuages", "code_ogr": 3},
    ],
    "competences": {
        "savoir_faire": {
            "enjeux": [{"libelle": "Ciel", "items": [{"libelle": "Dresser l''orage", "code_ogr": 100001, "coeur_metier": "Principale"}]}]
        },
        "savoir_etre_professionnel": {"enjeux": [{"libelle": "E", "items": [{"libelle": "Garder la tête froide", "code_ogr": 300001}]}]},
        "savoirs": {
            "categories": [{"libelle": "K", "items": [{"libelle": "Météorologie douce", "code_ogr": 120001, "coeur_metier": "Émergente"}]}]
        },
    },
}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def rome_json(path: Path, *, encoding: str = "latin-1") -> Path:
    return zipped(path, {"data/unix_fiche_emploi_metier_v461.json": json.dumps([SHEET], ensure_ascii=False).encode(encoding)})


def test_rome_json_with_its_traps(tmp_path: Path) -> None:
    """ISO-8859-15, fields encoded twice, SQL quotes; levels and kinds kept; version from the file name."""
    found = rome.read(rome_json(tmp_path / "rome.zip"))
    assert found.licence is not None
    assert found.licence.version == "4.61"
    assert "France Travail" in found.licence.notice
    (job,) = found.occupations
    assert (job.core, job.useful, job.plus) == (("rome:100001",), ("rome:120001",), ("rome:300001",))
    assert [form.text for form in job.titles] == ["Dompteur / Dompteuse de nuages", "Berger / Bergère de nuages"]
    assert {c.kind: c.forms[0].text for c in found.concepts}["skill"] == "Dresser l'orage"


def test_rome_csv(tmp_path: Path) -> None:
    """The CSV edition says the same; a link to an unknown item is dropped."""
    files = {
        "unix_referentiel_code_rome_v460_utf8.csv": "code_rome,libelle_rome\nZ1101,Dompteur de nuages\n",
        "unix_referentiel_appellation_v460_utf8.csv": "code_ogr,libelle_appellation_long,code_rome\n2,Bergère de nuages,Z1101\n",
        "unix_referentiel_competence_v460_utf8.csv": "code_ogr,libelle_competence\n100001,\"Dresser l''orage\"\n",
        "unix_referentiel_savoir_v460_utf8.csv": "code_ogr;libelle_savoir\n120001;Météo\ufffdrologie\n",
        "unix_coherence_item_v460_utf8.csv": "code_rome,code_ogr,coeur_metier\nZ1101,100001,Principale\nZ1101,120001,\nZ1101,9,\n",
    }
    found = rome.read(zipped(tmp_path / "rome.zip", {name: text.encode() for name, text in files.items()}))
    (job,) = found.occupations
    assert (job.core, job.plus) == (("rome:100001",), ("rome:120001",))
    assert {c.forms[0].text for c in found.concepts} == {"Dresser l'orage", "Météorologie"}


def esco_zip(path: Path, language: str) -> Path:
    label = {"fr": "dresser l'orage", "en": "tame storms"}[language]
    other = {"fr": "dompter la tempête", "en": "storm taming\ncalm tempests"}[language]
    files = {
        f"x/skills_{language}.csv": f'\ufeffconceptType,conceptUri,skillType,preferredLabel,altLabels\nS,http://data.europa.eu/esco/skill/a1,knowledge,{label},"{other}"\n',
        f"x/occupations_{language}.csv": f"conceptUri,preferredLabel,altLabels\nhttp://data.europa.eu/esco/occupation/o1,{label}eur,\n",
        f"x/occupationSkillRelations_{language}.csv": "occupationUri,relationType,skillType,skillUri\nhttp://data.europa.eu/esco/occupation/o1,essential,k,http://data.europa.eu/esco/skill/a1\n",
    }
    return zipped(path, {name: text.encode() for name, text in files.items()})


def test_esco_in_two_languages(tmp_path: Path) -> None:
    """Two downloads make one taxonomy; alternative labels are one a line; relations do not double."""
    found = esco.read([esco_zip(tmp_path / "ESCO v1.2.1 - fr.zip", "fr"), esco_zip(tmp_path / "ESCO v1.2.1 - en.zip", "en")])
    (skill,) = found.concepts
    assert skill.kind == "knowledge"
    assert skill.texts("fr") == ("dresser l'orage", "dompter la tempête")
    assert skill.texts("en") == ("tame storms", "storm taming", "calm tempests")
    assert found.occupations[0].core == ("esco:a1",)
    assert found.licence is not None
    assert found.licence.version == "1.2.1"


def compact_files(folder: Path) -> tuple[Path, Path]:
    first = {
        "v": "ROME 4.60",
        "occ": [["Z1101", "Dompteur", ["Dompteuse"]]],
        "item": [["100001", "Dresser l'orage", "s"]],
        "rel": [[[0], [], []]],
    }
    second = {
        "v": "1.1.1",
        "skill": [["a1", "s", "o", "tame storms", ["storm taming"], "dresser l'orage", []]],
        "occ": [["o1", "1", "storm tamer", [], "dompteur", []]],
        "rel": [[[0], []]],
    }
    for name, body in (("rome.json.gz", first), ("esco.json.gz", second)):
        (folder / name).write_bytes(gzip.compress(json.dumps(body).encode()))
    return folder / "rome.json.gz", folder / "esco.json.gz"


def test_the_compact_form_says_which_it_is(tmp_path: Path) -> None:
    """One reader for both; anything else is refused with a code."""
    one, other = compact_files(tmp_path)
    assert compact.read(one).source == "rome"
    assert compact.read(other).occupations[0].core == ("esco:a1",)
    (tmp_path / "no.json.gz").write_bytes(gzip.compress(b"[]"))
    with pytest.raises(DocumentError) as wrong:
        compact.read(tmp_path / "no.json.gz")
    assert wrong.value.code == "unknown_format"
    (tmp_path / "bad.json.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(DocumentError) as broken:
        compact.read(tmp_path / "bad.json.gz")
    assert broken.value.code == "malformed"


def test_installed_taxonomies_join_ours(tmp_path: Path) -> None:
    """What is kept is read again, joins ours by label, and prints its licence; identifiers of both lead to one concept."""
    folder = tmp_path / "installed"
    for name, path in zip(("rome", "esco"), compact_files(tmp_path), strict=True):
        install.install(name, [path], folder)
    known = open_library(installed=folder, cache=tmp_path / "cache")
    concept = known.matcher.index.find("esco:a1")
    assert concept is not None
    assert known.matcher.index.find("rome:100001") is concept
    assert {notice.name for notice in known.matcher.index.notices} == {"ROME", "ESCO"}
    assert [s.concept for s in known.matcher.find("Elle sait dresser l’orage")] == [concept.id]
    assert known.ranker().source == "rome"
    assert known.ranker().rank("dompteuse")[0].occupation.rome == "Z1101"
    again = open_library(installed=folder, cache=tmp_path / "cache")
    assert again is known
    _, _, tables = stage.gaps((), Subject(names=("?",)), now=datetime(2026, 11, 20, tzinfo=UTC), known=known)
    for table in (table for table in tables if table.id in ("keywords.matrix", "keywords.target")):
        assert all(licence.notice in str(table.note) and licence.version in str(table.note) for licence in known.matcher.index.notices)


def test_a_broken_cache_is_rebuilt(tmp_path: Path) -> None:
    """A cache that cannot be read, or a folder that cannot be written, costs time and nothing else."""
    own = tmp_path / "own"
    (own / "skills").mkdir(parents=True)
    (own / "skills" / "a.toml").write_text('knitting = { kind = "skill", fr = ["tricot"], en = ["knitting"] }', "utf-8")
    first = open_library(installed=tmp_path / "none", cache=tmp_path / "cache", own=own)
    kept = next((tmp_path / "cache").glob("keywords-*.index"))
    kept.write_bytes(b"broken")
    (tmp_path / "file").write_text("not a folder")
    other = open_library(installed=tmp_path / "none", cache=tmp_path / "file" / "cache", own=own)
    assert [s.concept for s in first.matcher.find("du tricot")] == [s.concept for s in other.matcher.find("du tricot")] == ["knitting"]
    assert first.note is None
    assert first.ranker("own").rank("tricot") == ()


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[:-9], lambda whole: whole[:300] + b"!" + whole[301:], lambda _: b"", lambda _: b"x\n\n"]
)
def test_a_damaged_cache_is_rebuilt_and_said(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """One changed byte is seen: the index is compiled again, the reader is told, and the file is whole for the next run."""
    own = tmp_path / "own"
    (own / "skills").mkdir(parents=True)
    (own / "skills" / "a.toml").write_text('knitting = { kind = "skill", fr = ["tricot"], en = ["knitting"] }', "utf-8")

    def opened() -> library.Library:
        library._LOADED.clear()  # as another run would
        return library.open_library(installed=tmp_path / "none", cache=tmp_path / "cache", own=own)

    opened()
    kept = next((tmp_path / "cache").glob("keywords-*.index"))
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    again = opened()
    assert again.note is not None and [s.concept for s in again.matcher.find("du tricot")] == ["knitting"]
    assert kept.read_bytes() == whole
    assert opened().note is None


def test_an_official_name_in_brackets_joins_the_tool_letter_for_letter() -> None:
    """ "Python (computer programming)" is our Python; "Canvas (learning management systems)" is not Canva, and no trade joins this way."""
    official = [
        Concept(id=f"esco:{number}", kind="skill", source="esco", forms=(Form(text=text, language="en"),))
        for number, text in enumerate(("Python (computer programming)", "Canvas (learning management systems)", "Assembly (programming)"))
    ]
    ours = [
        Concept(id=name, kind=kind, forms=(Form(text=name, language="en"),))
        for name, kind in (("Python", "tool"), ("Canva", "tool"), ("assembly", "skill"))
    ]
    merged = merge.concepts([Taxonomy(source="own", concepts=tuple(ours)), Taxonomy(source="esco", concepts=tuple(official))])
    assert {concept.id: concept.same for concept in merged if concept.source == "own"} == {
        "Python": ("esco:0",), "Canva": (), "assembly": (),
    }  # fmt: skip


def test_a_damaged_taxonomy_is_named_and_the_rest_works(tmp_path: Path) -> None:
    """One installed file that cannot be read costs that taxonomy alone; the reader is told until it is replaced."""
    folder = tmp_path / "installed"
    for name, path in zip(("rome", "esco"), compact_files(tmp_path), strict=True):
        install.install(name, [path], folder)
    (folder / "rome.taxonomy").write_bytes((folder / "rome.taxonomy").read_bytes()[:-20])
    known = open_library(installed=folder, cache=tmp_path / "cache")
    assert known.note is not None and "ROME" in str(known.note)
    assert {notice.name for notice in known.matcher.index.notices} == {"ESCO"}
    assert known.ranker("esco").rank("Dompteuse")[0].occupation.id == "esco:o1"
    install.install("rome", [compact_files(tmp_path)[0]], folder)
    assert open_library(installed=folder, cache=tmp_path / "cache").note is None


def test_install_refuses_what_it_is_not(tmp_path: Path) -> None:
    """An unknown name, the other taxonomy, a file that is neither: nothing is kept."""
    one, other = compact_files(tmp_path)
    with pytest.raises(UsageError):
        install.install("onet", [one], tmp_path / "i")
    with pytest.raises(DocumentError):
        install.install("rome", [other], tmp_path / "i")
    for reader in (rome.read, lambda path: esco.read([path])):
        with pytest.raises(DocumentError):
            reader(zipped(tmp_path / "x.zip", {"readme.txt": b"hello"}))
    with pytest.raises(DocumentError):
        rome.read(tmp_path / "absent.zip")
    assert not (tmp_path / "i").exists()


def test_download_tries_each_address_in_turn(tmp_path: Path) -> None:
    """A failure or a page that is no ZIP leads to the next address; when all fail, the last failure is told."""
    good = rome_json(tmp_path / "rome.zip", encoding="utf-8").read_bytes()
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        if len(asked) == 1:
            raise DocumentError(container.say("non"), code="unreachable")
        return b"<html>" if len(asked) == 2 else good

    assert install.download("rome", fetch, tmp_path / "i").occupations[0].rome == "Z1101"
    assert len(asked) == 3
    assert store.read(tmp_path / "i" / "rome.taxonomy").source == "rome"
    with pytest.raises(DocumentError) as failure:
        install.download("rome", lambda _: b"<html>", tmp_path / "j")
    assert failure.value.code == "not_an_archive"
    assert failure.value.hint is not None and "--from" in str(failure.value.hint)
    with pytest.raises(UsageError):
        install.download("onet", fetch, tmp_path / "j")


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size once opened is bounded, by the directory and by what really comes."""
    monkeypatch.setattr(container, "LARGEST", 1000)
    with pytest.raises(DocumentError) as bomb:
        container.files(zipped(tmp_path / "b.zip", {"a": b"0" * 5000}))
    assert bomb.value.code == "archive_bomb"


def test_folders_and_single_files_are_read_too(tmp_path: Path) -> None:
    """An unzipped download, or one file of it."""
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.csv").write_bytes(b"x\n1\n")
    assert container.files(tmp_path / "d")["a.csv"]() == b"x\n1\n"
    assert list(container.rows(container.files(tmp_path / "d" / "a.csv")["a.csv"]())) == [{"x": "1"}]
    assert io.StringIO(container.text("é€".encode("iso8859-15"))).read() == "é€"


def test_a_foreign_file_is_not_a_taxonomy_of_ours(tmp_path: Path) -> None:
    """The kept form has its own mark."""
    (tmp_path / "x.taxonomy").write_bytes(gzip.compress(b"{}"))
    with pytest.raises(ValueError, match=r"x\.taxonomy"):
        store.read(tmp_path / "x.taxonomy")
