"""Identifiers: shape, check and context apart; the spans whole; what resembles them left alone."""

from __future__ import annotations

import itertools
import random

import pytest
from stdnum import iban, luhn
from stdnum.fr import nif, nir, siren, siret, tva

from ereput.analyse.exposure import bank, card, company, tax
from ereput.analyse.exposure import nir as nir_room
from ereput.analyse.exposure.base import Odds, Passage, lower, words
from ereput.analyse.exposure.detect import detect, recognisers
from ereput.analyse.exposure.explain import CHECKS
from ereput.analyse.exposure.kinds import KINDS


def found(text: str, *, language: str = "fr") -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in detect(Passage(text=text, language=language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # e-mail
        ("Écrivez à camille@example.org.", ("EMAIL", "camille@example.org")),
        ("étienne.été@exemple.fr", ("EMAIL", "étienne.été@exemple.fr")),
        ("jean.o'brien@exemple.fr", ("EMAIL", "jean.o'brien@exemple.fr")),
        ("prenom.nom [at] domaine [point] fr", ("EMAIL", "prenom.nom [at] domaine [point] fr")),
        ("tlabelle @ medimail . com", ("EMAIL", "tlabelle @ medimail . com")),
        ("camille arobase exemple point fr", ("EMAIL", "camille arobase exemple point fr")),
        ("c.durand@gmail", ("EMAIL", "c.durand@gmail")),
        # phone
        ("Tél : 02 40 12 34 56", ("PHONE", "02 40 12 34 56")),
        ("06.12.34.56.78", ("PHONE", "06.12.34.56.78")),
        ("+33 (0)6 12 34 56 78", ("PHONE", "+33 (0)6 12 34 56 78")),
        ("0033612345678", ("PHONE", "0033612345678")),
        ("0612345678", ("PHONE", "0612345678")),
        ("O6 12 34 56 78", ("PHONE", "O6 12 34 56 78")),
        ("(33) 1 45 56 78 90", ("PHONE", "(33) 1 45 56 78 90")),
        ("01 2048 3632", ("PHONE", "01 2048 3632")),
        ("+41 44 234 56 78", ("PHONE", "+41 44 234 56 78")),
        # address
        ("12 bis, rue de la Paix 75001 Paris", ("ADDRESS", "12 bis, rue de la Paix")),
        ("12 bis, rue de la Paix 75001 Paris", ("ZIP", "75001")),
        ("12 bis, rue de la Paix 75001 Paris", ("LOCATION", "Paris")),
        ("8 boulevard du 8 mai 1945, Rennes", ("ADDRESS", "8 boulevard du 8 mai 1945, Rennes")),
        ("Rue Pasteur 148, Franconville", ("ADDRESS", "Rue Pasteur 148, Franconville")),
        ("BP 40123, 44000 Nantes cedex 1", ("ADDRESS", "BP 40123")),
        ("Bât. B, 14 allée des Tilleuls, 69003 Lyon", ("ADDRESS", "Bât. B, 14 allée des Tilleuls")),
        ("11 COURS ALBERT THOMAS 69003 LYON", ("ADDRESS", "11 COURS ALBERT THOMAS")),
        ("Code postal : 44000", ("ZIP", "44000")),
        # dates
        ("le vingt quatre août deux mille dix-sept", ("DATE", "vingt quatre août deux mille dix-sept")),
        ("née le 14 mars 2005 à Nantes", ("DOB", "14 mars 2005")),
        ("né le 1er janvier 1990", ("DOB", "1er janvier 1990")),
        ("DDN : 02/02/1992", ("DOB", "02/02/1992")),
        ("réunion du 2024-05-17", ("DATE", "2024-05-17")),
        ("depuis 2019", ("DATE", "2019")),
        ("fin 2034", ("DATE", "fin 2034")),
        ("en septembre 2021", ("DATE", "septembre 2021")),
        ("le 12/08 au soir", ("DATE", "12/08")),
        ("01sep2018", ("DATE", "01sep2018")),
        ("2013 janvier", ("DATE", "2013 janvier")),
        ("en deux mille dix sept", ("DATE", "deux mille dix sept")),
        ("née en mil neuf cent quatre-vingt-dix", ("DOB", "mil neuf cent quatre-vingt-dix")),
        ("née le douze mars mil neuf cent quatre-vingt-dix", ("DOB", "douze mars mil neuf cent quatre-vingt-dix")),
        ("le 23022018", ("DATE", "23022018")),
        ("3 1 0 5 2 0 6 8", ("DATE", "3 1 0 5 2 0 6 8")),
        # people
        ("Mme Sophie Lefèvre vous attend", ("PERSON", "Sophie Lefèvre")),
        ("Pierre Martin a gagné", ("PERSON", "Pierre Martin")),
        ("le capitaine Dupont", ("PERSON", "Dupont")),
        ("B. Duhamel", ("PERSON", "B. Duhamel")),
        # work
        ("Je suis comptable chez Orange Business depuis 2020", ("EMPLOYER", "Orange Business")),
        ("Étudiante à l'Université de Nantes", ("SCHOOL", "Université de Nantes")),
        # links
        ("https://www.linkedin.com/in/camille-durand", ("PROFILE_URL", "https://www.linkedin.com/in/camille-durand")),
        ("suivez @camille_d !", ("HANDLE", "@camille_d")),
        ("@camille_d@social.example", ("HANDLE", "@camille_d@social.example")),
        ("docs/carte_identite_recto.jpg", ("SCAN", "carte_identite_recto.jpg")),
        ("img/signature-camille.png", ("SIGNATURE", "signature-camille.png")),
        ("geo:47.2184,-1.5536", ("COORDINATES", "47.2184,-1.5536")),
        ("-----BEGIN RSA PRIVATE KEY-----", ("API_KEY", "-----BEGIN RSA PRIVATE KEY-----")),
    ],
)
def test_what_is_there_is_found_whole(text: str, expected: tuple[str, str]) -> None:
    """The span has the kind and the exact bounds that a reader would give it."""
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "logo@2x.png",
        "git@host.example:~/depot",
        "version 1.2.03",
        "Loi du 18 août 2013",
        "décret n°2013-1066 du 3 juin 2013",
        "un score de 3/4 puis 10/10",
        "12:30:45",
        "commande 0645781236",
        "ISBN 0262033844",
        "20,50 € et 12.99 $",
        "2 cours de yoga",
        "10 000 rues de la métropole",
        "les 3 routes",
        "port 54322",
        "RT @ user: hello",
        "1984 est un livre",
        "le modèle HP-450-GX",
        "cours de l'étude REPLACE 2",
        "31/02/2020",
        "ouvert 24/24 et 7/7",
        "n° 94782*12",
        "print(x[12345])",
        "10 000 US $",
        "Mot de passe oublié ?",
        "40 ans d'expérience",
        "2010 Jan 21;115(3):453-74",
        "1 234 567 890 habitants",
        "v10.0.19041.1",
        "Article 12 34 56 78 90 12",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    """Years, prices, versions, times, ISBN, order numbers, scores, laws: none is personal data."""
    strong = {"EMAIL", "PHONE", "ADDRESS", "ZIP", "NIR", "IBAN", "CREDIT_CARD", "DATE", "DOB", "PLATE", "PASSWORD", "AGE", "IP", "PERSON"}
    assert [item for item in found(text) if item[0] in strong] == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("6750 Elm Street Apt. 864, Springfield, CO 64677", "ADDRESS", "6750 Elm Street Apt. 864, Springfield, CO 64677"),
        ("PSC 4574, Box 8393\nAPO AA 81998", "ADDRESS", "PSC 4574, Box 8393\nAPO AA 81998"),
        ("P.O. Box 287 is ours", "ADDRESS", "P.O. Box 287"),
        ("My zip code is 48750", "ZIP", "48750"),
        ("call me at (579) 888-3058", "PHONE", "(579) 888-3058"),
        ("She was born on March 3, 1999", "DOB", "March 3, 1999"),
        ("Follow @MarieDupont", "PERSON", "MarieDupont"),
    ],
)
def test_english_texts_have_their_own_shapes(text: str, kind: str, expected: str) -> None:
    """English addresses, telephones and dates; only in texts read as English."""
    assert (kind, expected) in found(text, language="en")


