"""A search engine with an interface for programs: what to send, and how its hits are read. All else is the same for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ereput.collect import fields
from ereput.collect.dates import moment
from ereput.collect.queries import queries
from ereput.collect.reading import api, facts, load_object, mention, plain
from ereput.model import Handle, Kind, Page, Query, Seen, Skip, Subject, Tally, Text, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ereput.collect.base import Yield

WHY = say("ce qu'un moteur de recherche montre quand on tape votre nom")
CONFIGURED = say("une clé sous [keys]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of a results page."""

    url: str
    title: str
    snippet: str
    date: str = ""
    engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: where, with which headers and body."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProvider:
    """A collector over one engine. `request(words, base)` makes a request; `hits(body)` reads an answer, raising Malformed.

    `silent(body)` names the engines that did not answer, so that their silence is not taken for an absence.
    """

    name: str
    title: Text
    terms: Text
    base: str
    request: Callable[[str, str], Asked]
    hits: Callable[[dict[str, Any]], Iterable[Hit]]
    silent: Callable[[dict[str, Any]], tuple[str, ...]] = lambda body: ()
    needs: Text = CONFIGURED
    key: str = ""

    def plan(self, subject: Subject) -> Iterator[Query]:
        """One page of results for each query; the engine must have been chosen (a handle of its name)."""
        for handle in subject.users_of(self.name):
            yield from self._queries(subject, handle)

    def _queries(self, subject: Subject, handle: Handle) -> Iterator[Query]:
        for words in queries(subject):
            asked = self.request(words, handle.base or self.base)
            yield api(asked.url, WHY, self.name, headers=asked.headers, body=asked.body, words=words)

    def read(self, page: Page) -> Iterator[Yield]:
        if page.status >= 400:
            return
        body, words = load_object(page), page.query.about("words")
        found = list(self.hits(body))
        for rank, hit in enumerate(found, start=1):
            values = facts((fields.QUERY, words), (fields.ENGINE, hit.engine or self.name))
            yield mention(
                page, Kind.RESULT, url=hit.url, title=plain(hit.title), text=plain(hit.snippet), fields=values,
                published=moment(hit.date), rank=rank,
            )  # fmt: skip
        yield Tally(name=words, read=len(found))
        yield from self._said(page, body, found)

    def _said(self, page: Page, body: dict[str, Any], found: list[Hit]) -> Iterator[Yield]:
        silent = self.silent(body)
        if silent:
            reason = say("Des moteurs interrogés n'ont pas répondu : {names}.", names=", ".join(silent))
            yield Skip(source=self.name, code="blocked", where=page.query.url, reason=reason)
            if not found:
                yield Seen(verdict=Verdict.BLOCKED, reason=reason)
        elif not found:
            yield Seen(verdict=Verdict.ABSENT, reason=say("Aucun résultat pour cette recherche."))
