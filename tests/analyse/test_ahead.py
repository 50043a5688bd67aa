"""Reading ahead in a second process gives what reading on the spot gives."""

from __future__ import annotations

import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from ereput.analyse import ahead
from ereput.analyse.ahead import ReadAhead
from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.detect import detect
from ereput.analyse.keywords.matcher import Skill
from ereput.analyse.nlp import Nlp

if TYPE_CHECKING:
    from collections.abc import Callable

    from ereput.analyse.keywords.footprint import Find


def finder() -> Find:
    """Words in capitals stand for concepts."""
    return lambda text: tuple(Skill(0, len(w), w, w.lower(), 1.0, "exact") for w in text.split() if w.isupper())


TEXTS = [("Camille Durand habite à Nantes.", "fr"), ("", "fr"), ("Elle travaille chez Atelier Loire avec Marc Petit.", "fr")]


def test_the_second_process_gives_the_entities_of_the_first():
    """What is fed, what is not fed, and what comes twice: entities are those of `Nlp`, in the order asked."""
    with ReadAhead(finder) as reader:
        for pair in TEXTS * 10:
            reader.feed(pair)
        asked = [*TEXTS, ("Paris accueille Julie Le Goff.", "fr"), TEXTS[0]]
        found = list(reader.entities(asked))
    assert found == list(Nlp().entities(asked))
    assert found[0] == found[-1] != ()
    assert found[1] == ()


def test_the_language_is_the_one_of_nlp():
    """`ReadAhead` stands for `Nlp`."""
    with ReadAhead(finder) as reader:
        assert reader.language("The meeting takes place every Tuesday morning.") == "en"


class Dead:
    """A pool whose process was killed: before (`submit`) or after (`result`) it took the work."""

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once

    def submit(self, *_: object) -> Future[object]:
        if self.at_once:
            raise BrokenProcessPool
        future: Future[object] = Future()
        future.set_exception(BrokenProcessPool())
        return future

    def shutdown(self, **_: object) -> None: ...


@pytest.mark.parametrize("at_once", [True, False])
def test_a_killed_process_loses_nothing(monkeypatch: pytest.MonkeyPatch, at_once: bool):
    """When the second process dies, its texts are read here."""
    monkeypatch.setattr(ahead, "ProcessPoolExecutor", lambda *_, **__: Dead(at_once=at_once))
    with ReadAhead(finder) as reader:
        assert list(reader.entities(TEXTS)) == list(Nlp().entities(TEXTS))


def test_the_worker_loads_the_model_for_an_empty_batch(monkeypatch: pytest.MonkeyPatch):
    """The first call, made before any text is known, pays for the model; it answers nothing of use."""
    monkeypatch.setattr(ahead, "_nlp", None)
    assert ahead._read([]) == [()]
    assert ahead._nlp is not None


def broken() -> Find:
    raise RuntimeError


@pytest.mark.parametrize("meanwhile", [None, broken])
def test_what_is_found_ahead_is_what_is_found_on_the_spot(meanwhile: Callable[[], object] | None) -> None:
    """Spans are those of `detect` and concepts those of `finder`, whether fed or not; what fails beside fails nobody."""
    text = "Camille Durand, 06 39 98 27 41, habite chez Marc Petit à Nantes et écrit du SQL."
    with ReadAhead(finder, meanwhile) as reader:
        reader.feed((text, "fr"))
        (entities,) = reader.entities([(text, "fr")])
        reader._beside.submit(int).result()
        assert reader.detect._known
        assert reader.find._known
        for passage in (Passage(text=text, language="fr", entities=entities), Passage(text="Appelez le 06 39 98 27 41, en HTML.")):
            assert reader.detect(passage) == detect(passage) != ()
            assert reader.find(passage.text) == finder()(passage.text) != ()


def test_concepts_that_cannot_be_found_ahead_fail_where_they_are_asked_for() -> None:
    """The personal data of the same texts are found all the same."""
    with ReadAhead(broken) as reader:
        (entities,) = reader.entities(TEXTS[:1])
        reader._beside.submit(int).result()
        assert reader.detect(Passage(text=TEXTS[0][0], language="fr", entities=entities))
        with pytest.raises(RuntimeError):
            reader.find("SQL")


def test_what_comes_after_the_network_is_made_ready_once() -> None:
    """Each call is made once, in the order given, before the first text is looked at."""
    made: list[str] = []

    def index() -> Find:
        made.append("index")
        return finder()

    with ReadAhead(index, lambda: made.append("sheets")) as reader:
        for pair in TEXTS * 10:
            reader.feed(pair)
        list(reader.entities(TEXTS))
        reader._beside.submit(int).result()
    assert made == ["index", "sheets"]


def test_few_texts_are_read_before_they_are_asked_for() -> None:
    """A batch waits for more texts only while the second process is busy: the last ones are read while the network is waited for."""
    with ReadAhead(finder) as reader:
        reader.feed(TEXTS[0])
        for _ in range(600):
            if reader._sent[-1][0] and reader._sent[-1][1].done():
                break
            time.sleep(0.05)
        assert [batch for batch, _ in reader._sent] == [[], [TEXTS[0]]]
        assert not reader._waiting