def _mutated(rng: random.Random, number: str) -> str:
    at = rng.randrange(len(number))
    return number[:at] + rng.choice("0123456789") + number[at + 1 :]


def _candidates(rng: random.Random, kind: str, amount: int) -> list[str]:
    """Random numbers of the kind's shape; half get a right key where the library can compute it, of which half are mutated."""
    made = []
    for i in range(amount):
        digits = "".join(rng.choice("0123456789") for _ in range(20))
        if kind == "nir":
            body = rng.choice("1234567") + digits[:4] + rng.choice([digits[4:6], "2A", "2B"]) + digits[6:12]
            number = body + (nir.calc_check_digits(body) if i % 2 else digits[12:14])
        elif kind == "siren":
            number = digits[:8] + (luhn.calc_check_digit(digits[:8]) if i % 2 else digits[8])
        elif kind == "siret":
            head = digits[:8] + luhn.calc_check_digit(digits[:8])
            number = head + digits[9:13] + luhn.calc_check_digit(head + digits[9:13]) if i % 2 else digits[:14]
        elif kind == "vat":
            head = digits[:8] + luhn.calc_check_digit(digits[:8])
            number = f"FR{(12 + 3 * (int(head) % 97)) % 97:02d}{head}" if i % 2 else f"FR{digits[:11]}"
        elif kind == "spi":
            head = rng.choice("0123") + digits[:9]
            number = head + (nif.calc_check_digits(head) if i % 2 else digits[9:12])
        else:
            number = "FR76" + digits + "1" * 3
            number = "FR" + iban.calc_check_digits("FR00" + number[4:]) + number[4:] if i % 2 else number
        made.append(_mutated(rng, number) if i % 4 == 3 and kind not in ("vat", "iban") else number)
    return made


