"""`ereput sources`, `import`, `review`, `purge`: what can be read, what was given, what was answered, what is kept."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.assets import folder
from ereput.cli import ground, purge
from ereput.cli.audit import write
from ereput.cli.import_ import added
from ereput.collect.journal import Journal
from ereput.errors import UsageError
from ereput.model import Audit, Band, Kind, Match, Mention, say
from ereput.profile import decisions_of
from ereput.render.base import Options
from ereput.resolve.review import decisions

if TYPE_CHECKING:
    from pathlib import Path


Run = "Callable[..., Result]"
CAMILLE = folder("fixtures") / "camille"


def test_sources_say_what_they_need_and_their_terms(ereput: Run) -> None:
    """Every collector and every archive reader, in words or in JSON, in both languages."""
    rows = json.loads(ereput("sources", "--json").stdout)
    assert {"github", "pages", "linkedin"} <= {row["name"] for row in rows}
    assert all(row["title"] and row["needs"] and row["terms"] for row in rows)
    assert {row["kind"] for row in rows} == {"web", "archive"}
    shown = ereput("sources", "--lang", "en")
    assert shown.exit_code == 0
    assert all(row["name"] in shown.stdout for row in rows)


def test_import_list_says_what_is_recognised_and_changes_nothing(ereput: Run, home: Path) -> None:
    """Records by kind, rows by file; an unknown file is said to be unknown; exit 1 when nothing is known."""
    done = ereput("import", "--list", *(str(path) for path in CAMILLE.glob("*.zip")), str(CAMILLE / "README.md"))
    assert done.exit_code == 0, done.output
    assert "LinkedIn" in done.stdout
    assert "30  contacts" in done.stdout
    assert "  publications" in done.stdout
    assert "README.md" in done.stdout
    assert not list(home.iterdir())
    assert ereput("import", "--list", str(CAMILLE / "README.md")).exit_code == 1


@pytest.mark.parametrize(("lang", "words"), [("fr", ["1  publication\n", "1  profil\n"]), ("en", ["1  post\n", "1  profile\n"])])
def test_import_agrees_with_how_many(ereput: Run, home: Path, lang: str, words: list[str]) -> None:
    """One of a kind is said in the singular."""
    (home / "Profile.csv").write_text("First Name,Last Name,Headline\nZoé,Marin,Juriste\n", "utf-8")
    (home / "Shares.csv").write_text("Date,ShareLink,ShareCommentary\n2026-03-02 09:00:00,https://www.linkedin.com/x,Bonjour\n", "utf-8")
    shown = ereput("import", "--list", str(home), "--lang", lang)
    assert all(one in shown.stdout for one in words), shown.stdout


def test_import_knows_whose_chat_it_is(ereput: Run, profile: Path, home: Path) -> None:
    """With a profile, her own messages are told from other people's; without one, or with one that cannot be read, nobody's are."""
    name = tomllib.loads(profile.read_text("utf-8"))["person"]["names"][0]
    (home / "_chat.txt").write_text(f"[12/03/2026, 09:00:00] {name}: Bonjour\n[12/03/2026, 09:01:00] Bob: Salut\n", "utf-8")
    told = ereput("import", "--list", "--profile", str(profile), "_chat.txt").stdout
    assert "1  publication\n" in told and "1 lu, 1 non lu" in told
    for other in ("nowhere.toml", "_chat.txt"):
        assert "0 lu, 2 non lus" in ereput("import", "--list", "--profile", other, "_chat.txt").stdout


def test_import_adds_to_the_profile_and_nothing_else(ereput: Run, profile: Path, home: Path) -> None:
    """Near files are written relative to the profile; a second time changes nothing; the rest of the file is as it was."""
    before = profile.read_text("utf-8")
    (home / "li.zip").write_bytes((CAMILLE / "Complete_LinkedInDataExport_11-15-2026.zip").read_bytes())
    for _ in range(2):
        done = ereput("import", "li.zip")
        assert done.exit_code == 0, done.output
        assert "Ajouté à profil.toml" in done.stderr
    assert tomllib.loads(profile.read_text("utf-8"))["exports"] == ["li.zip"]
    assert profile.read_text("utf-8").endswith(before)


def test_import_without_a_profile_is_told(ereput: Run, home: Path) -> None:
    """No profile yet: a clear line, after what was recognised."""
    done = ereput("import", str(CAMILLE / "Complete_LinkedInDataExport_11-15-2026.zip"))
    assert done.exit_code == 2
    assert "ne peut pas être lu" in done.stderr


TOML_PATHS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x7f"), min_size=1, max_size=12), min_size=1, max_size=3
)


@given(
    TOML_PATHS,
    st.sampled_from(["", 'exports = "a.zip"', 'exports = ["a.zip"]', 'exports = [\n  "a.zip",  # mine\n  "b.zip",\n]', 'cv = "c"']),
)
def test_exports_are_added_and_all_else_is_kept(paths: list[str], head: str) -> None:
    """Whatever the profile's form: the new paths are there, the others stay, every other key is untouched; or it is refused whole."""
    text = f'{head}\nlanguage = "fr"\n[person]\nnames = ["exports = []"]\n'
    before = tomllib.loads(text)
    held = before.get("exports", [])
    after = tomllib.loads(added(text, tuple(paths)))
    assert after["exports"] == list(dict.fromkeys([*([held] if isinstance(held, str) else held), *paths]))
    assert {**after, "exports": 0} == {**before, "exports": 0}


