"""Named entities out of a spaCy recogniser, decided for all tokens at once.

spaCy's entity recogniser is a greedy automaton that takes one decision a token, in a loop. While no entity is open its decision depends on
the next token alone, so that those decisions are one matrix product for a whole batch; only the few tokens after the beginning of an entity
need steps, and all the entities of a batch step together. Same weights, same rules of what may follow what, same entities
(`tests/analyse/nlp/test_nlp.py` compares them over every corpus), a quarter of the time. Public interfaces only: layers and parameters by
their names. A recogniser of another build is left to spaCy.

The automaton: Lample et al. 2016, https://arxiv.org/abs/1603.01360; its rules: spaCy's `BiluoPushDown`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from ereput.analyse.nlp.encoding import encoder
from ereput.analyse.nlp.tokens import remembering
from ereput.analyse.nlp.words import WordVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    from ereput.analyse.nlp.words import Floats

    Integers = NDArray[numpy.int64]

Named: TypeAlias = "tuple[int, int, str]"
"""First code point, code point after the last, label of the model."""
Read: TypeAlias = "Callable[[Sequence[str]], list[list[Named]]]"
LONGEST = 32
"""Tokens of the longest entity that is decided here; a batch with a longer one is left to spaCy, whose cost is linear whatever comes."""


def reader(model: Language) -> Read:
    """What gives the entities of each text by `model`, a pipeline of one entity recogniser."""
    if _decidable(model):
        return Decoder(model).read
    return partial(plain, model)


def plain(model: Language, texts: Sequence[str]) -> list[list[Named]]:
    """The entities of each text, by spaCy alone."""
    docs = model.pipe(texts, batch_size=max(1, len(texts)))
    return [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs]


def _decidable(model: Language) -> bool:
    """Whether the recogniser is the one this module knows: greedy, three tokens of context, two layers above its own tok2vec."""
    if model.pipe_names != ["ner"]:
        return False
    ner: Any = model.get_pipe("ner")
    layers = ner.model
    return (
        ner.cfg.get("beam_width") == 1
        and layers.attrs.get("has_upper") is True
        and not layers.attrs["unseen_classes"]
        and layers.get_ref("lower").get_dim("nF") == 3
        and {"embed", "encode"} <= set(layers.get_ref("tok2vec").layers[0].ref_names)
        and [layer.name for layer in layers.get_ref("tok2vec").layers[1:]] == ["list2array", "linear"]
    )


class Decoder:
    """The recogniser's layers, and its moves as arrays: `B-` begins an entity, `I-` continues, `L-` ends, `U-` is one token, `O` none."""

    def __init__(self, model: Language) -> None:
        import numpy

        ner: Any = model.get_pipe("ner")
        inner, _, linear = ner.model.get_ref("tok2vec").layers
        self._model, self._tokens = model, remembering(model.tokenizer)
        self._encode = encoder(inner.get_ref("encode"))
        self._words = WordVectors(inner.get_ref("embed"), model.vocab)
        lower, upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
        into, shift = linear.get_param("W").T.astype("float64"), linear.get_param("b")  # made one with the layer above
        pad, bias = lower.get_param("pad")[0], lower.get_param("b")
        self._pieces = []
        for p in range(lower.get_dim("nP")):
            weights = lower.get_param("W")[:, :, p].transpose(0, 2, 1)
            moved = shift @ weights
            three, one = bias[:, p] + moved.sum(axis=0), (pad[1] + pad[2] + bias)[:, p] + moved[0]
            self._pieces.append(((into @ weights).astype("float32"), three, one))
        self._upper = upper.get_param("W").T.copy(), upper.get_param("b")
        moves = [ner.moves.get_class_name(move) for move in range(ner.moves.n_moves)]
        self._labels = [move[2:] for move in moves]
        at = {move: n for n, move in enumerate(moves)}
        self._out = at["O"]
        self._begins = numpy.array([move[:2] == "B-" for move in moves])
        self._alone = numpy.array([move[:2] == "U-" and len(move) > 2 for move in moves])
        self._goes_on = numpy.array([at.get(f"I-{label}", -1) for label in self._labels])
        self._ends = numpy.array([at.get(f"L-{label}", -1) for label in self._labels])

    def read(self, texts: Sequence[str]) -> list[list[Named]]:
        """The entities of each text; texts are not empty."""
        docs = [self._tokens(text) for text in texts]
        tokens = self._encode(*self._words.of(docs), [len(doc) for doc in docs])
        moves, last = self._moves(docs, tokens)
        ends = self._close(tokens, moves, last)
        return plain(self._model, texts) if ends is None else self._named(docs, moves, ends)

    def _moves(self, docs: Sequence[Doc], tokens: Floats) -> tuple[Integers, NDArray[numpy.bool_]]:
        """The best move of each token if no entity is open before it; and which tokens are the last of their text."""
        import numpy

        scores = self._scores([tokens @ weights[0] + padded for weights, _, padded in self._pieces])
        last = numpy.zeros(len(tokens), dtype=bool)
        last[numpy.cumsum([len(doc) for doc in docs]) - 1] = True
        space = numpy.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        starts = self._begins | self._alone
        scores[:, ~starts & (numpy.arange(len(starts)) != self._out)] = -numpy.inf
        scores[numpy.ix_(last, self._begins)] = -numpy.inf  # nothing is left to end it
        scores[numpy.ix_(space, starts)] = -numpy.inf
        return scores.argmax(axis=1), last

    def _scores(self, pieces: list[Floats]) -> Floats:
        """The scores of all moves in each state, from the linear pieces whose maximum is the hidden layer."""
        import numpy

        weights, bias = self._upper
        hidden = pieces[0]
        for piece in pieces[1:]:
            numpy.maximum(hidden, piece, out=hidden)
        scores: Floats = hidden @ weights
        scores += bias
        return scores

    def _close(self, tokens: Floats, moves: Integers, last: NDArray[numpy.bool_]) -> dict[int, int] | None:
        """The last token of the entity that would begin at each token where one may; None when one is longer than LONGEST."""
        import numpy

        ends = {int(token): int(token) for token in numpy.flatnonzero(self._alone[moves])}
        first = numpy.flatnonzero(self._begins[moves])
        for length in range(1, LONGEST):
            if not len(first):
                return ends
            here, every = first + length, numpy.arange(len(first))
            scores = self._scores(
                [tokens[here] @ w[0] + tokens[first] @ w[1] + tokens[here - 1] @ w[2] + bias for w, bias, _ in self._pieces]
            )
            goes_on, stops = self._goes_on[moves[first]], self._ends[moves[first]]
            done = last[here] | (scores[every, stops] > scores[every, goes_on])
            ends.update(zip(first[done].tolist(), here[done].tolist(), strict=True))
            first = first[~done]
        return None if len(first) else ends

    def _named(self, docs: Sequence[Doc], moves: Integers, ends: dict[int, int]) -> list[list[Named]]:
        """The entities that stand: a beginning inside an entity that is open is none."""
        named: list[list[Named]] = []
        starts = iter([*sorted(ends), moves.size])
        start, offset = next(starts), 0
        for doc in docs:
            named.append([])
            free, stop = offset, offset + len(doc)
            while start < stop:
                if start >= free:
                    one, other = doc[start - offset], doc[ends[start] - offset]
                    named[-1].append((one.idx, other.idx + len(other), self._labels[moves[start]]))
                    free = ends[start] + 1
                start = next(starts)
            offset = stop
        return named
