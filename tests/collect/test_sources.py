"""Every collector on its recorded answers: found, absent, blocked, malformed. A folder in fixtures/sources is all a new one needs."""

from __future__ import annotations

import asyncio
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ereput.collect import engine
from ereput.collect.stage import sources
from ereput.model import Handle, Harvest, Page, Query, Skip, Subject, Target, Verdict
from ereput.registry import adapters

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COLLECTORS = adapters("ereput.collect.sources", "COLLECTOR")
NAMES = sorted(COLLECTORS)
TYPES = {
    ".json": "application/json",
    ".xml": "application/xml",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain",
    ".bin": "application/gzip",
    ".jpg": "image/jpeg",
}


def cases(name: str) -> dict:
    return tomllib.loads((FIXTURES / name / "cases.toml").read_text("utf-8"))


def subject_of(body: dict) -> Subject:
    told = body["subject"]
    return Subject(
        names=("Camille Durand",),
        handles=tuple(Handle(**handle) for handle in told.get("handles", ())),
        pages=tuple(told.get("pages", ())),
        born_year=told.get("born_year"),
        target=Target(offers=tuple(told.get("offers", ()))),
    )


def harvest(name: str, case: str) -> tuple[Harvest, list[str]]:
    """Run the collector over its recorded answers; whatever has none is a 404."""
    body = cases(name)
    asked: list[str] = []

    async def ask(query: Query) -> Page | Skip:
        asked.append(query.url)
        for route in body[case]:
            if route["match"] in query.url:
                path = FIXTURES / name / route["file"]
                headers = (("content-type", TYPES[path.suffix]),)
                return Page(
                    query=query, url=query.url, status=route.get("status", 200), headers=headers, body=path.read_bytes(), fetched_at=NOW
                )
        return Page(query=query, url=query.url, status=404, headers=(), body=b"", fetched_at=NOW)

    subject = subject_of(body)
    planned = [
        engine.Planned(collector=COLLECTORS[reader], query=query) for reader in readers(name) for query in COLLECTORS[reader].plan(subject)
    ]
    assert planned, f"{name} plans nothing for its own fixture"
    return asyncio.run(engine.run(planned, ask, budget=200, readers=COLLECTORS)), asked


def readers(name: str) -> tuple[str, ...]:
    """Feeds are discovered from pages: their fixture starts there."""
    return ("pages",) if name == "feeds" else (name,)


def own(found: Harvest, name: str) -> list:
    return [row for row in found.coverage if row.source == name or name in ("feeds",)]


@pytest.mark.parametrize("name", NAMES)
def test_found(name):
    """What was put there comes out, with its facts, hash and time; nothing fails."""
    found, _ = harvest(name, "found")
    assert not [skip for skip in found.skips if skip.code in ("collector_error", "malformed")], found.skips
    assert found.mentions
    said = {f"{mention.kind}:{key}={value}" for mention in found.mentions for key, value in mention.fields}
    assert not set(cases(name)["expect"]) - said
    assert all(mention.sha256 and mention.seen_at == NOW and mention.url for mention in found.mentions)
    assert all("<script" not in mention.text for mention in found.mentions)
    assert any(row.verdict is Verdict.PRESENT for row in own(found, name))


@pytest.mark.parametrize("name", NAMES)
def test_absent(name):
    """What is not there is said to be absent, and no mention is made of it."""
    found, _ = harvest(name, "absent")
    assert not found.mentions
    assert not [skip for skip in found.skips if skip.code == "collector_error"], found.skips
    assert Verdict(cases(name)["absent_verdict"]) in {row.verdict for row in own(found, name)}
    assert Verdict.PRESENT not in {row.verdict for row in own(found, name)} or name in ("pipermail", "ietf", "commoncrawl")


@pytest.mark.parametrize("name", NAMES)
def test_blocked(name):
    """A refusal is a refusal: never absent, never silent."""
    found, _ = harvest(name, "blocked")
    assert {row.verdict for row in found.coverage} == {Verdict.BLOCKED}
    assert {skip.code for skip in found.skips} == {"blocked"}
    assert not found.mentions


@pytest.mark.parametrize("name", NAMES)
def test_malformed(name):
    """An answer of another shape is told as such, or read as an empty page; never an error, never an absence."""
    found, _ = harvest(name, "malformed")
    assert "collector_error" not in {skip.code for skip in found.skips}, found.skips
    if not cases(name).get("malformed_is_read"):
        assert "malformed" in {skip.code for skip in found.skips}
        assert Verdict.ABSENT not in {row.verdict for row in found.coverage}
        assert not found.mentions or name == "feeds"


def test_every_collector_tells_about_itself():
    """`ereput sources` has a row for each: a title, what it needs, its terms."""
    rows = sources()
    assert [row.name for row in rows] == NAMES
    assert all(str(row.title) and str(row.needs) and str(row.terms) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_asked_of_a_name_alone(name):
    """A subject who gave nothing to this source is not looked for there."""
    assert (
        list(COLLECTORS[name].plan(Subject(names=("Camille Durand",), emails=("camille@courriel.example",), phones=("0639980000",)))) == []
    )
