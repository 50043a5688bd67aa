"""`ereput scan` and `ereput keywords`: the two analyses alone."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter

from ereput.assets import folder

if TYPE_CHECKING:
    from pathlib import Path


Run = "Callable[..., Result]"
CAMILLE = folder("fixtures") / "camille"
TEXT = "Écrivez-moi : camille.durand05@courriel.example, ou 06 39 98 27 41 😀.\nMon IBAN : FR76 3099 9044 0001 2345 6004 284."


def test_scan_masks_unless_asked(ereput: Run, home: Path) -> None:
    """One line for each datum: line, kind, masked value, confidence; in clear only with --unmask."""
    (home / "t.txt").write_text(TEXT, "utf-8")
    done = ereput("scan", "t.txt")
    assert done.exit_code == 0, done.output
    assert "ligne 1  PHONE  06 •• •• •• 41" in done.stdout
    assert "ligne 2  IBAN" in done.stdout
    assert "27 41" not in done.output
    assert "données repérées" in done.stderr
    assert "06 39 98 27 41" in ereput("scan", "t.txt", "--unmask").stdout


def test_scan_json_gives_places_and_how_it_was_decided(ereput: Run) -> None:
    """Standard input; offsets are code points of the text (the emoji counts for one)."""
    rows = json.loads(ereput("scan", "-", "--json", stdin=TEXT).stdout)
    by_kind = {row["kind"]: row for row in rows}
    phone, iban = by_kind["PHONE"], by_kind["IBAN"]
    assert TEXT[phone["start"] : phone["end"]] == "06 39 98 27 41"
    assert TEXT[iban["start"] : iban["end"]] == "FR76 3099 9044 0001 2345 6004 284"
    assert phone["value"] == "06 •• •• •• 41"
    assert iban["rule"]
    assert iban["checks"]


def test_scan_says_in_words_what_spoke(ereput: Run) -> None:
    """Checks, context word, confidence before and after: on the line, and in the JSON."""
    text = "Mon téléphone : 06 39 98 27 41\nMon IBAN : FR76 3099 9044 0001 2345 6004 284."
    done = ereput("scan", "-", stdin=text)
    assert "Mot voisin : « téléphone »." in done.stdout
    assert "Vérification : sa clé IBAN est juste. Mot voisin : « iban »." in done.stdout
    phone, _ = json.loads(ereput("scan", "-", "--json", stdin=text).stdout)
    assert phone["base"] < phone["confidence"]
    assert phone["why"][-1] == "Par la forme seule : 80 % ; avec ce qui l'entoure : 85 %."


def test_scan_reads_a_folder(ereput: Run, home: Path) -> None:
    """Every file at any depth, each under its name; one that cannot be read is said and the others go on; hidden files are left."""
    (home / "cvs" / "old").mkdir(parents=True)
    (home / "cvs" / "a.txt").write_text("Tél. 06 39 98 27 41", "utf-8")
    (home / "cvs" / "old" / "b.txt").write_text("Rien.", "utf-8")
    (home / "cvs" / ".hidden.txt").write_text("Tél. 06 39 98 27 42", "utf-8")
    (home / "cvs" / "c.bin").write_bytes(bytes(range(256)))
    done = ereput("scan", "cvs")
    assert done.exit_code == 0, done.output
    assert "a.txt" in done.stdout and "b.txt" not in done.stdout
    assert "PHONE  06 •• •• •• 41" in done.stdout
    assert "c.bin" in done.stderr
    assert "1 donnée repérée." in done.stderr
    (row,) = json.loads(ereput("scan", "cvs", "--json").stdout)
    assert row["file"].endswith("a.txt")


def test_a_folder_where_nothing_is_read_is_not_a_clean_one(ereput: Run, home: Path) -> None:
    """No file, or none that can be read: said, exit 3, and an empty list with --json."""
    (home / "cvs").mkdir()
    assert ereput("scan", "cvs").exit_code == 3
    (home / "cvs" / "c.bin").write_bytes(bytes(range(256)))
    done = ereput("scan", "cvs", "--json")
    assert (done.exit_code, done.stdout) == (3, "[]\n")
    assert "Rien n'a pu être lu dans cvs." in done.stderr


def test_an_empty_or_absent_file_is_told_as_such(ereput: Run, home: Path) -> None:
    """Neither is said to be a scanned picture, nor looked for beside a profile that there is not."""
    (home / "empty.txt").touch()
    assert "empty.txt est vide." in ereput("scan", "empty.txt").stderr
    absent = ereput("scan", "absent.txt")
    assert (absent.exit_code, absent.stderr) == (2, "✗ Le fichier absent.txt ne peut pas être ouvert : il n'existe pas.\n")


def test_scan_reads_documents(ereput: Run) -> None:
    """PDF, DOCX, ODT: as a CV would be."""
    for name in ("cv.pdf", "cv.docx"):
        kinds = {row["kind"] for row in json.loads(ereput("scan", str(CAMILLE / name), "--json").stdout)}
        assert {"PHONE", "EMAIL", "ADDRESS"} <= kinds, name


def test_scan_jsonl_answers_each_line(ereput: Run, home: Path) -> None:
    """{"id","text"} in, {"id","spans":[[start,end,KIND,confidence],…]} out, in order; a wrong line is answered and exits 1."""
    lines = [
        json.dumps({"id": "é", "text": TEXT}),
        "nope",
        json.dumps({"id": 3, "text": ""}),
        json.dumps({"id": 4, "text": "\ud800 06 39 98 27 41"}),
    ]
    (home / "in.jsonl").write_text("\n".join(lines))
    done = ereput("scan", "--jsonl", "in.jsonl")
    assert done.exit_code == 1
    first, wrong, empty, lone = (json.loads(line) for line in done.stdout.splitlines())
    assert first["id"] == "é"
    assert [kind for start, end, kind, confidence in first["spans"] if TEXT[start:end] == "06 39 98 27 41" and confidence > 0.5] == [
        "PHONE"
    ]
    assert wrong["line"] == 2
    assert empty == {"id": 3, "spans": []}
    assert lone["id"] == 4
    assert [span[2] for span in lone["spans"]] == ["PHONE"]


@pytest.mark.parametrize("command", ["scan", "keywords"])
def test_a_file_that_cannot_be_read_is_one_clear_line(ereput: Run, home: Path, command: str) -> None:
    """Absent, binary, a truncated PDF: said, exit 1 or 2, or 3 for an offer that gave no word; never a traceback."""
    (home / "b.bin").write_bytes(bytes(range(256)) * 20)
    (home / "p.pdf").write_bytes((CAMILLE / "cv.pdf").read_bytes()[:3000])
    for name in ("absent.txt", "b.bin", "p.pdf"):
        args = ["scan", name] if command == "scan" else ["keywords", "--offer", name]
        done = ereput(*args)
        assert done.exit_code == (2 if name == "absent.txt" else 1 if command == "scan" else 3), name
        assert done.stderr.strip(), name
    done = ereput(command, "--jsonl", "absent.jsonl")
    assert done.exit_code == 2
    assert "ne peut pas être ouvert" in done.stderr


def test_keywords_jsonl_answers_each_line(ereput: Run) -> None:
    """{"id","text"} in, {"id","skills":[[start,end,label,concept-id,confidence],…]} out; standard input by default."""
    text = "Je construis des tableaux de bord PowerBI et j'écris du SQL."
    done = ereput("keywords", "--jsonl", stdin=json.dumps({"id": 1, "text": text}) + "\n")
    assert done.exit_code == 0, done.output
    skills = {concept: text[start:end] for start, end, _, concept, _ in json.loads(done.stdout)["skills"]}
    assert skills["sql"] == "SQL"
    assert "PowerBI" in skills["power-bi"]


def installed(ereput: Run, folder: Path) -> None:
    """A small ESCO in the compact form, as `ereput taxonomy install` takes it."""
    rows = [
        ["s1", "s", "o", "solve problems", ["crack problems"], "résolution de problèmes", []],
        ["s2", "s", "o", "tame thunderstorms", ["thunderstorm taming"], "dresser l'orage", ["apprivoiser la foudre"]],
    ]
    body = {"v": "1.1.1", "skill": rows, "occ": [["o1", "1", "storm tamer", [], "dompteur", []]], "rel": [[[0, 1], []]]}
    (folder / "esco.json.gz").write_bytes(gzip.compress(json.dumps(body).encode()))
    assert ereput("taxonomy", "install", "esco", "--from", str(folder / "esco.json.gz")).exit_code == 0


def test_keywords_names_the_official_skills(ereput: Run, tmp_path: Path) -> None:
    """With ESCO installed, --jsonl and --json name its skills beside ours: identifier, both labels, how; without it nothing is added."""
    record = json.dumps({"id": 1, "text": "You crack problems by thunderstorm taming in Python."}) + "\n"
    before = json.loads(ereput("keywords", "--jsonl", stdin=record).stdout)
    assert set(before) == {"id", "skills"}
    installed(ereput, tmp_path)
    after = json.loads(ereput("keywords", "--jsonl", stdin=record).stdout)
    assert [link[2:] for link in after["official"]] == [
        ["esco:s1", "résolution de problèmes", "solve problems", "label"],
        ["esco:s2", "dresser l'orage", "tame thunderstorms", "listed"],
    ]
    assert {tuple(skill) for skill in before["skills"]} <= {tuple(skill) for skill in after["skills"]}
    offer = tmp_path / "offre.txt"
    offer.write_text("Missions :\n- Apprivoiser la foudre et programmer en Python\nProfil :\n- Résolution de problèmes\n", "utf-8")
    gaps = json.loads(ereput("keywords", "--offer", str(offer), "--json").stdout)["gaps"]
    named = {gap["concept"]: gap["official"] for gap in gaps}
    assert [skill["id"] for skill in named["problem-solving"]] == ["esco:s1"]
    assert [(skill["label_en"], skill["how"]) for skill in named["esco:s2"]] == [("tame thunderstorms", "listed")]
    assert named["python"] == []


def test_keywords_compares_an_offer_and_a_cv(ereput: Run) -> None:
    """A gap table: what the offer asks, whether the CV says it; JSON on request."""
    args = ("--offer", str(CAMILLE / "offre.html"), "--cv", str(CAMILLE / "cv.pdf"))
    done = ereput("keywords", *args)
    assert done.exit_code == 0, done.output
    (snowflake,) = [line for line in done.stdout.splitlines() if line.startswith("Snowflake")]
    assert "absent" in snowflake
    assert "pas dans le CV" in snowflake
    rows = {row["keyword"]: row for row in json.loads(ereput("keywords", *args, "--json").stdout)["gaps"]}
    assert rows["SQL"]["in_cv"] is True
    assert rows["dbt"]["in_cv"] is True
    assert rows["Snowflake"]["state"] == "absent"
    assert rows["SQL"]["required"] is True


def test_keywords_json_says_where_to_write_each_word(ereput: Run) -> None:
    """Each gap has its suggestion, the places where it belongs, and where it was read; the language of the sentences is the reader's."""
    args = ("keywords", "--offer", str(CAMILLE / "offre.html"), "--cv", str(CAMILLE / "cv.pdf"), "--json")
    rows = {row["keyword"]: row for row in json.loads(ereput(*args).stdout)["gaps"]}
    (seen,) = rows["SQL"]["sightings"]
    assert (seen["source"], seen["state"], seen["form"]) == ("cv", "invisible", "SQL")
    assert "SQL" in seen["quote"]
    snowflake = rows["Snowflake"]
    assert {seen["state"] for seen in snowflake["sightings"]} <= {"absent"}
    assert "?" in snowflake["suggestion"]
    assert snowflake["belongs"]
    assert all(isinstance(place, str) and place for place in snowflake["belongs"])
    english = {row["keyword"]: row for row in json.loads(ereput(*args, "--lang", "en").stdout)["gaps"]}
    assert english["Snowflake"]["belongs"] != snowflake["belongs"]
    assert english["Snowflake"]["suggestion"] != snowflake["suggestion"]
    assert english["tableaux de bord"]["english"] == "dashboards"
    lines = ereput(*args[:-1], "--lang", "en").stdout.splitlines()
    assert any(line.startswith("dashboards ") for line in lines) and not any("tableaux de bord  " in line for line in lines)


