"""The first layers of the model, once for each distinct word: they look at one word alone, and a page says few words many times.

spaCy computes them for every token. Here they are computed by the model's own layers for the words not met yet, and looked up for the
others: the same vectors, for a few thousand words instead of all tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from thinc.api import Model

    Floats = NDArray[numpy.float32]
    Attributes = NDArray[numpy.uint64]

ROOM = 32_768
"""Words remembered at most, 13 MB; then they are forgotten and learnt again."""
MIXER = 0x9E3779B97F4A7C15
"""Odd, without pattern: the 64-bit hashes of a word's attributes are mixed by its powers into one key."""


class Words:
    """What the model's first layers ask of a `Doc`: the attributes of its tokens, here of distinct words."""

    def __init__(self, vocab: Vocab, names: Sequence[int | str], attributes: Attributes) -> None:
        self.vocab = vocab
        self._columns: dict[int | str, Attributes] = dict(zip(names, attributes.T, strict=True))

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def to_array(self, wanted: int | str | list[int | str]) -> Attributes:
        """The columns `wanted`, a name or a list of names; as `Doc.to_array`."""
        import numpy

        if isinstance(wanted, list):
            return numpy.column_stack([self._columns[name] for name in wanted])
        return self._columns[wanted]


class WordVectors:
    """The rows that `embed`, the first layers of a tok2vec model, gives for the tokens of texts."""

    def __init__(self, embed: Model[Any, Any], vocab: Vocab) -> None:
        import numpy

        columns = [name for node in embed.walk() if node.name == "extract_features" for name in node.attrs["columns"]]
        self._names: list[int | str] = list(dict.fromkeys([*columns, vocab.vectors.attr]))
        self._mixer = numpy.array([pow(MIXER, n, 1 << 64) for n in range(1, len(self._names) + 1)], dtype="uint64")
        self._embed, self._vocab = embed, vocab
        self._known: dict[int, int] = {}
        self._rows: Floats = numpy.empty((ROOM, embed.get_dim("nO")), dtype="float32")

    def of(self, docs: Sequence[Doc]) -> tuple[Floats, NDArray[numpy.intp]]:
        """One row a distinct word, and the row of each token."""
        import numpy

        attributes = numpy.concatenate([cast("Attributes", doc.to_array(self._names)) for doc in docs])
        keys, first, back = numpy.unique((attributes * self._mixer).sum(axis=1, dtype="uint64"), return_index=True, return_inverse=True)
        return self._find(keys.tolist(), attributes[first]), back

    def _find(self, keys: list[int], attributes: Attributes) -> Floats:
        """The rows of distinct words, in order; the new ones are computed together."""
        if len(keys) > ROOM:
            return self._compute(attributes)
        if len(self._known.keys() | keys) > ROOM:
            self._known.clear()
        new = [at for at, key in enumerate(keys) if key not in self._known]
        if new:
            free = len(self._known)
            self._rows[free : free + len(new)] = self._compute(attributes[new])
            self._known.update((keys[at], free + n) for n, at in enumerate(new))
        return self._rows[[self._known[key] for key in keys]]

    def _compute(self, attributes: Attributes) -> Floats:
        return cast("Floats", self._embed.predict([Words(self._vocab, self._names, attributes)])[0])
