"""Laws of the embedded taxonomy: its files are well formed, bilingual, without duplicate and without orphan, and broad enough."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import ereput.analyse.keywords as package

ROOT = Path(package.__file__).parent / "taxonomy"
SKILLS = sorted((ROOT / "skills").glob("*.toml"))
OCCUPATIONS = sorted((ROOT / "occupations").glob("*.toml"))
LINKS = sorted((ROOT / "links").glob("*.toml"))
TRANSVERSAL = {"office", "soft", "project", "admin", "transversal"}
LEVELS = ("core", "useful", "plus")
EVERYDAY = """
Excel; React; RGPD; relation client; Power BI; HACCP; permis B; Canva; Notion; Scrum; SEO; Google Analytics;
TikTok; n8n; ChatGPT; IA générative; prompt; Pack Office; tableaux croisés dynamiques; VBA; accueil
téléphonique; encaissement; mise en rayon; soins d'hygiène; Doctolib; Silae; CACES 3; habilitation électrique;
SSIAP; PSC1; SST; BAFA; FIMO; TOEIC; Pix; Certificat Voltaire; ITIL; DEAS; DEES; BPJEPS; CAP petite enfance;
DCG; AutoCAD; Revit; HubSpot; Salesforce; Opera PMS; gestion de la paie; droit du travail; IFRS; ISO 9001;
code de la route; travail en équipe
"""


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def fold(text: str) -> str:
    """Without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def spelling(text: str) -> str:
    """Folded, and hyphens, spaces and apostrophes alike: what a reader would call the same form."""
    return re.sub(r"[\s\-_'’]+", " ", fold(text).replace("œ", "oe")).strip()


@pytest.fixture(scope="module")
def concepts() -> dict[str, dict[str, Any]]:
    return {name: entry for path in SKILLS for name, entry in read(path).items()}


@pytest.fixture(scope="module")
def occupations() -> dict[str, dict[str, Any]]:
    return {name: entry for path in OCCUPATIONS for name, entry in read(path).items()}


