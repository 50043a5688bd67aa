"""Identity documents: identity card (old and new), passport, driving licence, and the machine-readable lines of the first two."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape, words
from ereput.model import say

_CARD = re.compile(r"(?<![\w])(?:\d{12}|\d{4} ?\d{3} ?\d{5}|(?=[a-z0-9]{0,8}\d)[a-z0-9]{9})(?!\w)")
"""Old card: twelve digits (arrêté du 24 avril 1991); new card since 2021: nine characters (règlement UE 2019/1157, OACI 9303)."""
_CARD_WORDS = words("cartes? (?:nationale )?d'identit[ée]", "cni", "n° ?(?:de )?cni", "pi[èe]ce d'identit[ée]", "identity card", "id card")
_PASSPORT = re.compile(r"(?<![\w])\d\d ?[a-z]{2} ?\d{5}(?!\w)")
_PASSPORT_WORDS = words("passeports?", "passports?")
_LICENCE = re.compile(r"(?<![\w])(?:\d{12}|\d{2} ?\d{2} ?\d{2} ?\d{6}|\d{2}[a-z]{2}\d{5})(?!\w)")
_LICENCE_WORDS = words("permis(?: de conduire)?", "driving licen[cs]e", "driver'?s licen[cs]e")
_MRZ = re.compile(r"(?<![\w<])(?:id|p<|i<)(?:fra)[a-z0-9<]{20,40}(?![\w<])")


def check_card(raw: str) -> Checked | None:
    """Nine letters and digits must hold at least two digits and no lower-case letter: a word is not a card number."""
    number = raw.replace(" ", "")
    mixed = sum(map(str.isdigit, number)) >= 2 and number == number.upper()
    return Checked(number.upper()) if mixed else None


def check_upper(raw: str) -> Checked | None:
    number = raw.replace(" ", "")
    return Checked(number) if number == number.upper() else None


def check_mrz(raw: str) -> Checked | None:
    return Checked(raw.upper(), "mrz") if "<" in raw else None


RECOGNISER = (
    Shape(
        name="id_card",
        kind="ID_CARD",
        title=say("Carte d'identité"),
        source="Arrêté du 24 avril 1991 ; règlement (UE) 2019/1157",
        pattern=_CARD,
        check=check_card,
        context=_CARD_WORDS,
        odds=Odds(near=0.9),
        digits=2,
        gate=frozenset({"identité", "identite", "cni", "identity", "id"}),
        after=0,
    ),
    Shape(
        name="passport",
        kind="PASSPORT",
        title=say("Passeport"),
        source="OACI, document 9303",
        pattern=_PASSPORT,
        check=check_upper,
        after=40,
        context=_PASSPORT_WORDS,
        odds=Odds(near=0.95),
        digits=7,
        lead=(0,),
        gate=frozenset({"passeport", "passport", "passeports", "passports"}),
    ),
    Shape(
        name="driving_licence",
        kind="DRIVING_LICENCE",
        title=say("Permis de conduire"),
        source="Directive 2006/126/CE ; arrêté du 20 avril 2012",
        pattern=_LICENCE,
        check=check_upper,
        context=_LICENCE_WORDS,
        odds=Odds(near=0.9),
        digits=7,
        lead=(0,),
        gate=frozenset({"permis", "licence", "license"}),
        after=0,
    ),
    Shape(
        name="mrz",
        kind="ID_CARD",
        title=say("Bande de lecture d'une pièce d'identité"),
        source="OACI, document 9303",
        pattern=_MRZ,
        check=check_mrz,
        odds=Odds(checked=0.97),
        signs=("<",),
    ),
)
