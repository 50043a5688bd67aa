"""A token prefix dictionary: one flat dict (state + token -> state) over the words of 150,000 phrases, walked along a text.

A token is the number of a word's key (`tokens.key`), so one look-up a word finds every inflected form. What is written between two spaces
is remembered with its tokens: a text is split by `str.split` and most of its pieces were seen before.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, count
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ereput.analyse.keywords.tokens import STOPS, WORD, base, fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FINAL = 1 << 21
"""More than there are tokens, so that `state + token` is one key; the bit of a state in which a phrase ends."""
STEP = FINAL << 1
"""States are multiples of this, with or without `FINAL`."""
REMEMBERED, LONGEST = 200_000, 40
"""Pieces of text that are remembered, and letters of the longest."""

Piece = tuple[Sequence[str], Sequence[int]]
_WORDS, _TOKENS = itemgetter(0), itemgetter(1)


class Hit(NamedTuple):
    """Words [first, last] of a text are the keys of the phrases that end in `state`; `gap`: one foreign word stands before the last."""

    first: int
    last: int
    state: int
    gap: bool = False


class Memory(dict[str, Piece]):
    """A piece of text without spaces -> its words and their tokens: 0 for a word without meaning, -1 for one that no phrase uses.

    Fills itself, bounded.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._known: dict[str, int] = {}

    def __missing__(self, piece: str) -> Piece:
        words = WORD.findall(piece)
        made = tuple(words), tuple(map(self._token, words))
        if len(self) > REMEMBERED:
            self.clear()
            self._known.clear()
        if len(piece) <= LONGEST:
            self[piece] = made
        return made

    def _token(self, word: str) -> int:
        token = self._known.get(word)
        if token is None:
            folded = fold(base(word))
            self._known[word] = token = 0 if folded in STOPS else self._vocabulary.get(stem(folded), -1)
        return token


class Trie:
    """Phrases by their keys. Those that end in one state have consecutive numbers: `first[n]` is the first of state n.

    `roots[token]` is the state after a first word (0 for none, and for token -1), `pairs` are the moves from there, `moves` all later
    ones. A text has many words that start a phrase and few that go on with it: the first two tables are small enough to stay in the
    processor's cache.
    """

    def __init__(
        self, vocabulary: dict[str, int], roots: list[int], pairs: dict[int, int], moves: dict[int, int], first: array[int]
    ) -> None:
        self.vocabulary, self.roots, self.pairs, self.moves, self.first = vocabulary, roots, pairs, moves, first

    @cached_property
    def memory(self) -> Memory:
        return Memory(self.vocabulary)

    def pieces(self, text: str) -> list[Piece]:
        """The words of a text with their tokens. No word holds a space, so that a text is read piece by piece."""
        return list(map(self.memory.__getitem__, text.split()))

    @staticmethod
    def tokens(pieces: Iterable[Piece]) -> list[int]:
        return list(chain.from_iterable(map(_TOKENS, pieces)))

    @staticmethod
    def words(pieces: Iterable[Piece]) -> list[str]:
        return list(chain.from_iterable(map(_WORDS, pieces)))

    def phrases(self, state: int) -> range:
        """The numbers of the phrases that end in a state."""
        return range(self.first[state // STEP], self.first[state // STEP + 1])

    def find(self, keys: Iterable[str]) -> range:
        """The numbers of the phrases with exactly these keys."""
        at = 0
        for place, key in enumerate(keys):
            token = self.vocabulary.get(key, -1)
            at = self.roots[token] if place == 0 else (self.pairs if place == 1 else self.moves).get(at + token, 0)
        return self.phrases(at)

    def walk(self, ids: Sequence[int]) -> Iterator[list[Hit]]:
        """For each word where a phrase starts: every phrase that does, longest first.

        Linking words (0) are passed over beforehand; three look-ups settle most words: does a phrase start here, go on with the next
        word, or end with the one after ("gestion rigoureuse de projets")?
        """
        move, pair = self.moves.get, self.pairs.get
        tokens, places = list(filter(None, ids)), list(compress(count(), ids))
        size = len(tokens)
        tokens += (0, 0, 0)  # nothing goes on with 0, so that no end needs to be looked for
        for at, (state, second, third) in enumerate(zip(map(self.roots.__getitem__, tokens[:size]), tokens[1:], tokens[2:], strict=False)):
            if not state:
                continue
            following = pair(state + second)
            if following is not None:
                found = [Hit(places[at], places[at], state)] if state & FINAL else []
                last, reached = at, 0
                while following is not None:
                    last, reached = last + 1, following
                    if reached & FINAL:
                        found.append(Hit(places[at], places[last], reached))
                    following = move(reached + tokens[last + 1])
                over = move(reached + tokens[last + 2], 0)
                if over & FINAL:
                    found.append(Hit(places[at], places[last + 2], over, True))
                if found:
                    found.reverse()
                    yield found
                continue
            ending = pair(state + third, 0)
            if ending & FINAL:
                gap = Hit(places[at], places[at + 2], ending, True)
                yield [gap, Hit(places[at], places[at], state)] if state & FINAL else [gap]
            elif state & FINAL:
                yield [Hit(places[at], places[at], state)]


def build(phrases: Iterable[tuple[str, ...]]) -> tuple[Trie, list[int]]:
    """The trie of these key sequences (none is empty), and the order in which it numbers them."""
    vocabulary: dict[str, int] = {}
    nodes: dict[int, int] = {}
    ends = array("I")
    for keys in phrases:
        node = 0
        for key in keys:
            node = nodes.setdefault(node * FINAL + vocabulary.setdefault(key, len(vocabulary) + 1), len(nodes) + 1)
        ends.append(node)
    ending = Counter(ends)
    states = array("Q", (node * STEP + (FINAL if node in ending else 0) for node in range(len(nodes) + 1)))
    roots = [0] * (len(vocabulary) + 2)
    pairs: dict[int, int] = {}
    moves: dict[int, int] = {}
    starts = {node for move, node in nodes.items() if move < FINAL}
    for move, node in nodes.items():
        before, token = divmod(move, FINAL)
        if not before:
            roots[token] = states[node]
        else:
            (pairs if before in starts else moves)[states[before] + token] = states[node]
    order = sorted(range(len(ends)), key=ends.__getitem__)
    first = array("I", accumulate(map(ending.__getitem__, range(len(states))), initial=0))
    return Trie(vocabulary, roots, pairs, moves, first), order
