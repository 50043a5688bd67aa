"""Laws of the dictionary of phrases: what it numbers it finds, one foreign word is passed over, and its memory is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ereput.analyse.keywords import trie

if TYPE_CHECKING:
    import pytest

PHRASES = [("gestion",), ("gestion", "projet"), ("tableau", "bord"), ("gestion", "projet", "web"), ("gestion", "projet"), ("bord",)]


def test_every_phrase_is_found_by_its_keys() -> None:
    """The numbers of a phrase are those of its own rows, twins together; what is no phrase has none."""
    made, order = trie.build(PHRASES)
    for keys in PHRASES:
        assert [PHRASES[order[number]] for number in made.find(keys)] == [keys] * PHRASES.count(keys)
    for keys in ((), ("tableau",), ("projet",), ("gestion", "web"), ("nothing",), ("bord", "gestion")):
        assert not made.find(keys)


def test_a_walk_gives_each_phrase_of_a_place_the_longest_first() -> None:
    """Linking words are passed over, and one foreign word before the last."""
    made, _ = trie.build([("gestion",), ("gestion", "projet"), ("gestion", "projet", "web"), ("tablau", "bord")])
    ids = made.tokens("gestion de projet web, gestion vive de projet")
    found = [[(first, last, gap) for first, last, _, gap in hits] for hits in made.walk(ids)]
    assert found == [[(0, 3, False), (0, 2, False), (0, 0, False)], [(4, 7, True), (4, 4, False)]]


def test_the_moves_kept_at_hand_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many states a text goes through, few are kept, and what is found stays the same."""
    made, _ = trie.build(PHRASES)
    ids = made.tokens("gestion de projet web tableau de bord " * 3)
    whole = list(made.walk(ids))
    monkeypatch.setattr(trie, "VISITED", 1)
    made.after.clear()
    assert list(made.walk(ids)) == whole
    assert len(made.after) <= 2
