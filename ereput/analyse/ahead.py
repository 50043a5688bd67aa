"""Reading ahead: texts are read while the network is still answering.

A second process loads the language model and finds the entities, for a thread would hold the interpreter lock for seconds and keep the
event loop from its sockets. A thread finds the personal data and the concepts, a few milliseconds a page, and makes ready what comes after
the network. What was read ahead is handed over by the names it has on the spot (`Nlp.language` and `.entities`, `detect`, `Matcher.find`);
the rest is read when it is asked for.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cached_property, partial
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
from ereput.analyse.nlp import Nlp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from ereput.analyse.keywords.matcher import Skill
    from ereput.model import Entity

BATCH = 16
_Pair: TypeAlias = "tuple[str, str]"
_Read: TypeAlias = "list[tuple[Entity, ...]]"
Asked = TypeVar("Asked")
Given = TypeVar("Given")
_nlp: Nlp | None = None


def _read(pairs: list[_Pair]) -> _Read:
    """In the second process: the entities of each pair; an empty list only loads the model."""
    global _nlp
    if _nlp is None:
        _nlp = Nlp()
    return list(_nlp.entities(pairs or [(" ", "fr")]))


class Foreseen(Generic[Asked, Given]):
    """A function, and what it gave ahead; `make` makes the function when it is first asked, in whichever thread that is."""

    def __init__(self, make: Callable[[], Callable[[Asked], Given]]) -> None:
        self._make = make
        self._known: dict[Asked, Given] = {}

    @cached_property
    def _function(self) -> Callable[[Asked], Given]:
        return self._make()

    def __call__(self, asked: Asked) -> Given:
        known = self._known.get(asked)
        return self._function(asked) if known is None else known

    def foresee(self, asked: Asked) -> None:
        self._known[asked] = self._function(asked)


class ReadAhead:
    """Texts are fed as they are found; `entities`, `detect` and `find` give what was read, whether ahead or now. Use it as a context
    manager.

    `finder` makes what finds the concepts of a text; `meanwhile` makes something else ready. Both are called in the thread once the model
    is loaded, and what they fail at shows when it is asked for.
    """

    def __init__(self, finder: Callable[[], Callable[[str], tuple[Skill, ...]]], meanwhile: Callable[[], object] | None = None) -> None:
        self._nlp = Nlp()
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._beside = ThreadPoolExecutor(1)
        self._meanwhile = meanwhile
        self._waiting: list[_Pair] = []
        self._sent: list[tuple[list[_Pair], Future[_Read] | None]] = []
        self._fed: set[_Pair] = set()
        self._sending = RLock()
        self.detect = Foreseen(lambda: detect)
        self.find = Foreseen(finder)

    def __enter__(self) -> Self:
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
        if not self._fed:  # the first text: the model is loaded from now on, when the first questions have left
            self._send([])
        self._fed.add(pair)
        self._waiting.append(pair)
        self._send_on()

    def entities(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Entity, ...]]:
        """The entities of each `(text, language)`, in order. Raises SetupError as `Nlp` does."""
        pairs = list(texts)
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in self._fed]
        for pair in missing:
            self.feed(pair)
        self._send_on(rest=True)
        known: dict[_Pair, tuple[Entity, ...]] = {}
        for batch, future in self._sent:
            known |= zip(batch, self._result(batch, future), strict=False)
        return iter([known.get(pair, ()) for pair in pairs])

    def _send_on(self, *, rest: bool = False) -> None:
        """Send what waits: whole batches, and the `rest` when nothing more will come or the second process has nothing else to do."""
        with self._sending:
            last = self._sent[-1][1] if self._sent else None
            idle = last is None or last.done()
            while len(self._waiting) >= BATCH or (self._waiting and (rest or idle)):
                batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                self._send(batch)

    def _send(self, batch: list[_Pair]) -> None:
        try:
            future = self._pool.submit(_read, batch)
        except BrokenProcessPool:
            self._sent.append((batch, None))
            return
        self._sent.append((batch, future))
        future.add_done_callback(partial(self._follow, batch))

    def _follow(self, batch: list[_Pair], done: Future[_Read]) -> None:
        """In a thread of the pool, for each batch that was read; the empty one says that the model is loaded."""
        if done.cancelled() or done.exception() is not None:
            return
        with suppress(RuntimeError):  # the audit is over, nobody asks any more
            self._send_on()
            if batch:
                self._beside.submit(self._look, batch, done.result())
                return
            self._beside.submit(self.find, "")
            if self._meanwhile is not None:
                self._beside.submit(self._meanwhile)

    def _look(self, batch: list[_Pair], read: _Read) -> None:
        """In the thread. What it cannot read is read again when it is asked for, and fails there."""
        for (text, language), entities in zip(batch, read, strict=False):
            self.detect.foresee(Passage(text=text, language=language, entities=entities))
        for text, _ in batch:
            self.find.foresee(text)

    def _result(self, batch: list[_Pair], future: Future[_Read] | None) -> _Read:
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:  # killed from outside, or out of memory: read here rather than lose it
            pass
        return list(self._nlp.entities(batch))
