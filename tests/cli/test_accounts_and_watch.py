"""The commands about accounts and watch: thin words around plain functions."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from ereput.cli.main import cli as program

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mock():
    """The benchmark's mock web."""
    spec = importlib.util.spec_from_file_location("_mock_accounts_cli", ROOT / "bench" / "_mock_accounts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["_mock_accounts_cli"] = module
    spec.loader.exec_module(module)
    return module


def run(*words: str):
    return CliRunner().invoke(program, list(words))


def test_accounts_as_json(mock, tmp_path, monkeypatch):
    """One object per site: site, url, verdict, confidence, evidence; the same in words, with a count."""
    monkeypatch.setenv("EREPUT_HOME", str(tmp_path))
    web = mock.sites(6, seed=2, hostile=False)
    with mock.serve(web, latency=0) as (port, _):
        rules = mock.as_whatsmyname(web, port, tmp_path / "rules.json")
        told = run("accounts", mock.HANDLE, "--sites", str(rules), "--allow-private", "--json")
        words = run("accounts", mock.HANDLE, "--sites", str(rules), "--allow-private", "--lang", "en")
    found = json.loads(told.stdout)["accounts"]
    assert [set(row) for row in found] == [{"site", "url", "verdict", "confidence", "evidence"}] * 6
    assert {row["site"]: row["verdict"] for row in found} == {site.name: site.truth for site in web}
    assert f"6 sites: {sum(site.present for site in web)} present" in words.output


def test_what_of_a_file_is_not_asked(mock, tmp_path, monkeypatch):
    """Entries of a file that cannot be asked are told with their reason, aside from the answer."""
    monkeypatch.setenv("EREPUT_HOME", str(tmp_path))
    web = mock.sites(3, seed=2, hostile=False)
    with mock.serve(web, latency=0) as (port, _):
        rules = mock.as_whatsmyname(web, port, tmp_path / "rules.json")
        body = json.loads(rules.read_text())
        body["sites"] += [{"name": "a", "uri_check": "https://a.example/"}, {"name": "b"}, {"name": "c"}]
        rules.write_text(json.dumps(body))
        told = run("accounts", mock.HANDLE, "--sites", str(rules), "--allow-private", "--json")
    assert len(json.loads(told.stdout)["accounts"]) == 3
    assert "2 entrées du fichier ne sont pas demandées : « Cette entrée n'a ni adresse" in told.stderr.replace("\u00a0", " ")
    assert "1 entrée du fichier n'est pas demandée : « Cette entrée ne demande pas d'identifiant." in told.stderr.replace("\u00a0", " ")


def test_when_no_site_answers_nothing_was_collected(mock, tmp_path, monkeypatch):
    """Exit 3, as an audit does: silence is no absence."""
    monkeypatch.setenv("EREPUT_HOME", str(tmp_path))
    web = mock.sites(2, seed=2, hostile=False)
    with mock.serve(web, latency=0) as (port, _):
        rules = mock.as_whatsmyname(web, port, tmp_path / "rules.json")
    gone = run("accounts", mock.HANDLE, "--sites", str(rules), "--allow-private")
    assert gone.exit_code == 3
    assert "2 sites : 0 présent, 0 absent, 0 fermé, 0 règle périmée, 2 muets." in gone.stdout


def test_where_a_found_account_is_erased(mock, tmp_path, monkeypatch):
    """An account that is there comes with the page where it is erased; one that is not has none to show."""
    from ereput.collect.accounts import read_sites

    monkeypatch.setenv("EREPUT_HOME", str(tmp_path))
    web = mock.sites(6, seed=2, hostile=False)
    with mock.serve(web, latency=0) as (port, _):
        ours = tuple(
            replace(site, deletion=f"https://aide.example/{site.name}")
            for site in read_sites(mock.as_whatsmyname(web, port, tmp_path / "rules.json"))
        )
        monkeypatch.setattr(sys.modules["ereput.collect.accounts.check"], "catalogue", lambda: ours)
        told = run("accounts", mock.HANDLE, "--allow-private")
    for site in web:
        assert (f"pour l'effacer : https://aide.example/{site.name}\n" in told.stdout) == site.present


def test_a_handle_that_is_none(tmp_path, monkeypatch):
    """A wrong handle, or a file that is no list of sites, is a usage error."""
    monkeypatch.setenv("EREPUT_HOME", str(tmp_path))
    bad = tmp_path / "x.json"
    bad.write_text("[]")
    assert run("accounts", "deux mots").exit_code == 2
    assert run("accounts", "camille", "--sites", str(bad)).exit_code == 2


def test_watch_kit(tmp_path):
    """The kit of the profile's person is written, in the language asked."""
    done = run("watch-kit", str(ROOT / "fixtures" / "camille" / "profil.toml"), "-o", str(tmp_path / "v"), "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "# My watch" in (tmp_path / "v" / "veille.md").read_text("utf-8")
    assert "social-loire.example" in (tmp_path / "v" / "veille.opml").read_text("utf-8")
    missing = run("watch-kit", str(ROOT / "fixtures" / "camille" / "profil.toml"), "--audit", str(tmp_path / "absent.json"))
    assert missing.exit_code != 0
