"""What stands around a name: dates, addresses, trades, branches, results. Each speaks in the direction it must, and says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ereput.model import Handle, Kind, Match, Mention, Subject
from ereput.resolve.clue import View
from ereput.resolve.evidence import clues
from ereput.resolve.portrait import portrait
from ereput.resolve.stage import resolve, total

CAMILLE = Subject(
    names=("Camille Durand",), city="Dole", schools=("Université de Metz",), employers=("Cartolis SAS",),
    emails=("camille.durand@example.org",), phones=("06 39 98 00 12",), handles=(Handle(service="forum", user="cdurand87"),),
)  # fmt: skip
JOB = {"organisation": "Cartolis SAS", "start": "2014-09", "end": "2018-06", "job": "Data analyst"}
WHEN = datetime(2024, 5, 1, tzinfo=UTC)


def page(kind: Kind = Kind.PAGE, *, title: str = "", text: str = "", published: datetime | None = None, declared: bool = False,
         url: str = "https://site.example/p", **fields: str) -> Mention:  # fmt: skip
    told = tuple(("title" if name == "job" else name, value) for name, value in fields.items())
    return Mention(source="web", url=url, kind=kind, title=title, text=text, published=published, declared=declared, fields=told)


HERS = page(Kind.POSITION, url="https://reseau.example/1", declared=True, **JOB)


def told(mention: Mention) -> tuple[Match, str]:
    match = resolve(CAMILLE, (mention, HERS), decisions={})[0]
    return match, " ".join(map(str, match.reasons))


def weighed(mention: Mention, subject: Subject = CAMILLE) -> float:
    """The log-odds before any doubt."""
    return round(total(clues(portrait(subject, (HERS,)), View.of(mention))), 6)


def position(**fields: str) -> Mention:
    return page(Kind.POSITION, **{"name": "Camille Durand", "organisation": "Cartolis SAS", **fields})


CASES: list[tuple[Mention, Mention, str, int]] = [
    (position(start="2014", end="2018"), position(), "Aux mêmes dates", 1),
    (position(start="1990", end="1994"), position(), "À d'autres dates", -1),
    (position(start="2014", end="2016"), position(), "", 0),
    (page(text="Camille Durand, chez Cartolis depuis 2014."), page(text="Camille Durand, chez Cartolis."), "Aux mêmes dates", 1),
    (page(text="Camille Durand, chez Cartolis depuis 1990."), page(text="Camille Durand, chez Cartolis."), "À d'autres dates", -1),
    (page(text="Camille Durand, comptable à Dole."), page(text="Camille Durand à Dole."), "Un autre métier : comptable", -1),
    (page(text="Camille Durand, 31 ans, analyste à Dole."), page(text="Camille Durand, 31 ans, à Dole."), "", 0),
    (page(text="Camille Durand, Dole. camille.durand@ailleurs.example"), page(text="Camille Durand, Dole."), "Une autre adresse", -1),
    (page(text="Camille Durand, Dole. camille.durand@cartolis.example"), page(text="Camille Durand, Dole."), "", 1),
    (page(text="Camille Durand, Dole. accueil@ailleurs.example"), page(text="Camille Durand, Dole."), "", 0),
    (page(Kind.LISTING, name="Camille Durand", location="Dole", phone="06 39 98 77 66"),
     page(Kind.LISTING, name="Camille Durand", location="Dole"), "Un autre numéro", -1),
    (page(text="Camille Durand, chez Cartolis Ouest."), page(text="Camille Durand, chez Cartolis."), "Votre employeur", -1),
    (page(name="Camille Durand", organisation="Cartolis Nord"), page(name="Camille Durand"), "Un autre employeur", -1),
    (page(Kind.RESULT, title="Camille Durand - Avocate - Barreau de Lille | Réseau", text="Camille Durand, Dole"),
     page(Kind.RESULT, title="Camille Durand | Réseau", text="Camille Durand, Dole"), "Rien dans ce résultat", -1),
    (page(Kind.RESULT, title="Camille Durand - Data analyst - Solvéa | Réseau", text="Camille Durand, Dole"),
     page(Kind.RESULT, title="Camille Durand | Réseau", text="Camille Durand, Dole"), "", 1),
    (page(Kind.DOCUMENT, text="Camille Durand. Mémoire de gestion, Université de Metz.", published=WHEN.replace(year=1985)),
     page(Kind.DOCUMENT, text="Camille Durand. Notes de gestion, Université de Metz.", published=WHEN.replace(year=2010)), "étudiant", -1),
    (page(Kind.ARTICLE, text="Camille Durand, 71 ans, Dole.", published=WHEN), page(text="Camille Durand, Dole."), "ne convient pas", -1),
    (page(Kind.ARTICLE, text="Camille Durand, 35 ans, de Dole.", published=WHEN), page(text="Camille Durand, de Dole."), "", 0),
    (page(text="Notre équipe\nCamille Durand\nData analyst\nPaul Petit\nDirecteur"), page(text="Camille Durand"), "intitulé", 1),
    (page(text="Classement\nCamille Durand. Data analyst, un métier."), page(text="Camille Durand."), "", 0),
    (page(Kind.LISTING, name="Camille Durand", location="Dole", organisation="SCI Durand", job="Gérante"),
     page(Kind.LISTING, name="Camille Durand", location="Dole"), "", 0),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "without", "word", "way"), CASES, ids=range(len(CASES)))
def test_what_speaks_and_in_which_direction(seen: Mention, without: Mention, word: str, way: int) -> None:
    """The clue is told, and moves the odds the way it must from the same page without it."""
    assert word in told(seen)[1]
    one, other = weighed(seen), weighed(without)
    assert (one > other) - (one < other) == way


def test_a_number_in_a_handle_is_hers() -> None:
    """A handle made of the name and a number says more than one made of the name alone; particles and accents do not make it rare."""

    def of(name: str, user: str) -> tuple[float, str]:
        subject = Subject(names=(name,), handles=(Handle(service="forum", user=user),))
        seen = page(name=name, handle=user, url="https://f.example/u")
        return weighed(seen, subject), " ".join(map(str, resolve(subject, (seen,), decisions={})[0].reasons))

    assert of("Camille Durand", "cdurand87") > of("Camille Durand", "cdurand")
    for name, user in (("Élise Le Goff", "elise.legoff"), ("Anne de La Tour", "adelatour"), ("Anne de La Tour", "annelatour")):
        assert "formé sur le nom" in of(name, user)[1]


def test_a_part_of_a_name_of_a_house_says_less() -> None:
    """A longer name that holds hers is a branch of the group: less than the same name, more than another."""
    bank = Subject(names=("Camille Durand",), employers=("Banque Populaire",))
    shown = [page(name="Camille Durand", organisation=o) for o in ("Banque Populaire", "Banque Populaire Centre", "Soletis")]
    same, branch, other = (weighed(m, bank) for m in shown)
    assert same > branch > other


def test_without_her_full_name_she_is_asked() -> None:
    """However much fits, a page that gives only the surname is asked about; an e-mail of hers settles it."""
    text = "Mme Durand, data analyst chez Cartolis à Dole, passée par l'Université de Metz"
    match, said = told(page(text=text))
    assert not match.counts and "nom complet" in said
    assert told(page(text=f"{text}. camille.durand@example.org"))[0].counts


def test_one_trade_is_one_witness() -> None:
    """A trade and its topics are one thing that namesakes of a trade share: with one place, and another address, she is asked."""
    skills = page(Kind.SKILL, url="https://reseau.example/2", declared=True, skill="SQL")
    shown = page(text="Camille Durand, data analyst, Dole. SQL. camille.durand@ailleurs.example")
    match = resolve(CAMILLE, (shown, HERS, skills), decisions={})[0]
    assert not match.counts and "contredisent" in str(match.reasons[-1])


def test_an_apposition_is_read_in_linear_time() -> None:
    """A stranger's page of words without end costs what its length says; a whole word is a trade, not its beginning."""
    from time import process_time

    hostile = page(text="Camille Durand, " * 500 + "".join(f"Camille Durand, {'a' * 100} - " for _ in range(300)))
    began = process_time()
    assert list(View.of(hostile).apposed(portrait(CAMILLE, (HERS,)))) == []
    assert process_time() - began < 2
    assert list(View.of(page(text="Camille Durand, nouveau directeur à Dole")).apposed(portrait(CAMILLE, (HERS,)))) == ["nouveau directeur"]
