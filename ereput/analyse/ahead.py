"""Reading ahead: texts are read while the network is still answering.

A second process loads the language model and finds the entities, for a thread would hold the interpreter lock for seconds and keep the
event loop from its sockets. A thread finds the personal data, a few milliseconds a page, and makes ready what comes after the network. What
was read ahead is handed over by the names it has on the spot (`Nlp.language` and `.entities`, `detect`); the rest is read when it is asked
for.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
from ereput.analyse.nlp import Nlp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from ereput.model import Entity, Span

BATCH = 16
_Pair: TypeAlias = "tuple[str, str]"
_Read: TypeAlias = "list[tuple[Entity, ...]]"
_nlp: Nlp | None = None


def _read(pairs: list[_Pair]) -> _Read:
    """In the second process: the entities of each pair; an empty list only loads the model."""
    global _nlp
    if _nlp is None:
        _nlp = Nlp()
    return list(_nlp.entities(pairs or [(" ", "fr")]))


class ReadAhead:
    """Texts are fed as they are found; `entities` and `detect` give what was read, whether ahead or now. Use it as a context manager.

    `meanwhile` is called in the thread once the model is loaded: what it makes ready, or fails to, shows when it is asked for.
    """

    def __init__(self, *meanwhile: Callable[[], object]) -> None:
        self._meanwhile = [*meanwhile]
        self._nlp = Nlp()
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._beside = ThreadPoolExecutor(1)
        self._waiting: list[_Pair] = []
        self._sent: list[tuple[list[_Pair], Future[_Read] | None]] = []
        self._fed: set[_Pair] = set()
        self._spans: dict[_Pair, tuple[Span, ...]] = {}

    def __enter__(self) -> Self:
        self._send([])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._beside.shutdown(wait=False, cancel_futures=True)

    def language(self, text: str) -> str:
        return self._nlp.language(text)

    def feed(self, pair: tuple[str, str]) -> None:
        """A `(text, language)` that `entities` will be asked for later."""
        if not pair[0] or pair in self._fed:
            return
        self._fed.add(pair)
        self._waiting.append(pair)
        if len(self._waiting) >= BATCH:
            self._send(self._waiting)
            self._waiting = []

    def entities(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Entity, ...]]:
        """The entities of each `(text, language)`, in order. Raises SetupError as `Nlp` does."""
        pairs = list(texts)
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in self._fed]
        for pair in missing:
            self.feed(pair)
        self._send(self._waiting)
        known: dict[_Pair, tuple[Entity, ...]] = {}
        for batch, future in self._sent:
            known |= zip(batch, self._result(batch, future), strict=False)
        return iter([known.get(pair, ()) for pair in pairs])

    def detect(self, passage: Passage) -> tuple[Span, ...]:
        """The personal data of `passage`, one of the texts with the entities found here or a text without; as `exposure.detect.detect`."""
        found = self._spans.get((passage.text, passage.language))
        return detect(passage) if found is None else found

    def _send(self, batch: list[_Pair]) -> None:
        try:
            future = self._pool.submit(_read, batch)
        except BrokenProcessPool:
            self._sent.append((batch, None))
            return
        self._sent.append((batch, future))
        future.add_done_callback(partial(self._follow, batch))

    def _follow(self, batch: list[_Pair], done: Future[_Read]) -> None:
        if not done.cancelled() and done.exception() is None:
            with suppress(RuntimeError):  # the audit is over, nobody asks any more
                self._beside.submit(self._look, batch, done.result())

    def _look(self, batch: list[_Pair], read: _Read) -> None:
        """In the thread. What it cannot read is read again when it is asked for, and fails there."""
        while self._meanwhile:
            self._meanwhile.pop(0)()
        for (text, language), entities in zip(batch, read, strict=False):
            self._spans[text, language] = detect(Passage(text=text, language=language, entities=entities))

    def _result(self, batch: list[_Pair], future: Future[_Read] | None) -> _Read:
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:  # killed from outside, or out of memory: read here rather than lose it
            pass
        return list(self._nlp.entities(batch))
