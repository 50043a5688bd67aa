"""`ereput guides`: services by kind, one service by name or address, lists that others made."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ereput.advise.guides import guides
from ereput.cli import ground
from ereput.cli import guides as command

if TYPE_CHECKING:
    from pathlib import Path

Run = "Callable[..., Result]"
SITES = [
    {"name": "Exemplia", "url": "https://exemplia.example/close", "difficulty": "hard", "notes": "Write to them.",
     "domains": ["exemplia.example"]},
    {"name": "GitHub", "url": "https://github.com/settings", "difficulty": "easy", "domains": ["github.com"]},
]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_names_every_guide(ereput: Run, language: str) -> None:
    """Each of our services, under the name of its kind, with difficulty and minutes."""
    done = ereput("guides", "list", "--lang", language)
    assert done.exit_code == 0
    assert all(f"  {id_}" in done.stdout for id_ in guides())
    assert ("moteurs de recherche" if language == "fr" else "search engines") in done.stdout
    assert ereput("guides", "--lang", language).stdout == done.stdout


@pytest.mark.parametrize("name", ["google", "Google (recherche)", "google.fr", "https://www.google.com/search?q=x"])
def test_one_service(ereput: Run, name: str) -> None:
    """By id, name, host or address: what to do, the links, when it was checked."""
    done = ereput("guides", "show", name)
    assert done.exit_code == 0
    assert "Déréférencement : https://" in done.stdout
    assert "Vérifié : novembre 2026. Source : ereput" in done.stdout
    assert "delisting" in ereput("guides", "show", name, "--lang", "en").stdout.lower()


def test_importing_a_list(ereput: Run, tmp_path: Path) -> None:
    """Read, kept with its licence, shown as its own source; ours stays first."""
    path = tmp_path / "sites.json"
    path.write_text(json.dumps(SITES), "utf-8")
    done = ereput("guides", "import", path)
    assert done.exit_code == 0, done.output
    assert "2 guides lus (justdeleteme, licence MIT)" in done.stdout
    assert "1 service a déjà notre guide" in done.stdout
    assert "justdeleteme : 2 guides, licence MIT, lus le 22\u00a0novembre 2026" in ereput("guides").stdout
    assert "Source : justdeleteme" in ereput("guides", "show", "exemplia.example").stdout
    assert "Source : ereput" in ereput("guides", "show", "github.com").stdout
    path.write_text(json.dumps(SITES[:1]), "utf-8")
    assert "licence ODbL-1.0" in ereput("guides", "import", path, "--licence", "ODbL-1.0").stdout


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["show", "nulle-part.example"], 2, "Aucun guide"), (["show"], 2, "quel service"),
        (["import", "absent.json"], 2, "ne peut pas être ouvert : il n'existe pas"),
        (["steal"], 2, "list, show, import"),
    ],
)  # fmt: skip
def test_wrong_words(ereput: Run, args: list[str], code: int, words: str) -> None:
    """What cannot be found or read is said in one line."""
    done = ereput("guides", *args)
    assert (done.exit_code, words in done.stderr) == (code, True), done.output


def test_a_file_of_another_shape_is_refused(ereput: Run, tmp_path: Path) -> None:
    """Nothing is kept of it."""
    path = tmp_path / "x.json"
    path.write_text("[1, 2]", "utf-8")
    done = ereput("guides", "import", path)
    assert (done.exit_code, "forme" in done.stderr) == (1, True)
    assert not (tmp_path / "home" / "guides").exists()


def test_an_old_guide_says_so(ereput: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year after it was checked, a guide warns that its addresses may have moved; before, it does not; a strange date is no age."""
    for day, old in ((date(2026, 12, 1), False), (date(2027, 11, 30), False), (date(2027, 12, 1), True)):
        monkeypatch.setattr(ground, "today", lambda day=day: day)
        assert ("plus d'un an" in ereput("guides", "show", "linkedin").stdout) is old
    assert command._months("hier", date(2027, 1, 1)) == 0
