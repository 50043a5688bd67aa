"""A token prefix dictionary over the words of 150,000 phrases, walked along a text: arrays, and dicts of the moves that texts make.

A token is the number of a word's key (`tokens.key`), so one look-up a word finds every inflected form. What is written between two spaces
is remembered with its tokens: a text is split by `str.split` and most of its pieces were seen before. No line of Python runs for a word
from which nothing goes on: sets of the tokens that may follow are compared with those that do, by loops of the interpreter itself.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, count, repeat
from typing import TYPE_CHECKING

from ereput.analyse.keywords.tokens import STOPS, WORD, base, fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FINAL = 1
"""The bit of a state in which a phrase ends."""
REMEMBERED, LONGEST = 200_000, 40
"""Pieces of text that are remembered, and letters of the longest."""
VISITED = 50_000
"""States whose moves are kept at hand."""

ALONE = -2
"""No token: in the set of what follows a word, it says that the word is a phrase by itself."""

_ALONE = repeat(ALONE)
_nothing = frozenset[int].isdisjoint
_BEFORE, _BEHIND = "(«\"'’“[", ",;:.!?…)»\"'’”]"
"""Punctuation around a word that is never part of it: a mark that may be (".net", "C++", "chargé(e)") is left to `WORD`."""


Hit = tuple[int, int, int, bool]
"""(first, last, state, gap): words [first, last] of a text are the keys of the phrases that end in `state`; gap: one foreign word stands
before the last. A bare tuple, for one is made at every seventh word."""


class Memory(dict[str, tuple[int, ...]]):
    """A piece of text without spaces -> the tokens of its words: 0 for one without meaning, -1 for one that no phrase uses.

    Fills itself, bounded; `words` holds what the words themselves are.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__()
        self.words: dict[str, Sequence[str]] = {}
        self._vocabulary = vocabulary
        self._known: dict[str, int] = {}
        self._same: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        words = split(piece)
        made = tuple(map(self._token, words))
        made = self._same.setdefault(made, made)  # few tuples, read again and again, stay near the processor
        if len(self) > REMEMBERED:
            self.clear()
            self.words.clear()
            self._known.clear()
            self._same.clear()
        if len(piece) <= LONGEST:
            self[piece], self.words[piece] = made, words
        return made

    def _token(self, word: str) -> int:
        token = self._known.get(word)
        if token is None:
            folded = fold(base(word))
            self._known[word] = token = 0 if folded in STOPS else self._vocabulary.get(stem(folded), -1)
        return token


def split(piece: str) -> Sequence[str]:
    """The words of a piece of text, most often one between its punctuation."""
    word = piece.lstrip(_BEFORE).rstrip(_BEHIND)
    return (word,) if word.isalnum() else WORD.findall(piece)


class After(dict[int, dict[int, int]]):
    """A state -> the moves from there: token -> state. Made when a text first goes there, bounded: a run needs few of 200,000."""

    def __init__(self, reached: array[int], start: array[int], first: array[int]) -> None:
        super().__init__()
        self._reached, self._start, self._first = reached, start, first

    def __missing__(self, state: int) -> dict[int, int]:
        if len(self) > VISITED:
            self.clear()
        node, ends = state >> 1, self._first
        # 0 is the state of no phrase: nothing goes on from there
        nodes = range(self._start[node], self._start[node + 1]) if node else ()
        made = self[state] = {self._reached[n]: n << 1 | (ends[n] < ends[n + 1]) for n in nodes}
        return made


class Follow(dict[int, frozenset[int]]):
    """A first token -> the tokens that may follow, and `ALONE` when it is a phrase by itself. Made when first asked for, bounded."""

    def __init__(self, reached: array[int], start: array[int], roots: Sequence[int]) -> None:
        super().__init__()
        self._reached, self._start, self._roots = reached, start, roots

    def __missing__(self, token: int) -> frozenset[int]:
        if len(self) > VISITED:
            self.clear()
        state = self._roots[token]
        node = state >> 1
        after = self._reached[self._start[node] : self._start[node + 1]] if node else ()
        made = self[token] = frozenset((*after, ALONE) if state & FINAL else after)
        return made


