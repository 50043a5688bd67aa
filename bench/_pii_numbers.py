"""Numbers with a key: what is found against what python-stdnum and schwifty accept, on random, right and mutated numbers.

Each number is put in a sentence that announces it and read by the kind's own recogniser: it must be found *checked* exactly when the
oracle accepts it. Nothing is asked of the checks alone: shape, separators and neighbours are part of what could be wrong.
"""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import iban, luhn
from stdnum.fr import nif, nir, rcs, siren, siret, tva
from stdnum.iso7064 import mod_97_10

from ereput.analyse.exposure.base import FLOOR, Passage
from ereput.analyse.exposure.detect import recognisers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = 20
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TOWNS = ("Nantes", "Paris", "Nanterre", "Bordeaux", "Brest")
IBANS = {
    "AT": "n16", "CH": "n5c12", "DE": "n18", "DK": "n14", "ES": "n20", "FI": "n14", "GB": "a4n14", "IE": "a4n14",
    "IT": "a1n10c12", "LU": "n3c13", "MC": "n10c11n2", "NL": "a4n10", "PL": "n24", "PT": "n21", "RO": "a4c16", "SE": "n20",
}  # fmt: skip
"""The account part of an IBAN by country (ISO 13616 registry): letters (a), digits (n), either (c). Belgium is left out: the two
libraries differ on its national key."""


class Trial(NamedTuple):
    """A kind against an oracle: the recogniser's name, the words that announce the number, how a number is drawn, what judges it."""

    name: str
    recogniser: str
    announced: str
    draw: Callable[[Random], str]
    oracles: tuple[Callable[[str], bool], ...]


class Outcome(NamedTuple):
    """How many numbers were tried, how many the oracle accepts, and the first disagreements."""

    tried: int
    valid: int
    disagreements: tuple[str, ...]


def _some(drawn: Random, size: int, alphabet: str = DIGITS) -> str:
    return "".join(drawn.choices(alphabet, k=size))


def _luhn(drawn: Random, start: str, size: int) -> str:
    number = start + _some(drawn, size - len(start) - 1)
    return number + luhn.calc_check_digit(number)


def _nir(drawn: Random) -> str:
    department = drawn.choice([_some(drawn, 2), _some(drawn, 2), "2A", "2B"])
    number = f"{drawn.choice('123478')}{_some(drawn, 2)}{drawn.randint(1, 12):02}{department}{_some(drawn, 6)}"
    return number + nir.calc_check_digits(number)


def _spi(drawn: Random) -> str:
    number = drawn.choice("0123") + _some(drawn, 9)
    return number + nif.calc_check_digits(number)


def _siret(drawn: Random) -> str:
    return _luhn(drawn, _luhn(drawn, "", 9) + "00", 14)


def _vat(drawn: Random) -> str:
    number = _luhn(drawn, "", 9)
    return f"FR{(12 + 3 * (int(number) % 97)) % 97:02}{number}"


def _rib(drawn: Random) -> str:
    bank, desk, account = _some(drawn, 5), _some(drawn, 5), _some(drawn, 11, drawn.choice([DIGITS, DIGITS + LETTERS]))
    number = bank + desk + account
    worth = number.translate(str.maketrans(LETTERS, "12345678912345678923456789"))
    return f"{number}{97 - int(worth) * 100 % 97:02}"


def _iban(drawn: Random) -> str:
    country = drawn.choice(("FR", "FR", *IBANS))
    return _keyed(country, _rib(drawn) if country == "FR" else _account(drawn, IBANS[country]))


def _account(drawn: Random, structure: str) -> str:
    alphabets, made = {"n": DIGITS, "a": LETTERS, "c": DIGITS + LETTERS}, ""
    for part in structure.replace("n", " n").replace("a", " a").replace("c", " c").split():
        made += _some(drawn, int(part[1:]), alphabets[part[0]])
    return made


def _keyed(country: str, account: str) -> str:
    return f"{country}{mod_97_10.calc_check_digits(account + country)}{account}"


