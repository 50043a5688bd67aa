"""Identifiability, cocktails, risk, gazetteers, and the translations of all that the room says."""

from __future__ import annotations

import ast
import gzip
import tomllib
from pathlib import Path

import pytest

import ereput.analyse.exposure as room
from ereput.analyse.exposure.base import Passage
from ereput.analyse.exposure.cocktails import KITS, NAME, brew
from ereput.analyse.exposure.detect import detect
from ereput.analyse.exposure.gazetteers import first_names, fold, is_commune, postcodes, surnames
from ereput.analyse.exposure.gravity import PATH
from ereput.analyse.exposure.identifiability import PEOPLE, anonymity, birth_share, level, name_share, people, place_share, shares
from ereput.analyse.exposure.numerals import day_of, year_of
from ereput.analyse.exposure.risk import risk
from ereput.words import catalogue

ROOM = Path(room.__file__).parent


def test_each_clue_divides_the_crowd() -> None:
    """k never grows with a clue; of a family of clues only the most precise counts."""
    few, more = (
        shares([("AGE", "26")], name="Camille Durand"),
        shares([("AGE", "26"), ("DOB", "2005-03-14"), ("LOCATION", "nantes")], name="Camille Durand"),
    )
    assert anonymity(more) < anonymity(few) < PEOPLE
    assert len(more) == 3
    assert shares([("EMAIL", "x"), ("LOCATION", "nowhere at all")]) == ()


def test_shares_come_from_counts() -> None:
    """A frequent name is shared by more people than a rare one; a village by fewer than a city; a full date by fewer than a year."""
    assert name_share("Marie Martin") > name_share("Maïwenn Le Guennec") > 0
    assert name_share("Martin") > name_share("Zzyzx")
    assert name_share("") == 1
    small, large = place_share("Saint-Cirq-Lapopie"), place_share("Nantes")
    assert small is not None and large is not None and small < large
    assert birth_share("2005-03-14") < birth_share("2005-03") < birth_share("2005")
    assert birth_share("--03-14") == pytest.approx(1 / 365.25)


@pytest.mark.parametrize(("k", "word"), [(0.2, "une personne"), (4, "poignée"), (40, "dizaines"), (900, "centaines"), (1e6, "millier")])
def test_k_in_words(k: float, word: str) -> None:
    """Levels at 1, 5, 50 and 1,000; never below one person."""
    assert word in str(level(k))
    assert people(k) >= 1


def test_a_kit_breaks_at_its_cheapest_piece() -> None:
    """Complete kits name the piece that shows in the fewest places, never the name; an incomplete kit says what is missing."""
    brews = {b.kit.id: b for b in brew({"NAME": ["a", "b"], "ADDRESS": ["a", "b", "c"], "PHONE": ["a"]})}
    harassment = brews["harassment"]
    assert harassment.complete
    assert harassment.cheapest is not None and "PHONE" in harassment.cheapest.kinds
    assert not brews["identity_theft"].complete
    assert brews["identity_theft"].cheapest is None
    assert all(NAME not in b.kit.pieces or b.cheapest is not NAME for b in brews.values())
    assert len({kit.id for kit in KITS}) == len(KITS)


def test_risk_puts_what_singles_out_above_what_is_many() -> None:
    """A text that names one person by her life is riskier than a ticket with many technical values; more never lowers it."""
    alone = "Le boulanger de Saint-Cirq-Lapopie, qui est aussi le premier adjoint, attend son four."
    student = "J'ai 26 ans, je suis doctorante à l'Université de Grenoble, j'ai eu un accident hier."
    ticket = "Erreur sur 192.168.1.1 et 10.0.0.1, contact support@asso.example, version 2.3."
    values = [risk(text, detect(Passage(text=text))) for text in (alone, student, ticket, "Il fait beau.")]
    assert values[0] > values[2] and values[1] > values[2] >= values[3] == 0
    spans = detect(Passage(text=student))
    assert risk(student, spans) >= risk(student, spans[:1])


