"""Her answers: readable, corrected by hand, never lost, and asked for in the right order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ereput.errors import UsageError
from ereput.model import Band, Kind, Match, Mention, Subject
from ereput.resolve.review import answer, decisions, entropy, forget, key, questions, remember
from ereput.resolve.stage import resolve

if TYPE_CHECKING:
    from pathlib import Path


def page(url: str, kind: Kind = Kind.PAGE, **more: str) -> Mention:
    return Mention(source="web", url=url, kind=kind, **more)


def match(mention: Mention, p: float, band: Band = Band.TO_CHECK) -> Match:
    return Match(mention=mention.id, probability=p, band=band)


def test_answers_are_kept_and_replaced(tmp_path: Path) -> None:
    """An answer survives the run, a later one replaces it, and the file explains itself."""
    mention = page('https://a.example/"x"')
    assert decisions(tmp_path / "kept.toml") == {}
    remember(tmp_path / "kept.toml", mention, yes=True)
    assert remember(tmp_path / "kept.toml", mention, yes=False) == decisions(tmp_path / "kept.toml") == {mention.url: False}
    assert "true = c'est moi" in (tmp_path / "kept.toml").read_text()


def test_an_answer_holds_when_the_text_changes(tmp_path: Path) -> None:
    """For a page the answer is about its address; for a comment it is about that comment alone."""
    kept = remember(tmp_path / "kept.toml", page("https://a.example/p", text="avant"), yes=True)
    assert answer(page("https://a.example/p", text="après"), kept) is True
    comment = page("https://a.example/p", Kind.COMMENT, text="x")
    assert key(comment) == comment.id and answer(comment, kept) is None


def test_answers_win_in_resolve(tmp_path: Path) -> None:
    """What `review` keeps is what `resolve` obeys."""
    mention = page("https://a.example/p", title="Paul Martin")
    kept = remember(tmp_path / "kept.toml", mention, yes=True)
    assert resolve(Subject(names=("Camille Durand",)), [mention], decisions=kept)[0].by_user


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"[decisions]\na = true\nb = oui\n", "ligne 3, colonne 5"), (b'[decisions]\nx = "oui"', "x"), (b"decisions = 3", "table"),
        (b"# \xe9t\xe9\n[decisions]\n", "UTF-8"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told(tmp_path: Path, body: bytes, why: str) -> None:
    """A file that cannot be read stops with the place and a hint; it is never silently replaced."""
    (tmp_path / "kept.toml").write_bytes(body)
    with pytest.raises(UsageError) as error:
        decisions(tmp_path / "kept.toml")
    assert error.value.hint and why in str(error.value.text) and (tmp_path / "kept.toml").read_bytes() == body


def test_most_informative_first() -> None:
    """The most uncertain comes first, and one that tells on others before one that stands alone; sure ones are not asked."""
    half, low, sure = page("https://a.example"), page("https://b.example"), page("https://c.example")
    many = [page(f"https://forum.example/{i}", Kind.COMMENT, author="cam") for i in range(4)]
    mentions = [low, half, sure, *many]
    matches = [match(half, 0.5), match(low, 0.15), match(sure, 0.99, Band.CONFIRMED), *(match(m, 0.45) for m in many)]
    asked = questions(mentions, matches)
    assert asked[0].mention in many and asked[0].settles == 3
    assert [q.mention for q in asked][-2:] == [half, low] and sure not in [q.mention for q in asked]
    assert len(questions(mentions, matches, at_most=2)) == 2


def test_what_was_answered_is_not_asked_again() -> None:
    """An answer by address or by id closes the question."""
    pages = [page("https://a.example"), page("https://b.example", Kind.COMMENT), page("https://c.example")]
    matches = [match(p, 0.5) for p in pages]
    asked = questions(pages, matches, kept={pages[0].url: True, pages[1].id: False})
    assert [q.mention for q in asked] == pages[2:]


def test_entropy_bounds() -> None:
    """One bit at one half, none when sure."""
    assert entropy(0.5) == 1 and entropy(0) == entropy(1) == 0


@pytest.mark.parametrize("later", ["https://a.example/p", "http://www.a.example/p/", "https://www.a.example/p", "http://a.example/p"])
def test_an_answer_holds_however_the_site_writes_its_address(tmp_path: Path, later: str) -> None:
    """A site that goes to https, or drops its last slash, is the same page in the next run; a later answer replaces the one before."""
    kept = remember(tmp_path / "kept.toml", page("http://a.example/p/"), yes=False)
    assert answer(page(later), kept) is False and answer(page("https://a.example/q"), kept) is None
    assert remember(tmp_path / "kept.toml", page(later), yes=True) == {later: True}
    assert forget(tmp_path / "kept.toml", page("https://a.example/p/")) and decisions(tmp_path / "kept.toml") == {}