def _rcs(drawn: Random) -> str:
    return f"RCS {drawn.choice(TOWNS)} {drawn.choice('AB')} {_luhn(drawn, '', 9)}"


def _card(drawn: Random) -> str:
    return _luhn(drawn, *drawn.choice([("4", 16), ("51", 16), ("55", 16), ("37", 15), ("36", 14), ("6304", 18)]))


def _schwifty(number: str) -> bool:
    """Structure and key; in Spain, where python-stdnum looks at it too, the national key."""
    try:
        IBAN(number, validate_bban=number[:2] == "ES")
    except (SchwiftyException, ValueError):
        return False
    return True


def _schwifty_rib(number: str) -> bool:
    """A RIB is the account part of a French IBAN, and its key the national one."""
    try:
        IBAN(_keyed("FR", number), validate_bban=True)
    except (SchwiftyException, ValueError):
        return False
    return True


TRIALS = (
    Trial("NIR", "nir", "Sécurité sociale ", _nir, (nir.is_valid,)),
    Trial("SPI", "tax", "Numéro fiscal ", _spi, (nif.is_valid,)),
    Trial("SIREN", "siren", "SIREN ", lambda drawn: _luhn(drawn, "", 9), (siren.is_valid,)),
    Trial("SIRET", "siret", "SIRET ", _siret, (siret.is_valid,)),
    Trial("TVA", "vat", "TVA ", _vat, (tva.is_valid,)),
    Trial("RCS", "rcs", "", _rcs, (rcs.is_valid,)),
    Trial("IBAN", "iban", "IBAN ", _iban, (iban.is_valid, _schwifty)),
    Trial("RIB", "rib", "RIB ", _rib, (_schwifty_rib,)),
    Trial("carte", "card", "Carte bancaire ", _card, (luhn.is_valid,)),
    Trial("RPPS", "rpps", "RPPS ", lambda drawn: _luhn(drawn, drawn.choice("18"), 11), (luhn.is_valid,)),
)
"""Every kind with a key that python-stdnum or schwifty knows."""


def numbers(trial: Trial, drawn: Random, amount: int) -> Iterator[str]:
    """A third right, a third with one character changed, a third with two neighbours exchanged: what typing and scanning do."""
    for turn in range(amount):
        number = trial.draw(drawn)
        places = [i for i, char in enumerate(number) if char.isdigit() and i > _head(number)]
        at = drawn.choice(places)
        if turn % 3 == 1:
            number = number[:at] + drawn.choice(DIGITS) + number[at + 1 :]
        elif turn % 3 == 2 and number[at + 1 : at + 2].isdigit():
            number = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        yield number


def _head(number: str) -> int:
    """The last place of the letters that say what the number is (country, town), which stay."""
    return next((i for i, char in enumerate(number) if char.isdigit()), 0)


def agreement(which: int, *, amount: int, seed: int = 20261122) -> Outcome:
    """Finds each number of the trial at this place, asks the oracles, and compares. Twenty sentences are read at once: it is faster, and
    closer to a page."""
    trial = TRIALS[which]
    recogniser = next(r for r in recognisers() if r.name == trial.recogniser)
    drawn = numbers(trial, Random(f"{seed}{trial.name}"), amount)
    tried = valid = 0
    differ: list[str] = []
    while page := tuple(islice(drawn, PAGE)):
        text, places = "", []
        for number in page:
            places.append((len(text) + len(trial.announced), len(text) + len(trial.announced) + len(number)))
            text += f"{trial.announced}{number} merci\n"
        found = {(s.start, s.end) for s in recogniser.find(Passage(text=text)) if s.checks and s.confidence >= FLOOR}
        verdicts = [[oracle(number) for oracle in trial.oracles] for number in page]
        tried, valid = tried + len(page), valid + sum(all(verdict) for verdict in verdicts)
        for number, place, verdict in zip(page, places, verdicts, strict=True):
            if set(verdict) != {place in found}:
                differ.append(number)
    return Outcome(tried, valid, tuple(differ))