def test_a_profile_that_cannot_be_edited_safely_is_left_alone() -> None:
    """A bracket inside a name: refused, with the line to write oneself."""
    with pytest.raises(UsageError) as caught:
        added('exports = ["a].zip", "b"]\n', ("c.zip",))
    assert caught.value.hint is not None
    assert "c.zip" in str(caught.value.hint)


@pytest.fixture
def unsure(home: Path, small_audit: Audit) -> Path:
    """An audit with two pages that it could not settle, and one that it could."""
    pages = [Mention(source="pages", url=f"https://p{i}.example/", kind=Kind.PAGE, title=f"Page {i}") for i in range(3)]
    reasons = (say("Le nom est le même."),)
    matches = (
        Match(mention=pages[0].id, probability=0.4, band=Band.TO_CHECK, reasons=reasons),
        Match(mention=pages[1].id, probability=0.7, band=Band.PROBABLE, reasons=reasons),
        Match(mention=pages[2].id, probability=0.99, band=Band.CONFIRMED, reasons=reasons),
    )
    paths, _ = write(replace(small_audit, mentions=tuple(pages), matches=matches), home / "bilan", ("json",), Options())
    return paths["json"]


def test_review_asks_and_remembers(ereput: Run, unsure: Path, profile: Path) -> None:
    """One question for each unsettled page, with its reasons; the answers are kept for this profile."""
    done = ereput("review", unsure, stdin="oui\nn\n")
    assert done.exit_code == 0, done.output
    assert "Le nom est le même." in done.stdout
    assert "2 réponses gardées" in done.stderr
    kept = decisions(decisions_of(profile))
    assert set(kept) == {"https://p0.example/", "https://p1.example/"}
    assert set(kept.values()) == {True, False}


def test_review_can_be_passed_stopped_listed_or_answered_at_once(ereput: Run, unsure: Path, profile: Path) -> None:
    """An empty answer passes, "fin" stops, --list asks nothing, --me and --not-me need no question."""
    assert "0 réponse " in ereput("review", unsure, stdin="\nfin\n").stderr
    listed = ereput("review", unsure, "--list")
    assert "https://p0.example/" in listed.stdout
    assert "https://p2.example/" not in listed.stdout
    done = ereput("review", unsure, "--me", "https://p0.example/", "--not-me", "https://elsewhere.example/")
    assert "2 réponses" in done.stderr
    assert decisions(decisions_of(profile)) == {"https://p0.example/": True, "https://elsewhere.example/": False}


def test_review_knows_an_address_as_one_copies_it(ereput: Run, unsure: Path, profile: Path) -> None:
    """Without https://, www. or the last slash it is the same page; what is no address is refused, and nothing is kept of it."""
    assert "1 réponse " in ereput("review", unsure, "--me", "www.p0.example").stderr
    refused = ereput("review", unsure, "--not-me", "moi")
    assert refused.exit_code == 2 and "https://" in refused.stderr
    assert decisions(decisions_of(profile)) == {"https://p0.example/": True}


def test_an_address_is_hers_or_not_hers(ereput: Run, unsure: Path, profile: Path) -> None:
    """Told both at once, however each is written, nothing is kept and the address is named; a bad one beside a good one keeps neither."""
    refused = ereput("review", unsure, "--me", "https://p0.example/", "--not-me", "www.p0.example")
    assert refused.exit_code == 2 and "https://p0.example/" in refused.stderr and "pas les deux" in refused.stderr
    assert ereput("review", unsure, "--me", "https://p0.example/", "--not-me", "moi").exit_code == 2
    assert not decisions(decisions_of(profile))