@pytest.mark.parametrize(
    "text",
    [
        "La vétérinaire du village de Mirepoix a eu des triplés en mars.",
        "Le gardien du phare de Cordouan, père de sept enfants, attend une réponse.",
        "Un étudiant malvoyant en master de droit à l'université de Brest, capitaine de l'équipe d'aviron.",
        "The lighthouse keeper of Muckle Flugga, father of seven, is waiting.",
        "I work as a night nurse at Lerwick hospital and I have a rare disease.",
        "Léa Morvan, 3 rue de l'Église, 29000 Quimper, 06 12 34 56 78",
    ],
)
def test_risk_is_high_for_one_life_and_low_for_a_ticket(text: str) -> None:
    """A role in a small place, a rare trait, a name with a home: each above a ticket that names somebody in passing."""
    ticket = "Le responsable produit à Lille ne répond plus depuis le 3 mars. Une opération de paiement a échoué, M. Petit a confirmé."
    assert risk(text, detect(Passage(text=text))) > 50 > risk(ticket, detect(Passage(text=ticket)))


def test_risk_looks_at_possessions_and_reach() -> None:
    """A rare possession counts; a name with a way to reach it counts; repeating a value does not."""
    owner = "La seule habitante du village qui possède une Tesla rouge"
    assert risk(owner, ()) > 50
    reach = "Pierre Martin, pierre.martin@asso.example, Pierre Martin"
    spans = detect(Passage(text=reach))
    assert risk(reach, spans) == pytest.approx(risk(reach, spans[:2]))


def test_gazetteers_are_whole() -> None:
    """The compact files hold what their README says; Paris has its districts."""
    assert len(first_names()) > 30_000
    assert len(surnames()) > 130_000
    assert place_share("Saint-Denis") == place_share("st denis") > 0.001, "the most populous of that name"
    assert {"75001", "69009", "13016", "44000", "97400"} <= postcodes()
    assert is_commune("L’Haÿ-les-Roses") and is_commune("st etienne") and not is_commune("Nowhere")
    assert fold("Œdipe-Noël") == "oedipe noel"
    assert all((ROOM / "gazetteers" / f"{name}.tsv.gz").stat().st_size < 2_000_000 for name in ("first_names", "surnames", "communes"))


@pytest.mark.parametrize("name", ["first_names", "surnames", "first_names_en", "surnames_en", "communes"])
def test_gazetteers_are_sorted(name: str) -> None:
    """They are searched by halves: each line is found, by the name that it begins with; the totals are those of the lines."""
    lines = gzip.decompress((ROOM / "gazetteers" / f"{name}.tsv.gz").read_bytes()).decode().split("\n")[:-1]
    cells = [line.split("\t") for line in lines]
    names = [cell[0] + "\t" for cell in cells]
    assert names == sorted(names) and len(names) > 4_000
    if name in ("first_names", "surnames"):
        table = {"first_names": first_names, "surnames": surnames}[name]()
        assert table.people == sum(int(count) for _, count in cells)
        assert all(table.get(key) == int(count) for key, count in cells[::97])
        assert cells[0][0] in table and not any(odd in table for odd in ("", "zzzz", "aaaa", "dur\tand", "durand\t200"))


@pytest.mark.parametrize(
    ("text", "value"), [("vingt et un", 21), ("trente et un", 31), ("1er", 1), ("premier", 1), ("dix-sept", 17), ("vingts troiss", 23)]
)
def test_days_in_letters(text: str, value: int) -> None:
    """Days as people spell them."""
    assert day_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deux mille vingt-six", 2026),
        ("mille neuf cent quatre-vingt-dix-neuf", 1999),
        ("mil neuf cent quatre-vingt-dix", 1990),
        ("dix neuf cent cinquante", 1950),
        ("2024", 2024),
        ("hier", 0),
    ],
)
def test_years_in_letters(text: str, value: int) -> None:
    """Years as people spell them; 0 when it is none."""
    assert year_of(text) == value


def _places(sentence: str) -> set[str]:
    return {part.split("}")[0].split(":")[0] for part in sentence.split("{")[1:]}


def test_everything_the_room_says_is_translated() -> None:
    """Each `say("…")` and each reason of the table of gravity has its English, with the same places."""
    english = catalogue("en")
    said = {row["reason"] for row in tomllib.loads(PATH.read_text("utf-8"))["kinds"].values()}
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                said.add(ast.literal_eval(node.args[0]))
    missing = said - english.keys()
    assert missing == set()
    for text in said:
        assert _places(text) == _places(english[text]), text
