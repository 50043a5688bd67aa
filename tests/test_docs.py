"""The documentation is true: every command is in it, every file it points to is there, what it says of the profile can be read."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from ereput.cli.main import COMMANDS
from ereput.collect.identifiers import BY_EMAIL, BY_NAME, BY_PAGE
from ereput.errors import EreputError, NothingCollected, UsageError
from ereput.profile import MINIMUM_AGE, parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
FRENCH, _, ENGLISH = README.partition("\n# In English\n")


@pytest.mark.parametrize("section", [ENGLISH, FRENCH], ids=["english", "french"])
def test_each_section_stands_alone(section: str) -> None:
    """Both name every command once in their table, both make commands, show page 1 and say what is never done."""
    assert re.findall(r"^\| `ereput ([\w-]+)` \|", section, re.MULTILINE) == sorted(
        COMMANDS, key=lambda name: section.index(f"| `ereput {name}` |")
    )
    assert set(re.findall(r"^\| `ereput ([\w-]+)` \|", section, re.MULTILINE)) == set(COMMANDS)
    assert "make demo" in section
    assert "make test" in section
    assert "docs/page-1-" in section


@pytest.mark.parametrize("section", [ENGLISH, FRENCH], ids=["english", "french"])
def test_the_profile_shown_is_one_that_is_accepted(section: str) -> None:
    """Anybody may copy the sources to ask, a counsellor the mandate; each source named is one that can be asked."""
    network, mandate = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", section, re.DOTALL))
    profile = parse(network | mandate | {"person": {"names": ["A"]}, "pages": ["https://a.example/"]}, today=date(2026, 12, 1))
    assert profile.mandate.by == "SCUIO-IP, Université de la Loire"
    assert profile.network.ask
    assert set(profile.network.ask) <= {*BY_NAME, *BY_EMAIL, *BY_PAGE}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "fixtures/camille/README.md"])
def test_every_file_pointed_to_is_there(document: str) -> None:
    """Links and paths of the repository that a document names exist."""
    text = (ROOT / document).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    named = re.findall(r"`((?:ereput|docs|tests|fixtures|templates)/[\w./*-]+)`", text)
    for path in (*links, *named):
        assert list(ROOT.glob(path.rstrip("/"))) or "<" in path, path


@pytest.mark.parametrize("section", [ENGLISH, FRENCH], ids=["english", "french"])
def test_the_figures_are_those_of_the_code(section: str) -> None:
    """The sites of the catalogue, the age below which nobody is audited, the exit codes."""
    sites = tomllib.loads((ROOT / "ereput/collect/catalogue/sites.toml").read_text("utf-8"))["site"]
    assert f"{len(sites)} sites" in section
    assert str(MINIMUM_AGE) in section
    assert [cls.exit_code for cls in (EreputError, UsageError, NothingCollected)] == [1, 2, 3]
    assert re.search(r"0 (?:done|fait), 1 (?:error|erreur), 2 usage, 3 (?:nothing|rien)", section)


def test_the_options_named_exist() -> None:
    """`--redact`, `--dry-run`… of the README are options of some command."""
    import importlib

    options = set()
    for module, _ in COMMANDS.values():
        command = importlib.import_module(module).command(str)
        options |= {option for param in command.params for option in param.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= options | {"--help"}