class Trie:
    """Phrases by their keys, breadth first: the nodes after node n are [start[n], start[n + 1]), and token `reached[m]` leads to node m.

    Phrases that end in one node have consecutive numbers: those of node n are [first[n], first[n + 1]). A state is twice the number of
    its node, and one more when a phrase ends there (`FINAL`); 0 is the state of what starts no phrase.
    """

    def __init__(self, vocabulary: dict[str, int], reached: array[int], start: array[int], first: array[int]) -> None:
        self.vocabulary, self.reached, self.start, self.first = vocabulary, reached, start, first
        self.after = After(reached, start, first)
        self._roots = [0] * (len(vocabulary) + 2)
        """The state after each first token; the last one is that of -1."""
        for node in range(start[0], start[1]):
            self._roots[reached[node]] = node << 1 | (first[node] < first[node + 1])

    @cached_property
    def memory(self) -> Memory:
        return Memory(self.vocabulary)

    @cached_property
    def follow(self) -> Follow:
        return Follow(self.reached, self.start, self._roots)

    def tokens(self, text: str) -> list[int]:
        """The tokens of the words of a text. No word holds a space, so that a text is read piece by piece."""
        return list(chain.from_iterable(map(self.memory.__getitem__, text.split())))

    def words(self, text: str) -> list[str]:
        """The words of a text whose tokens were asked for."""
        known, pieces = self.memory.words, text.split()
        try:
            return list(chain.from_iterable(map(known.__getitem__, pieces)))
        except KeyError:  # a piece too long to remember, or more of them than are remembered
            return list(chain.from_iterable(map(split, pieces)))

    def phrases(self, state: int) -> range:
        """The numbers of the phrases that end in a state."""
        return range(self.first[state >> 1], self.first[(state >> 1) + 1])

    def find(self, keys: Iterable[str]) -> range:
        """The numbers of the phrases with exactly these keys."""
        state = -1
        for token in (self.vocabulary.get(key, -1) for key in keys):
            state = self._roots[token] if state < 0 else self.after[state].get(token, 0)
        return self.phrases(max(state, 0))

    def walk(self, ids: Sequence[int]) -> Iterator[list[Hit]]:
        """For each word where a phrase starts: every phrase that does, longest first.

        Linking words (0) are passed over beforehand. Does a phrase start here, go on with the next word, or end with the one after
        ("gestion rigoureuse de projets")? One comparison says no at most words.
        """
        tokens, places = list(filter(None, ids)), list(compress(count(), ids))
        follow = list(map(self.follow.__getitem__, tokens))
        tokens += (0, 0, 0)  # nothing goes on with 0, so that no end needs to be looked for
        roots, after = self._roots, self.after
        for at, nothing in enumerate(map(_nothing, follow, zip(tokens[1:], tokens[2:], _ALONE, strict=False))):
            if nothing:
                continue
            first, state = places[at], roots[tokens[at]]
            found = [(first, first, state, False)] if state & FINAL else []
            moves = after[state]
            while moves:
                if (over := tokens[at + 2]) in moves and moves[over] & FINAL:
                    found.append((first, places[at + 2], moves[over], True))
                at += 1
                if (token := tokens[at]) not in moves:
                    break
                state = moves[token]
                if state & FINAL:
                    found.append((first, places[at], state, False))
                moves = after[state]
            if len(found) > 1:
                found.reverse()
            if found:
                yield found


def build(phrases: Iterable[tuple[str, ...]]) -> tuple[Trie, list[int]]:
    """The trie of these key sequences (none is empty), and the order in which it numbers them."""
    vocabulary: dict[str, int] = {}
    rows = [array("I", (vocabulary.setdefault(key, len(vocabulary) + 1) for key in keys)) for keys in phrases]
    tokens, ends, children = array("I", [0]), [0] * len(rows), Counter[int]()
    longer, depth = list(range(len(rows))), 0
    while longer:
        moves = [(ends[row], rows[row][depth]) for row in longer]
        nodes = {move: node for node, move in enumerate(sorted(set(moves)), len(tokens))}
        tokens.extend(token for _, token in nodes)
        children.update(node for node, _ in nodes)
        for row, move in zip(longer, moves, strict=True):
            ends[row] = nodes[move]
        depth += 1
        longer = [row for row in longer if len(rows[row]) > depth]
    order = sorted(range(len(ends)), key=ends.__getitem__)
    ending = Counter(ends)
    start = array("I", accumulate(map(children.__getitem__, range(len(tokens))), initial=1))
    first = array("I", accumulate(map(ending.__getitem__, range(len(tokens))), initial=0))
    return Trie(vocabulary, tokens, start, first), order
