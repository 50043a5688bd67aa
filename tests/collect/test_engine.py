"""The loop over collectors: the same result whatever the timing, failures as values, nothing asked twice."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime

from ereput.collect import engine
from ereput.collect.reading import Malformed, web
from ereput.model import Kind, Mention, Page, Query, Seen, Skip, Subject, Tally, Verdict, say

NOW = datetime(2026, 11, 20, tzinfo=UTC)
WHY = say("un essai")


class Tree:
    """A collector whose pages lead to others: /a -> /a/0, /a/1… to a given depth."""

    name, title, needs, terms, key = "tree", WHY, WHY, WHY, ""

    def __init__(self, depth: int = 2, width: int = 3) -> None:
        self.depth, self.width = depth, width

    def plan(self, subject: Subject):
        yield web("https://t.example/a", WHY, self.name)
        yield web("https://t.example/b", WHY, self.name)

    def read(self, page: Page):
        yield Mention(source=self.name, url=page.url, kind=Kind.PAGE, text=page.url)
        yield Tally(name="rows", read=1)
        if page.url.count("/") - 3 < self.depth:
            yield from (web(f"{page.url}/{number}", WHY, self.name) for number in range(self.width))


def page(query: Query, status: int = 200, body: bytes = b"x") -> Page:
    return Page(query=query, url=query.url, status=status, headers=(), body=body, fetched_at=NOW)


def run(collector, ask, *, budget=100, **options):
    planned = [engine.Planned(collector=collector, query=query) for query in collector.plan(Subject(names=("X",)))]
    return asyncio.run(engine.run(planned, ask, budget=budget, **options))


def test_same_result_whatever_the_timing():
    """Answers that come in any order give the same harvest, in the same order."""
    results = set()
    for seed in range(5):
        draw = random.Random(seed)

        async def ask(query: Query, draw: random.Random = draw) -> Page:
            await asyncio.sleep(draw.random() / 200)
            return page(query)

        results.add(run(Tree(), ask))
    assert len(results) == 1
    assert len(results.pop().mentions) == 2 + 6 + 18


def test_one_question_is_asked_once():
    """Two collectors that want the same page share the answer; each has its row."""
    asked = []

    class Again(Tree):
        name = "again"

    async def ask(query: Query) -> Page:
        asked.append(query.url)
        return page(query)

    both = [engine.Planned(collector=c, query=q) for c in (Tree(0), Again(0)) for q in c.plan(Subject(names=("X",)))]
    found = asyncio.run(engine.run(both, ask, budget=10))
    assert sorted(asked) == ["https://t.example/a", "https://t.example/b"]
    assert sorted(row.source for row in found.coverage) == ["again", "again", "tree", "tree"]


def test_a_collector_that_fails_is_a_skip():
    """What it said before failing is kept; the type of the error is told, its text (which may hold personal values) is not."""

    class Broken(Tree):
        def read(self, answer: Page):
            yield Mention(source=self.name, url=answer.url, kind=Kind.PAGE)
            raise RuntimeError("secret@example.org")

    async def ask(query: Query) -> Page:
        return page(query)

    found = run(Broken(), ask)
    assert [skip.code for skip in found.skips] == ["collector_error"] * 2
    assert "secret" not in repr(found.skips)
    assert len(found.mentions) == 2


def test_malformed_and_settled_statuses():
    """A shape nobody knows is malformed; 403 is blocked, 503 undecided, 404 absent, and the collector's own word wins."""

    class Picky(Tree):
        def read(self, answer: Page):
            if answer.body == b"odd":
                raise Malformed
            if answer.body == b"own":
                yield Seen(verdict=Verdict.ABSENT, reason=say("vide"))

    verdicts = {}
    for status, body in ((200, b"odd"), (200, b"own"), (200, b"x"), (403, b""), (429, b""), (503, b""), (404, b""), (418, b"")):

        async def ask(query: Query, status: int = status, body: bytes = body) -> Page:
            return page(query, status, body)

        found = run(Picky(), ask)
        verdicts[status, body] = (str(found.coverage[0].verdict), *(skip.code for skip in found.skips[:1]))
    assert verdicts == {
        (200, b"odd"): ("undecided", "malformed"),
        (200, b"own"): ("absent",),
        (200, b"x"): ("undecided",),
        (403, b""): ("blocked", "blocked"),
        (429, b""): ("blocked", "rate_limited"),
        (503, b""): ("undecided", "server_error"),
        (404, b""): ("absent",),
        (418, b""): ("undecided",),
    }


def test_skips_from_the_network_are_covered():
    """A question without an answer has its row and its reason."""

    async def ask(query: Query) -> Skip:
        return Skip(source="x", code="robots", where=query.url, reason=WHY)

    found = run(Tree(), ask)
    assert [(row.verdict, row.source) for row in found.coverage] == [(Verdict.BLOCKED, "tree")] * 2
    assert {skip.source for skip in found.skips} == {"tree"}


def test_budget_and_depth_are_told():
    """What the budget or the depth leaves out is a Skip, not a silence."""

    async def ask(query: Query) -> Page:
        return page(query)

    found = run(Tree(depth=5, width=1), ask, budget=4)
    assert len(found.mentions) == 4
    assert {skip.code for skip in found.skips} == {"budget"}
    deep = run(Tree(depth=50, width=1), ask)
    assert {skip.code for skip in deep.skips} == {"budget"}


def test_handing_over_and_turning_off():
    """A query may name another source, which then reads it; a source that is off is not asked."""

    class Handing(Tree):
        def read(self, answer: Page):
            yield web("https://t.example/other", WHY, "second")
            yield web("https://t.example/off", WHY, "off")

    class Second(Tree):
        name = "second"

        def read(self, answer: Page):
            yield Mention(source=self.name, url=answer.url, kind=Kind.PAGE)

    asked = []

    async def ask(query: Query) -> Page:
        asked.append(query.url)
        return page(query)

    told, seen = [], []
    found = run(Handing(), ask, readers={"second": Second()}, progress=lambda *args: told.append(args), notice=seen.append)
    assert [mention.source for mention in found.mentions] == ["second"]
    assert "https://t.example/off" not in asked
    assert told[-1][1:] == (3, 3)
    assert seen == list(found.mentions)
