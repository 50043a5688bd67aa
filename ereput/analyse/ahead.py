"""Reading ahead: a second process loads the language model and reads texts while the network is still answering.

It stands for `Nlp` (same `language` and `entities`): what was read ahead is handed over, the rest is read on the spot. A second process,
not a thread: a thread that computes would hold the interpreter lock and keep the event loop from its sockets.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from ereput.analyse.nlp import Nlp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from ereput.model import Entity

BATCH = 16
_Pair = tuple[str, str]
_nlp: Nlp | None = None


def _read(pairs: list[_Pair]) -> list[tuple[Entity, ...]]:
    """In the second process: the entities of each pair; an empty list only loads the model."""
    global _nlp
    if _nlp is None:
        _nlp = Nlp()
    return list(_nlp.entities(pairs or [(" ", "fr")]))


class ReadAhead:
    """Texts are fed as they are found; `entities` gives what was read, whether ahead or now. Use it as a context manager."""

    def __init__(self) -> None:
        self._nlp = Nlp()
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._waiting: list[_Pair] = []
        self._sent: list[tuple[list[_Pair], Future[list[tuple[Entity, ...]]] | None]] = []
        self._fed: set[_Pair] = set()

    def __enter__(self) -> Self:
        self._send([])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

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

    def _send(self, batch: list[_Pair]) -> None:
        try:
            self._sent.append((batch, self._pool.submit(_read, batch)))
        except BrokenProcessPool:
            self._sent.append((batch, None))

    def _result(self, batch: list[_Pair], future: Future[list[tuple[Entity, ...]]] | None) -> list[tuple[Entity, ...]]:
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:  # killed from outside, or out of memory: read here rather than lose it
            pass
        return list(self._nlp.entities(batch))
