"""Numbers of a profession or of studies that name one person for life: RPPS, ADELI, INE."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape, words
from ereput.analyse.exposure.checksums import keyed
from ereput.model import say

_RPPS = re.compile(r"(?<![\w])[18]\d{10}(?!\w)")
_ADELI = re.compile(r"(?<![\w])(?:\d{2}|2[ab]) ?\d ?\d{5} ?\d(?!\w)")
_INE = re.compile(r"(?<![\w])(?:\d{9}[a-z]{2}|\d{10}[a-z]|(?=[a-z]{0,4}\d)[0-9a-z]{10}[a-z])(?!\w)")
"""Nine digits and two letters since 2018 (RNIE); ten characters and a letter before (BEA, BEN)."""


def check_rpps(raw: str) -> Checked | None:
    """Eleven digits, the last one a Luhn key (ANS, répertoire partagé des professionnels de santé)."""
    return Checked(raw, "luhn") if keyed("luhn", raw) else Checked(raw)


def check_adeli(raw: str) -> Checked | None:
    return Checked(raw.replace(" ", "").upper())


def check_ine(raw: str) -> Checked | None:
    enough = sum(map(str.isdigit, raw)) >= 6 and raw == raw.upper()
    return Checked(raw) if enough else None


RECOGNISER = (
    Shape(
        name="rpps",
        kind="RPPS",
        title=say("Numéro RPPS"),
        source="Agence du numérique en santé ; python-stdnum",
        pattern=_RPPS,
        check=check_rpps,
        context=words("rpps"),
        odds=Odds(near=0.8, both=0.99),
        digits=11,
        lead=(0,),
        gate=frozenset({"rpps"}),
    ),
    Shape(
        name="adeli",
        kind="ADELI",
        title=say("Numéro ADELI"),
        source="DREES, répertoire ADELI",
        pattern=_ADELI,
        check=check_adeli,
        context=words("ad[ée]li"),
        odds=Odds(near=0.9),
        digits=8,
        gate=frozenset({"adeli", "adéli"}),
    ),
    Shape(
        name="ine",
        kind="INE",
        title=say("Numéro étudiant (INE)"),
        source="Arrêté du 12 mars 2012 (RNIE)",
        pattern=_INE,
        check=check_ine,
        context=words(
            "ine", "bea", "num[ée]ro [ée]tudiant", "identifiant national(?: [ée]l[èe]ve| [ée]tudiant)?", "ine-rnie", "student number"
        ),
        odds=Odds(near=0.92),
        digits=6,
        gate=frozenset({"ine", "bea", "étudiant", "etudiant", "identifiant", "student"}),
    ),
)