def test_keywords_json_is_the_whole_comparison(ereput: Run, tmp_path: Path) -> None:
    """Beside the gaps: the target as understood, the evidence, the simulated searches, the vague words; a scanned CV is said."""
    offer, cv = str(CAMILLE / "offre.html"), str(CAMILLE / "cv.pdf")
    made = json.loads(ereput("keywords", "--offer", offer, "--cv", cv, "--json").stdout)
    assert made["target"][0]["rome"] == "M1403"
    assert {"skill", "cv", "nature"} <= set(made["matrix"][0])
    assert {"skill", "declared", "shown", "said", "public"} <= set(made["evidence"][0])
    assert made["findability"] == []  # nothing of hers is public here
    assert all(word["rule"].startswith("words.") for word in made["words"])
    assert {gap["hidden"] for gap in made["gaps"] if gap["state"] == "invisible"} == {"dans vos documents seulement"}
    scanned = PdfWriter()
    scanned.add_blank_page(width=595, height=842)
    scanned.write(tmp_path / "scan.pdf")
    done = ereput("keywords", "--offer", offer, "--cv", str(tmp_path / "scan.pdf"), "--json")
    assert [(skip["file"], skip["code"]) for skip in json.loads(done.stdout)["unread"]] == [("scan.pdf", "no_text")]