@pytest.mark.parametrize("path", SKILLS + OCCUPATIONS + LINKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_follows_the_schema(path: Path) -> None:
    """Each file is TOML and obeys the half of the schema that is its own: required keys, both languages, list sizes."""
    schema = json.loads((ROOT / "schema.json").read_text("utf-8"))
    jsonschema.validate(read(path), {**schema["$defs"][path.parent.name], "$defs": schema["$defs"]})


def test_links_name_concepts_once(concepts: dict[str, dict[str, Any]]) -> None:
    """A link starts from a concept of ours: the same as an official skill or within one, not both; two of ours are never the same."""
    for path in LINKS:
        same, within = read(path)["same"], read(path)["within"]
        assert not same.keys() & within.keys()
        assert len(set(same.values())) == len(same)
        assert (same.keys() | within.keys()) <= concepts.keys()


def test_ids_are_unique_over_all_files() -> None:
    """A concept id names one concept, an occupation id one occupation, whatever the file."""
    for paths in (SKILLS, OCCUPATIONS):
        seen: dict[str, str] = {}
        for path in paths:
            for name in read(path):
                assert name not in seen, f"{name} is in {seen[name]} and in {path.stem}"
                seen[name] = path.stem


def test_one_concept_a_line() -> None:
    """A line of a skills file is empty, a comment, or one whole concept: a change of one concept is a change of one line."""
    for path in SKILLS:
        for line in path.read_text("utf-8").splitlines():
            assert not line or line.startswith("#") or re.fullmatch(r"[a-z0-9-]+ = \{ kind = .*\]? \}", line), line


def test_relations_point_to_concepts(concepts: dict[str, dict[str, Any]], occupations: dict[str, dict[str, Any]]) -> None:
    """Whatever is named by `broader`, `related`, `core`, `useful` or `plus` exists, and nothing is broader than or related to itself."""
    for name, entry in concepts.items():
        for target in (*entry.get("broader", ()), *entry.get("related", ())):
            assert target in concepts, f"{name} -> {target}"
            assert target != name
    for name, entry in occupations.items():
        for target in (target for level in LEVELS for target in entry[level]):
            assert target in concepts, f"{name} -> {target}"


def test_broader_has_no_circle(concepts: dict[str, dict[str, Any]]) -> None:
    """Going from general to more general ends."""
    for start in concepts:
        seen, todo = set(), list(concepts[start].get("broader", ()))
        while todo:
            name = todo.pop()
            assert name != start, f"{start} is broader than itself"
            if name not in seen:
                seen.add(name)
                todo += concepts[name].get("broader", ())


def test_an_occupation_asks_for_a_concept_once(occupations: dict[str, dict[str, Any]]) -> None:
    """Core, useful and plus are disjoint."""
    for name, entry in occupations.items():
        asked = [target for level in LEVELS for target in entry[level]]
        assert len(asked) == len(set(asked)), name


def test_no_skill_is_an_orphan(concepts: dict[str, dict[str, Any]], occupations: dict[str, dict[str, Any]]) -> None:
    """A skill is asked by an occupation, linked to another concept, or in a file for every trade; the other kinds may stand alone."""
    asked = {target for entry in occupations.values() for level in LEVELS for target in entry[level]}
    asked |= {target for entry in concepts.values() for target in (*entry.get("broader", ()), *entry.get("related", ()))}
    for path in SKILLS:
        for name, entry in read(path).items():
            if entry["kind"] == "skill" and path.stem not in TRANSVERSAL:
                assert name in asked or entry.get("broader") or entry.get("related"), name


def test_a_form_belongs_to_one_concept(concepts: dict[str, dict[str, Any]]) -> None:
    """The same spelling in two concepts is allowed only where each marks it ambiguous: otherwise a match would be a guess."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for name, entry in concepts.items():
        for form in (*entry["fr"], *entry["en"]):
            owners[spelling(form)][name] = form
    for owned in owners.values():
        if len(owned) > 1:
            assert all(form in concepts[name].get("ambiguous", ()) for name, form in owned.items()), owned


def test_a_language_says_a_form_once(concepts: dict[str, dict[str, Any]]) -> None:
    """No list repeats a spelling: variants of case, accent and hyphen are the matcher's work."""
    for name, entry in concepts.items():
        for language in ("fr", "en"):
            spellings = [spelling(form) for form in entry[language]]
            assert len(spellings) == len(set(spellings)), (name, language)


def test_ambiguous_forms_are_forms_of_the_concept(concepts: dict[str, dict[str, Any]]) -> None:
    """What is marked ambiguous is written as in the lists, and at least one context word is not the form itself."""
    for name, entry in concepts.items():
        for form in entry.get("ambiguous", ()):
            assert form in (*entry["fr"], *entry["en"]), (name, form)
            assert {fold(word) for word in entry["context"]} - {fold(form)}, (name, form)


@pytest.mark.parametrize("form", ["R", "C", "Go", "SAP", "Word", "Excel", "Access", "Teams", "Swift", "CAP", "Make", "Notion", "BI", "CN"])
def test_everyday_traps_are_marked(concepts: dict[str, dict[str, Any]], form: str) -> None:
    """A form that is also an ordinary word or another acronym is never believed without context."""
    owners = [entry for entry in concepts.values() if form in (*entry["fr"], *entry["en"])]
    assert owners
    assert all(form in entry["ambiguous"] for entry in owners)


@pytest.mark.parametrize(
    "form",
    [form.strip() for form in EVERYDAY.replace("\n", " ").split(";")],
)
def test_everyday_keywords_are_known(concepts: dict[str, dict[str, Any]], form: str) -> None:
    """The words of everyday offers are there, the official lists knowing them or not."""
    assert any(spelling(form) == spelling(known) for entry in concepts.values() for known in entry["fr"])


def test_titles_give_both_genders(occupations: dict[str, dict[str, Any]]) -> None:
    """A title with a slash is a pair, masculine then feminine, and the two differ."""
    for name, entry in occupations.items():
        for title in entry["fr"]:
            if "/" in title:
                pair = title.split(" / ")
                assert len(pair) == 2, (name, title)
                assert fold(pair[0]) != fold(pair[1]), (name, title)


def test_occupations_lie_in_the_file_of_their_domain() -> None:
    """The letter of the ROME code is the name of the file, and the 14 domains are all there."""
    assert "".join(path.stem for path in OCCUPATIONS) == "abcdefghijklmn"
    for path in OCCUPATIONS:
        for name, entry in read(path).items():
            assert entry["rome"][0].lower() == path.stem, name


def test_it_is_broad(concepts: dict[str, dict[str, Any]], occupations: dict[str, dict[str, Any]]) -> None:
    """At least 120 occupations, 2,000 concepts and 8,000 distinct forms; 30 languages; 60 soft skills."""
    forms = {fold(form) for entry in concepts.values() for form in (*entry["fr"], *entry["en"])}
    assert len(occupations) >= 120
    assert len(concepts) >= 2000
    assert len(forms) >= 8000
    assert sum(entry["kind"] == "language" for entry in concepts.values()) >= 30
    assert sum(entry["kind"] == "soft" for entry in concepts.values()) >= 60
