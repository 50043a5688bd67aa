"""Masks: same length, nothing personal left, offsets hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.masking import CLEAR_KINDS, DOT, fold_name, mask, mask_spans, pieces, pseudonym, quote
from ereput.model import Span

KINDS = st.sampled_from(["PHONE", "EMAIL", "IBAN", "NIR", "ADDRESS", "DOB", "CARD", "PERSON", "ZIP"])


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("PHONE", "06 39 98 27 41", "06 •• •• •• 41"),
        ("PHONE", "+33639982741", "+33•••••••41"),
        ("PHONE", "3631", "3•••"),
        ("EMAIL", "camille@example.org", "c••••••@•••••••.org"),
        ("EMAIL", "a@b", "a@•"),
        ("IBAN", "FR76 3099 9044", "FR•• •••• ••44"),
        ("NIR", "2 05 03 44 109 123 99", "2 •• •• •• ••• ••• ••"),
        ("ADDRESS", "17 rue des Lilas", "1• ••• ••• •••••"),
        ("PERSON", "Camille Durand", "Camille Durand"),
        ("PASSWORD", "motdepasse 1!", "•••••••••• ••"),
    ],
)
def test_masks_of_each_kind(kind: str, value: str, masked: str) -> None:
    """The reader recognises her own value; nobody else learns it."""
    assert mask(kind, value) == masked


@given(KINDS, st.text(max_size=60))
def test_a_mask_has_the_length_of_its_value(kind: str, value: str) -> None:
    """Offsets in a masked text are offsets in the raw one."""
    assert len(mask(kind, value)) == len(value)


@given(st.sampled_from(["PHONE", "IBAN", "CARD", "NIR", "ADDRESS", "DOB"]), st.text(min_size=2, max_size=60))
def test_most_of_an_identifier_is_hidden(kind: str, value: str) -> None:
    """At most four letters or digits of it show, and never all of them when there are two or more."""
    shown = sum(char.isalnum() for char in mask(kind, value))
    marks = sum(char.isalnum() for char in value)
    assert shown <= 4
    assert marks < 2 or shown < marks


@given(st.text(alphabet="ab 1é•\n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), KINDS), max_size=6))
def test_masking_spans_keeps_length_and_never_gives_back_a_dot(text: str, raw: list[tuple[int, int, str]]) -> None:
    """Overlapping spans are each applied: what one hides, no other shows; characters are kept or become dots."""
    spans = [Span(start=min(a, b), end=max(a, b), kind=kind, confidence=1.0, rule="r") for a, b, kind in raw]
    masked = mask_spans(text, spans)
    assert len(masked) == len(text)
    assert all(after in (before, DOT) for before, after in zip(text, masked, strict=True))
    one_by_one = text
    for span in spans:
        once = mask_spans(text, [span])
        one_by_one = "".join(DOT if DOT in (a, b) else a for a, b in zip(one_by_one, once, strict=True))
    assert masked == one_by_one


def test_clear_kinds_are_left_in_clear() -> None:
    """Names, places, organisations are no identifiers by themselves."""
    assert all(mask(kind, "Valeur") == "Valeur" for kind in CLEAR_KINDS)


def test_a_quote_is_cut_at_words_and_says_where_it_is_cut() -> None:
    """The passage asked for is whole; what stands around is cut between words, with an ellipsis."""
    text = "un deux trois quatre cinq six sept huit"
    assert quote(text, 14, 20, around=6) == "… trois quatre cinq …"
    assert quote(text, 0, 2, around=100) == text
    assert quote("court", 0, 5) == "court"


@given(st.text(alphabet="abc d\n", max_size=80), st.data())
def test_a_quote_holds_its_passage(text: str, data: st.DataObject) -> None:
    """Every word of the passage is in the quote, on one line."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = quote(text, start, end, around=5)
    assert "\n" not in cut
    assert " ".join(text[start:end].split()) in cut


@given(st.text(max_size=30))
def test_a_folded_name_has_no_case_accent_or_order(name: str) -> None:
    """Folding twice changes nothing, capitals and word order never matter; `ordered` keeps the order."""
    folded = fold_name(name)
    assert fold_name(folded) == folded
    assert folded.split() == sorted(fold_name(name, ordered=True).split())


def test_a_pseudonym_depends_on_the_salt() -> None:
    """The same name is the same contact in one store, and nobody in another."""
    assert pseudonym(b"a", "camille durand") == pseudonym(b"a", "camille durand") != pseudonym(b"b", "camille durand")
    assert len(pseudonym(b"s" * 80, "\ud800")) == 32


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Un. Deux ! Trois", ["Un.", "Deux !", "Trois"]),
        ("Une ligne qui va\nà la suivante", ["Une ligne qui va\nà la suivante"]),
        ("Cheffe de\nProjet", ["Cheffe de\nProjet"]),
        ("Titre\nCorps\n\nautre", ["Titre", "Corps", "autre"]),
        ("Savoir • SQL • Python", ["Savoir", "SQL", "Python"]),
        ("  \n ", []),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, cut: list[str]) -> None:
    """At a full stop, a bullet, the end of a line; not where a PDF breaks a line in mid-sentence."""
    assert [text[start:end] for start, end in pieces(text)] == cut


@given(st.text(max_size=200))
def test_pieces_lose_no_letter(text: str) -> None:
    """In order, apart, none blank, and all that is no space or bullet lies in one of them."""
    found = list(pieces(text))
    assert all(start < end and text[start:end].strip() for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    outside = "".join(text[a:b] for a, b in zip([0, *(e for _, e in found)], [*(s for s, _ in found), len(text)], strict=True))
    assert not outside.strip(" \t\n•▪●◦‣") or outside.isspace() or not any(c.isalnum() for c in outside)