@pytest.mark.parametrize(
    ("kind", "check", "oracle"),
    [
        ("nir", lambda n: bool((c := nir_room.check(n)) and c.passed), nir.is_valid),
        ("siren", lambda n: company.check_siren(n) is not None, siren.is_valid),
        ("siret", lambda n: company.check_siret(n) is not None, siret.is_valid),
        ("vat", lambda n: company.check_vat(n) is not None, tva.is_valid),
        ("spi", lambda n: tax.check(n) is not None, nif.is_valid),
    ],
)
def test_checks_agree_with_python_stdnum(kind: str, check: object, oracle: object) -> None:
    """On random, right and mutated numbers alike, a check passes exactly when the library says so."""
    numbers = _candidates(random.Random(11), kind, 4_000)
    assert [check(n) for n in numbers] == [oracle(n) for n in numbers]  # type: ignore[operator]  # plain functions
    assert any(map(oracle, numbers))  # type: ignore[arg-type]  # idem
    assert not all(map(oracle, numbers))  # type: ignore[arg-type]  # idem


def test_ibans_are_found_exactly_when_their_key_is_right() -> None:
    """Inside a sentence, whatever word follows them."""
    for number in _candidates(random.Random(3), "iban", 400):
        text = f"Virement sur {number} dans la semaine"
        assert (("IBAN", number) in found(text)) == iban.is_valid(number), number


def test_iban_also_agrees_with_schwifty() -> None:
    """schwifty, another implementation, accepts every French IBAN that is found, its national key aside."""
    schwifty = pytest.importorskip("schwifty")
    for number in _candidates(random.Random(5), "iban", 200):
        if iban.is_valid(number):
            assert schwifty.IBAN(number, allow_invalid=True).checksum_digits == number[2:4]


def test_rib_key() -> None:
    """The published example passes, a changed digit does not."""
    assert bank.check_rib("30006 00001 12345678901 89") is not None
    assert bank.check_rib("30006 00001 12345678901 88") is None


def test_cards_need_an_issuer_and_a_luhn_key() -> None:
    """A right Luhn key without an issuer's prefix is no card."""
    assert card.check("4539578743346873") is not None
    assert card.check("4539578743346872") is None
    assert card.check("9999999999999995") is None


def test_lower_keeps_offsets() -> None:
    """Folding keeps one code point for one, even for letters whose lower case is longer."""
    for text in ("İstanbul", "ÉTÉ’S", "a\u00a0b\u202fc", "ﬁn", "𝐀bc"):
        assert len(lower(text)) == len(text)


def test_odds_and_words() -> None:
    """Four odds for four cases; words match whole words only."""
    odds = Odds(alone=0.1, near=0.2, checked=0.3, both=0.4)
    assert [odds.of(checked=c, near=n) for c in (False, True) for n in (False, True)] == [0.1, 0.2, 0.3, 0.4]
    assert words("rue").search("la rue") is not None
    assert words("rue").search("larue") is None


def test_every_recogniser_speaks_of_known_kinds() -> None:
    """Each recogniser has a unique name, a source, and kinds that are documented; each check it may pass has words."""
    assert len({r.name for r in recognisers()}) == len(recognisers())
    for recogniser in recognisers():
        assert recogniser.source
        assert set(recogniser.kinds) <= KINDS.keys(), recogniser.name
    for text in (
        "NIR 275032917028004, 0612345678, AB-123-CD, 82.64.12.201, IDFRADUPONT<<<<<<<<<<<<<<<<<<<<440042",
        "12 rue de la Paix 75001 Paris, né le 3 mai 1999",
    ):
        for span in detect(Passage(text=text)):
            assert set(span.checks) <= CHECKS.keys(), span


def test_a_third_party_may_look_alone() -> None:
    """`using` restricts detection to the recognisers given."""
    email = next(r for r in recognisers() if r.name == "email")
    text = "camille@example.org, 06 12 34 56 78"
    assert [span.kind for span in detect(Passage(text=text), using=(email,))] == ["EMAIL"]


def test_spans_that_compete_do_not_overlap() -> None:
    """Of competing spans one is kept: a birth date is not also a date, a street's name not a person."""
    text = "Camille, née le 14 mars 2005, 17 rue Victor Hugo 44000 Nantes, IBAN FR7630006000011234567890189"
    spans = [s for s in detect(Passage(text=text)) if s.kind in ("DOB", "DATE", "ADDRESS", "PERSON", "IBAN", "RIB", "PHONE")]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert {"DOB", "ADDRESS", "IBAN"} <= {s.kind for s in spans}
