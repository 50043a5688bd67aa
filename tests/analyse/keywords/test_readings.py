"""Laws of what is read and what is left, over the sentences of `bench/`: they are also a measure of `make eval-keywords`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ereput.analyse.keywords import offer
from ereput.analyse.keywords.places import label
from ereput.analyse.keywords.verdict import concepts_of

if TYPE_CHECKING:
    from ereput.analyse.keywords.matcher import Matcher

BENCH = Path(__file__).parents[3] / "bench"


def rows(name: str) -> list[tuple[str, list[str]]]:
    return [(text, said) for text, said in tomllib.loads((BENCH / f"keywords_{name}.toml").read_text("utf-8"))[name]]


def test_what_a_text_says_is_read_however_it_says_it(matcher: Matcher) -> None:
    """Words in between, names without capitals, file names, slips of the keyboard: all of it is read."""
    unread = {
        text: said
        for text, said in rows("positives")
        for found in [{skill.concept for skill in matcher.find(text, nested=True)}]
        if not all(concepts_of(name, matcher.index) & found for name in said)
    }
    assert not unread


def test_what_only_looks_like_a_skill_is_left(matcher: Matcher) -> None:
    """Refusals, everyday words, names of people and places, addresses: none is taken."""
    taken = {
        text: sorted(found)
        for text, forbidden in rows("traps")
        for found in [{skill.concept for skill in matcher.find(text)}]
        if found & set(forbidden) or ("*" in forbidden and found)
    }
    assert not taken


@pytest.mark.parametrize(
    ("text", "name", "around"),
    [
        ("voir cert-aws-saa.png ici", "aws", "cert-aws-saa.png"),
        ("https://x.example/debuter-avec-docker", "docker", "https://x.example/debuter-avec-docker"),
        ("cert aws saa", "aws", "cert aws saa"),
        ("je code en python", "python", ""),
        ("Cert AWS SAA", "AWS", ""),
        ("aws", "aws", ""),
        ("", "", ""),
    ],
)
def test_a_label_has_no_capitals_and_makes_no_sentence(text: str, name: str, around: str) -> None:
    """An address, the name of a file or a few bare words are labels; a sentence is not, nor what has its capitals."""
    start = text.index(name)
    assert label(text, start, start + len(name)) == around


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Permis B, C et CE", ("driving-licence-b", "hgv-licence", "articulated-lorry-licence")),
        ("PERMIS : B / BE", ("driving-licence-b", "trailer-licence")),
        ("permis de catégorie C, FIMO", ("hgv-licence", "fimo-driver-cpc")),
        ("J'ai le permis C et ce depuis 2010", ("hgv-licence",)),
        ("Permis B, A l'aise au téléphone", ("driving-licence-b",)),
        ("Permis B et A", ("driving-licence-b", "motorcycle-licence")),
        ("permis B, C++ et Java", ("driving-licence-b", "c-plus-plus", "java")),
        ("Permis B, D1E", ("driving-licence-b",)),
    ],
)
def test_a_list_of_licences_is_read_one_by_one(matcher: Matcher, text: str, expected: tuple[str, ...]) -> None:
    """Each category after one "permis", in its own place; small words that look like one are not."""
    found = [skill.concept for skill in matcher.find(text)]
    assert found == list(expected) and set(found) == {skill.concept for skill in matcher.find(text, nested=True)}


def test_a_disorder_is_not_its_treatment(matcher: Matcher) -> None:
    """Who works with children who have language disorders is no speech therapist; the two are close."""
    (seen,) = matcher.find("Accompagnement d'enfants présentant des troubles du langage")
    assert seen.concept == "language-disorders" and "speech-therapy" in matcher.index.near["language-disorders"]
    assert matcher.find("Rééducation des troubles du langage")[0].concept == "speech-therapy"


@pytest.mark.parametrize(
    ("line", "required"),
    [
        ("SQL (optionnel)", False),
        ("SQL avancé (Optionnel)", False),
        ("SQL [facultatif], Word", False),
        ("SQL : souhaité", False),
        ("SQL – un plus", False),
        ("Docker et SQL : un plus", False),
        ("SQL (très apprécié)", False),
        ("SQL (optional)", False),
        ("SQL (obligatoire)", True),
        ("SQL et Canva (optionnel)", True),
        ("SQL (macros souhaitées)", True),
    ],
)
def test_brackets_after_an_item_say_whether_it_is_wished(matcher: Matcher, line: str, required: bool) -> None:
    """ "(Optionnel)" speaks of the item right before it, not of the one before that, nor of what the brackets name."""
    terms = {term.concept: term for term in offer.parse(f"Comptable\nProfil :\n- {line}\n", matcher).terms}
    assert terms["sql"].required is required


@pytest.mark.parametrize(
    "lines",
    [
        "Contact :\nMme Dupont, Cadre de santé",
        "Mme Dupont, Cadre de santé",
        "Cadre de santé : Mme Lopez",
        "Marie Dupont\nCadre de santé\n01 44 00 00 00",
        "Marie Dupont, Cadre de santé\n•• •• •• •• 41",
        "Pour tout renseignement : cadre de santé du service",
        "Cadre de santé\nrecrutement@hopital.example",
    ],
)
def test_a_contact_asks_for_nothing(matcher: Matcher, lines: str) -> None:
    """Whoever is to be called has a title, which is not asked of the person; a licence or a tool beside the number still is."""
    text = f"Infirmier\nProfil :\n- Soins palliatifs\nPermis B\n{lines}\n"
    terms = {term.concept for term in offer.parse(text, matcher).terms}
    assert "nursing-team-management" not in terms
    assert {"palliative-care", "driving-licence-b"} <= terms
    assert "nursing-team-management" in {t.concept for t in offer.parse("Infirmier\nProfil :\n- Cadre de santé\n", matcher).terms}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Contribuer à l'API Node.js / Express", "node-js"),
        ("Vue.js et React", "vue-js"),
        ("je code en node.js.", "node-js"),
        ("React, Next.js, Tailwind", "next-js"),
    ],
)
def test_a_name_keeps_its_dot(matcher: Matcher, text: str, concept: str) -> None:
    """ "Node.js" is one name; a full stop still ends a phrase."""
    assert concept in {skill.concept for skill in matcher.find(text)}
    assert not matcher.find("Nous avons fini la gestion.projet suivant")


@pytest.mark.parametrize(
    ("text", "unasked"),
    [
        ("Sous la responsabilité du responsable de magasin, vous assurez l'encaissement", "store-management"),
        ("Rattaché(e) au DAF, vous assurez l'encaissement", "phrase:daf"),
        ("Reporting to the head of accounting, you ensure encaissement", "accounting"),
    ],
)
def test_whom_one_answers_to_is_not_asked(matcher: Matcher, text: str, unasked: str) -> None:
    """The one who leads has the trade of a leader; what follows is still asked."""
    terms = {term.concept for term in offer.parse(f"Vendeur\nMissions :\n{text}\n", matcher).terms}
    assert "cash-handling" in terms and unasked not in terms


def test_an_offer_in_the_familiar_form_is_read(matcher: Matcher) -> None:
    """ "Ce que tu feras" opens the tasks again after "À propos"; a licence alone on its line is no heading."""
    text = "Vendeur\nÀ propos\nStartup de 15 personnes\nCe que tu feras\n- Encaissement\nTon profil\nPermis B\nBac+2 minimum"
    terms = {term.concept: term for term in offer.parse(text, matcher).terms}
    assert terms["cash-handling"].section == "missions"
    assert terms["driving-licence-b"].required