def test_review_does_not_ask_twice(ereput: Run, unsure: Path, profile: Path) -> None:
    """What was answered for this profile is not asked again before the next audit; when nothing is left, it is said."""
    assert profile.exists()
    ereput("review", unsure, stdin="oui\nfin\n")
    assert "1 sur 1" in ereput("review", unsure, "--list").stdout
    ereput("review", unsure, stdin="non\n")
    left = ereput("review", unsure)
    assert left.exit_code == 0 and "Rien à demander" in left.stderr and not left.stdout


def test_review_goes_back_and_takes_back(ereput: Run, unsure: Path, profile: Path) -> None:
    """A slip of the finger is undone at once with "retour", or later by address; a word that is no answer is asked again."""
    done = ereput("review", unsure, stdin="oui\nretour\nnon\npeut-être\noui\n")
    assert "2 réponses gardées" in done.stderr
    assert "non comprise" in done.stdout
    kept_in = decisions_of(profile)
    asked = list(decisions(kept_in).items())
    assert sorted(kept for _, kept in asked) == [False, True]
    assert "1 réponse reprise" in ereput("review", unsure, "--forget", asked[0][0], "--forget", "https://never.example/").stderr
    assert decisions(kept_in) == dict(asked[1:])


def test_purge_says_what_is_kept_and_erases_on_a_yes(ereput: Run, profile: Path) -> None:
    """A no keeps everything; a yes erases the memory of this profile; then there is nothing."""
    store = ground.store_of(profile)
    store.mkdir(parents=True)
    (store / "salt").write_bytes(b"x" * 32)
    done = ereput("purge", "profil.toml", stdin="n\n")
    assert "1 fichier, 32 octets" in done.stdout
    assert store.exists()
    assert ereput("purge", "profil.toml", stdin="oui\n").exit_code == 0
    assert not store.exists()
    assert "Rien n'est gardé" in ereput("purge", "profil.toml").stdout
    assert profile.exists()


def test_purge_takes_the_answers_of_the_web_and_of_accounts(ereput: Run, profile: Path, home: Path) -> None:
    """The journal of the audit, with what SQLite keeps beside it, and that of `accounts` go; another profile's stays."""
    other = ground.store_of(home / "other.toml")
    stores = (ground.store_of(profile), ground.accounts(), other)
    journals = [Journal(store, now=datetime(2026, 11, 20, tzinfo=UTC)) for store in stores]
    done = ereput("purge", "profil.toml", "--yes")
    assert done.exit_code == 0
    assert str(ground.accounts()) in done.stdout
    assert [path.parent for path in home.rglob("answers.sqlite*") if path.name == "answers.sqlite"] == [other]
    assert not ground.accounts().exists()
    for journal in journals:
        journal.close()


def test_purge_all_takes_every_profile_and_the_cache(ereput: Run, profile: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--all --yes asks nothing; without a profile nor --all it is a usage error."""
    monkeypatch.setattr(ground, "cache", lambda: home / "cache")
    for path in (ground.store_of(profile), ground.store_of(home / "other.toml"), home / "cache"):
        path.mkdir(parents=True)
        (path / "f").write_text("x")
    assert ereput("purge").exit_code == 2
    assert ereput("purge", "--all", "--yes").exit_code == 0
    assert not (home / "home").exists()
    assert not (home / "cache").exists()


def test_purge_tells_what_it_cannot_erase(ereput: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that resists is said, exit 1."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    ground.store_of(profile).mkdir(parents=True)
    monkeypatch.setattr(purge.shutil, "rmtree", refuse)
    done = ereput("purge", "profil.toml", "--yes")
    assert done.exit_code == 1
    assert "ne peut pas être effacé" in done.stderr


def test_answers_go_with_the_profile(ereput: Run, unsure: Path, profile: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are a file beside the profile: moved with it they still hold; `purge` says and erases them, through a linked home too."""
    ereput("review", unsure, "--me", "https://p0.example/")
    kept = home / "profil.decisions.toml"
    assert decisions(kept) == {"https://p0.example/": True}
    assert ereput("review", unsure, "--profile", "nowhere.toml", "--me", "https://p1.example/").exit_code == 2
    (home / "real").mkdir()
    (home / "linked").symlink_to(home / "real")
    monkeypatch.setenv("EREPUT_HOME", str(home / "linked"))
    ground.store_of(profile).mkdir(parents=True)
    assert ereput("purge", "profil.toml", "--yes").exit_code == 0
    assert not kept.exists() and not ground.store_of(profile).exists()
    assert "Rien n'est gardé" not in ereput("purge", "--all", "--yes").stdout
