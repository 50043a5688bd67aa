"""Number plates: SIV since 2009 (AA-123-AA), FNI before (123 ABC 44)."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import REFERENCE, Checked, Odds, Shape, words
from ereput.model import say

_LETTERS = "[a-hj-np-tv-z]"
_SIV = re.compile(rf"(?<![\w-]){_LETTERS}{{2}}[ \-]?\d{{3}}[ \-]?{_LETTERS}{{2}}(?![\w-])")
"""Arrêté du 9 février 2009: no I, O or U; never SS, never WW at the left; from 001."""
_FNI = re.compile(r"(?<![\w.,/-])[1-9]\d{0,3} ?[a-hj-np-tv-z]{2,3} ?(?:0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-6])(?![\w/-]|[.,]\d)")
_CONTEXT = words(
    "plaques?", "immatricul(?:ation|[ée]e?s?)", "v[ée]hicules?", "voitures?", "auto", "moto", "scooter", "carte grise",
    "camion(?:nette)?", "utilitaire", "renault", "peugeot", "citro[ëe]n", "clio", "twingo", "megane", "m[ée]gane", "tesla",
    "dacia", "trafic", "kangoo", "zo[ée]", "fourgon(?:nette)?",
    "remorque", "caravane", "camping-car", "ambulance", "taxi", "parking", "pneus?", "pare-brise", "plates?", "van",
    "toyota", "volkswagen", "golf", "registration",
)  # fmt: skip


_OF_A_THING = re.compile(
    rf"{REFERENCE.pattern}|(?:(?<![^.,;:!?\n])|(?<=[.,;:!?] )|(?<=l')|(?<=le )|(?<=la )|(?<=un )|(?<=une )|(?<=the )|(?<=a ))"
    r"(?!(?:les?|la|une?|des?|du|est|et|ou|ma|mon|sa|son|the|is|was|and|my|his|her|pour|vers|avec|par|sur)(?!\w))[^\W\d_]{2,20} $"
)
"""A code right behind a noun that is no vehicle's names that thing: "câble RJ-145-CT"."""


def check_siv(raw: str) -> Checked | None:
    """Upper case as on the plate; "plate_hyphens" for the official hyphens, which hardly anything else has."""
    plate = re.sub(r"[ \-]", "", raw)
    if plate != plate.upper() or "SS" in (plate[:2], plate[-2:]) or plate[:2] == "WW" or plate[2:5] == "000":
        return None
    return Checked(plate, "plate_hyphens" if raw.count("-") == 2 else "")


def check_fni(raw: str) -> Checked | None:
    plate = raw.replace(" ", "")
    return Checked(plate) if plate == plate.upper() else None


RECOGNISER = (
    Shape(
        name="plate",
        kind="PLATE",
        title=say("Plaque d'immatriculation"),
        source="Arrêté du 9 février 2009 (SIV)",
        pattern=_SIV,
        check=check_siv,
        against=_OF_A_THING,
        context=_CONTEXT,
        odds=Odds(alone=0.4, near=0.9, checked=0.85, both=0.98),
        digits=3,
        lead=(3, 2),
    ),
    Shape(
        name="plate_fni",
        kind="PLATE",
        title=say("Plaque d'immatriculation"),
        source="Arrêté du 5 novembre 1984 (FNI)",
        pattern=_FNI,
        check=check_fni,
        context=_CONTEXT,
        odds=Odds(near=0.85),
        digits=3,
        lead=(0,),
        before=40,
    ),
)
