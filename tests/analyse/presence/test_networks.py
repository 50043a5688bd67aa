"""Which networks are advised to whom: those of her trade and of her age, and nothing is held against a minor."""

from __future__ import annotations

import ast
import importlib.util
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ereput.advise.verbs import DO
from ereput.analyse.presence.catalogue import catalogue
from ereput.analyse.presence.stage import run
from ereput.model import Handle, Kind, Severity, Stage, Target

if TYPE_CHECKING:
    from types import SimpleNamespace

MORE = 3
"""Words of a remedy that its title has not."""
FACEBOOK = (Handle(service="facebook", user="c"),)


def advised(make: SimpleNamespace, *mentions: object, occupation: str, **more: object) -> list[str]:
    """The networks that she is told to join."""
    given = {"handles": FACEBOOK, "pages": (), "target": Target(occupation=occupation)} | more
    tables = make.ask("networks.advice", *mentions, who=make.subject(**given))[1]
    return [str(row[1]) for row in tables["networks.advice"].rows if str(row[0]) == "rejoindre"]


@pytest.mark.parametrize("sector", catalogue().sectors, ids=lambda s: s.rome)
def test_three_networks_of_each_sector_are_for_anybody(sector: object) -> None:
    """Without those of research, three are left to choose from; every one is in the catalogue and alive."""
    every = [catalogue().by_id[id_] for id_ in sector.suggest]  # type: ignore[attr-defined]  # a Sector
    assert sum(not n.academic for n in every) >= 3
    assert {n.status for n in every} == {"alive"}


@pytest.mark.parametrize(
    ("occupation", "fits"),
    [
        ("aide-soignante", False), ("infirmier", False), ("éducatrice spécialisée", False), ("psychologue en recherche d'emploi", False),
        ("enseignante-chercheuse en droit", True), ("doctorante en pharmacie", True), ("ingénieur de recherche en santé", True),
    ],
)  # fmt: skip
def test_the_registers_of_research_are_for_researchers(make: SimpleNamespace, occupation: str, fits: bool) -> None:
    """ORCID and HAL are advised to whom research or higher education is the trade, and to nobody else."""
    assert bool({"ORCID", "HAL"} & set(advised(make, occupation=occupation))) is fits
    kind = make.mention(Kind.PROFILE, headline="Chercheuse d'emploi", network="facebook")
    assert bool({"ORCID", "HAL"} & set(advised(make, kind, occupation=occupation))) is fits


def test_who_signs_papers_already_is_of_research(make: SimpleNamespace) -> None:
    """An account where papers are signed says the trade; what she has is not advised again."""
    told = advised(make, occupation="médecin", handles=(Handle(service="hal", user="c"),))
    assert "ORCID" in told
    assert "HAL" not in told


def test_a_network_is_advised_once(make: SimpleNamespace) -> None:
    """LinkedIn, of a sector's own list and for everybody, is one line."""
    assert advised(make, occupation="technicien de maintenance").count("LinkedIn") == 1


@pytest.mark.parametrize("stage", [Stage.JOB_SEEKER, Stage.STUDENT_AFTER])
@pytest.mark.parametrize("occupation", ["développeuse web", "technicien de maintenance", "aide-soignante", "vendeuse"])
def test_no_professional_network_is_pushed_on_a_minor(make: SimpleNamespace, occupation: str, stage: Stage) -> None:
    """At sixteen: no LinkedIn, no network whose terms do not admit her for sure, no absence held against her, whatever her stage."""
    sixteen = {"born": date(2010, 5, 2), "stage": stage}
    told = advised(make, occupation=occupation, **sixteen)
    assert set(told) <= {"GitHub", "1 jeune, 1 solution"}
    who = make.subject(handles=FACEBOOK, pages=(), target=Target(occupation=occupation), **sixteen)
    findings, tables = run(make.known(who=who))
    assert not [f for f in findings if f.rule == "networks.map" and f.severity not in (Severity.INFO, Severity.GOOD)]
    parts = {row[0]: row[1] for t in tables if t.id == "presence.findable" for row in t.rows}
    assert parts.get("network") is None
    moment = [str(t.note) for t in tables if t.id == "student.moment"]
    assert all("avant 18 ans" in note for note in moment)
    adult = advised(make, occupation=occupation, born_year=2000)
    assert "LinkedIn" in adult


def test_a_year_of_birth_leaves_a_year_open(make: SimpleNamespace) -> None:
    """What may be thirteen or fourteen is not said to be over thirteen; a day of birth counts to the day, 29 February on the 28th."""
    assert "GitHub" in advised(make, occupation="développeuse web", born_year=2010)
    assert "GitHub" not in advised(make, occupation="développeuse web", born_year=2013)
    leap = make.subject(born=date(2008, 2, 29))
    assert [leap.age(date(2026, 2, day)) for day in (27, 28)] == [17, 18]
    assert make.subject().age(date(2026, 1, 1)) is None


def told_by(module: str) -> list[tuple[str, str]]:
    """The rule of a check and every remedy that it writes out, from its source."""
    spec = importlib.util.find_spec(f"ereput.analyse.presence.{module}")
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    names = [n.value.value for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant)]
    calls = [k.value for n in ast.walk(tree) if isinstance(n, ast.Call) for k in n.keywords if k.arg == "remedy"]
    said = [c.args[0].value for c in calls if isinstance(c, ast.Call) and c.args and isinstance(c.args[0], ast.Constant)]
    return [(str(name), str(text)) for name in names if name in DO for text in said]


def test_no_remedy_repeats_the_title_of_its_action() -> None:
    """An action's title says the gesture; its text says how, with words that the title has not."""
    folder = Path(str(importlib.util.find_spec("ereput.analyse.presence").submodule_search_locations[0]))  # type: ignore[union-attr,index]  # a package
    told = [row for file in sorted(folder.glob("*.py")) for row in told_by(file.stem)]
    assert len(told) > 15
    for rule, remedy in (row for row in told if "{" not in row[1]):
        title, text = (_stems(one) for one in (DO[rule].msg, remedy))
        assert len(text - title) >= MORE, (rule, remedy)


def _stems(text: str) -> set[str]:
    """Its words of four letters and more, by their first five."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