def test_keywords_of_a_profile_takes_its_offers_and_cv(ereput: Run) -> None:
    """--profile: nothing is asked of the network, and another offer may be tried against it."""
    profile = str(CAMILLE / "profil.toml")
    rows = {row["keyword"]: row for row in json.loads(ereput("keywords", "--profile", profile, "--json").stdout)["gaps"]}
    assert rows["dbt"]["in_cv"] is True
    done = ereput("keywords", "--profile", profile, "--offer", str(CAMILLE / "offre.txt"), "--json")
    assert "SQL" in {row["keyword"] for row in json.loads(done.stdout)["gaps"]}


def test_keywords_needs_an_offer(ereput: Run) -> None:
    """Neither an offer nor a profile: a usage error that says what to give."""
    done = ereput("keywords", "--cv", str(CAMILLE / "cv.pdf"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--offer" in done.stderr


def test_keywords_says_which_job_was_understood(ereput: Run) -> None:
    """The offer and its occupation are said on the error stream, a suggestion stands under each heavy word; an address may be an offer."""
    done = ereput("keywords", "--offer", str(CAMILLE / "offre.html"), "--cv", str(CAMILLE / "cv.pdf"))
    assert "Métier compris : data analyst (M1403)" in done.stderr
    assert "    → Votre CV dit déjà : « Modèles dbt sur PostgreSQL, relus et documentés. »" in done.stdout
    local = ereput("keywords", "--offer", "http://127.0.0.1:9/offre")
    assert local.exit_code == 3
    assert "réseau privé" in local.stderr
