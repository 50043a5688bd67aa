"""spaCy's tokenizer, the same tokens faster: its French exceptions factored, and each word cut once.

The model's tokenizer keeps words such as « porte-avions » whole by an alternation of 1.45 MB, each branch of which spells out the same
character classes; compiling it costs 1.6 s at every start. Branches that end alike are gathered here behind one copy of that ending.
`tests/analyse/nlp/test_nlp.py` holds the equality. Public interfaces only: `Tokenizer(...)` and the bytes that the model itself stores.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ROOM = 50_000
"""Chunks that the tokenizer remembers, and of which it is remembered that it knows them."""
_LETTERS = re.compile(r"\[(?:A-Z)?a-z")
"""The long class of letters at which a branch is cut in head and tail."""
_START = re.compile(r"\[(?:A-Z)?a-z[^\]]+\]\+")
"""The same class as the first thing of a head."""


def factor(pattern: str) -> str:
    """A pattern that accepts the same strings as `pattern`, an alternation of `(?:^…$)`; `pattern` itself when it has another shape.

    >>> factor("(?iu)(?:^porte-[a-zé]+$)|(?:^arcs?-[a-zé]+$)")
    '(?iu)^(?:(?:porte-|arcs?-)[a-zé]+)$'
    """
    flags, body = ("(?iu)", pattern[5:]) if pattern.startswith("(?iu)") else ("", pattern)
    if not (body.startswith("(?:^") and body.endswith("$)")):
        return pattern
    heads: dict[str, list[str]] = {}
    for branch in body[4:-2].split("$)|(?:^"):
        joint = _LETTERS.search(branch, 1)
        cut = joint.start() if joint else len(branch)
        heads.setdefault(branch[cut:], []).append(branch[:cut])
    parts = [f"{_together(group)}{tail}" for tail, group in heads.items()]
    return f"{flags}^(?:{'|'.join(parts)})$"


def _together(heads: list[str]) -> str:
    """An alternation of `heads`; a class of letters that they all begin with stands before it, once."""
    start = _START.match(heads[0])
    letters = start.group() if start and all(head.startswith(start.group()) for head in heads) else ""
    rest = "|".join(head[len(letters) :] for head in heads)
    return f"{letters}(?:{rest})" if len(heads) > 1 else f"{letters}{rest}"


def tokenizer(vocab: Vocab, path: Path) -> Tokenizer:
    """The tokenizer that the model stores at `path`, with its exceptions factored."""
    from spacy.tokenizer import Tokenizer
    from srsly import msgpack_loads

    stored: dict[str, Any] = msgpack_loads(path.read_bytes())

    def method(key: str, name: str) -> Callable[..., Any] | None:
        return getattr(re.compile(factor(stored[key])), name) if stored.get(key) else None

    return Tokenizer(
        vocab,
        rules=stored["exceptions"],
        prefix_search=method("prefix_search", "search"),
        suffix_search=method("suffix_search", "search"),
        infix_finditer=method("infix_finditer", "finditer"),
        token_match=method("token_match", "match"),
        url_match=method("url_match", "match"),
        faster_heuristics=stored.get("faster_heuristics", True),
        max_cache_size=ROOM,  # an audit may have more chunks than spaCy's 10,000
    )


def remembering(tokenizer: Tokenizer) -> Callable[[str], Doc]:
    """As `tokenizer`, which is shown each chunk between spaces by itself the first time.

    spaCy remembers how it cut a chunk, but stops remembering for the rest of a text at the first special case, and a line feed is one: of
    a page of several lines nothing would be remembered, and cutting would take as long as the model.
    """
    met: set[str] = set()

    def tokens(text: str) -> Doc:
        new = set(text.split()) - met
        for chunk in new:
            tokenizer(chunk)
        if len(met) > ROOM:
            met.clear()
        met.update(new)
        doc: Doc = tokenizer(text)
        return doc

    return tokens
