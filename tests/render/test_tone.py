"""Laws of tone: no shame, no scare, no promise of money or of a job; and no bare string escapes translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from ereput import words
from ereput.model import Text
from ereput.render.base import Options
from ereput.render.stage import render
from ereput.schema import to_json
from tests.render import audits
from tests.render.test_words import sentences, translations

SHAME = (
    r"\b(honte|honteu\w+|ridicule|stupide|naï[fv]\w*|incompétent\w*|mauvais(e|es)?|nul(le)?s?|catastroph\w+|désastr\w+|indigne"
    r"|shame\w*|stupid|naive|awful)\b"
)
SCARE = (
    r"\b(danger\w*|alerte rouge|menac\w+|peur|terrifi\w+|pirate\w*|victime\w*|trop tard|irréversible|urgence absolue"
    r"|scary|threat\w*|hackers?)\b"
)
PROMISE = r"(€|\$|\bsalaire|\bembauch\w+ (assuré|garanti)|garanti\w*|\bgagne[rz] (de l'argent|plus)|\bsalary|\bguarantee\w*|\bget hired)"
PREDICTION = r"\b(prédi(t|sent|re)|predict\w*|probabilité d'embauche|chances? d'être (embauché|recruté|pris))"
DISCLAIMED = ("ne prédisent aucune décision", "predict no recruiter")


@pytest.mark.parametrize("pattern", [SHAME, SCARE, PROMISE], ids=["shame", "scare", "promise"])
def test_our_sentences_keep_their_tone(pattern: str) -> None:
    """No sentence of the report, in French or English, shames, scares or promises."""
    said = [*sentences(), *translations().values()]
    assert [s for s in said if re.search(pattern, s, flags=re.IGNORECASE)] == []


def test_no_score_predicts_a_hire() -> None:
    """The only sentence that speaks of predicting says that the scores do not."""
    said = [s for s in (*sentences(), *translations().values()) if re.search(PREDICTION, s, flags=re.IGNORECASE)]
    assert len(said) == 2
    assert all(any(words_ in s for words_ in DISCLAIMED) for s in said)


def test_the_reader_is_addressed_with_respect() -> None:
    """Vouvoiement: no sentence says tu, te, ton, ta, tes."""
    assert [s for s in sentences() if re.search(r"\b(tu|te|toi|ton|ta|tes)\b", s)] == []


# --- pseudo-locale -----------------------------------------------------------------------------------------------------------


class Accented(dict[str, str]):
    """A catalogue that marks everything it translates, whatever it is."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]  # every key has a translation here
        return f"⟦{key}⟧"


class Words(HTMLParser):
    """The text of a page, and of its readable attributes, outside styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.texts += [value for name, value in attrs if name in ("aria-label", "title", "alt", "placeholder") and value]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("style", "script"):
            self.texts.append(data)


def bare(page: str) -> Iterator[str]:
    """Words of the page that stand outside every marked sentence."""
    reader = Words()
    reader.feed(page)
    for text in reader.texts:
        while (stripped := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
            text = stripped
        yield from re.findall(r"[^\W\d_]{3,}", text)


@pytest.mark.parametrize("edition", ["candidate", "student", "counsellor"])
def test_no_bare_string(monkeypatch: pytest.MonkeyPatch, edition: str) -> None:
    """In a fake locale that marks every translated sentence, what stays unmarked is data, a date, or a name without translation."""
    monkeypatch.setattr(words, "catalogue", lambda language: Accented())
    audit = audits.audit(10)
    page = render(audit, "html", Options(language="en", edition=edition, previous=audits.audit(4), share=("exposure", "plan", "evolution")))
    known = set(re.findall(r"[^\W\d_]{3,}", to_json(audit).decode())) | set(words._MONTHS["en"]) | {"ereput", "DigComp", "Pix"}
    assert sorted({word for word in bare(page.decode()) if word not in known}) == []


def test_the_fake_locale_would_see_a_bare_string() -> None:
    """The test above can fail: an unmarked word is found."""
    assert list(bare("<p>⟦Bonjour {n} ⟦toi⟧⟧ monde</p>")) == ["monde"]


def test_a_sentence_without_translation_is_still_said() -> None:
    """A message that no catalogue knows is shown in French rather than lost."""
    from dataclasses import replace

    found = replace(audits.finding(0), title=Text(msg="Une phrase jamais traduite"))
    assert "Une phrase jamais traduite" in render(replace(audits.audit(1), findings=(found,)), "html", Options(language="en")).decode()
