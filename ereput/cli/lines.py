"""JSON lines in, JSON lines out: how `scan --jsonl` and `keywords --jsonl` read {"id", "text"} and answer one line for each, in order."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from ereput.model import sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")


@dataclass(slots=True)
class Lines:
    """The records of a stream. What is not a record is kept in `wrong` (line number, why) and answered in its place."""

    source: Iterable[bytes]
    wrong: int = 0
    _waiting: deque[tuple[Any, str]] = field(default_factory=deque)  # (id, "") of a record read, or (number, why) of a line refused

    def answers(self, read: Callable[[Iterable[str]], Iterator[T]], shape: Callable[[T], dict[str, Any]]) -> Iterator[str]:
        """One JSON line for each line of the source: `{"id": …} | shape(result)`, or `{"line": n, "error": why}`."""
        for result in read(self._texts()):
            yield from self._errors()
            yield dump({"id": self._waiting.popleft()[0]} | shape(result))
        yield from self._errors()

    def _texts(self) -> Iterator[str]:
        for number, line in enumerate(self.source, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                text = record["text"]
                if not isinstance(text, str):
                    raise TypeError
            except (ValueError, TypeError, KeyError, RecursionError):
                self.wrong += 1
                self._waiting.append((number, 'expected {"id": …, "text": "…"}'))
                continue
            self._waiting.append((record.get("id"), ""))
            yield sound(text)

    def _errors(self) -> Iterator[str]:
        while self._waiting and self._waiting[0][1]:
            number, why = self._waiting.popleft()
            yield dump({"line": number, "error": why})


def dump(value: Any) -> str:
    """One line of JSON, accents readable; escaped when the text holds a lone surrogate, which UTF-8 cannot carry."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return line
